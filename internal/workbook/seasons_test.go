package workbook_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/workbook"
)

// seen is a goal as it stands on a day, without a word of its days.
func seen(g goal.Goal, today goal.Day) *workbook.Source {
	cal := goal.NewCalendar(goal.Settings{}, func(string) (*time.Location, error) { return time.UTC, nil })
	return &workbook.Source{Look: goal.See(goal.Sight{Goal: g, Calendar: cal, Today: today})}
}

// A season that has just begun or ended long ago, one in a pause without an end,
// every kind of outcome, a goal without one, and one that is only ticked: each
// makes a whole book in which nothing overflows.
func TestEverySeasonMakesABook(t *testing.T) {
	target := 40.0
	steps := []goal.Milestone{{Text: "one"}, {Text: "two"}, {Text: "three"}}
	books := map[string]*workbook.Source{
		"day one":   seen(walkersGoal(), first),
		"day 91":    seen(walkersGoal(), first+90),
		"long over": seen(walkersGoal(), first+900),
	}
	paused := walkersGoal()
	paused.Pauses = []goal.Pause{{From: first + 5}}
	books["paused"] = seen(paused, first+60)
	bare := walkersGoal()
	bare.Seasons, bare.Start, bare.Purposes, bare.Area = nil, nil, nil, ""
	bare.Plan = nil
	books["only a title"] = seen(bare, first+3)
	for _, o := range []goal.Outcome{
		{Type: goal.OutcomeTotal, Text: "forty letters", Target: &target, Unit: "letters"},
		{Type: goal.OutcomeAverage, Text: "a steady week", Target: &target, Unit: "minutes"},
		{Type: goal.OutcomeLevelDown, Text: "a smaller debt", Start: 900, Target: &target, Unit: "euros"},
		{Type: goal.OutcomeDays, Text: "forty days", Target: &target},
		{Type: goal.OutcomeMilestones, Text: "a garden", Milestones: steps},
		{Type: goal.OutcomeOneOff, Text: "a concert", Milestones: steps[:1]},
		{Type: goal.OutcomeLevelUp, Text: "open"},
	} {
		g := walkersGoal()
		g.Seasons[0].Outcome = o
		books[fmt.Sprintf("%s %s", o.Type, o.Text)] = seen(g, first+40)
	}
	for name, s := range books {
		t.Run(name, func(t *testing.T) {
			b := book("en", workbook.A4, s)
			p, _ := printed(t, b)
			if len(p.pages()) != 28 {
				t.Errorf("%d pages", len(p.pages()))
			}
			if m := p.missing(); len(m) > 0 {
				t.Errorf("no glyph for %v", m)
			}
			inPlace(t, b)
		})
	}
}
