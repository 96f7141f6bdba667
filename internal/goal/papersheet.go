package goal

// OfSheet is the stamp that brings a week to the number that was written beside
// it on paper: what its stamped days do not hold goes to the last of them. Not ok
// when they hold it already: a stamp never becomes smaller. A stamped day that
// is not logged yet holds a bare stamp (ruling 7).
func (l Look) OfSheet(stamped []Day, number float64) (Day, Stamp, bool) {
	if len(stamped) == 0 {
		return 0, Stamp{}, false
	}
	last := stamped[len(stamped)-1]
	for _, d := range stamped[:len(stamped)-1] {
		log := l.Logs[d]
		if log.Status != LogDone {
			log = DayLog{Day: d, Status: LogDone, Amounts: []Amount{{}}}
		}
		number -= addsToWeek(log, l.Life.Plan(d))
	}
	metric := l.Life.Plan(last).Metric
	minutes, amount := metric.Everyday(number)
	log := l.Logs[last]
	if minutes != nil {
		if sum, ok := log.Minutes(); ok { // else a bare stamp, which counts only while nothing is logged
			*minutes -= sum
		}
		return last, Stamp{Goal: l.Goal.ID, Minutes: minutes}, *minutes > 0
	}
	if sum, ok := log.Units(); ok {
		*amount -= sum
	}
	return last, Stamp{Goal: l.Goal.ID, Amount: amount}, *amount > 0
}
