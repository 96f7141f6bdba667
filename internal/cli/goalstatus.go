package cli

import (
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
		ValidArgsFunction: d.completeGoals,
		RunE: func(c *cobra.Command, args []string) error {
			return d.app(c.Context(), func(a *app.App) error { return d.setStatus(c, a, args, to) })
		},
	}
}

func (d deps) setStatus(c *cobra.Command, a *app.App, args []string, to goal.Status) error {
	g, err := d.chooseGoal(c.Context(), a, args)
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
	if d.flags.json {
		return d.json(statusAnswer{ans.Command, g.Slug, to})
	}
	d.print(d.say("term.status."+string(to), library.Args{"goal": g.Title}))
	return nil
}
