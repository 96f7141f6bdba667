package goal

import (
	"strings"
	"testing"
	"time"
)

// Method 9.2 and the figures of a look back: two misses in a row stay empty, a
// mended one is counted, rest is in no denominator.
func TestMethod9_2Round(t *testing.T) {
	d := diary{goal: planned(monday5), marks: "mmdddrd" + "dxdmmmr" + "dddxxdd" + "mmmdddd" + "dd" + "xd"}
	if _, ok := d.look().Round(60); ok {
		t.Error("day 60 has not come")
	}
	r, ok := d.look().Round(30)
	if !ok {
		t.Fatal("day 32 can look back at day 30")
	}
	if r.First != monday5 || r.Last != monday5+29 || r.Practised != 25 || r.Active != 28 || r.Rests != 2 || r.Mended != 1 {
		t.Errorf("%+v", r)
	}
	if r.Back != (NeverMissTwice{1, 2}) || r.Chain != (Chain{Going, 11, 0}) || r.Before == nil || *r.Before != (ClosedChain{14, 1}) {
		t.Errorf("back %+v, chain %+v, before %+v", r.Back, r.Chain, r.Before)
	}
	if r.Best != (BestWeek{monday5 + 21, monday5 + 27, 7, 7}) || r.Scored != 4 || r.Met != 2 || r.Done != 8 || r.Target != 12 {
		t.Errorf("best %+v, %d of %d weeks, %v of %v", r.Best, r.Met, r.Scored, r.Done, r.Target)
	}
}

// Paused days move the round, and day 90 looks at the whole season.
func TestMethod9_2RoundOfASeason(t *testing.T) {
	g := planned(monday5, Revision{From: monday5 + 10, Change: target(2)}, Revision{From: monday5 + 50, Change: target(3)})
	g.Pauses = []Pause{{From: monday5 + 5, To: monday5 + 9}}
	five := 5.0
	g.Seasons[0].Outcome = Outcome{Type: OutcomeLevelUp, Start: 0.8, Target: &five, Unit: "km"}
	d := diary{goal: g, marks: strings.Repeat("d", 5) + "....." + strings.Repeat("d", 85)}
	l := d.look()
	l.Measurements = []Measurement{{Day: monday5 + 20, Value: 2}, {Day: monday5 + 80, Value: 4.6}}
	if r, ok := l.Round(30); !ok || r.Last != monday5+34 || r.Changes != 1 {
		t.Errorf("%+v", r)
	}
	if r, ok := l.Round(60); !ok || r.First != monday5+35 || r.Last != monday5+64 || r.Changes != 1 {
		t.Errorf("%+v", r)
	}
	r, ok := l.Round(90)
	if !ok || r.First != monday5 || r.Last != monday5+94 || r.Practised != 90 || r.Active != 90 || r.Changes != 2 {
		t.Errorf("%+v", r)
	}
	if r.Start == nil || *r.Start != 0.8 || r.End == nil || *r.End != 4.6 {
		t.Errorf("you walk 4.6 km now; it was 0.8: %v %v", r.Start, r.End)
	}
}

func TestWeekdayPattern(t *testing.T) {
	l := diary{goal: planned(monday5), marks: "dxddrdd" + "dxddddd" + "d"}.look()
	got := l.WeekdayPattern()
	for i, want := range []WeekdayCount{
		{time.Monday, 3, 3}, {time.Tuesday, 0, 2}, {time.Wednesday, 2, 2}, {time.Thursday, 2, 2}, {time.Friday, 1, 1}, {time.Saturday, 2, 2}, {time.Sunday, 2, 2},
	} {
		if got[i] != want {
			t.Errorf("%+v, want %+v", got[i], want)
		}
	}
}

// Method 6.4, rule 5: four quiet weeks, no average under ten entries.
func TestMethod6_4FeelStrip(t *testing.T) {
	feel := map[Day]Feeling{}
	for i := range 9 {
		feel[monday5+Day(i)] = Feeling{Energy: new(3), Mood: new(1 + i%5)}
	}
	s := FourWeeks(feel, monday5+20)
	if len(s.Days) != 28 || s.Days[27].Day != monday5+20 || s.Energy != nil || s.Mood != nil {
		t.Errorf("%+v", s)
	}
	feel[monday5+9] = Feeling{Energy: new(4)}
	s = FourWeeks(feel, monday5+20)
	if s.Energy == nil || *s.Energy != 3.1 || s.Mood != nil {
		t.Errorf("ten entries: %v %v", show(s.Energy), show(s.Mood))
	}
}

// Method 11: mood of 2 or less on ten of fourteen logged days.
func TestMethod11LowMood(t *testing.T) {
	feel := map[Day]Feeling{}
	for i := range 14 {
		mood := 2
		if i%4 == 3 {
			mood = 4
		}
		feel[monday5+Day(i)] = Feeling{Mood: &mood}
	}
	if !LowMood(feel, monday5+14) {
		t.Error("eleven of fourteen")
	}
	feel[monday5] = Feeling{Mood: new(3)}
	feel[monday5+1] = Feeling{Mood: new(3)}
	if LowMood(feel, monday5+14) {
		t.Error("nine of fourteen")
	}
}

// Method 4.2: after more than fourteen days of pause a gentle restart, until
// the first word.
func TestMethod4_2GentleRestart(t *testing.T) {
	for name, c := range map[string]struct {
		days, after int
		marks       string // after the pause
		want        bool
	}{
		"fourteen days":             {14, 0, ".", false},
		"fifteen days":              {15, 0, ".", true},
		"fifteen, quiet since":      {15, 2, "...", true},
		"fifteen, stamped since":    {15, 1, "d.", false},
		"fifteen, skipped since":    {15, 1, "x.", false},
		"fifteen, a tapped rest":    {15, 1, "r.", false},
		"stamped on the day itself": {15, 0, "d", false},
	} {
		g := planned(monday5)
		g.Pauses = []Pause{{From: monday5 + 1, To: monday5 + Day(c.days)}}
		d := diary{goal: g, marks: "d" + strings.Repeat(".", c.days) + c.marks}
		if l := d.look(); l.Back != c.want {
			t.Errorf("%s: %v after %d days", name, l.Back, l.pauseJustOver())
		}
	}
	g := planned(monday5)
	g.Pauses = []Pause{{From: monday5 + 1}}
	if (diary{goal: g, marks: "d" + strings.Repeat(".", 30)}).look().Back {
		t.Error("it is still paused")
	}
}
