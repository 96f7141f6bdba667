package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// named is a command of the tree, made when it is needed.
type named struct {
	name string
	make func(deps) *cobra.Command
}

// group is one of the help page.
type group struct {
	id       string
	commands []named
}

// groups are the whole command line, readable in one piece.
func groups() []group {
	return []group{
		{"day", []named{
			{"today", newToday},
			{"done", newDone},
			{"skip", newSkip},
			{"rest", newRest},
			{"pause", newPause},
			{"resume", newResume},
			{"cover", newCover},
			{"measure", newMeasure},
			{"undo", newUndo},
		}},
		{"goal", []named{
			{"begin", newBegin},
			{"templates", newTemplates},
			{"goals", newGoals},
			{"goal", newGoal},
			{"compass", newCompass},
			{"guide", newGuide},
			{"workbook", newWorkbook},
		}},
		{"look", []named{{"review", newReview}, {"stats", newStats}, {"explain", newExplain}, {"experiment", newExperiment}}},
		{"data", []named{
			{"import", newImport}, {"export", newExport}, {"backup", newBackup}, {"restore", newRestore}, {"erase", newErase},
		}},
		{"program", []named{
			{"serve", newServe}, {"phone", newPhone}, {"service", newService}, {"settings", newSettings}, {"doctor", newDoctor}, {"version", newVersion}, {"completion", newCompletion}, {"man", newMan},
		}},
	}
}

// mayMake says whether a command may make a database where there is none: those
// that begin something. All others say that there is none and make nothing
// (ruling 63).
func mayMake(c *cobra.Command, args []string) bool {
	switch nameOf(c) {
	case "begin", "compass add":
		return true
	case "compass energy", "compass trial", "compass purpose": // without words they show
		return len(args) > 0 || c.Flags().Changed("grow-in") || c.Flags().Changed("so-i-can")
	case "import":
		return !c.Flags().Changed("dry-run")
	case "serve":
		return !c.Flags().Changed("link")
	case "settings": // without a flag of its own it shows
		own := false
		c.Flags().Visit(func(f *pflag.Flag) { own = own || c.InheritedFlags().Lookup(f.Name) == nil })
		return own
	}
	return false
}

// nameOf a command, without the program's.
func nameOf(c *cobra.Command) string {
	return strings.TrimPrefix(strings.TrimPrefix(c.CommandPath(), c.Root().Name()), " ")
}

// tree of all commands, or of the one that the arguments begin with: every
// start of the program makes it, and mostly for one command.
func tree(d deps, args ...string) *cobra.Command {
	var showVersion bool
	root := &cobra.Command{
		Use:           "ippo",
		Example:       "  ippo begin --template fitness\n  ippo done\n  ippo today",
		SilenceErrors: true,
		SilenceUsage:  true,
		Args: func(c *cobra.Command, args []string) error {
			if len(args) > 0 {
				return unknownCommand(c, args[0])
			}
			return nil
		},
		PersistentPreRunE: func(c *cobra.Command, args []string) error {
			d.flags.makes = mayMake(c, args)
			d.flags.tries = nameOf(c) == "import" && !d.flags.makes
			return d.checkFlags(c, args)
		},
		RunE: func(c *cobra.Command, _ []string) error {
			if showVersion {
				return d.version()
			}
			return d.today(c.Context(), "", false)
		},
	}
	root.Flags().BoolVarP(&showVersion, "version", "v", false, "")
	f := root.PersistentFlags()
	f.StringVar(&d.flags.database, "database", "", "")
	f.BoolVar(&d.flags.json, "json", false, "")
	f.BoolVar(&d.flags.noColor, "no-color", false, "")
	f.BoolVar(&d.flags.ascii, "ascii", false, "")
	f.BoolVar(&d.flags.words, "words", false, "")
	f.BoolVar(&d.flags.yes, "yes", false, "")

	if !addNamed(root, d, args) {
		for _, g := range groups() {
			root.AddGroup(&cobra.Group{ID: g.id})
			for i, c := range g.commands {
				addTo(root, g.id, i, c.make(d))
			}
		}
	}
	root.CompletionOptions.DisableDefaultCmd = true
	root.SetHelpCommand(newHelp(d))
	root.SetHelpFunc(d.help)
	root.SetFlagErrorFunc(wrongFlag)
	return root
}

// addNamed adds the command that the arguments begin with. What asks for the
// others, help, completion and a name that is mistyped, begins with no command
// of a group, or is made of the whole tree itself.
func addNamed(root *cobra.Command, d deps, args []string) bool {
	if len(args) == 0 || args[0] == "man" || args[0] == "completion" {
		return false
	}
	for _, g := range groups() {
		for i, c := range g.commands {
			if c.name == args[0] {
				root.AddGroup(&cobra.Group{ID: g.id})
				addTo(root, g.id, i, c.make(d))
				return true
			}
		}
	}
	return false
}

// addTo puts a command into a group of the help page.
func addTo(root *cobra.Command, group string, place int, c *cobra.Command) {
	c.GroupID = group
	inPlace(place, c)
	root.AddCommand(c)
}

// inPlace notes where a command stands in its list.
func inPlace(i int, c *cobra.Command) {
	annotate(c, orderKey, fmt.Sprintf("%02d", i))
}

func annotate(c *cobra.Command, key, value string) {
	if c.Annotations == nil {
		c.Annotations = map[string]string{}
	}
	c.Annotations[key] = value
}
