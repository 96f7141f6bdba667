package cli

import (
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

func newMan(d deps) *cobra.Command {
	return &cobra.Command{
		Use:     "man",
		Example: "  ippo man | man -l -",
		Args:    noArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			root := c.Root()
			d.loadLanguage(c.Context())
			d.describe(root)
			d.printf("%s", d.manual(root))
			return nil
		},
	}
}

// manual writes the manual page: one page for every command, with its longer
// text, its own flags and its examples.
func (d deps) manual(root *cobra.Command) string {
	var m roff
	m.macro(`.TH IPPO 1 "" "ippo ` + versionName() + `"`)
	m.section(d.say("help.man.name"))
	m.text("ippo - " + root.Short)
	m.section(d.say("help.usage"))
	m.bold("ippo")
	m.text(strings.TrimPrefix(d.usage(root), "ippo "))
	m.section(d.say("help.man.description"))
	m.paragraphs(root.Long)
	m.section(d.say("help.everywhere"))
	d.manualFlags(&m, root.PersistentFlags())
	for _, g := range root.Groups() {
		m.section(d.say("help.group." + g.ID))
		for _, c := range inOrder(root.Commands()) {
			if c.GroupID == g.ID {
				d.manualCommand(&m, c)
			}
		}
	}
	m.section(d.say("help.examples"))
	m.verbatim(d.examples(root.Example))
	return m.String()
}

func (d deps) manualCommand(m *roff, c *cobra.Command) {
	m.macro(".SS \"" + m.escape(strings.TrimSuffix(d.usage(c), " "+d.say("help.use.flags"))) + "\"")
	m.text(d.words.Stop(c.Short))
	for p := range strings.SplitSeq(c.Long, "\n\n") {
		m.macro(".PP")
		m.text(p)
	}
	d.manualFlags(m, c.LocalNonPersistentFlags())
	m.verbatim(d.examples(c.Example))
	for _, s := range inOrder(c.Commands()) {
		d.manualCommand(m, s)
	}
}

func (d deps) manualFlags(m *roff, f *pflag.FlagSet) {
	f.VisitAll(func(f *pflag.Flag) {
		if f.Hidden || f.Name == "help" {
			return
		}
		value, usage := d.flagWords(f)
		m.macro(".TP")
		m.bold(strings.TrimSpace("--" + f.Name + " " + value))
		m.text(usage)
	})
}

// roff is a manual page being written: a line that begins with a dot is a
// macro, and all other text is escaped.
type roff struct{ strings.Builder }

func (r *roff) macro(s string)   { _, _ = r.WriteString(s + "\n") } // a builder takes all
func (r *roff) section(s string) { r.macro(".SH \"" + r.escape(strings.ToUpper(s)) + "\"") }
func (r *roff) bold(s string)    { r.macro(`\fB` + r.escape(s) + `\fR`) }
func (r *roff) text(s string)    { r.macro(r.escape(s)) }

func (r *roff) paragraphs(s string) {
	for i, p := range strings.Split(s, "\n\n") {
		if i > 0 {
			r.macro(".PP")
		}
		r.text(p)
	}
}

// verbatim keeps lines as they are.
func (r *roff) verbatim(s string) {
	r.macro(".PP")
	r.macro(".nf")
	for l := range strings.SplitSeq(s, "\n") {
		r.text(l)
	}
	r.macro(".fi")
}

// escape what roff would read as its own.
func (r *roff) escape(s string) string {
	s = strings.NewReplacer(`\`, `\e`, "-", `\-`, `"`, `\(dq`).Replace(s)
	if strings.HasPrefix(s, ".") || strings.HasPrefix(s, "'") {
		s = `\&` + s
	}
	return s
}
