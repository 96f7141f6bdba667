package cli

import (
	"context"
	"os"
	"slices"
	"strconv"
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

// completeGoals offers the slugs of the goals.
func (d deps) completeGoals(c *cobra.Command, already []string, _ string) ([]string, cobra.ShellCompDirective) {
	return d.completeFrom(c, func(ctx context.Context, a *app.App) ([]string, error) {
		return slugsWhere(ctx, a, already, func(g goal.Goal) bool { return g.Status != goal.StatusEnded })
	})
}

// completeGoalsFor offers the goals that can be led to a status: to be taken up
// again, those that rest.
func (d deps) completeGoalsFor(to goal.Status) complete {
	return func(c *cobra.Command, already []string, _ string) ([]string, cobra.ShellCompDirective) {
		return d.completeFrom(c, func(ctx context.Context, a *app.App) ([]string, error) {
			return slugsWhere(ctx, a, already, func(g goal.Goal) bool {
				return g.Status != goal.StatusEnded && g.Status != to && (to != goal.StatusActive || g.Source == nil)
			})
		})
	}
}

func slugsWhere(ctx context.Context, a *app.App, already []string, fits func(goal.Goal) bool) ([]string, error) {
	goals, err := a.Goals(ctx, me())
	var names []string
	for _, g := range goals {
		if fits(g) && !contains(already, g.Slug) {
			names = append(names, g.Slug+"\t"+draw.Clean(g.Title))
		}
	}
	return names, err
}

// completePlans offers the plans that --met can name (ruling 4).
func (d deps) completePlans(c *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	return d.completeFrom(c, func(ctx context.Context, a *app.App) ([]string, error) {
		looks, err := a.Resolve(ctx, me(), args, 0)
		if err != nil {
			return nil, err
		}
		var names []string
		for i, p := range looks[0].Plan.IfThens {
			n := strconv.Itoa(i + 1)
			names = append(names, n+"\t"+draw.Clean(p.Words), n+":did\t"+draw.Clean(p.Words))
		}
		return names, nil
	})
}

// recent is how many commands undo offers by their ids.
const recent = 10

// completeCommands offers the ids of the last commands, the newest first.
func (d deps) completeCommands(c *cobra.Command, already []string, _ string) ([]string, cobra.ShellCompDirective) {
	if len(already) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	names, _ := d.completeFrom(c, func(ctx context.Context, a *app.App) ([]string, error) {
		entries, err := a.Recent(ctx, me(), recent)
		var names []string
		for _, e := range entries {
			names = append(names, e.ID+"\t"+d.words.List(d.say("what."+string(e.Body.Kind())), d.words.WeekdayDate(e.Day)))
		}
		return names, err
	})
	return names, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveKeepOrder
}

// completeDays offers the names of days, and dates close by.
func (d deps) completeDays(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	names, directive := d.completeWeekdays(nil, nil, "")
	days := []string{"today\t" + d.say("when.today"), "yesterday\t" + d.say("when.yesterday")}
	for _, n := range names {
		if n != "none" {
			days = append(days, n)
		}
	}
	return days, directive | cobra.ShellCompDirectiveKeepOrder
}

// completeFrom offers what the database holds. Pressing a key makes none where
// there is none yet.
func (d deps) completeFrom(c *cobra.Command, f func(context.Context, *app.App) ([]string, error)) ([]string, cobra.ShellCompDirective) {
	address, err := d.database()
	if err != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	if _, err := os.Stat(address); err != nil && !isServer(address) {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	ctx := contextOf(c)
	var names []string
	err = d.app(ctx, func(a *app.App) (err error) {
		names, err = f(ctx, a)
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
