package app_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
)

// days lives through a string of days from the goal's first on: o done, x not
// today, . nothing said, f forgot.
func (p *person) days(first time.Time, id, marks string) {
	p.t.Helper()
	for i, c := range marks {
		p.now = first.AddDate(0, 0, i)
		switch c {
		case 'o':
			p.do(goal.Stamp{Goal: id})
		case 'm':
			p.do(goal.Stamp{Goal: id, Minutes: new(20.0)})
		case 'x':
			p.do(goal.Skip{Goal: id})
		case 'f':
			p.do(goal.Skip{Goal: id, Tag: goal.TagCue})
		case 'r':
			p.do(goal.Rest{Goal: id})
		}
	}
}

func (p *person) review(week goal.Day, a goal.ReviewAnswers) app.ReviewView {
	p.t.Helper()
	v, err := p.Review(context.Background(), me, "", week, a)
	if err != nil {
		p.t.Fatal(err)
	}
	return v
}

var monday = time.Date(2026, 1, 5, 8, 0, 0, 0, time.UTC)

// A week with forgotten days suggests another cue; the accepted change holds
// from the next week on, and undoing the review takes it back.
func TestAReviewMakesADatedChange(t *testing.T) {
	p := newPerson(t, "2026-01-05T08:00:00Z")
	p.do(walking("g"))
	p.days(monday, "g", "oofoffo"+"ofoofo")
	p.at("2026-01-18T20:00:00Z")
	v := p.review(0, goal.ReviewAnswers{})
	if v.Week != goal.Date(2026, 1, 12) || v.Suggestion.Rule != goal.R7a || v.Inputs.Done14 != 8 || v.Inputs.Active14 != 13 {
		t.Fatalf("%s for %s: %+v", v.Suggestion.Rule, v.Week, v.Inputs)
	}
	cue := "After I put the kettle on"
	p.do(goal.WeekReview{
		Goal: "g", Week: v.Week, Suggestion: v.Suggestion, Decision: goal.Accepted, Plan: goal.PlanChange{Cue: &cue},
		Pulse: new(4), Confidence: new(8), Close: "It was a full week.",
	})
	l := p.look("")
	if l.Life.Plan(goal.Date(2026, 1, 18)).Cue == cue || l.Life.Plan(goal.Date(2026, 1, 19)).Cue != cue {
		t.Error("the change holds from Monday on")
	}
	p.at("2026-01-21T08:00:00Z")
	if v := p.review(goal.Date(2026, 1, 19), goal.ReviewAnswers{}); v.Inputs.SinceChange == nil || *v.Inputs.SinceChange != 3 {
		t.Errorf("decided on Sunday, looked at on Wednesday: %+v", v.Inputs)
	}
	if err := p.undo(); err != nil {
		t.Fatal(err)
	}
	if l := p.look(""); len(l.Goal.Plan) != 1 {
		t.Error("the undo took the change back")
	}
	told, err := p.LoadStory(context.Background(), me, "")
	if err != nil || len(told.Story.Reviews) != 0 {
		t.Errorf("%v, %v", told.Story, err)
	}
}

// The same week reviewed once more replaces the first answer, unless the plan
// was changed since.
func TestTheSameWeekTwice(t *testing.T) {
	p := newPerson(t, "2026-01-05T08:00:00Z")
	p.do(walking("g"))
	p.days(monday, "g", "oooooo")
	p.at("2026-01-11T20:00:00Z")
	week := goal.Date(2026, 1, 5)
	first, second := "After tea", "After lunch"
	p.do(goal.WeekReview{Goal: "g", Week: week, Decision: goal.Changed, Plan: goal.PlanChange{Cue: &first}})
	p.do(goal.WeekReview{Goal: "g", Week: week, Decision: goal.Changed, Plan: goal.PlanChange{Cue: &second}})
	l := p.look("")
	if len(l.Goal.Plan) != 2 || l.Life.Plan(goal.Date(2026, 1, 12)).Cue != second {
		t.Errorf("%d revisions, cue %q", len(l.Goal.Plan), l.Life.Plan(goal.Date(2026, 1, 12)).Cue)
	}
	p.do(goal.Revise{Goal: "g", Plan: goal.PlanChange{Fallback: &first}})
	if _, err := p.try(0, goal.WeekReview{Goal: "g", Week: week, Decision: goal.KeepAsIs}); key(err) != "error.review.changed" {
		t.Error(err)
	}
}

