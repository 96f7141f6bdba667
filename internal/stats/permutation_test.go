package stats

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// seeded throws the same dice in every run.
func seeded(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 0)) }

func TestMethod7_5Pairs(t *testing.T) {
	sides := Pairs(seeded(1), 28)
	if again := Pairs(seeded(1), 28); !slices.Equal(sides, again) {
		t.Error("the same seed gives other days")
	}
	first := 0
	for i := 0; i < len(sides); i += 2 {
		if sides[i] == sides[i+1] {
			t.Fatalf("pair %d is not balanced", i/2)
		}
		if sides[i] {
			first++
		}
	}
	if first == 0 || first == 14 {
		t.Error("no coin was thrown")
	}
}

// swapsByHand goes through every choice of signs, one bit each, with whole numbers.
func swapsByHand(diffs []int) Swaps {
	abs := func(x int) int { return max(x, -x) }
	total := func(signs int) int {
		sum := 0
		for i, d := range diffs {
			if signs>>i&1 == 1 {
				d = -d
			}
			sum += d
		}
		return abs(sum)
	}
	s := Swaps{Of: 1 << len(diffs)}
	for signs := range s.Of {
		if total(signs) >= total(0) {
			s.AsFar++
		}
	}
	return s
}

// Ruling 56: exact up to 14 pairs, as going through all of them by hand.
func TestRuling56EverySwapIsCounted(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		whole := rapid.SliceOfN(rapid.IntRange(-40, 40), 0, 14).Draw(t, "tenths")
		diffs := make([]float64, len(whole))
		for i, d := range whole { // tenths, which no binary fraction is: ties have to be found all the same
			diffs[i] = float64(d) / 10
		}
		got, want := SwapWithinPairs(nil, diffs), swapsByHand(whole)
		if got != want {
			t.Fatalf("%v: %+v, want %+v", diffs, got, want)
		}
		if got.AsFar < 1 || got.P() > 1 {
			t.Fatalf("%+v: the days themselves are one of the ways", got)
		}
		turned := slices.Clone(diffs)
		for i := range turned {
			turned[i] = -turned[i]
		}
		slices.Reverse(turned)
		if back := SwapWithinPairs(nil, turned); back != got {
			t.Fatalf("turned round %+v, want %+v", back, got)
		}
	})
}

// And where a coin decides, p is no smaller than it may be: over all ways in which
// the coins can fall, no more than a share a of them has a p of at most a.
func TestRuling56SwapsKeepTheirLevel(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		whole := rapid.SliceOfN(rapid.IntRange(-9, 9), 1, 7).Draw(t, "differences")
		all := 1 << len(whole)
		var ps []float64
		for signs := range all {
			diffs := make([]float64, len(whole))
			for i, d := range whole {
				diffs[i] = float64(d)
				if signs>>i&1 == 1 {
					diffs[i] = -diffs[i]
				}
			}
			ps = append(ps, SwapWithinPairs(nil, diffs).P())
		}
		slices.Sort(ps)
		for i, p := range ps {
			if share := float64(i+1) / float64(all); p < share-1e-12 && (i+1 == all || ps[i+1] > p) {
				t.Fatalf("%v: a share of %v has a p of at most %v", whole, share, p)
			}
		}
	})
}

// Of more than 14 pairs ten thousand swaps are drawn, which come close, and are
// the same for the same seed.
func TestRuling56DrawnSwaps(t *testing.T) {
	for _, whole := range [][]int{
		{10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, -10, -10, -10, 10},
		{1, 2, 3, 4, 5, 6, 7, 8, -1, -2, -3, -4, -5, -6, 7, 8},
		{1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1},
	} {
		diffs := make([]float64, len(whole))
		for i, d := range whole {
			diffs[i] = float64(d)
		}
		got := SwapWithinPairs(seeded(56), diffs)
		if want := swapsByHand(whole).P(); got.Of != 10001 || math.Abs(got.P()-want) > .015 {
			t.Errorf("%v: %+v, %.4f, want about %.4f", whole, got, got.P(), want)
		}
		if again := SwapWithinPairs(seeded(56), diffs); again != got {
			t.Error("the same seed gives another p")
		}
	}
}

// The non-overlap is what the ranks say (Mann and Whitney), worked out from the
// other side: the sum of the ranks of ys, ties sharing theirs.
func TestRuling56NonOverlapIsThatOfTheRanks(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values := rapid.SliceOfN(rapid.Map(rapid.IntRange(0, 9), func(n int) float64 { return float64(n) }), 1, 28)
		xs, ys := values.Draw(t, "xs"), values.Draw(t, "ys")
		all := slices.Sorted(slices.Values(slices.Concat(xs, ys)))
		rank := func(v float64) float64 { // the mean of the first and the last place of its ties, from 1
			first, _ := slices.BinarySearch(all, v)
			last, _ := slices.BinarySearch(all, v+.5)
			return float64(first+1+last) / 2
		}
		u := -float64(len(ys)*(len(ys)+1)) / 2
		for _, y := range ys {
			u += rank(y)
		}
		got, want := NonOverlap(xs, ys), u/float64(len(xs)*len(ys))
		if math.Abs(got-want) > 1e-12 {
			t.Fatalf("%v %v: %v, want %v", xs, ys, got, want)
		}
		if back := NonOverlap(ys, xs); math.Abs(got+back-1) > 1e-12 {
			t.Fatalf("forth %v and back %v", got, back)
		}
	})
	near(t, "of nothing", NonOverlap(nil, []float64{1}), .5, 9)
}
