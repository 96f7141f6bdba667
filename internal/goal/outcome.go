package goal

import (
	"math"
	"strings"
)

// Limits of an outcome (method 2.2, ruling 27).
const (
	minMilestones       = 3
	maxMilestones       = 8
	maxOneOffMilestones = 6
	defaultAverageWeeks = 4
	maxAverageWeeks     = 12
	// MaxNumber is the largest number of an outcome, either side of 0.
	MaxNumber = 1e12
)

// Validate says what is wrong with an outcome. A target left open is fine.
// A one-off may do without milestones: then only its yes or no counts.
func (o Outcome) Validate() error {
	if !isFinite(o.Start) || math.Abs(o.Start) > MaxNumber {
		return Invalid("start", "error.outcome.number", float64(MaxNumber))
	}
	if t := o.Target; t != nil && (!isFinite(*t) || math.Abs(*t) > MaxNumber) {
		return Invalid("target", "error.outcome.number", float64(MaxNumber))
	}
	switch o.Type {
	case OutcomeNone:
		return nil
	case OutcomeTotal, OutcomeDays, OutcomeLevelUp, OutcomeLevelDown:
		return o.validateTarget()
	case OutcomeAverage:
		if o.Weeks < 0 || o.Weeks > maxAverageWeeks {
			return Invalid("weeks", "error.outcome.weeks", maxAverageWeeks)
		}
		return o.validateTarget()
	case OutcomeMilestones:
		return o.validateMilestones(maxMilestones)
	case OutcomeOneOff:
		if len(o.Milestones) == 0 {
			return nil
		}
		return o.validateMilestones(maxOneOffMilestones)
	}
	return Invalid("type", "error.outcome.type", string(o.Type))
}

// validateTarget refuses a target that lies where the season starts, or on the
// wrong side of it (ruling 29).
func (o Outcome) validateTarget() error {
	if o.Target == nil {
		return nil
	}
	target, start := *o.Target, o.start()
	switch {
	case o.Type == OutcomeDays && (target < 1 || target > seasonLength || target != math.Trunc(target)):
		return Invalid("target", "error.outcome.days", int(seasonLength))
	case target == start:
		return Invalid("target", "error.outcome.target_is_start", target)
	case o.Type == OutcomeLevelDown && target > start:
		return Invalid("target", "error.outcome.target_not_below", target, start)
	case o.Type != OutcomeLevelDown && target < start:
		return Invalid("target", "error.outcome.target_not_above", target, start)
	}
	return nil
}

func (o Outcome) validateMilestones(most int) error {
	if n := len(o.Milestones); n < minMilestones || n > most {
		return Invalid("milestones", "error.outcome.milestones", minMilestones, most)
	}
	for i, m := range o.Milestones {
		if strings.TrimSpace(m.Text) == "" {
			return Invalid("milestones", "error.outcome.milestone_empty", i+1)
		}
		if !isFinite(m.Weight) || m.Weight < 0 || m.Weight > MaxNumber {
			return Invalid("milestones", "error.outcome.milestone_weight", i+1)
		}
	}
	return nil
}

// isLevel says whether the outcome is a level that is read, not a sum.
func (o Outcome) isLevel() bool {
	return o.Type == OutcomeLevelUp || o.Type == OutcomeLevelDown
}

// isShare says whether progress is a share of milestones.
func (o Outcome) isShare() bool {
	return o.Type == OutcomeMilestones || o.Type == OutcomeOneOff
}

// start is s of the pace line: only a level begins elsewhere than at 0.
func (o Outcome) start() float64 {
	if o.isLevel() {
		return o.Start
	}
	return 0
}

// target is X of the pace line: all of the milestones, or the number; nil
// while it is open.
func (o Outcome) target() *float64 {
	if o.isShare() {
		one := 1.0
		return &one
	}
	return o.Target
}

// averageWeeks is the number of last full weeks that an average looks at.
func (o Outcome) averageWeeks() int {
	if o.Weeks > 0 {
		return o.Weeks
	}
	return defaultAverageWeeks
}

// FedByLog says whether the outcome is the sum of what the day log holds
// anyway, so that measuring it by hand is refused (rulings 27, 28).
func (o Outcome) FedByLog(m Metric) bool {
	switch o.Type {
	case OutcomeDays:
		return true
	case OutcomeTotal, OutcomeAverage:
		unit := unitName(o.Unit)
		return m.Kind != MetricNone && unit != "" && unit == unitName(m.unit())
	case OutcomeNone, OutcomeLevelUp, OutcomeLevelDown, OutcomeMilestones, OutcomeOneOff:
		return false
	}
	return false
}

// unit is the word for one of what the week counts; the kind's own name where
// the person gave none.
func (m Metric) unit() string {
	if m.Unit != "" {
		return m.Unit
	}
	return string(m.Kind)
}

// unitName makes two spellings of one unit equal.
func unitName(s string) string {
	s = strings.ToLower(strings.TrimSpace(s))
	switch s {
	case "min", "mins", "minute":
		return string(MetricMinutes)
	}
	return s
}
