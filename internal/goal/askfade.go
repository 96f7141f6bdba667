package goal

import "slices"

// What an unanswered reminder does (method 11, ruling 142).
const (
	fadeAfter  = 3  // unanswered within
	fadeWithin = 7  // days: every other chosen day from then on
	stopAfter  = 14 // days since the last answer, with at least
	stopLeast  = 4  // sent since: it stops
)

// Fading is how far reminders have withdrawn: every chosen day, every other, none.
type Fading int

// The three ways of a reminder.
const (
	Everyday Fading = iota
	EveryOther
	Stopped // until the next answer, and said once
)

// Fading of a person's reminders as of today. One answer, by whichever door, and
// every chosen day is asked again.
func (a Asking) Fading() Fading { return a.fade().way }

type fade struct {
	way  Fading
	last Day // of the last reminder, 0 without any
}

func (a Asking) fade() fade {
	today := a.Calendar.DayAt(a.Now)
	answer := a.lastAnswer(today)
	var f fade
	var open []Day // unanswered, since the last answer
	for _, s := range a.Sent {
		if s.Day < today {
			f.last = s.Day
			if s.Day > answer && s.Question.answerable() {
				open = append(open, s.Day)
			}
		}
	}
	for i := fadeAfter - 1; i < len(open); i++ {
		if open[i]-open[i-fadeAfter+1] < fadeWithin {
			f.way = EveryOther
		}
	}
	if len(open) >= stopLeast && today-answer >= stopAfter {
		f.way = Stopped
	}
	return f
}

// asks says whether a day is asked for in this state. Every other chosen day is one
// whose chosen day before brought nothing.
func (f fade) asks(a Asking, d Day) bool {
	switch f.way {
	case Everyday:
		return true
	case EveryOther:
		before := d - 1
		for before > d-fadeWithin && !a.Reminder.Weekdays.Has(before.Weekday()) {
			before--
		}
		return f.last < before
	default:
		return false
	}
}

// lastAnswer is the last day before today of which something was said: a stamp, a
// skip, a rest, or a pause. A day that was stamped today is answered, too. Before
// any answer it is the day on which the reminder was set.
func (a Asking) lastAnswer(today Day) Day {
	last := a.Calendar.DayAt(a.Reminder.Since)
	for _, g := range a.Goals {
		last = max(last, g.lastWord(last, today))
	}
	for _, l := range a.Kept {
		last = max(last, l.lastWord(last, today))
	}
	return last
}

// lastWord is the last day after one, up to another, that was stamped, skipped,
// rested by hand or paused.
func (l Look) lastWord(after, to Day) Day {
	for i, st := range slices.Backward(l.Life.Days) {
		d := l.Life.First + Day(i)
		if d <= after {
			break
		}
		if d <= to && (l.Life.Letters[i] != LetterNone || st == DayPause) {
			return d
		}
	}
	return after
}
