package goal

import (
	"testing"
	"time"
	_ "time/tzdata"
)

func at(t *testing.T, s string) int64 {
	t.Helper()
	x, err := time.Parse(time.RFC3339, s)
	if err != nil {
		t.Fatal(err)
	}
	return x.UnixMilli()
}

func TestDayOfAnInstant(t *testing.T) {
	cal := NewCalendar(Settings{Zones: []ZoneFrom{{0, "Europe/Berlin"}}}, time.LoadLocation)
	for in, want := range map[string]string{
		"2026-03-01T01:30:00+01:00": "2026-02-28", // before the roll-over
		"2026-03-01T03:00:00+01:00": "2026-03-01",
		"2024-02-29T12:00:00Z":      "2024-02-29",
		"2026-03-29T02:30:00Z":      "2026-03-29", // 04:30 summer time
		"2026-10-25T02:59:00+01:00": "2026-10-24",
	} {
		if got := cal.DayAt(at(t, in)); got.String() != want {
			t.Errorf("%s is %s, want %s", in, got, want)
		}
	}
}

func TestRuling12ShortTravelDayIsRest(t *testing.T) {
	// From Tokyo to Berlin makes a long date, from Berlin to Tokyo a short one.
	east := NewCalendar(Settings{Zones: []ZoneFrom{{0, "Europe/Berlin"}, {at(t, "2026-06-10T12:00:00Z"), "Asia/Tokyo"}}}, time.LoadLocation)
	if !east.autoRest(Date(2026, 6, 10)) {
		t.Error("a date of 17 hours is rest")
	}
	if east.autoRest(Date(2026, 6, 11)) || east.autoRest(Date(2026, 6, 9)) {
		t.Error("its neighbours are not")
	}
	west := NewCalendar(Settings{Zones: []ZoneFrom{{0, "Asia/Tokyo"}, {at(t, "2026-06-10T12:00:00Z"), "Europe/Berlin"}}}, time.LoadLocation)
	if west.autoRest(Date(2026, 6, 10)) {
		t.Error("a long date is not rest")
	}
	skipped := NewCalendar(Settings{Zones: []ZoneFrom{{0, "Pacific/Honolulu"}, {at(t, "2026-06-10T13:00:00Z"), "Pacific/Auckland"}}}, time.LoadLocation)
	if !skipped.autoRest(Date(2026, 6, 10)) {
		t.Error("a date skipped at the date line is rest")
	}
	dst := NewCalendar(Settings{Zones: []ZoneFrom{{0, "Europe/Berlin"}}}, time.LoadLocation)
	if dst.autoRest(Date(2026, 3, 29)) {
		t.Error("a date of 23 hours is not rest")
	}
}

func TestRuling12WeekGrids(t *testing.T) {
	monday := Date(2026, 1, 5)
	cal := NewCalendar(Settings{Grids: []GridFrom{{0, time.Monday, 3}, {monday + 9, time.Sunday, 3}}}, time.LoadLocation)
	for _, c := range []struct{ day, first, last Day }{
		{monday, monday, monday + 6},
		{monday + 9, monday + 7, monday + 13},   // the running week keeps its bounds
		{monday + 14, monday + 14, monday + 19}, // six days between the grids
		{monday + 20, monday + 20, monday + 26}, // Sunday weeks from here
	} {
		if f, l := cal.Week(c.day); f != c.first || l != c.last {
			t.Errorf("week of %s is %s to %s, want %s to %s", c.day, f, l, c.first, c.last)
		}
	}
}

func TestDayIsAPlainCount(t *testing.T) {
	for _, s := range []string{"0001-01-01", "1970-01-01", "2024-02-29", "2026-12-31", "9999-12-31"} {
		d, err := ParseDay(s)
		if err != nil || d.String() != s {
			t.Errorf("%s became %s: %v", s, d, err)
		}
		if d.Weekday() != d.Time().Weekday() {
			t.Errorf("%s is a %s", s, d.Weekday())
		}
	}
	for _, s := range []string{"", "2026-02-30", "2026-1-1", "yesterday"} {
		if _, err := ParseDay(s); err == nil {
			t.Errorf("%q is no day", s)
		}
	}
}
