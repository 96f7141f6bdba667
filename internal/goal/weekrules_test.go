package goal

import (
	"testing"
)

// minutesWeek is a week of a goal that counts minutes, logged on its first days.
func minutesWeek(target float64, today Day, minutes ...float64) Week {
	g, _ := lifeOf(Metric{Kind: MetricMinutes, Target: target}, monday5, "", today)
	logs := map[Day]DayLog{}
	marks := Marks{Year: monday5.Year()}
	for i, m := range minutes {
		if m < 0 {
			continue
		}
		d := monday5 + Day(i)
		logs[d] = DayLog{Day: d, Status: LogDone, Amounts: []Amount{{Minutes: &m}}}
		marks = marks.With(d, LetterMore)
	}
	l := newLife(g, NewLetters([]Marks{marks}), NewCalendar(Settings{}, utc), today)
	return l.weekOf(g.Seasons[0], monday5, monday5+6, logs)
}

func TestMethod3_1SessionMin(t *testing.T) {
	for step, want := range map[float64]float64{2: 15, 3: 15, 5: 15, 6: 18, 10: 30} {
		if got := DefaultSessionMin(step); got != want {
			t.Errorf("a step of %v minutes: a session takes %v, want %v", step, got, want)
		}
	}
}

// A minimum step keeps the chain and adds its minutes; it is a session only if
// it is as long as one (method 3.1), and a day holds at most so many of them.
func TestMethod3_1AStepIsNotASession(t *testing.T) {
	step := Step{Text: "walk", Minutes: 5}
	tick, twenty := DayLog{Status: LogDone, Amounts: []Amount{{}}}, 20.0
	three := DayLog{Status: LogDone, Amounts: []Amount{{Minutes: &twenty}, {Minutes: &twenty}, {Minutes: &twenty}}}
	for _, c := range []struct {
		log    DayLog
		metric Metric
		want   float64
	}{
		{tick, Metric{Kind: MetricSessions, SessionMin: 15}, 0},
		{tick, Metric{Kind: MetricSessions, SessionMin: 5}, 1},
		{tick, Metric{Kind: MetricMinutes}, 5},
		{tick, Metric{Kind: MetricDays}, 1},
		{three, Metric{Kind: MetricSessions, SessionMin: 15}, 1},
		{three, Metric{Kind: MetricSessions, SessionMin: 15, Cap: 2}, 2},
		{three, Metric{Kind: MetricSessions, SessionMin: 15, Cap: 9}, 3},
		{three, Metric{Kind: MetricMinutes}, 60},
		{three, Metric{Kind: MetricDays}, 1},
	} {
		if got := addsToWeek(c.log, Plan{Step: step, Metric: c.metric}); got != c.want {
			t.Errorf("%+v: %v, want %v", c.metric, got, c.want)
		}
	}
}

func TestMethod3_3Labels(t *testing.T) {
	for done, want := range map[float64]WeekLabel{
		130: LabelOnTrack, 100: LabelOnTrack, 85: LabelOnTrack, 84: LabelPartly, 60: LabelPartly, 59: LabelLow, 0: LabelLow,
	} {
		w := minutesWeek(100, monday5+7, done)
		if w.Label != want || w.Attainment == nil || *w.Attainment != done/100 {
			t.Errorf("%v of 100 minutes: %s, %v", done, w.Label, show(w.Attainment))
		}
	}
}

// Nothing is ever carried over: a week of nothing leaves the next one alone.
func TestMethod3_3NoDebt(t *testing.T) {
	g, l := lifeOf(Metric{Kind: MetricMinutes, Target: 90}, monday5, "xxxxxxxdddd", monday5+10)
	ws := l.weeks(g.Seasons[0], nil)
	if len(ws) != 2 || ws[0].Done != 0 || ws[0].Label != LabelLow || ws[1].Target != 90 {
		t.Errorf("%+v", ws)
	}
}

// Of minutes a week is tight once each day that is left would have to hold more
// than twice what the days did hold.
func TestMethod3_3MinutesAreTight(t *testing.T) {
	for _, c := range []struct {
		minutes []float64
		today   Day
		left    int
		want    WeekState
	}{
		{[]float64{10, 10, 10}, monday5 + 3, 4, WeekRoom},                  // 70 in four days: 17.5 a day
		{[]float64{10, 10, 10, -1}, monday5 + 4, 3, WeekTight},             // 70 in three: 23.3
		{[]float64{10, 10, 20, -1}, monday5 + 4, 3, WeekRoom},              // 60 in three: exactly twice
		{[]float64{10, 90}, monday5 + 2, 5, WeekDone},                      // nothing is left
		{[]float64{-1, -1, -1}, monday5 + 3, 4, WeekRoom},                  // nothing to compare with
		{[]float64{10, -1, -1, -1, -1, -1, 10}, monday5 + 6, 1, WeekTight}, // Sunday is logged, and has room (ruling 43)
	} {
		if w := minutesWeek(100, c.today, c.minutes...); w.State != c.want || w.Room != c.left {
			t.Errorf("%v: %s with %d days left, want %s with %d", c.minutes, w.State, w.Room, c.want, c.left)
		}
	}
}

// Of sessions the days that are left hold as many as the plan counts a day.
func TestMethod3_3TheCapMakesRoom(t *testing.T) {
	for limit, want := range map[int]WeekState{1: WeekOutOfReach, 2: WeekTight, 3: WeekRoom} {
		g, l := lifeOf(Metric{Kind: MetricSessions, Target: 2, SessionMin: 15, Cap: limit}, monday5, "xxxxxx", monday5+6)
		if w := l.weekOf(g.Seasons[0], monday5, monday5+6, nil); w.State != want {
			t.Errorf("two sessions on a Sunday, %d a day: %s, want %s", limit, w.State, want)
		}
	}
}
