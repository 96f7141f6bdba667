package goal

import (
	"math"

	"github.com/ippo-app/ippo/internal/stats"
)

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
	// Of amounts before and after: never more than a leaning, and the numbers alone
	// where not even that can be said (ruling 56).
	VerdictLeaningMore ExperimentVerdict = "leaning_more"
	VerdictLeaningLess ExperimentVerdict = "leaning_less"
	VerdictNumbers     ExperimentVerdict = "numbers_alone"
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

// compareArms judges arm B (the change) against arm A (the baseline). Evidence is
// discounted, because days are not independent. Method 7.5.
func compareArms(a, b Arm) Comparison {
	c := Comparison{Chance: chanceBetter(a, b)}
	if a.Active > 0 && b.Active > 0 {
		c.Diff = float64(b.Done)/float64(b.Active) - float64(a.Done)/float64(a.Active)
	}
	c.Verdict = c.verdict(a, b)
	return c
}

func (c Comparison) verdict(a, b Arm) ExperimentVerdict {
	least := min(a.Active, b.Active)
	if least < armMinDays || tooQuiet(a, b) {
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

// tooQuiet says whether nobody said anything of more of the days than a verdict
// bears.
func tooQuiet(a, b Arm) bool {
	return float64(a.Unlogged+b.Unlogged) > maxUnlogged*float64(a.Active+b.Active)
}

// chanceBetter is Pr(p_B > p_A), each rate with an even prior and its evidence
// discounted (method 7.5).
func chanceBetter(a, b Arm) float64 { return stats.ChanceGreater(a.evidence(), b.evidence()) }

// evidence of an arm for its rate, discounted.
func (a Arm) evidence() stats.Evidence {
	return stats.Evidence{Yes: evidenceDiscount * float64(a.Done), No: evidenceDiscount * float64(a.Active-a.Done)}
}

// baselineOf picks the days to compare an experiment with: up to 28 active days
// that end before the week which triggered the change, so that a bad week is
// not its own yardstick. Fewer than 14 cap the verdict at leaning by
// themselves. active is sorted, oldest first; trigger is the first day of the
// triggering week. Method 7.5.
func baselineOf(active []Day, trigger Day) []Day {
	n := 0
	for n < len(active) && active[n] < trigger {
		n++
	}
	return active[max(0, n-baselineDays):n]
}
