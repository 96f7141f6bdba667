package main

import (
	"math"
	"slices"
)

// This file is a second reading of docs/method.md (chapters 0, 3, 4 and 6) and
// docs/rulings.md (1 to 12, 22 to 25), written for the count test alone. It
// calls nothing of the program. Where a rule changes, it changes here too.

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
	case len(g.stamps[d]) > 0:
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

// worth of a day for the week's number (3.1 and ruling 7).
func (g *goalLife) worth(d int) float64 {
	p, stamps := g.planOn(d), g.stamps[d]
	if len(stamps) == 0 {
		return 0
	}
	minutes, amount, long, timed, counted := 0., 0., 0, false, false
	for _, s := range stamps {
		if s.minutes != nil {
			minutes, timed = minutes+*s.minutes, true
		}
		if s.amount != nil {
			amount, counted = amount+*s.amount, true
		}
		if s.full || s.minutes != nil && *s.minutes >= p.sessionMin {
			long++
		}
	}
	if !timed {
		minutes = p.minutes
	}
	switch g.metric {
	case "sessions":
		if long == 0 && minutes >= p.sessionMin {
			long = 1
		}
		return float64(min(long, 1))
	case "minutes":
		return minutes
	case "days":
		return 1
	}
	if counted {
		return amount
	}
	return 0 // a bare tick of a step without an amount
}

// running is the week that a day lies in; none where nothing is asked in it.
func (t *tally) running(first int) (weekTally, bool) {
	for _, w := range t.weeks {
		if w.start == first {
			return w, true
		}
	}
	return weekTally{}, false
}

// weekFrom is the week of a first and a last day (3.2, 3.3, rulings 5 and 6).
func (g *goalLife) weekFrom(start, last, today int) (weekTally, bool) {
	w := weekTally{start: start, last: last}
	share := 0.
	var ahead []float64 // the room of today and of each later day
	for d := max(start, g.begun); d <= last; d++ {
		s := g.statusOn(d, today)
		if d <= today {
			w.done += g.worth(d)
		}
		if asks(s) {
			w.days++
			share += g.planOn(d).target / 7
		}
		if d >= today && asks(s) && !g.planOn(d).rests(d) { // a rest that was tapped leaves the room
			ahead = append(ahead, g.roomOn(d, today, s))
		}
	}
	if w.days == 0 && w.done == 0 {
		return w, false
	}
	w.target = max(1, math.Floor(share+.5+1e-9))
	w.state = g.state(w, today, ahead)
	switch p := w.done / w.target; {
	case today <= last:
		w.label = "open"
	case w.days <= 2:
		w.label = "settling_in"
	case p >= .85:
		w.label = "on_track"
	case p >= .6:
		w.label = "partly"
	default:
		w.label = "low"
	}
	return w, true
}

// roomOn is what a day of the running week can still bring (3.3, ruling 43).
func (g *goalLife) roomOn(d, today int, status string) float64 {
	switch {
	case g.metric == "sessions" && d == today:
		return 1 - g.worth(d)
	case g.metric == "days" && status == "done":
		return 0
	}
	return 1
}

// state of the running week (3.3, ruling 43).
func (g *goalLife) state(w weekTally, today int, ahead []float64) string {
	r, room, d := w.target-w.done, 0., 0.
	for _, x := range ahead {
		room += x
		if x > 0 {
			d++
		}
	}
	switch {
	case r <= 0:
		return "done"
	case w.days <= 2:
		return "settling_in"
	case g.metric == "sessions" || g.metric == "days":
		switch {
		case r < room:
			return "room"
		case r == room:
			return "tight"
		}
		return "out_of_reach"
	case d == 0:
		return "out_of_reach"
	}
	var amounts []float64
	for d := g.begun; d <= today; d++ {
		if x := g.worth(d); x > 0 { // a bare tick holds the step's
			amounts = append(amounts, x)
		}
	}
	if len(amounts) > 0 && r/d > 2*median(amounts) {
		return "tight"
	}
	return "room"
}

func median(xs []float64) float64 {
	slices.Sort(xs)
	n := len(xs)
	return (xs[(n-1)/2] + xs[n/2]) / 2
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
