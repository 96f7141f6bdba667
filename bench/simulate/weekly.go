package main

import (
	"math"

	"github.com/ippo-app/ippo/internal/goal"
)

// firstPlan is what a person sets out with: so many full sessions a week, of a
// length that is comfortable times optimism, and a step for every day. What
// the week counts is minutes, sessions of that length, or days.
func (l *run) firstPlan() {
	l.kind, l.floor = l.p.kind(l.w), l.p.step()
	ask := l.p.ask(l.w)
	l.spread(l.p.fulls(l.kind))
	if l.kind == goal.MetricMinutes {
		l.target = math.Round(fullDays * ask) // whole minutes a week, as a person would write it
		l.full = l.target / fullDays
		return
	}
	l.full = max(l.floor+1, math.Round(ask))
	l.target = float64(l.p.fulls(l.kind))
}

// spread lays full sessions over the first weekdays that are not for rest. Those
// of a plan in minutes are on Monday to Friday, whatever rests.
func (l *run) spread(number int) {
	l.fulls = [weekDays]bool{}
	for wd := range l.fulls {
		if number > 0 && (!l.rest[wd] || l.kind == goal.MetricMinutes) {
			l.fulls[wd] = true
			number--
		}
	}
}

// scale asks for longer or shorter full sessions; where the week counts
// minutes, its number goes with them.
func (l *run) scale(factor float64) {
	l.full *= factor
	if l.kind == goal.MetricMinutes {
		l.target *= factor
	}
}

// adds is what a day adds to the week's number.
func (l *run) adds(t int) float64 {
	switch {
	case l.kind == goal.MetricMinutes:
		return l.minutes[t]
	case l.kind == goal.MetricSessions && l.minutes[t] >= l.full, l.kind == goal.MetricDays && l.status[t] == goal.DayDone:
		return 1
	}
	return 0
}

// ask lets the life follow a plan of our own code from a Monday on.
func (l *run) ask(p goal.Plan, monday goal.Day) {
	l.target, l.floor = weekNumber(p.Metric, p.MetricFrom, monday), p.Step.Minutes
	switch l.kind {
	case goal.MetricSessions:
		l.full = p.Metric.SessionMin
		l.spread(int(l.target))
	case goal.MetricDays:
		l.spread(int(l.target))
	default:
		l.full = l.target / fullDays
	}
}

// weekNumber is the number of one week: an alternating one is larger by one in
// every second week from that of its first day (ruling 32).
func weekNumber(m goal.Metric, from, monday goal.Day) float64 {
	weeksOn := int(monday-firstDay())/weekDays - int(from-firstDay())/weekDays
	if m.Alternates && weeksOn%2 == 1 {
		return m.Target + 1
	}
	return m.Target
}
