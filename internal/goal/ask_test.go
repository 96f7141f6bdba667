package goal

import (
	"testing"
	"time"
)

// Ruling 141: the chosen minute, by the clock that a person lives by.
func TestRuling141TheChosenMinute(t *testing.T) {
	berlin := []ZoneFrom{{0, "Europe/Berlin"}}
	for _, c := range []struct {
		name   string
		zones  []ZoneFrom
		day    Day
		minute int
		want   string // empty is never
	}{
		{"a usual day", berlin, Date(2026, 3, 2), 7*60 + 15, "2026-03-02T06:15:00Z"},
		{"summer", berlin, Date(2026, 7, 2), 7*60 + 15, "2026-07-02T05:15:00Z"},
		{"small hours are of the day before", berlin, Date(2026, 3, 2), 60, "2026-03-03T00:00:00Z"},
		{"a minute that is left out, when the clock has jumped", []ZoneFrom{{0, "America/Havana"}}, Date(2026, 3, 7), 30, "2026-03-08T05:00:00Z"},
		{"a minute that comes twice, the first time", []ZoneFrom{{0, "Australia/Lord_Howe"}}, Date(2026, 4, 4), 60 + 45, "2026-04-04T14:45:00Z"},
		{"who flies west meets it twice", []ZoneFrom{{0, "Europe/Berlin"}, {at(t, "2026-03-02T08:00:00Z"), "America/New_York"}}, Date(2026, 3, 2), 8 * 60, "2026-03-02T07:00:00Z"},
		{"who flies east may not meet it", []ZoneFrom{{0, "Europe/Berlin"}, {at(t, "2026-03-02T08:00:00Z"), "Asia/Tokyo"}}, Date(2026, 3, 2), 12 * 60, ""},
	} {
		cal := NewCalendar(Settings{Zones: c.zones}, time.LoadLocation)
		got, ok := cal.Due(c.day, c.minute)
		if ok != (c.want != "") || ok && got != at(t, c.want) {
			t.Errorf("%s: %s %t, want %s", c.name, time.UnixMilli(got).UTC().Format(time.RFC3339), ok, c.want)
		}
	}
}

