package cli

import (
	"github.com/spf13/cobra"

	"github.com/ippo-app/ippo/internal/cli/draw"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
)

func newCover(d deps) *cobra.Command {
	var on string
	c := &cobra.Command{
		Use:               "cover [GOAL]",
		Example:           "  ippo cover --on yesterday\n  ippo cover fitness --on tue",
		Args:              oneGoal,
		ValidArgsFunction: d.completeGoals,
		RunE: func(c *cobra.Command, args []string) error {
			return d.onDay(c.Context(), args, on, func(t dayAct) error {
				changes, err := d.applyOpen(c.Context(), t, func(l goal.Look) goal.Body { return goal.Cover{Goal: l.Goal.ID} })
				if err != nil || d.flags.json {
					return d.printJSON(t, changes, err)
				}
				if x := changes[0]; x.body == nil {
					d.printMarked(d.pen().Mark(x.then.Cell(t.day)), d.say("say.already_undo"))
				} else {
					d.printMarked(draw.Span{Ink: draw.Dim, Text: d.pen().Covered()}, d.say("say.covered", library.Args{"day": d.words.WeekdayDate(t.day)}))
				}
				return nil
			})
		},
	}
	c.Flags().StringVar(&on, "on", "", "")
	d.takesDay(c, "on")
	return c
}
