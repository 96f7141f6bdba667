package goal

// Point is a value at an in-plan day of the season.
type Point struct {
	Day   float64 // 1-90
	Value float64
}

// OutcomeSeries is the way of the outcome so far, as a line to draw: sums grow
// day by day, levels go from reading to reading, milestones rise in steps, an
// average is its weeks. Empty without an outcome or a reading.
func (l Look) OutcomeSeries() []Point {
	if l.Season == nil {
		return nil
	}
	o := l.Season.Outcome
	switch o.Type {
	case OutcomeNone:
		return nil
	case OutcomeAverage:
		return l.weekSeries()
	case OutcomeLevelUp, OutcomeLevelDown:
		return l.levelSeries()
	case OutcomeTotal, OutcomeDays, OutcomeMilestones, OutcomeOneOff:
	}
	return l.sumSeries()
}

// sumSeries is the sum or share reached by the end of each in-plan day on
// which it moved.
func (l Look) sumSeries() []Point {
	o, sum, next := l.Season.Outcome, 0.0, 0
	points := []Point{{Day: 0}}
	fromLog := o.FedByLog(l.Plan.Metric)
	l.Life.walkSeason(*l.Season, func(d Day, number int, st DayStatus) bool {
		if d > l.Today {
			return false
		}
		before := sum
		switch {
		case o.Type == OutcomeDays && st == DayDone:
			sum++
		case fromLog && st == DayDone:
			sum += addsToWeek(l.Logs[d], l.Life.Plan(d))
		}
		for next < len(l.Measurements) && l.Measurements[next].Day <= d {
			next++
			if v := o.actual(progressInput{Measurements: l.Measurements[:next], DayNumber: number}); v != nil && !fromLog && o.Type != OutcomeDays {
				sum = *v
			}
		}
		if number > 0 && sum != before {
			points = append(points, Point{float64(number), sum})
		}
		return true
	})
	if n := len(points); n > 1 && points[n-1].Day < float64(l.DayNumber) {
		points = append(points, Point{float64(l.DayNumber), sum})
	}
	if len(points) == 1 {
		return nil
	}
	return points
}

// levelSeries goes from the start value through every day's reading.
func (l Look) levelSeries() []Point {
	if len(l.Measurements) == 0 {
		return nil
	}
	var points []Point
	in := progressInput{First: l.Season.First, Measurements: l.Measurements}
	for _, m := range l.Season.Outcome.readings(in) {
		points = append(points, Point{float64(l.Life.dayNumber(*l.Season, m.Day)), m.Value})
	}
	return points
}

// weekSeries has what each full week held of the outcome, at its last day.
func (l Look) weekSeries() []Point {
	var points []Point
	for i, sum := range l.fullWeekSums() {
		last := l.fullWeeks()[i] + Day(weekLength) - 1
		points = append(points, Point{float64(l.Life.dayNumber(*l.Season, last)), sum})
	}
	return points
}

// ConsistencySeries is the score after each in-plan day of the season.
func (l Look) ConsistencySeries() []Point {
	if l.Season == nil {
		return nil
	}
	scores := l.Life.consistencySeries(l.amounts())
	var points []Point
	l.Life.walkSeason(*l.Season, func(d Day, number int, _ DayStatus) bool {
		i := int(d - l.Life.First)
		if i >= len(scores) || number > SeasonDays {
			return false
		}
		if number > 0 && i >= 0 {
			points = append(points, Point{float64(number), scores[i]})
		}
		return true
	})
	return points
}
