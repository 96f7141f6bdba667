package cli

import (
	"strconv"

	"github.com/spf13/cobra"

	"github.com/ippo-app/ippo/internal/cli/draw"
	"github.com/ippo-app/ippo/internal/library"
)

func newGuide(d deps) *cobra.Command {
	return &cobra.Command{
		Use:     "guide [TOPIC]",
		Example: "  ippo guide\n  ippo guide mistakes",
		Args: func(c *cobra.Command, args []string) error {
			if len(args) > 1 {
				return wrong("error.args.topic", c.CommandPath())
			}
			return nil
		},
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			var names []string
			for _, t := range d.words.Guide() {
				names = append(names, t.ID+"\t"+t.Title)
			}
			return names, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(c *cobra.Command, args []string) error {
			d.loadLanguage(c.Context())
			return d.guide(first(args))
		},
	}
}

// guide lists the topics of the method, or prints one.
func (d deps) guide(name string) error {
	if name == "" {
		if d.flags.json {
			return d.json(map[string]any{"topics": d.words.Guide()})
		}
		widest := 0
		for _, t := range d.words.Guide() {
			widest = max(widest, draw.Cols(t.ID))
		}
		for _, t := range d.words.Guide() {
			if d.flags.words {
				d.printf("%s: %s.\n", t.ID, t.Title)
				continue
			}
			d.draw(d.pen().Named(t.ID, widest+2, t.Title)...)
		}
		return nil
	}
	t, ok := d.words.Topic(name)
	if !ok {
		var names []string
		for _, t := range d.words.Guide() {
			names = append(names, t.ID)
		}
		if n := near(name, names); n != "" {
			return wrong("error.topic.near", clipped(name), n)
		}
		return wrong("error.topic", clipped(name))
	}
	if d.flags.json {
		return d.json(t)
	}
	d.printTopic(t)
	return nil
}

func (d deps) printTopic(t library.Topic) {
	p := d.pen()
	paragraph := func(indent int, i draw.Ink, s string) {
		for _, part := range draw.Wrap(s, p.Width-indent-2) {
			d.draw(draw.Join(draw.Blank(indent), draw.Text(i, part)))
		}
	}
	paragraph(2, draw.Strong, t.Title)
	for _, b := range t.Blocks {
		if b.Title != "" {
			d.draw(draw.Line{})
			paragraph(2, draw.Strong, b.Title)
		}
		for _, s := range b.Paragraphs {
			d.draw(draw.Line{})
			paragraph(2, draw.Plain, s)
		}
		if b.Table != nil {
			for _, row := range b.Table.Rows {
				d.draw(draw.Line{})
				paragraph(2, draw.Strong, row[0])
				for i, cell := range row[1:] {
					paragraph(5, draw.Plain, b.Table.Columns[i+1]+": "+cell)
				}
			}
		}
		for i, x := range b.Items {
			d.draw(draw.Line{})
			paragraph(2, draw.Strong, strconv.Itoa(i+1)+". "+x.Title)
			if text := d.words.Join(d.words.Stop(d.words.Takes(x)), x.Text); text != "" {
				paragraph(5, draw.Plain, text)
			}
			if found := x.Found(); found != "" {
				paragraph(5, draw.Plain, found)
			}
		}
		for _, x := range b.Questions {
			d.draw(draw.Line{})
			paragraph(2, draw.Strong, x.Title)
			paragraph(2, draw.Plain, x.Text)
		}
	}
}
