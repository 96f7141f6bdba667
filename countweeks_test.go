package main

import (
	"math"
	"slices"
)

// The weeks of a season, read a second time: chapter 3 of the method, rulings 5 to 7
// and 43.

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
