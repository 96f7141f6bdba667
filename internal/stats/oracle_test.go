package stats

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"
	"pgregory.net/rapid"
)

// The grid posterior against gonum's beta distribution, integrated finely
// (method 7.5).
func TestMethod7_5ChanceAgainstGonum(t *testing.T) {
	beta := func(e Evidence) distuv.Beta { return distuv.Beta{Alpha: 1 + e.Yes, Beta: 1 + e.No} }
	rapid.Check(t, func(t *rapid.T) {
		evidence := func(name string) Evidence { // discounted to two thirds, as the method does
			n := rapid.IntRange(0, 40).Draw(t, name)
			yes := rapid.IntRange(0, n).Draw(t, name+" yes")
			return Evidence{Yes: 2. / 3 * float64(yes), No: 2. / 3 * float64(n-yes)}
		}
		a, b := evidence("a"), evidence("b")
		pa, pb := beta(a), beta(b)
		want := 0.0
		const cells = 4000
		for i := range cells {
			x := (float64(i) + .5) / cells
			want += pb.Prob(x) / cells * pa.CDF(x)
		}
		if got := ChanceGreater(a, b); math.Abs(got-want) > 2e-3 {
			t.Fatalf("%+v %+v: %v, gonum says %v", a, b, got, want)
		}
	})
}

// The incomplete beta function, on which every chance rests.
func TestIncompleteBetaAgainstGonum(t *testing.T) {
	for _, a := range []float64{.5, 1, 2.5, 7, 40} {
		for _, b := range []float64{.5, 1, 3, 12, 60} {
			d := distuv.Beta{Alpha: a, Beta: b}
			for _, x := range []float64{0, .01, .2, .5, .77, .99, 1} {
				near(t, "I", incompleteBeta(a, b, x), d.CDF(x), 10)
			}
		}
	}
}
