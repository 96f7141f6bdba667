package goals

import (
	"math"

	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
	"github.com/ippo-app/ippo/internal/web/part"
)

// hasOutcome says whether there is an outcome to draw a line for.
func (v goalView) hasOutcome() bool {
	return v.Season != nil && v.Season.Outcome.Type != goal.OutcomeNone
}

func (v goalView) isShare() bool {
	t := v.Season.Outcome.Type
	return t == goal.OutcomeMilestones || t == goal.OutcomeOneOff
}

// outcomeLine is the way so far against the straight line.
func (v goalView) outcomeLine() part.Line {
	o := v.Season.Outcome
	target, start := o.Target, 0.0
	switch o.Type {
	case goal.OutcomeLevelUp, goal.OutcomeLevelDown:
		start = o.Start
	case goal.OutcomeMilestones, goal.OutcomeOneOff:
		one := 1.0
		target = &one
	case goal.OutcomeAverage:
		if target != nil {
			start = *target // an average holds its number in every week
		}
	case goal.OutcomeNone, goal.OutcomeTotal, goal.OutcomeDays:
	}
	l := part.NewLine(v.OutcomeSeries(), start, target)
	if f := v.Forecast(); f.State == goal.ForecastSaid && v.ranges() {
		all := max(1, float64(len(o.Milestones)))
		if !v.isShare() {
			all = 1
		}
		l = l.WithRange(f.Low/all, f.High/all)
	}
	return l
}

// towards is the heading of the outcome's line: its number where it has one, as
// its words stand on top of the page.
func (v goalView) towards() string {
	o := v.Season.Outcome
	if o.Target == nil || v.isShare() || o.Type == goal.OutcomeDays {
		return o.Text
	}
	return v.W.Say("goalpage.towards", library.Args{"amount": v.W.AboutOf(*o.Target, o.Unit)})
}

// ranges says whether the forecast looks ahead to day 90; an average does not.
func (v goalView) ranges() bool { return v.Season.Outcome.Type != goal.OutcomeAverage }

// forecastLines say what can be said of day 90, and nothing more.
func (v goalView) forecastLines() []string { return v.W.Forecast(v.Look) }

// easeLines say how the step runs by the weekly answers.
func (v goalView) easeLines() []string { return v.W.Ease(v.Look, v.story) }

// easePoints are the answers on their scale of 1 to 7.
func (v goalView) easePoints() []goal.Point {
	var points []goal.Point
	for _, s := range v.EaseScores(v.story) {
		points = append(points, goal.Point{Day: s.Day, Value: s.Score})
	}
	return points
}

func (v goalView) easeTable() [][]string {
	var rows [][]string
	for _, p := range v.easePoints() {
		rows = append(rows, []string{v.W.About(p.Day), v.W.About(p.Value)})
	}
	return rows
}

// amount of the outcome in its unit; a share as milestones.
func (v goalView) amount(x float64) string {
	if v.isShare() {
		return v.W.Say("goalpage.percent", library.Args{"n": int(math.Round(100 * x))})
	}
	if u := v.Season.Outcome.Unit; u != "" {
		return v.W.About(x) + " " + u
	}
	return v.W.About(x)
}

// outcomeLines say what the chart shows.
func (v goalView) outcomeLines() []string {
	p := v.Progress
	var lines []string
	switch {
	case p.Actual == nil:
		lines = append(lines, v.W.Say("goalpage.no_reading"))
	case p.ActualDay != 0: // ruling 46
		lines = append(lines, v.W.Say("goalpage.now_on", library.Args{"amount": v.amount(*p.Actual), "date": v.W.Date(p.ActualDay)}))
	default:
		lines = append(lines, v.W.Say("goalpage.now", library.Args{"amount": v.amount(*p.Actual)}))
	}
	for _, s := range []string{v.W.Touched(v.Look), v.W.AfterSeason(v.Look), v.W.RangesHeld(v.Look, v.story)} {
		if s != "" {
			lines = append(lines, s)
		}
	}
	if p.BufferDays != nil {
		lines = append(lines, v.W.Pace(*p.BufferDays))
	} else if p.Pace != nil {
		lines = append(lines, v.W.Say("goalpage.pace", library.Args{"amount": v.amount(*p.Pace)}))
	}
	if v.Season.Outcome.Target == nil && !v.isShare() {
		lines = append(lines, v.W.Say("goalpage.no_target"))
	}
	return lines
}

func (v goalView) outcomeTicks(l part.Line) []string {
	var ticks []string
	for i, t := range l.Ticks() {
		if i == 0 || v.isShare() {
			ticks = append(ticks, v.amount(t))
		} else {
			ticks = append(ticks, v.W.About(t))
		}
	}
	return ticks
}

func (v goalView) outcomeTable() [][]string {
	var rows [][]string
	for _, p := range v.OutcomeSeries() {
		if p.Day == 0 {
			continue
		}
		rows = append(rows, []string{v.W.About(p.Day), v.amount(p.Value)})
	}
	return rows
}

// measurable says whether the person writes the outcome down by hand.
func (v goalView) measurable() bool {
	return v.hasOutcome() && v.Season.Outcome.Type != goal.OutcomeDays && !v.Season.Outcome.FedByLog(v.Plan.Metric)
}

// ticked are the milestones that are done.
func (v goalView) ticked() map[int]bool {
	done := map[int]bool{}
	for _, m := range v.Measurements {
		if m.Milestone > 0 {
			done[m.Milestone] = !done[m.Milestone]
		}
	}
	return done
}
