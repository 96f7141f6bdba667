package library

import (
	"github.com/ippo-app/ippo/internal/goal"
)

// Forecast says what can be said of day 90, and nothing more (method 8.4).
// Nothing is said once the season is over or without one.
func (w *Words) Forecast(l goal.Look) []string {
	if l.Season == nil || l.SeasonOver || l.Season.Outcome.Type == goal.OutcomeNone {
		return nil
	}
	f, kind := l.Forecast(), l.Season.Outcome.Type
	switch {
	case kind == goal.OutcomeOneOff:
		return w.nextMilestone(l, "goalpage.next")
	case f.State == goal.ForecastNotYet && kind == goal.OutcomeMilestones:
		return w.nextMilestone(l, "forecast.not_yet.milestones")
	case f.State != goal.ForecastSaid:
		return []string{w.Say("forecast." + string(f.State))}
	}
	var lines []string
	if f.Band != "" {
		lines = append(lines, w.Say("forecast.band."+string(f.Band)))
	}
	return append(append(lines, w.ForecastRange(l)), w.weeklyNeed(f, kind)...)
}

// ForecastRange is the range of the forecast alone, as reviews show and keep it;
// empty while nothing can be said (ruling 57).
func (w *Words) ForecastRange(l goal.Look) string {
	f := l.Forecast()
	if f.State != goal.ForecastSaid {
		return ""
	}
	key := "forecast.range"
	if l.Season.Outcome.Type == goal.OutcomeAverage {
		key = "forecast.range_average"
	}
	return w.Say(key, Args{"low": w.AboutOutcome(l, f.Low), "high": w.AboutOutcome(l, f.High)})
}

// RangesHeld tells at day 90 how many of the ranges of the reviews held the result;
// empty where that says nothing (ruling 57).
func (w *Words) RangesHeld(l goal.Look, s goal.Story) string {
	h, ok := l.RangesHeld(s)
	if !ok {
		return ""
	}
	return w.Say("forecast.held", Args{"n": h.Held, "of": h.Of})
}

func (w *Words) nextMilestone(l goal.Look, key string) []string {
	m, ok := l.NextMilestone()
	if !ok {
		return nil
	}
	return []string{w.Say(key, Args{"next": m.Text})}
}

// weeklyNeed compares what a week needs with what a week has held; an average
// does not look ahead.
func (w *Words) weeklyNeed(f goal.Forecast, kind goal.OutcomeType) []string {
	assumes := w.Say("forecast.assumes")
	switch {
	case f.Average == 0 || kind == goal.OutcomeAverage:
		return []string{assumes}
	case f.Needed == nil:
		return []string{w.Say("forecast.average", Args{"average": w.Rough(f.Average)}), assumes}
	}
	return []string{w.Say("forecast.needed", Args{"needed": w.Rough(*f.Needed), "average": w.Rough(f.Average)}), assumes}
}

// AboutOutcome is an amount of the outcome as a forecast says it: two digits
// that mean something.
func (w *Words) AboutOutcome(l goal.Look, x float64) string {
	switch l.Season.Outcome.Type {
	case goal.OutcomeMilestones, goal.OutcomeOneOff:
		return w.Rough(x)
	default:
	}
	return w.amount(w.Rough(x), x, l.Season.Outcome.Unit)
}

// Ease says how the step runs by the weekly answers (method 6.3); empty before
// the first.
func (w *Words) Ease(l goal.Look, s goal.Story) []string {
	scores := l.EaseScores(s)
	if len(scores) == 0 {
		return nil
	}
	lines := []string{w.Say("ease." + string(goal.EaseBandOf(scores[len(scores)-1].Score)))}
	fit, ok := l.Ease(s)
	switch {
	case !ok:
		lines = append(lines, w.Say("ease.need", Args{"n": len(scores)}))
	case !fit.Tight:
		lines = append(lines, w.Say("ease.early"))
	default:
		lines = append(lines, w.Say("ease.range", Args{"low": w.Rough(fit.Low), "high": w.Rough(fit.High), "n": w.Rough(fit.High)}))
	}
	return lines
}
