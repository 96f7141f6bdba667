package cli

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/cli/draw"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
)

// pauseAnswer is what a pause says to a script.
type pauseAnswer struct {
	Command string    `json:"command"`
	Goals   []string  `json:"goals"`
	From    goal.Day  `json:"from"`
	To      *goal.Day `json:"to"` // null: open
}

func newPause(d deps) *cobra.Command {
	var from, to string
	c := &cobra.Command{
		Use:               "pause [GOAL...]",
		Example:           "  ippo pause\n  ippo pause --from yesterday --to fri\n  ippo pause fitness --to 2026-11-20",
		ValidArgsFunction: d.completeGoals,
		RunE: func(c *cobra.Command, args []string) error {
			return d.app(c.Context(), func(a *app.App) error { return d.pause(c.Context(), a, args, from, to) })
		},
	}
	c.Flags().StringVar(&from, "from", "", "")
	c.Flags().StringVar(&to, "to", "", "")
	return c
}

func (d deps) pause(ctx context.Context, a *app.App, refs []string, from, to string) error {
	today, err := a.Day(ctx, me)
	if err != nil {
		return err
	}
	b := goal.PauseGoals{From: today}
	if from != "" {
		if b.From, err = d.parseDay(from, today, ahead); err != nil {
			return err
		}
	}
	if b.To, err = d.parseDay(to, max(today, b.From), ahead); err != nil {
		return err
	}
	if b.Goals, err = d.goalIDs(ctx, a, refs); err != nil {
		return err
	}
	ans, err := d.do(ctx, a, b)
	if err != nil {
		return err
	}
	if d.flags.json {
		doc := pauseAnswer{Command: ans.Command, From: b.From}
		if b.To != 0 {
			doc.To = &b.To
		}
		if doc.Goals, err = slugsOf(ctx, a, ans.Entry.Result.Goals); err != nil {
			return err
		}
		return d.json(doc)
	}
	key, names := "say.paused_from", library.Args{"day": d.words.ShortDate(b.From)}
	if b.To != 0 {
		key, names["to"] = "say.paused_range", d.words.ShortDate(b.To)
	}
	d.printMarked(draw.Span{Ink: draw.Dim, Text: d.pen().Pause()}, d.say(key, names))
	return nil
}

// goalIDs of the goals named; none named means all active ones (ruling 2).
func (d deps) goalIDs(ctx context.Context, a *app.App, refs []string) ([]string, error) {
	if len(refs) == 0 {
		return nil, nil
	}
	looks, err := d.chooseGoals(ctx, a, refs, 0)
	var ids []string
	for _, l := range looks {
		ids = append(ids, l.Goal.ID)
	}
	return ids, err
}

// slugsOf names goals by their ids.
func slugsOf(ctx context.Context, a *app.App, ids []string) ([]string, error) {
	goals, err := a.Goals(ctx, me)
	slugs := []string{}
	for _, id := range ids {
		for _, g := range goals {
			if g.ID == id {
				slugs = append(slugs, g.Slug)
			}
		}
	}
	return slugs, err
}
