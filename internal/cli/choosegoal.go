package cli

import (
	"context"
	"errors"
	"fmt"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/cli/draw"
	"github.com/ippo-app/ippo/internal/goal"
)

// chooseGoals finds the goals that a command means on a day. Where it is unclear it
// asks once, or is wrong usage (ruling 2).
func (d deps) chooseGoals(ctx context.Context, a *app.App, refs []string, day goal.Day) ([]goal.Look, error) {
	looks, err := a.Resolve(ctx, me(), refs, day)
	var unclear *goal.Error
	if !errors.As(err, &unclear) || unclear.Key != "error.goal.which" {
		return looks, err
	}
	if len(refs) > 0 || !d.mayAsk() {
		return nil, usageError{err}
	}
	t, err := a.Today(ctx, me(), day)
	if err != nil {
		return nil, err
	}
	question := d.say("term.which") + "\n"
	for _, l := range t.Goals {
		question += fmt.Sprintf("  %d  %s\n", l.Goal.Number, draw.Clean(l.Plan.Step.Text))
	}
	answer := d.terminal().Ask(ctx, question+"> ")
	if answer == "" {
		return nil, usageError{unclear}
	}
	return a.Resolve(ctx, me(), []string{answer}, day)
}

// chooseGoal finds the one goal that a command about a goal means.
func (d deps) chooseGoal(ctx context.Context, a *app.App, args []string) (goal.Goal, error) {
	looks, err := d.chooseGoals(ctx, a, args, 0)
	if err != nil {
		return goal.Goal{}, err
	}
	return looks[0].Goal, nil
}

// chooseGoalToRead is the goal that is looked at: without a name and an active
// goal, the only one that is parked.
func (d deps) chooseGoalToRead(ctx context.Context, a *app.App, args []string) (goal.Goal, error) {
	g, err := d.chooseGoal(ctx, a, args)
	told, ok := errors.AsType[*goal.Error](err)
	if !ok || told.Key != "error.goal.none" {
		return g, err
	}
	goals, reading := a.Goals(ctx, me())
	var parked []goal.Goal
	for _, g := range goals {
		if g.Status == goal.StatusParked {
			parked = append(parked, g)
		}
	}
	if reading != nil || len(parked) != 1 {
		return g, err
	}
	return parked[0], nil
}

// needsSecond says whether a refusal asks for the yes to a second active goal.
func needsSecond(err error) bool {
	var e *goal.Error
	return errors.As(err, &e) && e.Key == "error.goal.second"
}
