package goal

import "testing"

func TestMethod2_5HowSure(t *testing.T) {
	for answer, want := range map[int]Sure{
		0: SureTryOut, 3: SureTryOut, 4: SureMakeIt7, 5: SureMakeIt7, 6: SureMakeIt7, 7: SureContinue, 10: SureContinue,
	} {
		if got := HowSure(answer); got != want {
			t.Errorf("%d: %s, want %s", answer, got, want)
		}
	}
}

func TestMethod2_5SmallerOutcome(t *testing.T) {
	tests := []struct {
		outcome      Outcome
		smaller      float64
		half         float64
		cannotSmall  bool
		cannotHalved bool
	}{
		{outcome: Outcome{Type: OutcomeTotal, Target: new(12.0), Unit: "books"}, smaller: 9, half: 6},
		{outcome: Outcome{Type: OutcomeDays, Target: new(45.0)}, smaller: 34, half: 23},
		{outcome: Outcome{Type: OutcomeDays, Target: new(1.0)}, cannotSmall: true, cannotHalved: true},
		{outcome: Outcome{Type: OutcomeLevelUp, Start: .8, Target: new(5.0)}, smaller: 4, half: 3},
		{outcome: Outcome{Type: OutcomeLevelUp, Start: .8, Target: new(1.8)}, smaller: 1.55, half: 1.3},
		{outcome: Outcome{Type: OutcomeLevelDown, Start: 1000, Target: new(200.0)}, smaller: 400, half: 600},
		{outcome: Outcome{Type: OutcomeTotal}, cannotSmall: true, cannotHalved: true},
	}
	for _, tt := range tests {
		got, ok := tt.outcome.Smaller()
		if ok == tt.cannotSmall || ok && *got.Target != tt.smaller {
			t.Errorf("%+v: smaller %v %v", tt.outcome, got, ok)
		}
		got, ok = tt.outcome.Half()
		if ok == tt.cannotHalved || ok && *got.Target != tt.half {
			t.Errorf("%+v: half %v %v", tt.outcome, got, ok)
		}
	}
	o := Outcome{Type: OutcomeMilestones, Milestones: make([]Milestone, 5)}
	if got, ok := o.Smaller(); !ok || len(got.Milestones) != 4 || len(o.Milestones) != 5 {
		t.Errorf("milestones: %d %v", len(got.Milestones), ok)
	}
	o.Milestones = o.Milestones[:3]
	if _, ok := o.Smaller(); ok {
		t.Error("three milestones cannot become fewer")
	}
}

func TestMethod2_3Rate(t *testing.T) {
	o := Outcome{Type: OutcomeTotal, Target: new(900.0), Unit: "minutes"}
	r, ok := o.WeeklyRate()
	near(t, "rate", r, 70, 6)
	if !ok || RateOf(r, new(40.0)) != RateStepUp {
		t.Errorf("900 minutes from 40 a week: %s", RateOf(r, new(40.0)))
	}
	tests := []struct {
		required float64
		baseline *float64
		want     RateBand
	}{
		{50, new(40.0), RateClose},
		{80, new(40.0), RateStepUp},
		{81, new(40.0), RateBigJump},
		{-10, new(-10.0), RateClose},
		{-10, new(10.0), RateBigJump},
		{70, nil, RateNoBaseline},
		{70, new(0.0), RateNoBaseline},
	}
	for _, tt := range tests {
		if got := RateOf(tt.required, tt.baseline); got != tt.want {
			t.Errorf("%v against %v: %s, want %s", tt.required, tt.baseline, got, tt.want)
		}
	}
	if _, ok := (Outcome{Type: OutcomeOneOff}).WeeklyRate(); ok {
		t.Error("a one-off has no weekly rate")
	}
}

func TestMethod2_3OutsideViewAndEvaluable(t *testing.T) {
	for k, want := range map[int]int{-1: 1, 0: 1, 1: 2, 2: 3, 3: 4, 4: 4} { // k=1: about 2 in 5
		if got := OutsideView(k); got != want {
			t.Errorf("%d of three in time: %d in 5, want %d", k, got, want)
		}
	}
	if (Outcome{Type: OutcomeTotal, Target: new(5.0)}).Evaluable() {
		t.Error("a number needs a unit")
	}
	if !(Outcome{Type: OutcomeOneOff}).Evaluable() || !(Outcome{Type: OutcomeDays, Target: new(9.0)}).Evaluable() {
		t.Error("a yes or no and a number of days are evaluable")
	}
}
