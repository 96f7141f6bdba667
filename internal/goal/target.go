package goal

// TargetChange is a new weekly target (method 7.3, ruling 51). When the number
// cannot move by a fair amount, sessions become longer or shorter instead.
type TargetChange struct {
	From       float64 `json:"from"`
	To         float64 `json:"to"`
	Alternates bool    `json:"alternates,omitempty"` // To in odd weeks, To+1 in even ones
	// SessionFrom and SessionTo are another length of a session, in minutes; zero
	// when it stays. Session is the factor that older journals hold.
	SessionFrom float64 `json:"session_from,omitempty"`
	SessionTo   float64 `json:"session_to,omitempty"`
	Session     float64 `json:"session,omitempty"`
}

// Factors of method 7.3 and rulings 32 and 51.
const (
	growFactor      = 1.1
	growAtMost      = 1.2
	lowerFactor     = 0.8
	deviationFactor = 0.6
	alternateFrom   = 2   // from this count on, weeks can alternate
	alternateDaysTo = 4   // of days a week, up to this one
	wordlessTo      = 2   // sessions up to this number grow in length
	longestSession  = 120 // minutes
	largeAmount     = 50  // from here on minutes move in fives, and units by shares
	largeUnit       = 5
)

// Plot is what a weekly target has to fit into: its metric, the weekdays of rest
// and the minutes of the step.
type Plot struct {
	Metric Metric
	Rest   Weekdays
	Step   float64
}

// fits says whether a week has room for a number of sessions or days.
func (p Plot) fits(target float64) bool {
	days := weekLength - float64(p.Rest.Len())
	switch p.Metric.Kind {
	case MetricSessions:
		return target <= float64(p.Metric.cap())*days
	case MetricDays:
		return target <= days
	case MetricNone, MetricMinutes, MetricUnits, MetricCustom:
	}
	return true
}

// Grow is the next larger weekly target, 10 to 20 percent up; not ok where there
// is none. An alternating target grows into the larger of its two numbers.
func (p Plot) Grow() (TargetChange, bool) {
	m, t := p.Metric, p.Metric.Target
	switch {
	case m.Alternates:
		if p.fits(t + 1) {
			return TargetChange{From: t, To: t + 1}, true
		}
		return p.longer()
	case m.Kind == MetricMinutes:
		u := roundUnit(t)
		return TargetChange{From: t, To: max(t+u, halfUp(growFactor*t/u)*u)}, true
	case m.Kind.CountsUnits() && t >= largeAmount:
		return TargetChange{From: t, To: halfUp(growFactor * t)}, true
	case m.Kind == MetricSessions && t <= wordlessTo && m.SessionMin > 0:
		return p.longer()
	}
	c := TargetChange{From: t, To: ceiling(growFactor * t)}
	if m.Kind == MetricDays && t <= alternateDaysTo {
		c.To, c.Alternates = t, true
	} else if c.To > growAtMost*t+roundingSlack {
		c.To, c.Alternates = t, true
		if t < alternateFrom {
			return TargetChange{}, false
		}
	}
	most := c.To
	if c.Alternates {
		most++
	}
	if !p.fits(most) {
		return p.longer()
	}
	return c, true
}

// longer sessions by a tenth, at least a minute. A metric without session_min counts
// by the person's own words: no minutes are invented for it.
func (p Plot) longer() (TargetChange, bool) {
	was := p.Metric.SessionMin
	to := min(longestSession, max(was+1, halfUp(growFactor*was)))
	if p.Metric.Kind != MetricSessions || was <= 0 || to <= was {
		return TargetChange{}, false
	}
	return TargetChange{From: p.Metric.Target, To: p.Metric.Target, SessionFrom: was, SessionTo: to}, true
}

// Lower is the next smaller weekly target, about 20 percent down; not ok where
// there is none. An alternating one keeps its smaller number in every week.
func (p Plot) Lower() (TargetChange, bool) {
	m, t := p.Metric, p.Metric.Target
	c := TargetChange{From: t, To: max(1, floored(lowerFactor*t))}
	switch {
	case m.Alternates:
		c.To = t
		return c, p.fits(t)
	case m.Kind == MetricMinutes:
		u := roundUnit(t)
		c.To = max(1, halfUp(lowerFactor*t/u)*u)
	case m.Kind.CountsUnits() && t >= largeAmount:
		c.To = halfUp(lowerFactor * t)
	case m.Kind == MetricSessions && t <= 1:
		was := m.SessionMin
		c = TargetChange{From: t, To: t, SessionFrom: was, SessionTo: max(p.Step+1, halfUp(lowerFactor*was))}
		return c, was > 0 && c.SessionTo < was
	}
	return c, c.To < t && p.fits(c.To)
}

// EaseTarget is the target of a lighter week: six tenths, rounded half up to
// the unit, at least 1 and never more than before (ruling 32). Only minutes move
// in fives.
func EaseTarget(m Metric) TargetChange {
	t, u := m.Target, 1.0
	if m.Kind == MetricMinutes {
		u = roundUnit(t)
	}
	return TargetChange{From: t, To: min(t, max(1, halfUp(deviationFactor*t/u)*u))}
}

// WeekTarget is what a week with so many in-plan days is asked for: its share
// of a full week's number, rounded half up, at least 1 (method 3.2, ruling 6).
func WeekTarget(target float64, days int) float64 {
	return max(1, halfUp(target*float64(days)/weekLength))
}

// roundUnit is the unit in which minutes move: fives from 50 on.
func roundUnit(target float64) float64 {
	if target >= largeAmount {
		return largeUnit
	}
	return 1
}
