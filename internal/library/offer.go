package library

import (
	"slices"

	"github.com/ippo-app/ippo/internal/goal"
)

// Offer is what "Do it" would change for a suggestion: numbers come from the
// method, words from the plan itself or from the obstacles of the area. Not ok
// when only the person can say what to change.
func (w *Words) Offer(s goal.Suggestion, g goal.Goal, p goal.Plan, newID func() string) (goal.PlanChange, bool) {
	if c, ok := s.Offer(p); ok {
		return c, true
	}
	switch s.Action {
	case goal.ActMoveCue:
		if p.Fallback == "" {
			return goal.PlanChange{}, false
		}
		cue, fallback := p.Fallback, p.Cue
		return goal.PlanChange{Cue: &cue, Fallback: &fallback}, true
	case goal.ActWeekdayCue:
		if s.Weekday == nil || p.Rest.Len() >= 3 {
			return goal.PlanChange{}, false
		}
		rest := p.Rest.With(*s.Weekday)
		return goal.PlanChange{Rest: &rest}, true
	case goal.ActAddIfThen:
		if plans := w.Choices(s, g, p, newID); len(plans) > 0 && len(p.IfThens) < goal.MaxIfThen {
			all := append(slices.Clone(p.IfThens), plans[0])
			return goal.PlanChange{IfThens: &all}, true
		}
	default: // only the person can say it
	}
	return goal.PlanChange{}, false
}

// Choices are up to three plans of the library for the suggestion's tag that
// the goal does not have yet (method 7.3, R7e).
func (w *Words) Choices(s goal.Suggestion, g goal.Goal, p goal.Plan, newID func() string) []goal.IfThen {
	if s.Tag == "" {
		return nil
	}
	var plans []goal.IfThen
	for _, o := range w.ObstaclesFor(g.Area, s.Tag, 6) {
		known := slices.ContainsFunc(p.IfThens, func(x goal.IfThen) bool { return x.Words == o.Plan })
		if !known && len(plans) < 3 {
			plans = append(plans, o.IfThen(newID()))
		}
	}
	return plans
}

// Change says in words what a plan would become.
func (w *Words) Change(from goal.Plan, to goal.PlanChange) string { return w.change(from, to) }
