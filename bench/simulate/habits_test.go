package main

import (
	"math"
	"testing"

	"github.com/ippo-app/ippo/internal/goal"
)

// people of a world that is changed by set live under a coach.
func people(t *testing.T, c coach, number int, set func(*world), see func(*run)) {
	t.Helper()
	w := middleWorld(t)
	w[reviewing], w[hazard] = 1, 0
	set(&w)
	var p person
	var l run
	for i := range number {
		p.draw(11, 0, i)
		l.begin(&w, &p, logging{Tagged: .6, Right: .8, Rated: .7})
		l.live(c)
		see(&l)
	}
}

// Whoever never logs a miss logs none, neither on the day nor in a review.
func TestNoMissIsLogged(t *testing.T) {
	simulated(t)
	t.Parallel()
	c := newTable(leverNone)
	answered := 0
	people(t, c, 15, func(w *world) { w[neverMissing], w[answering], w[goingAway] = 1, 1, 1 }, func(l *run) {
		for i, log := range c.days {
			if log.Status == goal.LogMissed || log.Tag != "" || l.shown[i] == goal.DayMissed {
				t.Fatalf("day %d: %+v", i, log)
			}
			if l.late[i] {
				answered++
			}
		}
	})
	if answered == 0 {
		t.Error("nobody answered a quiet day that was done")
	}
}

// In a silence nothing is logged, by the program's own count, and some do nothing
// meanwhile; before and after it there are days with a word. No review is made in
// it, but on its last evening.
func TestSilenceIsUnlogged(t *testing.T) {
	simulated(t)
	t.Parallel()
	c := newTable(leverNone)
	idle, on, back := 0, 0, 0
	people(t, c, 30, func(w *world) { w[goingAway], w[answering] = 1, 0 }, func(l *run) {
		last := firstDay() + weeks*weekDays - 1
		look, _ := c.look(l, last)
		for i := range weeks*weekDays - 1 {
			d := firstDay() + goal.Day(i)
			switch {
			case l.p.gone[i] && look.Life.On(d) != goal.DayUnlogged && look.Life.On(d) != goal.DayRest:
				t.Fatalf("day %d of a silence is %v", i, look.Life.On(d))
			case l.p.gone[i] && l.idle(i) && (l.minutes[i] > 0 || l.rated[i]):
				t.Fatalf("day %d: %v minutes while nothing is done", i, l.minutes[i])
			case l.p.gone[i] && l.idle(i):
				idle++
			case l.p.gone[i] && l.status[i] == goal.DayDone:
				on++
			case !l.p.gone[i] && i > silenceUntil && look.Life.On(d) == goal.DayDone:
				back++
			}
		}
		for _, r := range c.story.Reviews {
			evening := int(r.Week-firstDay()) + weekDays - 1
			if l.p.gone[evening] && evening+1 < days && l.p.gone[evening+1] {
				t.Errorf("a review in the middle of a silence, on day %d", evening)
			}
		}
	})
	if idle == 0 || on == 0 || back == 0 {
		t.Errorf("%d days without practice, %d with it, %d done afterwards", idle, on, back)
	}
}

// A review after a week without a word offers two minutes, and who takes them is
// asked for two minutes a day in the week to come.
func TestComingBackIsSmall(t *testing.T) {
	simulated(t)
	t.Parallel()
	c := newTable(leverNone)
	small := 0
	people(t, c, 60, func(w *world) { w[goingAway], w[answering], w[accepting] = 1, 0, 1 }, func(*run) {
		for _, m := range c.made {
			if m.suggestion.Rule != goal.R0 {
				continue
			}
			small++
			next := firstDay() + goal.Day((m.week+1)*weekDays)
			if p := goal.PlanOn(c.plans, next); p.Step.Minutes != goal.MinStepMinutes {
				t.Errorf("a step of %v minutes after silence", p.Step.Minutes)
			}
			if p := c.goals[0].Lasting(next); p.Step.Minutes <= goal.MinStepMinutes {
				t.Error("it was small before, and is offered")
			}
		}
	})
	if small == 0 {
		t.Error("nobody came back to a smaller step")
	}
}

