package goal

import (
	"slices"
	"testing"
	"time"
)

// minutesOf is a goal of 90 minutes a week towards 1000, with weeks that hold
// the minutes given, logged on Wednesdays; the last day is today.
func minutesOf(today Day, open bool, weeks ...float64) Look {
	thousand := 1000.0
	g := planned(monday5)
	g.Plan[0].Change.Metric = &Metric{Kind: MetricMinutes, Target: 90, Unit: "minutes"}
	g.Seasons[0].Outcome = Outcome{Type: OutcomeTotal, Target: &thousand, Unit: "minutes"}
	var logs []DayLog
	marks := Marks{Year: 2026}
	for i, m := range weeks {
		d := monday5 + Day(7*i) + 2
		logs = append(logs, DayLog{Day: d, Status: LogDone, Amounts: []Amount{{Minutes: &m}}})
		marks = marks.With(d, LetterMore)
	}
	if !open {
		marks = marks.With(today, LetterMissed)
	}
	return See(Sight{Goal: g, Letters: NewLetters([]Marks{marks}), Logs: logs, Calendar: NewCalendar(Settings{}, utc), Today: today})
}

// The worked example of method 8.2 from the days themselves (ruling 30).
func TestMethod8_2FromTheDays(t *testing.T) {
	f := minutesOf(monday5+27, false, 70, 95, 40, 85).Forecast()
	near(t, "day 28", f.Value, 932, 0)
	near(t, "low", f.Low, 660, 0)
	near(t, "high", f.High, 1205, 0)
	near(t, "P", *f.Chance, .36, 2)
	near(t, "needed", *f.Needed, 80, 0)
	if f.Average != 72.5 {
		t.Errorf("average %v", f.Average)
	}
	open := minutesOf(monday5+27, true, 70, 95, 40, 85).Forecast()
	if near(t, "a week that is still open is no full one", open.Average, (70.+95+40)/3, 6); open.State != ForecastSaid {
		t.Errorf("%+v", open)
	}
	if f := minutesOf(monday5+12, true, 70, 95).Forecast(); f.State != ForecastNotYet {
		t.Errorf("day 13: %+v", f)
	}
}

// Ruling 30: a week with a paused day counts in the sum only.
func TestRuling30PartialWeeksCountInTheSumOnly(t *testing.T) {
	l := minutesOf(monday5+34, false, 70, 95, 40, 85, 30)
	before := l.totalSoFar()
	l.Goal.Pauses = []Pause{{From: monday5 + 15, To: monday5 + 15}}
	l = See(Sight{Goal: l.Goal, Letters: Letters{2026: l.lettersOf(2026)}, Logs: l.logs(), Calendar: l.Calendar, Today: l.Today})
	after := l.totalSoFar()
	if len(before.Weeks) != 5 || len(after.Weeks) != 4 || before.Sum != after.Sum || after.DaysLeft != before.DaysLeft+1 {
		t.Errorf("%+v, then %+v", before, after)
	}
}

func (l Look) lettersOf(year int) string {
	m := Marks{Year: year}
	for i, letter := range l.Life.Letters {
		m = m.With(l.Life.First+Day(i), letter)
	}
	return m.Letters
}

func (l Look) logs() []DayLog {
	var logs []DayLog
	for d := l.Life.First; d <= l.Today; d++ {
		if log, ok := l.Logs[d]; ok {
			logs = append(logs, log)
		}
	}
	return logs
}

func measured(o Outcome, m Metric, ms ...Measurement) Look {
	g := planned(monday5)
	g.Plan[0].Change.Metric = &m
	g.Seasons[0].Outcome = o
	return See(Sight{Goal: g, Measurements: ms, Calendar: NewCalendar(Settings{}, utc), Today: monday5 + 34})
}

