package goal

import "github.com/ippo-app/ippo/internal/stats"

// Progress is how far a season's outcome has come. What cannot be said is nil,
// never 0 (rulings 26, 29).
type Progress struct {
	Actual     *float64 // in the outcome's unit; a share 0-1 for milestones and one-offs
	ActualDay  Day      // of a level: the day of the reading that Actual is
	Level      *float64 // of a level: the median of the last week with a reading, which pace and forecast go by
	Touched    Day      // of a level: the first reading that met the target (ruling 46)
	Share      *float64 // of the way from start to target, 0-1
	Reached    *bool    // decided at the season's end, before that only when it is true already
	Pace       *float64 // where the straight line is today; the target itself for an average
	BufferDays *float64 // days ahead of the line, negative behind it; nil for an average
}

// progressInput is what progress is worked out from. All of it belongs to one
// season.
type progressInput struct {
	// First day of the season: its start value counts as that day's reading,
	// unless the person read another one on it (ruling 28). Zero leaves it out.
	First     Day
	DayNumber int  // in-plan day, from 1; 90 or more when it is over
	Ended     bool // the season's last day has passed, and it was not left before day 90
	Settled   bool // it was judged by the older rules (method 14 m)
	// FromLog is the sum of the logged amounts when the unit is the metric's,
	// or the number of done days for type days; nil when it is measured.
	FromLog      *float64
	Measurements []Measurement // in the order of day and instant
	// WeekStart gives the first day of the week that a day lies in.
	WeekStart func(Day) Day
	WeekSums  []float64 // of the full ended weeks, when an average is fed by the log
	FullWeeks []Day     // first days of the full ended weeks, when it is measured
}

// progress works out actual, share, pace and buffer (method 2.2, 8.1; rulings
// 27-30).
func (o Outcome) progress(in progressInput) Progress {
	if o.Type == OutcomeNone {
		return Progress{}
	}
	p := Progress{Actual: o.actual(in), Pace: o.pace(in.DayNumber)}
	p.Reached = o.reached(p.Actual, in)
	stands := p.Actual
	if o.isLevel() {
		stands = p.Actual // the last weekly median
		p.levels(o, in)
	}
	p.Share = o.shareOf(p.Actual)
	target, start := o.target(), o.start()
	if stands != nil && p.Pace != nil && o.Type != OutcomeAverage && *target != start {
		buffer := (*stands - *p.Pace) / ((*target - start) / seasonLength)
		p.BufferDays = &buffer
	}
	return p
}

// levels says a level as people do: the latest reading with its day, and the
// first one that met the target. It is reached if the reading or the median meets
// it at the end (ruling 46).
func (p *Progress) levels(o Outcome, in progressInput) {
	p.Level = p.Actual
	if in.Settled || p.Level == nil {
		return
	}
	rs := o.readings(in)
	latest := rs[len(rs)-1]
	p.Actual, p.ActualDay = &latest.Value, latest.Day
	for _, r := range rs {
		if p.Touched == 0 && o.meets(r.Value) && r.Command != startReading {
			p.Touched = r.Day
		}
	}
	if p.Reached != nil && o.meets(latest.Value) {
		yes := true
		p.Reached = &yes
	}
}

// meets says whether a reading of a level is at its target; never while that is
// open.
func (o Outcome) meets(value float64) bool {
	switch {
	case o.Target == nil:
		return false
	case o.Type == OutcomeLevelDown:
		return value <= *o.Target+roundingSlack
	}
	return value >= *o.Target-roundingSlack
}

// pace is the straight line from start to target, at the in-plan day t; an
// average has to hold its target in every week. Nil without a target.
func (o Outcome) pace(day int) *float64 {
	target := o.target()
	if target == nil {
		return nil
	}
	pace := *target
	if o.Type != OutcomeAverage {
		t := min(seasonLength, max(0, float64(day)))
		pace = o.start() + (*target-o.start())*t/seasonLength
	}
	return &pace
}

// shareOf is how much of the way is done, nil without a reading or a target.
// The same line serves levels that rise and that fall.
func (o Outcome) shareOf(actual *float64) *float64 {
	target, start := o.target(), o.start()
	if actual == nil || target == nil || *target == start {
		return nil
	}
	s := clamp01((*actual - start) / (*target - start))
	return &s
}

