package goal

// revisionStart is the first day of a revision (ruling 5): what changes kind,
// unit, cap, session_min or rest weekdays waits for the next week; all else
// begins today while today is open, else tomorrow. What goes back to today's wait
// too while something else is to come with the next week: it was said later, and
// what is to come would undo it if it began today.
func (l Look) revisionStart(c PlanChange, from Day) Day {
	start := l.Today
	if l.Status != DayOpen {
		start++
	}
	_, last := l.Calendar.Week(l.Today)
	if c.changesWeek(l.Plan) || c.goesBack(l.Plan, l.Life.Plan(last+1)) {
		start = last + 1
	}
	return max(start, from)
}

func (c PlanChange) changesWeek(p Plan) bool {
	if c.Rest != nil && *c.Rest != p.Rest {
		return true
	}
	if m := c.Metric; m != nil {
		return m.Kind != p.Metric.Kind || m.Unit != p.Metric.Unit || m.Cap != p.Metric.Cap || m.SessionMin != p.Metric.SessionMin
	}
	return false
}

// goesBack says whether a change is today's plan again and takes back what is to
// come with the next week.
func (c PlanChange) goesBack(today, next Plan) bool {
	m := c.Metric
	return c.Rest != nil && *c.Rest != next.Rest || m != nil && *m == today.Metric && c.changesWeek(next)
}

// CanCover says whether a reserve may be used on a day (ruling 10).
func (l Look) CanCover(d Day) error {
	if d > l.Today || d < l.Today-BackfillDays {
		return Invalid("day", "error.cover.window")
	}
	if st := l.Life.On(d); !st.Miss() {
		return Conflict("day", "error.cover.not_missed")
	}
	for p := d - 1; ; p-- {
		st := l.Life.On(p)
		if p < l.Life.First || st == DayDone {
			return Conflict("day", "error.cover.first_miss")
		}
		if st.Miss() || st == DayCovered {
			break
		}
	}
	s, ok := l.Goal.Season(d)
	if !ok || l.Goal.Status == StatusKept {
		return Conflict("day", "error.cover.none_left")
	}
	n := l.Life.dayNumber(s, d)
	if n > SeasonDays || l.Life.coversInBlock(s, n) >= l.Life.Plan(d).Reserves {
		return Conflict("day", "error.cover.none_left")
	}
	return nil
}

// LighterWeek is the one week of the grid that R3 and R4 make lighter: the first
// that begins after the review, or, on the first or second day of a week after the
// one that was looked at, what is left of that (ruling 53).
func (l Look) LighterWeek(weekEnd Day) (first, last Day) {
	first, last = l.Calendar.Week(l.Today)
	if first <= weekEnd || l.Today > first+1 {
		return l.Calendar.Week(last + 1)
	}
	if l.Status == DayOpen {
		return l.Today, last
	}
	return l.Today + 1, last
}

// SuggestedStart is the first day of what a review suggests.
func (l Look) SuggestedStart(s Suggestion, c PlanChange, weekEnd Day) Day {
	if s.Days > 0 {
		first, _ := l.LighterWeek(weekEnd)
		return first
	}
	return l.ReviewStart(c, weekEnd)
}

// ReviewStart is the first day of a review's change: the day after the week
// that was looked at, but never before today allows (ruling 5).
func (l Look) ReviewStart(c PlanChange, weekEnd Day) Day {
	return l.revisionStart(c, weekEnd+1)
}
