// Package stats is the statistics that the method rests on: medians, Student's
// distribution, the chance that one rate is higher than another, a line that
// bears a bad week, and a test that shuffles. It knows nothing of goals or days;
// which thresholds make of a number a word is decided in package goal, where the
// method says so.
//
// Every function is pure. Chance comes in as an argument, so that the same seed
// gives the same answer.
package stats

import "slices"

// Median is the middle value, or the mean of the two middle ones. It leaves xs
// alone; an empty list has the median 0.
func Median(xs []float64) float64 {
	n := len(xs)
	if n == 0 {
		return 0
	}
	s := slices.Sorted(slices.Values(xs))
	return (s[(n-1)/2] + s[n/2]) / 2
}

// Mean is the arithmetic mean; an empty list has the mean 0.
func Mean(xs []float64) float64 {
	if len(xs) == 0 {
		return 0
	}
	sum := 0.0
	for _, x := range xs {
		sum += x
	}
	return sum / float64(len(xs))
}
