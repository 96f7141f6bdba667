package stats

import "math"

// StudentCDF is Student's distribution function with df degrees of freedom.
func StudentCDF(x, df float64) float64 {
	if math.IsInf(x, 0) {
		return min(1, max(0, x))
	}
	tail := 0.5 * incompleteBeta(df/2, 0.5, df/(df+x*x))
	if x > 0 {
		return 1 - tail
	}
	return tail
}

// StudentQuantile is the x with StudentCDF(x, df) = p, for 0 < p < 1, by halving an
// interval until nothing is left between its ends.
func StudentQuantile(p, df float64) float64 {
	if p < 0.5 {
		return -StudentQuantile(1-p, df)
	}
	low, high := 0.0, 1.0
	for StudentCDF(high, df) < p && high < math.MaxFloat32 {
		low, high = high, 2*high
	}
	for range 200 {
		mid := (low + high) / 2
		if mid == low || mid == high {
			break
		}
		if StudentCDF(mid, df) < p {
			low = mid
		} else {
			high = mid
		}
	}
	return (low + high) / 2
}

// incompleteBeta is the regularised incomplete beta function I_x(a, b).
func incompleteBeta(a, b, x float64) float64 {
	switch {
	case x <= 0:
		return 0
	case x >= 1:
		return 1
	case x > (a+1)/(a+b+2): // the fraction converges fast below this point only
		return 1 - incompleteBeta(b, a, 1-x)
	}
	front := math.Exp(a*math.Log(x) + b*math.Log1p(-x) - lnBeta(a, b))
	return front * betaFraction(a, b, x) / a
}

// lnBeta is the logarithm of the beta function.
func lnBeta(a, b float64) float64 {
	la, _ := math.Lgamma(a)
	lb, _ := math.Lgamma(b)
	lab, _ := math.Lgamma(a + b)
	return la + lb - lab
}

// betaFraction is the continued fraction of the incomplete beta function, by
// Lentz's method.
func betaFraction(a, b, x float64) float64 {
	const (
		tiny   = 1e-300
		enough = 1e-16
	)
	nonZero := func(v float64) float64 {
		if math.Abs(v) < tiny {
			return tiny
		}
		return v
	}
	c, d := 1.0, 1/nonZero(1-(a+b)*x/(a+1))
	h := d
	for i := range 300 {
		m := float64(i + 1)
		even := m * (b - m) * x / ((a + 2*m - 1) * (a + 2*m))
		odd := -(a + m) * (a + b + m) * x / ((a + 2*m) * (a + 2*m + 1))
		step := 1.0
		for _, term := range [2]float64{even, odd} {
			d = 1 / nonZero(1+term*d)
			c = nonZero(1 + term/c)
			step = c * d
			h *= step
		}
		if math.Abs(step-1) < enough {
			break
		}
	}
	return h
}
