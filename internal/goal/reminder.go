package goal

import "time"

// What a reminder keeps to (method 11, ruling 141).
const (
	askLate   = 2 * time.Hour // after its minute a reminder is silent from then on
	quietFrom = 22            // o'clock: quiet hours bind what is late, never the chosen minute
	quietTo   = 7
)

// Reminder is when a person wants to be asked: off until somebody sets it, one
// minute of the day, on chosen weekdays (method 11, ruling 139).
type Reminder struct {
	Minute   int      `json:"minute"`   // of the clock, 0-1439
	Weekdays Weekdays `json:"weekdays"` // chosen ones
	Since    int64    `json:"since"`    // ms UTC, when it was set: it asks from its next minute on
}

// SetReminder sets when a person is asked; an empty one says never.
type SetReminder struct {
	Minute   int      `json:"minute,omitempty"`   // of the clock, 0-1439
	Weekdays Weekdays `json:"weekdays,omitempty"` // none: off
}

func (b SetReminder) check() error {
	switch {
	case b.Minute < 0 || b.Minute >= 24*60:
		return Invalid("minute", "error.reminder.minute")
	case b.Weekdays >= 1<<7:
		return Invalid("weekdays", "error.reminder.weekdays")
	}
	return nil
}

// FoldReminder is the reminder that the live entries set last; nil for none.
func FoldReminder(entries []Entry) *Reminder {
	var r *Reminder
	for _, e := range entries {
		b, ok := e.Body.(SetReminder)
		switch {
		case !ok || e.Undone:
		case b.Weekdays == 0:
			r = nil
		default:
			r = &Reminder{b.Minute, b.Weekdays, e.At}
		}
	}
	return r
}

// Next is the first instant (ms UTC) after another at which the reminder falls due.
// A flight over the date line may skip the one weekday that was chosen.
func (r Reminder) Next(c Calendar, after int64) (int64, bool) {
	d := c.DayAt(after)
	for next := d - 1; next <= d+15; next++ {
		if at, ok := r.due(c, next); ok && at > after {
			return at, true
		}
	}
	return 0, false
}

// NextLook is the first instant at which there may be something to ask: now, where
// the two hours of a day that has begun are not over.
func (r Reminder) NextLook(c Calendar, now int64) (int64, bool) {
	return r.Next(c, now-askLate.Milliseconds())
}

// Due is the instant (ms UTC) at which the reminder of a day falls due, by the
// clock that the person lives by then; not ok where the day has no such minute. A
// minute that summer time leaves out is due when the clock has jumped, unless that
// is another day by then; one that comes twice is due the first time; who flies has
// no second one on the same day.
func (c Calendar) Due(d Day, minute int) (int64, bool) {
	for i, z := range c.zones {
		from, to := c.bounds(d, z.loc)
		if i > 0 {
			from = max(from, z.from)
		}
		if i+1 < len(c.zones) {
			to = min(to, c.zones[i+1].from)
		}
		on := d
		if minute < c.rollover(d)*60 {
			on++ // the small hours belong to the day before
		}
		if at := firstAt(on, minute, z.loc).UnixMilli(); at >= from && at < to {
			return at, true
		}
	}
	return 0, false
}

// firstAt is the first instant at which the clock of a zone shows a minute of a
// date, or has jumped over it.
func firstAt(d Day, minute int, loc *time.Location) time.Time {
	y, m, day := d.Time().Date()
	at := time.Date(y, m, day, 0, minute, 0, 0, loc)
	start, end := at.ZoneBounds()
	if at.Hour()*60+at.Minute() != minute || dayOfTime(at) != d { // jumped over
		if jump := end; !jump.IsZero() && jump.Sub(at) <= at.Sub(start) {
			return jump
		}
		return start
	}
	if start.IsZero() {
		return at
	}
	_, before := start.Add(-time.Second).Zone()
	_, now := at.Zone()
	if earlier := at.Add(-time.Duration(before-now) * time.Second); before > now && earlier.Before(start) {
		return earlier
	}
	return at
}

// quiet says whether the clock shows a time at which nobody is disturbed.
func quiet(t time.Time) bool { return t.Hour() >= quietFrom || t.Hour() < quietTo }

// due is when the reminder of a day falls due (ms UTC); not ok where that weekday
// was not chosen, or the reminder was set later.
func (r Reminder) due(c Calendar, d Day) (int64, bool) {
	if !r.Weekdays.Has(d.Weekday()) {
		return 0, false
	}
	at, ok := c.Due(d, r.Minute)
	return at, ok && at >= r.Since
}

// until is when the reminder of a day that is due at an instant becomes silent (ms
// UTC): after two hours, at the end of its day, and in quiet hours, but for the
// chosen minute itself. The zone that the receiving device told last counts, too,
// nil where it told none.
func (c Calendar) until(d Day, from int64, device *time.Location) int64 {
	minute := time.UnixMilli(from).Truncate(time.Minute).Add(time.Minute).UnixMilli()
	until := from + askLate.Milliseconds()
	for at := from; at < until; at += time.Minute.Milliseconds() {
		t := c.Clock(at)
		if c.DayAt(at) != d || quiet(t) || device != nil && quiet(t.In(device)) {
			until = max(at, minute)
			break
		}
	}
	return until
}
