package cli

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"github.com/ippo-app/ippo/internal/app"
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
	c.Flags().BoolVar(&short, "short", false, "")
	return c
}

func (d deps) today(ctx context.Context, on string, short bool) error {
	return d.app(ctx, func(a *app.App) error {
		var day goal.Day
		if on != "" {
			now, err := a.Day(ctx, me)
			if err != nil {
				return err
			}
			if day, err = d.parseDay(on, now, back); err != nil {
				return err
			}
		}
		t, err := a.Today(ctx, me, day)
		if err != nil {
			return err
		}
		switch {
		case d.flags.json:
			return d.json(d.todayDocument(t))
		case short:
			d.shortToday(t)
		case d.flags.words:
			d.spokenToday(t)
		default:
			d.draw(d.drawnToday(d.pen(), t)...)
		}
		return nil
	})
}

// drawnToday is today as a picture in the terminal. After three quiet days
// the tone changes, not the volume.
func (d deps) drawnToday(p Pen, t app.Today) []Line {
	lines := []Line{Sides(Line{}, Text(Dim, d.words.DatedDay(t.Day)), p.Width)}
	if len(t.Goals) == 0 {
		return append(lines, d.noGoals(p, t)...)
	}
	hero := t.Goals[0]
	quiet := hero.Silent()
	if hero.Purpose != nil && !quiet {
		for _, part := range Wrap(d.words.Purpose(*hero.Purpose), p.Width-10) {
			lines = append(lines, Join(Blank(2), Text(Dim, part)))
		}
		lines = append(lines, Line{})
	}
	lines = append(lines, d.step(p, hero)...)
	switch {
	case quiet:
		lines = append(append(lines, Line{}), d.quiet(p, hero)...)
	default:
		lines = append(lines, d.hints(p, hero)...)
	}
	for _, l := range t.Goals[1:] {
		lines = append(append(lines, Line{}), d.step(p, l)...)
	}
	lines = append(lines, d.keptRows(p, t.Kept)...)
	if quiet {
		return lines
	}
	lines = append(append(lines, Line{}), d.strip(p, hero)...)
	if d.firstOnUTC(t) {
		lines = append(append(lines, Line{}), Indented(2, Wrap(d.say("say.utc"), p.Width-2))...)
	}
	if hero.Status == goal.DayOpen {
		lines = append(lines, Line{}, d.commands(p, "stamp", "more", "rest"))
	}
	return lines
}

// noGoals says how to begin, and lists what is kept.
func (d deps) noGoals(p Pen, t app.Today) []Line {
	var lines []Line
	add := func(key string) { lines = append(lines, Indented(2, Wrap(d.say(key), p.Width-2))...) }
	switch {
	case t.Draft:
		add("term.draft")
	case !t.Any:
		add("say.welcome")
		add("say.welcome_begin")
	case len(t.Kept) == 0:
		add("error.goal.none")
	}
	return append(lines, d.keptRows(p, t.Kept)...)
}

// step is a goal's line: mark, step, and the day of the card.
func (d deps) step(p Pen, l goal.Look) []Line {
	right := Line{}
	if l.DayNumber > 0 && p.Notes() {
		right = Text(Dim, d.cardDay(l))
	}
	var lines []Line
	for i, part := range Wrap(l.Plan.Step.Text, p.Width-5-max(right.Cols()+2, 0)) {
		if i > 0 {
			lines = append(lines, Join(Blank(5), Text(Strong, part)))
			continue
		}
		head := Join(Blank(2), Line{p.Mark(l.Cell(l.Today))}, Blank(2), Text(Strong, part))
		if right.Cols() > 0 {
			head = Sides(head, right, p.Width)
		}
		lines = append(lines, head)
	}
	return lines
}

// cardDay is "day 17 of 30".
func (d deps) cardDay(l goal.Look) string {
	return d.say("term.day", library.Args{"day": goal.DayInCard(l.DayNumber), "of": goal.CardDays})
}

// hints are the cue and the hard-day plan of an open day, and the one thing to
// say about where the goal stands.
func (d deps) hints(p Pen, l goal.Look) []Line {
	var lines []Line
	room := p.Width - 5
	if l.Status == goal.DayOpen {
		for _, part := range Wrap(d.words.Stop(l.Plan.Cue), room) {
			if part != "" {
				lines = append(lines, Join(Blank(5), Text(Plain, part)))
			}
		}
		lines = append(lines, d.hardDay(l, room)...)
	}
	if s := d.standing(l); s != "" {
		for _, part := range Wrap(s, room) {
			lines = append(lines, Join(Blank(5), Text(Plain, part)))
		}
	}
	return lines
}

