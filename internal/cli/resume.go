package cli

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/cli/draw"
	"github.com/ippo-app/ippo/internal/goal"
)

func newResume(d deps) *cobra.Command {
	return &cobra.Command{
		Use:               "resume [GOAL...]",
		Example:           "  ippo resume\n  ippo resume fitness",
		ValidArgsFunction: d.completeGoals,
		RunE: func(c *cobra.Command, args []string) error {
			return d.app(c.Context(), func(a *app.App) error { return d.resume(c.Context(), a, args) })
		},
	}
}

func (d deps) resume(ctx context.Context, a *app.App, refs []string) error {
	ids, err := d.goalIDs(ctx, a, refs)
	if err != nil {
		return err
	}
	ans, err := d.do(ctx, a, goal.ResumeGoals{Goals: ids})
	if err != nil {
		return err
	}
	if d.flags.json {
		slugs, err := slugsOf(ctx, a, ans.Entry.Result.Goals)
		if err != nil {
			return err
		}
		return d.json(resumeAnswer{ans.Command, slugs})
	}
	d.printMarked(draw.Span{Ink: draw.Shu, Text: d.pen().Open()}, d.say("say.resumed"))
	return nil
}

type resumeAnswer struct {
	Command string   `json:"command"`
	Goals   []string `json:"goals"`
}
