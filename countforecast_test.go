package main

import (
	"math"
	"slices"
)

// This file reads the forecasts of levels and milestones a second time (8.3, 8.4).

// forecast of the end of a season: its value, the bounds of eight in ten, the
// share in which the outcome is reached; or why there is none.
type forecast struct {
	end, low, high, reach float64
	none                  string
}

func (g *goalLife) forecastOn(t tally, today int) forecast {
	x := g.outcomeOn(t, today)
	switch g.outcome.kind {
	case "total", "days":
		return g.sumForecast(t, x)
	case "milestones":
		if g.ticked() < 3 {
			return forecast{none: "too few"}
		}
		x.sums, x.actual = g.weeksOfTicks(t, today), float64(g.ticked())
		aimed := *g
		aimed.outcome.target = 4 // there are four of them
		return aimed.sumForecast(t, x)
	}
	return g.levelForecast(t)
}

// levelForecast is a Theil-Sen line through the weekly medians.
func (g *goalLife) levelForecast(t tally) forecast {
	xs, ys := g.levelPoints()
	n := float64(len(xs))
	if t.lastNumber() < 14 || n < 4 {
		return forecast{none: "too few"}
	}
	var slopes []float64
	flat := 0
	for i := range xs {
		for j := range i {
			if xs[i] != xs[j] {
				slopes = append(slopes, (ys[i]-ys[j])/(xs[i]-xs[j]))
				flat += one(ys[i] == ys[j])
			}
		}
	}
	if len(slopes) == 0 || 2*flat > len(slopes) {
		return forecast{none: "flat"}
	}
	b := median(slopes) // sorted from here on
	rest := make([]float64, len(xs))
	for i := range xs {
		rest[i] = ys[i] - b*xs[i]
	}
	a := median(slices.Clone(rest))
	for i := range rest {
		rest[i] = math.Abs(rest[i] - a)
	}
	s := 1.4826 * median(rest) * math.Sqrt(n/(n-2))
	k, all := math.Sqrt(n*(n-1)*(2*n+5)/18), float64(len(slopes))
	high := slopes[int(min(all-1, math.Ceil((all+k)/2)))]
	low := slopes[int(max(0, math.Floor((all-k)/2)))]
	ahead := (high - low) / 2 * (90 - median(slices.Clone(xs)))
	drift := .3 * b * (90 - xs[len(xs)-1])
	sd, df := math.Sqrt(s*s+ahead*ahead+drift*drift), max(2, n-2)
	half := studentQuantile(.9, df) * sd
	if half > math.Abs(g.outcome.target-g.outcome.start) {
		return forecast{none: "too early"}
	}
	end := a + 90*b
	share := studentShare((g.outcome.target-end)/sd, df)
	if g.outcome.kind == "level_up" {
		share = 1 - share
	}
	return forecast{end: end, low: end - half, high: end + half, reach: share}
}

// compareForecast compares what is worked out in another way than the program's.
func (l *liver) compareForecast(where string, f forecast, got answer) {
	if f.none != "" {
		l.same(where+"forecast, "+f.none, len(got), 0)
		return
	}
	for name, want := range map[string]float64{"mean": f.end, "low": f.low, "high": f.high, "p_reach": f.reach} {
		l.figures++
		if y, ok := got[name].(float64); !ok || math.Abs(y-want) > 1e-4*(1+math.Abs(want)) {
			l.wrong("%s%s: %v, counted %v", where, name, got[name], want)
		}
	}
}

func (l *liver) compareChance(where string, f forecast, got any) {
	p, known := got.(float64)
	l.figures++
	if known != (f.none == "") || known && math.Abs(p-f.reach) > 1e-4 {
		l.wrong("%schance: %v, counted %v %s", where, got, f.reach, f.none)
	}
}

// levelPoints are the weekly medians, each at the in-plan day in the middle of its
// week.
func (g *goalLife) levelPoints() (xs, ys []float64) {
	readings, last := map[int]float64{g.begun: g.outcome.start}, g.begun // the start is day 1's (ruling 28)
	for _, m := range g.measures {
		readings[m.day], last = m.value, max(last, m.day)
	}
	if len(g.measures) == 0 {
		return nil, nil
	}
	for d := g.begun; d <= last; {
		_, end := g.calendar.week(d)
		var week []float64
		first := d
		for ; d <= end; d++ {
			if v, read := readings[d]; read {
				week = append(week, v)
			}
		}
		if len(week) > 0 {
			xs = append(xs, math.Floor(float64(g.numberOn(first)+g.numberOn(end))/2))
			ys = append(ys, median(week))
		}
	}
	return xs, ys
}

// numberOn counts the in-plan days up to a day.
func (g *goalLife) numberOn(day int) int {
	n := 0
	for d := g.begun; d <= day; d++ {
		n += one(asks(g.statusOn(d, day)))
	}
	return n
}

// weeksOfTicks are the milestones of the full weeks.
func (g *goalLife) weeksOfTicks(t tally, today int) []float64 {
	on := map[float64]int{}
	for _, m := range g.measures {
		if _, is := on[m.value]; is {
			delete(on, m.value)
		} else {
			on[m.value] = m.day
		}
	}
	var weeks []float64
	for _, w := range t.weeks {
		if w.days == 7 && (w.last < today || w.last == today && t.status[today] != "open") {
			n := 0
			for _, d := range on {
				n += one(d >= w.start && d <= w.last)
			}
			weeks = append(weeks, float64(n))
		}
	}
	return weeks
}
