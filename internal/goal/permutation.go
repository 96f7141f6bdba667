package goal

import (
	"math"
	"math/rand/v2"
	"slices"
)

// AlternatingDays gives a side, B when true, to each day of a strong test: in
// pairs of one A and one B, a coin choosing which comes first. An odd last day
// gets a coin of its own. Method 7.5.
func AlternatingDays(r *rand.Rand, days int) []bool {
	sides := make([]bool, days)
	for i := range sides {
		if i%2 == 0 {
			sides[i] = r.IntN(2) == 1
		} else {
			sides[i] = !sides[i-1]
		}
	}
	return sides
}

// AmountComparison is the result of an experiment on minutes or energy.
type AmountComparison struct {
	MedianDiff float64 // median of B minus median of A
	Above      int     // days of B above the usual, which is the median of A
	Days       int     // days of B
	P          float64 // permutation p, two-sided
	// Sayable: there are enough days, and chance alone would seldom do this.
	// Otherwise only the numbers are shown.
	Sayable bool
}

// CompareAmounts compares the daily values of two arms in the order of their
// days. Whole weeks are shuffled, because days resemble their neighbours; in
// an alternating test single days are. Method 7.5.
func CompareAmounts(r *rand.Rand, a, b []float64, alternating bool) AmountComparison {
	c := AmountComparison{Days: len(b), P: 1}
	if len(a) == 0 || len(b) == 0 {
		return c
	}
	usual := medianOf(a)
	c.MedianDiff = medianOf(b) - usual
	for _, x := range b {
		if x > usual {
			c.Above++
		}
	}
	size := shuffleBlock
	if alternating {
		size = 1
	}
	c.P = permutationP(r, blocksOf(a, size), blocksOf(b, size), shuffles)
	c.Sayable = len(a) >= armSureDays && len(b) >= armSureDays && c.P < maxPermutationP
	return c
}

func blocksOf(xs []float64, size int) [][]float64 {
	return slices.Collect(slices.Chunk(xs, size))
}

// permutationP is the share of shuffles whose medians lie at least as far
// apart as the real ones, which count as one of them.
func permutationP(r *rand.Rand, a, b [][]float64, times int) float64 {
	distance := func(blocks [][]float64) float64 {
		return math.Abs(medianOf(slices.Concat(blocks[len(a):]...)) - medianOf(slices.Concat(blocks[:len(a)]...)))
	}
	blocks := slices.Concat(a, b)
	seen, asFar := distance(blocks)-roundingSlack, 1
	for range times {
		r.Shuffle(len(blocks), func(i, j int) { blocks[i], blocks[j] = blocks[j], blocks[i] })
		if distance(blocks) >= seen {
			asFar++
		}
	}
	return float64(asFar) / float64(times+1)
}
