package goal

// Thresholds of method 5.3.
const (
	minPlanMet     = 3   // the IF must have happened this often for a verdict
	minPlanShare   = 0.5 // of F and of W
	archiveAfterWk = 4   // weeks without the IF
)

// PlanVerdict says what to do with an if-then plan (method 5.3).
type PlanVerdict string

// The verdicts.
const (
	PlanTooFew    PlanVerdict = "too_few"    // the IF happened too seldom to tell
	PlanKeep      PlanVerdict = "keep"       // it fires and helps
	PlanSharpenIf PlanVerdict = "sharpen_if" // the cue is not noticed: rewrite the IF
	PlanSwapThen  PlanVerdict = "swap_then"  // the response does not help: another THEN
)

// PlanCounts counts, for one if-then plan, the days on which its IF happened,
// those of them on which the THEN was done, and those of these on which the
// minimum step was done. Method 5.3.
type PlanCounts struct {
	Met    int `json:"met"`
	Did    int `json:"did"`
	Worked int `json:"worked"`
}

// F is the share of meetings in which the plan fired; nil before any.
func (c PlanCounts) F() *float64 { return ratioOf(c.Did, c.Met) }

// W is the share of firings after which the day was done; nil before any.
func (c PlanCounts) W() *float64 { return ratioOf(c.Worked, c.Did) }

// verdict reads the counts. It says too few before the IF happened three times.
func (c PlanCounts) verdict() PlanVerdict {
	if c.Met < minPlanMet {
		return PlanTooFew
	}
	if *c.F() < minPlanShare {
		return PlanSharpenIf
	}
	if *c.W() < minPlanShare { // F >= .5 of three or more: it fired at least twice
		return PlanSwapThen
	}
	return PlanKeep
}

// archiveOffer says whether to offer to archive a plan whose IF has not
// happened once in its weeks, of which there must be four or more.
func (c PlanCounts) archiveOffer(weeks int) bool {
	return c.Met == 0 && weeks >= archiveAfterWk
}

// ratioOf is n of all; nil of nothing.
func ratioOf(n, all int) *float64 {
	if all <= 0 {
		return nil
	}
	r := float64(n) / float64(all)
	return &r
}