// A quiet day that is answered in a review holds what happened and no minutes.
func TestQuietDaysAreAnswered(t *testing.T) {
	simulated(t)
	t.Parallel()
	c := newTable(leverNone)
	done, missed := 0, 0
	people(t, c, 10, func(w *world) { w[answering], w[neverMissing] = 1, 0 }, func(l *run) {
		for i, log := range c.days {
			if !l.late[i] {
				continue
			}
			if l.shown[i] != goal.DayUnlogged || len(log.Amounts) > 0 || log.Tag != "" || len(log.Met) > 0 {
				t.Fatalf("day %d: %v, and now %+v", i, l.shown[i], log)
			}
			switch {
			case log.Status == goal.LogDone && l.status[i] == goal.DayDone:
				done++
			case log.Status == goal.LogMissed && l.status[i] == goal.DayMissed:
				missed++
			default:
				t.Errorf("day %d was %v and is said to be %v", i, l.status[i], log.Status)
			}
		}
	})
	if missed == 0 {
		t.Errorf("%d days done and %d missed were answered", done, missed)
	}
}

// Practice takes energy, a lighter week gives it back, and without tiring none is
// lost.
func TestRestMends(t *testing.T) {
	t.Parallel()
	w := world{tiring: .05, mending: .15}
	p := person{comfort: 20}
	l := run{w: &w, p: &p, comfort: 20}
	week := func(minutes float64) float64 {
		for i := range weekDays {
			l.minutes[i] = minutes
			l.wear(i)
		}
		return l.energy(0)
	}
	for range 6 {
		week(20)
	}
	full := week(20)
	lighter := week(5)
	if want := -.05 / .15; math.Abs(full-want) > .01 {
		t.Errorf("energy %.3f under full weeks, %.3f is where it settles", full, want)
	}
	if rested := week(0); !(full < lighter && lighter < rested) {
		t.Errorf("energy %.3f, after a lighter week %.3f, after one of rest %.3f", full, lighter, rested)
	}
	w[tiring] = 0
	if l.tired = 0; week(60) != 0 {
		t.Error("energy is lost where nothing tires")
	}
}

// watched is a table whose weeks are compared with those of our own code.
type watched struct {
	*table
	t     *testing.T
	count int
}

func (c *watched) review(l *run, week int) {
	last := firstDay() + goal.Day(week*weekDays+weekDays-1)
	sum := 0.0
	for t := week * weekDays; t < (week+1)*weekDays; t++ {
		sum += l.adds(t)
	}
	w := c.see(l, last).Week
	if w.Done != sum || w.Target != l.target {
		c.t.Fatalf("week %d: %v of %v, our own code says %v of %v", week, sum, l.target, w.Done, w.Target)
	}
	c.count++
	c.table.review(l, week)
}

// Sessions and days are counted, asked for, grown and made lighter as our own
// code has it, week by week.
func TestWeeksAreThoseOfOurOwnCode(t *testing.T) {
	simulated(t)
	t.Parallel()
	for _, kind := range []goal.MetricKind{goal.MetricSessions, goal.MetricDays} {
		c := &watched{table: newTable(leverNone), t: t}
		grown, alternating, lighter := 0, 0, 0
		people(t, c, 80, func(w *world) {
			w[countingSessions], w[countingDays], w[accepting] = 1, 0, 1
			if kind == goal.MetricDays {
				w[countingSessions], w[countingDays] = 0, 1
			}
			w[answering], w[goingAway] = 0, 0
		}, func(l *run) {
			if l.kind != kind {
				t.Fatalf("a goal counts %s", l.kind)
			}
			for _, m := range c.made {
				switch s := m.suggestion; {
				case s.Action == goal.ActGrow && s.Target.Alternates:
					alternating++
				case s.Action == goal.ActGrow:
					grown++
				case s.Action == goal.ActRestWeek && s.Target.To < s.Target.From:
					lighter++
				}
			}
		})
		if c.count < 900 || grown == 0 || alternating == 0 || lighter == 0 {
			t.Errorf("%s: %d weeks, grown %d times, alternating %d, lighter %d", kind, c.count, grown, alternating, lighter)
		}
	}
}

// Full sessions lie on as many weekdays as the week asks for, around days of rest.
func TestFullSessionsAreSpread(t *testing.T) {
	t.Parallel()
	rest := [weekDays]bool{1: true}
	for _, c := range []struct {
		kind   goal.MetricKind
		number int
		want   [weekDays]bool
	}{
		{goal.MetricMinutes, 5, [weekDays]bool{true, true, true, true, true}},
		{goal.MetricSessions, 3, [weekDays]bool{true, false, true, true}},
		{goal.MetricDays, 7, [weekDays]bool{true, false, true, true, true, true, true}},
	} {
		l := run{kind: c.kind, rest: rest}
		if l.spread(c.number); l.fulls != c.want {
			t.Errorf("%s, %d: %v", c.kind, c.number, l.fulls)
		}
	}
}

// H changes nothing and is asked as often as K; what it costs is the burden
// alone.
func TestHoldingChangesNothing(t *testing.T) {
	simulated(t)
	t.Parallel()
	type life struct {
		minutes, habit float64
		reviews        int
	}
	of := func(c coach, burden, leaves float64) (all []life) {
		people(t, c, 25, func(w *world) { w[reviewing], w[reviewBurden], w[hazard] = .7, burden, leaves }, func(l *run) {
			x := l.tallied(0)
			all = append(all, life{x.minutes, x.habit, l.made})
			if l.full != l.firstFull || l.floor != l.firstMin {
				if _, table := c.(*table); !table {
					t.Fatal("the plan was changed")
				}
			}
		})
		return all
	}
	plain, held, k := of(fixed{factor: 1}, 1, .002), of(holding{}, 1, .002), of(newTable(leverNone), 1, 0)
	for i := range plain {
		if plain[i].minutes != held[i].minutes || plain[i].habit != held[i].habit {
			t.Errorf("person %d: %v without reviews, %v with ones that hold", i, plain[i], held[i])
		}
	}
	made := 0
	for i, x := range of(holding{}, 1, 0) {
		if made += x.reviews; x.reviews != k[i].reviews {
			t.Errorf("person %d: %d reviews, %d under K", i, x.reviews, k[i].reviews)
		}
	}
	if made == 0 {
		t.Error("nobody made a review")
	}
	sum := func(all []life) (m float64) {
		for _, x := range all {
			m += x.minutes
		}
		return m
	}
	if light, heavy := sum(of(holding{}, .8, .02)), sum(of(holding{}, 1.3, .02)); light <= heavy {
		t.Errorf("%v minutes with a light burden, %v with a heavy one", light, heavy)
	}
}

// A row that speaks in three reviews in a row is counted once for the third, and
// another row between begins anew.
func TestRowsInARow(t *testing.T) {
	t.Parallel()
	c := newTable(leverNone)
	for _, rule := range []goal.Rule{goal.R3, goal.R3, goal.R11, goal.R3, goal.R3, goal.R3, goal.R3} {
		c.spoke(rule)
	}
	if got := c.rows[goal.R3]; got != (often{spoke: 6, third: 2, longest: 4}) {
		t.Errorf("%+v", got)
	}
	sum := rows{goal.R3: {1, 1, 0, 9}}
	sum.add(c.rows)
	if sum[goal.R3] != (often{7, 1, 2, 9}) || sum.reviews() != 8 {
		t.Errorf("%+v", sum)
	}
}
