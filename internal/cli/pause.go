package cli

import (
	"context"
	"slices"

	"github.com/spf13/cobra"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/cli/draw"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
)

// pauseAnswer is what a pause says to a script.
type pauseAnswer struct {
	Command string      `json:"command"`
	Goals   []string    `json:"goals"`
	From    goal.Day    `json:"from"` // of the first goal
	To      *goal.Day   `json:"to"`   // null: open
	Pauses  []pauseJSON `json:"pauses"`
}

// pauseJSON is the pause that a goal is in now.
type pauseJSON struct {
	Goal string    `json:"goal"`
	From goal.Day  `json:"from"`
	To   *goal.Day `json:"to"` // null: open
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
	d.takesDay(c, "from", "to")
	return c
}

func (d deps) pause(ctx context.Context, a *app.App, refs []string, from, to string) error {
	today, err := a.Day(ctx, me())
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
	paused, err := pausesOf(ctx, a, ans.Entry.Result.Goals, b.From)
	if err != nil {
		return err
	}
	if d.flags.json {
		return d.json(pauseDocument(ans.Command, paused))
	}
	d.tellPauses(paused, b, today)
	return nil
}

// pausedGoal is a goal with the pause that it is in now. Ranges that overlap are
// one pause (ruling 9), so it may be longer than what was asked for.
type pausedGoal struct {
	slug     string
	from, to goal.Day // to 0: open
}

// pausesOf reads the pauses that hold a day.
func pausesOf(ctx context.Context, a *app.App, ids []string, day goal.Day) ([]pausedGoal, error) {
	goals, err := a.Goals(ctx, me())
	var all []pausedGoal
	for _, g := range goals {
		if slices.Contains(ids, g.ID) {
			p := g.PauseAround(day)
			all = append(all, pausedGoal{g.Slug, p.From, p.To})
		}
	}
	return all, err
}

func pauseDocument(command string, paused []pausedGoal) pauseAnswer {
	doc := pauseAnswer{Command: command, Goals: []string{}, Pauses: []pauseJSON{}}
	for i, p := range paused {
		x := pauseJSON{Goal: p.slug, From: p.from}
		if p.to != 0 {
			x.To = &p.to
		}
		if i == 0 {
			doc.From, doc.To = x.From, x.To
		}
		doc.Goals, doc.Pauses = append(doc.Goals, p.slug), append(doc.Pauses, x)
	}
	return doc
}

// tellPauses says from when to when, once for goals that are paused alike.
func (d deps) tellPauses(paused []pausedGoal, asked goal.PauseGoals, today goal.Day) {
	told, longer := map[string]bool{}, false
	for _, p := range paused {
		key, names := "say.paused_from", library.Args{"day": d.words.DayNear(p.from, today)}
		if p.to != 0 {
			key, names["to"] = "say.paused_range", d.words.DayNear(p.to, today)
		}
		longer = longer || asked.To != 0 && (p.to == 0 || p.to > asked.To)
		if said := d.say(key, names); !told[said] {
			told[said] = true
			d.printMarked(draw.Span{Ink: draw.Dim, Text: d.pen().Pause()}, said)
		}
	}
	if longer {
		d.printIndented(d.say("say.pause_longer"))
	}
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
	goals, err := a.Goals(ctx, me())
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
