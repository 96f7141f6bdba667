package goal

import (
	"math"
	"math/rand/v2"

	"github.com/ippo-app/ippo/internal/stats"
)

// AmountComparison is the result of an experiment on minutes, amounts or energy
// (method 7.5, ruling 56).
type AmountComparison struct {
	Verdict ExperimentVerdict
	Means   [2]float64 // of A and B, in the unit of the measure; 0 of no values
	Values  [2]int     // days with a value that the means are of
	// Before and after only. Usual is the median of A, Above counts the values of
	// B over it, NonOverlap is the share of pairs in which B is higher, ties half.
	Usual      float64
	Above      int
	NonOverlap *float64
	// The strong test only: its whole pairs, the ways to swap within them, and, with
	// a verdict that says something, in how many such tests luck alone would do
	// this once.
	Pairs int
	Swaps *stats.Swaps
	Luck  int
}

// comparePairs judges the strong test by the whole pairs of one A and one B day
// each. r is only asked where there are more pairs than can be counted out.
func comparePairs(r *rand.Rand, pairs [][2]float64) AmountComparison {
	a, b, diffs := make([]float64, len(pairs)), make([]float64, len(pairs)), make([]float64, len(pairs))
	for i, p := range pairs {
		a[i], b[i], diffs[i] = p[0], p[1], p[1]-p[0]
	}
	swaps := stats.SwapWithinPairs(r, diffs)
	c := AmountComparison{
		Means: [2]float64{stats.Mean(a), stats.Mean(b)}, Values: [2]int{len(a), len(b)}, Pairs: len(pairs), Swaps: &swaps,
	}
	c.Verdict = c.strongVerdict()
	if c.Verdict != VerdictNotEnough && c.Verdict != VerdictNotClear {
		c.Luck = int(halfUp(1 / swaps.P()))
	}
	return c
}

func (c AmountComparison) strongVerdict() ExperimentVerdict {
	diff, p := c.Means[1]-c.Means[0], c.Swaps.P()
	switch {
	case c.Pairs < minPairs:
		return VerdictNotEnough
	case math.Abs(diff) < minMeanShare*max(c.Means[0], c.Means[1])-roundingSlack, p >= leaningP:
		return VerdictNotClear
	case p < sureP && diff > 0:
		return VerdictBetter
	case p < sureP:
		return VerdictWorse
	case diff > 0:
		return VerdictLeaningBetter
	default:
		return VerdictLeaningWorse
	}
}

// compareAmounts compares the values before a change with those after it. Days
// before and after differ for many reasons, so that there is no p, and no more
// than a leaning.
func compareAmounts(a, b []float64) AmountComparison {
	nap := stats.NonOverlap(a, b)
	c := AmountComparison{
		Verdict: VerdictNumbers, Means: [2]float64{stats.Mean(a), stats.Mean(b)}, Values: [2]int{len(a), len(b)},
		Usual: stats.Median(a), NonOverlap: &nap,
	}
	for _, x := range b {
		if x > c.Usual {
			c.Above++
		}
	}
	least := min(len(a), len(b))
	switch {
	case least < armMinDays:
		c.Verdict = VerdictNotEnough
	case least >= armSureDays && nap >= leaningOverlap-roundingSlack:
		c.Verdict = VerdictLeaningMore
	case least >= armSureDays && nap <= 1-leaningOverlap+roundingSlack:
		c.Verdict = VerdictLeaningLess
	}
	return c
}

// compareValues compares what the days of a result hold. Where nobody said
// anything of too many of them, nothing is said of either side.
func (l Look) compareValues(r ExperimentResult, feelings map[Day]Feeling) AmountComparison {
	x := r.Experiment
	value := func(d Day) (float64, bool) { return l.valueOf(d, x.Measure, feelings) }
	var c AmountComparison
	if x.Alternate {
		c = comparePairs(rand.New(rand.NewPCG(x.Seed, uint64(x.First))), l.wholePairs(x, value)) //nolint:gosec // swaps, not secrets
	} else {
		c = compareAmounts(valuesOf(r.Before, value), valuesOf(r.With, value))
	}
	if tooQuiet(r.Arms[0], r.Arms[1]) {
		c.Verdict, c.Luck = VerdictNotEnough, 0
	}
	return c
}

// wholePairs are the pairs of days of a strong test that both are active and have
// a value, A first.
func (l Look) wholePairs(x Experiment, value func(Day) (float64, bool)) [][2]float64 {
	var pairs [][2]float64
	sides := x.Sides()
	for i := 0; i+1 < len(sides); i += 2 {
		a, b := x.First+Day(i), x.First+Day(i+1)
		if b > min(x.Last, l.Today) {
			break
		}
		if sides[i] {
			a, b = b, a
		}
		if !l.Life.On(a).active() || !l.Life.On(b).active() {
			continue
		}
		va, hasA := value(a)
		vb, hasB := value(b)
		if hasA && hasB {
			pairs = append(pairs, [2]float64{va, vb})
		}
	}
	return pairs
}

func valuesOf(days []Day, value func(Day) (float64, bool)) []float64 {
	var xs []float64
	for _, d := range days {
		if v, ok := value(d); ok {
			xs = append(xs, v)
		}
	}
	return xs
}

// valueOf an active day: its minutes or its amount, 0 where it was not done; its
// energy, where somebody said one.
func (l Look) valueOf(d Day, m MeasureOf, feelings map[Day]Feeling) (v float64, ok bool) {
	done := l.Life.On(d) == DayDone
	switch m {
	case OfMinutes:
		if done {
			v = dayMinutes(l.Logs[d], l.Life.Plan(d))
		}
		return v, true
	case OfAmount:
		if done {
			v = addsToWeek(l.Logs[d], l.Life.Plan(d))
		}
		return v, true
	case OfEnergy:
		if e := feelings[d].Energy; e != nil {
			return float64(*e), true
		}
	case OfAdherence:
	}
	return 0, false
}
