package cli

import (
	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
)

// timeline draws what happened to a goal, the oldest first, under a blank
// line; nothing when nothing did.
func (d deps) timeline(p pen, t app.Told) []line {
	var lines []line
	for _, e := range events(t) {
		what, said := d.words.Event(e)
		if len(lines) == 0 {
			lines = append(lines, line{})
		}
		date := pad(d.words.ShortDate(e.Day), figureName)
		for _, part := range wrap(what, p.width-2-figureName) {
			lines = append(lines, cat(blank(2), text(dim, date), text(plain, part)))
			date = pad("", figureName)
		}
		if said == "" {
			continue
		}
		for _, part := range wrap(said, p.width-2-figureName) {
			lines = append(lines, cat(blank(2+figureName), text(dim, part)))
		}
	}
	return lines
}

func (d deps) spokenTimeline(t app.Told) {
	for _, e := range events(t) {
		what, said := d.words.Event(e)
		d.print("%s\n", clean(d.words.Join(d.words.Stop(d.words.FullDate(e.Day)), d.words.Stop(what), d.words.Stop(said))))
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
