package goal

import "math"

// Forecast of the season's outcome, by its type (method 8.2 to 8.4, ruling
// 30). Nothing but the pace line is said before it can be.
func (l Look) Forecast() Forecast {
	if l.Season == nil || l.SeasonOver {
		return Forecast{State: ForecastNotYet}
	}
	o := l.Season.Outcome
	switch o.Type {
	case OutcomeTotal, OutcomeDays:
		in := l.totalSoFar()
		in.Target = o.Target
		return in.forecast()
	case OutcomeMilestones:
		in := l.milestonesSoFar()
		return forecastMilestones(in)
	case OutcomeLevelUp, OutcomeLevelDown:
		if l.DayNumber < forecastFromDay {
			return Forecast{State: ForecastNotYet}
		}
		return levelForecast{
			Points: l.levelPoints(), Start: o.Start, Target: o.Target, Down: o.Type == OutcomeLevelDown,
		}.forecast()
	case OutcomeAverage:
		if l.DayNumber < forecastFromDay {
			return Forecast{State: ForecastNotYet}
		}
		sums := l.fullWeekSums()
		return forecastAverage(sums[max(0, len(sums)-o.averageWeeks()):], o.Target)
	case OutcomeNone, OutcomeOneOff: // readiness is plotted, not forecast
	}
	return Forecast{State: ForecastNotYet}
}

// daysLeft are the season's in-plan days from tomorrow.
func (l Look) daysLeft() int { return max(0, SeasonDays-l.DayNumber) }

// fullWeeks are the first days of the season's weeks that have ended with all
// seven days in plan, metric or not (ruling 30). A week has ended on its last
// day, too, once that day is logged.
func (l Look) fullWeeks() []Day {
	if l.Season == nil {
		return nil
	}
	var firsts []Day
	for d := l.Season.First; d <= l.Today; {
		first, last := l.Calendar.Week(d)
		d = last + 1
		ended := last < l.Today || last == l.Today && (l.Life.over || l.Status != DayOpen)
		whole := first >= l.Season.First && last-first+1 == Day(weekLength) && (l.SeasonEnd == 0 || last <= l.SeasonEnd)
		for x := first; x <= last && whole; x++ {
			whole = inPlan(l.Life.On(x))
		}
		if ended && whole {
			firsts = append(firsts, first)
		}
	}
	return firsts
}

// fullWeekSums are the sums of the outcome in the full weeks.
func (l Look) fullWeekSums() []float64 {
	var sums []float64
	for _, first := range l.fullWeeks() {
		sums = append(sums, l.sumOver(first, first+Day(weekLength)-1))
	}
	return sums
}

// sumOver is what the outcome grew by from first to last: done days, what the
// log holds, or what was measured.
func (l Look) sumOver(first, last Day) float64 {
	o := l.Season.Outcome
	sum := 0.0
	if o.Type == OutcomeDays || o.FedByLog(l.Plan.Metric) {
		for d := first; d <= last; d++ {
			if l.Life.On(d) != DayDone {
				continue
			}
			if o.Type == OutcomeDays {
				sum++
			} else {
				sum += addsToWeek(l.Logs[d], l.Life.Plan(d))
			}
		}
		return sum
	}
	for _, m := range l.Measurements {
		if m.Day >= first && m.Day <= last {
			sum += m.Value
		}
	}
	return sum
}

func (l Look) totalSoFar() totalForecast {
	return totalForecast{
		DayNumber: l.DayNumber, Weeks: l.fullWeekSums(), Sum: l.sumOver(l.Season.First, l.Today), DaysLeft: l.daysLeft(),
	}
}

// milestonesSoFar counts milestones week by week.
func (l Look) milestonesSoFar() totalForecast {
	all := float64(len(l.Season.Outcome.Milestones))
	in := totalForecast{DayNumber: l.DayNumber, DaysLeft: l.daysLeft(), Target: &all}
	ticked := map[int]Day{}
	for _, m := range l.Measurements {
		if m.Milestone == 0 {
			continue
		}
		if _, done := ticked[m.Milestone]; done {
			delete(ticked, m.Milestone)
		} else {
			ticked[m.Milestone] = m.Day
		}
	}
	in.Sum = float64(len(ticked))
	for _, first := range l.fullWeeks() {
		n := 0.0
		for _, d := range ticked {
			if d >= first && d < first+Day(weekLength) {
				n++
			}
		}
		in.Weeks = append(in.Weeks, n)
	}
	return in
}

// levelPoints are the weekly medians at the in-plan day in the middle of their
// week.
func (l Look) levelPoints() []levelPoint {
	in := progressInput{First: l.Season.First, Measurements: l.Measurements, WeekStart: func(d Day) Day {
		first, _ := l.Calendar.Week(d)
		return first
	}}
	var points []levelPoint
	for _, m := range l.Season.Outcome.weeklyMedians(in) {
		_, last := l.Calendar.Week(m.Week)
		first := max(m.Week, l.Season.First)
		from := float64(l.Life.dayNumber(*l.Season, first))
		to := float64(l.Life.dayNumber(*l.Season, last))
		points = append(points, levelPoint{math.Floor((from + to) / 2), m.Median})
	}
	return points
}

// NextMilestone is the first that is not ticked, and whether there is one.
func (l Look) NextMilestone() (Milestone, bool) {
	if l.Season == nil {
		return Milestone{}, false
	}
	done := map[int]bool{}
	for _, m := range l.Measurements {
		if m.Milestone > 0 {
			done[m.Milestone] = !done[m.Milestone]
		}
	}
	for i, m := range l.Season.Outcome.Milestones {
		if !done[i+1] {
			return m, true
		}
	}
	return Milestone{}, false
}

// EaseScores are the weekly answers of this season at their in-plan day.
func (l Look) EaseScores(s Story) []easeScore {
	if l.Season == nil {
		return nil
	}
	var scores []easeScore
	for _, r := range s.Reviews {
		if r.Ease != nil && r.Week >= l.Season.First-6 && r.Day >= l.Season.First {
			day := min(r.Day, l.Today)
			scores = append(scores, easeScore{Day: float64(l.Life.dayNumber(*l.Season, day)), Score: float64(*r.Ease)})
		}
	}
	return scores
}

// Ease is the curve of a goal, once there are six answers (method 6.3).
func (l Look) Ease(s Story) (EaseFit, bool) { return fitEase(l.EaseScores(s)) }
