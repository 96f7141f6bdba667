package cli

import (
	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
)

// timeline draws what happened to a goal, the oldest first, under a blank
// line; nothing when nothing did.
func (d deps) timeline(p Pen, t app.Told) []Line {
	var lines []Line
	for _, e := range events(t) {
		what, said := d.words.Event(e)
		if len(lines) == 0 {
			lines = append(lines, Line{})
		}
		date := Pad(d.words.ShortDate(e.Day), FigureName)
		for _, part := range Wrap(what, p.Width-2-FigureName) {
			lines = append(lines, Join(Blank(2), Text(Dim, date), Text(Plain, part)))
			date = Pad("", FigureName)
		}
		if said == "" {
			continue
		}
		for _, part := range Wrap(said, p.Width-2-FigureName) {
			lines = append(lines, Join(Blank(2+FigureName), Text(Dim, part)))
		}
	}
	return lines
}

func (d deps) spokenTimeline(t app.Told) {
	for _, e := range events(t) {
		what, said := d.words.Event(e)
		d.printf("%s\n", Clean(d.words.Join(d.words.Stop(d.words.FullDate(e.Day)), d.words.Stop(what), d.words.Stop(said))))
	}
}

// events of a goal; that its first season began says nothing by itself.
func events(t app.Told) []goal.Event {
	es := t.Look.Timeline(t.Story)
	if len(es) == 1 && es[0].Kind == goal.EventSeason {
		return nil
	}
	return es
}
