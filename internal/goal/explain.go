package goal

import (
	"slices"

	"github.com/ippo-app/ippo/internal/stats"
)

// Figure is a number that can be explained.
type Figure string

// The figures, in the order in which they are explained.
const (
	FigurePractised   Figure = "days_practised"
	FigureChain       Figure = "chain"
	FigureAdherence   Figure = "adherence"
	FigureNMT         Figure = "never_miss_twice"
	FigureWeek        Figure = "week"
	FigureConsistency Figure = "consistency"
	FigurePace        Figure = "pace"
	FigureForecast    Figure = "forecast"
	FigureRanges      Figure = "ranges"
	FigureEase        Figure = "ease"
	FigureExperiment  Figure = "experiment"
)

// Explanation says how a figure came about, from the days themselves: lines
// with their numbers, and the days that were counted.
type Explanation struct {
	Figure Figure         `json:"figure"`
	Lines  []Because      `json:"lines"`
	Days   []ExplainedDay `json:"days,omitempty"`
}

// ExplainedDay is one day that a figure counted.
type ExplainedDay struct {
	Day    Day       `json:"day"`
	Status DayStatus `json:"status"`
	Value  *float64  `json:"value,omitempty"`
	Mended bool      `json:"mended,omitempty"`
}

// explainedDays is how many days of a long run are listed.
const explainedDays = 28

// Explain gives every figure of a goal with its reasons. The feelings are those of
// its days.
func (l Look) Explain(s Story, feelings map[Day]Feeling) []Explanation {
	all := []Explanation{l.explainPractised()}
	if l.Adherence != nil {
		all = append(all, l.explainChain(), l.explainAdherence(), l.explainNMT())
	}
	if l.Week != nil {
		all = append(all, l.explainWeek())
	}
	if l.Consistency != nil {
		all = append(all, l.explainConsistency())
	}
	if l.Progress.Pace != nil {
		all = append(all, l.explainPace())
	}
	if l.Season != nil && l.Season.Outcome.Type.forecast() {
		all = append(all, l.explainForecast())
	}
	if e, ok := l.explainRanges(s); ok {
		all = append(all, e)
	}
	all = append(all, l.explainEase(s))
	if e, ok := l.explainExperiment(s, feelings); ok {
		all = append(all, e)
	}
	return all
}

func explainLine(key string, args ...any) Because { return Because{Key: "explain." + key, Args: args} }

func (l Look) explainPractised() Explanation {
	return Explanation{Figure: FigurePractised, Lines: []Because{explainLine("practised", l.Practised, l.Life.First)}}
}

// explainChain lists the days of the chain, counted backwards to the two
// misses before it (method 4.3).
func (l Look) explainChain() Explanation {
	e := Explanation{Figure: FigureChain}
	switch {
	case l.Chain.State == Resting && len(l.Closed) > 0:
		last := l.Closed[len(l.Closed)-1]
		e.Lines = append(e.Lines, explainLine("chain.resting", last.Length))
	case l.Chain.State == Resting:
		e.Lines = append(e.Lines, explainLine("chain.none"))
	default:
		e.Lines = append(e.Lines, explainLine("chain.length", l.Chain.Length), explainLine("chain.mended", l.Chain.Recoveries))
		if l.Chain.State == Waiting {
			e.Lines = append(e.Lines, explainLine("chain.waiting"))
		}
		e.Days = l.chainDays()
	}
	return e
}

func (l Look) chainDays() []ExplainedDay {
	var days []ExplainedDay
	misses := 0
	for i := len(l.Life.closed()) - 1; i >= 0 && len(days) < explainedDays; i-- {
		d, st := l.Life.First+Day(i), l.Life.Days[i]
		if st.Miss() {
			misses++
		} else if st == DayDone {
			misses = 0
		}
		if misses == 2 {
			break
		}
		days = append([]ExplainedDay{{Day: d, Status: st, Mended: l.Gold.Has(d)}}, days...)
	}
	return days
}

func (l Look) explainAdherence() Explanation {
	counts := map[DayStatus]int{}
	for _, st := range l.Life.closed() {
		counts[st]++
	}
	a := *l.Adherence
	e := Explanation{Figure: FigureAdherence, Lines: []Because{
		explainLine("adherence.counts", counts[DayDone], counts[DayMissed], counts[DayCovered], counts[DayUnlogged]),
		explainLine("adherence.low", a.Done, a.Active),
		explainLine("adherence.left_out", counts[DayRest], counts[DayPause]),
	}}
	if a.MostlySilent() {
		e.Lines = append(e.Lines, explainLine("adherence.logged", a.Done, a.Active-a.Unlogged))
	}
	return e
}

// explainNMT lists the misses that closed an episode (method 4.3, rule 7).
func (l Look) explainNMT() Explanation {
	e := Explanation{Figure: FigureNMT, Lines: []Because{explainLine("nmt", l.NMT.Recovered, l.NMT.Episodes)}}
	closed := l.Life.closed()
	for i := len(closed) - 1; i >= 0 && len(e.Days) < explainedDays; i-- {
		if st := closed[i]; st.Miss() || st == DayCovered {
			d := l.Life.First + Day(i)
			e.Days = append(e.Days, ExplainedDay{Day: d, Status: st, Mended: l.Gold.Has(d)})
		}
	}
	slices.Reverse(e.Days)
	return e
}