// Ruling 32: a lighter week ends by itself, its end is no change, and its
// week is not one of P1, P2 and P4.
func TestRuling32ADeviationEndsByItself(t *testing.T) {
	p := newPerson(t, "2026-01-05T08:00:00Z")
	p.do(walking("g"))
	for i := range 7 {
		p.now = monday.AddDate(0, 0, i)
		if i < 3 {
			p.do(goal.Stamp{Goal: "g", Feel: goal.Feel{Energy: new(2)}})
		} else {
			p.do(goal.Skip{Goal: "g", Feel: goal.Feel{Energy: new(1)}})
		}
	}
	v := p.review(0, goal.ReviewAnswers{})
	if v.Suggestion.Rule != goal.R3 || !v.Offered || v.Offer.Step.Minutes != 3 || v.Offer.Metric.Target != 2 {
		t.Fatalf("%+v %+v", v.Suggestion, v.Offer)
	}
	p.do(goal.WeekReview{
		Goal: "g", Week: v.Week, Suggestion: v.Suggestion, Decision: goal.Accepted, Plan: v.Offer, Days: v.Suggestion.Days,
	})
	l := p.look("")
	for day, want := range map[int]float64{11: 5, 12: 3, 18: 3, 19: 5} {
		if got := l.Life.Plan(goal.Date(2026, 1, day)).Step.Minutes; got != want {
			t.Errorf("%d January: %v minutes, want %v", day, got, want)
		}
	}
	p.days(monday.AddDate(0, 0, 7), "g", "mommooo"+"ooooooo")
	v = p.review(0, goal.ReviewAnswers{})
	if v.Week != goal.Date(2026, 1, 19) || v.Inputs.P1 == nil || v.Inputs.P2 == nil || *v.Inputs.P2 != 0 {
		t.Errorf("P1 %v, P2 %v: the light week is left out", v.Inputs.P1, v.Inputs.P2)
	}
	if v.Inputs.SinceChange != nil || v.Inputs.SinceTarget != 21 {
		t.Errorf("a lighter week is no change, and the target is 21 days old: %+v", v.Inputs)
	}
}

// Declined twice, a suggestion is passed over for fourteen days.
func TestRuling32DeclinedTwice(t *testing.T) {
	p := newPerson(t, "2026-01-05T08:00:00Z")
	p.do(walking("g"))
	var rules []goal.Rule
	for w := range 4 {
		p.days(monday.AddDate(0, 0, 7*w), "g", "ofofofo")
		v := p.review(0, goal.ReviewAnswers{})
		rules = append(rules, v.Suggestion.Rule)
		p.do(goal.WeekReview{Goal: "g", Week: v.Week, Suggestion: v.Suggestion, Decision: goal.KeepAsIs})
	}
	if got := fmt.Sprint(rules); got != "[R7a R7a R7i R7a]" {
		t.Error(got)
	}
}

