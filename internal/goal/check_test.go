package goal_test

import (
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/ippo-app/ippo/internal/goal"
)

// Whoever sends it: what no person can mean is refused, with the field that has
// to be mended, and never reaches a database.
func TestWhatNobodyCanMeanIsRefused(t *testing.T) {
	long, nul, nan, inf := strings.Repeat("é", goal.MaxLine+1), "a\x00b", math.NaN(), math.Inf(1)
	metric := func(m goal.Metric) goal.Body { return goal.Revise{Goal: "g", Plan: goal.PlanChange{Metric: &m}} }
	step := func(s goal.Step) goal.Body { return goal.Revise{Goal: "g", Plan: goal.PlanChange{Step: &s}} }
	for name, c := range map[string]struct {
		body  goal.Body
		field string
	}{
		"minutes that are no number":   {goal.Stamp{Goal: "g", Minutes: &nan}, "minutes"},
		"minutes without end":          {goal.Stamp{Goal: "g", Minutes: &inf}, "minutes"},
		"an amount below 0":            {goal.Stamp{Goal: "g", Amount: new(-1.0)}, "amount"},
		"energy of 6":                  {goal.Stamp{Goal: "g", Feel: goal.Feel{Energy: new(6)}}, "energy"},
		"a mood of 0":                  {goal.Skip{Goal: "g", Feel: goal.Feel{Mood: new(0)}}, "mood"},
		"a tag that is none":           {goal.Skip{Goal: "g", Tag: "moon"}, "tag"},
		"a note with a NUL":            {goal.Remark{Goal: "g", Note: nul}, "note"},
		"a note that is no UTF-8":      {goal.Remark{Goal: "g", Note: "\xff"}, "note"},
		"a stamp of no goal":           {goal.Stamp{}, "goal"},
		"a reading that is no number":  {goal.Measure{Goal: "g", Value: nan}, "value"},
		"a reading without end":        {goal.Measure{Goal: "g", Value: inf}, "value"},
		"a ninth milestone":            {goal.Measure{Goal: "g", Milestone: 9}, "value"},
		"a long title":                 {goal.Revise{Goal: "g", Title: &long}, "title"},
		"a title with a NUL":           {goal.Revise{Goal: "g", Title: &nul}, "title"},
		"a title of nothing":           {goal.Revise{Goal: "g", Title: new(" ")}, "title"},
		"a long why":                   {goal.Revise{Goal: "g", Purpose: &goal.PurposeChange{GrowIn: long}}, "grow_in"},
		"a why with a NUL":             {goal.Revise{Goal: "g", Purpose: &goal.PurposeChange{SoICan: nul}}, "so_i_can"},
		"a reason with a NUL":          {goal.Revise{Goal: "g", Reason: nul}, "note"},
		"days below 0":                 {goal.Revise{Goal: "g", Days: -1}, "days"},
		"a target that is no number":   {metric(goal.Metric{Kind: goal.MetricMinutes, Target: nan}), "target"},
		"a target without end":         {metric(goal.Metric{Kind: goal.MetricMinutes, Target: inf}), "target"},
		"days that are no number":      {metric(goal.Metric{Kind: goal.MetricDays, Target: nan}), "target"},
		"eight days a week":            {metric(goal.Metric{Kind: goal.MetricDays, Target: 8}), "target"},
		"a session that is no number":  {metric(goal.Metric{Kind: goal.MetricSessions, Target: 3, SessionMin: nan}), "session_min"},
		"a place with a NUL":           {metric(goal.Metric{Kind: goal.MetricSessions, Target: 3, Where: nul}), "where"},
		"a step that is no number":     {step(goal.Step{Text: "walk", Minutes: nan}), "minutes"},
		"a step of an hour and more":   {step(goal.Step{Text: "walk", Minutes: 61}), "minutes"},
		"a step below 0":               {step(goal.Step{Text: "walk", Amount: -1}), "amount"},
		"the next outcome, no number":  {goal.NextSeason{Goal: "g", Outcome: &goal.Outcome{Type: goal.OutcomeTotal, Target: &nan}}, "target"},
		"the next outcome with a NUL":  {goal.NextSeason{Goal: "g", Outcome: &goal.Outcome{Text: nul}}, "outcome"},
		"a week start that is no day":  {goal.SetSettings{WeekStart: new(7)}, "week_start"},
		"a roll-over at six":           {goal.SetSettings{Rollover: new(6)}, "rollover"},
		"a reminder at 24 o’clock":     {goal.SetReminder{Minute: 1440, Weekdays: 1}, "minute"},
		"a reminder before midnight":   {goal.SetReminder{Minute: -1, Weekdays: 1}, "minute"},
		"an eighth weekday":            {goal.SetReminder{Weekdays: 128}, "weekdays"},
		"a name with a NUL":            {goal.SetSettings{Name: &nul}, "name"},
		"an experiment of eight days":  {goal.StartExperiment{Experiment: "e", Goal: "g", Lever: goal.LeverCue, What: "tea", Measure: goal.OfAdherence, Days: 8}, "days"},
		"a look back on day 31":        {goal.LookBack{Goal: "g", Number: 31}, "number"},
		"a lens that goes to 4":        {goal.SetItem{ID: "i", Item: goal.Item{Words: "hills", Love: 4}}, "items"},
		"a purpose of nothing":         {goal.SetPurpose{}, "grow_in"},
		"an imported status":           {goal.Record{Goal: "g", Status: "won"}, "status"},
		"four if-then plans":           {goal.Revise{Goal: "g", Plan: goal.PlanChange{IfThens: &[]goal.IfThen{{}, {}, {}, {}}}}, "if_then"},
		"nine reserves":                {goal.Revise{Goal: "g", Plan: goal.PlanChange{Reserves: new(9)}}, "reserves"},
		"seven rest days":              {goal.Revise{Goal: "g", Plan: goal.PlanChange{Rest: new(goal.Weekdays(127))}}, "rest"},
		"a review that says yes to no": {goal.WeekReview{Goal: "g", Week: 1, Decision: goal.KeepAsIs, Plan: goal.PlanChange{Cue: new("tea")}}, "decision"},
	} {
		err := goal.CheckCommand(goal.Command{ID: "00000000-0000-7000-8000-000000000001", At: 1, Day: 1, Body: c.body})
		var e *goal.Error
		if !errors.As(err, &e) || e.Field != c.field || e.Code != goal.CodeInvalid {
			t.Errorf("%s: %v, want the field %s", name, err, c.field)
		}
	}
}
