package main

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"

	"github.com/ippo-app/ippo/internal/goal"
)

// gateLimits are the bounds of the calibration gates (method 12.5).
type gateLimits struct {
	T95Median    [2]float64 `json:"t95_median"`
	T95Share     [2]float64 `json:"t95_share_30_144"`
	MissBelow    float64    `json:"miss_changes_habit_below"`
	Adherence    [2]float64 `json:"adherence_f1"`
	ReminderLeft float64    `json:"reminder_left_after_six_weeks"`
}

// gate is a check that the model has to pass before anything is compared.
type gate struct {
	Number int
	Says   string
	Found  string
	Passed bool
}

// gates holds the model to what is known of people. They run on a sample of the
// trial-like setting, before any comparison.
func gates(f frozen, seed uint64, worlds, people int) ([]gate, error) {
	st := f.Settings[0]
	ranges, err := f.ranges(st)
	if err != nil {
		return nil, err
	}
	g := gauge{limits: f.Gates, seed: seed, logs: f.logging(st), people: people}
	for i := range worlds {
		g.worlds = append(g.worlds, drawWorld(seed, i, ranges))
	}
	all := []gate{g.alwaysPerformed(), g.oneMiss(), g.higherAsks(), g.decline(), g.reminder(), g.adherence()}
	return all, nil
}

type gauge struct {
	limits gateLimits
	seed   uint64
	logs   logging
	worlds []world
	people int
	life   run
	person person
}

// each lives a life of every person of every world under a coach.
func (g *gauge) each(c coach, see func(world, person int, l *run)) {
	for i := range g.worlds {
		for j := range g.people {
			g.person.draw(g.seed, i, j)
			g.life.begin(&g.worlds[i], &g.person, g.logs)
			g.life.live(c)
			see(i, j, &g.life)
		}
	}
}

const gatePeople = 4000

// alwaysPerformed: a habit that is performed every day reaches 95% at a median
// of 66 days, and 80% of people get there between day 30 and 144.
func (g *gauge) alwaysPerformed() gate {
	var reached []float64
	within := 0.0
	r := rand.New(rand.NewPCG(g.seed, worldStream)) //nolint:gosec // a simulation has to be repeatable
	var w world
	for range gatePeople {
		p := person{gain: gainOf(easeMedian * math.Exp(easeSpread*r.NormFloat64()))}
		l := run{w: &w, p: &p}
		l.cue[0] = 1
		l.minutes[0], l.status[0] = 60, goal.DayDone
		n := 0.0
		for l.habit < 0.95 {
			l.learn(0, 0)
			n++
		}
		reached = append(reached, n)
		if n >= 30 && n <= 144 {
			within++
		}
	}
	slices.Sort(reached)
	median, share := quantile(reached, 0.5), within/gatePeople
	return gate{
		1, "A habit performed every day reaches 95% at a median of 66 days, and between day 30 and 144 for 80% of people",
		fmt.Sprintf("median %.0f days; %.0f%% between day 30 and 144", median, 100*share),
		inside(median, g.limits.T95Median) && inside(share, g.limits.T95Share),
	}
}

// oneMiss: a miss after 28 days changes the habit of the median person by less
// than .01.
func (g *gauge) oneMiss() gate {
	h := missAtDay28()
	return gate{
		2, "One miss at day 28 changes the habit by less than .01",
		fmt.Sprintf("%.3f to %.3f, back to %.3f on the next day; never interrupted %.3f", h[0], h[1], h[2], h[3]),
		h[0]-h[1] < g.limits.MissBelow,
	}
}

// missAtDay28 is the habit of the median person after 28 days, after a miss,
// after the day that mends it, and of a person who never missed.
func missAtDay28() [4]float64 {
	const rhoOfExample = 0.25 // of the worked example in 12.5
	w := world{rho: rhoOfExample}
	p := person{gain: gainOf(easeMedian)}
	l, even := run{w: &w, p: &p}, run{w: &w, p: &p}
	for _, x := range []*run{&l, &even} {
		x.cue[0] = 1
		x.minutes[0], x.status[0] = 60, goal.DayDone
		x.status[1] = goal.DayMissed
	}
	var h [4]float64
	for range 28 {
		l.learn(0, 0)
		even.learn(0, 0)
	}
	h[0] = l.habit
	l.learn(1, 0)
	h[1] = l.habit
	l.learn(0, 0)
	h[2] = l.habit
	even.learn(0, 0)
	even.learn(0, 0)
	h[3] = even.habit
	return h
}

// higherAsks: asking for more raises the mean minutes and lowers how often the
// ask is met, for most people.
func (g *gauge) higherAsks() gate {
	const more = 1.5
	type asked struct{ minutes, met float64 }
	usual := make([]asked, 0, len(g.worlds)*g.people)
	see := func(into *[]asked) func(int, int, *run) {
		return func(_, _ int, l *run) {
			t := l.tallied(0)
			*into = append(*into, asked{t.minutes, t.reached / max(1, t.asks)})
		}
	}
	g.each(fixed{factor: 1}, see(&usual))
	high := make([]asked, 0, len(usual))
	g.each(fixed{factor: more}, see(&high))
	sum, sumHigh, less := 0.0, 0.0, 0.0
	for i := range usual {
		sum += usual[i].minutes
		sumHigh += high[i].minutes
		if high[i].met < usual[i].met {
			less++
		}
	}
	share := less / float64(len(usual))
	return gate{
		3, "Asking for half as much again raises the minutes and lowers how often the ask is met for most people",
		fmt.Sprintf("minutes x%.2f; met less often by %.0f%% of people", sumHigh/sum, 100*share),
		sumHigh > sum && share > 0.5,
	}
}

// decline: strict fixed plans decline faster than adapted ones between weeks
// 2 to 5 and 9 to 12, the last full ones.
func (g *gauge) decline() gate {
	of := func(c coach) float64 {
		early, late := 0.0, 0.0
		g.each(c, func(_, _ int, l *run) {
			t := l.tallied(0)
			for w := 1; w <= 4; w++ {
				early += t.weeks[w]
				late += t.weeks[w+7]
			}
		})
		return late/early - 1
	}
	strict, adapted := of(fixed{strict: true, factor: 1}), of(newTable(leverNone))
	return gate{
		4, "F0 declines faster than the adaptive arm between weeks 2 to 5 and 9 to 12",
		fmt.Sprintf("F0 %+.0f%%, K %+.0f%%", 100*strict, 100*adapted),
		strict < adapted,
	}
}

// reminder: what a reminder adds to noticing fades over about six weeks.
func (g *gauge) reminder() gate {
	var l run
	l.cue[0] = 0.5
	adds := func(t int) float64 { return l.noticing(t, 0) - l.cue[0] }
	left := adds(42) / adds(0)
	return gate{
		5, "The effect of a reminder fades over about six weeks",
		fmt.Sprintf("%.0f%% of it is left after six weeks", 100*left),
		left < g.limits.ReminderLeft,
	}
}

// adherence of F1 in the trial-like setting.
func (g *gauge) adherence() gate {
	var sum tally
	g.each(fixed{factor: 1}, func(_, _ int, l *run) { sum.add(l.tallied(0)) })
	a := sum.adherence()
	return gate{
		6, fmt.Sprintf("Adherence of F1 lies between %.0f%% and %.0f%%", 100*g.limits.Adherence[0], 100*g.limits.Adherence[1]),
		fmt.Sprintf("%.0f%%", 100*a),
		inside(a, g.limits.Adherence),
	}
}

func inside(x float64, limits [2]float64) bool { return x >= limits[0] && x <= limits[1] }
