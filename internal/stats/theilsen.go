package stats

import (
	"math"
	"slices"
)

// Line is a Theil-Sen line with how far it can be trusted.
type Line struct {
	Base       float64 // its height at x = 0
	Slope      float64 // the median of the slopes between every two points
	Flat       bool    // most of those slopes are exactly 0
	Spread     float64 // of the points about it, as a standard deviation
	SlopeError float64 // standard error of the slope
}

// TheilSen lays a line through points, which bears a bad one or two. It wants
// three points or more; not ok when all lie at the same x.
func TheilSen(xs, ys []float64) (Line, bool) {
	slopes := slopes(xs, ys)
	if len(slopes) == 0 {
		return Line{}, false
	}
	l := Line{Slope: Median(slopes), Flat: 2*zeros(slopes) > len(slopes)}
	l.Base, l.Spread = rest(xs, ys, l.Slope)
	l.SlopeError = slopeError(slopes, float64(len(xs)))
	return l, true
}

// slopes between every two points, sorted.
func slopes(xs, ys []float64) []float64 {
	var all []float64
	for i := range xs {
		for j := i + 1; j < len(xs); j++ {
			if xs[j] != xs[i] {
				all = append(all, (ys[j]-ys[i])/(xs[j]-xs[i]))
			}
		}
	}
	slices.Sort(all)
	return all
}

// rest gives where a line of this slope begins, and how far the points lie from
// it.
func rest(xs, ys []float64, slope float64) (base, spread float64) {
	away := make([]float64, len(xs))
	for i := range xs {
		away[i] = ys[i] - slope*xs[i]
	}
	base = Median(away)
	for i := range away {
		away[i] = math.Abs(away[i] - base)
	}
	const medianToDeviation = 1.4826 // for normal errors
	n := float64(len(away))
	return base, medianToDeviation * Median(away) * math.Sqrt(n/(n-2))
}

// slopeError is the standard error of a Theil-Sen slope of n points, from the
// ranks of the sorted slopes.
func slopeError(slopes []float64, n float64) float64 {
	all := len(slopes)
	kendall := math.Sqrt(n * (n - 1) * (2*n + 5) / 18)
	high := min(all-1, int(math.Ceil((float64(all)+kendall)/2)))
	low := max(0, int(math.Floor((float64(all)-kendall)/2)))
	return (slopes[high] - slopes[low]) / 2
}

func zeros(xs []float64) int {
	n := 0
	for _, x := range xs {
		if x == 0 {
			n++
		}
	}
	return n
}
