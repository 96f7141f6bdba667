package goal

import "slices"

// Round is what a look back of day 30, 60 or 90 has to show: thirty in-plan
// days, or the whole season on day 90 (method 9.2). Page, terminal and JSON all
// show these figures.
type Round struct {
	Season int `json:"season"`
	Number int `json:"number"` // 30, 60 or 90
	First  Day `json:"first"`
	Last   Day `json:"last"` // no later than today
	// Practised of the Active days: those that were neither rest nor pause.
	Practised int `json:"practised"`
	Active    int `json:"active"`
	Rests     int `json:"rests"`
	Mended    int `json:"mended"`
	// Back: single misses that stayed single, of the episodes that are over.
	Back   NeverMissTwice `json:"back"`
	Chain  Chain          `json:"chain"`            // as it stood on the evening of its last day
	Before *ClosedChain   `json:"before,omitempty"` // the last one that closed
	Best   BestWeek       `json:"best"`
	// Done and Target of the full weeks together that end in these days, and how
	// many met their own number (ruling 45).
	Done   float64 `json:"done"`
	Target float64 `json:"target"`
	Met    int     `json:"met"`
	Scored int     `json:"scored"`
	// Start and End are the first and the last reading of a level; nil without.
	Start *float64 `json:"start,omitempty"`
	End   *float64 `json:"end,omitempty"`
	// Changes of the plan in these days.
	Changes int `json:"changes"`
}

// BestWeek is the week with the most days done; zero without any.
type BestWeek struct {
	First  Day `json:"first"`
	Last   Day `json:"last"`
	Done   int `json:"done"`
	Active int `json:"active"`
}

// Round of the running season; not ok before its day has come. It shows the
// figures as they were on the evening of that day (ruling 45).
func (l Look) Round(number int) (Round, bool) {
	if l.Season == nil || l.DayNumber < number {
		return Round{}, false
	}
	r := Round{Season: l.Season.Number, Number: number}
	r.First, r.Last = l.span(number)
	s := *l.Season
	if l = l.Evening(r.Last); l.Season == nil || l.Season.Number != s.Number {
		l.inSeason(s)
	}
	r.Chain = l.Chain
	if n := len(l.Closed); n > 0 {
		r.Before = &l.Closed[n-1]
	}
	var days []DayStatus
	for d := r.First; d <= min(r.Last, l.Today); d++ {
		st := l.Life.On(d)
		days = append(days, st)
		count(st, &r.Practised, &r.Active)
		if st == DayRest {
			r.Rests++
		}
		if l.Gold.Has(d) {
			r.Mended++
		}
	}
	r.Back = MissEpisodes(days)
	r.Best = l.bestWeek(r.First, r.Last)
	for _, w := range l.FullWeeks() {
		if w.End >= r.First && w.End <= r.Last {
			r.Scored++
			r.Done, r.Target = r.Done+w.Done, r.Target+w.Target
			if w.Done >= w.Target {
				r.Met++
			}
		}
	}
	r.readings(l)
	for i, x := range l.Goal.Plan {
		if i > 0 && x.From >= r.First && x.From <= r.Last && x.Change.isLever() {
			r.Changes++
		}
	}
	return r, true
}

// FullWeeks are the weeks of the season with seven in-plan days, rest days among
// them, that have ended: those that every surface counts, and that the forecast
// rests on. A goal without a metric has none (ruling 45).
func (l Look) FullWeeks() []Week {
	firsts := l.fullWeeks()
	var ws []Week
	for _, w := range l.Weeks {
		if slices.Contains(firsts, w.Start) {
			ws = append(ws, w)
		}
	}
	return ws
}

// WeeksMet counts the full weeks so far and those that met their own number, as
// every surface does (ruling 45).
func (l Look) WeeksMet() (met, full int) {
	for _, w := range l.FullWeeks() {
		full++
		if w.Done >= w.Target {
			met++
		}
	}
	return met, full
}

// span is the days of a round: a card, or all three on day 90.
func (l Look) span(number int) (first, last Day) {
	from := number - CardDays + 1
	if number == SeasonDays {
		from = 1
	}
	l.Life.walkSeason(*l.Season, func(d Day, n int, _ DayStatus) bool {
		if n == from {
			first = d
		}
		if n == number {
			last = d
		}
		return n < number
	})
	return first, last
}

// bestWeek is the one with the most done days in a span; of equal ones the
// later.
func (l Look) bestWeek(first, last Day) BestWeek {
	var best BestWeek
	for d := first; d <= last; {
		from, to := l.Calendar.Week(d)
		w := BestWeek{First: max(from, first), Last: min(to, last)}
		for x := w.First; x <= w.Last; x++ {
			count(l.Life.On(x), &w.Done, &w.Active)
		}
		if w.Done > 0 && w.Done >= best.Done {
			best = w
		}
		d = to + 1
	}
	return best
}

func (r *Round) readings(l Look) {
	if !l.Season.Outcome.isLevel() || len(l.Measurements) == 0 {
		return
	}
	rs := l.Season.Outcome.readings(progressInput{First: l.Season.First, Measurements: l.Measurements})
	r.Start, r.End = &rs[0].Value, &rs[len(rs)-1].Value
}
