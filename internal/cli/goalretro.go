package cli

import (
	"context"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/cli/draw"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
)

// retroFlags answer the look back of day 30, 60 or 90.
type retroFlags struct {
	day                        string
	keep, change, stop, learnt *string
	way                        goal.Way
	reached                    string
	worth, pulse               *int
}

func (f retroFlags) answered() bool {
	return f.keep != nil || f.change != nil || f.stop != nil || f.learnt != nil || f.way != "" || f.reached != "" || f.worth != nil || f.pulse != nil
}

func newGoalRetro(d deps) *cobra.Command {
	var f retroFlags
	c := &cobra.Command{
		Use:               "retro [GOAL]",
		Example:           "  ippo goal retro\n  ippo goal retro fitness --day 30 --json\n  ippo goal retro --keep 'the morning' --change 'the route' --way repeat",
		Args:              oneGoal,
		ValidArgsFunction: d.completeGoals,
		RunE: func(c *cobra.Command, args []string) error {
			return d.app(c.Context(), func(a *app.App) error { return d.retro(c.Context(), a, args, f) })
		},
	}
	fl := c.Flags()
	choiceVar(c, &f.day, "day", nil, "30", "60", "90")
	textVar(fl, &f.keep, "keep")
	textVar(fl, &f.change, "change")
	textVar(fl, &f.stop, "stop")
	textVar(fl, &f.learnt, "learnt")
	takesTexts(fl, readsNote, "keep", "change", "stop", "learnt")
	choiceVar(c, &f.way, "way", nil, goal.Ways()...)
	choiceVar(c, &f.reached, "reached", nil, "yes", "nearly", "not_yet")
	wholeVar(fl, &f.worth, "worth", scale(0, 10, 7))
	wholeVar(fl, &f.pulse, "pulse", scale(1, 5, 4))
	clearsTexts(c)
	return c
}

// retroJSON is a look back: its figures, and what was said.
type retroJSON struct {
	Goal string `json:"goal"`
	Day  int    `json:"day"` // 30, 60 or 90
	goal.Round
	goal.Again
	// Ranges of the reviews that held the result; null but on day 90, and where
	// that says nothing.
	Ranges *goal.RangesHeld    `json:"ranges"`
	Asked  []string            `json:"asked"`
	Said   *goal.DatedLookBack `json:"said"`
}

func (d deps) retro(ctx context.Context, a *app.App, args []string, f retroFlags) error {
	g, err := d.chooseGoal(ctx, a, args)
	if err != nil {
		return err
	}
	told, err := a.LoadStory(ctx, me(), g.Slug)
	if err != nil {
		return err
	}
	number, err := lookBackDay(told.Look, f.day)
	if err != nil {
		return err
	}
	round, ok := told.Look.Round(number)
	if !ok {
		return goal.NotFound("number", "error.look_back.early", number)
	}
	said, there := told.Story.LookBack(told.Look.Season.Number, number)
	b := goal.LookBack{Goal: g.ID, Season: told.Look.Season.Number, Number: number}
	if there {
		b = said.LookBack
	}
	circles, err := d.circlesAgain(ctx, a, number)
	if err != nil {
		return err
	}
	asking := !f.answered() && d.mayAsk()
	if asking {
		d.onStderr().printLookBack(told, round, circles)
		if err := d.askRetro(ctx, &b); err != nil {
			return goal.Conflict("", "error.declined")
		}
	}
	if asking || f.answered() {
		f.over(&b)
		return d.saveLookBack(ctx, a, told.Look, b)
	}
	if d.flags.json {
		doc := retroJSON{Goal: g.Slug, Day: number, Round: round, Again: told.Look.Again(told.Story, number), Asked: d.retroQuestions(number)}
		if h, ok := told.Look.RangesHeld(told.Story); ok && number == goal.SeasonDays {
			doc.Ranges = &h
		}
		if there {
			doc.Said = &said
		}
		return d.json(doc)
	}
	d.printLookBack(told, round, circles)
	if there {
		d.printer().Facts(d.saidInRetro(said.LookBack))
	} else {
		d.printIndented(d.say("term.retro.how"))
	}
	return nil
}

// lookBackDay is the last of the three days that has come, or the one named.
func lookBackDay(l goal.Look, named string) (int, error) {
	if l.Season == nil {
		return 0, goal.NotFound("number", "error.look_back.early", goal.CardDays)
	}
	if day, err := strconv.Atoi(named); err == nil {
		return day, nil
	}
	return max(goal.CardDays, l.DayNumber/goal.CardDays*goal.CardDays), nil
}

func (f retroFlags) over(b *goal.LookBack) {
	setIf(&b.Keep, f.keep)
	setIf(&b.Change, f.change)
	setIf(&b.Stop, f.stop)
	setIf(&b.Learnt, f.learnt)
	if f.way != "" {
		b.Way = f.way
	}
	if f.reached != "" {
		b.Reached = f.reached
	}
	if f.worth != nil {
		b.Worth = f.worth
	}
	if f.pulse != nil {
		b.Pulse = f.pulse
	}
}

