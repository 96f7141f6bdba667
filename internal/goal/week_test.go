package goal

import (
	"fmt"
	"testing"
	"time"
)

func utc(string) (*time.Location, error) { return time.UTC, nil }

// lifeOf makes a goal begun on first whose days are written as letters.
func lifeOf(m Metric, first Day, days string, today Day) (Goal, Life) {
	step := Step{Text: "step", Minutes: 5}
	g := Goal{
		ID: "g", Begun: first, Status: StatusActive, Statuses: []StatusChange{{From: first, To: StatusActive}},
		Plan:    []Revision{{From: first, Change: PlanChange{Metric: &m, Step: &step}}},
		Seasons: []Season{{Number: 1, First: first}},
	}
	marks := map[int]Marks{}
	for i, r := range days {
		d := first + Day(i)
		mk := marks[d.Year()]
		mk.Year = d.Year()
		marks[d.Year()] = mk.With(d, Letter(r))
	}
	var ms []Marks
	for _, x := range marks {
		ms = append(ms, x)
	}
	return g, newLife(g, NewLetters(ms), NewCalendar(Settings{}, utc), today)
}

func TestMethod3_2PartialWeeks(t *testing.T) {
	monday := Date(2026, 1, 5)
	for _, c := range []struct {
		name   string
		metric Metric
		first  Day
		pauses []Pause
		target float64
		days   int
		label  WeekLabel
	}{
		{"three sessions from Thursday", Metric{Kind: MetricSessions, Target: 3}, monday + 3, nil, 2, 4, LabelOpen},
		{"ninety minutes from Thursday", Metric{Kind: MetricMinutes, Target: 90}, monday + 3, nil, 51, 4, LabelOpen},
		{"three paused days", Metric{Kind: MetricSessions, Target: 3}, monday, []Pause{{From: monday + 1, To: monday + 3}}, 2, 4, LabelOpen},
		{"from Saturday", Metric{Kind: MetricSessions, Target: 3}, monday + 5, nil, 1, 2, LabelOpen},
	} {
		g, _ := lifeOf(c.metric, c.first, "", c.first)
		g.Pauses = c.pauses
		l := newLife(g, nil, NewCalendar(Settings{}, utc), c.first)
		w := l.weekOf(g.Seasons[0], monday, monday+6, nil)
		if w.Target != c.target || w.Days != c.days || w.Label != c.label {
			t.Errorf("%s: %+v", c.name, w)
		}
	}
	g, l := lifeOf(Metric{Kind: MetricSessions, Target: 3}, monday+5, "", monday+7)
	if w := l.weekOf(g.Seasons[0], monday, monday+6, nil); w.Label != LabelSettling || w.Attainment != nil {
		t.Errorf("a week of two days is not scored: %+v", w)
	}
	// The last six days of ninety from a Monday: 3 x 6/7 = 2.57 -> 3.
	g, l = lifeOf(Metric{Kind: MetricSessions, Target: 3}, monday, "", monday)
	last := monday + 84
	if w := l.weekOf(g.Seasons[0], last, last+6, nil); w.Days != 6 || w.Target != 3 {
		t.Errorf("last days of a season: %+v", w)
	}
}

func sessionOn(days ...Day) map[Day]DayLog {
	m := map[Day]DayLog{}
	twenty := 20.0
	for _, d := range days {
		m[d] = DayLog{Day: d, Status: LogDone, Amounts: []Amount{{Minutes: &twenty}}}
	}
	return m
}

func TestMethod3_3MidWeekState(t *testing.T) {
	monday := Date(2026, 1, 5)
	m := Metric{Kind: MetricSessions, Target: 3, SessionMin: 15}
	for _, c := range []struct {
		name  string
		days  string
		today Day
		room  int
		state WeekState
	}{
		{"Wednesday evening after a session", "..m", monday + 2, 4, WeekRoom},
		{"Saturday morning", "..m..", monday + 5, 2, WeekTight},
		{"Sunday morning", "..m...", monday + 6, 1, WeekOutOfReach},
	} {
		g, l := lifeOf(m, monday, c.days, c.today)
		logs := sessionOn(monday + 2)
		if w := l.weekOf(g.Seasons[0], monday, monday+6, logs); w.Room != c.room || w.State != c.state {
			t.Errorf("%s: %+v", c.name, w)
		}
	}
}

// Ruling 5: three days at 4 and four days at 3 make 3.43, shown as 3.
func TestRuling5TargetIsSummedByDay(t *testing.T) {
	monday := Date(2026, 1, 5)
	g, _ := lifeOf(Metric{Kind: MetricSessions, Target: 4}, monday, "", monday+6)
	lower := Metric{Kind: MetricSessions, Target: 3}
	g.Plan = append(g.Plan, Revision{From: monday + 3, At: 1, Change: PlanChange{Metric: &lower}})
	l := newLife(g, nil, NewCalendar(Settings{}, utc), monday+6)
	if w := l.weekOf(g.Seasons[0], monday, monday+6, nil); w.Target != 3 {
		t.Errorf("target %v", w.Target)
	}
}

func TestRuling7AmountsOfADay(t *testing.T) {
	p := Plan{Metric: Metric{Kind: MetricSessions, Target: 3, SessionMin: 15, Cap: 1}, Step: Step{Minutes: 5}}
	min := func(x float64) Amount { return Amount{Minutes: &x} }
	for _, c := range []struct {
		amounts  []Amount
		minutes  float64
		sessions int
		more     bool
	}{
		{[]Amount{{}}, 5, 0, false},
		{[]Amount{{}, min(20)}, 20, 1, true},
		{[]Amount{min(8), min(8)}, 16, 1, true},
		{[]Amount{min(5)}, 5, 0, false},
		{[]Amount{min(20), min(20)}, 40, 1, true},
		{[]Amount{{Full: true}}, 5, 1, true},
	} {
		l := DayLog{Status: LogDone, Amounts: c.amounts}
		if dayMinutes(l, p) != c.minutes || Sessions(l, p) != c.sessions || moreThanStep(l, p) != c.more {
			t.Errorf("%s: %v minutes %d sessions more %v", fmt.Sprint(c.amounts), dayMinutes(l, p), Sessions(l, p), moreThanStep(l, p))
		}
	}
}

// Method 3.2: the examples of a week that begins late.
func TestMethod3_2WeekTarget(t *testing.T) {
	for _, c := range []struct {
		target float64
		days   int
		want   float64
	}{{3, 4, 2}, {90, 4, 51}, {3, 6, 3}, {3, 7, 3}, {1, 1, 1}, {5, 3, 2}} {
		if got := WeekTarget(c.target, c.days); got != c.want {
			t.Errorf("%v over %d days: %v, want %v", c.target, c.days, got, c.want)
		}
	}
}
