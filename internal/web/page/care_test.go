package page_test

import (
	"strings"
	"testing"

	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/web/webtest"
)

// Method 11: words that sound as if somebody was needed bring a kind card once,
// and are kept like all others.
func TestMethod11AKindCard(t *testing.T) {
	v := webtest.New(t, "2026-01-05T08:00:00Z")
	v.Begin("fitness")
	v.Did("/settings", "emergency", "112")
	v.Did("/stamp", "goal", "fitness")
	v.Did("/word", "goal", "fitness", "note", "Today I just want to die")
	page := webtest.Text(v.Get("/"))
	webtest.Has(t, page, "That sounds heavy", "112", "Today I just want to die")
	if strings.Contains(webtest.Text(v.Get("/")), "That sounds heavy") {
		t.Error("the card stays after it was seen")
	}
	v.Did("/word", "goal", "fitness", "note", "my legs were dying up the hill")
	if strings.Contains(webtest.Text(v.Get("/")), "That sounds heavy") {
		t.Error("an everyday line brings the card")
	}
}

// Method 11: a mood of 2 or less on ten of fourteen noted days brings one quiet
// word, on one day a month.
func TestMethod11ALowTime(t *testing.T) {
	v := webtest.New(t, "2026-01-05T08:00:00Z")
	v.Begin("fitness")
	first := goal.Date(2026, 1, 5)
	said := map[string]bool{}
	for i := range 20 {
		d := (first + goal.Day(i)).String()
		v.At(d + "T08:00:00Z")
		v.Did("/word", "goal", "fitness", "mood", "2")
		for range 2 {
			if strings.Contains(webtest.Text(v.Get("/")), "These weeks look heavy") {
				said[d] = true
			}
		}
	}
	if len(said) != 1 || !said["2026-01-14"] {
		t.Error("said on", said)
	}
}
