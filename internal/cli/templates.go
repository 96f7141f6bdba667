package cli

import (
	"github.com/spf13/cobra"

	"github.com/ippo-app/ippo/internal/cli/draw"
	"github.com/ippo-app/ippo/internal/library"
)

func newTemplates(d deps) *cobra.Command {
	return &cobra.Command{
		Use:     "templates",
		Example: "  ippo templates\n  ippo templates --json",
		Args:    noArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			d.loadLanguage(c.Context())
			if d.flags.json {
				return d.json(map[string]any{"templates": d.words.Templates()})
			}
			p := d.pen()
			for _, t := range d.words.Templates() {
				d.template(p, t)
			}
			if !d.flags.words {
				d.draw(draw.Line{})
				d.draw(p.WithCommand(2, d.say("term.do.begin")+" "+d.say("term.do.begin.command"))...)
			}
			return nil
		},
	}
}

func (d deps) template(p draw.Pen, t library.Template) {
	if d.flags.words {
		d.printf("%s\n", d.say("term.template", library.Args{"name": t.Name, "outcome": t.Outcome.Text, "weekly": t.Weekly, "step": t.Step.Text}))
		return
	}
	const name = 11
	d.draw(draw.Join(draw.Blank(2), draw.Text(draw.Strong, draw.Pad(t.Name, name)), draw.Text(draw.Plain, p.Shorten(t.Outcome.Text, p.Width-2-name))))
	if p.Notes() {
		d.draw(draw.Join(draw.Blank(2+name), draw.Text(draw.Dim, p.Shorten(t.Weekly+p.Pick(" · ", " - ")+t.Step.Text, p.Width-2-name))))
	}
}
