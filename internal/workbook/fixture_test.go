package workbook_test

import (
	"bytes"
	"testing"
	"time"

	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
	"github.com/ippo-app/ippo/internal/workbook"
)

var first = goal.Date(2026, time.September, 7)

// walker is a season of walks up to 23 October, with a miss that was mended, a
// rest day, and words in every field.
func walker() *workbook.Source {
	g := walkersGoal()
	today := goal.Date(2026, time.October, 23)
	marks := goal.Marks{Year: 2026}
	var logs []goal.DayLog
	for d := first; d < today; d++ {
		log := goal.DayLog{Goal: g.ID, Day: d, Status: goal.LogDone, Amounts: []goal.Amount{{}}}
		switch n := int(d - first); {
		case d == goal.Date(2026, time.October, 11):
			log.Status, log.Amounts = goal.LogRest, nil
		case d == goal.Date(2026, time.October, 16):
			log.Status, log.Amounts, log.Tag = goal.LogMissed, nil, goal.TagPlace
		case d == goal.Date(2026, time.October, 20):
			log.Status, log.Amounts, log.Tag = goal.LogMissed, nil, goal.TagEnergy
		case n%2 == 1:
			log.Amounts[0].Minutes = new(20.0)
		}
		plan := goal.PlanOn(g.Plans(), d)
		marks = marks.With(d, goal.LetterOf(log, plan))
		logs = append(logs, log)
	}
	cal := goal.NewCalendar(goal.Settings{}, func(string) (*time.Location, error) { return time.UTC, nil })
	sight := goal.Sight{Goal: g, Letters: goal.NewLetters([]goal.Marks{marks}), Logs: logs, Calendar: cal, Today: today}
	for i, x := range []float64{0.8, 1.2, 1.5, 2, 2.4} {
		sight.Measurements = append(sight.Measurements, goal.Measurement{Day: first + goal.Day(7*i) + 5, Value: x})
	}
	return &workbook.Source{Look: goal.See(sight)}
}

func walkersGoal() goal.Goal {
	km := 5.0
	metric := goal.Metric{Kind: goal.MetricSessions, Target: 3, Unit: "walks", SessionMin: 15, Where: "Tue and Thu after work, Sat morning"}
	step := goal.Step{Text: "Put on shoes, walk five minutes", Minutes: 5}
	cue, fallback, setup, bundle := "After I hang up my work bag", "After I finish lunch", "Shoes by the door.", "The podcast about birds."
	plans := []goal.IfThen{
		{ID: "p1", Words: "If it rains, then I march indoors for two songs", Obstacle: goal.TagPlace},
		{ID: "p2", Words: "If my legs ache, then I walk slowly or press Rest", Obstacle: goal.TagEnergy},
	}
	return goal.Goal{
		ID: "g1", Slug: "walk-5-km", Number: 1, Title: "Walk 5 km comfortably", Area: goal.Health, Status: goal.StatusActive, Begun: first,
		Statuses: []goal.StatusChange{{From: first, To: goal.StatusActive}},
		Purposes: []goal.Purpose{{From: first, GrowIn: "steady strength", SoICan: "walk the long way home with my father on Sundays", Provisional: true}},
		Seasons: []goal.Season{{Number: 1, First: first, Outcome: goal.Outcome{
			Type: goal.OutcomeLevelUp, Text: "Walk 5 km comfortably", Start: 0.8, Target: &km, Unit: "km",
		}}},
		Plan: []goal.Revision{{From: first, Change: goal.PlanChange{
			Metric: &metric, Step: &step, Cue: &cue, Fallback: &fallback, Setup: &setup, Bundle: &bundle, IfThens: &plans,
		}}},
		Start: &goal.Answers{
			Confidence: new(8), Why: []int{2, 3, 6, 5}, PrivateTest: new(8), WorstDay: new(9), MustNot: "Bedtime with the children.",
			Track: "paper", Moment: "take my shoes off", Needs: []goal.Dependency{goal.NeedsWeather}, Nicer: "A warm cup after it.",
			Later: "Spanish; the drawing course",
		},
	}
}

// printed makes a book and reads it back.
func printed(t *testing.T, b workbook.Book) (pdf, workbook.Told) {
	t.Helper()
	var out bytes.Buffer
	told, err := workbook.Write(&out, b)
	if err != nil {
		t.Fatal(err)
	}
	return readPDF(t, out.Bytes()), told
}

func book(lang string, paper workbook.Paper, s *workbook.Source) workbook.Book {
	return workbook.Book{Words: library.For(lang), Paper: paper, Source: s, Version: "test", Day: goal.Date(2026, time.October, 23)}
}
