package goal

import "testing"

// A pause without an end hides how far the season goes: the cards hold what has
// been and the week of today, not a year of days that nobody asks for.
func TestAPauseWithoutAnEndEndsTheCards(t *testing.T) {
	look := func(today Day, pauses ...Pause) Look {
		g := planned(monday5)
		g.Pauses = pauses
		return See(Sight{Goal: g, Calendar: NewCalendar(Settings{}, utc), Today: today})
	}
	for weeks := range Day(60) {
		today := monday5 + 7*weeks + 3
		cards := look(today, Pause{From: monday5 + 2}).Cards()
		if n := len(cards[0].Rows); n != int(weeks)+1 || cards[0].Last != monday5+7*weeks+6 || cards[1].First != 0 || cards[2].First != 0 {
			t.Fatalf("paused for %d weeks: %d rows up to %s", weeks, n, cards[0].Last)
		}
	}
	closed := look(monday5+20, Pause{From: monday5 + 2, To: monday5 + 8}).Cards()
	if whole := closed[2].Last - closed[0].First + 1; whole != SeasonDays+7 {
		t.Errorf("a pause that ended: %d days on the cards", whole)
	}
}
