package main

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/ippo-app/ippo/internal/goal"
)

// near compares to the digits that the method gives.
func near(a, b float64) bool { return math.Abs(a-b) < 5e-4 }

func middleWorld(t *testing.T) world {
	t.Helper()
	f, err := readFrozen()
	if err != nil {
		t.Fatal(err)
	}
	ranges, err := f.ranges(f.Settings[0])
	if err != nil {
		t.Fatal(err)
	}
	var w world
	for i, s := range ranges {
		w[i] = (s.Low + s.High) / 2
	}
	return w
}

// Method 12.5, gate 2.
func TestOneMissAtDay28(t *testing.T) {
	t.Parallel()
	want := [4]float64{.719, .711, .724, .744}
	for i, h := range missAtDay28() {
		if !near(h, want[i]) {
			t.Errorf("habit %d: %.4f, the method says %.3f", i, h, want[i])
		}
	}
}

// Method 6.3: the share of the gain that is reached by a day.
func TestHabitFollowsTheCurve(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		t95  float64
		day  int
		want float64
	}{
		{18, 7, .69}, {18, 14, .90}, {66, 7, .27}, {66, 14, .47}, {66, 28, .72}, {66, 56, .92}, {66, 66, .95}, {66, 90, .98}, {254, 28, .28}, {254, 90, .65},
	} {
		w, p := world{}, person{gain: gainOf(c.t95)}
		if got := p.easeDays(); math.Abs(got-c.t95) > 1e-6 {
			t.Errorf("T95 %v comes back as %v", c.t95, got)
		}
		l := run{w: &w, p: &p}
		l.cue[0], l.minutes[0], l.status[0], l.firstFull = 1, 30, goal.DayDone, 30
		for range c.day {
			l.learn(0, 0)
		}
		if math.Abs(l.habit-c.want) > .0051 {
			t.Errorf("T95 %v on day %d: %.3f, the method says %.2f", c.t95, c.day, l.habit, c.want)
		}
	}
}

// Method 12.3: S and H by what was done.
func TestLearn(t *testing.T) {
	t.Parallel()
	w := world{psi: .5, rho: .4, lambdaSuccess: .04, lambdaMiss: .05}
	p := person{gain: .1}
	for name, c := range map[string]struct {
		strict                  bool
		wd                      int
		minutes                 float64
		status                  goal.DayStatus
		wantHabit, wantSureness float64
	}{
		"full":                  {false, 0, 20, goal.DayDone, .5 + .1*.8*.5, .5 + .04*.5},
		"the step":              {false, 0, 5, goal.DayDone, .5 + .1*.8*.5*.5, .5 + .02*.5},
		"more than the step":    {false, 0, 9, goal.DayDone, .5 + .1*.8*.5, .5 + .02*.5},
		"the step on a low day": {false, 6, 5, goal.DayDone, .5 + .1*.8*.5*.5, .5 + .02*.5},
		"partial, strict":       {true, 0, 9, goal.DayDone, .5 + .1*.8*.5, .5 - .025*.5},
		"a miss":                {false, 0, 0, goal.DayMissed, .5 - .1*.4*.5, .5 - .05*.5},
	} {
		l := run{w: &w, p: &p, strict: c.strict, full: 20, firstFull: 20, firstMin: 5, floor: 5, habit: .5, confidence: .5}
		l.spread(fullDays)
		l.cue[c.wd], l.minutes[0], l.status[0] = .64, c.minutes, c.status
		l.learn(0, c.wd)
		if math.Abs(l.habit-c.wantHabit) > 1e-12 || math.Abs(l.confidence-c.wantSureness) > 1e-12 {
			t.Errorf("%s: habit %v, confidence %v; want %v, %v", name, l.habit, l.confidence, c.wantHabit, c.wantSureness)
		}
	}
}

// Method 12.3: what becomes of the feasible minutes.
func TestFraming(t *testing.T) {
	t.Parallel()
	w := world{omega: .6, chi: .2, zeta: .3}
	for name, c := range map[string]struct {
		strict   bool
		wd       int
		feasible float64
		luck     float64 // of omega, chi and zeta alike
		want     float64
	}{
		"strict, enough":              {true, 0, 25, .9, 20},
		"strict, partial done":        {true, 0, 12, .7, 12},
		"strict, partial dropped":     {true, 0, 12, .5, 0},
		"strict, under two minutes":   {true, 0, 1.5, .9, 0},
		"floor, enough":               {false, 0, 25, .9, 20},
		"floor, satisfied by less":    {false, 0, 25, .1, 5},
		"floor, between, goes on":     {false, 0, 12, .1, 12},
		"floor, between, stops":       {false, 0, 12, .9, 5},
		"floor, under the step":       {false, 0, 4.9, .1, 0},
		"low-dose day, stops":         {false, 6, 25, .9, 5},
		"low-dose day, goes on":       {false, 6, 25, .1, 20},
		"low-dose day, nothing comes": {false, 6, 0, .1, 0},
	} {
		p := person{}
		p.strict[0], p.satisfice[0], p.goOn[0] = c.luck, c.luck, c.luck
		l := run{w: &w, p: &p, strict: c.strict, full: 20, floor: 5, homeless: 1}
		l.spread(fullDays)
		if got := l.framed(0, c.wd, c.feasible); got != c.want {
			t.Errorf("%s: %v minutes, want %v", name, got, c.want)
		}
	}
}

