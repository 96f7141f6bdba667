package cli

import (
	"strconv"

	"github.com/spf13/cobra"

	"github.com/ippo-app/ippo/internal/goal"
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
			d.hear(c.Context())
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
			widest = max(widest, cols(t.ID))
		}
		for _, t := range d.words.Guide() {
			if d.flags.words {
				d.print("%s: %s.\n", t.ID, t.Title)
				continue
			}
			d.draw(d.pen().under(t.ID, widest+2, t.Title)...)
		}
		return nil
	}
	t, ok := d.words.Topic(name)
	if !ok {
		return goal.NotFound("topic", "error.topic", name)
	}
	if d.flags.json {
		return d.json(t)
	}
	d.topic(t)
	return nil
}

// under is a name with its text behind it, or under it where there is no room
// for both.
func (p pen) under(name string, column int, s string) []line {
	head := cat(blank(2), text(strong, pad(name, column)))
	if room := p.width - head.cols(); cols(s) <= room {
		return []line{cat(head, text(plain, s))}
	}
	return append([]line{cat(blank(2), text(strong, name))}, indented(5, wrap(s, p.width-5))...)
}

func (d deps) topic(t library.Topic) {
	p := d.pen()
	paragraph := func(indent int, i ink, s string) {
		for _, part := range wrap(s, p.width-indent-2) {
			d.draw(cat(blank(indent), text(i, part)))
		}
	}
	paragraph(2, strong, t.Title)
	for _, b := range t.Blocks {
		if b.Title != "" {
			d.draw(line{})
			paragraph(2, strong, b.Title)
		}
		for _, s := range b.Paragraphs {
			d.draw(line{})
			paragraph(2, plain, s)
		}
		for i, x := range b.Items {
			d.draw(line{})
			paragraph(2, strong, strconv.Itoa(i+1)+". "+x.Title)
			if text := d.words.Join(d.words.Stop(d.words.Takes(x)), x.Text); text != "" {
				paragraph(5, plain, text)
			}
		}
		for _, x := range b.Questions {
			d.draw(line{})
			paragraph(2, strong, x.Title)
			paragraph(2, plain, x.Text)
		}
	}
}
