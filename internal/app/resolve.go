package app

import (
	"context"

	"github.com/ippo-app/ippo/internal/goal"
)

// Resolve finds the goals that a command means. Without refs it is the one
// active goal; with two, the one still open on the day, else all the person
// can be asked about stand in the error (ruling 2).
func (a *App) Resolve(ctx context.Context, who PersonID, refs []string, day goal.Day) ([]goal.Look, error) {
	t, err := a.Today(ctx, who, day)
	if err != nil {
		return nil, err
	}
	if len(refs) == 0 {
		l, err := oneActive(t)
		return []goal.Look{l}, err
	}
	goals, err := a.Goals(ctx, who)
	if err != nil {
		return nil, err
	}
	var out []goal.Look
	for _, r := range refs {
		g, err := find(goals, r)
		if err != nil {
			return nil, err
		}
		l, ok := t.Look(g.ID)
		if !ok {
			l = goal.Look{Goal: g, Today: t.Day, Calendar: t.Calendar}
		}
		out = append(out, l)
	}
	return out, nil
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
		if l.Status == goal.DayOpen {
			open = append(open, l)
		}
	}
	switch {
	case len(t.Goals) == 1:
		return t.Goals[0], nil
	case len(open) == 1:
		return open[0], nil
	case len(t.Goals) == 0:
		return goal.Look{}, goal.NotFound("goal", "error.goal.none")
	}
	var gs []goal.Goal
	for _, l := range t.Goals {
		gs = append(gs, l.Goal)
	}
	return goal.Look{}, goal.Invalid("goal", "error.goal.which", slugs(gs))
}
