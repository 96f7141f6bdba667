package goal

import (
	"strconv"
	"strings"
)

// decimal is a number as people write it, with a point or a comma.
var decimal = lazy(`^[+-]?(\d+([.,]\d*)?|[.,]\d+)$`)

// maxReadiness is the top of the readiness of a one-off.
const maxReadiness = 10

// ParseMeasurement reads what a person measured, by the outcome's type (ruling
// 28): an increment or a reading; m1 to m8; for a one-off yes, no, m1 to m6 or
// a readiness 0-10, which sets ready. The outcome's unit may follow a number.
// Outcomes that the day log feeds are refused by the caller, who knows the
// metric: see [Outcome.FedByLog].
func ParseMeasurement(o Outcome, s string) (value float64, milestone int, yes *bool, ready bool, err error) {
	s = strings.ToLower(strings.TrimSpace(s))
	switch o.Type {
	case OutcomeNone:
		return 0, 0, nil, false, Invalid("value", "error.measure.no_outcome")
	case OutcomeDays:
		return 0, 0, nil, false, Invalid("value", "error.measure.from_log")
	case OutcomeTotal, OutcomeAverage, OutcomeLevelUp, OutcomeLevelDown:
		value, err = o.parseNumber(s)
		return value, 0, nil, false, err
	case OutcomeMilestones:
		milestone, err = o.parseMilestone(s)
		return 0, milestone, nil, false, err
	case OutcomeOneOff:
		return o.parseOneOff(s)
	}
	return 0, 0, nil, false, Invalid("value", "error.outcome.type", string(o.Type))
}

func (o Outcome) parseNumber(s string) (float64, error) {
	number := strings.TrimSpace(strings.TrimSuffix(s, strings.ToLower(strings.TrimSpace(o.Unit))))
	number = strings.Replace(number, "−", "-", 1)
	if !decimal().MatchString(number) {
		return 0, Invalid("value", "error.measure.number", s)
	}
	x, err := strconv.ParseFloat(strings.Replace(number, ",", ".", 1), 64)
	if err != nil || x > MaxNumber || x < -MaxNumber {
		return 0, Invalid("value", "error.measure.number", s)
	}
	return x, nil
}

func (o Outcome) parseMilestone(s string) (int, error) {
	digits, marked := strings.CutPrefix(s, "m")
	if !marked || len(digits) != 1 || digits < "1" || digits > "9" || int(digits[0]-'0') > len(o.Milestones) {
		return 0, Invalid("value", "error.measure.milestone", s, len(o.Milestones))
	}
	return int(digits[0] - '0'), nil
}

func (o Outcome) parseOneOff(s string) (value float64, milestone int, yes *bool, ready bool, err error) {
	if s == "yes" || s == "no" {
		happened := s == "yes"
		return 0, 0, &happened, false, nil
	}
	if strings.HasPrefix(s, "m") && len(o.Milestones) > 0 {
		milestone, err = o.parseMilestone(s)
		return 0, milestone, nil, false, err
	}
	o.Unit = ""
	value, err = o.parseNumber(s)
	if err != nil || value < 0 || value > maxReadiness {
		return 0, 0, nil, false, Invalid("value", "error.measure.one_off", s)
	}
	return value, 0, nil, true, nil
}
