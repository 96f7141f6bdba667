package page

import (
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
)

// DayState is what a goal's day looks like to a page and its script: open, done, not
// (not today), rest, paused, or over when the season is.
func DayState(l goal.Look) string {
	switch {
	case l.SeasonOver && l.Status != goal.DayDone:
		return "over"
	case l.Status == goal.DayDone:
		return "done"
	case l.Status == goal.DayPause:
		return "paused"
	case l.Status == goal.DayRest:
		return "rest"
	case l.Status == goal.DayMissed:
		return "not"
	}
	return "open"
}

// CountsIn says which part of a stamp an amount in the metric's own unit is:
// "amount" or "minutes" (ruling 7).
func CountsIn(m goal.Metric) string {
	if m.Kind.CountsUnits() {
		return "amount"
	}
	return "minutes"
}

// MoreUnit is the unit in which "did more" is counted (ruling 7).
func MoreUnit(w *library.Words, m goal.Metric) string {
	if m.Kind.CountsUnits() {
		return w.Unit(m.Unit, 2)
	}
	return w.Say("web.more.minutes")
}

// LastStamp is the command of today's last stamp, for the form that takes it back;
// empty without one.
func LastStamp(l goal.Look) string {
	if n := len(l.Log.Amounts); n > 0 {
		return l.Log.Amounts[n-1].Command
	}
	return ""
}