func (l Look) explainWeek() Explanation {
	w := *l.Week
	e := Explanation{Figure: FigureWeek, Lines: []Because{
		explainLine("week.target", l.Plan.Metric.Target, w.Days, w.Target), explainLine("week.done", w.Done, w.Target),
	}}
	if left := w.Target - w.Done; left > 0 { // ruling 43
		line := "week.days"
		if k := l.Plan.Metric.Kind; k == MetricSessions || k == MetricDays {
			line = "week.room"
		}
		e.Lines = append(e.Lines, explainLine(line, left, w.Room))
	}
	if met, full := l.WeeksMet(); full > 0 {
		e.Lines = append(e.Lines, explainLine("week.full", full, met))
	}
	for d := w.Start; d <= min(w.End, l.Today); d++ {
		if log, ok := l.Logs[d]; ok && l.Life.On(d) == DayDone {
			v := addsToWeek(log, l.Life.Plan(d))
			e.Days = append(e.Days, ExplainedDay{Day: d, Status: DayDone, Value: &v})
		} else if st := l.Life.On(d); st != DayNone {
			e.Days = append(e.Days, ExplainedDay{Day: d, Status: st})
		}
	}
	return e
}

func (l Look) explainConsistency() Explanation {
	e := Explanation{Figure: FigureConsistency, Lines: []Because{explainLine("consistency", *l.Consistency), explainLine("consistency.how")}}
	points := l.ConsistencySeries()
	for _, p := range points[max(0, len(points)-14):] {
		d := l.dayOfNumber(int(p.Day))
		v := p.Value
		e.Days = append(e.Days, ExplainedDay{Day: d, Status: l.Life.On(d), Value: &v})
	}
	return e
}

// dayOfNumber is the season's in-plan day with a number.
func (l Look) dayOfNumber(n int) Day {
	var found Day
	l.Life.walkSeason(*l.Season, func(d Day, number int, _ DayStatus) bool {
		if number == n {
			found = d
		}
		return number < n
	})
	return found
}

func (l Look) explainPace() Explanation {
	o, p := l.Season.Outcome, l.Progress
	e := Explanation{Figure: FigurePace}
	target := 1.0
	if t := o.target(); t != nil {
		target = *t
	}
	if o.Type == OutcomeAverage {
		e.Lines = append(e.Lines, explainLine("pace.average", target))
	} else {
		e.Lines = append(e.Lines, explainLine("pace.line", o.start(), target, min(l.DayNumber, SeasonDays), *p.Pace))
	}
	switch {
	case p.ActualDay != 0: // ruling 46
		e.Lines = append(e.Lines, explainLine("pace.actual_on", *p.Actual, p.ActualDay), explainLine("pace.level", *p.Level))
		if p.Touched != 0 {
			e.Lines = append(e.Lines, explainLine("pace.touched", p.Touched))
		}
	case p.Actual != nil:
		e.Lines = append(e.Lines, explainLine("pace.actual", *p.Actual))
	}
	if p.BufferDays != nil {
		e.Lines = append(e.Lines, explainLine("pace.buffer", *p.BufferDays, (target-o.start())/seasonLength))
	}
	return e
}

// forecast says whether an outcome of this kind is ever forecast: readiness is
// plotted only.
func (t OutcomeType) forecast() bool { return t != OutcomeNone && t != OutcomeOneOff }

// explainNoForecast says what a forecast of this kind of outcome waits for.
func (l Look) explainNoForecast(state ForecastState) Because {
	kind := l.Season.Outcome.Type
	switch levels, done := len(l.levelPoints()), l.milestonesSoFar().Sum; {
	case state == ForecastNotYet && (kind == OutcomeLevelUp || kind == OutcomeLevelDown):
		return explainLine("forecast.not_yet.level", forecastFromDay, forecastMinLevels, l.DayNumber, levels)
	case state == ForecastNotYet && kind == OutcomeMilestones && done < forecastMinMilestones:
		return explainLine("forecast.not_yet.milestones", forecastMinMilestones, done)
	}
	return explainLine("forecast."+string(state), forecastFromDay, l.DayNumber, len(l.fullWeekSums()))
}

func (l Look) explainForecast() Explanation {
	e := Explanation{Figure: FigureForecast}
	f := l.Forecast()
	if f.State != ForecastSaid {
		e.Lines = append(e.Lines, l.explainNoForecast(f.State))
		return e
	}
	switch l.Season.Outcome.Type {
	case OutcomeLevelUp, OutcomeLevelDown:
		e.Lines = append(e.Lines, explainLine("forecast.level", len(l.levelPoints())))
	case OutcomeMilestones:
		in := l.milestonesSoFar()
		e.Lines = append(e.Lines, explainLine("forecast.total", in.Sum, stats.Mean(in.Weeks), len(in.Weeks), l.daysLeft()))
	default:
		sums := l.fullWeekSums()
		e.Lines = append(e.Lines, explainLine("forecast.total", l.sumOver(l.Season.First, l.Today), stats.Mean(sums), len(sums), l.daysLeft()))
	}
	e.Lines = append(e.Lines, explainLine("forecast.range", f.Value, f.Low, f.High))
	if f.Chance != nil {
		e.Lines = append(e.Lines, explainLine("forecast.chance", *f.Chance))
	}
	return e
}

func (l Look) explainEase(s Story) Explanation {
	scores := l.EaseScores(s)
	e := Explanation{Figure: FigureEase}
	fit, ok := fitEase(scores)
	switch {
	case !ok:
		e.Lines = append(e.Lines, explainLine("ease.few", len(scores), easeMinScores))
	case !fit.Tight:
		e.Lines = append(e.Lines, explainLine("ease.wide", fit.Low, fit.High))
	default:
		e.Lines = append(e.Lines, explainLine("ease.range", fit.Low, fit.High, len(scores)))
	}
	e.Lines = append(e.Lines, explainLine("ease.own")) // ruling 60
	return e
}
