package app_test

import (
	"context"
	"strings"
	"testing"

	"github.com/ippo-app/ippo/internal/goal"
)

// What runs by itself is kept with the review that suggests it, its season is left
// undecided, and one undo brings it back (ruling 55).
func TestRuling55KeptAndBroughtBack(t *testing.T) {
	ctx := context.Background()
	p := newPerson(t, "2026-01-05T08:00:00Z")
	b := walking("g")
	b.Outcome = goal.Outcome{Type: goal.OutcomeLevelUp, Text: "5 km", Start: 0.8, Target: new(5.0), Unit: "km"}
	p.do(b)
	p.days(monday, "g", strings.Repeat("mmmoooo", 7))
	p.do(goal.Measure{Goal: "g", Value: 5})
	for week := range 6 {
		first := goal.Date(2026, 1, 5) + goal.Day(7*week)
		p.do(goal.WeekReview{Goal: "g", Week: first, Ease: new(6)})
	}
	v := p.review(0, goal.ReviewAnswers{})
	if v.Suggestion.Rule != goal.R9b {
		t.Fatalf("%+v of %+v", v.Suggestion, v.Inputs)
	}
	c, err := p.Command(ctx, me, "test", 0, goal.WeekReview{Goal: "g", Week: v.Week, Suggestion: v.Suggestion, Decision: goal.Accepted})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.Conclude(ctx, me, v.Look, c); err != nil {
		t.Fatal(err)
	}
	if g := p.look("g").Goal; g.Status != goal.StatusKept {
		t.Errorf("it is %s", g.Status)
	}
	if _, err := p.UndoLast(ctx, me, "test", ""); err != nil {
		t.Fatal(err)
	}
	if l := p.look("g"); l.Goal.Status != goal.StatusActive || l.Season == nil || l.SeasonOver {
		t.Errorf("undone it is %s, over %v", l.Goal.Status, l.SeasonOver)
	}
}

// What lies ready and what is kept for the step are lines of the plan: shown with
// it, changed for good, and never longer than 140 characters (rulings 50, 54).
func TestRuling54LinesOfThePlan(t *testing.T) {
	p := newPerson(t, "2026-01-05T08:00:00Z")
	p.do(walking("g"))
	p.do(goal.Revise{Goal: "g", Plan: goal.PlanChange{Setup: new("shoes by the door"), Bundle: new("audio book")}})
	if l := p.look(""); l.Plan.Setup != "shoes by the door" || l.Plan.Bundle != "audio book" {
		t.Errorf("%+v", l.Plan)
	}
	if _, err := p.try(0, goal.Revise{Goal: "g", Plan: goal.PlanChange{Bundle: new(strings.Repeat("x", 141))}}); key(err) != "error.text.long" {
		t.Errorf("%v", err)
	}
}
