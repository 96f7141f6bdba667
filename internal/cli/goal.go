package cli

import (
	"github.com/spf13/cobra"
)

// newGoal holds the commands about one goal.
func newGoal(d deps) *cobra.Command {
	c := &cobra.Command{
		Use:     "goal",
		Example: "  ippo goal show\n  ippo goal edit --minutes 3\n  ippo goal park fitness",
		RunE:    subcommand,
	}
	for i, sub := range []*cobra.Command{
		newGoalShow(d), newGoalEdit(d),
		newGoalPark(d), newGoalKeep(d), newGoalResume(d), newGoalEnd(d), newGoalRepeat(d), newGoalRetro(d),
	} {
		inPlace(i, sub)
		c.AddCommand(sub)
	}
	return c
}
