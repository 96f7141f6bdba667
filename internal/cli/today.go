package cli

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/cli/draw"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
)

func newToday(d deps) *cobra.Command {
	var on string
	var short bool
	c := &cobra.Command{
		Use:     "today",
		Example: "  ippo today\n  ippo today --on yesterday\n  ippo today --short",
		Args:    noArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return d.today(c.Context(), on, short)
		},
	}
	c.Flags().StringVar(&on, "on", "", "")
	d.takesDay(c, "on")
	c.Flags().BoolVar(&short, "short", false, "")
	return c
}

func (d deps) today(ctx context.Context, on string, short bool) error {
	return d.app(ctx, func(a *app.App) error {
		var day goal.Day
		if on != "" {
			now, err := a.Day(ctx, me())
			if err != nil {
				return err
			}
			if day, err = d.parseDay(on, now, back); err != nil {
				return err
			}
		}
		t, err := a.Today(ctx, me(), day)
		if err != nil {
			return err
		}
		switch {
		case d.flags.json:
			return d.json(d.todayDocument(t))
		case short:
			d.printShortToday(t)
		case d.flags.words:
			d.printSpokenToday(t)
		default:
			d.draw(d.drawnToday(d.pen(), t)...)
		}
		if t.Any && !d.flags.json && !short {
			d.printZone(t.Settings, t.Day)
			d.printRefigured(t)
		}
		return nil
	})
}

// printRefigured says once that figures are counted anew (method 14 m).
func (d deps) printRefigured(t app.Today) {
	if !t.Refigured || !d.firstToday("figures", "2") {
		return
	}
	if !d.flags.words {
		d.draw(draw.Line{})
	}
	d.printOffer(offer{d.say("term.figures"), "ippo guide figures"})
}

// drawnToday is today as a picture in the terminal. After three quiet days
// the tone changes, not the volume.
func (d deps) drawnToday(p draw.Pen, t app.Today) []draw.Line {
	lines := []draw.Line{draw.Sides(draw.Line{}, draw.Text(draw.Dim, d.words.DatedDay(t.Day)), p.Width)}
	if len(t.Goals) == 0 {
		return append(lines, d.noGoals(p, t)...)
	}
	hero := t.Goals[0]
	quiet := hero.Silent()
	if hero.Purpose != nil && !quiet {
		for _, part := range draw.Wrap(d.words.Purpose(*hero.Purpose), p.Width-10) {
			lines = append(lines, draw.Join(draw.Blank(2), draw.Text(draw.Dim, part)))
		}
		lines = append(lines, draw.Line{})
	}
	lines = append(lines, d.step(p, hero)...)
	switch {
	case quiet:
		lines = append(append(lines, draw.Line{}), d.quiet(p, hero)...)
	default:
		lines = append(lines, d.hints(p, hero)...)
	}
	for _, l := range t.Goals[1:] {
		lines = append(append(lines, draw.Line{}), d.step(p, l)...)
	}
	lines = append(lines, d.keptRows(p, t.Kept)...)
	if quiet {
		return lines
	}
	lines = append(append(lines, draw.Line{}), d.strip(p, hero)...)
	if d.firstOnUTC(t) {
		lines = append(append(lines, draw.Line{}), draw.Indented(2, draw.Wrap(d.say("say.utc"), p.Width-2))...)
	}
	if hero.Status == goal.DayOpen {
		lines = append(lines, draw.Line{}, p.Commands(d.words.Words, "stamp", "more", "rest"))
	}
	return lines
}

// noGoals says how to begin, and lists what is kept.
func (d deps) noGoals(p draw.Pen, t app.Today) []draw.Line {
	var lines []draw.Line
	add := func(key string) { lines = append(lines, draw.Indented(2, draw.Wrap(d.say(key), p.Width-2))...) }
	for _, g := range t.Ahead {
		lines = append(lines, draw.Indented(2, draw.Wrap(d.words.Ahead(g), p.Width-2))...)
	}
	switch {
	case t.Draft:
		add("term.draft")
	case len(t.Ahead) > 0:
	case !t.Any:
		add("say.welcome")
		add("say.welcome_begin")
	case len(t.Kept) == 0:
		add("error.goal.none")
	}
	return append(lines, d.keptRows(p, t.Kept)...)
}