// A goal without a weekly metric has no weeks, and a forecast all the same.
func TestMethod8_2MeasuredWithoutAMetric(t *testing.T) {
	thirty := 30.0
	var ms []Measurement
	for i := range 5 {
		ms = append(ms, Measurement{Day: monday5 + Day(7*i), Value: 2}, Measurement{Day: monday5 + Day(7*i+1), Value: 1})
	}
	l := measured(Outcome{Type: OutcomeTotal, Target: &thirty, Unit: "pages"}, Metric{}, ms...)
	if f := l.Forecast(); len(l.Weeks) != 0 || f.State != ForecastSaid || f.Average != 3 {
		t.Errorf("%+v", f)
	}
}

// Ruling 29 and method 8.4: an average is the mean of the last full weeks, fed
// by measurements where its unit is not the metric's.
func TestRuling29AnAverageIsFedByItsOwnUnit(t *testing.T) {
	one := 1.0
	o := Outcome{Type: OutcomeAverage, Target: &one, Unit: "module", Weeks: 4}
	ms := []Measurement{{Day: monday5 + 1, Value: 5}, {Day: monday5 + 8, Value: 1}, {Day: monday5 + 15, Value: 2}, {Day: monday5 + 22, Value: 1}}
	l := measured(o, Metric{Kind: MetricMinutes, Target: 90}, ms...)
	if l.Progress.Actual == nil || *l.Progress.Actual != (5.+1+2+1)/4 || l.Progress.BufferDays != nil || *l.Progress.Pace != 1 {
		t.Errorf("on an open Sunday four weeks are full: %v", show(l.Progress.Actual))
	}
	if f := l.Forecast(); f.State != ForecastSaid || f.Value != 2.25 {
		t.Errorf("%+v", f)
	}
	points := l.OutcomeSeries()
	if len(points) != 4 || points[1] != (Point{14, 1}) {
		t.Errorf("%v", points)
	}
}

// The fund of method 8.3 from readings: weekly medians at the middle of their
// weeks. The season begins on a Tuesday, so the middles are 3, 10, 17 and on.
func TestMethod8_3FromReadings(t *testing.T) {
	target := 700.0
	g := planned(monday5 + 1)
	g.Seasons[0].Outcome = Outcome{Type: OutcomeLevelUp, Start: 200, Target: &target, Unit: "EUR"}
	var ms []Measurement
	for i, y := range []float64{200, 260, 270, 350, 390} {
		ms = append(ms, Measurement{Day: monday5 + Day(7*i) + 3, Value: y})
	}
	l := See(Sight{Goal: g, Measurements: ms, Calendar: NewCalendar(Settings{}, utc), Today: monday5 + 34})
	for i, p := range l.levelPoints() {
		if want := (levelPoint{float64(3 + 7*i), []float64{200, 260, 270, 350, 390}[i]}); p != want {
			t.Errorf("%+v, want %+v", p, want)
		}
	}
	f := l.Forecast()
	near(t, "day 90", f.Value, 780, 0)
	near(t, "P", *f.Chance, .68, 2)
}

