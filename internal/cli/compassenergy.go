package cli

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
)

func newCompassEnergy(d deps) *cobra.Command {
	var b goal.SetEnergyNote
	var remove *int
	c := &cobra.Command{
		Use:     "energy [WORDS]",
		Example: "  ippo compass energy\n  ippo compass energy 'the walk with Ana' --before 2 --after 4",
		RunE: func(c *cobra.Command, args []string) error {
			b.Words = strings.TrimSpace(strings.Join(args, " "))
			if err := wordsWith(c, b.Words, "WORDS", "before", "after"); err != nil {
				return err
			}
			return d.app(c.Context(), func(a *app.App) error { return d.energy(c.Context(), a, b, remove) })
		},
	}
	countVar(c.Flags(), &b.Before, "before", scale(1, 5, 2))
	countVar(c.Flags(), &b.After, "after", scale(1, 5, 4))
	wholeVar(c.Flags(), &remove, "remove", numbersInAList())
	return c
}

// energy lists what gave or took energy, or writes a line of it.
func (d deps) energy(ctx context.Context, a *app.App, b goal.SetEnergyNote, remove *int) error {
	if b.Words != "" {
		b.ID = a.NewID()
		return d.saved(ctx, a, b, "term.compass.noted")
	}
	v, err := a.Compass(ctx, me())
	if err != nil {
		return err
	}
	if remove != nil {
		x, err := numbered(v.Compass.Energy, *remove)
		if err != nil {
			return err
		}
		return d.saved(ctx, a, goal.SetEnergyNote{ID: x.ID}, "term.compass.removed")
	}
	if d.flags.json {
		return d.json(map[string]any{"energy": d.compassDocument(v.Compass).Energy})
	}
	if len(v.Compass.Energy) == 0 {
		d.print(d.say("term.compass.energy_how"))
	}
	d.printEnergyNotes(v.Compass)
	return nil
}
