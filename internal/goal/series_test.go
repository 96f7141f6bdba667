package goal_test

import (
	"testing"
	"time"

	"github.com/ippo-app/ippo/internal/goal"
)

// season looks at a goal with an outcome on its tenth day, stamped on the days
// given by their number.
func season(o goal.Outcome, ms []goal.Measurement, done ...int) goal.Look {
	first := goal.Date(2026, 1, 5)
	step := goal.Step{Text: "walk", Minutes: 5}
	g := goal.Goal{
		ID: "g", Begun: first, Status: goal.StatusActive,
		Statuses: []goal.StatusChange{{From: first, To: goal.StatusActive}},
		Seasons:  []goal.Season{{Number: 1, First: first, Outcome: o}},
		Plan:     []goal.Revision{{From: first, Change: goal.PlanChange{Step: &step, Metric: &goal.Metric{Kind: goal.MetricMinutes, Target: 30, Unit: "minutes"}}}},
	}
	marks := goal.Marks{Goal: "g", Year: 2026}
	var logs []goal.DayLog
	for _, n := range done {
		d := first + goal.Day(n) - 1
		marks = marks.With(d, goal.LetterDone)
		logs = append(logs, goal.DayLog{Goal: "g", Day: d, Status: goal.LogDone, Amounts: []goal.Amount{{}}})
	}
	cal := goal.NewCalendar(goal.Settings{}, time.LoadLocation)
	return goal.See(goal.Sight{
		Goal: g, Letters: goal.NewLetters([]goal.Marks{marks}), Logs: logs, Measurements: ms, Calendar: cal, Today: first + 9,
	})
}

func TestOutcomeSeries(t *testing.T) {
	first := goal.Date(2026, 1, 5)
	three := []goal.Milestone{{Text: "a"}, {Text: "b"}, {Text: "c"}}
	for name, c := range map[string]struct {
		outcome goal.Outcome
		ms      []goal.Measurement
		done    []int
		want    []goal.Point
	}{
		"nothing yet": {outcome: goal.Outcome{Type: goal.OutcomeDays, Target: new(45.0)}},
		"days": {
			outcome: goal.Outcome{Type: goal.OutcomeDays, Target: new(45.0)}, done: []int{1, 3},
			want: []goal.Point{{0, 0}, {1, 1}, {3, 2}, {10, 2}},
		},
		"a total from the log": {
			outcome: goal.Outcome{Type: goal.OutcomeTotal, Target: new(500.0), Unit: "minutes"}, done: []int{2, 10},
			want: []goal.Point{{0, 0}, {2, 5}, {10, 10}},
		},
		"a level": {
			outcome: goal.Outcome{Type: goal.OutcomeLevelUp, Start: 0.8, Target: new(5.0), Unit: "km"},
			ms:      []goal.Measurement{{Day: first + 3, Value: 1.2}, {Day: first + 8, Value: 1.5}},
			want:    []goal.Point{{1, 0.8}, {4, 1.2}, {9, 1.5}},
		},
		"milestones": {
			outcome: goal.Outcome{Type: goal.OutcomeMilestones, Milestones: three},
			ms:      []goal.Measurement{{Day: first + 4, Milestone: 2}},
			want:    []goal.Point{{0, 0}, {5, 1.0 / 3}, {10, 1.0 / 3}},
		},
	} {
		t.Run(name, func(t *testing.T) {
			got := season(c.outcome, c.ms, c.done...).OutcomeSeries()
			if len(got) != len(c.want) {
				t.Fatalf("%v, want %v", got, c.want)
			}
			for i := range got {
				if d := got[i].Value - c.want[i].Value; got[i].Day != c.want[i].Day || d > 1e-9 || d < -1e-9 {
					t.Errorf("point %d is %v, want %v", i, got[i], c.want[i])
				}
			}
		})
	}
}

func TestConsistencySeriesEndsAtTheScore(t *testing.T) {
	l := season(goal.Outcome{}, nil, 1, 2, 3, 5, 9)
	points := l.ConsistencySeries()
	if len(points) != 9 || points[8].Day != 9 || points[8].Value != *l.Consistency {
		t.Errorf("%v, want the ninth to be %v", points, *l.Consistency)
	}
}
