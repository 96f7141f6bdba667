package library_test

import (
	"testing"

	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
)

// Nothing is offered that changes nothing, for the plan of every template and
// whatever a week holds; what needs a person's words says so (ruling 50).
func TestRuling50EveryTemplateOffersWhatChanges(t *testing.T) {
	w := library.For("en")
	n := 0
	for _, x := range w.Templates() {
		b := x.Begin("g")
		plan := goal.Goal{Plan: []goal.Revision{{From: 1, Change: b.Plan}}}.Lasting(2)
		g := goal.Goal{ID: "g", Area: b.Area}
		for _, in := range weeksOf(plan) {
			s := goal.Review(in)
			if !s.Doable() || s.Action == goal.ActWelcomeBack || s.Action == goal.ActRest || s.Action == goal.ActRevisitPurpose || s.Action == goal.ActKeep {
				continue
			}
			c, ok := w.Offer(s, g, plan, func() string { return "new" })
			switch {
			case !ok && !s.Action.AsksForWords():
				t.Errorf("%s: %s offers nothing and asks for no words", b.Template, s.Rule)
			case ok && c.Same(plan):
				t.Errorf("%s: %s offers what is there: %+v", b.Template, s.Rule, c)
			}
			n++
		}
	}
	if n < 18*10 {
		t.Errorf("only %d suggestions were looked at", n)
	}
}

// weeksOf are weeks of every sort for a plan.
func weeksOf(p goal.Plan) []goal.ReviewInputs {
	var all []goal.ReviewInputs
	for _, done := range []int{3, 9, 13} {
		for _, attained := range []float64{.3, .9, 1, 1.6} {
			for _, tag := range append(goal.MissTags(), "") {
				for _, low := range []float64{0, 1} {
					in := goal.ReviewInputs{
						Logged7: 7, WeekActive: 7, Done7: done / 2, Active7: 7, Done14: done, Active14: 14, P1: &attained, P2: &attained, P4: &attained,
						Energy: new(2.0), EnergyWas: new(3.5), LowEnergy: &low, Confidence: new(8), Step: p.Step.Minutes, Metric: p.Metric, Rest: p.Rest,
						SessionPlan: low == 0, SinceChange: new(20), SinceTarget: 20, Week: 6, Chance: new(.1), Tags: map[goal.MissTag]int{},
					}
					if tag != "" {
						in.Tags[tag] = 4
					}
					if attained == 1 {
						in.Energy = new(4.0)
					}
					all = append(all, in)
				}
			}
		}
	}
	return all
}
