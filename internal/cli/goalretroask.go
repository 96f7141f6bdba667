package cli

import (
	"context"
	"strconv"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/cli/prompt"
	"github.com/ippo-app/ippo/internal/goal"
)

// askRetro asks the look back; every answer can stay empty.
func (d deps) askRetro(ctx context.Context, b *goal.LookBack) error {
	fields := []prompt.Field{
		{Label: d.say("retro.keep"), Line: &b.Keep}, {Label: d.say("retro.change"), Line: &b.Change}, {Label: d.say("retro.stop"), Line: &b.Stop},
	}
	reached := []string{"", "yes", "nearly", "not_yet"}
	outcome, worth, pulse := 0, "", ""
	if goal.AsksOfTheWhy(b.Number) {
		fields = append(fields, prompt.Field{Label: d.say("review.ask.pulse"), Hint: d.say("ask.scale5"), Line: &pulse, Check: prompt.OrEmpty(prompt.Between(1, 5))})
	}
	if b.Number == goal.SeasonDays {
		fields = append(fields,
			prompt.Field{Label: d.say("retro.outcome"), Choice: &outcome, Options: []string{
				d.say("ask.nothing"), d.say("retro.outcome.yes"), d.say("retro.outcome.nearly"), d.say("retro.outcome.not_yet"),
			}},
			prompt.Field{Label: d.say("retro.learnt"), Line: &b.Learnt},
			prompt.Field{Label: d.say("retro.worth"), Hint: d.say("ask.scale10"), Line: &worth, Check: prompt.OrEmpty(prompt.Between(0, 10))})
	}
	way, ways := 0, []string{d.say("ask.nothing")}
	for _, w := range goal.Ways() {
		ways = append(ways, d.say("retro.choice."+string(w)))
	}
	fields = append(fields, prompt.Field{Label: d.say("retro.choose"), Choice: &way, Options: ways})
	err := d.terminal().Prompter().Ask(ctx, prompt.Form{Title: d.say("retro.title." + strconv.Itoa(b.Number)), Notes: []string{d.say("retro.text")}, Fields: fields})
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

// saveLookBack keeps a look back and goes the way that was chosen, in one step.
func (d deps) saveLookBack(ctx context.Context, a *app.App, l goal.Look, b goal.LookBack) error {
	first, err := a.Command(ctx, me(), device, 0, b)
	if err != nil {
		return err
	}
	if _, err := a.Conclude(ctx, me(), l, first); err != nil {
		return err
	}
	d.did()
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