// printLookBack draws the figures of a look back.
func (d deps) printLookBack(told app.GoalStory, r goal.Round, circles []draw.Figure) {
	l := told.Look
	if r.Number != goal.SeasonDays { // the outcome stands as it did on that evening (ruling 45)
		l = l.Evening(r.Last)
	}
	if !d.flags.words {
		p := d.pen()
		d.draw(draw.Join(draw.Blank(2), draw.Text(draw.Strong, d.say("retro.title."+library.Number(float64(r.Number))))))
		if r.Number != goal.SeasonDays {
			d.draw(draw.Line{})
			d.draw(p.Card(l.Cards()[r.Number/goal.CardDays-1], d.words.Words)...)
		}
		d.draw(draw.Line{})
	}
	fs := []draw.Figure{{Name: d.say("term.stat.practised"), Value: d.of(r.Practised, r.Active)}}
	if r.Back.Episodes > 0 {
		fs = append(fs, draw.Figure{Name: d.say("term.stat.came_back"), Value: d.of(r.Back.Recovered, r.Back.Episodes), Note: d.say("term.stat.came_back.note")})
	}
	if r.Chain.Length >= goal.ShownChain {
		fs = append(fs, draw.Figure{Name: d.say("term.stat.chain"), Value: d.chainFigure(r.Chain)})
	}
	if r.Best.Done > 0 {
		fs = append(fs, draw.Figure{Name: d.say("retro.best"), Value: d.of(r.Best.Done, r.Best.Active), Note: d.say("lookback.best", d.words.Span(r.Best.First, r.Best.Last))})
	}
	if r.Scored > 0 {
		fs = append(fs, draw.Figure{Name: d.say("lookback.weeks"), Value: d.of(r.Met, r.Scored)})
	}
	fs = append(fs, d.outcomeFigures(l)...)
	if r.Number == goal.SeasonDays {
		fs = append(fs, d.rangesFigure(told)...)
	}
	fs = append(fs, d.againFigures(l.Again(told.Story, r.Number))...)
	fs = append(fs, circles...)
	d.printer().Table(fs)
}

// againFigures are the answers about the why.
func (d deps) againFigures(a goal.Again) []draw.Figure {
	var fs []draw.Figure
	if len(a.Pulses) > 0 {
		said := make([]string, len(a.Pulses))
		for i, n := range a.Pulses {
			said[i] = strconv.Itoa(n)
		}
		fs = append(fs, draw.Figure{Name: d.say("retro.pulse"), Value: strings.Join(said, " "), Note: d.say("retro.pulse.note")})
	}
	if len(a.Why) > 0 || a.Private != nil {
		fs = append(fs, draw.Figure{Name: d.say("lookback.why")})
	}
	// The sentence is no note: a narrow terminal goes without notes.
	add := func(key string, n, most int) { fs = append(fs, draw.Figure{Name: d.of(n, most), Value: d.say(key)}) }
	for i, n := range a.Why {
		add("check.slider."+goal.WhyNames()[i], n, 7)
	}
	if a.Private != nil {
		add("check.private", *a.Private, 10)
	}
	return fs
}

// circlesAgain are the person's own words for the four lenses, read once more
// on day 90 (method 9.2).
func (d deps) circlesAgain(ctx context.Context, a *app.App, number int) ([]draw.Figure, error) {
	if number != goal.SeasonDays {
		return nil, nil
	}
	c, err := a.Compass(ctx, me())
	if err != nil || len(c.Compass.Items) == 0 {
		return nil, err
	}
	fs := []draw.Figure{{Name: d.say("lookback.circles")}}
	for _, l := range library.Lenses() {
		var words []string
		for _, i := range c.Compass.Items {
			if i.Lens == string(l) {
				words = append(words, i.Words)
			}
		}
		if len(words) > 0 {
			fs = append(fs, draw.Figure{Name: d.say("lens." + string(l)), Value: d.words.List(words...)})
		}
	}
	return fs, nil
}

// retroQuestions are what the day asks; day 90 asks of the outcome, too.
func (d deps) retroQuestions(number int) []string {
	keys := []string{"retro.keep", "retro.change", "retro.stop"}
	if goal.AsksOfTheWhy(number) {
		keys = append(keys, "review.ask.pulse")
	}
	if number == goal.SeasonDays {
		keys = append(keys, "retro.outcome", "retro.learnt", "retro.worth")
	}
	var asked []string
	for _, k := range append(keys, "retro.choose") {
		asked = append(asked, d.say(k))
	}
	return asked
}

func (d deps) saidInRetro(b goal.LookBack) []draw.Figure {
	var fs []draw.Figure
	for _, x := range []struct{ key, said string }{
		{"retro.keep", b.Keep}, {"retro.change", b.Change}, {"retro.stop", b.Stop}, {"retro.learnt", b.Learnt},
	} {
		if x.said != "" {
			fs = append(fs, draw.Figure{Name: d.say("term." + x.key), Value: x.said})
		}
	}
	if b.Pulse != nil {
		fs = append(fs, draw.Figure{Name: d.say("retro.pulse"), Value: d.of(*b.Pulse, 5)})
	}
	if b.Reached != "" {
		fs = append(fs, draw.Figure{Name: d.say("lookback.outcome"), Value: d.say("retro.outcome." + b.Reached)})
	}
	if b.Way != goal.WayNone {
		fs = append(fs, draw.Figure{Name: d.say("term.retro.way"), Value: d.say("retro.choice." + string(b.Way))})
	}
	return fs
}
