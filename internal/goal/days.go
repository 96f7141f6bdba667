package goal

// Life is a goal's days from the first to today, each with what it counts as.
type Life struct {
	First   Day
	Today   Day
	Days    []DayStatus
	Letters []Letter
	plans   []Plan
	goal    Goal
	cal     Calendar
	stored  Letters
	// over: today is looked back at, and what nothing was said of is no longer open.
	over bool
}

// newLife lays plan, pauses and covers over what was logged.
func newLife(g Goal, letters Letters, cal Calendar, today Day) Life {
	return layOut(g, letters, cal, today, false)
}

func layOut(g Goal, letters Letters, cal Calendar, today Day, over bool) Life {
	first := g.Begun
	if g.Source != nil && g.Source.First != 0 && (first == 0 || g.Source.First < first) {
		first = g.Source.First
	}
	l := Life{First: first, Today: today, plans: g.Plans(), goal: g, cal: cal, stored: letters, over: over}
	l.Letters = letters.span(first, today)
	l.Days = make([]DayStatus, len(l.Letters))
	next := 0
	plan := PlanOn(l.plans, first)
	for i, letter := range l.Letters {
		d := first + Day(i)
		for next < len(l.plans) && l.plans[next].From <= d {
			plan = l.plans[next]
			next++
		}
		l.Days[i] = l.status(d, letter, plan.Rest)
	}
	return l
}

func (l *Life) status(d Day, letter Letter, rest Weekdays) DayStatus {
	g := &l.goal
	switch {
	case letter == LetterDone || letter == LetterMore:
		return DayDone
	case d < l.First || !g.asked(d):
		return DayNone
	case d <= l.Today && g.covered(d):
		return DayCovered
	case g.paused(d):
		return DayPause
	case letter == LetterRest || letter == LetterNone && (rest.Has(d.Weekday()) || l.cal.autoRest(d)):
		return DayRest
	case letter == LetterMissed:
		return DayMissed
	case d > l.Today || d == l.Today && !l.over:
		return DayOpen
	case g.Source != nil && !g.Source.Daily() && d < g.Source.Asked:
		return DayNone
	}
	return DayUnlogged
}

// asked is asksOf with the days of an imported history before the goal's own.
func (g *Goal) asked(d Day) bool {
	if g.Source != nil && d >= g.Source.First && d <= g.Source.Last {
		return true
	}
	return g.asksOf(d)
}

// On is what a day counts as; days to come are what plan, pauses and a rest
// tapped ahead make them.
func (l Life) On(d Day) DayStatus {
	if i := int(d - l.First); i >= 0 && i < len(l.Days) {
		return l.Days[i]
	}
	if d < l.First {
		return DayNone
	}
	letter := l.stored.on(d)
	if letter != LetterRest { // seen from here the day has not come
		letter = LetterNone
	}
	return l.status(d, letter, planAt(l.plans, d).Rest)
}

// Letter that is stored for a day.
func (l Life) Letter(d Day) Letter {
	if i := int(d - l.First); i >= 0 && i < len(l.Letters) {
		return l.Letters[i]
	}
	return LetterNone
}

// Plan in force on a day.
func (l Life) Plan(d Day) Plan { return PlanOn(l.plans, d) }

// closed are the statuses up to the last day that is not open.
func (l Life) closed() []DayStatus {
	n := len(l.Days)
	for n > 0 && l.Days[n-1] == DayOpen {
		n--
	}
	return l.Days[:n]
}

// inPlan says whether a day belongs to a season's ninety: every asked day that
// is not a pause (method 14 g).
func inPlan(s DayStatus) bool { return s != DayPause && s != DayNone }

// SeasonDays walks a season: calls f with every day from the season's first on
// and its number among the in-plan days (0 for a pause), until f says stop.
func (l Life) walkSeason(s Season, f func(d Day, number int, st DayStatus) bool) {
	n := 0
	// A pause without an end would never come to day ninety.
	limit := max(l.Today, s.First) + 400
	for d := s.First; d <= limit; d++ {
		st := l.On(d)
		number := 0
		if inPlan(st) {
			n++
			number = n
		}
		if !f(d, number, st) {
			return
		}
	}
}

// dayNumber is the number of a day among the season's in-plan days; of a
// paused day it is that of the last in-plan day before it.
func (l Life) dayNumber(s Season, d Day) int {
	n := 0
	l.walkSeason(s, func(x Day, number int, _ DayStatus) bool {
		if x > d {
			return false
		}
		n = max(n, number)
		return true
	})
	return n
}

// lastDay is the season's last: its ninetieth in-plan day, as far as can be seen
// now, or an earlier one on which it was left. No day while an open pause hides
// it (ruling 45).
func (l Life) lastDay(s Season) Day {
	var last Day
	left := l.leftOn(s)
	l.walkSeason(s, func(d Day, number int, _ DayStatus) bool {
		if number == SeasonDays || d == left {
			last = d
		}
		return last == 0
	})
	return last
}

// leftOn is the day on which a season was left, whatever its number: the eve of
// the next season, or the day on which the goal was kept or ended. Zero while it
// was not. A pause that was set backwards moves day ninety, but never past this.
func (l Life) leftOn(s Season) Day {
	left := Day(0)
	at := func(d Day) {
		if d >= s.First && (left == 0 || d < left) {
			left = d
		}
	}
	for _, next := range l.goal.Seasons {
		if next.First > s.First {
			at(next.First - 1)
		}
	}
	for _, c := range l.goal.Statuses {
		if c.To == StatusKept || c.To == StatusEnded {
			at(l.cal.DayAt(c.At))
		}
	}
	return left
}

// leftEarly says that the season was not walked to its end: the goal was kept or
// ended before day ninety. Nothing is decided then.
func (l Life) leftEarly(s Season) bool {
	for _, c := range l.goal.Statuses {
		if d := l.cal.DayAt(c.At); (c.To == StatusKept || c.To == StatusEnded) && d >= s.First && l.lastDay(s) == d {
			return l.dayNumber(s, d) < SeasonDays
		}
	}
	return false
}

// consistencyScore is the exponential score of the closed days, 0-1; nil
// before the first one (ruling 25).
func (l Life) consistencyScore(amounts map[Day]float64) *float64 {
	if l.goal.Source == nil {
		return dailyScore(l.closed())
	}
	scores := l.consistencySeries(amounts)
	if len(scores) == 0 {
		return nil
	}
	return &scores[len(scores)-1]
}

// consistencySeries is the score after each closed day, from the first day on.
func (l Life) consistencySeries(amounts map[Day]float64) []float64 {
	closed := l.closed()
	ticks := make([]tick, 0, len(closed))
	for i, s := range closed {
		t := tick{Skip: !s.active()}
		if s == DayDone {
			t.Value = 1
		}
		if src := l.goal.Source; src != nil && src.Kind != HabitYesNo {
			t.Value = amounts[l.First+Day(i)]
		}
		if src := l.goal.Source; src != nil && s == DayNone {
			t.Skip = false
		}
		ticks = append(ticks, t)
	}
	return l.scores(ticks)
}

func (l Life) scores(ticks []tick) []float64 {
	src := l.goal.Source
	if src == nil {
		return consistency(daily(), ticks)
	}
	f := frequency{Num: max(1, src.Num), Den: max(1, src.Den)}
	switch src.Kind {
	case HabitAtLeast:
		return consistencyAtLeast(f, src.Target, ticks)
	case HabitAtMost:
		return consistencyAtMost(f, src.Target, ticks)
	default:
		return consistency(f, ticks)
	}
}
