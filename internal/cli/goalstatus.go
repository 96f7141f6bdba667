package cli

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
)

func newGoalPark(d deps) *cobra.Command   { return newGoalStatus(d, "park", goal.StatusParked) }
func newGoalKeep(d deps) *cobra.Command   { return newGoalStatus(d, "keep", goal.StatusKept) }
func newGoalResume(d deps) *cobra.Command { return newGoalStatus(d, "resume", goal.StatusActive) }
func newGoalEnd(d deps) *cobra.Command    { return newGoalStatus(d, "end", goal.StatusEnded) }

type statusAnswer struct {
	Command string      `json:"command"`
	Goal    string      `json:"goal"`
	Status  goal.Status `json:"status"`
}

// newGoalStatus makes the commands that lead a goal from one status to another.
func newGoalStatus(d deps, name string, to goal.Status) *cobra.Command {
	return &cobra.Command{
		Use:               name + " [GOAL]",
		Example:           "  ippo goal " + name + " fitness",
		Args:              oneGoal,
		ValidArgsFunction: d.completeGoalsFor(to),
		RunE: func(c *cobra.Command, args []string) error {
			return d.app(c.Context(), func(a *app.App) error { return d.setStatus(c, a, args, to) })
		},
	}
}

// chooseGoalFor finds the goal that is led to a status. Without a name, what is taken up
// again is the one that is parked.
func (d deps) chooseGoalFor(ctx context.Context, a *app.App, args []string, to goal.Status) (goal.Goal, error) {
	if to != goal.StatusActive || len(args) > 0 {
		return d.chooseGoal(ctx, a, args)
	}
	goals, err := a.Goals(ctx, me())
	if err != nil {
		return goal.Goal{}, err
	}
	var slugs []string
	var parked goal.Goal
	for _, g := range goals {
		if g.Status == goal.StatusParked && g.Source == nil {
			parked, slugs = g, append(slugs, g.Slug)
		}
	}
	switch len(slugs) {
	case 1:
		return parked, nil
	case 0:
		return d.chooseGoal(ctx, a, args)
	}
	return goal.Goal{}, usageError{goal.Invalid("goal", "error.goal.which", strings.Join(slugs, ", "))}
}

func (d deps) setStatus(c *cobra.Command, a *app.App, args []string, to goal.Status) error {
	g, err := d.chooseGoalFor(c.Context(), a, args, to)
	if err != nil {
		return err
	}
	body := goal.SetStatus{Goal: g.ID, To: to, Yes: d.flags.yes}
	ans, err := d.do(c.Context(), a, body)
	if needsSecond(err) {
		if err = d.confirm(c.Context(), d.say("term.second"), err); err == nil {
			body.Yes = true
			ans, err = d.do(c.Context(), a, body)
		}
	}
	if err != nil {
		return err
	}
	after, err := a.Look(c.Context(), me(), g.Slug)
	if err != nil {
		return err
	}
	status := after.Goal.Status
	if d.flags.json {
		return d.json(statusAnswer{ans.Command, g.Slug, status})
	}
	d.print(d.say("term.status."+string(status), library.Args{"goal": after.Goal.Title}))
	return nil
}
