package goal

// dayMinutes are what was logged on a day, or the step's minutes for a bare tick
// while nothing is logged that day (ruling 7).
func dayMinutes(l DayLog, p Plan) float64 {
	if m, logged := l.Minutes(); logged {
		return m
	}
	if l.Status == LogDone {
		return p.Step.Minutes
	}
	return 0
}

// Sessions of a day: logged amounts that reach session_min or are marked full,
// at most cap; failing that one if the day's minutes reach it (ruling 7).
func Sessions(l DayLog, p Plan) int {
	n := 0
	for _, a := range l.Amounts {
		if a.Full || (p.Metric.SessionMin > 0 && a.Minutes != nil && *a.Minutes >= p.Metric.SessionMin) {
			n++
		}
	}
	if n == 0 && p.Metric.SessionMin > 0 && l.Status == LogDone && dayMinutes(l, p) >= p.Metric.SessionMin {
		n = 1
	}
	return min(n, p.Metric.cap())
}

func (m Metric) cap() int { return max(1, m.Cap) }

// moreThanStep says whether the day's seal is full: it holds a session or a full mark,
// or more than the step asked (ruling 7).
func moreThanStep(l DayLog, p Plan) bool {
	if l.Status != LogDone {
		return false
	}
	for _, a := range l.Amounts {
		if a.Full {
			return true
		}
	}
	if p.Metric.Kind == MetricSessions && Sessions(l, p) > 0 {
		return true
	}
	if m, logged := l.Minutes(); logged && m > p.Step.Minutes {
		return true
	}
	u, logged := l.Units()
	return logged && u > p.Step.Amount
}

// addsToWeek is what a day adds to the week, in the metric's unit.
func addsToWeek(l DayLog, p Plan) float64 {
	switch p.Metric.Kind {
	case MetricSessions:
		return float64(Sessions(l, p))
	case MetricMinutes:
		return dayMinutes(l, p)
	case MetricDays:
		if l.Status == LogDone {
			return 1
		}
	case MetricUnits, MetricCustom:
		if u, logged := l.Units(); logged {
			return u
		}
		if l.Status == LogDone {
			return p.Step.Amount
		}
	case MetricNone:
	}
	return 0
}
