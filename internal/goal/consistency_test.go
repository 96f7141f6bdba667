package goal

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// near compares a figure with one written to so many digits.
func near(t *testing.T, what string, got, want float64, digits int) {
	t.Helper()
	if !(math.Abs(got-want) <= 0.5000001*math.Pow10(-digits)) {
		t.Errorf("%s = %.*f, want %.*f", what, digits+2, got, digits, want)
	}
}

func last(scores []float64) float64 { return scores[len(scores)-1] }

func ticksOf(values ...float64) []tick {
	ticks := make([]tick, len(values))
	for i, v := range values {
		ticks[i].Value = v
	}
	return ticks
}

// every is n times one yes and den-1 blanks before it.
func every(den, n int) []tick {
	ticks := make([]tick, den*n)
	for i := den - 1; i < len(ticks); i += den {
		ticks[i].Value = 1
	}
	return ticks
}

func TestRuling25Steps(t *testing.T) {
	tests := []struct{ prev, hit, miss float64 }{
		{0, .051922, 0},
		{.5, .525961, .474039},
		{.75, .762981, .711058},
	}
	for _, tt := range tests {
		step := func(x float64) float64 {
			return daily().scores(ticksOf(x), 1, tt.prev, func(sum float64) float64 { return sum })[0]
		}
		near(t, "hit", step(1), tt.hit, 6)
		near(t, "miss", step(0), tt.miss, 6)
	}
}

func TestRuling25TwentyDays(t *testing.T) {
	want := []float64{
		0, 0, .051922, .101149, .147820, .192067, .234017, .273788, .311495, .347244, .381137, .413270,
		.443734, .472617, .500000, .525961, .550574, .573910, .596033, .617008, .636894, .655747,
	}
	ticks := make([]tick, len(want))
	for i := 2; i < len(ticks); i++ {
		ticks[i].Value = 1
	}
	for i, got := range consistency(daily(), ticks) {
		if math.Abs(got-want[i]) >= 1e-6 { // the list cuts some of its digits and rounds others
			t.Errorf("day %d: %.7f, want %.6f", i, got, want[i])
		}
	}
}

func TestRuling25NinetyNine(t *testing.T) {
	for _, tt := range []struct{ den, n int }{{1, 90}, {7, 39}, {30, 18}} {
		got := last(consistency(frequency{1, tt.den}, every(tt.den, tt.n)))
		if got <= .99 || got > 1 {
			t.Errorf("%d times every %d days: %v", tt.n, tt.den, got)
		}
	}
}

func TestRuling25Numeric(t *testing.T) {
	half := make([]tick, 500)
	for i := range half {
		half[i].Value = 50
	}
	near(t, "half the target", last(consistencyAtLeast(daily(), 100, half)), .5, 6)
	near(t, "under the limit", last(consistencyAtMost(daily(), 50, half)), 1, 6)
	near(t, "half over the limit", last(consistencyAtMost(daily(), 100./3, half)), .5, 6)
	near(t, "twice the limit", last(consistencyAtMost(daily(), 25, half)), 0, 6)
	near(t, "no limit set, something done", last(consistencyAtMost(daily(), 0, half)), 0, 6)
	near(t, "no limit set, nothing done", last(consistencyAtMost(daily(), 0, make([]tick, 5))), 1, 6)
	near(t, "no target", last(consistencyAtLeast(daily(), 0, half)), 1, 6)
}

func TestRuling25SkipLeavesTheScore(t *testing.T) {
	ticks := every(1, 20)
	with := slices.Concat(ticks[:10], make([]tick, 7), ticks[10:])
	for i := 10; i < 17; i++ {
		with[i].Skip = true
	}
	if a, b := last(consistency(daily(), ticks)), last(consistency(daily(), with)); a != b {
		t.Errorf("a pause changed %v to %v", a, b)
	}
	// Four times in seven days: the window slides over the skipped days.
	yes := ticksOf(1, 1, 1, 1)
	skipped := slices.Concat(yes, make([]tick, 15))
	for i := 4; i < 18; i++ {
		skipped[i].Skip = true
	}
	got := consistency(frequency{4, 7}, skipped)
	if got[17] != got[3] || got[18] >= got[17] {
		t.Errorf("scores %v", got)
	}
}

func TestConsistencyStaysInRange(t *testing.T) {
	tick := rapid.Custom(func(t *rapid.T) tick {
		return tick{rapid.Float64().Draw(t, "value"), rapid.Bool().Draw(t, "skip")}
	})
	rapid.Check(t, func(t *rapid.T) {
		f := frequency{rapid.IntRange(-1, 9).Draw(t, "num"), rapid.IntRange(-1, 40).Draw(t, "den")}
		ticks := rapid.SliceOfN(tick, 0, 60).Draw(t, "ticks")
		target := rapid.Float64Range(-1, 100).Draw(t, "target")
		for _, scores := range [][]float64{
			consistency(f, ticks), consistencyAtLeast(f, target, ticks), consistencyAtMost(f, target, ticks),
		} {
			for _, s := range scores {
				if !(s >= -1e-9 && s <= 1+1e-9) {
					t.Fatalf("score %v", s)
				}
			}
		}
	})
}

// The last score alone is the last of all scores.
func TestDailyScoreIsTheLastOfTheSeries(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		days := rapid.SliceOf(rapid.SampledFrom([]DayStatus{DayDone, DayMissed, DayUnlogged, DayCovered, DayRest, DayPause, DayNone})).Draw(t, "days")
		ticks := make([]tick, len(days))
		for i, d := range days {
			ticks[i] = tick{Skip: !d.active()}
			if d == DayDone {
				ticks[i].Value = 1
			}
		}
		all, last := consistency(daily(), ticks), dailyScore(days)
		switch {
		case len(all) == 0 && last != nil, len(all) > 0 && last == nil:
			t.Fatalf("%v and %v", all, last)
		case len(all) > 0 && math.Abs(*last-all[len(all)-1]) > 1e-12:
			t.Fatalf("%v, the series ends with %v", *last, all[len(all)-1])
		}
	})
}
