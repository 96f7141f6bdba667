package cli

import (
	"context"
	"strconv"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
)

// askRetro asks the look back; every answer can stay empty.
func (d deps) askRetro(ctx context.Context, b *goal.LookBack) error {
	fields := []field{
		{label: d.say("retro.keep"), line: &b.Keep}, {label: d.say("retro.change"), line: &b.Change}, {label: d.say("retro.stop"), line: &b.Stop},
	}
	reached := []string{"", "yes", "nearly", "not_yet"}
	outcome, worth, pulse := 0, "", ""
	if goal.AsksOfTheWhy(b.Number) {
		fields = append(fields, field{label: d.say("review.ask.pulse"), hint: d.say("ask.scale5"), line: &pulse, check: orEmpty(between(1, 5))})
	}
	if b.Number == goal.SeasonDays {
		fields = append(fields,
			field{label: d.say("retro.outcome"), choice: &outcome, options: []string{
				d.say("ask.nothing"), d.say("retro.outcome.yes"), d.say("retro.outcome.nearly"), d.say("retro.outcome.not_yet"),
			}},
			field{label: d.say("retro.learnt"), line: &b.Learnt},
			field{label: d.say("retro.worth"), hint: d.say("ask.scale10"), line: &worth, check: orEmpty(between(0, 10))})
	}
	way, ways := 0, []string{d.say("ask.nothing")}
	for _, w := range goal.Ways() {
		ways = append(ways, d.say("retro.choice."+string(w)))
	}
	fields = append(fields, field{label: d.say("retro.choose"), choice: &way, options: ways})
	err := d.terminal().Prompter().ask(ctx, page{title: d.say("retro.title." + strconv.Itoa(b.Number)), notes: []string{d.say("retro.text")}, fields: fields})
	if err != nil {
		return err
	}
	b.Reached = reached[outcome]
	if way > 0 {
		b.Way = goal.Ways()[way-1]
	}
	if n := wholeOf(worth); n != nil {
		b.Worth = n
	}
	if n := wholeOf(pulse); n != nil {
		b.Pulse = n
	}
	return nil
}

type retroAnswer struct {
	Command string   `json:"command"`
	Goal    string   `json:"goal"`
	Day     int      `json:"day"`
	Way     goal.Way `json:"way"`
}

// lookBack keeps a look back and goes the way that was chosen, in one step.
func (d deps) lookBack(ctx context.Context, a *app.App, l goal.Look, b goal.LookBack) error {
	first, err := a.Command(ctx, me, device, 0, b)
	if err != nil {
		return err
	}
	if _, err := a.Conclude(ctx, me, l, first); err != nil {
		return err
	}
	if d.flags.json {
		return d.json(retroAnswer{first.ID, l.Goal.Slug, b.Number, b.Way})
	}
	said := []string{d.say("retro.saved")}
	switch b.Way {
	case goal.WayNone:
	case goal.WayRepeat:
		if b.Number == goal.SeasonDays {
			said = append(said, d.say("term.retro.repeat"))
		}
	default:
		said = append(said, d.say("term.retro."+string(b.Way)))
	}
	d.print(said...)
	return nil
}
