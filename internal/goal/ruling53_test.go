package goal

import (
	"strings"
	"testing"
)

func TestRuling53ALighterWeekIsOneOfTheGrid(t *testing.T) {
	aug := func(day int) Day { return jul(31 + day) }
	for _, c := range []struct {
		week, today Day
		open        bool
		first, last Day
		sessions    float64
		minutes     float64
	}{
		{jul(13), jul(18), true, jul(20), jul(26), 2, 55},
		{jul(13), jul(19), true, jul(20), jul(26), 2, 55},
		{jul(13), jul(19), false, jul(20), jul(26), 2, 55},
		{jul(13), jul(20), true, jul(20), jul(26), 2, 55},
		{jul(13), jul(20), false, jul(21), jul(26), 2, 60},
		{jul(13), jul(21), true, jul(21), jul(26), 2, 60},
		{jul(13), jul(21), false, jul(22), jul(26), 2, 65},
		{jul(13), jul(22), true, jul(27), aug(2), 2, 55},
		{jul(6), jul(20), true, jul(20), jul(26), 2, 55},
		{jul(6), jul(23), false, jul(27), aug(2), 2, 55},
	} {
		days := "DDDDDDD DDDDDDD DDDDDDD"[:int(c.today-jul(6))+int(c.today-jul(6))/7]
		l := july{days: days, today: c.today, open: c.open}.look()
		_, end := l.Calendar.Week(c.week)
		first, last := l.LighterWeek(end)
		if first != c.first || last != c.last {
			t.Errorf("%s on %s, open %v: %s to %s, want %s to %s", c.week, c.today, c.open, first, last, c.first, c.last)
		}
		for _, x := range []struct {
			metric Metric
			to     float64
			want   float64
		}{
			{Metric{Kind: MetricSessions, Target: 3, SessionMin: 15}, 2, c.sessions}, {Metric{Kind: MetricMinutes, Target: 90}, 55, c.minutes},
		} {
			g := l.Goal
			g.Plan = append(g.Plan[:1:1], Revision{From: first, Until: last, At: 1, Change: PlanChange{Metric: &Metric{Kind: x.metric.Kind, Target: x.to, SessionMin: x.metric.SessionMin}}})
			g.Plan[0].Change.Metric = &x.metric
			begin, end := l.Calendar.Week(first)
			life := newLife(g, nil, l.Calendar, last+1)
			if w := life.weekOf(g.Seasons[0], begin, end, nil); w.Target != x.want {
				t.Errorf("%s from %s: the week's number is %v, want %v", x.metric.Kind, first, w.Target, x.want)
			}
		}
	}
}

// What is low for three weeks is no exception.
func TestRuling53TwoLighterWeeksInARow(t *testing.T) {
	lighter := []Revision{
		{From: jul(6), Until: jul(12), At: 1, Rule: R3, Change: target(2)}, {From: jul(13), Until: jul(19), At: 1, Rule: R3, Change: target(2)},
	}
	tired := map[Day]int{}
	for d := jul(6); d <= jul(26); d++ {
		tired[d] = 1
	}
	for week, want := range map[Day]bool{jul(13): false, jul(20): true} {
		j := july{days: strings.Repeat("DMDMDMM", 3), plan: lighter, today: week + 6, open: true, energy: tired}
		if s := Review(j.inputs(week)); (s.Rule == R3) != want {
			t.Errorf("the review of %s: %s", week, s.Rule)
		}
	}
}
