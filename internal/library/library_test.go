package library_test

import (
	"testing"

	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
)

// The table of ruling 40.
func TestRuling40Templates(t *testing.T) {
	want := []struct {
		name   string
		area   goal.Area
		kind   goal.MetricKind
		target float64
		step   float64
	}{
		{"fitness", goal.Health, goal.MetricSessions, 3, 5},
		{"career", goal.Career, goal.MetricSessions, 4, 5},
		{"learning", goal.SkillBuilding, goal.MetricMinutes, 90, 5},
		{"finances", goal.Finances, goal.MetricSessions, 1, 5},
		{"sleep", goal.Health, goal.MetricDays, 5, 3},
		{"strength", goal.Health, goal.MetricSessions, 2, 3},
		{"calm", goal.Health, goal.MetricDays, 5, 2},
		{"food", goal.Health, goal.MetricUnits, 3, 5},
		{"gentle", goal.Health, goal.MetricDays, 4, 2},
		{"family", goal.Relationships, goal.MetricSessions, 1, 3},
		{"friends", goal.Relationships, goal.MetricUnits, 2, 3},
		{"making", goal.Creativity, goal.MetricSessions, 3, 5},
		{"music", goal.Creativity, goal.MetricMinutes, 60, 5},
		{"local", goal.Contribution, goal.MetricMinutes, 60, 5},
		{"teaching", goal.Contribution, goal.MetricSessions, 1, 3},
		{"language", goal.SkillBuilding, goal.MetricDays, 5, 3},
		{"jobs", goal.Career, goal.MetricUnits, 2, 5},
		{"debt", goal.Finances, goal.MetricUnits, 1, 3},
	}
	ts := library.For("en").Templates()
	if len(ts) != len(want) {
		t.Fatalf("%d templates", len(ts))
	}
	for i, w := range want {
		x := ts[i]
		if x.Number != i+1 || x.Name != w.name || x.Area != w.area || x.Metric.Kind != w.kind ||
			x.Metric.Target != w.target || x.Step.Minutes != w.step {
			t.Errorf("%+v, want %+v", x, w)
		}
		b := x.Begin("00000000-0000-7000-8000-000000000001")
		c := goal.Command{ID: b.Goal, At: 1, Day: 1, Body: b}
		if err := goal.CheckCommand(c); err != nil && x.Outcome.Target != nil {
			t.Errorf("%s cannot be begun: %v", x.Name, err)
		}
		if f := goal.CheckPurpose(goal.PurposeSentence(x.GrowIn, x.SoICan), "en"); len(f) > 0 {
			t.Errorf("%s: its own sentence raises %v", x.Name, f)
		}
		for _, p := range x.IfThens {
			if !p.Obstacle.Valid() || p.Words == "" {
				t.Errorf("%s: plan %+v", x.Name, p)
			}
		}
	}
	if f := ts[0].Metric.SessionMin; f != 15 {
		t.Errorf("a session of fitness takes %v minutes", f)
	}
}
