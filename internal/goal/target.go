package goal

// TargetChange is a new weekly target (method 7.3). When the number cannot
// move by a fair amount it stays, and each session grows or shrinks instead.
type TargetChange struct {
	From       float64 `json:"from"`
	To         float64 `json:"to"`
	Alternates bool    `json:"alternates,omitempty"` // To in odd weeks, To+1 in even ones
	Session    float64 `json:"session,omitempty"`    // factor for a session's length; 0: unchanged
}

// Factors of method 7.3 and ruling 32.
const (
	growFactor      = 1.1
	growAtMost      = 1.2
	lowerFactor     = 0.8
	deviationFactor = 0.6
	longerSession   = 1.1
	shorterSession  = 0.8
	alternateFrom   = 3  // from this count on, weeks can alternate
	largeAmount     = 50 // from here on amounts move in fives
	largeUnit       = 5
)

// GrowTarget is the next larger weekly target, 10 to 20 percent up.
// Minutes are amounts; everything else is counted. An alternating target grows
// into the larger of its two numbers (ruling 32).
func GrowTarget(m Metric) TargetChange {
	t := m.Target
	if m.Alternates {
		return TargetChange{From: t, To: t + 1}
	}
	if m.Kind == MetricMinutes {
		u := roundUnit(t)
		return TargetChange{From: t, To: max(t+u, halfUp(growFactor*t/u)*u)}
	}
	next := ceiling(growFactor * t)
	alternates := next > growAtMost*t+roundingSlack
	if alternates {
		next = t
	}
	room := m.Kind != MetricDays || t+1 <= weekLength
	switch {
	case room && (!alternates || t >= alternateFrom):
		return TargetChange{From: t, To: next, Alternates: alternates}
	default:
		return TargetChange{From: t, To: t, Session: longerSession}
	}
}

// LowerTarget is the next smaller weekly target, about 20 percent down.
func LowerTarget(m Metric) TargetChange {
	t := m.Target
	lower := max(1, floored(lowerFactor*t))
	if m.Kind == MetricMinutes {
		u := roundUnit(t)
		lower = max(1, halfUp(lowerFactor*t/u)*u)
	}
	if lower >= t {
		return TargetChange{From: t, To: t, Session: shorterSession}
	}
	return TargetChange{From: t, To: lower}
}

// EaseTarget is the target of a lighter week: six tenths, rounded half up to
// the unit, at least 1 and never more than before (ruling 32).
func EaseTarget(m Metric) TargetChange {
	t, u := m.Target, roundUnit(m.Target)
	return TargetChange{From: t, To: min(t, max(1, halfUp(deviationFactor*t/u)*u))}
}

// WeekTarget is what a week with so many in-plan days is asked for: its share
// of a full week's number, rounded half up, at least 1 (method 3.2, ruling 6).
func WeekTarget(target float64, days int) float64 {
	return max(1, halfUp(target*float64(days)/weekLength))
}

// roundUnit is the unit in which a target moves: fives from 50 on.
func roundUnit(target float64) float64 {
	if target >= largeAmount {
		return largeUnit
	}
	return 1
}
