package cli

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/cli/draw"
	"github.com/ippo-app/ippo/internal/goal"
)

func newCompassPurpose(d deps) *cobra.Command {
	var f planFlags
	c := &cobra.Command{
		Use:     "purpose [SENTENCE]",
		Example: "  ippo compass purpose\n  ippo compass purpose --provisional \\\n    'I want to grow in cooking so I can feed my household on weekdays'",
		RunE: func(c *cobra.Command, args []string) error {
			sentence := strings.Join(args, " ")
			if err := apart(c, sentence != "", "SENTENCE", "grow-in", "so-i-can"); err != nil {
				return err
			}
			return d.app(c.Context(), func(a *app.App) error { return d.purpose(c.Context(), a, sentence, f) })
		},
	}
	textVar(c.Flags(), &f.growIn, "grow-in")
	textVar(c.Flags(), &f.soICan, "so-i-can")
	takesTexts(c.Flags(), readsLine, "grow-in", "so-i-can")
	c.Flags().BoolVar(&f.provisional, "provisional", false, "")
	return c
}

// purpose shows the wordings of the direction, or writes a new one.
func (d deps) purpose(ctx context.Context, a *app.App, sentence string, f planFlags) error {
	v, err := a.Compass(ctx, me())
	if err != nil {
		return err
	}
	if sentence != "" {
		growIn, soICan, ok := d.words.ParsePurpose(sentence)
		if !ok {
			return goal.Invalid("sentence", "check.template")
		}
		f.growIn, f.soICan = &growIn, &soICan
	}
	var last *goal.Purpose
	if p, ok := v.Compass.Purpose(); ok {
		last = &p
	}
	if change := f.purposeOver(last); change != nil {
		return d.saved(ctx, a, goal.SetPurpose{PurposeChange: *change}, "term.compass.written")
	}
	all := []purposeJSON{}
	for _, p := range v.Compass.Purposes {
		all = append(all, purposeJSON{p.From, d.words.Purpose(p), p.Provisional})
	}
	if d.flags.json {
		return d.json(map[string]any{"purposes": all})
	}
	if len(all) == 0 {
		d.print(d.say("check.guide"), d.say("check.template"))
	}
	for _, p := range all {
		said := p.Sentence
		if p.Provisional {
			said += " " + d.say("term.show.provisional")
		}
		d.printer().Facts([]draw.Figure{{Name: d.words.ShortDate(p.From), Value: said}})
	}
	return nil
}
