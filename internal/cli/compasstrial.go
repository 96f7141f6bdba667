package cli

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
)

func newCompassTrial(d deps) *cobra.Command {
	var t goal.Trial
	var remove *int
	c := &cobra.Command{
		Use:     "trial [WHAT]",
		Example: "  ippo compass trial\n  ippo compass trial 'an hour at the food bank' \\\n    --before 2 --after 4 --again 7 --tell",
		RunE: func(c *cobra.Command, args []string) error {
			t.What = strings.TrimSpace(strings.Join(args, " "))
			if err := wordsWith(c, t.What, "WHAT", "before", "after", "again", "tell", "line"); err != nil {
				return err
			}
			return d.app(c.Context(), func(a *app.App) error { return d.trial(c.Context(), a, t, remove) })
		},
	}
	fl := c.Flags()
	countVar(fl, &t.Before, "before", scale(1, 5, 2))
	countVar(fl, &t.After, "after", scale(1, 5, 4))
	countVar(fl, &t.Again, "again", scale(0, 10, 7))
	fl.BoolVar(&t.Tell, "tell", false, "")
	fl.StringVar(&t.Line, "line", "", "")
	takesTexts(fl, readsNote, "line")
	wholeVar(fl, &remove, "remove", numbersInAList())
	return c
}

// trial lists the small tries, or logs one (method 1.6).
func (d deps) trial(ctx context.Context, a *app.App, t goal.Trial, remove *int) error {
	if t.What != "" {
		return d.saved(ctx, a, goal.SetTrial{ID: a.NewID(), Trial: t}, "term.compass.tried")
	}
	v, err := a.Compass(ctx, me())
	if err != nil {
		return err
	}
	if remove != nil {
		x, err := numbered(v.Compass.Trials, *remove)
		if err != nil {
			return err
		}
		return d.saved(ctx, a, goal.SetTrial{ID: x.ID}, "term.compass.removed")
	}
	if d.flags.json {
		doc := d.compassDocument(v.Compass)
		return d.json(map[string]any{"trials": doc.Trials, "best_trial": doc.Best})
	}
	if len(v.Compass.Trials) == 0 {
		d.print(d.say("term.compass.try"), d.say("term.compass.try_how"))
	}
	d.printTrials(v.Compass)
	return nil
}
