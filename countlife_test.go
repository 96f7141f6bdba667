package main

import (
	"slices"
	"time"
)

// An act is one command that somebody typed and that was taken.
type act struct {
	id, kind string
	goals    []string
	day      int // it is about
	today    int // on which it was typed
	stamp    stamp
	value    float64 // of a measure
	from, to int     // of a pause or a plan; to is 0 for open
	part     string  // of the plan
	change   func(*plan)
	target   *act // of an undo
	undone   bool
}

type stamp struct {
	minutes, amount *float64
	full            bool
}

// plan is what a goal asks for.
type plan struct {
	target, minutes, sessionMin float64
	rest                        []time.Weekday
	reserves                    int
}

func (p plan) rests(d int) bool { return slices.Contains(p.rest, weekday(d)) }

type measured struct {
	day   int
	value float64
}

// revision is a change of the plan from a day on.
type revision struct {
	from   int
	said   int // the day it was decided
	part   string
	change func(*plan)
}

type stretch struct{ from, to int } // to is 0 for open

func (s stretch) holds(d int) bool { return d >= s.from && (s.to == 0 || d <= s.to) }

// goalLife is what the acts that live make of one goal.
type goalLife struct {
	slug, metric string
	begun, ended int
	kept         int // since
	first        plan
	outcome      outcome
	measures     []measured
	revisions    []revision
	stamps       map[int][]stamp
	words        map[int]string // the last of rest and missed
	covers       map[int]bool
	pauses       []stretch
	parked       []stretch
	calendar     *calendar
}

// left says whether a goal's season was left: the goal kept as a daily tick, or
// ended.
func (g *goalLife) left() bool { return g.ended != 0 || g.kept != 0 }

// planOn a day: of two revisions from one day the later moment holds (ruling 5).
func (g *goalLife) planOn(d int) plan {
	p := g.first
	p.rest = slices.Clone(p.rest)
	rs := slices.Clone(g.revisions)
	slices.SortStableFunc(rs, func(a, b revision) int { return a.from - b.from })
	for _, r := range rs {
		if r.from <= d {
			r.change(&p)
		}
	}
	return p
}

func (g *goalLife) pausedOn(d int) bool {
	holds := func(s stretch) bool { return s.holds(d) }
	return slices.ContainsFunc(g.pauses, holds) || slices.ContainsFunc(g.parked, holds)
}

// fold makes a goal of the acts that live.
func fold(start goalLife, acts []*act) *goalLife {
	g := start
	g.stamps, g.words, g.covers = map[int][]stamp{}, map[int]string{}, map[int]bool{}
	for _, a := range acts {
		if a.undone || !slices.Contains(a.goals, g.slug) {
			continue
		}
		switch a.kind {
		case "begin":
			g.begun = a.day
		case "done":
			g.stamps[a.day] = append(g.stamps[a.day], a.stamp)
			delete(g.covers, a.day)
		case "skip":
			g.words[a.day] = "missed"
		case "rest":
			g.words[a.day] = "rest"
		case "cover":
			g.covers[a.day] = true
		case "measure":
			g.measures = append(g.measures, measured{a.day, a.value})
		case "edit":
			g.revisions = append(g.revisions, revision{a.from, a.today, a.part, a.change})
		case "pause":
			g.pauses = unite(g.pauses, stretch{a.from, a.to})
		case "resume":
			g.pauses = cut(g.pauses, a.today)
		case "goal end":
			g.ended = a.today
		case "goal keep":
			g.kept = a.today
		case "goal park":
			g.parked = append(g.parked, stretch{a.today, 0})
		case "goal resume":
			g.parked = cut(g.parked, a.today)
		}
	}
	return &g
}

// unite adds a range: those that overlap or touch become one (ruling 9).
func unite(all []stretch, s stretch) []stretch {
	var others []stretch
	for _, x := range all {
		if (x.to == 0 || x.to >= s.from-1) && (s.to == 0 || s.to >= x.from-1) {
			s.from = min(s.from, x.from)
			if x.to == 0 || s.to == 0 {
				s.to = 0
			} else {
				s.to = max(s.to, x.to)
			}
			continue
		}
		others = append(others, x)
	}
	return append(others, s)
}

// cut ends yesterday the range that today lies in (ruling 9).
func cut(all []stretch, today int) []stretch {
	var left []stretch
	for _, x := range all {
		if x.holds(today) {
			if x.to = today - 1; x.to < x.from {
				continue
			}
		}
		left = append(left, x)
	}
	return left
}

// lastLive is what a bare undo means: the last command that lives, an undo too,
// settings not (ruling 17).
func lastLive(acts []*act) *act {
	for _, a := range slices.Backward(acts) {
		if !a.undone && a.kind != "settings" {
			return a
		}
	}
	return nil
}

// turn marks an act and, when it is an undo, turns its target the other way.
func (a *act) turn(undone bool) {
	a.undone = undone
	if a.kind == "undo" {
		a.target.turn(!undone)
	}
}

// lookDay is the day as of which a goal is shown: its first, if that is yet to come.
func (l *liver) lookDay(g *goalLife) int { return max(l.today(), g.begun) }
