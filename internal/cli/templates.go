package cli

import (
	"github.com/spf13/cobra"

	"github.com/ippo-app/ippo/internal/library"
)

func newTemplates(d deps) *cobra.Command {
	return &cobra.Command{
		Use:     "templates",
		Example: "  ippo templates\n  ippo templates --json",
		Args:    noArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			d.hear(c.Context())
			if d.flags.json {
				return d.json(map[string]any{"templates": d.words.Templates()})
			}
			p := d.pen()
			for _, t := range d.words.Templates() {
				d.template(p, t)
			}
			if !d.flags.words {
				d.draw(line{})
				d.draw(d.withCommand(p, 2, d.say("term.do.begin")+" "+d.say("term.do.begin.command"))...)
			}
			return nil
		},
	}
}

func (d deps) template(p pen, t library.Template) {
	if d.flags.words {
		d.print("%s\n", d.say("term.template", library.Args{"name": t.Name, "outcome": t.Outcome.Text, "weekly": t.Weekly, "step": t.Step.Text}))
		return
	}
	const name = 11
	d.draw(cat(blank(2), text(strong, pad(t.Name, name)), text(plain, p.shorten(t.Outcome.Text, p.width-2-name))))
	if p.notes() {
		d.draw(cat(blank(2+name), text(dim, p.shorten(t.Weekly+p.pick(" · ", " - ")+t.Step.Text, p.width-2-name))))
	}
}