// step is a goal's line: mark, step, and the day of the card.
func (d deps) step(p draw.Pen, l goal.Look) []draw.Line {
	right := draw.Line{}
	if l.DayNumber > 0 && p.Notes() {
		right = draw.Text(draw.Dim, d.cardDay(l))
	}
	var lines []draw.Line
	for i, part := range draw.Wrap(l.Plan.Step.Text, p.Width-5-max(right.Cols()+2, 0)) {
		if i > 0 {
			lines = append(lines, draw.Join(draw.Blank(5), draw.Text(draw.Strong, part)))
			continue
		}
		head := draw.Join(draw.Blank(2), draw.Line{p.Mark(l.Cell(l.Today))}, draw.Blank(2), draw.Text(draw.Strong, part))
		if right.Cols() > 0 {
			head = draw.Sides(head, right, p.Width)
		}
		lines = append(lines, head)
	}
	return lines
}

// cardDay is "day 17 of 30".
func (d deps) cardDay(l goal.Look) string {
	if l.SeasonOver {
		return d.say("term.after", library.Args{"n": l.Season.Number})
	}
	return d.say("term.day", library.Args{"day": goal.DayInCard(l.DayNumber), "of": goal.CardDays})
}

// hints are the cue and the hard-day plan of an open day, and the one thing to
// say about where the goal stands.
func (d deps) hints(p draw.Pen, l goal.Look) []draw.Line {
	var lines []draw.Line
	room := p.Width - 5
	if l.Status == goal.DayOpen {
		for _, said := range append([]string{d.words.Stop(l.Plan.Cue)}, d.words.Around(l.Plan)...) {
			for _, part := range draw.Wrap(said, room) {
				if part != "" {
					lines = append(lines, draw.Join(draw.Blank(5), draw.Text(draw.Plain, part)))
				}
			}
		}
		lines = append(lines, d.hardDay(l, room)...)
	}
	if s := d.standing(l); s != "" {
		for _, part := range draw.Wrap(s, room) {
			lines = append(lines, draw.Join(draw.Blank(5), draw.Text(draw.Plain, part)))
		}
	}
	return lines
}

func (d deps) hardDay(l goal.Look, room int) []draw.Line {
	if len(l.Plan.IfThens) == 0 {
		return nil
	}
	lead := d.say("term.hard_day")
	var lines []draw.Line
	for i, part := range draw.Wrap(lead+" "+d.words.Stop(goal.IfThenLower(l.Plan.IfThens[0].Words)), room) {
		if rest, ok := strings.CutPrefix(part, lead); ok && i == 0 {
			lines = append(lines, draw.Join(draw.Blank(5), draw.Text(draw.Dim, lead), draw.Text(draw.Plain, rest)))
			continue
		}
		lines = append(lines, draw.Join(draw.Blank(5), draw.Text(draw.Plain, part)))
	}
	return lines
}

// standing is the one thing to say about a goal today; mostly nothing.
func (d deps) standing(l goal.Look) string {
	switch {
	case l.Status == goal.DayPause:
		return d.say("say.paused")
	case l.SeasonOver:
		return d.say("say.over", library.Args{"words": d.words.SeasonEnd(l)})
	case l.Status == goal.DayRest:
		return d.say("say.rest")
	case l.Status == goal.DayOpen && l.Chain.State == goal.Waiting:
		return d.say("say.waiting")
	case l.Status == goal.DayOpen && l.Chain.State == goal.Resting && len(l.Closed) > 0 && l.Closed[len(l.Closed)-1].Length >= goal.ShownChain:
		a := library.Args{"length": l.Closed[len(l.Closed)-1].Length, "n": l.Practised}
		return d.say("say.resting", a) + " " + d.say("say.resting_more")
	case l.Season != nil && l.Season.Outcome.Target == nil && needsTarget(l.Season.Outcome.Type):
		return d.say("say.missing_target")
	}
	return ""
}

