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
		m.SessionMin, m.Cap = float64(rapid.IntRange(0, 120).Draw(t, "session_min")), rapid.IntRange(0, 3).Draw(t, "cap")
		p, eased := Plot{Metric: m, Step: 5}, EaseTarget(m)
		if grown, ok := p.Grow(); ok && grown.To <= m.Target && !grown.Alternates && grown.SessionTo <= m.SessionMin {
			t.Fatalf("grown: %+v", grown)
		}
		if lowered, ok := p.Lower(); ok && (lowered.To < 1 || lowered.To >= m.Target && (lowered.SessionTo == 0 || lowered.SessionTo >= m.SessionMin)) {
			t.Fatalf("lowered: %+v", lowered)
		}
		if eased.To > m.Target || eased.To < 1 {
			t.Fatalf("eased: %+v", eased)
		}
	})
}
