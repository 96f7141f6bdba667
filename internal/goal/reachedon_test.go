package goal

import "testing"

// The day a season's outcome was there, for every type that has one.
func TestReachedOn(t *testing.T) {
	day := func(n int) Day { return monday5 + Day(n) - 1 }
	read := func(n int, v float64) Measurement { return Measurement{Day: day(n), Value: v} }
	tick := func(n, m int) Measurement { return Measurement{Day: day(n), Milestone: m} }
	for name, c := range map[string]struct {
		outcome Outcome
		read    []Measurement
		want    Day // 0: none
	}{
		"a level goes up":               {Outcome{Type: OutcomeLevelUp, Start: 0.8, Target: new(5.0)}, []Measurement{read(40, 4.6), read(80, 5), read(88, 5.2)}, day(80)},
		"a level that is not there":     {Outcome{Type: OutcomeLevelUp, Start: 0.8, Target: new(5.0)}, []Measurement{read(40, 5), read(88, 4.6)}, 0},
		"a level goes down":             {Outcome{Type: OutcomeLevelDown, Start: 90, Target: new(80.0)}, []Measurement{read(40, 84), read(70, 79), read(85, 80)}, day(70)},
		"a total":                       {Outcome{Type: OutcomeTotal, Target: new(10.0), Unit: "pages"}, []Measurement{read(3, 4), read(9, 5), read(20, 1), read(30, 9)}, day(20)},
		"a total after the ninety days": {Outcome{Type: OutcomeTotal, Target: new(10.0), Unit: "pages"}, []Measurement{read(3, 4), read(92, 6)}, 0},
		"days":                          {Outcome{Type: OutcomeDays, Target: new(60.0)}, nil, day(60)},
		"more days than there were":     {Outcome{Type: OutcomeDays, Target: new(90.0)}, nil, day(90)},
		"a total from the log":          {Outcome{Type: OutcomeTotal, Target: new(50.0), Unit: "minutes"}, nil, day(10)},
		"milestones":                    {Outcome{Type: OutcomeMilestones, Milestones: milestones(2)}, []Measurement{tick(5, 2), tick(50, 1)}, day(50)},
		"a milestone that was unticked": {Outcome{Type: OutcomeMilestones, Milestones: milestones(2)}, []Measurement{tick(5, 2), tick(50, 1), tick(51, 1)}, 0},
		"a one-off":                     {Outcome{Type: OutcomeOneOff}, []Measurement{{Day: day(31), Value: 7, Ready: true}, {Day: day(33), Yes: new(true)}}, day(33)},
		"an average":                    {Outcome{Type: OutcomeAverage, Target: new(30.0), Unit: "minutes"}, nil, 0},
		"none":                          {Outcome{}, nil, 0},
	} {
		g := planned(monday5)
		g.Plan[0].Change.Metric = &Metric{Kind: MetricMinutes, Target: 35, Unit: "minutes"}
		g.Seasons[0].Outcome = c.outcome
		marks, logs := Marks{Year: 2026}, []DayLog{}
		for n := 1; n <= 91; n++ {
			marks = marks.With(day(n), LetterDone)
			logs = append(logs, DayLog{Day: day(n), Status: LogDone, Amounts: []Amount{{}}})
		}
		l := See(Sight{
			Goal: g, Letters: NewLetters([]Marks{marks}), Logs: logs, Measurements: c.read, Calendar: NewCalendar(Settings{}, utc), Today: day(92),
		})
		got, ok := l.ReachedOn()
		if got != c.want || ok != (c.want != 0) {
			t.Errorf("%s: %s, %v, want %s (%+v)", name, got, ok, c.want, l.Progress)
		}
	}
}
