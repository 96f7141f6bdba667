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
func (d deps) drawnToday(p pen, t app.Today) []line {
	lines := []line{sides(line{}, text(dim, d.words.DatedDay(t.Day)), p.width)}
	if len(t.Goals) == 0 {
		return append(lines, d.noGoals(p, t)...)
	}
	hero := t.Goals[0]
	quiet := hero.Silent()
	if hero.Purpose != nil && !quiet {
		for _, part := range wrap(d.words.Purpose(*hero.Purpose), p.width-10) {
			lines = append(lines, cat(blank(2), text(dim, part)))
		}
		lines = append(lines, line{})
	}
	lines = append(lines, d.step(p, hero)...)
	switch {
	case quiet:
		lines = append(append(lines, line{}), d.quiet(p, hero)...)
	default:
		lines = append(lines, d.hints(p, hero)...)
	}
	for _, l := range t.Goals[1:] {
		lines = append(append(lines, line{}), d.step(p, l)...)
	}
	lines = append(lines, d.keptRows(p, t.Kept)...)
	if quiet {
		return lines
	}
	lines = append(append(lines, line{}), d.strip(p, hero)...)
	if d.firstOnUTC(t) {
		lines = append(append(lines, line{}), indented(2, wrap(d.say("say.utc"), p.width-2))...)
	}
	if hero.Status == goal.DayOpen {
		lines = append(lines, line{}, d.commands(p, "stamp", "more", "rest"))
	}
	return lines
}

// noGoals says how to begin, and lists what is kept.
func (d deps) noGoals(p pen, t app.Today) []line {
	var lines []line
	add := func(key string) { lines = append(lines, indented(2, wrap(d.say(key), p.width-2))...) }
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
func (d deps) step(p pen, l goal.Look) []line {
	right := line{}
	if l.DayNumber > 0 && p.notes() {
		right = text(dim, d.cardDay(l))
	}
	var lines []line
	for i, part := range wrap(l.Plan.Step.Text, p.width-5-max(right.cols()+2, 0)) {
		if i > 0 {
			lines = append(lines, cat(blank(5), text(strong, part)))
			continue
		}
		head := cat(blank(2), line{p.mark(l.Cell(l.Today))}, blank(2), text(strong, part))
		if right.cols() > 0 {
			head = sides(head, right, p.width)
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
func (d deps) hints(p pen, l goal.Look) []line {
	var lines []line
	room := p.width - 5
	if l.Status == goal.DayOpen {
		for _, part := range wrap(d.words.Stop(l.Plan.Cue), room) {
			if part != "" {
				lines = append(lines, cat(blank(5), text(plain, part)))
			}
		}
		lines = append(lines, d.hardDay(l, room)...)
	}
	if s := d.standing(l); s != "" {
		for _, part := range wrap(s, room) {
			lines = append(lines, cat(blank(5), text(plain, part)))
		}
	}
	return lines
}

func (d deps) hardDay(l goal.Look, room int) []line {
	if len(l.Plan.IfThens) == 0 {
		return nil
	}
	lead := d.say("term.hard_day")
	var lines []line
	for i, part := range wrap(lead+" "+d.words.Stop(goal.IfThenLower(l.Plan.IfThens[0].Words)), room) {
		if rest, ok := strings.CutPrefix(part, lead); ok && i == 0 {
			lines = append(lines, cat(blank(5), text(dim, lead), text(plain, rest)))
			continue
		}
		lines = append(lines, cat(blank(5), text(plain, part)))
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
func (d deps) quiet(p pen, l goal.Look) []line {
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
	lines := indented(5, wrap(said, p.width-5))
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
func (d deps) offered(p pen, key, command string, edge bool) []line {
	lines := indented(5, wrap(d.say(key), p.width-5))
	switch last := lines[len(lines)-1]; {
	case len(lines) > 1 || last.cols()+2+cols(command) > p.width:
		return append(lines, cat(blank(5), text(dim, command)))
	case edge:
		lines[0] = sides(last, text(dim, command), p.width)
	default:
		lines[0] = cat(last, blank(2), text(dim, command))
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

func (d deps) keptRows(p pen, kept []goal.Look) []line {
	if len(kept) == 0 {
		return nil
	}
	lines := []line{{}}
	for _, l := range kept {
		row := cat(blank(2), line{p.mark(l.Cell(l.Today))}, blank(2), text(plain, p.shorten(l.Goal.Title, p.width-5)))
		if note := "ippo done " + l.Goal.Slug; p.notes() && row.cols()+2+cols(note) <= p.width {
			row = sides(row, text(dim, note), p.width)
		}
		lines = append(lines, row)
	}
	return lines
}

// strip is the week circle beside the last seven days, the chain and the week.
func (d deps) strip(p pen, l goal.Look) []line {
	cells := l.Strip()
	names := line{}
	for i, c := range cells {
		last := i == len(cells)-1
		nameInk, gapInk := dim, dim
		if c.Today {
			nameInk = strong
		}
		if !last && cells[i+1].Today {
			gapInk = plain
		}
		names = append(names, span{nameInk, pad(d.words.ShortWeekday(c.Day.Weekday()), 3)})
		if !last {
			names = append(names, span{gapInk, "  "})
		}
	}
	right := []line{names, cat(blank(1), p.row(cells))}
	if l.Practised > 0 {
		for _, part := range wrap(d.chainOrDays(l), p.rightOf(l.Week)) {
			right = append(right, text(plain, part))
		}
	}
	for _, part := range wrap(d.words.Week(l), p.rightOf(l.Week)) {
		right = append(right, text(plain, part))
	}
	return p.beside(l.Week, d.words.Unit(l.Plan.Metric.Unit, weekTarget(l.Week)), right, d.words.Words)
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
func (d deps) commands(p pen, keys ...string) line {
	l := blank(2)
	for i, k := range keys {
		part := cat(text(dim, d.say("term.do."+k)), text(plain, " "+d.say("term.do."+k+".command")))
		if i > 0 {
			part = cat(blank(5), part)
		}
		if l.cols()+part.cols() > p.width {
			break
		}
		l = cat(l, part)
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
	d.draw(cat(line{p.mark(l.Cell(l.Today))}, blank(1), text(plain, strings.Join(parts, p.pick(" · ", " - ")))))
}

// spokenToday is today in sentences, for listening.
func (d deps) spokenToday(t app.Today) {
	head := d.words.Stop(d.words.FullDate(t.Day))
	if len(t.Goals) > 0 && t.Goals[0].DayNumber > 0 {
		head = d.words.Join(head, d.say("term.spoken.day", library.Args{"day": goal.DayInCard(t.Goals[0].DayNumber), "of": goal.CardDays}))
	}
	d.print("%s\n", head)
	if len(t.Goals) == 0 {
		for _, l := range d.noGoals(d.pen(), app.Today{Draft: t.Draft, Any: t.Any, Kept: t.Kept}) {
			if s := strings.TrimSpace(pen{}.render(l)); len(t.Kept) == 0 && s != "" {
				d.print("%s\n", s)
			}
		}
	}
	for _, l := range append(append([]goal.Look{}, t.Goals...), t.Kept...) {
		d.print("%s\n", clean(d.words.Join(d.words.Stop(l.Plan.Step.Text), d.say("term.spoken."+l.Status.String()))))
	}
	if len(t.Goals) > 0 {
		d.print("%s\n", d.words.Join(d.spokenWeek(t.Goals[0]), d.spokenChain(t.Goals[0])))
		if s := d.standing(t.Goals[0]); s != "" {
			d.print("%s\n", s)
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
