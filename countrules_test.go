package main

import "math"

// This file is a second reading of docs/method.md (chapters 0, 3, 4 and 6) and
// docs/rulings.md (1 to 12, 22 to 25), written for the count test alone, as those
// of weeks, calendar, outcome and review beside it are. They call nothing of the
// program. Where a rule changes, they change too.

// tally is what the rules make of one goal's days, up to a day.
type tally struct {
	status     map[int]string
	number     map[int]int // of an in-plan day of the season
	practised  int
	chain      links
	closed     []links
	gold       map[int]bool
	counted    []int           // for the chain
	steadyOn   map[int]float64 // consistency on the evening of a day
	over       bool            // the season
	done       int
	active     int
	logged     int // active without the unlogged
	missed     int
	covered    int
	rest       int
	pause      int
	recovered  int
	episodes   int
	steadiness float64
	weeks      []weekTally
}

// links is a chain: how many done days, how many misses mended in it.
type links struct {
	state              string
	length, recoveries int
}

// weekTally is one week of a season.
type weekTally struct {
	start, last  int
	days         int // in plan
	target, done float64
	label, state string
}

// statusOn is the first that holds: done, outside, covered, pause, rest, missed,
// open, unlogged (chapter 0).
func (g *goalLife) statusOn(d, today int) string {
	word := g.words[d]
	switch {
	case len(g.stamps[d]) > 0 && d <= today: // that of tomorrow, of who flew west, counts tomorrow
		return "done"
	case d < g.begun || g.ended != 0 && d >= g.ended: // an ended goal asks nothing more, of that day either
		return ""
	case g.covers[d]:
		return "covered"
	case g.pausedOn(d):
		return "pause"
	case word == "rest" || word == "" && (g.planOn(d).rests(d) || g.calendar.short(d)):
		return "rest"
	case word == "missed":
		return "missed"
	case d >= today:
		return "open"
	}
	return "unlogged"
}

// asks says whether a day is in plan: asked for and no pause; rest days are.
func asks(status string) bool { return status != "" && status != "pause" }

// counts says whether a day counts for the chain (ruling 22).
func counts(status string) bool {
	return status == "done" || status == "missed" || status == "unlogged"
}

// tallyOn reads the days of a goal up to a day.
func (g *goalLife) tallyOn(now int) tally {
	today := now
	t := tally{status: map[int]string{}, number: map[int]int{}, gold: map[int]bool{}, steadyOn: map[int]float64{}}
	if t.over = g.left(); g.ended != 0 {
		today = min(today, g.ended)
	}
	n := 0
	for d := g.begun; d <= today; d++ {
		s := g.statusOn(d, now)
		t.status[d] = s
		if asks(s) {
			n++
			t.number[d] = n
		}
	}
	t.sums(g.begun, today)
	t.chains(g.begun, today)
	t.comeback(g.begun, today)
	for d := g.begun; d <= today; {
		first, last := g.calendar.week(d)
		if w, ok := g.weekFrom(first, last, today); ok {
			t.weeks = append(t.weeks, w)
		}
		d = last + 1
	}
	return t
}

// lastNumber is that of the last in-plan day.
func (t *tally) lastNumber() int {
	last := 0
	for _, n := range t.number {
		last = max(last, n)
	}
	return last
}

// sums are days practised, adherence (6.2) and consistency (ruling 25).
func (t *tally) sums(first, last int) {
	keeps := math.Pow(.5, 1./13) // a day loses half its weight in thirteen days
	for d := first; d <= last; d++ {
		x := 0.
		switch t.status[d] {
		case "done":
			t.done++
			t.practised++
			x = 1
		case "missed":
			t.missed++
		case "covered":
			t.covered++
		case "unlogged":
			t.active++
			t.logged--
		case "rest":
			t.rest++
			t.steadyOn[d] = t.steadiness
			continue
		case "pause":
			t.pause++
			t.steadyOn[d] = t.steadiness
			continue
		default:
			continue
		}
		t.steadiness = t.steadiness*keeps + x*(1-keeps)
		t.steadyOn[d] = t.steadiness
	}
	silent := -t.logged
	t.logged = t.done + t.missed + t.covered
	t.active = t.logged + silent
}

// chains are the rules of 4.3: a miss is recovered when the next counted day is
// done and the counted day before it is no miss; two misses in a row close.
func (t *tally) chains(first, last int) {
	var days []int
	for d := first; d <= last; d++ {
		if counts(t.status[d]) {
			days = append(days, d)
		}
	}
	t.counted = days
	now := links{state: "resting"}
	for i, d := range days {
		isMiss := func(j int) bool { return j >= 0 && j < len(days) && t.status[days[j]] != "done" }
		if !isMiss(i) {
			if now.state == "resting" {
				now = links{}
			}
			now.state = "going"
			now.length++
			continue
		}
		mended := i+1 < len(days) && !isMiss(i+1) && !isMiss(i-1)
		switch now.state { // at rest nothing: a mend belongs to a chain that was there before it (ruling 44)
		case "waiting":
			now.state = ""
			t.closed = append(t.closed, now)
			now = links{state: "resting"}
		case "going":
			now.state = "waiting"
			if mended {
				now.recoveries++
				t.gold[d] = true
			}
		}
	}
	t.chain = now
}

// comeback is never miss twice (4.3, rule 7).
func (t *tally) comeback(first, last int) {
	run := 0
	for d := first; d <= last; d++ {
		switch t.status[d] {
		case "missed", "unlogged", "covered":
			run++
			if run == 2 {
				t.episodes++
			}
		case "done":
			if run == 1 {
				t.episodes++
				t.recovered++
			}
			run = 0
		}
	}
}

// mayCover says whether a reserve can carry a day (ruling 10).
func (g *goalLife) mayCover(d, today int) bool {
	t := g.tallyOn(today)
	if d > today || d < today-3 || d < g.begun || t.status[d] != "missed" && t.status[d] != "unlogged" {
		return false
	}
	before := d - 1
	for before >= g.begun && (t.status[before] == "rest" || t.status[before] == "pause") {
		before--
	}
	if before < g.begun || t.status[before] == "done" || t.status[before] == "open" {
		return false
	}
	return t.usedIn((t.number[d]-1)/28) < g.planOn(d).reserves
}

// usedIn are the reserves that a block of 28 in-plan days holds.
func (t *tally) usedIn(block int) int {
	used := 0
	for x, n := range t.number {
		if t.status[x] == "covered" && (n-1)/28 == block {
			used++
		}
	}
	return used
}