func TestAnExperimentFromPlanToAct(t *testing.T) {
	p := newPerson(t, "2026-01-05T08:00:00Z")
	p.do(walking("g"))
	p.days(monday, "g", "oxoxxoxoxxoxoxoxxoxoxxoxoxoxo"[:28])
	p.at("2026-02-01T20:00:00Z")
	cue := "After breakfast"
	start := goal.StartExperiment{
		Experiment: "e1", Goal: "g", Lever: goal.LeverCue, What: "the step right after breakfast", Measure: goal.OfAdherence,
		From: "4 of 7", To: "6 of 7", Days: 14, Plan: goal.PlanChange{Cue: &cue}, Trigger: goal.Date(2026, 1, 26),
	}
	p.do(start)
	start.Experiment = "e2"
	if _, err := p.try(0, start); key(err) != "error.experiment.running" {
		t.Errorf("a second experiment: %v", err)
	}
	p.days(monday.AddDate(0, 0, 28), "g", "oooooooxoooooo")
	p.at("2026-02-16T08:00:00Z")
	told, err := p.LoadStory(context.Background(), me, "")
	if err != nil {
		t.Fatal(err)
	}
	x, ok := told.Story.Running()
	r := told.Look.ExperimentResult(x, told.Feelings)
	if !ok || !r.Over || r.Arms[0].Active != 21 || r.Arms[1].Active != 14 || r.Comparison.Verdict != goal.VerdictBetter {
		t.Errorf("%+v: %+v", r.Arms, r.Comparison)
	}
	if told.Look.Life.Plan(goal.Date(2026, 2, 10)).Cue != cue || told.Look.Plan.Cue == cue {
		t.Error("the change holds for the experiment and ends with it")
	}
	p.do(goal.EndExperiment{Experiment: "e1", Goal: "g", Study: "It was the coffee.", Act: goal.Adopt})
	if l := p.look(""); l.Life.Plan(l.Today+1).Cue != cue {
		t.Error("adopted, it lasts")
	}
	if err := p.undo(); err != nil {
		t.Fatal(err)
	}
	if l := p.look(""); l.Life.Plan(l.Today+1).Cue == cue {
		t.Error("the undo takes the act back")
	}
}

func TestTheCompassIsKeptAndUndone(t *testing.T) {
	p := newPerson(t, "2026-01-05T08:00:00Z")
	ctx := context.Background()
	chess := goal.Item{Words: "teach chess to my nephew", Love: 3, Good: 2, Needed: 3, Supportable: 2}
	p.do(goal.SetItem{ID: "i1", Lens: "love", Item: chess})
	p.do(goal.SetItem{ID: "i2", Item: goal.Item{Words: "marathon", Love: 1, Good: 1, Supportable: 1}})
	p.do(goal.SetTrial{ID: "t1", Trial: goal.Trial{What: "volunteering", Before: 2, After: 4, Again: 7}})
	p.do(goal.SetEnergyNote{ID: "n1", Words: "the long meeting"})
	p.do(goal.SetPurpose{PurposeChange: goal.PurposeChange{GrowIn: "patience", SoICan: "listen to my kids at bedtime", Provisional: true}})
	p.do(goal.Dismiss{Flag: goal.FlagVague})
	v, err := p.Compass(ctx, me)
	if err != nil {
		t.Fatal(err)
	}
	if m := v.Compass.Meets(); len(m) != 1 || m[0] != chess {
		t.Errorf("%v", m)
	}
	if b, ok := v.Compass.BestTrial(); !ok || b.Fit() != 11 {
		t.Errorf("%v", b)
	}
	if u, ok := v.Compass.Purpose(); !ok || u.GrowIn != "patience" || len(v.Compass.Dismissed) != 1 {
		t.Errorf("%+v", v.Compass)
	}
	for range 2 { // the dismissal, then back again
		if err := p.undo(); err != nil {
			t.Fatal(err)
		}
	}
	p.do(goal.SetItem{ID: "i1"})
	v, err = p.Compass(ctx, me)
	if err != nil || len(v.Compass.Items) != 1 || len(v.Compass.Dismissed) != 1 {
		t.Errorf("%+v, %v", v.Compass, err)
	}
	if err := p.Rebuild(ctx, me); err != nil {
		t.Fatal(err)
	}
	again, err := p.Compass(ctx, me)
	if err != nil || fmt.Sprint(again.Compass) != fmt.Sprint(v.Compass) {
		t.Errorf("rebuilt: %v, %v", again.Compass, err)
	}
}
