package cli

import (
	"github.com/spf13/cobra"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
)

type repeatAnswer struct {
	Command string   `json:"command"`
	Goal    string   `json:"goal"`
	Season  int      `json:"season"`
	From    goal.Day `json:"from"`
}

func newGoalRepeat(d deps) *cobra.Command {
	return &cobra.Command{
		Use:               "repeat [GOAL]",
		Example:           "  ippo goal repeat fitness",
		Args:              oneGoal,
		ValidArgsFunction: d.completeGoals,
		RunE: func(c *cobra.Command, args []string) error {
			return d.app(c.Context(), func(a *app.App) error {
				g, err := d.chooseGoal(c.Context(), a, args)
				if err != nil {
					return err
				}
				ans, err := d.do(c.Context(), a, goal.NextSeason{Goal: g.ID})
				if err != nil {
					return err
				}
				r := ans.Entry.Result
				if d.flags.json {
					return d.json(repeatAnswer{ans.Command, g.Slug, r.Number, r.From})
				}
				d.print(d.say("term.repeated", library.Args{"season": r.Number, "day": d.words.FullDate(r.From)}))
				return nil
			})
		},
	}
}
