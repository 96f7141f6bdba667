package goal

import (
	"fmt"
	"strings"
	"testing"
)

// changed writes a change of target as the vectors do: a number, 3/4 for weeks
// that alternate, "session 15->17", or none.
func changed(c TargetChange, ok bool) string {
	switch {
	case !ok:
		return "none"
	case c.SessionTo > 0:
		return fmt.Sprintf("session %v->%v", c.SessionFrom, c.SessionTo)
	case c.Alternates:
		return fmt.Sprintf("%v/%v", c.To, c.To+1)
	}
	return fmt.Sprint(c.To)
}

func TestRuling51GrowAndLowerForEveryMetric(t *testing.T) {
	const table = `
1 | session 15->17 | session 15->12 | none | none | 2 | none | none | none | 1/2 | none
2 | session 15->17 | 1 | 2/3 | 1 | 3 | none | 2/3 | 1 | 2/3 | 1
3 | 3/4 | 2 | 3/4 | 2 | 4 | 2 | 3/4 | 2 | 3/4 | 2
4 | 4/5 | 3 | 4/5 | 3 | 5 | 3 | 4/5 | 3 | 4/5 | 3
5 | 6 | 4 | 6 | 4 | 6 | 4 | 6 | 4 | 6 | 4
6 | 7 | 4 | 7 | 4 | 7 | 5 | 7 | 4 | 7 | 4
7 | 8 | 5 | 8 | 5 | 8 | 6 | 8 | 5 | none | 5
8 | 9 | 6 | 9 | 6 | 9 | 6 | 9 | 6 | - | -
9 | 10 | 7 | 10 | 7 | 10 | 7 | 10 | 7 | - | -
10 | 11 | 8 | 11 | 8 | 11 | 8 | 11 | 8 | - | -
14 | session 15->17 | 11 | none | 11 | 15 | 11 | 16 | 11 | - | -
20 | - | - | - | - | 22 | 16 | 22 | 16 | - | -
40 | - | - | - | - | 44 | 32 | 44 | 32 | - | -
50 | - | - | - | - | 55 | 40 | 55 | 40 | - | -
60 | - | - | - | - | 65 | 50 | 66 | 48 | - | -
90 | - | - | - | - | 100 | 70 | 99 | 72 | - | -
150 | - | - | - | - | 165 | 120 | 165 | 120 | - | -
300 | - | - | - | - | 330 | 240 | 330 | 240 | - | -`
	metrics := []Metric{
		{Kind: MetricSessions, Cap: 2, SessionMin: 15}, {Kind: MetricSessions, Cap: 2}, {Kind: MetricMinutes}, {Kind: MetricUnits}, {Kind: MetricDays},
	}
	for line := range strings.SplitSeq(strings.TrimSpace(table), "\n") {
		cells := strings.Split(line, " | ")
		var target float64
		if _, err := fmt.Sscan(cells[0], &target); err != nil {
			t.Fatal(err)
		}
		for i, m := range metrics {
			m.Target = target
			p := Plot{Metric: m, Step: 5}
			grow, lower := changed(p.Grow()), changed(p.Lower())
			if want := cells[1+2*i]; want != "-" && grow != want {
				t.Errorf("%s of %s: grows to %s, want %s", cells[0], m.Kind, grow, want)
			}
			if want := cells[2+2*i]; want != "-" && lower != want {
				t.Errorf("%s of %s: lowers to %s, want %s", cells[0], m.Kind, lower, want)
			}
		}
		custom := Plot{Metric: Metric{Kind: MetricCustom, Target: target}, Step: 5}
		if grow, lower := changed(custom.Grow()), changed(custom.Lower()); grow != cells[7] || lower != cells[8] {
			t.Errorf("%s of one's own: %s and %s", cells[0], grow, lower)
		}
	}
}

