package cli

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
)

func newCompassCheck(d deps) *cobra.Command {
	var dismiss goal.Flag
	c := &cobra.Command{
		Use:     "check SENTENCE",
		Example: "  ippo compass check 'I want to grow in fitness so I can impress everyone'\n  ippo compass check --dismiss vague 'I want to grow in things so I can try'",
		Args: func(c *cobra.Command, args []string) error {
			if len(args) == 0 {
				return wrong("error.args.words", c.CommandPath()+" --help")
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			return d.app(c.Context(), func(a *app.App) error { return d.check(c.Context(), a, strings.Join(args, " "), dismiss) })
		},
	}
	choiceVar(c, &dismiss, "dismiss", nil, goal.Flags()...)
	return c
}

// checkJSON holds every flag of a sentence in the order of priority, and the
// at most two that a person sees.
type checkJSON struct {
	Flags []goal.Flag `json:"flags"`
	Shown []goal.Flag `json:"shown"`
}

// check says what the words of a sentence raise; a thought that is dismissed
// is not shown again.
func (d deps) check(ctx context.Context, a *app.App, sentence string, dismiss goal.Flag) error {
	if dismiss != "" {
		if _, err := d.do(ctx, a, goal.Dismiss{Flag: dismiss}); err != nil {
			return err
		}
	}
	v, err := a.Compass(ctx, me())
	if err != nil {
		return err
	}
	flags := goal.CheckPurpose(sentence, d.words.Lang())
	shown := goal.ShownFlags(flags, v.Compass.Dismissed...)
	if d.flags.json {
		return d.json(checkJSON{append([]goal.Flag{}, flags...), append([]goal.Flag{}, shown...)})
	}
	if len(shown) == 0 {
		d.print(d.say("term.compass.fine"))
		return nil
	}
	said := []string{d.say("check.lead")}
	for _, f := range shown {
		said = append(said, d.say("term.compass.thought", library.Args{"thought": d.say("check." + string(f)), "flag": string(f)}))
	}
	d.print(said...)
	return nil
}
