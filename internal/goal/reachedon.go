package goal

import "slices"

// ReachedOn is the day on which a reached outcome was there: of a level that of
// the first reading at its target, of milestones and a one-off that of the last
// tick, of everything that adds up the day its sum came to it. Not ok when it is
// not reached, and for an average, which is met by weeks.
func (l Look) ReachedOn() (Day, bool) {
	if l.Season == nil || l.Progress.Reached == nil || !*l.Progress.Reached {
		return 0, false
	}
	o, target := l.Season.Outcome, l.Season.Outcome.target()
	switch o.Type {
	case OutcomeLevelUp, OutcomeLevelDown:
		if l.Progress.Touched != 0 {
			return l.Progress.Touched, true
		}
		return firstDay(l.Measurements, func(m Measurement) bool { return o.meets(m.Value) })
	case OutcomeMilestones, OutcomeOneOff:
		return firstDay(l.Measurements, func(m Measurement) bool {
			in := progressInput{Measurements: l.measuredUntil(m.Day)}
			reached := o.reached(o.actual(in), in)
			return reached != nil && *reached
		})
	case OutcomeTotal, OutcomeDays:
		return l.sumReached(*target)
	case OutcomeAverage, OutcomeNone:
	}
	return 0, false
}

func firstDay(ms []Measurement, here func(Measurement) bool) (Day, bool) {
	i := slices.IndexFunc(ms, here)
	if i < 0 {
		return 0, false
	}
	return ms[i].Day, true
}

func (l Look) measuredUntil(last Day) []Measurement {
	var ms []Measurement
	for _, m := range l.Measurements {
		if m.Day <= last {
			ms = append(ms, m)
		}
	}
	return ms
}

// sumReached is the day on which the season's sum came to the target.
func (l Look) sumReached(target float64) (Day, bool) {
	if l.Season.Outcome.Type == OutcomeDays || l.Season.Outcome.FedByLog(l.Plan.Metric) {
		return l.firstAt(target, l.lastOfSeason(), l.amountOn)
	}
	measured := map[Day]float64{}
	for _, m := range l.Measurements {
		measured[m.Day] += m.Value
	}
	return l.firstAt(target, l.lastOfSeason(), func(d Day) float64 { return measured[d] })
}

func (l Look) firstAt(target float64, last Day, gives func(Day) float64) (Day, bool) {
	sum := 0.0
	for d := l.Season.First; d <= last; d++ {
		if sum += gives(d); sum >= target-roundingSlack {
			return d, true
		}
	}
	return 0, false
}

// lastOfSeason is today, or the season's last day when that is behind: what
// comes after day ninety is not the season's.
func (l Look) lastOfSeason() Day {
	if l.SeasonEnd != 0 {
		return min(l.Today, l.SeasonEnd)
	}
	return l.Today
}

// amountOn is what a day's log gives to the season's outcome.
func (l Look) amountOn(d Day) float64 {
	log, ok := l.Logs[d]
	if !ok || log.Status != LogDone {
		return 0
	}
	if l.Season.Outcome.Type == OutcomeDays {
		return 1
	}
	return addsToWeek(log, l.Life.Plan(d))
}
