package goal

import (
	"math/rand/v2"

	"github.com/ippo-app/ippo/internal/stats"
)

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

// compareAmounts compares the daily values of two arms in the order of their
// days. Whole weeks are shuffled, because days resemble their neighbours; in
// an alternating test single days are. Method 7.5.
func compareAmounts(r *rand.Rand, a, b []float64, alternating bool) AmountComparison {
	c := AmountComparison{Days: len(b), P: 1}
	if len(a) == 0 || len(b) == 0 {
		return c
	}
	usual := stats.Median(a)
	c.MedianDiff = stats.Median(b) - usual
	for _, x := range b {
		if x > usual {
			c.Above++
		}
	}
	size := shuffleBlock
	if alternating {
		size = 1
	}
	c.P = stats.BlockPermutation(r, a, b, size, shuffles)
	c.Sayable = len(a) >= armSureDays && len(b) >= armSureDays && c.P < maxPermutationP
	return c
}