// Method 8.4: milestones are forecast from three on; before that the next one
// is named, and again when a tick is taken back.
func TestMethod8_4Milestones(t *testing.T) {
	o := Outcome{Type: OutcomeMilestones, Milestones: []Milestone{{Text: "a"}, {Text: "b"}, {Text: "c"}, {Text: "d"}, {Text: "e"}}}
	tick := func(d Day, m int) Measurement { return Measurement{Day: monday5 + d, Milestone: m} }
	two := measured(o, Metric{}, tick(3, 1), tick(10, 2), tick(11, 3), tick(12, 3))
	if m, ok := two.NextMilestone(); !ok || m.Text != "c" || two.Forecast().State != ForecastNotYet {
		t.Errorf("%v, %+v", m, two.Forecast())
	}
	three := measured(o, Metric{}, tick(3, 1), tick(10, 2), tick(20, 4))
	f := three.Forecast()
	if m, _ := three.NextMilestone(); m.Text != "c" || f.State != ForecastSaid || f.Average != 3./4 || f.Low < 3 {
		t.Errorf("%+v", f)
	}
	yes := true
	ready := measured(Outcome{Type: OutcomeOneOff}, Metric{}, Measurement{Day: monday5, Ready: true, Value: 7}, Measurement{Day: monday5 + 9, Yes: &yes})
	if f := ready.Forecast(); f.State != ForecastNotYet || ready.Progress.Reached == nil || !*ready.Progress.Reached {
		t.Errorf("a one-off is plotted, not forecast: %+v", f)
	}
	for kind, want := range map[OutcomeType]struct {
		look Look
		key  string
	}{
		OutcomeMilestones: {two, "explain.forecast.not_yet.milestones"},
		OutcomeLevelUp:    {measured(Outcome{Type: OutcomeLevelUp}, Metric{}), "explain.forecast.not_yet.level"},
		OutcomeTotal:      {measured(Outcome{Type: OutcomeTotal}, Metric{}), "explain.forecast.no_practice"},
		OutcomeOneOff:     {ready, ""},
	} {
		key := ""
		for _, e := range want.look.Explain(Story{}, nil) {
			if e.Figure == FigureForecast {
				key = e.Lines[0].Key
			}
		}
		if key != want.key {
			t.Errorf("explain says of %s what it waits for with %q, want %q", kind, key, want.key)
		}
	}
}

// Ruling 1: when the season is over there is no pace and no forecast, what was
// reached stays, and days after day ninety are not the season's.
func TestRuling1TheSeasonIsOver(t *testing.T) {
	target := 5.0
	g := planned(monday5)
	g.Seasons[0].Outcome = Outcome{Type: OutcomeDays, Target: &target}
	marks := Marks{Year: 2026}
	var logs []DayLog
	for _, n := range []int{1, 2, 3, 90, 91, 95} {
		d := monday5 + Day(n) - 1
		marks = marks.With(d, LetterDone)
		logs = append(logs, DayLog{Day: d, Status: LogDone, Amounts: []Amount{{}}})
	}
	l := See(Sight{Goal: g, Letters: NewLetters([]Marks{marks}), Logs: logs, Calendar: NewCalendar(Settings{}, utc), Today: monday5 + 95})
	p := l.Progress
	if !l.SeasonOver || *p.Actual != 4 || p.Pace != nil || p.BufferDays != nil || p.Reached == nil || *p.Reached {
		t.Errorf("%+v", p)
	}
	if l.Practised != 6 || l.Week != nil || l.Reserves != 0 || l.Forecast().State != ForecastNotYet {
		t.Errorf("days practised go on: %d", l.Practised)
	}
	if err := l.CanCover(l.Today - 1); err == nil {
		t.Error("there is no reserve after day ninety")
	}
}

func TestMethod6_3EaseFromReviews(t *testing.T) {
	d := diary{goal: planned(monday5), marks: "d", today: 60}
	for w, score := range []int{2, 3, 3, 4, 4, 5} {
		s := score
		r := DatedReview{WeekReview: WeekReview{Week: monday5 + Day(7*w)}, Day: monday5 + Day(7*w+6)}
		if w != 2 {
			r.Ease = &s
		}
		d.story.Reviews = append(d.story.Reviews, r)
	}
	l := d.look()
	scores := l.EaseScores(d.story)
	if len(scores) != 5 || scores[0] != (easeScore{7, 2}) || scores[4] != (easeScore{42, 5}) {
		t.Errorf("%v", scores)
	}
	if _, ok := l.Ease(d.story); ok {
		t.Error("five answers draw no curve: not sure is left out")
	}
	six := 6
	d.story.Reviews = append(d.story.Reviews, DatedReview{WeekReview: WeekReview{Week: monday5 + 42, Ease: &six}, Day: monday5 + 48})
	if _, ok := l.Ease(d.story); !ok {
		t.Error("six do")
	}
}

