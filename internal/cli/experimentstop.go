package cli

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
)

func newExperimentStop(d deps) *cobra.Command {
	var act goal.Act
	var study string
	c := &cobra.Command{
		Use:               "stop [GOAL]",
		Example:           "  ippo experiment stop --act adopt --study 'The cue came every day'\n  ippo experiment stop",
		Args:              oneGoal,
		ValidArgsFunction: d.completeGoals,
		RunE: func(c *cobra.Command, args []string) error {
			return d.app(c.Context(), func(a *app.App) error {
				return d.stopExperiment(c.Context(), a, args, goal.EndExperiment{Study: study, Act: act})
			})
		},
	}
	choiceVar(c, &act, "act", nil, goal.Adopt, goal.Adapt, goal.Abandon)
	c.Flags().StringVar(&study, "study", "", "")
	takesTexts(c.Flags(), readsNote, "study")
	return c
}

func (d deps) stopExperiment(ctx context.Context, a *app.App, args []string, b goal.EndExperiment) error {
	g, err := d.chooseGoal(ctx, a, args)
	if err != nil {
		return err
	}
	told, err := a.LoadStory(ctx, me(), g.Slug)
	if err != nil {
		return err
	}
	x, running := told.Story.Running()
	if !running {
		return goal.NotFound("experiment", "error.experiment.none")
	}
	b.Experiment, b.Goal = x.Experiment, g.ID
	ans, err := d.do(ctx, a, b)
	if err != nil {
		return err
	}
	after, err := a.LoadStory(ctx, me(), g.Slug)
	if err != nil {
		return err
	}
	for _, y := range after.Story.Experiments {
		if y.Experiment != x.Experiment {
			continue
		}
		r := after.Look.ExperimentResult(y, after.Feelings)
		if d.flags.json {
			return d.json(struct {
				Command string `json:"command"`
				Goal    string `json:"goal"`
				experimentJSON
			}{ans.Command, g.Slug, d.experimentDocument(r)})
		}
		d.experimentParts(after, r)
	}
	return nil
}
