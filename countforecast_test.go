package main

import (
	"math"
	"slices"
)

// This file reads the forecasts of levels and milestones a second time (8.3, 8.4).

// compareLevel holds the forecast of a level: a Theil-Sen line through the weekly
// medians.
func (l *liver) compareLevel(where string, g *goalLife, t tally, got answer) {
	xs, ys := g.levelPoints()
	n := float64(len(xs))
	if t.lastNumber() < 14 || n < 4 {
		l.same(where+"no forecast", len(got), 0)
		return
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
		l.same(where+"flat", len(got), 0)
		return
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
		l.same(where+"too early", len(got), 0)
		return
	}
	end := a + 90*b
	share := studentShare((g.outcome.target-end)/sd, df)
	if g.outcome.kind == "level_up" {
		share = 1 - share
	}
	l.nearForecast(where, got, end, end-half, end+half, share)
}

// nearForecast compares what is worked out in another way than the program's.
func (l *liver) nearForecast(where string, got answer, mean, low, high, reach float64) {
	for name, want := range map[string]float64{"mean": mean, "low": low, "high": high, "p_reach": reach} {
		l.figures++
		if y, ok := got[name].(float64); !ok || math.Abs(y-want) > 1e-4*(1+math.Abs(want)) {
			l.wrong("%s%s: %v, counted %v", where, name, got[name], want)
		}
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
