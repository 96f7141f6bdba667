package cli

import (
	"github.com/spf13/cobra"

	"github.com/ippo-app/ippo/internal/goal"
)

func newSkip(d deps) *cobra.Command {
	var on, note string
	var tag goal.MissTag
	c := &cobra.Command{
		Use:               "skip [GOAL...]",
		Example:           "  ippo skip\n  ippo skip --tag time\n  ippo skip fitness --on yesterday --tag energy",
		ValidArgsFunction: d.completeGoals,
		RunE: func(c *cobra.Command, args []string) error {
			return d.onDay(c.Context(), args, on, func(t dayAct) error {
				changes, err := d.applyOpen(c.Context(), t, func(l goal.Look) goal.Body {
					return goal.Skip{Goal: l.Goal.ID, Tag: tag, Note: note}
				})
				if err != nil || d.flags.json {
					return d.printJSON(t, changes, err)
				}
				for _, x := range changes {
					if x.body == nil {
						d.printMarked(d.pen().Mark(x.then.Cell(t.day)), d.say("say.already_undo"))
						continue
					}
					d.printMarked(d.pen().Mark(x.then.Cell(t.day)), d.say("say.skipped"))
					if tag == "" && x.then.Log.Tag == "" { // of another skip of that day, too
						d.printIndented(d.say("say.tag_hint"))
					}
				}
				return nil
			})
		},
	}
	choiceVar(c, &tag, "tag", d.completeTags, goal.MissTags()...)
	c.Flags().StringVar(&note, "note", "", "")
	takesTexts(c.Flags(), readsNote, "note")
	c.Flags().StringVar(&on, "on", "", "")
	d.takesDay(c, "on")
	return c
}