// reached is nil before day 90 unless it is true and stays so.
func (o Outcome) reached(actual *float64, in progressInput) *bool {
	target := o.target()
	if actual == nil || target == nil {
		return nil
	}
	var yes bool
	switch o.Type {
	case OutcomeOneOff:
		yes = saidYes(in.Measurements)
	case OutcomeLevelUp, OutcomeLevelDown:
		yes = o.meets(*actual)
	case OutcomeNone, OutcomeTotal, OutcomeAverage, OutcomeMilestones, OutcomeDays:
		yes = *actual >= *target-roundingSlack
	}
	stays := !o.isLevel() && o.Type != OutcomeAverage
	if in.Ended || yes && stays {
		return &yes
	}
	return nil
}

// actual is what the outcome stands at; nil before the first reading.
func (o Outcome) actual(in progressInput) *float64 {
	switch o.Type {
	case OutcomeDays:
		return in.FromLog
	case OutcomeTotal:
		if in.FromLog != nil {
			return in.FromLog
		}
		return sumOf(in.Measurements)
	case OutcomeLevelUp, OutcomeLevelDown:
		medians := o.weeklyMedians(in)
		if len(medians) == 0 {
			return nil
		}
		return &medians[len(medians)-1].Median
	case OutcomeAverage:
		return o.average(in)
	case OutcomeMilestones, OutcomeOneOff:
		return o.doneShare(in.Measurements)
	case OutcomeNone:
		return nil
	}
	return nil
}

// sumOf adds up increments; nil of none.
func sumOf(ms []Measurement) *float64 {
	if len(ms) == 0 {
		return nil
	}
	sum := 0.0
	for _, m := range ms {
		sum += m.Value
	}
	return &sum
}

// average is the mean of the last full weeks, fewer at the beginning.
func (o Outcome) average(in progressInput) *float64 {
	sums := in.WeekSums
	if sums == nil {
		if len(in.Measurements) == 0 {
			return nil
		}
		byWeek := map[Day]float64{}
		for _, m := range in.Measurements {
			byWeek[in.week(m.Day)] += m.Value
		}
		for _, first := range in.FullWeeks {
			sums = append(sums, byWeek[first])
		}
	}
	if len(sums) == 0 {
		return nil
	}
	mean := stats.Mean(sums[max(0, len(sums)-o.averageWeeks()):])
	return &mean
}

// doneShare is the share of the milestones' weight that is ticked, 1 once a
// one-off has happened; nil before the first tick or answer. Readiness is no
// progress.
func (o Outcome) doneShare(ms []Measurement) *float64 {
	ticked, told := make([]bool, len(o.Milestones)), false
	for _, m := range ms {
		if i := m.Milestone - 1; i >= 0 && i < len(ticked) {
			ticked[i], told = !ticked[i], true
		}
		told = told || m.Yes != nil
	}
	if !told {
		return nil
	}
	if o.Type == OutcomeOneOff && saidYes(ms) {
		all := 1.0
		return &all
	}
	done, all := 0.0, 0.0
	for i, w := range o.weights() {
		all += w
		if ticked[i] {
			done += w
		}
	}
	if all == 0 {
		return &all
	}
	done /= all
	return &done
}

// weights of the milestones; all 0 means that they are equal.
func (o Outcome) weights() []float64 {
	ws, sum := make([]float64, len(o.Milestones)), 0.0
	for i, m := range o.Milestones {
		ws[i] = m.Weight
		sum += m.Weight
	}
	if sum == 0 {
		for i := range ws {
			ws[i] = 1
		}
	}
	return ws
}

// saidYes is the last answer to "did it happen?".
func saidYes(ms []Measurement) bool {
	yes := false
	for _, m := range ms {
		if m.Yes != nil {
			yes = *m.Yes
		}
	}
	return yes
}

// week is the first day of the week of d.
func (in progressInput) week(d Day) Day {
	if in.WeekStart == nil {
		return d
	}
	return in.WeekStart(d)
}
