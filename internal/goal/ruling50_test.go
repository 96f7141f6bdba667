package goal

import (
	"testing"

	"pgregory.net/rapid"
)

// Every "do it" does something; where it would not, the table goes on or there is
// only "close" (ruling 50).
func TestRuling50NothingWithoutAnEffect(t *testing.T) {
	low := func(m Metric, step float64) ReviewInputs {
		in := ordinaryWeek()
		attained(.4, .4)(&in)
		two(13)(&in)
		in.Metric, in.SessionPlan, in.Step = m, true, step
		return in
	}
	for name, in := range map[string]ReviewInputs{
		"one unit":    low(Metric{Kind: MetricUnits, Target: 1}, 5),
		"one day":     low(Metric{Kind: MetricDays, Target: 1}, 5),
		"one session": low(Metric{Kind: MetricSessions, Target: 1}, 5),
		"two minutes": low(Metric{Kind: MetricMinutes, Target: 2}, 2),
	} {
		if s := Review(in); s.Rule != R11 {
			t.Errorf("%s cannot be lower: %s", name, s.Rule)
		}
	}
	full := func(m Metric) ReviewInputs {
		in := ordinaryWeek()
		attained(1, 1)(&in)
		two(13)(&in)
		in.Metric = m
		return in
	}
	for name, m := range map[string]Metric{
		"seven days": {Kind: MetricDays, Target: 7}, "one unit": {Kind: MetricUnits, Target: 1},
		"long sessions": {Kind: MetricSessions, Target: 2, SessionMin: 120},
	} {
		in := full(m)
		if s := Review(in); s.Rule != R11 || s.Reason != "review.R11" {
			t.Errorf("%s cannot grow: %s %s", name, s.Rule, s.Reason)
		}
		in.Week, in.EaseRow, in.Steady, in.There = 7, true, new(.9), true
		if s := Review(in); s.Rule != R9b {
			t.Errorf("%s may be kept: %s", name, s.Rule)
		}
	}
	in := ordinaryWeek()
	in.LowEnergy, in.Done7, in.Step, in.Metric.Target = new(.6), 4, 2, 1
	if s := Review(in); s.Rule != R3 || s.Doable() {
		t.Errorf("R3 stays, with words and close alone: %+v", s)
	}
	in = ordinaryWeek()
	two(8)(&in)
	in.Pulse, in.PulseWas, in.PassOver = new(2), new(2), []Action{ActRevisitPurpose}
	if s := Review(in); s.Rule != R7i {
		t.Errorf("closed twice, the purpose rests: %s", s.Rule)
	}
}

// Whatever is suggested and can be done differs from what is, for every kind of
// metric.
func TestRuling50EveryDoItDoesSomething(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := anyInputs(t)
		in.Metric.Target = max(1, in.Metric.Target)
		s := Review(in)
		if !s.Doable() {
			return
		}
		p := Plan{Metric: in.Metric, Rest: in.Rest, Step: Step{Minutes: in.Step}}
		change, ok := s.Offer(p)
		switch s.Action {
		case ActShrinkStep, ActLowerTarget, ActGrow, ActRestWeek, ActDeload:
			if !ok || p.with(change).Step == p.Step && p.with(change).Metric == p.Metric {
				t.Fatalf("%s changes nothing: %+v", s.Rule, s)
			}
		default:
			if ok {
				t.Fatalf("%s has numbers: %+v", s.Rule, s)
			}
		}
	})
}
