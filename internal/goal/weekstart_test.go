package goal

import (
	"testing"
	"time"
)

func TestWeekStartOfRegions(t *testing.T) {
	for region, want := range map[string]time.Weekday{
		"DE": time.Monday, "GB": time.Monday, "ES": time.Monday, "JP": time.Sunday, "US": time.Sunday, "us": time.Sunday, "MX": time.Sunday,
		"EG": time.Saturday, "AE": time.Saturday, "": time.Monday, "ZZ": time.Monday, "U": time.Monday, "US CA": time.Monday,
	} {
		if got := WeekStartOf(region); got != want {
			t.Errorf("%q: %s, want %s", region, got, want)
		}
	}
}
