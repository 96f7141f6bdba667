package web_test

import (
	"context"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
)

// live stamps or leaves out days from the visitor's first on: o done, f
// forgotten, . nothing said.
func (v *visitor) live(first string, marks string) {
	v.t.Helper()
	v.at(first)
	start := v.now
	for i, c := range marks {
		v.now = start.AddDate(0, 0, i)
		switch c {
		case 'o':
			v.did("/stamp", "goal", "fitness")
		case 'f':
			v.did("/skip", "goal", "fitness", "tag", "cue")
		}
	}
}

func (v *visitor) story() goal.Story {
	v.t.Helper()
	s, err := v.Told(context.Background(), app.LocalPerson, "fitness")
	if err != nil {
		v.t.Fatal(err)
	}
	return s.Story
}

var ruleField = regexp.MustCompile(`name="rule" value="(\w+)"`)

// A week with forgotten days: the page suggests another cue, offers the
// fallback, and the accepted change holds from Monday on.
func TestTheReviewSuggestsOneChange(t *testing.T) {
	v := newVisitor(t, "2026-01-05T08:00:00Z")
	v.begin("fitness")
	v.live("2026-01-05T08:00:00Z", "oofoffoofoofo")
	v.at("2026-01-18T20:00:00Z")
	page := v.get("/review")
	has(t, text(page), "Week 2, 12 to 18 January", "Most misses were forgotten, not refused.", "Do it", "Change it", "Keep as is",
		"From Monday on", "After I finish lunch", "You mended Friday on Saturday morning.")
	if m := ruleField.FindStringSubmatch(page); m == nil || m[1] != "R7a" {
		t.Fatalf("rule %v", m)
	}
	v.did("/review", "goal", "fitness", "week", "2026-01-12", "rule", "R7a", "decision", "accepted", "close-week", "1",
		"pulse", "4", "confidence", "8", "ease", "not_sure", "suffering", "false", "helped", "the shoes by the door",
		"day", "Monday", "after", "lunch", "close", "It was fine.")
	l := v.look()
	if p := l.Life.Plan(goal.Date(2026, 1, 19)); p.Cue != "After I finish lunch" || p.Fallback != "After I hang up my work bag" {
		t.Errorf("from Monday on: %+v", p)
	}
	s := v.story()
	r := s.Reviews[0]
	if len(s.Reviews) != 1 || r.Decision != goal.Accepted || *r.Pulse != 4 || r.Ease != nil || *r.Suffering || r.First != "Monday, lunch" {
		t.Errorf("%+v", s.Reviews)
	}
	has(t, text(v.get("/review?week=2026-01-12")), "This week is closed.")
	has(t, text(v.get("/goals/fitness")), "Changed after a review: the cue: After I finish lunch")
}

// A week that is reviewed late changes nothing that lies behind: the page says
// the day on which the change begins, and it begins then (ruling 5).
func TestALateReviewSaysWhenItsChangeBegins(t *testing.T) {
	v := newVisitor(t, "2026-01-05T08:00:00Z")
	v.begin("fitness")
	v.live("2026-01-05T08:00:00Z", "oofoffoofoofoo")
	v.at("2026-01-20T08:00:00Z")
	has(t, text(v.get("/review?week=2026-01-12")), "From Tuesday on")
	v.did("/stamp", "goal", "fitness")
	page := v.get("/review?week=2026-01-12")
	has(t, text(page), "From Wednesday on")
	m := ruleField.FindStringSubmatch(page)
	v.did("/review", "goal", "fitness", "week", "2026-01-12", "rule", m[1], "decision", "accepted", "close-week", "1")
	for day, cue := range map[int]string{20: "After I hang up my work bag", 21: "After I finish lunch"} {
		if p := v.look().Life.Plan(goal.Date(2026, 1, day)); p.Cue != cue {
			t.Errorf("%d January: %q", day, p.Cue)
		}
	}
}

