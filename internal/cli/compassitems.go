package cli

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
)

func newCompassItems(d deps) *cobra.Command {
	var remove *int
	c := &cobra.Command{
		Use:     "items",
		Example: "  ippo compass items\n  ippo compass items --remove 2",
		Args:    noArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return d.app(c.Context(), func(a *app.App) error { return d.compassItems(c.Context(), a, remove) })
		},
	}
	wholeVar(c.Flags(), &remove, "remove", numbersInAList())
	return c
}

func (d deps) compassItems(ctx context.Context, a *app.App, remove *int) error {
	v, err := a.Compass(ctx, me())
	if err != nil {
		return err
	}
	if remove != nil {
		x, err := numbered(v.Compass.Items, *remove)
		if err != nil {
			return err
		}
		return d.saved(ctx, a, goal.SetItem{ID: x.ID}, "term.compass.removed")
	}
	if d.flags.json {
		doc := d.compassDocument(v.Compass)
		return d.json(map[string]any{"items": doc.Items, "meets": doc.Meets})
	}
	if len(v.Compass.Items) == 0 {
		d.prompts()
		return nil
	}
	d.printItems(v.Compass)
	return nil
}