func (d deps) hardDay(l goal.Look, room int) []Line {
	if len(l.Plan.IfThens) == 0 {
		return nil
	}
	lead := d.say("term.hard_day")
	var lines []Line
	for i, part := range Wrap(lead+" "+d.words.Stop(goal.IfThenLower(l.Plan.IfThens[0].Words)), room) {
		if rest, ok := strings.CutPrefix(part, lead); ok && i == 0 {
			lines = append(lines, Join(Blank(5), Text(Dim, lead), Text(Plain, rest)))
			continue
		}
		lines = append(lines, Join(Blank(5), Text(Plain, part)))
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
func (d deps) quiet(p Pen, l goal.Look) []Line {
	minutes := goal.ShrinkStep(l.Plan.Step.Minutes, goal.HalfStep)
	first := l.Goal.PauseUpToYesterday(firstQuiet(l), l.Today).From
	from := strings.ToLower(first.Weekday().String()[:3])
	if l.Today-first > 6 { // a weekday's name reaches six days back
		from = first.String()
	}
	said := d.say("say.quiet", library.Args{"n": l.Quiet, "count": d.words.Count(l.Quiet)})
	if l.Back {
		said = d.say("say.back")
	}
	lines := Indented(5, Wrap(said, p.Width-5))
	if minutes < l.Plan.Step.Minutes {
		lines = append(lines, d.offered(p, "say.smaller", "ippo goal edit --minutes "+library.Number(minutes), false)...)
	}
	if l.Quiet == 0 {
		return lines
	}
	return append(lines, d.offered(p, "say.letrest", "ippo pause --from "+from, true)...)
}

// offered is a question with the command that would do it, at the right edge or
// behind it, or under it where both do not fit.
func (d deps) offered(p Pen, key, command string, edge bool) []Line {
	lines := Indented(5, Wrap(d.say(key), p.Width-5))
	switch last := lines[len(lines)-1]; {
	case len(lines) > 1 || last.Cols()+2+Cols(command) > p.Width:
		return append(lines, Join(Blank(5), Text(Dim, command)))
	case edge:
		lines[0] = Sides(last, Text(Dim, command), p.Width)
	default:
		lines[0] = Join(last, Blank(2), Text(Dim, command))
	}
	return lines
}

// firstQuiet is the first of the days without a word.
func firstQuiet(l goal.Look) goal.Day {
	d := l.Today
	for n := l.Quiet; n > 0 && d > l.Life.First; {
		if d--; l.Life.On(d) == goal.DayUnlogged {
			n--
		}
	}
	return d
}

func (d deps) keptRows(p Pen, kept []goal.Look) []Line {
	if len(kept) == 0 {
		return nil
	}
	lines := []Line{{}}
	for _, l := range kept {
		row := Join(Blank(2), Line{p.Mark(l.Cell(l.Today))}, Blank(2), Text(Plain, p.Shorten(l.Goal.Title, p.Width-5)))
		if note := "ippo done " + l.Goal.Slug; p.Notes() && row.Cols()+2+Cols(note) <= p.Width {
			row = Sides(row, Text(Dim, note), p.Width)
		}
		lines = append(lines, row)
	}
	return lines
}

// strip is the week circle beside the last seven days, the chain and the week.
func (d deps) strip(p Pen, l goal.Look) []Line {
	cells := l.Strip()
	names := Line{}
	for i, c := range cells {
		last := i == len(cells)-1
		nameInk, gapInk := Dim, Dim
		if c.Today {
			nameInk = Strong
		}
		if !last && cells[i+1].Today {
			gapInk = Plain
		}
		names = append(names, Span{nameInk, Pad(d.words.ShortWeekday(c.Day.Weekday()), 3)})
		if !last {
			names = append(names, Span{gapInk, "  "})
		}
	}
	right := []Line{names, Join(Blank(1), p.Row(cells))}
	if l.Practised > 0 {
		for _, part := range Wrap(d.chainOrDays(l), p.RightOf(l.Week)) {
			right = append(right, Text(Plain, part))
		}
	}
	for _, part := range Wrap(d.words.Week(l), p.RightOf(l.Week)) {
		right = append(right, Text(Plain, part))
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

// commands is the line of what one can type next; what does not fit is left
// out from the right.
func (d deps) commands(p Pen, keys ...string) Line {
	l := Blank(2)
	for i, k := range keys {
		part := Join(Text(Dim, d.say("term.do."+k)), Text(Plain, " "+d.say("term.do."+k+".command")))
		if i > 0 {
			part = Join(Blank(5), part)
		}
		if l.Cols()+part.Cols() > p.Width {
			break
		}
		l = Join(l, part)
	}
	return l
}

// firstOnUTC says whether the zone is unknown and it has not been said yet: on
// the first day of all (ruling 12).
func (d deps) firstOnUTC(t app.Today) bool {
	return len(t.Settings.Zones) == 0 && len(t.Goals) > 0 && t.Day == t.Goals[0].Goal.Begun
}

// shortToday is one line for a prompt or a status bar.
func (d deps) shortToday(t app.Today) {
	if len(t.Goals) == 0 {
		return
	}
	l, p := t.Goals[0], d.pen()
	parts := []string{}
	if l.DayNumber > 0 {
		parts = append(parts, d.say("term.day_short", library.Args{"day": goal.DayInCard(l.DayNumber)}))
	}
	if w := l.Week; w != nil {
		parts = append(parts, d.words.About(w.Done)+"/"+d.words.About(w.Target))
	}
	d.draw(Join(Line{p.Mark(l.Cell(l.Today))}, Blank(1), Text(Plain, strings.Join(parts, p.Pick(" · ", " - ")))))
}

// spokenToday is today in sentences, for listening.
func (d deps) spokenToday(t app.Today) {
	head := d.words.Stop(d.words.FullDate(t.Day))
	if len(t.Goals) > 0 && t.Goals[0].DayNumber > 0 {
		head = d.words.Join(head, d.say("term.spoken.day", library.Args{"day": goal.DayInCard(t.Goals[0].DayNumber), "of": goal.CardDays}))
	}
	d.printf("%s\n", head)
	if len(t.Goals) == 0 {
		for _, l := range d.noGoals(d.pen(), app.Today{Draft: t.Draft, Any: t.Any, Kept: t.Kept}) {
			if s := strings.TrimSpace(Pen{}.Render(l)); len(t.Kept) == 0 && s != "" {
				d.printf("%s\n", s)
			}
		}
	}
	for _, l := range append(append([]goal.Look{}, t.Goals...), t.Kept...) {
		d.printf("%s\n", Clean(d.words.Join(d.words.Stop(l.Plan.Step.Text), d.say("term.spoken."+l.Status.String()))))
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
