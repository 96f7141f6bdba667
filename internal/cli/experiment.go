package cli

import (
	"github.com/spf13/cobra"
)

// newExperiment holds the commands about a small experiment: Plan, Do, Study,
// Act, one at a time (method 7.5).
func newExperiment(d deps) *cobra.Command {
	c := &cobra.Command{
		Use:     "experiment",
		Example: "  ippo experiment start --lever cue --what 'put my shoes by the door' \\\n    --cue 'After I open the front door'\n  ippo experiment show\n  ippo experiment stop --act adopt",
		RunE:    subcommand,
	}
	for i, sub := range []*cobra.Command{newExperimentStart(d), newExperimentShow(d), newExperimentStop(d)} {
		inPlace(i, sub)
		c.AddCommand(sub)
	}
	return c
}
