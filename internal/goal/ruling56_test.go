package goal

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// times is n pairs, or values, of the same.
func times[T any](n int, x T) []T { return slices.Repeat([]T{x}, n) }

type pair = [2]float64

// Ruling 56: the strong test, pair by pair.
func TestRuling56StrongTest(t *testing.T) {
	mixed := func(a, b []float64) []pair {
		var ps []pair
		for i := range a {
			ps = append(ps, pair{a[i], b[i]})
		}
		return ps
	}
	for _, tt := range []struct {
		pairs        []pair
		meanA, meanB float64
		asFar, of    int
		p            float64
		luck         int
		want         ExperimentVerdict
	}{
		{times(14, pair{5, 60}), 5, 60, 2, 16384, .000122, 8192, VerdictBetter},
		{times(10, pair{5, 60}), 5, 60, 2, 1024, .001953, 512, VerdictBetter},
		{times(9, pair{5, 60}), 5, 60, 2, 512, .003906, 0, VerdictNotEnough},
		{slices.Concat(times(12, pair{20, 30}), times(2, pair{30, 20})), 21.43, 28.57, 212, 16384, .012939, 77, VerdictBetter},
		{slices.Concat(times(11, pair{20, 30}), times(3, pair{30, 20})), 22.14, 27.86, 940, 16384, .057373, 17, VerdictLeaningBetter},
		{slices.Concat(times(10, pair{20, 30}), times(4, pair{30, 20})), 22.86, 27.14, 2942, 16384, .179565, 0, VerdictNotClear},
		{slices.Concat(times(3, pair{20, 30}), times(11, pair{30, 20})), 27.86, 22.14, 940, 16384, .057373, 17, VerdictLeaningWorse},
		{slices.Concat(times(6, pair{5, 5}), times(8, pair{5, 30})), 5, 19.29, 128, 16384, .007812, 128, VerdictBetter},
		{slices.Concat(times(10, pair{5, 5}), times(4, pair{5, 30})), 5, 12.14, 2048, 16384, .125, 8, VerdictLeaningBetter},
		{times(14, pair{5, 5}), 5, 5, 16384, 16384, 1, 0, VerdictNotClear},
		{times(14, pair{30, 31}), 30, 31, 2, 16384, .000122, 0, VerdictNotClear},
		{slices.Concat(times(5, pair{5, 30}), times(5, pair{30, 30}), times(2, pair{30, 5})), 19.58, 25.83, 1856, 4096, .453125, 0, VerdictNotClear},
		{slices.Concat(times(7, pair{0, 30}), times(3, pair{30, 30}), times(1, pair{30, 0})), 10.91, 27.27, 144, 2048, .070312, 14, VerdictLeaningBetter},
		{mixed([]float64{10, 12, 8, 15, 9, 11, 14, 7, 13, 10}, []float64{14, 12, 13, 20, 8, 16, 15, 12, 18, 9}), 10.9, 13.7, 28, 1024, .027344, 37, VerdictBetter},
		{slices.Concat(times(6, pair{3, 4}), times(6, pair{3, 3}), times(1, pair{4, 3})), 3.08, 3.46, 1024, 8192, .125, 8, VerdictLeaningBetter}, // energy
		{slices.Concat(times(3, pair{3, 4}), times(9, pair{3, 3})), 3, 3.25, 1024, 4096, .25, 0, VerdictNotClear},
	} {
		c := comparePairs(nil, tt.pairs)
		if c.Verdict != tt.want || c.Pairs != len(tt.pairs) || c.Swaps.AsFar != tt.asFar || c.Swaps.Of != tt.of || c.Luck != tt.luck || c.NonOverlap != nil {
			t.Errorf("%v: %+v %+v, want %+v", tt.pairs, c, c.Swaps, tt)
		}
		near(t, "mean A", c.Means[0], tt.meanA, 2)
		near(t, "mean B", c.Means[1], tt.meanB, 2)
		near(t, "p", c.Swaps.P(), tt.p, 6)
	}
}

// Ruling 56: before and after, without a p.
func TestRuling56BeforeAndAfter(t *testing.T) {
	counted := func(from, to int) []float64 {
		var xs []float64
		for n := from; n <= to; n++ {
			xs = append(xs, float64(n))
		}
		return xs
	}
	for _, tt := range []struct {
		a, b         []float64
		nap          float64
		meanA, meanB float64
		above        int
		want         ExperimentVerdict
	}{
		{times(28, 5.), times(14, 60.), 1, 5, 60, 14, VerdictLeaningMore},
		{slices.Concat(times(22, 5.), times(6, 30.)), slices.Concat(times(3, 5.), times(11, 30.)), .7857, 10.36, 24.64, 11, VerdictNumbers},
		{slices.Concat(times(25, 5.), times(3, 30.)), slices.Concat(times(1, 5.), times(13, 30.)), .9107, 7.68, 28.21, 13, VerdictLeaningMore},
		{slices.Concat(times(14, 5.), times(14, 30.)), times(14, 30.), .75, 17.5, 30, 14, VerdictNumbers},
		{times(28, 5.), slices.Concat(times(4, 5.), times(10, 30.)), .8571, 5, 22.86, 10, VerdictLeaningMore},
		{times(28, 5.), slices.Concat(times(5, 5.), times(9, 30.)), .8214, 5, 21.07, 9, VerdictNumbers},
		{times(13, 5.), times(14, 60.), 1, 5, 60, 14, VerdictNumbers},
		{times(6, 5.), times(14, 60.), 1, 5, 60, 14, VerdictNotEnough},
		{times(28, 30.), times(14, 5.), 0, 30, 5, 0, VerdictLeaningLess},
		{times(14, 3.), times(14, 4.), 1, 3, 4, 14, VerdictLeaningMore}, // energy
		{counted(0, 27), counted(14, 27), .75, 13.5, 20.5, 14, VerdictNumbers},
		{times(28, 0.), times(14, 0.), .5, 0, 0, 0, VerdictNumbers},
	} {
		c := compareAmounts(tt.a, tt.b)
		if c.Verdict != tt.want || c.Above != tt.above || c.Values != [2]int{len(tt.a), len(tt.b)} || c.Swaps != nil || c.Luck != 0 {
			t.Errorf("%v, %v: %+v, want %s, %d above", tt.a, tt.b, c, tt.want, tt.above)
		}
		near(t, "non-overlap", *c.NonOverlap, tt.nap, 4)
		near(t, "mean A", c.Means[0], tt.meanA, 2)
		near(t, "mean B", c.Means[1], tt.meanB, 2)
	}
}

