package main

import (
	"strconv"
	"strings"
	"time"
)

// set changes a setting, which no bare undo knows of (ruling 17): a name changes
// no figure, the others how days and weeks are cut (ruling 12).
func (l *liver) set() {
	today := l.today()
	grid := l.calendar.grid(today + 1)
	grid.from = today + 1
	switch l.dice.IntN(4) {
	case 0:
		l.setting("--name", strconv.Itoa(l.typed))
	case 1:
		grid.weekStart = []time.Weekday{time.Monday, time.Sunday, time.Saturday}[l.dice.IntN(3)]
		l.setting("--week-start", strings.ToLower(grid.weekStart.String()[:3]))
		l.calendar.grids = append(l.calendar.grids, grid)
	case 2:
		grid.rollover = []int{2, 3, 4, 5}[l.dice.IntN(4)] // a step of more than three hours makes a short day that is no journey's
		l.setting("--rollover", strconv.Itoa(grid.rollover))
		l.calendar.grids = append(l.calendar.grids, grid)
	default:
		l.travel([]string{"Europe/Berlin", "Asia/Tokyo", "America/New_York", "Pacific/Auckland", "Pacific/Honolulu"}[l.dice.IntN(5)])
	}
}

// travel is the person, the device and the setting in another zone.
func (l *liver) travel(name string) {
	zone, err := time.LoadLocation(name)
	if err != nil {
		l.t.Fatal(err)
	}
	l.env["TZ"] = name
	l.setting("--zone", name)
	l.calendar.zones = append(l.calendar.zones, zoneSince{l.now, zone})
}

func (l *liver) setting(flag, value string) {
	if doc := l.try("settings", flag, value); doc == nil {
		l.wrong("ippo settings %s was refused", flag)
	} else {
		l.take(doc, act{kind: "settings"})
	}
}

// weekStart is the first day of the week that runs.
func (l *liver) weekStart() int {
	first, _ := l.calendar.week(l.today())
	return first
}
