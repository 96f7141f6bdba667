package assets_test

import (
	"encoding/json"
	"os"
	"testing"
	"time"

	"github.com/ippo-app/ippo/internal/goal"
)

// moments of one person, each with the day it belongs to.
type moments struct {
	Zone     string   `json:"zone"`
	Rollover string   `json:"rollover"` // as in data-rollover
	Days     [][2]any `json:"days"`     // instant in ms UTC, day
}

// Ruling 12 in the browser: days.json says what this side makes of many
// moments, and browser/clock.test.mjs holds the script to it.
func TestRuling12TheScriptCountsTheSameDays(t *testing.T) {
	const name = "ts/testdata/days.json"
	got, err := json.Marshal(everywhere())
	if err != nil {
		t.Fatal(err)
	}
	if os.Getenv("IPPO_UPDATE") != "" {
		if err := os.WriteFile(name, append(got, '\n'), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if string(want) != string(got)+"\n" {
		t.Errorf("%s is not what goal.Calendar says: IPPO_UPDATE=1 go test ./internal/web/assets -run Ruling12", name)
	}
}

// everywhere are moments around midnight, roll-over, both changes of the clock and a change
// of the roll-over, from one edge of the world to the other.
func everywhere() []moments {
	grids := []struct {
		grids []goal.GridFrom
		text  string
	}{
		{nil, "0001-01-01:3"},
		{[]goal.GridFrom{{From: 1, Rollover: 0}}, "0001-01-01:0"},
		{[]goal.GridFrom{{From: 1, Rollover: 5}, {From: goal.Date(2026, 10, 25), Rollover: 1}}, "0001-01-01:5 2026-10-25:1"},
	}
	var all []moments
	for _, zone := range []string{
		"UTC", "Europe/Berlin", "America/New_York", "Asia/Tokyo", "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Kiritimati", "Pacific/Pago_Pago",
	} {
		for _, g := range grids {
			s := goal.Settings{Zones: []goal.ZoneFrom{{Zone: zone}}, Grids: g.grids}
			c := goal.NewCalendar(s, time.LoadLocation)
			m := moments{Zone: zone, Rollover: g.text}
			for _, date := range []time.Time{
				time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2026, 3, 29, 0, 0, 0, 0, time.UTC),
				time.Date(2026, 10, 25, 0, 0, 0, 0, time.UTC), time.Date(2028, 2, 29, 0, 0, 0, 0, time.UTC),
			} {
				for h := -14; h <= 30; h += 2 { // a full hour, and the last moment before one
					at := date.Add(time.Duration(h)*time.Hour - time.Duration(h/2%2)*time.Millisecond).UnixMilli()
					m.Days = append(m.Days, [2]any{at, c.DayAt(at).String()})
				}
			}
			all = append(all, m)
		}
	}
	return all
}
