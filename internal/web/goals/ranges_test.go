package goals_test

import (
	"strings"
	"testing"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
	"github.com/ippo-app/ippo/internal/web/webtest"
)

// Ruling 57 on the pages: what each review shows is kept, and told back on day 90,
// on the look back and the goal's own page.
func TestRuling57OnThePages(t *testing.T) {
	v := webtest.New(t, "2026-01-05T08:00:00Z")
	tpl, _ := library.For("en").Template("fitness")
	b := tpl.Begin(v.NewID())
	sixty := 60.0
	b.Outcome = goal.Outcome{Text: "Sixty days", Type: goal.OutcomeDays, Target: &sixty}
	concluded := func(body goal.Body, l *goal.Look) {
		t.Helper()
		c, err := v.Command(t.Context(), app.Local(), "test", 0, body)
		if err == nil && l == nil {
			_, err = v.Do(t.Context(), app.Local(), c)
		} else if err == nil {
			_, err = v.Conclude(t.Context(), app.Local(), *l, c)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	concluded(b, nil)
	const week = "ooofooo"
	day := goal.Date(2026, 1, 5)
	for n := range 12 {
		v.Live(day.String()+"T08:00:00Z", week)
		day += 7
		l := v.LookAt("fitness")
		if n == 2 {
			webtest.Has(t, webtest.Text(v.Get(strings.Replace(v.Leads("/review?goal=fitness"), "reset", "look", 1))), "by day 90")
		}
		concluded(goal.WeekReview{Goal: l.Goal.ID, Week: l.ReviewWeek(), Decision: goal.KeepAsIs}, &l)
	}
	if page := webtest.Text(v.Get("/goals/fitness")); strings.Contains(page, "Your ranges held") {
		t.Error("told before day 90")
	}
	v.Live(day.String()+"T08:00:00Z", "oooooo")
	const told = "The result was inside your range in 11 of 11 reviews."
	for _, path := range []string{"/goals/fitness/look-back/90", "/goals/fitness"} {
		webtest.Has(t, webtest.Text(v.Get(path)), told)
	}
}
