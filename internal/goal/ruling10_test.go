package goal

import "testing"

// A block has its reserves before its first day too: a season that is paused from
// its beginning has used none.
func TestRuling10ReservesLeftBeforeDayOne(t *testing.T) {
	monday := Date(2026, 1, 5)
	for pause, want := range map[int]int{0: 0, 1: 1, 3: 3} {
		g := planned(monday, Revision{From: monday, Change: PlanChange{Reserves: &want}})
		if pause > 0 {
			g.Pauses = []Pause{{From: monday, To: monday + Day(pause)}}
		}
		l := See(Sight{Goal: g, Today: monday + 1, Calendar: NewCalendar(Settings{}, utc)})
		if l.Reserves != want || pause > 0 && l.DayNumber != 0 {
			t.Errorf("on day %d of the season %d reserves are left, want %d", l.DayNumber, l.Reserves, want)
		}
	}
}
