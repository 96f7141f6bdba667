package page

import (
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
)

// DayState of the hero's place.
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
	}
	return "open"
}

// CountsIn says which part of a stamp an amount in the metric's own unit is
// (ruling 7).
func CountsIn(m goal.Metric) string {
	if m.Kind.CountsUnits() {
		return "amount"
	}
	return "minutes"
}

// unit in which "did more" is counted (ruling 7).
func MoreUnit(w *library.Words, m goal.Metric) string {
	if m.Kind.CountsUnits() {
		return w.Unit(m.Unit, 2)
	}
	return w.Say("web.more.minutes")
}

// LastStamp of today, for the form that takes it back.
func LastStamp(l goal.Look) string {
	if n := len(l.Log.Amounts); n > 0 {
		return l.Log.Amounts[n-1].Command
	}
	return ""
}
