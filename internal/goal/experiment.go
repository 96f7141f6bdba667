package goal

import "math"

// ExperimentVerdict says how the days of an experiment compare with those
// before it (method 7.5).
type ExperimentVerdict string

// The verdicts.
const (
	VerdictNotEnough     ExperimentVerdict = "not_enough_data"
	VerdictBetter        ExperimentVerdict = "better"
	VerdictWorse         ExperimentVerdict = "worse"
	VerdictLeaningBetter ExperimentVerdict = "leaning_better"
	VerdictLeaningWorse  ExperimentVerdict = "leaning_worse"
	VerdictNotClear      ExperimentVerdict = "not_clear"
)

// Arm counts the days of one side of an experiment.
type Arm struct {
	Done     int
	Active   int // done, missed, covered or unlogged
	Unlogged int // of the active ones
}

// Comparison is the result of an experiment on done or not done.
type Comparison struct {
	Verdict ExperimentVerdict
	Chance  float64 // that B is better than A, 0-1
	Diff    float64 // share of done days in B minus that in A; 0 with an empty arm
}

// Compare judges arm B (the change) against arm A (the baseline). Evidence is
// discounted, because days are not independent. Method 7.5.
func Compare(a, b Arm) Comparison {
	c := Comparison{Chance: chanceBetter(a, b)}
	if a.Active > 0 && b.Active > 0 {
		c.Diff = float64(b.Done)/float64(b.Active) - float64(a.Done)/float64(a.Active)
	}
	c.Verdict = c.verdict(a, b)
	return c
}

func (c Comparison) verdict(a, b Arm) ExperimentVerdict {
	least, all := min(a.Active, b.Active), a.Active+b.Active
	if least < armMinDays || float64(a.Unlogged+b.Unlogged) > maxUnlogged*float64(all) {
		return VerdictNotEnough
	}
	if math.Abs(c.Diff) < minDifference-roundingSlack {
		return VerdictNotClear
	}
	sure := least >= armSureDays
	switch {
	case sure && c.Chance >= sureChance:
		return VerdictBetter
	case sure && c.Chance <= 1-sureChance:
		return VerdictWorse
	case c.Chance >= leaningChance:
		return VerdictLeaningBetter
	case c.Chance <= 1-leaningChance:
		return VerdictLeaningWorse
	default:
		return VerdictNotClear
	}
}

// chanceBetter is Pr(p_B > p_A) for the two posteriors on a grid, ties half.
func chanceBetter(a, b Arm) float64 {
	pa, pb := posterior(a), posterior(b)
	chance, below := 0.0, 0.0
	for i := range pb {
		chance += pb[i] * (below + pa[i]/2)
		below += pa[i]
	}
	return clamp01(chance)
}

// posteriorCells is the number of cells of the grid over 0-1 (method 7.5).
const posteriorCells = 400

// posterior of an arm's rate: Beta(1+phi*done, 1+phi*(active-done)) at the
// middle of each cell, summing to 1.
func posterior(a Arm) [posteriorCells]float64 {
	yes := evidenceDiscount * float64(a.Done)
	no := evidenceDiscount * float64(a.Active-a.Done)
	peak := math.Inf(-1)
	var p [posteriorCells]float64
	for i := range p {
		x := (float64(i) + 0.5) / posteriorCells
		p[i] = yes*math.Log(x) + no*math.Log1p(-x)
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

// Baseline picks the days to compare an experiment with: up to 28 active days
// that end before the week which triggered the change, so that a bad week is
// not its own yardstick. Fewer than 14 cap the verdict at leaning by
// themselves. active is sorted, oldest first; trigger is the first day of the
// triggering week. Method 7.5.
func Baseline(active []Day, trigger Day) []Day {
	n := 0
	for n < len(active) && active[n] < trigger {
		n++
	}
	return active[max(0, n-baselineDays):n]
}
