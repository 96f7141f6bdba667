package stats

import (
	"testing"

	"pgregory.net/rapid"
)

// Points on a line give that line; one of them thrown far off changes nothing.
func TestTheilSenBearsABadPoint(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		base, slope := rapid.Float64Range(-100, 100).Draw(r, "base"), rapid.Float64Range(-5, 5).Draw(r, "slope")
		n := rapid.IntRange(7, 13).Draw(r, "points")
		xs, ys := make([]float64, n), make([]float64, n)
		for i := range xs {
			xs[i] = float64(3 + 7*i)
			ys[i] = base + slope*xs[i]
		}
		ys[rapid.IntRange(0, n-1).Draw(r, "bad")] += rapid.Float64Range(-1000, 1000).Draw(r, "off")
		l, ok := TheilSen(xs, ys)
		if !ok {
			r.Fatal("no line")
		}
		near(t, "slope", l.Slope, slope, 6)
		near(t, "base", l.Base, base, 6)
		near(t, "spread", l.Spread, 0, 6)
	})
}

func TestTheilSenFlatAndNone(t *testing.T) {
	if l, ok := TheilSen([]float64{1, 2, 3, 4, 5}, []float64{5, 5, 5, 5, 9}); !ok || !l.Flat || l.Slope != 0 {
		t.Errorf("%+v %v", l, ok)
	}
	if _, ok := TheilSen([]float64{2, 2, 2}, []float64{1, 2, 3}); ok {
		t.Error("a line through points at one x")
	}
}

func TestAverages(t *testing.T) {
	xs := []float64{3, 1, 2, 10}
	near(t, "median of four", Median(xs), 2.5, 9)
	near(t, "median of three", Median(xs[:3]), 2, 9)
	near(t, "mean", Mean(xs), 4, 9)
	near(t, "of nothing", Median(nil)+Mean(nil), 0, 9)
	if xs[0] != 3 {
		t.Error("the list was sorted in place")
	}
}
