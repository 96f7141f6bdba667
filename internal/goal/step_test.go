package goal

import (
	"testing"

	"pgregory.net/rapid"
)

func TestMethod4_1ShrinkStep(t *testing.T) {
	tests := []struct{ minutes, factor, want float64 }{
		{10, .5, 5},
		{5, .5, 3},
		{3, .5, 2},
		{2, .5, 2},
		{10, .75, 8},
		{5, .75, 4},
		{3, .75, 2},
	}
	for _, tt := range tests {
		if got := ShrinkStep(tt.minutes, tt.factor); got != tt.want {
			t.Errorf("%v x %v = %v, want %v", tt.minutes, tt.factor, got, tt.want)
		}
	}
}

func TestMethod4_1WorstDay(t *testing.T) {
	want := []float64{.5, .5, .5, .5, .5, .5, .75, .75, 1, 1, 1}
	for answer, factor := range want {
		if got := WorstDay(answer); got != factor {
			t.Errorf("%d: x%v, want x%v", answer, got, factor)
		}
	}
	for _, d := range Dependencies() {
		if !d.valid() {
			t.Errorf("%s is not valid", d)
		}
	}
	if Dependency("luck").valid() {
		t.Error("luck is no dependency")
	}
}

func TestMethod7_3GrowTarget(t *testing.T) {
	tests := []struct {
		kind   MetricKind
		target float64
		want   TargetChange
	}{
		{MetricSessions, 3, TargetChange{3, 3, true, 0}},
		{MetricSessions, 4, TargetChange{4, 4, true, 0}},
		{MetricSessions, 5, TargetChange{5, 6, false, 0}},
		{MetricSessions, 10, TargetChange{10, 11, false, 0}},
		{MetricSessions, 2, TargetChange{2, 2, false, 1.1}},
		{MetricSessions, 1, TargetChange{1, 1, false, 1.1}},
		{MetricMinutes, 90, TargetChange{90, 100, false, 0}},
		{MetricMinutes, 40, TargetChange{40, 44, false, 0}},
		{MetricUnits, 40, TargetChange{40, 44, false, 0}},
		{MetricDays, 5, TargetChange{5, 6, false, 0}},
		{MetricDays, 7, TargetChange{7, 7, false, 1.1}},
	}
	for _, tt := range tests {
		if got := GrowTarget(Metric{Kind: tt.kind, Target: tt.target}); got != tt.want {
			t.Errorf("%s %v: %+v, want %+v", tt.kind, tt.target, got, tt.want)
		}
	}
}

func TestMethod7_3LowerTarget(t *testing.T) {
	tests := []struct {
		kind   MetricKind
		target float64
		want   TargetChange
	}{
		{MetricSessions, 3, TargetChange{3, 2, false, 0}},
		{MetricSessions, 5, TargetChange{5, 4, false, 0}},
		{MetricSessions, 1, TargetChange{1, 1, false, .8}},
		{MetricMinutes, 90, TargetChange{90, 70, false, 0}},
	}
	for _, tt := range tests {
		if got := LowerTarget(Metric{Kind: tt.kind, Target: tt.target}); got != tt.want {
			t.Errorf("%s %v: %+v, want %+v", tt.kind, tt.target, got, tt.want)
		}
	}
}

func TestRuling32EaseTarget(t *testing.T) {
	for target, want := range map[float64]float64{1: 1, 2: 1, 3: 2, 5: 3, 40: 24, 90: 55} {
		if got := EaseTarget(Metric{Kind: MetricMinutes, Target: target}); got.To != want {
			t.Errorf("%v: %v, want %v", target, got.To, want)
		}
	}
}

func TestMethod7_3TargetsMoveTheRightWay(t *testing.T) {
	kinds := []MetricKind{MetricSessions, MetricMinutes, MetricUnits, MetricDays, MetricCustom}
	rapid.Check(t, func(t *rapid.T) {
		m := Metric{Kind: rapid.SampledFrom(kinds).Draw(t, "kind"), Target: float64(rapid.IntRange(1, 2000).Draw(t, "target"))}
		grown, lowered, eased := GrowTarget(m), LowerTarget(m), EaseTarget(m)
		if grown.To < m.Target || grown.To == m.Target && !grown.Alternates && grown.Session <= 1 {
			t.Fatalf("grown: %+v", grown)
		}
		if lowered.To > m.Target || lowered.To < 1 || lowered.To == m.Target && lowered.Session == 0 {
			t.Fatalf("lowered: %+v", lowered)
		}
		if eased.To > m.Target || eased.To < 1 {
			t.Fatalf("eased: %+v", eased)
		}
	})
}
