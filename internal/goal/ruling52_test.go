package goal

import (
	"slices"
	"testing"
)

func TestRuling52TwoTextsOfHold(t *testing.T) {
	for _, c := range []struct {
		done14 int
		p1     *float64
		works  bool
	}{
		{12, new(.9), true}, {12, nil, true}, {12, new(.6), true}, {12, new(.59), false}, {11, new(1.0), false},
	} {
		in := ordinaryWeek()
		in.Done14, in.P1, in.P2 = c.done14, c.p1, nil
		in.PassOver = []Action{ActShrinkStep}
		s := Review(in)
		want := "review.R11.nothing"
		if c.works {
			want = "review.R11"
		}
		if s.Rule != R11 || s.Reason != want {
			t.Errorf("%d of 14, P1 %v: %s, want %s", c.done14, show(c.p1), s.Reason, want)
		}
	}
	if s := Review(ReviewInputs{}); s.Reason != "review.R11.nothing" {
		t.Errorf("nothing known: %s", s.Reason)
	}
	in := ordinaryWeek()
	in.Done14, in.P1 = 6, new(.4)
	declined := []decline{{jul(12), ActShrinkStep}, {jul(19), ActShrinkStep}}
	in.PassOver, in.PassUntil = passedOver(declined, jul(26))
	s := Review(in)
	again := slices.IndexFunc(s.Because, func(b Because) bool { return b.Key == "review.because.again" })
	if s.Reason != "review.R11.nothing" || again < 0 || s.Because[again].Args[0] != "shrink_step" || s.Because[again].Args[1] != "2026-08-02" {
		t.Errorf("a smaller step, not before 2 August: %+v", s)
	}
}
