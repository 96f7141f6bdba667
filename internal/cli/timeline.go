package cli

import (
	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/cli/draw"
	"github.com/ippo-app/ippo/internal/goal"
)

// timeline draws what happened to a goal, the oldest first, under a blank
// line; nothing when nothing did.
func (d deps) timeline(p draw.Pen, t app.GoalStory) []draw.Line {
	var lines []draw.Line
	for _, e := range events(t) {
		what, said := d.words.Event(e)
		if len(lines) == 0 {
			lines = append(lines, draw.Line{})
		}
		date := draw.Pad(d.words.ShortDate(e.Day), draw.FigureName)
		for _, part := range draw.Wrap(what, p.Width-2-draw.FigureName) {
			lines = append(lines, draw.Join(draw.Blank(2), draw.Text(draw.Dim, date), draw.Text(draw.Plain, part)))
			date = draw.Pad("", draw.FigureName)
		}
		if said == "" {
			continue
		}
		for _, part := range draw.Wrap(said, p.Width-2-draw.FigureName) {
			lines = append(lines, draw.Join(draw.Blank(2+draw.FigureName), draw.Text(draw.Dim, part)))
		}
	}
	return lines
}

func (d deps) printSpokenTimeline(t app.GoalStory) {
	for _, e := range events(t) {
		what, said := d.words.Event(e)
		d.printf("%s\n", draw.Clean(d.words.Join(d.words.Stop(d.words.FullDate(e.Day)), d.words.Stop(what), d.words.Stop(said))))
	}
}

// events of a goal; that its first season began says nothing by itself.
func events(t app.GoalStory) []goal.Event {
	es := t.Look.Timeline(t.Story)
	if len(es) == 1 && es[0].Kind == goal.EventSeason {
		return nil
	}
	return es
}
