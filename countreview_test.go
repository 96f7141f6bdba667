package main

import (
	"fmt"
	"slices"
	"strings"
)

// This file reads the weekly review a second time: the inputs of method 7.2 and
// the rows of 7.3 that a life without tags, energy, experiments and reviews can
// come to (rulings 31, 47 to 49).

// weekLook is what a review of a week knows.
type weekLook struct {
	week, end, last            int // last is that of the windows
	active7, done7             int // not before the cut
	active14, done14, quiet14  int
	active, quiet, logged      int // of the last seven days, cut or not
	silent, allPaused, outside bool
	p1, p2, p4                 any // nil is not known
	sinceChange                any
	sinceTarget, number        int
	cluster                    string
	clusters                   int
	chance                     forecast
}

func (g *goalLife) reviewOn(today int) (weekLook, bool) {
	t := g.tallyOn(today)
	var x weekLook
	var last int
	if x.week, last = g.calendar.week(today); last == today {
		x.end = today
	} else {
		x.end = x.week - 1
		x.week, _ = g.calendar.week(x.end)
	}
	if x.end < g.begun {
		return x, false
	}
	x.last = x.end
	if t.status[x.last] == "open" && x.last > g.begun {
		x.last--
	}
	cut := g.cut(x.last)
	x.count(g, t, cut)
	x.weeks(g, t, cut)
	x.ages(g, min(today, x.end+2))
	x.chance = g.forecastOn(t, today)
	return x, true
}

// cut is the first day of the last change that holds on the last day (ruling 48).
func (g *goalLife) cut(last int) int {
	cut := g.begun
	for _, r := range g.revisions {
		if r.part != "reserves" && r.from <= last {
			cut = max(cut, r.from)
		}
	}
	return cut
}

func (x *weekLook) count(g *goalLife, t tally, cut int) {
	x.silent, x.allPaused = x.last-6 >= g.begun, true
	misses, all := map[string]int{}, 0
	for d := x.last - 20; d <= x.last; d++ {
		s := t.status[d]
		isActive := s == "done" || s == "missed" || s == "covered" || s == "unlogged"
		if isActive && s != "done" && d >= cut {
			misses[strings.ToLower(weekday(d).String())]++
			all++
		}
		if isActive && d >= cut && d > x.last-14 {
			x.active14++
			x.done14 += one(s == "done")
			x.quiet14 += one(s == "unlogged")
			if d > x.last-7 {
				x.active7++
				x.done7 += one(s == "done")
			}
		}
		if d <= x.last-7 {
			continue
		}
		x.active += one(isActive)
		x.quiet += one(s == "unlogged")
		x.logged += one(isActive && s != "unlogged" || s == "rest")
		x.silent = x.silent && (!isActive || s == "unlogged") && (s != "rest" || g.words[d] != "rest")
		x.allPaused = x.allPaused && s == "pause"
		x.outside = x.outside || s == "pause" || d < g.begun
	}
	for day, n := range misses {
		if n >= 2 && 2*n >= all {
			x.cluster = day
			x.clusters++
		}
	}
}

