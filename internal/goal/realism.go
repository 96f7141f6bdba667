package goal

// RealismCheck is one of the five gentle checks of an outcome (method 2.3).
// None of them blocks.
type RealismCheck string

// The five checks. Yours and cost are questions only the person can answer.
const (
	CheckEvaluable RealismCheck = "evaluable" // a number with a unit, or a yes or no
	CheckYours     RealismCheck = "yours"     // four fifths of it depend on the person
	CheckRate      RealismCheck = "rate"      // what it asks a week against the last four weeks
	CheckOutside   RealismCheck = "outside"   // how it went the last three times
	CheckCost      RealismCheck = "cost"      // what must not suffer
)

// RealismChecks lists the five in the order in which they are shown.
func RealismChecks() []RealismCheck {
	return []RealismCheck{CheckEvaluable, CheckYours, CheckRate, CheckOutside, CheckCost}
}

// Evaluable says whether one can tell at day 90 if the outcome was reached.
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

// OutsideView is what the person's own history says: done in time k times of
// the last three, the chance is about (k+1)/5.
func OutsideView(k int) float64 { return float64(min(3, max(0, k))+1) / 5 }
