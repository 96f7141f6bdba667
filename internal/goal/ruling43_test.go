package goal

import (
	"strconv"
	"strings"
	"testing"
	"time"
)

// weekCase is a week of a season as the vectors write it: a word a day from Monday
// on. D done, S a session, S2 two, x20 an amount, m "not today", r a rest tapped,
// w a weekday of rest, wS a session on it, P paused, - not in the season, . no
// word yet.
type weekCase struct {
	name                     string
	metric                   Metric
	usual                    float64 // median of the week before; 0 for a season that begins now
	days                     string
	today                    time.Weekday
	target, done, left, room float64
	state                    WeekState
}

func TestRuling43WhatIsLeftOfAWeek(t *testing.T) {
	sessions, two := Metric{Kind: MetricSessions, Target: 3, SessionMin: 15}, Metric{Kind: MetricSessions, Target: 5, SessionMin: 15, Cap: 2}
	four := two
	four.Target = 4
	days := Metric{Kind: MetricDays, Target: 5}
	minutes, units := Metric{Kind: MetricMinutes, Target: 90}, Metric{Kind: MetricUnits, Target: 10}
	wed, thu, fri, sat, sun := time.Wednesday, time.Thursday, time.Friday, time.Saturday, time.Sunday
	for _, c := range []weekCase{
		{"before any word", sessions, 0, ". S . . . . w", fri, 3, 1, 2, 2, WeekTight},
		{"after a minimum stamp", sessions, 0, ". S . . D . w", fri, 3, 1, 2, 2, WeekTight},
		{"not today", sessions, 0, ". S . . m . w", fri, 3, 1, 2, 2, WeekTight},
		{"rest tapped today", sessions, 0, ". S . . r . w", fri, 3, 1, 2, 2, WeekTight},
		{"rest tapped ahead, on Saturday", sessions, 0, ". S . . . r w", fri, 3, 1, 2, 2, WeekTight},
		{"after a session", sessions, 0, ". S . . S . w", fri, 3, 2, 1, 1, WeekTight},
		{"Friday passed without one", sessions, 0, ". S . . D . w", sat, 3, 1, 2, 1, WeekOutOfReach},
		{"method 3.3, evening", sessions, 0, ". . S . . . .", wed, 3, 1, 2, 4, WeekRoom},
		{"method 3.3, Saturday", sessions, 0, ". . S . . . .", sat, 3, 1, 2, 2, WeekTight},
		{"method 3.3, Sunday", sessions, 0, ". . S . . . .", sun, 3, 1, 2, 1, WeekOutOfReach},
		{"cap 2, one today", two, 0, "S2 . . . . S .", sat, 5, 3, 2, 3, WeekRoom},
		{"cap 2, last day, one today", four, 0, "S2 . . . . . S", sun, 4, 3, 1, 1, WeekTight},
		{"today is a rest weekday", sessions, 0, "S . S . . . w", sun, 3, 2, 1, 0, WeekOutOfReach},
		{"and a session on it", sessions, 0, "S . S . . . wS", sun, 3, 3, 0, 0, WeekDone},
		{"pause from Saturday on", sessions, 0, "S . . . . P P", thu, 2, 1, 1, 2, WeekRoom},
		{"season ends on Saturday", sessions, 0, "S . . . . . -", fri, 3, 1, 2, 2, WeekTight},
		{"season begins on Thursday", sessions, 0, "- - - . . . .", thu, 2, 0, 2, 4, WeekRoom},
		{"season begins on Saturday", sessions, 0, "- - - - - . .", sat, 1, 0, 1, 2, WeekSettling},
		{"days, stamped", days, 0, "m m D . . . .", wed, 5, 1, 4, 4, WeekTight},
		{"days, not today", days, 0, "m m m . . . .", wed, 5, 0, 5, 5, WeekTight},
		{"days, a day later", days, 0, "m m m . . . .", thu, 5, 0, 5, 4, WeekOutOfReach},
		{"minutes, stamped with 20", minutes, 15, ". . . . . x20 .", sat, 90, 20, 70, 2, WeekTight},
		{"minutes, median 20", minutes, 20, ". . . . . x20 .", sat, 90, 20, 70, 2, WeekRoom},
		{"minutes, last day, rest weekday", minutes, 20, "x40 . x40 . . . w", sun, 90, 80, 10, 0, WeekOutOfReach},
		{"units, last day, stamped with 1", units, 1, "x4 . x3 . . . x1", sun, 10, 8, 2, 1, WeekRoom},
		{"units, first week, no amount yet", units, 0, ". . . . . . .", sun, 10, 0, 10, 1, WeekRoom},
	} {
		w := c.week()
		if w.Target != c.target || w.Done != c.done || max(0, w.Target-w.Done) != c.left || float64(w.Room) != c.room || w.State != c.state {
			t.Errorf("%s: T %v, done %v, room %d, %s; want %v, %v, %v, %s", c.name, w.Target, w.Done, w.Room, w.State, c.target, c.done, c.room, c.state)
		}
	}
}

// week lays the case out and looks at it.
func (c weekCase) week() Week {
	first := monday5
	words := strings.Fields(c.days)
	begun := first
	for i := 0; words[i] == "-"; i++ {
		begun++
	}
	switch {
	case c.usual > 0:
		begun -= 7
	case words[6] == "-":
		begun = first - 84 // the sixth day of this week is the ninetieth
	}
	today := first + Day((c.today+6)%7)
	g, _ := lifeOf(c.metric, begun, "", today)
	marks, logs := map[int]Marks{}, map[Day]DayLog{}
	put := func(d Day, log DayLog, l Letter) {
		m := marks[d.Year()]
		m.Year = d.Year()
		marks[d.Year()] = m.With(d, l)
		if log.Status != LogNone {
			log.Day = d
			logs[d] = log
		}
	}
	amount := func(x float64) DayLog {
		a := Amount{Minutes: &x}
		if c.metric.Kind.CountsUnits() {
			a = Amount{Amount: &x}
		}
		return DayLog{Status: LogDone, Amounts: []Amount{a}}
	}
	for d := first - 7; c.usual > 0 && d < first; d++ {
		put(d, amount(c.usual), LetterDone)
	}
	for i, word := range words {
		d := first + Day(i)
		if rest, ok := strings.CutPrefix(word, "w"); ok {
			rests := Weekdays(0).With(d.Weekday())
			g.Plan[0].Change.Rest = &rests
			word = rest
		}
		switch {
		case word == "D":
			put(d, DayLog{Status: LogDone}, LetterDone)
		case word == "m":
			put(d, DayLog{Status: LogMissed}, LetterMissed)
		case word == "r":
			put(d, DayLog{Status: LogRest}, LetterRest)
		case word == "P":
			g.Pauses = append(g.Pauses, Pause{From: d, To: d})
		case word == "S2":
			log := amount(20)
			log.Amounts = append(log.Amounts, log.Amounts[0])
			put(d, log, LetterMore)
		case word == "S":
			put(d, amount(20), LetterMore)
		case strings.HasPrefix(word, "x"):
			n, _ := strconv.ParseFloat(word[1:], 64)
			put(d, amount(n), LetterMore)
		}
	}
	var ms []Marks
	for _, m := range marks {
		ms = append(ms, m)
	}
	l := newLife(g, NewLetters(ms), NewCalendar(Settings{}, utc), today)
	return l.weekOf(g.Seasons[0], first, first+6, logs)
}
