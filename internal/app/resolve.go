package app

import (
	"context"
	"slices"

	"github.com/ippo-app/ippo/internal/goal"
)

// Resolve finds the goals that a command means. Without refs it is the one
// active goal; with two, the one still open on the day, else all the person
// can be asked about stand in the error (ruling 2).
func (a *App) Resolve(ctx context.Context, who Actor, refs []string, day goal.Day) ([]goal.Look, error) {
	goals, err := a.Goals(ctx, who)
	if err != nil {
		return nil, err
	}
	if len(refs) == 0 {
		l, err := a.resolveActive(ctx, who, goals, day)
		return []goal.Look{l}, err
	}
	var named []goal.Goal
	for _, r := range refs {
		g, err := findGoal(goals, r)
		if err != nil {
			return nil, err
		}
		if !slices.ContainsFunc(named, func(x goal.Goal) bool { return x.ID == g.ID }) { // named twice is meant once
			named = append(named, g)
		}
	}
	t, err := a.TodayOf(ctx, who, day, idsOf(named)...)
	if err != nil {
		return nil, err
	}
	var out []goal.Look
	for _, g := range named {
		l, ok := t.Look(g.ID)
		if !ok {
			l = goal.Look{Goal: g, Today: t.Day, Calendar: t.Calendar}
		}
		out = append(out, l)
	}
	return out, nil
}

func idsOf(goals []goal.Goal) []string {
	var ids []string
	for _, g := range goals {
		ids = append(ids, g.ID)
	}
	return ids
}

// resolveActive is the active goal that is meant without a name.
func (a *App) resolveActive(ctx context.Context, who Actor, goals []goal.Goal, day goal.Day) (goal.Look, error) {
	goals = slices.DeleteFunc(slices.Clone(goals), func(g goal.Goal) bool { return g.Status != goal.StatusActive })
	if len(goals) == 0 {
		return oneActive(Today{})
	}
	t, err := a.TodayOf(ctx, who, day, idsOf(goals)...)
	if err == nil && len(t.Goals) == 0 && day != 0 { // before the first of them: the refusal names its first day
		t, err = a.TodayOf(ctx, who, 0, idsOf(goals)...)
	}
	if err != nil {
		return goal.Look{}, err
	}
	return oneActive(t)
}

// Look is a goal of the day by its id.
func (t Today) Look(id string) (goal.Look, bool) {
	for _, ls := range [][]goal.Look{t.Goals, t.Kept} {
		for _, l := range ls {
			if l.Goal.ID == id {
				return l, true
			}
		}
	}
	return goal.Look{}, false
}

func oneActive(t Today) (goal.Look, error) {
	var open []goal.Look
	for _, l := range t.Goals {
		if l.Status == goal.DayOpen || l.Status.Miss() {
			open = append(open, l)
		}
	}
	switch {
	case len(t.Goals) == 1:
		return t.Goals[0], nil
	case len(open) == 1:
		return open[0], nil
	case len(t.Goals) == 0 && len(t.Ahead) == 1: // what is asked of it says when it begins
		return goal.Look{Goal: t.Ahead[0], Today: t.Day, Calendar: t.Calendar}, nil
	case len(t.Goals) == 0 && len(t.Ahead) == 0:
		return goal.Look{}, goal.NotFound("goal", "error.goal.none")
	}
	var gs []goal.Goal
	for _, l := range t.Goals {
		gs = append(gs, l.Goal)
	}
	gs = append(gs, t.Ahead...)
	return goal.Look{}, goal.Invalid("goal", "error.goal.which", slugs(gs))
}