// Method 7.5: the week that led to the change is no yardstick, an alternating
// test compares its own days, and each looks at closed active days only.
func TestMethod7_5ArmsFromTheDays(t *testing.T) {
	marks := "dddddddddddddddddddddddddddddddddddd"[:35] + "xxxxxxx" + "ddddxddddddd.r"
	d := diary{goal: planned(monday5), marks: marks}
	l := d.look()
	x := Experiment{First: monday5 + 42, Last: monday5 + 55, StartExperiment: StartExperiment{Measure: OfAdherence, Days: 14, Trigger: monday5 + 35}}
	r := l.ExperimentResult(x, nil)
	if r.Arms != [2]Arm{{28, 28, 0}, {11, 13, 1}} || r.Over || r.DaysSoFar != 14 {
		t.Errorf("%+v, over %v", r.Arms, r.Over)
	}
	if r.Before[0] != monday5+7 || r.Before[27] != monday5+34 {
		t.Errorf("baseline %s to %s", r.Before[0], r.Before[27])
	}
	alternating := Experiment{First: monday5 + 21, Last: monday5 + 48, StartExperiment: StartExperiment{Days: 28, Alternate: true, Seed: 5}}
	r = l.ExperimentResult(alternating, nil)
	if len(r.Before)+len(r.With) != 28 || len(r.With) != 14 || !r.Over {
		t.Errorf("%d and %d days", len(r.Before), len(r.With))
	}
	for i, b := range alternating.Sides() {
		day := alternating.First + Day(i)
		if has := contains(r.With, day); has != b {
			t.Errorf("%s is on side %v", day, b)
		}
	}
}

func contains(days []Day, d Day) bool {
	return slices.Contains(days, d)
}

func TestMethod7_5EnergyAndMinutes(t *testing.T) {
	marks := "dmdmdmdmdmdmdm" + "ddddddd" + "mmmmmmm" + "mmmmmmm"
	d := diary{goal: planned(monday5), marks: marks, feel: map[Day]Feeling{}}
	for i := range 28 {
		if i%2 == 0 {
			d.feel[monday5+Day(i+7)] = Feeling{Energy: new(2 + i/14)}
		}
	}
	l := d.look()
	x := Experiment{First: monday5 + 21, Last: monday5 + 34, StartExperiment: StartExperiment{Measure: OfMinutes, Days: 14, Trigger: monday5 + 14, Seed: 1}}
	r := l.ExperimentResult(x, d.feel)
	if a := r.Amounts; a == nil || a.Usual != 12.5 || a.Means != [2]float64{12.5, 20} || a.Above != 14 || *a.NonOverlap != .75 || a.Verdict != VerdictNumbers {
		t.Errorf("minutes: %+v", r.Amounts)
	}
	x.Measure = OfEnergy
	r = l.ExperimentResult(x, d.feel)
	if a := r.Amounts; a == nil || a.Values != [2]int{4, 7} || a.Means != [2]float64{2, 3} || a.Verdict != VerdictNotEnough {
		t.Errorf("energy: %+v", r.Amounts)
	}
}

func TestTheWeekToReview(t *testing.T) {
	if (Look{Today: monday5 + 6, Calendar: NewCalendar(Settings{}, utc), Goal: Goal{Begun: monday5}}).ReviewWeek() != monday5 {
		t.Error("on Sunday the week that ends is looked at")
	}
	l := Look{Today: monday5 + 9, Calendar: NewCalendar(Settings{Grids: []GridFrom{{0, time.Monday, 3}}}, utc), Goal: Goal{Begun: monday5}}
	if l.ReviewWeek() != monday5 {
		t.Error("on Wednesday the one before")
	}
	l.Goal.Begun = monday5 + 8
	if l.ReviewWeek() != monday5+7 {
		t.Error("in the first week the running one")
	}
}