// alternating is 28 days of a strong test on minutes, 5 on its A days and 60 on its
// B days, with what the caller does to some of its days.
func alternating(t *testing.T, measure MeasureOf, change func(l *Look, sides []bool, day int)) AmountComparison {
	t.Helper()
	g := planned(monday5)
	if measure == OfAmount {
		g.Plan[0].Change.Metric = &Metric{Kind: MetricUnits, Target: 20, Unit: "pages"}
	}
	x := Experiment{First: monday5 + 7, Last: monday5 + 34, StartExperiment: StartExperiment{Measure: measure, Days: 28, Alternate: true, Seed: 4}}
	sides := x.Sides()
	l := diary{goal: g, marks: "ddddddd" + "dddddddddddddddddddddddddddd"}.look()
	for i, b := range sides {
		log := l.Logs[x.First+Day(i)]
		log.Status, log.Amounts = LogDone, []Amount{{Minutes: new(5.), Amount: new(2.)}}
		if b {
			log.Amounts = []Amount{{Minutes: new(60.), Amount: new(9.)}}
		}
		l.Logs[x.First+Day(i)] = log
		change(&l, sides, i)
	}
	l.Today = x.Last + 1
	r := l.ExperimentResult(x, nil)
	if r.Amounts == nil || r.Verdict() != r.Amounts.Verdict {
		t.Fatalf("%+v", r)
	}
	return *r.Amounts
}

// Ruling 56: pairs with a hole. Paused days are no days, days without a word and
// missed ones are days of 0.
func TestRuling56PairsWithAHole(t *testing.T) {
	status := func(n int, s DayStatus, side bool) func(*Look, []bool, int) {
		return func(l *Look, sides []bool, i int) {
			if sides[i] == side && n > 0 {
				n--
				l.Life.Days[int(monday5+7-l.Life.First)+i] = s
			}
		}
	}
	for _, tt := range []struct {
		name      string
		change    func(*Look, []bool, int)
		pairs     int
		asFar, of int
		want      ExperimentVerdict
	}{
		{"none", status(0, DayPause, true), 14, 2, 16384, VerdictBetter},
		{"one day of four paused", status(4, DayPause, true), 10, 2, 1024, VerdictBetter},
		{"one day of five paused", status(5, DayPause, false), 9, 2, 512, VerdictNotEnough},
		{"one B day without a word", status(1, DayUnlogged, true), 14, 4, 16384, VerdictBetter},
		{"one B day missed, with minutes", status(1, DayMissed, true), 14, 4, 16384, VerdictBetter},
		{"eight B days without a word", status(8, DayUnlogged, true), 14, 512, 16384, VerdictBetter},
		{"nine B days without a word", status(9, DayUnlogged, true), 14, -1, 16384, VerdictNotEnough},
	} {
		c := alternating(t, OfMinutes, tt.change)
		if c.Verdict != tt.want || c.Pairs != tt.pairs || c.Swaps.Of != tt.of || tt.asFar >= 0 && c.Swaps.AsFar != tt.asFar {
			t.Errorf("%s: %+v %+v", tt.name, c, c.Swaps)
		}
	}
	if c := alternating(t, OfMinutes, status(1, DayCovered, true)); c.Means[1] >= 60 || c.Pairs != 14 {
		t.Errorf("a covered day is a day of 0: %+v", c)
	}
	if c := alternating(t, OfAmount, status(0, DayPause, true)); c.Means != [2]float64{2, 9} || c.Verdict != VerdictBetter {
		t.Errorf("amounts: %+v", c)
	}
}

// A test that was drawn rather than counted out says the same on every surface.
func TestRuling56TheSameSeedSaysTheSame(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	var pairs []pair
	for range 20 {
		pairs = append(pairs, pair{float64(r.IntN(40)), float64(r.IntN(40))})
	}
	a, b := comparePairs(seeded(9), pairs), comparePairs(seeded(9), pairs)
	if *a.Swaps != *b.Swaps || a.Verdict != b.Verdict {
		t.Errorf("%+v and %+v", a, b)
	}
}
