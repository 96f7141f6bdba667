package stats

import (
	"math"
	"math/rand/v2"
	"slices"
)

// Pairs gives a side, B when true, to each of n trials: in pairs of one A and one
// B, a coin choosing which comes first. An odd last one gets a coin of its own
// (method 7.5).
func Pairs(r *rand.Rand, n int) []bool {
	sides := make([]bool, n)
	for i := range sides {
		if i%2 == 0 {
			sides[i] = r.IntN(2) == 1
		} else {
			sides[i] = !sides[i-1]
		}
	}
	return sides
}

// tieSlack counts medians as equally far apart that differ by what binary
// fractions do to sums.
const tieSlack = 1e-9

// BlockPermutation is the two-sided p of a permutation test on the distance of
// two medians: the share of shuffles whose medians lie at least as far apart as
// the real ones, which count as one of them. Blocks of neighbouring values are
// shuffled whole, because days resemble their neighbours; blocks of 1 are plain
// values.
func BlockPermutation(r *rand.Rand, xs, ys []float64, size, times int) float64 {
	a, b := blocks(xs, size), blocks(ys, size)
	distance := func(all [][]float64) float64 {
		return math.Abs(Median(slices.Concat(all[len(a):]...)) - Median(slices.Concat(all[:len(a)]...)))
	}
	all := slices.Concat(a, b)
	seen, asFar := distance(all)-tieSlack, 1
	for range times {
		r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		if distance(all) >= seen {
			asFar++
		}
	}
	return float64(asFar) / float64(times+1)
}

func blocks(xs []float64, size int) [][]float64 {
	return slices.Collect(slices.Chunk(xs, size))
}
