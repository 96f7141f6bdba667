package goal

// Evaluable says whether one can tell at day 90 if the outcome was reached
// (method 2.3, as all of this file: gentle checks, none of which blocks).
func (o Outcome) Evaluable() bool {
	switch o.Type {
	case OutcomeTotal, OutcomeLevelUp, OutcomeLevelDown, OutcomeAverage:
		return o.Target != nil && o.Unit != ""
	case OutcomeDays:
		return o.Target != nil
	case OutcomeMilestones:
		return len(o.Milestones) > 0
	case OutcomeOneOff:
		return true
	case OutcomeNone:
		return false
	}
	return false
}

// RateBand says how far an outcome is from what the person does now.
type RateBand string

// The bands of method 2.3.
const (
	RateNoBaseline RateBand = "no_baseline" // offer seven days of counting first
	RateClose      RateBand = "close"       // close to now
	RateStepUp     RateBand = "step_up"
	RateBigJump    RateBand = "big_jump" // perhaps two seasons
)

const (
	rateCloseAtMost  = 1.25
	rateStepUpAtMost = 2.0
)

// WeeklyRate is what the outcome asks for in a week of the season, in its own
// unit and negative for a level that shall fall. It is not ok for outcomes
// without a number.
func (o Outcome) WeeklyRate() (rate float64, ok bool) {
	if o.Target == nil || o.Type == OutcomeMilestones || o.Type == OutcomeOneOff || o.Type == OutcomeNone {
		return 0, false
	}
	if o.Type == OutcomeAverage {
		return *o.Target, true
	}
	return (*o.Target - o.start()) / (seasonLength / weekLength), true
}

// RateOf compares what an outcome asks a week with the person's weekly rate
// of the last four weeks, in the same unit and direction; nil when unknown.
func RateOf(required float64, baseline *float64) RateBand {
	if baseline == nil || *baseline == 0 {
		return RateNoBaseline
	}
	r := required / *baseline
	switch {
	case r < 0: // it moves the other way now
		return RateBigJump
	case r <= rateCloseAtMost:
		return RateClose
	case r <= rateStepUpAtMost:
		return RateStepUp
	default:
		return RateBigJump
	}
}

// OutsideView is what the person's own history says, as so many in five: done
// in time k times of the last three, the chance is about (k+1)/5.
func OutsideView(k int) (inFive int) { return min(3, max(0, k)) + 1 }
