package cli

import (
	"os"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/cli/draw"
	"github.com/ippo-app/ippo/internal/goal"
)

func newCompletion(d deps) *cobra.Command {
	shells := []string{"bash", "zsh", "fish", "powershell"}
	return &cobra.Command{
		Use:       "completion bash|zsh|fish|powershell",
		Example:   "  source <(ippo completion bash)\n  ippo completion fish > ~/.config/fish/completions/ippo.fish",
		ValidArgs: shells,
		RunE: func(c *cobra.Command, args []string) error {
			root := c.Root()
			switch first(args) {
			case "bash":
				return root.GenBashCompletionV2(d.out, true)
			case "zsh":
				return root.GenZshCompletion(d.out)
			case "fish":
				return root.GenFishCompletion(d.out, true)
			case "powershell":
				return root.GenPowerShellCompletionWithDesc(d.out)
			}
			return wrong("error.shell", strings.Join(shells, ", "))
		},
	}
}

// isCompletion says whether a shell asks what could come next.
func isCompletion(command string) bool {
	return command == cobra.ShellCompRequestCmd || command == cobra.ShellCompNoDescRequestCmd
}

// complete is what a shell is told: names with what they mean, no files.
type complete = func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective)

// completeGoals offers the slugs of the goals. Pressing a key makes no
// database where there is none yet.
func (d deps) completeGoals(c *cobra.Command, already []string, _ string) ([]string, cobra.ShellCompDirective) {
	address, err := d.database()
	if err != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	if _, err := os.Stat(address); err != nil && !isServer(address) {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	ctx := contextOf(c)
	var names []string
	err = d.app(ctx, func(a *app.App) error {
		goals, err := a.Goals(ctx, me)
		for _, g := range goals {
			if g.Status != goal.StatusEnded && !contains(already, g.Slug) {
				names = append(names, g.Slug+"\t"+draw.Clean(g.Title))
			}
		}
		return err
	})
	if err != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return names, cobra.ShellCompDirectiveNoFileComp
}

func contains(list []string, s string) bool {
	return slices.Contains(list, s)
}

func (d deps) completeTemplates(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	var names []string
	for _, t := range d.words.Templates() {
		names = append(names, t.Name+"\t"+t.Outcome.Text)
	}
	return names, cobra.ShellCompDirectiveNoFileComp
}

func (d deps) completeAreas(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	var names []string
	for _, a := range goal.Areas() {
		names = append(names, string(a)+"\t"+d.say("area."+string(a)))
	}
	return names, cobra.ShellCompDirectiveNoFileComp
}

func (d deps) completeTags(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	var names []string
	for _, t := range goal.MissTags() {
		names = append(names, string(t)+"\t"+d.say("tag."+string(t)))
	}
	return names, cobra.ShellCompDirectiveNoFileComp
}

func (d deps) completeWeekdays(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	var names []string
	for w := time.Monday; w <= time.Saturday; w++ {
		names = append(names, strings.ToLower(w.String()[:3])+"\t"+d.words.Weekday(w))
	}
	return append(names, "sun\t"+d.words.Weekday(time.Sunday), "none"), cobra.ShellCompDirectiveNoFileComp
}

// oneOfThese offers fixed names.
func oneOfThese[S ~string](names ...S) complete {
	return func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		var all []string
		for _, n := range names {
			all = append(all, string(n))
		}
		return all, cobra.ShellCompDirectiveNoFileComp
	}
}
