package cli

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/cli/draw"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
)

func newStats(d deps) *cobra.Command {
	return &cobra.Command{
		Use:               "stats [GOAL]",
		Example:           "  ippo stats\n  ippo stats fitness\n  ippo stats fitness --json",
		Args:              oneGoal,
		ValidArgsFunction: d.completeGoals,
		RunE: func(c *cobra.Command, args []string) error {
			return d.app(c.Context(), func(a *app.App) error {
				if len(args) > 0 {
					told, err := a.LoadStory(c.Context(), me(), args[0])
					if err != nil {
						return err
					}
					if d.flags.json {
						return d.json(d.statsDocument(told))
					}
					d.printStats(d.pen(), told)
					return nil
				}
				return d.printAllStats(c.Context(), a)
			})
		},
	}
}

// printAllStats are the figures of every goal that is asked of the person, in one
// document.
func (d deps) printAllStats(ctx context.Context, a *app.App) error {
	goals, err := a.Goals(ctx, me())
	if err != nil {
		return err
	}
	docs, shown := []statsJSON{}, 0
	for _, g := range goals {
		if g.Status != goal.StatusActive && g.Status != goal.StatusKept {
			continue
		}
		told, err := a.LoadStory(ctx, me(), g.Slug)
		if err != nil {
			return err
		}
		if d.flags.json {
			docs = append(docs, d.statsDocument(told))
			continue
		}
		if shown++; shown > 1 {
			d.printf("\n")
		}
		d.printStats(d.pen(), told)
	}
	switch {
	case d.flags.json:
		return d.json(map[string]any{"goals": docs})
	case shown == 0:
		return goal.NotFound("goal", "error.goal.none")
	}
	return nil
}

// printStats draws one goal: head, running card, figures, experiments, timeline.
func (d deps) printStats(p draw.Pen, t app.GoalStory) {
	l := t.Look
	figures := d.figures(p, t)
	if d.flags.words {
		d.printf("%s\n", draw.Clean(d.words.Stop(l.Goal.Title)))
		d.printAhead(l)
		d.printer().Table(figures)
		d.printSpokenTimeline(t)
		return
	}
	d.draw(d.statsHead(p, l))
	d.printAhead(l)
	if card := runningCard(l); len(card.Rows) > 0 {
		d.draw(draw.Line{})
		d.draw(p.Card(card, d.words.Words)...)
	}
	d.draw(draw.Line{})
	d.printer().Table(figures)
	d.draw(d.timeline(p, t)...)
}

// printAhead says of a goal whose first day is yet to come that its figures are
// those of that day.
func (d deps) printAhead(l goal.Look) {
	if l.Ahead {
		d.printer().Print(d.words.Ahead(l.Goal))
	}
}

func (d deps) statsHead(p draw.Pen, l goal.Look) draw.Line {
	right := d.say("status." + string(l.Goal.ShownStatus(l.Today)))
	if l.Season != nil && l.SeasonOver {
		right = d.say("term.after", library.Args{"n": l.Season.Number})
	} else if l.Season != nil {
		right = d.say("term.season", library.Args{
			"season": l.Season.Number, "day": l.DayNumber, "of": goal.SeasonDays,
			"card": d.words.Count(goal.CardNumber(l.DayNumber)),
		})
	}
	if !p.Notes() {
		return draw.Join(draw.Blank(2), draw.Text(draw.Strong, p.Shorten(l.Goal.Title, p.Width-2)))
	}
	title := p.Shorten(l.Goal.Title, p.Width-4-draw.Cols(right))
	return draw.Sides(draw.Join(draw.Blank(2), draw.Text(draw.Strong, title)), draw.Text(draw.Dim, right), p.Width)
}
