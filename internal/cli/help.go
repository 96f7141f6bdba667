package cli

import (
	"context"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/ippo-app/ippo/internal/cli/draw"
	"github.com/ippo-app/ippo/internal/library"
)

// newHelp is "ippo help done", the same as "ippo done --help".
func newHelp(d deps) *cobra.Command {
	return &cobra.Command{
		Use:     "help [COMMAND]",
		Example: "  ippo help done\n  ippo help goal edit",
		ValidArgsFunction: func(c *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			var names []string
			if at, _, err := c.Root().Find(args); err == nil {
				for _, s := range at.Commands() {
					if s.IsAvailableCommand() {
						names = append(names, s.Name()+"\t"+s.Short)
					}
				}
			}
			return names, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(c *cobra.Command, args []string) error {
			at := c.Root()
			for _, name := range args {
				next := child(at, name)
				if next == nil {
					return unknownCommand(at, name)
				}
				at = next
			}
			d.help(at, nil)
			return nil
		},
	}
}

func child(c *cobra.Command, name string) *cobra.Command {
	for _, s := range c.Commands() {
		if s.Name() == name {
			return s
		}
	}
	return nil
}

// help prints what a command does, how it is written and what it knows.
func (d deps) help(c *cobra.Command, _ []string) {
	d.loadLanguage(contextOf(c))
	d.describe(c.Root())
	d.printf("%s\n", strings.Join(draw.Wrap(c.Short, d.width()), "\n"))
	for part := range strings.SplitSeq(c.Long, "\n\n") {
		if part != "" {
			d.printf("\n%s\n", strings.Join(draw.Wrap(part, d.width()), "\n"))
		}
	}
	d.printSection("help.usage", hanging("  ", 2, d.usage(c), d.width()))
	d.commandGroups(c)
	if c.Example != "" {
		d.printSection("help.examples", d.examples(c.Example))
	}
	if own := c.LocalNonPersistentFlags(); own.HasAvailableFlags() {
		d.printSection("help.flags", d.flagTable(own))
	}
	d.printSection("help.everywhere", d.flagTable(c.Root().PersistentFlags()))
	if c.HasAvailableSubCommands() {
		d.printf("\n%s\n", d.say("help.more"))
	}
}

// contextOf a command; one that only describes itself may have none.
func contextOf(c *cobra.Command) context.Context {
	if ctx := c.Context(); ctx != nil {
		return ctx
	}
	return context.Background()
}

func (d deps) printSection(key, body string) {
	d.printf("\n%s\n%s\n", d.say(key), strings.TrimRight(body, "\n"))
}

// commandGroups lists the commands below c, in their groups.
func (d deps) commandGroups(c *cobra.Command) {
	list := func(group string) string {
		var b strings.Builder
		for _, s := range inOrder(c.Commands()) {
			if s.GroupID == group && s.IsAvailableCommand() && s.Name() != "help" {
				b.WriteString(hanging("  "+s.Name(), 15, s.Short, d.width()))
			}
		}
		return b.String()
	}
	for _, g := range c.Groups() {
		d.printSection("help.group."+g.ID, list(g.ID))
	}
	if s := list(""); s != "" {
		d.printSection("help.commands", s)
	}
}

// flagTable lists flags: how each is written, and what it means.
func (d deps) flagTable(f *pflag.FlagSet) string {
	type row struct{ left, right string }
	var rows []row
	widest := 0
	f.VisitAll(func(f *pflag.Flag) {
		if f.Hidden {
			return
		}
		value, usage := d.flagWords(f)
		left := "      --" + f.Name
		if f.Shorthand != "" {
			left = "  -" + f.Shorthand + ", --" + f.Name
		}
		if value != "" {
			left += " " + value
		}
		rows = append(rows, row{left, usage})
		widest = max(widest, draw.Cols(left))
	})
	indent := widest + 3
	if d.width()-indent < legible {
		indent = 10
	}
	var b strings.Builder
	for _, r := range rows {
		b.WriteString(hanging(r.left, indent, r.right, d.width()))
	}
	return b.String()
}

// legible is the narrowest column that words are set in.
const legible = 24

// hanging sets words behind a head, below one another from column indent on;
// a head that reaches over it stands alone.
func hanging(head string, indent int, words string, width int) string {
	var b strings.Builder
	if draw.Cols(head) > indent {
		b.WriteString(head + "\n")
		head = ""
	}
	for _, part := range draw.Wrap(words, width-indent) {
		b.WriteString(draw.Pad(head, indent) + part + "\n")
		head = ""
	}
	return b.String()
}

// flagWords are the name of a flag's value, empty for a switch, and what the
// flag means.
func (d deps) flagWords(f *pflag.Flag) (value, usage string) {
	value, usage = pflag.UnquoteUsage(f)
	switch {
	case f.Value.Type() == "bool":
		value = ""
	case value == f.Value.Type() || value == "strings":
		value = d.say("help.value." + kindOf(f))
	}
	if f.DefValue != "" && f.Value.Type() == "string" {
		usage += d.say("help.default", library.Args{"value": f.DefValue})
	}
	return value, usage
}

// orderKey is where a command stands among those of its group.
const orderKey = "order"

// inOrder sorts commands as the tree adds them.
func inOrder(cs []*cobra.Command) []*cobra.Command {
	return slices.SortedStableFunc(slices.Values(cs), func(a, b *cobra.Command) int {
		return strings.Compare(a.Annotations[orderKey], b.Annotations[orderKey])
	})
}

// describe gives every command and every flag its words. They are read from
// the language files only when somebody wants to see them.
func (d deps) describe(c *cobra.Command) {
	path := helpPath(c)
	c.Short = d.say("help." + path)
	var paragraphs []string
	for _, key := range []string{"help." + path + ".long", "help." + path + ".long2", "help." + path + ".long3", "help." + path + ".long4"} {
		if d.words.Has(key) {
			paragraphs = append(paragraphs, d.say(key))
		}
	}
	c.Long = strings.Join(paragraphs, "\n\n")
	c.InitDefaultHelpFlag()
	c.Flags().SortFlags = false
	c.LocalFlags().VisitAll(func(f *pflag.Flag) {
		f.Usage = d.say(d.flagKey(path, f.Name))
	})
	for _, s := range c.Commands() {
		d.describe(s)
	}
}

// helpPath is "goal.edit" for "ippo goal edit", and "ippo" for the root.
func helpPath(c *cobra.Command) string {
	_, below, ok := strings.Cut(c.CommandPath(), " ")
	if !ok {
		return c.CommandPath()
	}
	return strings.ReplaceAll(below, " ", ".")
}

// flagKey is the message of a flag: its own for the command, or the one that
// all commands share.
func (d deps) flagKey(path, flag string) string {
	if own := "help." + path + ".--" + flag; d.words.Has(own) {
		return own
	}
	return "help.--" + flag
}
