package goal

import "math"

// roundingSlack forgives what binary fractions do to products such as
// 1.1 x 10, so that they round as they would on paper.
const roundingSlack = 1e-9

// halfUp rounds to the nearest whole number, halves upwards (method 3.2, 4.1).
func halfUp(x float64) float64 { return math.Floor(x + 0.5 + roundingSlack) }

// ceiling is the smallest whole number that is not below x.
func ceiling(x float64) float64 { return math.Ceil(x - roundingSlack) }

// floored is the largest whole number that is not above x.
func floored(x float64) float64 { return math.Floor(x + roundingSlack) }

// clamp01 keeps x between 0 and 1.
func clamp01(x float64) float64 { return min(1, max(0, x)) }

// isFinite says whether x is an ordinary number.
func isFinite(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }
