package main

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/ippo-app/ippo/internal/goal"
)

// lived lets people live under a table and hands over each of them.
func lived(t *testing.T, c *table, people int, see func(*run)) {
	t.Helper()
	w := middleWorld(t)
	w[reviewing], w[hazard] = 1, 0
	var p person
	var l run
	for i := range people {
		p.draw(3, 0, i)
		l.begin(&w, &p, logging{Tagged: .6, Right: .8, Rated: .7})
		l.live(c)
		see(&l)
	}
}

func TestSeasonBeginsOnMonday(t *testing.T) {
	t.Parallel()
	if w := firstDay().Weekday(); w != time.Monday {
		t.Errorf("the first day is a %s", w)
	}
}

// The policy sees the log alone: whatever nobody sees, the inputs are the same.
func TestTableSeesTheLogAlone(t *testing.T) {
	simulated(t)
	t.Parallel()
	c := newTable(leverNone)
	lived(t, c, 20, func(l *run) {
		last := firstDay() + weeks*weekDays - 1
		_, before := c.look(l, last)
		l.habit, l.confidence, l.motivation, l.disc, l.strain = 9, 9, 9, 9, 9
		l.w, l.p = &world{}, &person{}
		c.days, c.letters = c.days[:0], append(c.letters[:0], "..."...) // write the log anew
		_, after := c.look(l, last)
		if d := cmp.Diff(before, after); d != "" {
			t.Error(d)
		}
	})
}

// What our own code reads out of the log is what happened in the model.
func TestInputsAreWhatHappened(t *testing.T) {
	simulated(t)
	t.Parallel()
	c := newTable(leverNone)
	lived(t, c, 30, func(l *run) {
		last := weeks*weekDays - 1
		look, in := c.look(l, firstDay()+goal.Day(last))
		done, adds := 0, 0.0
		for t := last - 6; t <= last; t++ {
			if l.shown[t] == goal.DayDone {
				done++
				adds += l.adds(t)
			}
		}
		if l.shown[last] == goal.DayUnlogged { // today is open, so the window ends yesterday
			done = in.Done7
		}
		if in.Done7 != done || in.Confidence == nil || *in.Confidence != sureness {
			t.Errorf("done %d, want %d", in.Done7, done)
		}
		if in.P1 != nil && look.Plan.Until == 0 && *in.P1 != adds/look.Week.Target {
			t.Errorf("attainment %v, want %v of %v", *in.P1, adds, look.Week.Target)
		}
	})
}

// Every accepted suggestion becomes a revision from Monday on, and the life
// follows the plan in force.
func TestAcceptedChangesAreFollowed(t *testing.T) {
	simulated(t)
	t.Parallel()
	c := newTable(leverNone)
	kinds := map[goal.Action]int{}
	lived(t, c, 150, func(l *run) {
		for _, m := range c.made {
			kinds[m.suggestion.Action]++
		}
		for _, r := range c.goals[0].Plan[1:] {
			if r.From.Weekday() != time.Monday {
				t.Errorf("a change holds from %s", r.From.Weekday())
			}
		}
		p := goal.PlanOn(c.plans, firstDay()+weeks*weekDays)
		if l.target != p.Metric.Target && !p.Metric.Alternates || l.floor != p.Step.Minutes {
			t.Errorf("the life follows %v and %v, the plan says %v and %v", l.target, l.floor, p.Metric.Target, p.Step.Minutes)
		}
		if p.Step.Minutes > l.firstMin || p.Step.Minutes < goal.MinStepMinutes {
			t.Errorf("a step of %v minutes, %v at first", p.Step.Minutes, l.firstMin)
		}
		if n := len(p.IfThens); n > goal.MaxIfThen {
			t.Errorf("%d if-then plans", n)
		}
	})
	for _, a := range []goal.Action{goal.ActMoveCue, goal.ActWeekdayCue, goal.ActAddIfThen, goal.ActShrinkStep, goal.ActGrow, goal.ActRestWeek} {
		if kinds[a] == 0 {
			t.Errorf("nobody was ever told to %s", a)
		}
	}
}

// Two declines let a suggestion rest: our own PassedOver is in the loop.
func TestDeclinedTwiceIsPassedOver(t *testing.T) {
	simulated(t)
	t.Parallel()
	c := newTable(leverNone)
	w := middleWorld(t)
	w[reviewing], w[hazard], w[accepting] = 1, 0, 0
	var p person
	var l run
	passed := 0
	for i := range 60 {
		p.draw(3, 0, i)
		l.begin(&w, &p, logging{Tagged: .6, Right: .8, Rated: .7})
		l.live(c)
		if len(c.made) > 0 || len(c.goals[0].Plan) != 1 {
			t.Fatal("what was declined was done")
		}
		_, in := c.look(&l, firstDay()+weeks*weekDays-1)
		passed += len(in.PassOver)
	}
	if passed == 0 {
		t.Error("nothing was passed over")
	}
}

// R makes as many changes as K, in the same weeks.
func TestPlaceboChangesAsOften(t *testing.T) {
	simulated(t)
	t.Parallel()
	k := newTable(leverNone)
	for name, r := range map[string]*placebo{
		"random": {table: *newTable(leverNone), like: k},
		"mixed":  {table: *newTable(leverNone), like: k, mixed: true},
	} {
		w := middleWorld(t)
		w[reviewing], w[hazard] = 1, 0
		var p person
		var l run
		for i := range 40 {
			p.draw(3, 0, i)
			l.begin(&w, &p, logging{Tagged: .6, Right: .8, Rated: .7})
			l.live(k)
			l.begin(&w, &p, logging{Tagged: .6, Right: .8, Rated: .7})
			l.live(r)
			if len(r.made) != len(k.made) {
				t.Fatalf("%s: %d changes, the table made %d", name, len(r.made), len(k.made))
			}
			r.pool = r.pool[:0]
			for j, m := range r.made {
				if m.week != k.made[j].week {
					t.Errorf("%s: a change in week %d, not %d", name, m.week, k.made[j].week)
				}
				r.pool = append(r.pool, k.made[j].suggestion)
			}
		}
	}
}

// Every lever of the placebo can be pulled on any plan.
func TestRandomSuggestions(t *testing.T) {
	t.Parallel()
	seen := map[goal.Action]bool{}
	p := goal.Plan{Metric: goal.Metric{Kind: goal.MetricMinutes, Target: 90}, Step: goal.Step{Minutes: 4}}
	for u := range 60 {
		for v := range 60 {
			s := randomSuggestion(p, float64(u)/60, float64(v)/60)
			seen[s.Action] = true
			if s.Action == goal.ActWeekdayCue && (s.Weekday == nil || *s.Weekday > time.Saturday) {
				t.Errorf("weekday %v", s.Weekday)
			}
		}
	}
	for v := range levers {
		for _, a := range v.actions() {
			if !seen[a] {
				t.Errorf("%s is never drawn", a)
			}
			if leverOf(a) != v {
				t.Errorf("%s belongs to %s", a, leverOf(a))
			}
		}
	}
}
