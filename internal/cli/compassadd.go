package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
)

func newCompassAdd(d deps) *cobra.Command {
	var b goal.SetItem
	c := &cobra.Command{
		Use:     "add WORDS",
		Example: "  ippo compass add 'sketching outside' --lens love --love 3 --good 1",
		Args: func(c *cobra.Command, args []string) error {
			if len(args) == 0 {
				return wrong("error.args.words", c.CommandPath()+" --help")
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			b.Words = strings.TrimSpace(strings.Join(args, " "))
			if b.Words == "" {
				return goal.Invalid("words", "error.lens.empty")
			}
			return d.app(c.Context(), func(a *app.App) error {
				b.ID = a.NewID()
				return d.saved(c.Context(), a, b, "term.compass.added")
			})
		},
	}
	fl := c.Flags()
	choiceVar(c, &b.Lens, "lens", nil, lensNames()...)
	countVar(fl, &b.Love, "love", scale(0, 3, 2))
	countVar(fl, &b.Good, "good", scale(0, 3, 2))
	countVar(fl, &b.Needed, "needed", scale(0, 3, 2))
	countVar(fl, &b.Supportable, "support", scale(0, 3, 2))
	return c
}

// lensNames are those of the four circles.
func lensNames() []string {
	var names []string
	for _, l := range library.Lenses() {
		names = append(names, string(l))
	}
	return names
}
