package stats

import (
	"math"
	"math/rand/v2"
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

// Swaps is how many ways to swap the sides within pairs lead at least as far from
// no difference as the days did, of how many.
type Swaps struct {
	AsFar, Of int
}

// P is the two-sided p of the test, 0-1; 1 of no pairs.
func (s Swaps) P() float64 { return float64(s.AsFar) / float64(s.Of) }

const (
	exactPairs   = 14    // up to here every way is counted
	sampledSwaps = 10000 // of more pairs
	// tieSlack counts sums as equally far that differ by what binary fractions do
	// to them: a share of all that the differences add up to.
	tieSlack = 1e-9
)

// SwapWithinPairs is the randomisation test of a design in which a coin chose the
// side of each pair: had nothing changed, each difference could as well have had
// the other sign. Ties count, so that the days themselves are always one of the
// ways. Up to 14 pairs are exact; of more, as many swaps are drawn from r as the
// method says, and the days are counted in (method 7.5, ruling 56).
func SwapWithinPairs(r *rand.Rand, diffs []float64) Swaps {
	sum, most := 0.0, 0.0
	for _, d := range diffs {
		sum, most = sum+d, most+math.Abs(d)
	}
	far := math.Abs(sum) - tieSlack*most
	if len(diffs) > exactPairs {
		return drawnSwaps(r, diffs, far)
	}
	s := Swaps{Of: 1 << len(diffs)}
	for _, x := range everySum(diffs) {
		if math.Abs(x) >= far {
			s.AsFar++
		}
	}
	return s
}

// everySum is the sum of the differences for each choice of signs.
func everySum(diffs []float64) []float64 {
	sums := make([]float64, 1, 1<<len(diffs))
	for _, d := range diffs {
		n := len(sums)
		for i := range n {
			sums = append(sums, sums[i]-d)
			sums[i] += d
		}
	}
	return sums
}

func drawnSwaps(r *rand.Rand, diffs []float64, far float64) Swaps {
	s := Swaps{AsFar: 1, Of: sampledSwaps + 1}
	for range sampledSwaps {
		x := 0.0
		for _, d := range diffs {
			if r.Uint64()&1 == 0 {
				d = -d
			}
			x += d
		}
		if math.Abs(x) >= far {
			s.AsFar++
		}
	}
	return s
}

// NonOverlap is the share of all pairs of one of xs and one of ys in which that of
// ys is higher, ties half: the non-overlap of all pairs, 0-1, and 0.5 where one
// side is empty (method 7.5, ruling 56).
func NonOverlap(xs, ys []float64) float64 {
	if len(xs) == 0 || len(ys) == 0 {
		return 0.5
	}
	halves := 0
	for _, x := range xs {
		for _, y := range ys {
			switch {
			case y > x:
				halves += 2
			case y == x:
				halves++
			}
		}
	}
	return float64(halves) / float64(2*len(xs)*len(ys))
}
