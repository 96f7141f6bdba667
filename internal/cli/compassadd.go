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
				return d.kept(c.Context(), a, b, "term.compass.added")
			})
		},
	}
	fl := c.Flags()
	fl.StringVar(&b.Lens, "lens", "", "")
	fl.IntVar(&b.Love, "love", 0, "")
	fl.IntVar(&b.Good, "good", 0, "")
	fl.IntVar(&b.Needed, "needed", 0, "")
	fl.IntVar(&b.Supportable, "support", 0, "")
	_ = c.RegisterFlagCompletionFunc("lens", oneOfThese(library.Lenses()...)) // only refuses a flag that is not there
	return c
}
