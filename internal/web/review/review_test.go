package review_test

import (
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/web/webtest"
)

var ruleField = regexp.MustCompile(`name="rule" value="(\w+)"`)

// A week with forgotten days: the page suggests another cue, offers the
// fallback, and the accepted change holds from Monday on.
func TestTheReviewSuggestsOneChange(t *testing.T) {
	v := webtest.New(t, "2026-01-05T08:00:00Z")
	v.Begin("fitness")
	v.Live("2026-01-05T08:00:00Z", "oofoffoofoofo")
	v.At("2026-01-18T20:00:00Z")
	page := v.Get("/review")
	webtest.Has(t, webtest.Text(page), "Week 2, 12 to 18 January", "Most misses were forgotten, not refused.", "Do it", "Change it", "Leave as it is",
		"From Monday on", "After I finish lunch", "You mended Friday on Saturday morning.")
	if m := ruleField.FindStringSubmatch(page); m == nil || m[1] != "R7a" {
		t.Fatalf("rule %v", m)
	}
	v.Did("/review", "goal", "fitness", "week", "2026-01-12", "rule", "R7a", "decision", "accepted", "close-week", "1",
		"pulse", "4", "confidence", "8", "ease", "not_sure", "suffering", "false", "helped", "the shoes by the door",
		"day", "Monday", "after", "lunch", "close", "It was fine.")
	l := v.LookAt("")
	if p := l.Life.Plan(goal.Date(2026, 1, 19)); p.Cue != "After I finish lunch" || p.Fallback != "After I hang up my work bag" {
		t.Errorf("from Monday on: %+v", p)
	}
	s := v.Story()
	r := s.Reviews[0]
	if len(s.Reviews) != 1 || r.Decision != goal.Accepted || *r.Pulse != 4 || r.Ease != nil || *r.Suffering || r.First != "Monday, lunch" {
		t.Errorf("%+v", s.Reviews)
	}
	webtest.Has(t, webtest.Text(v.Get("/review?week=2026-01-12")), "This week is closed.")
	webtest.Has(t, webtest.Text(v.Get("/goals/fitness")), "Changed after a review: the cue: After I finish lunch")
}

// A week that is reviewed late changes nothing that lies behind: the page says
// the day on which the change begins, and it begins then (ruling 5).
func TestALateReviewSaysWhenItsChangeBegins(t *testing.T) {
	v := webtest.New(t, "2026-01-05T08:00:00Z")
	v.Begin("fitness")
	v.Live("2026-01-05T08:00:00Z", "oofoffoofoofoo")
	v.At("2026-01-20T08:00:00Z")
	webtest.Has(t, webtest.Text(v.Get("/review?week=2026-01-12")), "From Tuesday on")
	v.Did("/stamp", "goal", "fitness")
	page := v.Get("/review?week=2026-01-12")
	webtest.Has(t, webtest.Text(page), "From Wednesday on")
	m := ruleField.FindStringSubmatch(page)
	v.Did("/review", "goal", "fitness", "week", "2026-01-12", "rule", m[1], "decision", "accepted", "close-week", "1")
	for day, cue := range map[int]string{20: "After I hang up my work bag", 21: "After I finish lunch"} {
		if p := v.LookAt("").Life.Plan(goal.Date(2026, 1, day)); p.Cue != cue {
			t.Errorf("%d January: %q", day, p.Cue)
		}
	}
}

// A tick that changes the suggestion shows the new one and keeps the words.
func TestUnwellLeadsToRest(t *testing.T) {
	v := webtest.New(t, "2026-01-05T08:00:00Z")
	v.Begin("fitness")
	v.Live("2026-01-05T08:00:00Z", "oofoff")
	v.At("2026-01-11T20:00:00Z")
	fields := []string{"goal", "fitness", "week", "2026-01-05", "rule", "R7a", "decision", "accepted", "close-week", "1", "unwell", "1", "helped", "the neighbour's dog"}
	w := v.Post("/review", fields...)
	if w.Code != http.StatusOK {
		t.Fatal(w.Code)
	}
	webtest.Has(t, webtest.Text(w.Body.String()), "Rest is part of the plan.", "What you ticked leads to another suggestion.", "the neighbour&#39;s dog")
	fields[5] = "R1"
	v.Did("/review", fields...)
	if l := v.LookAt(""); l.Life.On(goal.Date(2026, 1, 12)) != goal.DayPause || l.Life.On(goal.Date(2026, 1, 19)) != goal.DayOpen {
		t.Error("a pause of seven days from tomorrow")
	}
}

