package cli

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/ippo-app/ippo/internal/app"
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
					told, err := a.Told(c.Context(), me, args[0])
					if err != nil {
						return err
					}
					if d.flags.json {
						return d.json(d.statsDocument(told))
					}
					d.stats(d.pen(), told)
					return nil
				}
				return d.allStats(c.Context(), a)
			})
		},
	}
}

// allStats are the figures of every goal that is asked of the person, in one
// document.
func (d deps) allStats(ctx context.Context, a *app.App) error {
	goals, err := a.Goals(ctx, me)
	if err != nil {
		return err
	}
	docs, shown := []statsJSON{}, 0
	for _, g := range goals {
		if g.Status != goal.StatusActive && g.Status != goal.StatusKept {
			continue
		}
		told, err := a.Told(ctx, me, g.Slug)
		if err != nil {
			return err
		}
		if d.flags.json {
			docs = append(docs, d.statsDocument(told))
			continue
		}
		if shown++; shown > 1 {
			d.print("\n")
		}
		d.stats(d.pen(), told)
	}
	switch {
	case d.flags.json:
		return d.json(map[string]any{"goals": docs})
	case shown == 0:
		return goal.NotFound("goal", "error.goal.none")
	}
	return nil
}

// stats draws one goal: head, running card, figures, experiments, timeline.
func (d deps) stats(p pen, t app.Told) {
	l := t.Look
	figures := d.figures(p, t)
	if d.flags.words {
		d.print("%s\n", clean(d.words.Stop(l.Goal.Title)))
		for _, f := range figures {
			d.print("%s\n", clean(d.spoken(f)))
		}
		d.spokenTimeline(t)
		return
	}
	d.draw(d.statsHead(p, l))
	if card := runningCard(l); len(card.Rows) > 0 {
		d.draw(line{})
		d.draw(d.card(p, card)...)
	}
	d.draw(line{})
	for _, f := range figures {
		d.draw(f.drawn(p)...)
	}
	d.draw(d.timeline(p, t)...)
}

func (d deps) statsHead(p pen, l goal.Look) line {
	right := d.say("status." + string(l.Goal.ShownStatus(l.Today)))
	if l.Season != nil {
		right = d.say("term.season", library.Args{
			"season": l.Season.Number, "day": l.DayNumber, "of": goal.SeasonDays,
			"card": d.words.Count(goal.CardNumber(l.DayNumber)),
		})
	}
	if !p.notes() {
		return cat(blank(2), text(strong, p.shorten(l.Goal.Title, p.width-2)))
	}
	title := p.shorten(l.Goal.Title, p.width-4-cols(right))
	return sides(cat(blank(2), text(strong, title)), text(dim, right), p.width)
}

// card draws the weeks of a stamp card, and names its marks.
func (d deps) card(p pen, c goal.Card) []line {
	lines := []line{d.weekdays(c)}
	seam, dates := false, 6
	for _, row := range c.Rows {
		dates = max(dates, cols(d.words.ShortDate(firstDay(row))))
	}
	for _, row := range c.Rows {
		indent := blank(5)
		if seam {
			indent = cat(blank(1), text(gold, p.seam()))
		}
		seam = seamRuns(row.Cells[len(row.Cells)-1])
		lines = append(lines, cat(indent, d.cardRow(p, row, dates)))
	}
	return append(append(lines, line{}), d.legend(p, c.Rows)...)
}

// weekdays are the letters above the card.
func (d deps) weekdays(c goal.Card) line {
	letters := ""
	for i := range c.Rows[longestRow(c)].Cells {
		if i > 0 {
			letters = pad(letters, 5*i)
		}
		letters += d.words.WeekdayLetter((c.Rows[longestRow(c)].Start + goal.Day(i)).Weekday())
	}
	return cat(blank(5), text(dim, letters))
}

// longestRow is the row that shows a whole week.
func longestRow(c goal.Card) int {
	best := 0
	for i, r := range c.Rows {
		if len(r.Cells) > len(c.Rows[best].Cells) {
			best = i
		}
	}
	return best
}

// cardRow is a week: its days, the date it begins, and what it holds against
// its target. Dates take so many columns.
func (d deps) cardRow(p pen, row goal.CardRow, dates int) line {
	days := p.row(row.Cells).padded(7*5 - 4)
	if !p.notes() {
		return days
	}
	date := pad("", dates-cols(d.words.ShortDate(firstDay(row)))) + d.words.ShortDate(firstDay(row))
	if allToCome(row) {
		return text(dim, cat(days, blank(4), text(plain, date)).plain())
	}
	l := cat(days, blank(4), text(dim, date))
	if w := row.Week; w != nil && w.Target > 0 {
		l = cat(l, text(plain, "   "+d.words.About(w.Done)+"/"+d.words.About(w.Target)))
		if w.Done >= w.Target {
			if closed := text(plain, "  "+d.say("week.closed")); 5+l.cols()+closed.cols() <= p.width {
				l = cat(l, closed)
			}
		}
	}
	return l
}

func allToCome(row goal.CardRow) bool {
	for _, c := range row.Cells {
		if c.Day != 0 && !c.Future {
			return false
		}
	}
	return true
}

func firstDay(r goal.CardRow) goal.Day {
	for _, c := range r.Cells {
		if c.Day != 0 {
			return c.Day
		}
	}
	return r.Start
}
