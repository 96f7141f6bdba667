package goal

import (
	"strings"
	"testing"
	"time"
)

// seasonGoal is a goal of a season begun on Monday 5 January 2026; day 90 is
// Saturday 4 April.
func seasonGoal(o Outcome) Goal {
	g := planned(monday5)
	g.Seasons[0].Outcome = o
	return g
}

func day26(month time.Month, day int) Day { return Date(2026, month, day) }

func seen(g Goal, marks string, today Day, ms ...Measurement) Look {
	d := diary{goal: g, marks: marks, today: int(today - g.Begun)}
	l := d.look()
	return See(Sight{Goal: g, Letters: l.Life.stored, Measurements: ms, Calendar: l.Calendar, Today: today})
}

func TestRuling45ASeasonEndsAtItsLastDay(t *testing.T) {
	eight := Measurement{Day: day26(2, 1), Value: 8}
	three := func(month time.Month, day int) Measurement { return Measurement{Day: day26(month, day), Value: 3} }
	back := []Pause{{From: day26(3, 30), To: day26(4, 1)}}
	for _, c := range []struct {
		name    string
		read    []Measurement
		pauses  []Pause
		second  Day // first day of season two
		today   Day
		last    Day
		over    bool
		actual  float64
		reached *bool
	}{
		{"8 on 1 Feb, on day 90", []Measurement{eight}, nil, 0, day26(4, 4), day26(4, 4), false, 8, nil},
		{"on day 91", []Measurement{eight}, nil, 0, day26(4, 5), day26(4, 4), true, 8, new(false)},
		{"and 3 on 8 Apr", []Measurement{eight, three(4, 8)}, nil, 0, day26(4, 8), day26(4, 4), true, 8, new(false)},
		{"and 3 for 3 Apr, entered on 6 Apr", []Measurement{eight, three(4, 3)}, nil, 0, day26(4, 6), day26(4, 4), true, 11, new(true)},
		{"10 undone on 20 Apr, 8 left", []Measurement{eight}, nil, 0, day26(4, 20), day26(4, 4), true, 8, new(false)},
		{"a pause set back", []Measurement{eight}, back, 0, day26(4, 6), day26(4, 7), false, 8, nil},
		{"and 3 on 6 Apr", []Measurement{eight, three(4, 6)}, back, 0, day26(4, 6), day26(4, 7), false, 11, new(true)},
		{"season 2 has begun on 6 Apr", []Measurement{eight, three(4, 6)}, back, day26(4, 6), day26(4, 6), day26(4, 5), true, 8, new(false)},
	} {
		g := seasonGoal(Outcome{Type: OutcomeTotal, Target: new(10.0), Unit: "books"})
		g.Pauses = c.pauses
		if c.second != 0 {
			g.Seasons = append(g.Seasons, Season{Number: 2, First: c.second, Outcome: g.Seasons[0].Outcome})
		}
		l, ok := seen(g, "d", c.today, c.read...).InSeason(1)
		if !ok || l.SeasonEnd != c.last || l.SeasonOver != c.over || *l.Progress.Actual != c.actual || show(l.Progress.Reached) != show(c.reached) {
			t.Errorf("%s: last %s, over %v, actual %v, reached %v", c.name, l.SeasonEnd, l.SeasonOver, *l.Progress.Actual, show(l.Progress.Reached))
		}
		if c.over && l.Week != nil {
			t.Errorf("%s: nothing has a circle after the last day: %+v", c.name, l.Week)
		}
	}
}

func TestRuling45FullWeeks(t *testing.T) {
	for _, c := range []struct {
		begun  Day
		pauses []Pause
		last   Day
		weeks  [4]int // days 1-30, 31-60, 61-90, all
	}{
		{monday5, nil, day26(4, 4), [4]int{4, 4, 4, 12}},
		{monday5 + 3, nil, day26(4, 7), [4]int{3, 5, 4, 12}},
		{monday5, []Pause{{From: day26(2, 2), To: day26(2, 3)}}, day26(4, 6), [4]int{4, 3, 5, 12}},
	} {
		g := planned(c.begun)
		g.Pauses = c.pauses
		l := seen(g, "d", c.last+20)
		if l.SeasonEnd != c.last {
			t.Errorf("begun %s: ends %s", c.begun, l.SeasonEnd)
		}
		var got [4]int
		for i, number := range []int{30, 60, 90} {
			r, ok := l.Round(number)
			if !ok {
				t.Fatalf("no look back of day %d", number)
			}
			got[i] = r.Scored
		}
		got[3] = got[2]
		got[2] -= got[0] + got[1]
		if got != c.weeks || len(l.FullWeeks()) != c.weeks[3] {
			t.Errorf("begun %s: %v and %d, want %v", c.begun, got, len(l.FullWeeks()), c.weeks)
		}
	}
}

// A look back shows the evening of its day, today and ever after; only acts about
// its days move it.
func TestRuling45ALookBackIsAnEvening(t *testing.T) {
	long := strings.Repeat("d", 27)
	at := func(marks string, today int) Round {
		r, ok := seen(planned(monday5), marks, monday5+Day(today)-1).Round(30)
		if !ok {
			t.Fatalf("day %d looks back at day 30", today)
		}
		return r
	}
	for _, today := range []int{31, 40, 120} {
		if r := at(long+"ddxd", today); r.Practised != 29 || r.Chain.State != Waiting || r.Mended != 0 || r.Back != (NeverMissTwice{}) {
			t.Errorf("DDMD on day %d: %+v", today, r)
		}
		if r := at(long+"d.d", today); r.Practised != 29 || r.Mended != 1 || r.Chain.State != Going {
			t.Errorf("DUD on day %d: %+v", today, r)
		}
		if r := at(long+"ddd", today); r.Practised != 30 || r.Mended != 0 {
			t.Errorf("DDD on day %d: %+v", today, r)
		}
	}
}

// A season that an older program closed is not judged anew (method 14 m), and one
// that was left early is not judged at all.
func TestRuling45OldSeasonsAndLeftOnes(t *testing.T) {
	g := seasonGoal(Outcome{Type: OutcomeTotal, Target: new(10.0), Unit: "books"})
	read := []Measurement{{Day: day26(2, 1), Value: 8}, {Day: day26(4, 8), Value: 3}}
	ended := func(rules int, month time.Month, day int) Goal {
		d := day26(month, day)
		gs := Evolve([]Goal{g}, Entry{
			Command: Command{ID: "c", At: d.Time().UnixMilli() + 36e6, Day: d, Body: SetStatus{Goal: "g", To: StatusEnded}},
			Result:  Result{Goal: "g", Day: d, Rules: rules},
		})
		return gs[0]
	}
	if l := seen(ended(0, 4, 10), "d", day26(4, 20), read...); *l.Progress.Actual != 11 || l.Progress.Reached == nil || !*l.Progress.Reached {
		t.Errorf("an old season: %+v", l.Progress)
	}
	if l := seen(ended(secondRound, 4, 10), "d", day26(4, 20), read...); *l.Progress.Actual != 8 || l.Progress.Reached == nil || *l.Progress.Reached {
		t.Errorf("a new season: %v", *l.Progress.Actual)
	}
	if l := seen(ended(secondRound, 2, 10), "d", day26(4, 20), read...); l.SeasonEnd != day26(2, 10) || l.Progress.Reached != nil || l.Week != nil {
		t.Errorf("left on 10 February: %s, %v", l.SeasonEnd, show(l.Progress.Reached))
	}
}
