package goals_test

import (
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/web/webtest"
)

func TestAPaperMonthInOneGo(t *testing.T) {
	v := webtest.New(t, "2026-01-05T08:00:00Z")
	v.Begin("fitness")
	v.Did("/stamp", "goal", "fitness")
	v.At("2026-01-14T20:00:00Z")
	id := v.NewID()
	fields := []string{
		"id", id, "card", "1", "note", "from the kitchen door",
		"d2026-01-05", "min", "d2026-01-06", "full", "d2026-01-07", "", "d2026-01-08", "min", "d2026-01-11", "rest", "d2026-01-20", "min",
	}
	v.Did("/goals/fitness/paper", fields...)
	v.Did("/goals/fitness/paper", fields...)
	l := v.LookAt("")
	want := map[int]goal.DayStatus{5: goal.DayDone, 6: goal.DayDone, 7: goal.DayUnlogged, 8: goal.DayDone, 11: goal.DayRest, 20: goal.DayOpen}
	for day, status := range want {
		if got := l.Life.On(goal.Date(2026, 1, day)); got != status {
			t.Errorf("%d January is %q, want %q", day, got, status)
		}
	}
	if l.Practised != 3 || !l.Gold.Has(goal.Date(2026, 1, 7)) || l.Log.Note != "from the kitchen door" {
		t.Errorf("%d practised, gold %v, note %q", l.Practised, l.Gold, l.Log.Note)
	}
	page := v.Get("/goals/fitness")
	first := regexp.MustCompile(`name="first" value="([^"]+)"`).FindStringSubmatch(page)
	if first == nil {
		t.Fatal("the page does not offer to take the sheet back")
	}
	v.Did("/undo", "first", first[1], "next", "/goals/fitness")
	if l = v.LookAt(""); l.Practised != 1 || l.Log.Note != "" {
		t.Errorf("the sheet is taken back, and there are %d days, note %q", l.Practised, l.Log.Note)
	}
	page = v.Get("/goals/fitness")
	webtest.Has(t, webtest.Text(page), "Taken back: all that was written in one go.", "Bring it back")
	webtest.Has(t, page, `name="next" value="/goals/fitness"`)
	if w := v.Post("/undo", "next", "/goals/fitness"); w.Header().Get("Location") != "/goals/fitness" {
		t.Errorf("it leads to %q", w.Header().Get("Location"))
	}
	if l = v.LookAt(""); l.Practised != 3 || l.Log.Note != "from the kitchen door" {
		t.Errorf("the sheet is brought back, and there are %d days, note %q", l.Practised, l.Log.Note)
	}
}

// While a pause without an end hides the cards to come, none of them is offered
// to be filled in.
func TestPaperInAPause(t *testing.T) {
	v := webtest.New(t, "2026-01-05T08:00:00Z")
	v.Begin("fitness")
	v.At("2026-01-12T08:00:00Z")
	webtest.Has(t, v.Get("/goals/fitness/paper"), "paper?card=3")
	v.Did("/pause", "goal", "fitness")
	for _, path := range []string{"/goals/fitness/paper", "/goals/fitness/paper?card=3"} {
		page := v.Get(path)
		webtest.Has(t, webtest.Text(page), "Card one of three")
		if strings.Contains(page, "paper?card=") {
			t.Errorf("%s leads to a card without a day", path)
		}
	}
}

// A week's number is what the whole week held: what the days do not hold of it
// goes to its last stamped day, and nothing becomes smaller.
func TestNumbersFromPaper(t *testing.T) {
	v := webtest.New(t, "2026-01-05T08:00:00Z")
	v.Begin("learning") // 90 minutes a week, five of them a step
	v.Did("/stamp", "goal", "learning")
	v.At("2026-01-20T20:00:00Z")
	sent := func(more ...string) []string {
		return append([]string{
			"id", v.NewID(), "card", "1", "d2026-01-05", "min", "d2026-01-06", "min", "d2026-01-08", "min", "d2026-01-13", "full",
		}, more...)
	}
	webtest.Has(t, webtest.Text(v.Get("/goals/learning/paper")), "Minutes on the sheet", "Week 1", "Week 3")
	w := v.Post("/goals/learning/paper", sent("w2026-01-19", "30", "w2026-01-05", "many", "note", "tea & rain")...)
	if w.Code != http.StatusUnprocessableEntity {
		t.Errorf("words for a number: %d", w.Code)
	}
	webtest.Has(t, w.Body.String(), `value="many" aria-invalid="true"`, "tea &amp; rain")
	w = v.Post("/goals/learning/paper", sent("w2026-01-19", "30", "w2026-01-05", "60")...)
	if w.Code != http.StatusUnprocessableEntity || v.LookAt("").Practised != 1 {
		t.Errorf("a number without a day: %d, and %d days", w.Code, v.LookAt("").Practised)
	}
	webtest.Has(t, webtest.Text(w.Body.String()), "Week 3 has a number and no stamped day.")
	fields := sent("w2026-01-05", "60", "w2026-01-12", "42,5")
	v.Did("/goals/learning/paper", fields...)
	v.Did("/goals/learning/paper", fields...)
	v.Did("/goals/learning/paper", sent("w2026-01-05", "20")...)
	l := v.LookAt("")
	if l.Weeks[0].Done != 60 || l.Weeks[1].Done != 42.5 || l.Practised != 4 {
		t.Errorf("weeks of %v and %v, %d days", l.Weeks[0].Done, l.Weeks[1].Done, l.Practised)
	}
	if m, _ := l.Logs[goal.Date(2026, 1, 8)].Minutes(); m != 50 {
		t.Errorf("Thursday holds %v minutes", m)
	}
}
