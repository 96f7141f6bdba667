package goal

import "slices"

// MendsTomorrow says whether a "not today", said or yet to be said, is mended by tomorrow's
// step: only where that mend would count (rulings 44 and 97), and where tomorrow asks for a
// step at all.
func (l Look) MendsTomorrow() bool {
	tomorrow := l.Today + 1
	if l.SeasonEnd != 0 && tomorrow > l.SeasonEnd || l.Life.On(tomorrow) != DayOpen {
		return false
	}
	days := slices.Clone(l.Life.closed())
	switch l.Status {
	case DayMissed:
	case DayOpen:
		days = append(days, DayMissed)
	default:
		return false
	}
	before, after := LinkUp(days), LinkUp(append(days, DayDone))
	return len(after.Gold) > len(before.Gold)
}

// LeftToday are the minutes that the day still has beside those that are logged (ruling 98).
func (l Look) LeftToday() float64 {
	sum, _ := l.Log.Minutes()
	return max(0, MaxMinutes-sum)
}

// FitsDay refuses a stamp whose minutes make more of its day than there are, with those
// of the day's other entries (ruling 98).
func FitsDay(e Entry, others []Entry, cal Calendar) error {
	b, ok := e.Body.(Stamp)
	if !ok || b.Minutes == nil {
		return nil
	}
	sum, _ := FoldDay(b.Goal, e.Day, others, cal).Minutes()
	if sum+*b.Minutes > MaxMinutes {
		return Invalid("minutes", "error.day.minutes")
	}
	return nil
}
