package stats

import "math"

// Evidence is how much speaks for and against something happening; it may be
// discounted, so it need not be whole.
type Evidence struct {
	Yes, No float64
}

// ChanceGreater is Pr(p_B > p_A) for the posteriors of two rates on a grid, ties
// half, 0-1. Before any evidence every rate is as likely as any other.
func ChanceGreater(a, b Evidence) float64 {
	pa, pb := a.posterior(), b.posterior()
	chance, below := 0.0, 0.0
	for i := range pb {
		chance += pb[i] * (below + pa[i]/2)
		below += pa[i]
	}
	return min(1, max(0, chance))
}

// posteriorCells is the number of cells of the grid over 0-1 (method 7.5).
const posteriorCells = 400

// posterior of the rate: Beta(1+yes, 1+no) at the middle of each cell, summing
// to 1.
func (e Evidence) posterior() [posteriorCells]float64 {
	peak := math.Inf(-1)
	var p [posteriorCells]float64
	for i := range p {
		x := (float64(i) + 0.5) / posteriorCells
		p[i] = e.Yes*math.Log(x) + e.No*math.Log1p(-x)
		peak = max(peak, p[i])
	}
	sum := 0.0
	for i := range p {
		p[i] = math.Exp(p[i] - peak)
		sum += p[i]
	}
	for i := range p {
		p[i] /= sum
	}
	return p
}
