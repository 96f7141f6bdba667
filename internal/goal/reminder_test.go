package goal

import (
	"testing"
	"time"
)

// Ruling 147: when to look next, by the clock that the person lives by.
func TestRuling147TheNextLook(t *testing.T) {
	berlin := []ZoneFrom{{0, "Europe/Berlin"}}
	every := Weekdays(127)
	for _, c := range []struct {
		name  string
		zones []ZoneFrom
		r     Reminder
		after string
		want  string
	}{
		{"later today", berlin, Reminder{Minute: 450, Weekdays: every}, "2026-03-02T05:00:00Z", "2026-03-02T06:30:00Z"},
		{"tomorrow, once it is that minute", berlin, Reminder{Minute: 450, Weekdays: every}, "2026-03-02T06:30:00Z", "2026-03-03T06:30:00Z"},
		{"in the small hours", berlin, Reminder{Minute: 60, Weekdays: every}, "2026-03-02T12:00:00Z", "2026-03-03T00:00:00Z"},
		{"over summer time", berlin, Reminder{Minute: 450, Weekdays: every}, "2026-03-28T07:00:00Z", "2026-03-29T05:30:00Z"},
		{"next Monday", berlin, Reminder{Minute: 450, Weekdays: Weekdays(0).With(time.Monday)}, "2026-03-02T07:00:00Z", "2026-03-09T06:30:00Z"},
		{"not before it was set", berlin, Reminder{Minute: 450, Weekdays: every, Since: at(t, "2026-03-02T06:30:01Z")}, "2026-03-02T05:00:00Z", "2026-03-03T06:30:00Z"},
	} {
		cal := NewCalendar(Settings{Zones: c.zones}, time.LoadLocation)
		got, ok := c.r.Next(cal, at(t, c.after))
		if !ok || got != at(t, c.want) {
			t.Errorf("%s: %s %t, want %s", c.name, time.UnixMilli(got).UTC().Format(time.RFC3339), ok, c.want)
		}
	}
	cal := NewCalendar(Settings{Zones: berlin}, time.LoadLocation)
	r := Reminder{Minute: 450, Weekdays: every}
	if got, _ := r.NextLook(cal, at(t, "2026-03-02T08:29:00Z")); got != at(t, "2026-03-02T06:30:00Z") {
		t.Errorf("within its two hours the day is looked at: %d", got)
	}
	if _, ok := (Reminder{}).Next(cal, 0); ok {
		t.Error("without a weekday there is no next one")
	}
}

// Ruling 139: off until somebody sets it; the last word holds, and what is taken back
// brings the one before.
func TestRuling139TheLastWordHolds(t *testing.T) {
	set := func(at int64, minute int, w Weekdays) Entry {
		return Entry{Command: Command{At: at, Body: SetReminder{minute, w}}}
	}
	undone := set(3, 30, 1)
	undone.Undone = true
	for name, c := range map[string]struct {
		entries []Entry
		want    *Reminder
	}{
		"nothing was said":   {nil, nil},
		"set":                {[]Entry{set(1, 10, 127)}, &Reminder{10, 127, 1}},
		"set anew":           {[]Entry{set(1, 10, 127), set(2, 20, 3)}, &Reminder{20, 3, 2}},
		"taken back":         {[]Entry{set(1, 10, 127), undone}, &Reminder{10, 127, 1}},
		"switched off":       {[]Entry{set(1, 10, 127), set(2, 10, 0)}, nil},
		"and taken back all": {[]Entry{undone}, nil},
	} {
		got := FoldReminder(c.entries)
		if (got == nil) != (c.want == nil) || got != nil && *got != *c.want {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}
