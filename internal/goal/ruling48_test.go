package goal

import (
	"math"
	"strings"
	"testing"
)

func TestRuling48CleanWindowsOfDays(t *testing.T) {
	for _, c := range []struct {
		days    string
		from    int // of the change, in July; 0 for none
		n1, n2  int
		a1, a2  float64
		isEarly bool
	}{
		{"DMMDMMM DDDMDDD", 13, 7, 7, 6. / 7, 6. / 7, true},
		{"DMMDMMM DDDMDDD", 0, 7, 14, 6. / 7, 8. / 14, false},
		{"DMMDMMM DDDMDDD", 10, 7, 10, 6. / 7, .6, false},
		{"DMMDMMM DDDMDDD", 9, 7, 11, 6. / 7, 7. / 11, false},
		{"DDMDDDR DMDDMDR", 0, 6, 12, 4. / 6, .75, false},
		{"DDMDDDR DMDDMDR", 6, 6, 12, 4. / 6, .75, false},
		{"DRRDDDR DRRMDDR", 0, 4, 8, .75, .75, true},
		{"DDDDDDD PPPPPDM", 0, 2, 9, .5, .5, true},
		{"DMDDPPP PPPDDMD", 8, 4, 6, .75, .75, true},
	} {
		j := july{days: c.days, today: jul(19), open: true}
		if c.from != 0 {
			j.changes = []Day{jul(c.from)}
		}
		if c.from == 6 {
			j.changes = nil
			cue := "after tea"
			j.plan = []Revision{{From: jul(6), At: 1, Change: PlanChange{Cue: &cue}}}
		}
		in := j.inputs(jul(13))
		f := newReviewFacts(in)
		if in.Active7 != c.n1 || in.Active14 != c.n2 || math.Abs(*f.a1-c.a1) > 1e-9 || math.Abs(*f.a2-c.a2) > 1e-9 || f.early != c.isEarly {
			t.Errorf("%s, change %d: n %d and %d, A %v and %v, early %v", c.days, c.from, in.Active7, in.Active14, *f.a1, *f.a2, f.early)
		}
	}
}

func TestRuling48CleanWeeks(t *testing.T) {
	lighter := func(first int) Revision {
		return Revision{From: jul(first), Until: jul(first + 6), At: 1, Change: target(2)}
	}
	for _, c := range []struct {
		name       string
		change     int
		plan       []Revision
		p1, p2, p4 *float64
	}{
		{"none", 0, nil, new(1.2), new(.5), new(.925)},
		{"Mon 20 July", 20, nil, new(1.2), nil, new(.925)},
		{"Tue 21 July", 21, nil, new(1.2), nil, new(.925)},
		{"Wed 22 July", 22, nil, nil, nil, new(.925)},
		{"Mon 13 July", 13, nil, new(1.2), new(.5), new(.925)},
		{"Tue 14 July", 14, nil, new(1.2), new(.5), new(.925)},
		{"Wed 15 July", 15, nil, new(1.2), nil, new(.925)},
		{"13-19 lighter", 0, []Revision{lighter(13)}, new(1.2), new(1.1), nil},
		{"Mon 6 July; 13-19 lighter", 6, []Revision{lighter(13)}, new(1.2), new(1.1), nil},
		{"20-26 lighter", 0, []Revision{lighter(20)}, nil, new(.5), nil},
	} {
		g := planned(jul(-1)) // Monday 29 June
		ten := Metric{Kind: MetricMinutes, Target: 100}
		g.Plan[0].Change.Metric = &ten
		if c.change != 0 {
			cue := "after tea"
			g.Plan = append(g.Plan, Revision{From: jul(c.change), At: 1, Change: PlanChange{Cue: &cue}})
		}
		for _, r := range c.plan {
			r.Change = PlanChange{Metric: &Metric{Kind: MetricMinutes, Target: 100, Where: "lighter"}}
			g.Plan = append(g.Plan, r)
		}
		l := diary{goal: g, marks: strings.Repeat("d", 28)}.look()
		for i, p := range []float64{.9, 1.1, .5, 1.2} {
			for x := range 7 {
				d := jul(-1) + Day(7*i+x)
				log, minutes := l.Logs[d], 0.0
				if x == 0 {
					minutes = 100 * p
				}
				log.Amounts = []Amount{{Minutes: &minutes}}
				l.Logs[d] = log
			}
		}
		l.Weeks = l.Life.weeks(*l.Season, l.Logs)
		in := l.ReviewInputs(Story{}, nil, jul(20), ReviewAnswers{})
		for i, pair := range [][2]*float64{{in.P1, c.p1}, {in.P2, c.p2}, {in.P4, c.p4}} {
			if got, want := pair[0], pair[1]; (got == nil) != (want == nil) || got != nil && math.Abs(*got-*want) > 1e-9 {
				t.Errorf("%s: number %d is %v, want %v", c.name, i, show(got), show(want))
			}
		}
	}
}

// A plan's counts are those of the fourteen days, not of its life.
func TestRuling48PlanCountsOfTheWindow(t *testing.T) {
	plans := []IfThen{{ID: "a", Obstacle: TagTime}}
	g := planned(jul(6))
	g.Plan[0].Change.IfThens = &plans
	l := diary{goal: g, marks: "ddddddd" + "ddddddd" + "ttddddd"}.look()
	for _, d := range []Day{jul(6), jul(7), jul(14), jul(20)} {
		log := l.Logs[d]
		log.Met = []Met{{"a", true}}
		l.Logs[d] = log
	}
	if in := l.ReviewInputs(Story{}, nil, jul(20), ReviewAnswers{}); in.Linked == nil || in.Linked.Met != 2 {
		t.Errorf("%+v", in.Linked)
	}
	if c := l.PlanCounts("a"); c.Met != 4 {
		t.Errorf("the goal's page counts its life: %+v", c)
	}
}