// A tick that changes the suggestion shows the new one and keeps the words.
func TestUnwellLeadsToRest(t *testing.T) {
	v := newVisitor(t, "2026-01-05T08:00:00Z")
	v.begin("fitness")
	v.live("2026-01-05T08:00:00Z", "oofoff")
	v.at("2026-01-11T20:00:00Z")
	fields := []string{"goal", "fitness", "week", "2026-01-05", "rule", "R7a", "decision", "accepted", "close-week", "1", "unwell", "1", "helped", "the neighbour's dog"}
	w := v.post("/review", fields...)
	if w.Code != http.StatusOK {
		t.Fatal(w.Code)
	}
	has(t, text(w.Body.String()), "Rest is part of the plan.", "What you ticked leads to another suggestion.", "the neighbour&#39;s dog")
	fields[5] = "R1"
	v.did("/review", fields...)
	if l := v.look(); l.Life.On(goal.Date(2026, 1, 12)) != goal.DayPause || l.Life.On(goal.Date(2026, 1, 19)) != goal.DayOpen {
		t.Error("a pause of seven days from tomorrow")
	}
}

func TestAReviewLeftOpenKeepsWhatWasWritten(t *testing.T) {
	v := newVisitor(t, "2026-01-05T08:00:00Z")
	v.begin("fitness")
	v.live("2026-01-05T08:00:00Z", "oooooo")
	v.at("2026-01-11T20:00:00Z")
	v.did("/review", "goal", "fitness", "week", "2026-01-05", "leave", "1", "helped", "an early night")
	if s := v.story(); len(s.Reviews) != 1 || s.Reviews[0].Decision != goal.DecisionNone {
		t.Errorf("%+v", s)
	}
	has(t, v.get("/review"), "an early night", "The week is still open.")
}

func TestWordsAreAskedForWhereOnlyThePersonKnows(t *testing.T) {
	v := newVisitor(t, "2026-01-05T08:00:00Z")
	v.begin("fitness")
	v.at("2026-01-05T08:00:00Z")
	start := v.now
	for i, c := range "ouououo" + "ououou" {
		v.now = start.AddDate(0, 0, i)
		if c == 'o' {
			v.did("/stamp", "goal", "fitness")
		} else {
			v.did("/skip", "goal", "fitness", "tag", "unclear")
		}
	}
	v.now = start.Add(13*24*time.Hour + 12*time.Hour)
	page := v.get("/review")
	if m := ruleField.FindStringSubmatch(page); m == nil || m[1] != "R7d" {
		t.Fatalf("rule %v in %s", m, text(page))
	}
	w := v.post("/review", "goal", "fitness", "week", "2026-01-12", "rule", "R7d", "decision", "accepted", "close-week", "1", "close", "tired <i>today</i>")
	if w.Code != http.StatusUnprocessableEntity || !strings.Contains(w.Body.String(), "tired &lt;i&gt;today") {
		t.Errorf("%d", w.Code)
	}
	has(t, text(w.Body.String()), "Please write what changes, or keep it as it is.")
	v.did("/review", "goal", "fitness", "week", "2026-01-12", "rule", "R7d", "decision", "accepted", "close-week", "1", "own-step", "Put on both shoes and open the door")
	if p := v.look().Life.Plan(goal.Date(2026, 1, 19)); p.Step.Text != "Put on both shoes and open the door" || p.Step.Minutes != 5 {
		t.Errorf("%+v", p.Step)
	}
}

func TestAfterThreeQuietDays(t *testing.T) {
	for way, check := range map[string]func(goal.Look) bool{
		"two": func(l goal.Look) bool {
			return l.Plan.Step.Minutes == 2 && l.Life.Plan(l.Today+7).Step.Minutes == 5
		},
		"same":  func(l goal.Look) bool { return l.Plan.Step.Minutes == 5 && l.Life.On(l.Today-1) == goal.DayUnlogged },
		"pause": func(l goal.Look) bool { return l.Life.On(l.Today-1) == goal.DayPause && l.Status == goal.DayOpen },
	} {
		t.Run(way, func(t *testing.T) {
			v := newVisitor(t, "2026-01-05T08:00:00Z")
			v.begin("fitness")
			v.live("2026-01-05T08:00:00Z", "oo")
			v.at("2026-01-10T08:00:00Z")
			has(t, text(v.get("/")), "It has been quiet for three days.", "Would a smaller step fit this week?")
			v.did("/quiet", "goal", "fitness", "from", "2026-01-07", "way", way)
			if !check(v.look()) {
				t.Errorf("%+v", v.look().Plan)
			}
		})
	}
}
