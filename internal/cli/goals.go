package cli

import (
	"github.com/spf13/cobra"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/cli/draw"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
)

// goalRow is one goal of the list.
type goalRow struct {
	Number    int         `json:"number"`
	Goal      string      `json:"goal"`
	Title     string      `json:"title"`
	Area      goal.Area   `json:"area"`
	Status    goal.Status `json:"status"`
	Practised int         `json:"days_practised"`
}

func newGoals(d deps) *cobra.Command {
	return &cobra.Command{
		Use:     "goals",
		Example: "  ippo goals\n  ippo goals --json",
		Args:    noArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return d.app(c.Context(), func(a *app.App) error {
				looks, err := a.Looks(c.Context(), me(), true)
				if err != nil {
					return err
				}
				rows := []goalRow{}
				for _, l := range looks {
					g := l.Goal
					rows = append(rows, goalRow{g.Number, g.Slug, g.Title, g.Area, g.ShownStatus(l.Today), l.Practised})
				}
				switch {
				case d.flags.json:
					return d.json(map[string]any{"goals": rows})
				case len(rows) == 0:
					d.print(d.say("say.welcome"), d.say("say.welcome_begin"))
				}
				d.goalRows(rows)
				return nil
			})
		},
	}
}

func (d deps) goalRows(rows []goalRow) {
	p := d.pen()
	widest := 0
	for _, r := range rows {
		widest = max(widest, min(20, draw.Cols(r.Goal)))
	}
	for _, r := range rows {
		status := d.say("status." + string(r.Status))
		practised := d.say("chain.practised", library.Args{"n": r.Practised})
		if d.flags.words {
			d.printf("%s\n", d.say("term.goal_row", library.Args{
				"number": r.Number, "title": draw.Clean(r.Title), "status": status, "practised": practised,
			}))
			continue
		}
		left := draw.Join(draw.Blank(2), draw.Text(draw.Dim, padLeft(r.Number)), draw.Blank(2), draw.Text(draw.Strong, draw.Pad(p.Shorten(r.Goal, 20), widest)), draw.Blank(2), draw.Text(draw.Plain, draw.Pad(status, 8)))
		if !p.Notes() {
			d.draw(left)
			continue
		}
		room := p.Width - left.Cols() - 4 - draw.Cols(practised)
		d.draw(draw.Sides(draw.Join(left, draw.Blank(2), draw.Text(draw.Plain, p.Shorten(r.Title, room))), draw.Text(draw.Dim, practised), p.Width))
	}
}

func padLeft(n int) string {
	if n < 10 {
		return " " + library.Number(float64(n))
	}
	return library.Number(float64(n))
}