// needsTarget says whether an outcome has no pace without its number.
func needsTarget(t goal.OutcomeType) bool {
	switch t {
	case goal.OutcomeTotal, goal.OutcomeLevelUp, goal.OutcomeLevelDown, goal.OutcomeAverage, goal.OutcomeDays:
		return true
	default:
		return false
	}
}

// quiet are the words after three days without any.
func (d deps) quiet(p draw.Pen, l goal.Look) []draw.Line {
	minutes := goal.ShrinkStep(l.Plan.Step.Minutes, goal.HalfStep)
	pause, all := l.QuietPause()
	said := d.say("say.quiet", library.Args{"n": l.Quiet, "count": d.words.Count(l.Quiet)})
	if l.Back {
		said = d.say("say.back")
	}
	lines := draw.Indented(5, draw.Wrap(said, p.Width-5))
	if minutes < l.Plan.Step.Minutes {
		lines = append(lines, d.offered(p, d.say("say.smaller"), "ippo goal edit --minutes "+library.Number(minutes), false)...)
	}
	if l.Quiet == 0 {
		return lines
	}
	question := d.say("say.letrest")
	if !all {
		question = d.say("say.letrest_some", library.Args{"n": int(l.Today - pause.From)})
	}
	return append(lines, d.offered(p, question, "ippo pause --from "+pause.From.String(), true)...)
}

// offered is a question with the command that would do it, at the right edge or
// behind it, or under it where both do not fit.
func (d deps) offered(p draw.Pen, question, command string, edge bool) []draw.Line {
	lines := draw.Indented(5, draw.Wrap(question, p.Width-5))
	switch last := lines[len(lines)-1]; {
	case len(lines) > 1 || last.Cols()+2+draw.Cols(command) > p.Width:
		return append(lines, draw.Join(draw.Blank(5), draw.Text(draw.Dim, command)))
	case edge:
		lines[0] = draw.Sides(last, draw.Text(draw.Dim, command), p.Width)
	default:
		lines[0] = draw.Join(last, draw.Blank(2), draw.Text(draw.Dim, command))
	}
	return lines
}

func (d deps) keptRows(p draw.Pen, kept []goal.Look) []draw.Line {
	if len(kept) == 0 {
		return nil
	}
	lines := []draw.Line{{}}
	for _, l := range kept {
		row := draw.Join(draw.Blank(2), draw.Line{p.Mark(l.Cell(l.Today))}, draw.Blank(2), draw.Text(draw.Plain, p.Shorten(l.Goal.Title, p.Width-5)))
		if note := "ippo done " + l.Goal.Slug; p.Notes() && row.Cols()+2+draw.Cols(note) <= p.Width {
			row = draw.Sides(row, draw.Text(draw.Dim, note), p.Width)
		}
		lines = append(lines, row)
	}
	return lines
}

// strip is the week circle beside the last seven days, the chain and the week.
func (d deps) strip(p draw.Pen, l goal.Look) []draw.Line {
	cells := l.Strip()
	names := draw.Line{}
	for i, c := range cells {
		last := i == len(cells)-1
		nameInk, gapInk := draw.Dim, draw.Dim
		if c.Today {
			nameInk = draw.Strong
		}
		if !last && cells[i+1].Today {
			gapInk = draw.Plain
		}
		names = append(names, draw.Text(nameInk, draw.Pad(d.words.ShortWeekday(c.Day.Weekday()), 3))...)
		if !last {
			names = append(names, draw.Text(gapInk, "  ")...)
		}
	}
	right := []draw.Line{names, draw.Join(draw.Blank(1), p.Row(cells))}
	if l.Practised > 0 {
		for _, part := range draw.Wrap(d.chainOrDays(l), p.RightOf(l.Week)) {
			right = append(right, draw.Text(draw.Plain, part))
		}
	}
	for _, part := range draw.Wrap(d.words.Week(l), p.RightOf(l.Week)) {
		right = append(right, draw.Text(draw.Plain, part))
	}
	return p.Beside(l.Week, d.words.Unit(l.Plan.Metric.Unit, weekTarget(l.Week)), right, d.words.Words)
}