func TestRuling51Edges(t *testing.T) {
	rest := func(n int) Weekdays { return Weekdays(1<<n - 1) }
	sessions := func(target float64, limit int, sessionMin float64) Metric {
		return Metric{Kind: MetricSessions, Target: target, Cap: limit, SessionMin: sessionMin}
	}
	plain := func(k MetricKind, target float64) Metric { return Metric{Kind: k, Target: target} }
	alternating := func(m Metric) Metric { m.Alternates = true; return m }
	for _, c := range []struct {
		metric Metric
		rest   int
		want   string
	}{
		{sessions(7, 1, 15), 0, "session 15->17"},
		{sessions(6, 1, 15), 0, "7"},
		{sessions(6, 1, 15), 1, "session 15->17"},
		{sessions(5, 1, 15), 2, "session 15->17"},
		{sessions(4, 1, 15), 3, "session 15->17"},
		{sessions(7, 1, 0), 0, "none"},
		{sessions(2, 1, 10), 0, "session 10->11"},
		{sessions(2, 1, 14), 0, "session 14->15"},
		{sessions(1, 1, 5), 0, "session 5->6"},
		{sessions(1, 1, 115), 0, "session 115->120"},
		{sessions(1, 1, 119), 0, "session 119->120"},
		{sessions(2, 1, 120), 0, "none"},
		{sessions(1, 1, 45), 0, "session 45->50"},
		{plain(MetricDays, 5), 2, "none"},
		{plain(MetricDays, 4), 3, "none"},
		{plain(MetricDays, 6), 0, "7"},
		{alternating(sessions(3, 1, 15)), 0, "4"},
		{alternating(plain(MetricDays, 4)), 0, "5"},
		{alternating(plain(MetricDays, 3)), 4, "none"},
		{plain(MetricUnits, 2.5), 0, "3"},
		{plain(MetricUnits, 1.5), 0, "none"},
		{plain(MetricUnits, 49), 0, "54"},
		{plain(MetricUnits, 51), 0, "56"},
		{plain(MetricUnits, 55), 0, "61"},
		{plain(MetricUnits, 90), 0, "99"},
		{plain(MetricMinutes, 49), 0, "54"},
		{plain(MetricMinutes, 55), 0, "60"},
		{plain(MetricMinutes, 45), 0, "50"},
		{plain(MetricMinutes, 75), 0, "85"},
	} {
		if got := changed(Plot{Metric: c.metric, Rest: rest(c.rest), Step: 5}.Grow()); got != c.want {
			t.Errorf("grow %+v, %d rest: %s, want %s", c.metric, c.rest, got, c.want)
		}
	}
	for _, c := range []struct {
		metric Metric
		step   float64
		want   string
	}{
		{sessions(1, 1, 15), 5, "session 15->12"},
		{sessions(1, 1, 6), 5, "none"},
		{sessions(1, 1, 7), 5, "session 7->6"},
		{sessions(1, 1, 20), 10, "session 20->16"},
		{sessions(1, 1, 12), 10, "session 12->11"},
		{sessions(1, 1, 11), 10, "none"},
		{alternating(sessions(3, 1, 15)), 5, "3"},
		{plain(MetricMinutes, 55), 5, "45"},
		{plain(MetricMinutes, 62), 5, "50"},
		{plain(MetricUnits, 52), 5, "42"},
		{plain(MetricUnits, 1.5), 5, "1"},
		{plain(MetricUnits, 2.5), 5, "2"},
	} {
		if got := changed(Plot{Metric: c.metric, Step: c.step}.Lower()); got != c.want {
			t.Errorf("lower %+v: %s, want %s", c.metric, got, c.want)
		}
	}
}

func TestRuling53LighterTargets(t *testing.T) {
	for _, c := range []struct {
		kind     MetricKind
		from, to float64
	}{
		{MetricSessions, 1, 1},
		{MetricSessions, 2, 1},
		{MetricSessions, 3, 2},
		{MetricSessions, 4, 2},
		{MetricDays, 5, 3},
		{MetricMinutes, 60, 35},
		{MetricMinutes, 90, 55},
		{MetricMinutes, 40, 24},
		{MetricUnits, 60, 36},
		{MetricUnits, 90, 54},
		{MetricUnits, 1, 1},
	} {
		if got := EaseTarget(Metric{Kind: c.kind, Target: c.from}); got.To != c.to {
			t.Errorf("%v %s: %v, want %v", c.from, c.kind, got.To, c.to)
		}
	}
}
