package cli

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/cli/draw"
	"github.com/ippo-app/ippo/internal/goal"
)

func newExplain(d deps) *cobra.Command {
	return &cobra.Command{
		Use:               "explain [GOAL]",
		Example:           "  ippo explain\n  ippo explain fitness --json",
		Args:              oneGoal,
		ValidArgsFunction: d.completeGoals,
		RunE: func(c *cobra.Command, args []string) error {
			return d.app(c.Context(), func(a *app.App) error { return d.explain(c.Context(), a, args) })
		},
	}
}

type explainAnswer struct {
	Goal    string       `json:"goal"`
	Date    goal.Day     `json:"date"`
	Figures []figureJSON `json:"figures"`
}

type figureJSON struct {
	Figure goal.Figure         `json:"figure"`
	Words  []string            `json:"words"`
	Facts  []goal.Because      `json:"facts"`
	Days   []goal.ExplainedDay `json:"days"`
}

// explain prints how each figure came about, from the days themselves.
func (d deps) explain(ctx context.Context, a *app.App, args []string) error {
	g, err := d.chooseGoalToRead(ctx, a, args)
	if err != nil {
		return err
	}
	told, err := a.LoadStory(ctx, me(), g.Slug)
	if err != nil {
		return err
	}
	doc := explainAnswer{Goal: g.Slug, Date: told.Look.Today, Figures: []figureJSON{}}
	for _, e := range told.Look.Explain(told.Story, told.Feelings) {
		f := figureJSON{Figure: e.Figure, Words: []string{}, Facts: e.Lines, Days: append([]goal.ExplainedDay{}, e.Days...)}
		for _, b := range e.Lines {
			f.Words = append(f.Words, d.words.Explain(b))
		}
		doc.Figures = append(doc.Figures, f)
	}
	if d.flags.json {
		return d.json(doc)
	}
	d.printAhead(told.Look)
	for i, f := range doc.Figures {
		if i > 0 && !d.flags.words {
			d.draw(draw.Line{})
		}
		d.printExplained(d.pen(), told.Look, f)
	}
	return nil
}

func (d deps) printExplained(p draw.Pen, l goal.Look, f figureJSON) {
	name := d.say("explain.figure." + string(f.Figure))
	if d.flags.words {
		d.printf("%s\n", d.words.Stop(name))
		for _, w := range f.Words {
			d.printf("%s\n", w)
		}
		return
	}
	d.draw(draw.Join(draw.Blank(2), draw.Text(draw.Strong, name)))
	for _, w := range f.Words {
		for _, part := range draw.Wrap(w, p.Width-4) {
			d.draw(draw.Join(draw.Blank(4), draw.Text(draw.Plain, part)))
		}
	}
	d.draw(d.explainedDays(p, l, f.Days)...)
}

// explainedDays lists the days that were counted, with the value of each.
func (d deps) explainedDays(p draw.Pen, l goal.Look, days []goal.ExplainedDay) []draw.Line {
	dates, column := 10, 0
	for _, x := range days {
		dates = max(dates, draw.Cols(d.words.WeekdayDate(x.Day)))
		column = max(column, dates+draw.Cols(d.dayWord(x))+4)
	}
	column = max(column, 26)
	var lines []draw.Line
	row := draw.Line{}
	for _, x := range days {
		entry := draw.Join(draw.Text(draw.Dim, draw.Pad(d.words.WeekdayDate(x.Day), dates+1)), draw.Line{p.Mark(l.Cell(x.Day))}, draw.Text(draw.Plain, " "+d.dayWord(x)))
		if row.Cols() > 0 && row.Cols()+entry.Cols() > p.Width {
			lines, row = append(lines, row), draw.Line{}
		}
		if row.Cols() == 0 {
			row = draw.Blank(4)
		}
		row = draw.Join(row, entry.Padded(column))
	}
	if row.Cols() > 0 {
		lines = append(lines, row)
	}
	return lines
}

// dayWord is the day's value where it has one, else what it counts as.
func (d deps) dayWord(x goal.ExplainedDay) string {
	if x.Value != nil {
		return d.words.Number(float64(int(*x.Value*100+0.5)) / 100)
	}
	if x.Mended {
		return d.say("term.mark.mended")
	}
	return d.say("term.day_status." + x.Status.String())
}