func weekTarget(w *goal.Week) float64 {
	if w == nil {
		return 0
	}
	return w.Target
}

// chainOrDays says the chain, or the days practised while it is not shown.
func (d deps) chainOrDays(l goal.Look) string {
	if s := d.words.Chain(l); s != "" {
		return d.words.Stop(s)
	}
	return d.words.Stop(d.say("chain.practised", library.Args{"n": l.Practised}))
}

// firstOnUTC says whether the zone is unknown and it has not been said yet: on
// the first day of all (ruling 12).
func (d deps) firstOnUTC(t app.Today) bool {
	return len(t.Settings.Zones) == 0 && len(t.Goals) > 0 && t.Day == t.Goals[0].Goal.Begun && d.zone() == "" && d.unknownZone("").said == ""
}

// printShortToday is one line for a prompt or a status bar.
func (d deps) printShortToday(t app.Today) {
	if len(t.Goals) == 0 {
		return
	}
	l, p := t.Goals[0], d.pen()
	parts := []string{}
	if l.SeasonOver {
		parts = append(parts, d.cardDay(l))
	} else if l.DayNumber > 0 {
		parts = append(parts, d.say("term.day_short", library.Args{"day": goal.DayInCard(l.DayNumber)}))
	}
	if w := l.Week; w != nil {
		parts = append(parts, d.words.About(w.Done)+"/"+d.words.About(w.Target))
	}
	d.draw(draw.Join(draw.Line{p.Mark(l.Cell(l.Today))}, draw.Blank(1), draw.Text(draw.Plain, strings.Join(parts, p.Pick(" · ", " - ")))))
}

// printSpokenToday is today in sentences, for listening.
func (d deps) printSpokenToday(t app.Today) {
	head := d.words.Stop(d.words.FullDate(t.Day))
	if len(t.Goals) > 0 && t.Goals[0].DayNumber > 0 && !t.Goals[0].SeasonOver {
		head = d.words.Join(head, d.say("term.spoken.day", library.Args{"day": goal.DayInCard(t.Goals[0].DayNumber), "of": goal.CardDays}))
	}
	d.printf("%s\n", head)
	if len(t.Goals) == 0 {
		for _, l := range d.noGoals(d.pen(), app.Today{Draft: t.Draft, Any: t.Any, Kept: t.Kept, Ahead: t.Ahead}) {
			if s := strings.TrimSpace(draw.Pen{}.Render(l)); len(t.Kept) == 0 && s != "" {
				d.printf("%s\n", s)
			}
		}
	}
	for _, l := range append(append([]goal.Look{}, t.Goals...), t.Kept...) {
		d.printf("%s\n", draw.Clean(d.words.Join(d.words.Stop(l.Plan.Step.Text), d.say("term.spoken."+l.Status.String()))))
	}
	if len(t.Goals) > 0 {
		d.printf("%s\n", d.words.Join(d.spokenWeek(t.Goals[0]), d.spokenChain(t.Goals[0])))
		if s := d.standing(t.Goals[0]); s != "" {
			d.printf("%s\n", s)
		}
	}
}

func (d deps) spokenWeek(l goal.Look) string {
	if l.Week == nil {
		return ""
	}
	return d.say("term.spoken.week", library.Args{
		"done": d.words.About(l.Week.Done), "target": d.words.About(l.Week.Target), "unit": d.words.Unit(l.Plan.Metric.Unit, l.Week.Target),
	})
}

func (d deps) spokenChain(l goal.Look) string {
	if d.words.Chain(l) == "" {
		return d.words.Stop(d.say("chain.practised", library.Args{"n": l.Practised}))
	}
	s := d.say("term.spoken.chain", library.Args{"n": l.Chain.Length})
	if r := l.Chain.Recoveries; r > 0 {
		s = d.words.List(s, d.say("term.spoken.mended", library.Args{"n": r, "count": d.words.Count(r)}))
	}
	return d.words.Stop(s)
}
