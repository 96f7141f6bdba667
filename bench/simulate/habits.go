package main

import (
	"math/rand/v2"

	"github.com/ippo-app/ippo/internal/goal"
)

// Numbers of the second round (ruling 58), all our own.
const (
	silencesAtMost  = 2
	silenceFrom     = 10 // day
	silenceUntil    = 75
	silenceShortest = 5 // days
	silenceLongest  = 21
	idleShare       = 0.5 // of the silent do nothing meanwhile; the others go on
	sessionsLow     = 2   // a week, of goals that count sessions
	sessionsHigh    = 5
	daysLow         = 3 // of goals that count days
	daysHigh        = 6
)

// habits are what somebody is like with a log, and what the goal counts: luck
// that the shares of a world make into traits, so that all settings share it.
type habits struct {
	counts, number                      float64
	away, idle, neverMissed, answerLuck float64
	gone                                [days]bool // days without a word, of those who go silent
}

func (h *habits) draw(r *rand.Rand) {
	h.counts, h.number = r.Float64(), r.Float64()
	h.away, h.idle, h.neverMissed, h.answerLuck = r.Float64(), r.Float64(), r.Float64(), r.Float64()
	h.gone = [days]bool{}
	for range 1 + r.IntN(silencesAtMost) {
		from := silenceFrom + r.IntN(silenceUntil-silenceFrom+1)
		for t := from; t < min(days, from+silenceShortest+r.IntN(silenceLongest-silenceShortest+1)); t++ {
			h.gone[t] = true
		}
	}
}

// kind is what the goal counts.
func (h *habits) kind(w *world) goal.MetricKind {
	switch u := h.counts; {
	case u < w[countingSessions]:
		return goal.MetricSessions
	case u < w[countingSessions]+w[countingDays]:
		return goal.MetricDays
	}
	return goal.MetricMinutes
}

// full sessions that the first plan asks for in a week.
func (h *habits) fulls(kind goal.MetricKind) int {
	number := map[goal.MetricKind][2]int{goal.MetricSessions: {sessionsLow, sessionsHigh}, goal.MetricDays: {daysLow, daysHigh}}
	n, ok := number[kind]
	if !ok {
		return fullDays
	}
	return n[0] + int(h.number*float64(n[1]-n[0]+1))
}

func (h *habits) goesAway(w *world) bool    { return h.away < w[goingAway] }
func (h *habits) logsNoMiss(w *world) bool  { return h.neverMissed < w[neverMissing] }
func (h *habits) answersDays(w *world) bool { return h.answerLuck < w[answering] }

// silent says whether nothing is logged on a day, come what may.
func (l *run) silent(t int) bool { return l.p.gone[t] && l.p.goesAway(l.w) }

// idle says whether nothing is done on it either.
func (l *run) idle(t int) bool { return l.silent(t) && l.p.idle < idleShare }

// idleDay goes by: the habit fades as on a miss, the shown chain breaks, and
// nobody is there who could be worn down by it or count it.
func (l *run) idleDay(t int) {
	l.status[t], l.shown[t] = goal.DayMissed, goal.DayUnlogged
	l.habit -= l.p.gain * l.w[rho] * l.habit
	l.after = max(0, l.after-1)
	l.shownChain(t)
}

// reviewed says whether the review of a week is made, and counts it. Who is
// silent makes none, except on the evening of the silence's last day.
func (l *run) reviewed(week int) bool {
	last := week*weekDays + weekDays - 1
	if l.silent(last) && (last+1 == days || l.silent(last+1)) || l.p.review[week] >= l.w[reviewing] {
		return false
	}
	l.made++
	return true
}

// answerLate says on a later evening what a day without a word was, with one tap:
// neither minutes nor a reason. Whoever never logs a miss does not do so then.
func (l *run) answerLate(t int) bool {
	done, missed := l.status[t] == goal.DayDone, l.status[t] == goal.DayMissed
	l.late[t] = done || missed && !l.p.logsNoMiss(l.w)
	return l.late[t]
}