// Ruling 141: until when a reminder may still be sent.
func TestRuling141HowLong(t *testing.T) {
	cal := NewCalendar(Settings{Zones: []ZoneFrom{{0, "Europe/Berlin"}}}, time.LoadLocation)
	for _, c := range []struct {
		name   string
		minute int
		device string
		want   time.Duration
	}{
		{"two hours", 7 * 60, "", 2 * time.Hour},
		{"not into quiet hours", 21 * 60, "", time.Hour},
		{"a chosen minute in quiet hours is that minute", 23 * 60, "", time.Minute},
		{"nor into those of the device", 12 * 60, "Asia/Tokyo", 2 * time.Hour},
		{"which sleeps", 15 * 60, "Asia/Tokyo", time.Minute},
	} {
		var device *time.Location
		if c.device != "" {
			device, _ = time.LoadLocation(c.device)
		}
		from, _ := cal.Due(Date(2026, 3, 2), c.minute)
		if got := time.Duration(cal.until(Date(2026, 3, 2), from, device)-from) * time.Millisecond; got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

// askedOn is what somebody is asked at eight on the day after some days. Their
// reminder is set for every day.
func askedOn(t *testing.T, days string, change func(*Asking)) (Asked, bool) {
	t.Helper()
	g := goalOf()
	m := Marks{Goal: g.ID, Year: 2026}
	for i, x := range days {
		if letter, ok := map[rune]Letter{'D': LetterDone, 'M': LetterMissed, 'R': LetterRest}[x]; ok {
			m = m.With(monday5+Day(i), letter)
		}
	}
	today := monday5 + Day(len(days))
	cal := NewCalendar(Settings{}, utc)
	l := See(Sight{Goal: g, Letters: NewLetters([]Marks{m}), Calendar: cal, Today: today})
	a := Asking{
		Now: today.Time().Add(8 * time.Hour).UnixMilli(), Calendar: cal, Goals: []AskedGoal{{Look: l}},
		Reminder: Reminder{Minute: 8 * 60, Weekdays: 127, Since: 1},
	}
	if change != nil {
		change(&a)
	}
	ask, ok := a.Ask()
	return ask.Asked, ok
}

// Ruling 140: what is asked, the first that holds.
func TestRuling140WhatIsAsked(t *testing.T) {
	status := func(s DayStatus) func(*Asking) { return func(a *Asking) { a.Goals[0].Status = s } }
	kept := func(a *Asking) {
		l := a.Goals[0].Look
		a.Kept, a.Goals = []Look{l, l, l}, nil
	}
	day30 := "DDDDDDDDDDDDDDDDDDDDDDDDDDDDD"
	for _, c := range []struct {
		name   string
		days   string
		change func(*Asking)
		want   Question // empty is nothing
		goals  int
	}{
		{"the step", "DD", nil, AskStep, 1},
		{"the mend, the morning after a miss", "DM", nil, AskMend, 1},
		{"nothing mends two", "DMM", nil, AskStep, 1},
		{"stamped", "DD", status(DayDone), "", 0},
		{"not today", "DD", status(DayMissed), "", 0},
		{"rest", "DD", status(DayRest), "", 0},
		{"pause", "DD", status(DayPause), "", 0},
		{"the season is over", "DD", func(a *Asking) { a.Goals[0].SeasonOver = true }, "", 0},
		{"the last day of a week", "DDDDDD", nil, AskReview, 1},
		{"though stamped", "DDDDDD", status(DayDone), AskReview, 1},
		{"the review was made", "DDDDDD", func(a *Asking) { a.Goals[0].Reviewed = true }, AskStep, 1},
		{"paused", "DDDDDD", status(DayPause), "", 0},
		{"the thirtieth day", day30, nil, AskLookBack, 1},
		{"looked back already", day30, func(a *Asking) { a.Goals[0].LookedBack = []int{30} }, AskStep, 1},
		{"two open goals", "DD", func(a *Asking) { a.Goals = append(a.Goals, a.Goals[0]) }, AskStep, 2},
		{"three kept, no goal", "DD", kept, AskHabit, 2},
		{"a goal is active, though stamped", "DD", func(a *Asking) {
			a.Kept = []Look{a.Goals[0].Look}
			a.Goals[0].Status = DayDone
		}, "", 0},
		{"a weekday that was not chosen", "DD", func(a *Asking) { a.Reminder.Weekdays = Weekdays(0).With(time.Monday) }, "", 0},
		{"asked already", "DD", func(a *Asking) { a.Sent = []Asked{{Day: monday5 + 2, Question: AskStep}} }, "", 0},
		{"before its minute", "DD", func(a *Asking) { a.Now-- }, "", 0},
		{"two hours late", "DD", func(a *Asking) { a.Now += askLate.Milliseconds() }, "", 0},
		{"almost two hours late", "DD", func(a *Asking) { a.Now += askLate.Milliseconds() - 1 }, AskStep, 1},
		{"set after its minute", "DD", func(a *Asking) { a.Reminder.Since, a.Now = a.Now+1, a.Now+2 }, "", 0},
	} {
		got, ok := askedOn(t, c.days, c.change)
		if ok != (c.want != "") || got.Question != c.want || len(got.Goals) != c.goals {
			t.Errorf("%s: %v %t, want %q of %d goals", c.name, got, ok, c.want, c.goals)
		}
	}
}

// Ruling 142: what nobody answers withdraws. Q is a day that was asked and of which
// nothing was said, q one of which nothing was said without it.
func TestRuling142Fading(t *testing.T) {
	for _, c := range []struct {
		days  string // from the first, with an answer on it
		chose Weekdays
		want  bool
		way   Fading
	}{
		{"DQQ", 127, true, Everyday},
		{"DQQQ", 127, false, EveryOther},
		{"DQQQq", 127, true, EveryOther},
		{"DQQQqQ", 127, false, EveryOther},
		{"DQQQqQq", 127, true, EveryOther},
		{"DQQQqQD", 127, true, Everyday}, // one answer
		{"DQQQM", 127, true, Everyday},   // "not today" is one
		{"DQQQR", 127, true, Everyday},
		{"DQqqQqqqQ", 127, true, Everyday}, // not three in seven days
		{"DQQQqQqQqQqQqQ", 127, false, Stopped},
		{"DQQQqQqQqQqQqQD", 127, true, Everyday},
		{"DqqqqqqqqqqqqqQQ", 127, true, Everyday},          // fourteen days, but two were sent
		{"DqqqqqqqqqqqqqQQQQ", 127, false, Stopped},        // and four
		{"DQqqqqqqQqqqqqqQqqqqqq", 1 << 2, true, Everyday}, // Tuesdays alone
	} {
		var way Fading
		_, asked := askedOn(t, c.days, func(a *Asking) {
			for i, x := range c.days {
				if a.Reminder.Weekdays = c.chose; x == 'Q' {
					a.Sent = append(a.Sent, Asked{monday5 + Day(i), AskStep, []string{"g"}, 0})
				}
			}
			for i := range a.Goals { // no review and no look back of these days
				a.Goals[i].Reviewed = true
				a.Goals[i].Season = nil
			}
			way = a.Fading()
		})
		if asked != c.want || way != c.way {
			t.Errorf("%s: asked %t, %v; want %t, %v", c.days, asked, way, c.want, c.way)
		}
	}
}
