package cli

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/cli/draw"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
)

func newRest(d deps) *cobra.Command {
	var on string
	c := &cobra.Command{
		Use:               "rest [GOAL...]",
		Example:           "  ippo rest\n  ippo rest --on sun\n  ippo rest fitness --on yesterday",
		ValidArgsFunction: d.completeGoals,
		RunE: func(c *cobra.Command, args []string) error {
			return d.restDay(c.Context(), args, on, func(t dayAct) error {
				changes, err := d.applyOpen(c.Context(), t, func(l goal.Look) goal.Body { return goal.Rest{Goal: l.Goal.ID} })
				if err != nil || d.flags.json {
					return d.printJSON(t, changes, err)
				}
				for i, x := range changes {
					if x.body == nil {
						d.printMarked(d.pen().Mark(x.then.Cell(t.day)), d.say("say.already_undo"))
					} else if i == 0 {
						d.printMarked(draw.Span{Ink: draw.Dim, Text: d.pen().Rest()}, d.say("say.resting_day", library.Args{"day": d.words.WeekdayDate(t.day)}))
					}
				}
				return nil
			})
		},
	}
	c.Flags().StringVar(&on, "on", "", "")
	d.takesDay(c, "on")
	return c
}

// restDay finds the day, which may lie ahead, and the goals: without names all
// active ones (ruling 2).
func (d deps) restDay(ctx context.Context, refs []string, on string, f func(dayAct) error) error {
	return d.app(ctx, func(a *app.App) error {
		t, err := d.dayOf(ctx, a, on, ahead)
		if err != nil {
			return err
		}
		shown, err := a.Today(ctx, me(), min(t.day, t.today))
		if err != nil {
			return err
		}
		t.looks = shown.Goals
		if len(refs) > 0 || len(t.looks) == 0 {
			if t.looks, err = d.chooseGoals(ctx, a, refs, min(t.day, t.today)); err != nil {
				return err
			}
		}
		return f(t)
	})
}