// Method 12.3: v, q, the feasible minutes, and the chance of leaving.
func TestDailyEquations(t *testing.T) {
	t.Parallel()
	w := world{pullHabit: 2, whatTheHell: .4, attenuation: .5, planEffect: .25, doubling: 1.25, hazard: .002, reviewBurden: 1.2}
	p := person{drive: .9, comfort: 20}
	p.energy[3], p.shock[3], p.busy[3], p.latent[3], p.notice[3] = .4, byTime, true, .35, .1
	l := run{w: &w, p: &p, motivation: .5, confidence: .6, habit: .3, disc: .1, strain: .05, comfort: 20, full: 400, floor: 2, homeless: 1}
	l.cue[3], l.after, l.did[3], l.answers[byTime] = .5, 2, true, answer{true, 1, 2}
	v := .9 + .6*.5 + .5*.4 + 1.5*.1 + 2*.3 - .1 - .05 - .6 - 1.5*(1-.25*2) - .4*.5
	if got := l.drive(3, 3); math.Abs(got-v) > 1e-12 || l.after != 1 {
		t.Errorf("v is %v, want %v", got, v)
	}
	q := 1 - (1-(.5+.5*.3))*(1-.35*math.Exp(-3.0/30))
	if got := l.noticing(3, 3); math.Abs(got-q) > 1e-12 {
		t.Errorf("q is %v, want %v", got, q)
	}
	p.goOn[3], w[zeta] = 0, 1
	l.act(3, 3, v, true)
	if x := 20 * (math.Pow(2, (v+.35)/1.25) - 1); math.Abs(l.minutes[3]-x) > 1e-9 {
		t.Errorf("feasible minutes %v, want %v", l.minutes[3], x)
	}
	if l.act(3, 3, v, false); l.minutes[3] != 0 {
		t.Errorf("a cue that is not noticed: %v minutes", l.minutes[3])
	}
	l.misses, l.reviews = 9, true
	if h := .002 * math.Exp(.35*6-.1-.3) * 1.2; math.Abs(l.leaving()-h) > 1e-12 {
		t.Errorf("chance of leaving %v, want %v", l.leaving(), h)
	}
}

// Method 12.3: weekly discouragement, and its bounds.
func TestEndOfWeek(t *testing.T) {
	t.Parallel()
	w := world{lambdaWeek: .2}
	for _, c := range []struct{ minutes, was, want float64 }{
		{59, 0, .18}, {60, .1, .09}, {100, .1, -.09}, {0, 1, 1}, {200, -.5, -.5},
	} {
		l := run{w: &w, p: &person{}, target: 100, week: c.minutes, disc: c.was}
		l.endWeek(0)
		if math.Abs(l.disc-c.want) > 1e-12 || l.week != 0 {
			t.Errorf("%v minutes of 100 after %v: %v, want %v", c.minutes, c.was, l.disc, c.want)
		}
	}
}

// Population of method 12.3 and gate 1.
func TestPeopleAreSpreadAsTheMethodSays(t *testing.T) {
	t.Parallel()
	var ease, cues, shocks []float64
	var p person
	for i := range 3000 {
		p.draw(7, 0, i)
		ease, cues = append(ease, p.easeDays()), append(cues, p.cues[0])
		days := 0.0
		for _, k := range p.shock {
			if k > 0 {
				days++
			}
		}
		shocks = append(shocks, days)
	}
	slices.Sort(ease)
	if q := [3]float64{quantile(ease, .1), quantile(ease, .5), quantile(ease, .9)}; math.Abs(q[0]-30) > 3 || math.Abs(q[1]-66) > 4 || math.Abs(q[2]-144) > 12 {
		t.Errorf("T95 at 10, 50, 90%%: %.0f, want about 30, 66, 144", q)
	}
	if m := mean(cues); math.Abs(m-4.0/7) > .01 {
		t.Errorf("cue quality has a mean of %.3f, Beta(4, 3) has .571", m)
	}
	if m := mean(shocks); math.Abs(m-90*.02*3*.95) > .6 { // a little less than 5.4: none begins while one goes on
		t.Errorf("%.2f days of shock", m)
	}
}

func mean(xs []float64) float64 {
	sum := 0.0
	for _, x := range xs {
		sum += x
	}
	return sum / float64(len(xs))
}

// The model's shown chain breaks exactly where our own rules close a chain.
func TestShownChainIsOurs(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		var l run
		n := rapid.IntRange(1, days).Draw(t, "days")
		breaks := 0
		for i := range n {
			l.shown[i] = rapid.SampledFrom([]goal.DayStatus{goal.DayDone, goal.DayDone, goal.DayMissed, goal.DayUnlogged}).Draw(t, "day")
			l.after = 0
			l.shownChain(i)
			if l.after > 0 {
				breaks++
			}
		}
		if links := goal.LinkUp(l.shown[:n]); len(links.Closed) != breaks || (links.Chain.State != goal.Resting) != l.chain {
			t.Fatalf("%d breaks, open %v; our rules say %+v", breaks, l.chain, links)
		}
	})
}
