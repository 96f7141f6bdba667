package goals_test

import (
	"strings"
	"testing"

	"github.com/ippo-app/ippo/internal/web/webtest"
)

// Ruling 56 on its page: amounts are offered where they are counted, and what
// minutes came to is said with its numbers, without a verdict that they do not
// bear.
func TestRuling56OnThePage(t *testing.T) {
	v := webtest.New(t, "2026-01-05T08:00:00Z")
	v.Begin("jobs")
	webtest.Has(t, v.Get("/goals/jobs/experiment"), `value="amount"`)
	v = webtest.New(t, "2026-01-05T08:00:00Z")
	v.Begin("fitness")
	if strings.Contains(v.Get("/goals/fitness/experiment"), `value="amount"`) {
		t.Error("a goal that counts walks is asked for amounts")
	}
	v.Live("2026-01-05T08:00:00Z", strings.Repeat("ooooooo", 5))
	v.Did("/goals/fitness/experiment", "lever", "time", "what", "go in the morning", "measure", "minutes", "days", "14")
	v.Live("2026-02-09T08:00:00Z", strings.Repeat("ooooooo", 2))
	v.At("2026-02-24T08:00:00Z")
	page := webtest.Text(v.Get("/goals/fitness/experiment"))
	webtest.Has(t, page, "On average 5 before, 5 with the change (minutes); 0 of 14 days above your usual.",
		"Your usual is the middle of the days before: 5.", "higher in 0.5 of all pairs")
	for _, no := range []string{"No clear difference", "Leaning", "19 in 20"} {
		if strings.Contains(page, no) {
			t.Errorf("the page says %q", no)
		}
	}
}