func TestAReviewLeftOpenKeepsWhatWasWritten(t *testing.T) {
	v := webtest.New(t, "2026-01-05T08:00:00Z")
	v.Begin("fitness")
	v.Live("2026-01-05T08:00:00Z", "oooooo")
	v.At("2026-01-11T20:00:00Z")
	v.Did("/review", "goal", "fitness", "week", "2026-01-05", "leave", "1", "helped", "an early night")
	if s := v.Story(); len(s.Reviews) != 1 || s.Reviews[0].Decision != goal.DecisionNone {
		t.Errorf("%+v", s)
	}
	webtest.Has(t, v.Get("/review"), "an early night", "The week is still open.")
}

func TestWordsAreAskedForWhereOnlyThePersonKnows(t *testing.T) {
	v := webtest.New(t, "2026-01-05T08:00:00Z")
	v.Begin("fitness")
	v.At("2026-01-05T08:00:00Z")
	start := v.Time
	for i, c := range "ouououo" + "ououou" {
		v.Time = start.AddDate(0, 0, i)
		if c == 'o' {
			v.Did("/stamp", "goal", "fitness")
		} else {
			v.Did("/skip", "goal", "fitness", "tag", "unclear")
		}
	}
	v.Time = start.Add(13*24*time.Hour + 12*time.Hour)
	page := v.Get("/review")
	if m := ruleField.FindStringSubmatch(page); m == nil || m[1] != "R7d" {
		t.Fatalf("rule %v in %s", m, webtest.Text(page))
	}
	w := v.Post("/review", "goal", "fitness", "week", "2026-01-12", "rule", "R7d", "decision", "accepted", "close-week", "1", "close", "tired <i>today</i>")
	if w.Code != http.StatusUnprocessableEntity || !strings.Contains(w.Body.String(), "tired &lt;i&gt;today") {
		t.Errorf("%d", w.Code)
	}
	webtest.Has(t, webtest.Text(w.Body.String()), "Please write what changes, or leave it as it is.")
	v.Did("/review", "goal", "fitness", "week", "2026-01-12", "rule", "R7d", "decision", "accepted", "close-week", "1", "own-step", "Put on both shoes and open the door")
	if p := v.LookAt("").Life.Plan(goal.Date(2026, 1, 19)); p.Step.Text != "Put on both shoes and open the door" || p.Step.Minutes != 5 {
		t.Errorf("%+v", p.Step)
	}
}

// The days without a word are asked for with one tap each: late, whatever their
// age, and the suggestion is made after the taps (ruling 49).
func TestRuling49AWordlessDayTakesOneTap(t *testing.T) {
	v := webtest.New(t, "2026-01-05T08:00:00Z")
	v.Begin("fitness")
	v.Live("2026-01-05T08:00:00Z", "ooooooo")
	v.At("2026-01-18T20:00:00Z")
	webtest.Has(t, webtest.Text(v.Get("/review")), "Days with no entry", "One tap each, or leave them.")
	for day, what := range map[string]string{"2026-01-12": "done", "2026-01-13": "skip", "2026-01-14": "rest"} {
		v.Did("/review/day", "goal", "fitness", "week", "2026-01-12", "day", day, "what", what)
	}
	l := v.LookAt("")
	for day, want := range map[int]goal.DayStatus{12: goal.DayDone, 13: goal.DayMissed, 14: goal.DayRest, 15: goal.DayUnlogged} {
		if got := l.Life.On(goal.Date(2026, 1, day)); got != want {
			t.Errorf("%d January is %s, want %s", day, got, want)
		}
	}
	if log := l.Logs[goal.Date(2026, 1, 12)]; !log.Late || log.Morning {
		t.Errorf("written later, and no morning: %+v", log)
	}
	if w := v.Post("/review/day", "goal", "fitness", "week", "2026-01-12", "day", "2026-01-12", "what", "skip"); w.Code < 400 {
		t.Errorf("a day that has its word: %d", w.Code)
	}
}
