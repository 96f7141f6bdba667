package cli

import (
	"github.com/spf13/cobra"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
)

type undoAnswer struct {
	Command string    `json:"command"`
	Target  string    `json:"target"`
	What    goal.Kind `json:"what"`
	Redo    bool      `json:"redo"`
}

func newUndo(d deps) *cobra.Command {
	return &cobra.Command{
		Use:     "undo [ID]",
		Example: "  ippo undo\n  ippo undo 01993f2e-7c1a-7b40-9d3e-5f6a7b8c9d0e",
		Args: func(c *cobra.Command, args []string) error {
			if len(args) > 1 {
				return wrong("error.args.undo", c.CommandPath()+" --help")
			}
			return nil
		},
		ValidArgsFunction: d.completeCommands,
		RunE: func(c *cobra.Command, args []string) error {
			return d.app(c.Context(), func(a *app.App) error {
				ans, err := a.UndoLast(c.Context(), me(), device, first(args))
				if err != nil {
					return err
				}
				d.did()
				r := ans.Entry.Result
				if d.flags.json {
					return d.json(undoAnswer{ans.Command, r.Target, r.What, r.Redo})
				}
				key := "say.undone"
				if r.Redo {
					key = "say.redone"
				}
				d.print(d.say(key, library.Args{"what": d.say("what." + ans.Undid())}))
				return nil
			})
		},
	}
}
