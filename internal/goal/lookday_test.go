package goal

import "testing"

// Ruling 97: a "not today" is mended by tomorrow's step only where that mend would count, and
// tomorrow asks for a step.
func TestRuling97WhatTomorrowMends(t *testing.T) {
	for _, c := range []struct {
		days string // up to today
		rest bool   // tomorrow is a rest day of the plan
		want bool
	}{
		{"", false, false}, // nothing is before it in a chain
		{"M", false, false},
		{"D", false, true},
		{"DM", false, true},
		{"DM", true, false},
		{"DD", false, true},
		{"DMM", false, false}, // the chain rests
		{"DMDM", false, true},
	} {
		today := monday5 + Day(len(c.days)) // open
		if n := len(c.days); n > 0 && c.days[n-1] == 'M' {
			today-- // said already
		}
		g := goalOf()
		if c.rest {
			g.Plan[0].Change.Rest = new(Weekdays(0).With((today + 1).Weekday()))
		}
		m := Marks{Goal: g.ID, Year: 2026}
		for i, x := range c.days {
			letter := LetterDone
			if x == 'M' {
				letter = LetterMissed
			}
			m = m.With(monday5+Day(i), letter)
		}
		l := See(Sight{Goal: g, Letters: NewLetters([]Marks{m}), Calendar: NewCalendar(Settings{}, utc), Today: today})
		if got := l.MendsTomorrow(); got != c.want {
			t.Errorf("%q, tomorrow rests %t: %t (today %v)", c.days, c.rest, got, l.Status)
		}
	}
}

// Ruling 98: the minutes of a day are bounded by the day, whatever its stamps are.
func TestRuling98TheDaysSumIsTheBound(t *testing.T) {
	minutes := func(x float64) Entry {
		return Entry{Command: Command{ID: "c", Day: monday5, Body: Stamp{Goal: "g", Minutes: &x}}}
	}
	cal := NewCalendar(Settings{}, utc)
	undone := minutes(1000)
	undone.Undone = true
	for _, c := range []struct {
		before []Entry
		add    float64
		fits   bool
	}{
		{nil, 1440, true},
		{[]Entry{minutes(1400)}, 40, true},
		{[]Entry{minutes(1400)}, 41, false},
		{[]Entry{undone}, 1440, true},
	} {
		if err := FitsDay(minutes(c.add), c.before, cal); (err == nil) != c.fits {
			t.Errorf("%v minutes: %v", c.add, err)
		}
	}
}
