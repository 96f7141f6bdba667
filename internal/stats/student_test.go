package stats

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"
)

// near compares to so many digits after the point.
func near(t *testing.T, what string, got, want float64, digits int) {
	t.Helper()
	if !(math.Abs(got-want) <= 0.5000001*math.Pow10(-digits)) {
		t.Errorf("%s = %.*f, want %.*f", what, digits+2, got, digits, want)
	}
}

func TestStudentAgainstGonum(t *testing.T) {
	for _, df := range []float64{1, 2, 3, 4, 5, 6, 10, 13, 30, 100} {
		d := distuv.StudentsT{Mu: 0, Sigma: 1, Nu: df}
		for _, x := range []float64{-40, -6, -2.5, -1, -.1, 0, .01, .5, 1, 1.476, 3, 9, 200} {
			near(t, "CDF", StudentCDF(x, df), d.CDF(x), 12)
		}
		for _, p := range []float64{.001, .1, .5, .8, .9, .95, .975, .999} {
			near(t, "quantile", StudentQuantile(p, df), d.Quantile(p), 7)
		}
	}
	near(t, "t(.90, 5)", StudentQuantile(.9, 5), 1.476, 3)
	near(t, "t(.90, 3)", StudentQuantile(.9, 3), 1.638, 3)
}