func one(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// weeks are P1, P2 and P4.
func (x *weekLook) weeks(g *goalLife, t tally, cut int) {
	var four []float64
	for i, w := range slices.Backward(t.weeks) {
		if w.start == x.week {
			x.number = i + 1
		}
		if w.start > x.week || w.days <= 2 {
			continue
		}
		p, clean := w.done/w.target, max(w.start, g.begun)+1 >= cut
		switch {
		case w.start == x.week && clean:
			x.p1 = p
		case w.start < x.week && (len(four) == 0 || len(four) == 1 && four[0] >= 0 && x.first(t)) && clean:
			x.p2 = p
		}
		if len(four) < 4 {
			four = append(four, p)
		}
	}
	if len(four) == 4 {
		sum := 0.
		for _, p := range four {
			sum += p
		}
		x.p4 = sum / 4
	}
}

// first says whether the week itself is scored.
func (x *weekLook) first(t tally) bool {
	w, ok := t.running(x.week)
	return ok && w.days > 2
}

// ages of the last change, and of the target, to a day (ruling 47).
func (x *weekLook) ages(g *goalLife, to int) {
	change, target := -1, g.begun
	for _, r := range g.revisions {
		if r.said > to { // a late review does not see what was decided after its time
			continue
		}
		if r.part != "reserves" {
			change = max(change, r.from)
		}
		if r.part == "target" {
			target = max(target, r.from)
		}
	}
	age := func(from int) int {
		n := 0
		for d := from; d <= to; d++ {
			n += one(g.statusOn(d, to) != "pause")
		}
		return n
	}
	if change >= 0 {
		x.sinceChange = age(change)
	}
	x.sinceTarget = age(target)
}

// row of the table that a life without words comes to.
func (x *weekLook) row(step float64) string {
	a2, known := 0., x.active14 > 0
	if known {
		a2 = float64(x.done14) / float64(x.active14)
	}
	if x.active14 < 10 {
		if known = x.active7 > 0; known {
			a2 = float64(x.done7) / float64(x.active7)
		}
	}
	low := func(p any) bool { f, ok := p.(float64); return ok && f < .6 }
	high := func(p any) bool { f, ok := p.(float64); return ok && f >= .9 }
	since, changed := x.sinceChange.(int)
	switch {
	case x.allPaused:
		return ""
	case x.silent:
		return "R0"
	case x.active > 0 && 2*(x.active-x.quiet) < x.active || x.active < 4 && x.outside:
		return "R2"
	case changed && since < 7:
		return "R5"
	case 10*x.quiet14 > 3*x.active14:
		return "R2b"
	case known && a2 < .8 && x.cluster != "":
		return "R7b"
	case known && a2 < .5 && step > 2:
		return "R7h"
	case known && a2 < .8 && step > 2:
		return "R7i"
	case known && a2 < .8:
		return "R7j"
	case known && low(x.p1) && low(x.p2):
		return "R8a"
	case x.number >= 4 && high(x.p4) && x.chance.none == "" && x.chance.reach < .2:
		return "R9"
	}
	return "R11"
}

func (l *liver) compareReview(slug string) {
	g := l.life(slug)
	x, due := g.reviewOn(l.lookDay(g))
	if !due {
		return
	}
	doc := l.parse(l.read("review", slug, "--json"))
	in, where := object(doc["inputs"]), "review "+slug+" of "+dateOf(x.week)+": "
	l.same(where+"week", doc["week"], dateOf(x.week))
	l.same(where+"end", doc["end"], dateOf(x.end))
	for name, want := range map[string]any{
		"silent": x.silent && !x.allPaused, "all_paused": x.allPaused, "logged_7": x.logged, "active_7": x.active7, "done_7": x.done7,
		"active_last_7": x.active, "quiet_last_7": x.quiet, "attainment": x.p1, "attainment_before": x.p2, "attainment_4": x.p4,
		"since_change": x.sinceChange, "since_target": x.sinceTarget, "week_of_season": x.number,
		"step_minutes": g.planOn(x.last).minutes, "target": g.planOn(x.last).target,
	} {
		l.same(where+name, in[name], want)
	}
	if x.active14 >= 10 {
		l.same(where+"active_14", in["active_14"], x.active14)
		l.same(where+"done_14", in["done_14"], x.done14)
		l.same(where+"quiet_14", in["quiet_14"], x.quiet14)
	}
	l.compareChance(where, x.chance, in["chance"])
	switch x.clusters {
	case 0:
		l.same(where+"cluster", in["cluster"], nil)
	case 1:
		l.same(where+"cluster", in["cluster"], x.cluster)
	}
	l.same(where+"row", fmt.Sprint(object(doc["suggestion"])["rule"]), x.row(g.planOn(x.last).minutes))
	if l.t.Failed() {
		l.t.Log(doc, x)
	}
}
