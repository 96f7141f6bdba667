package cli

import (
	"context"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/cli/draw"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
)

// doneFlags are what a stamp may carry.
type doneFlags struct {
	on, note              string
	more, minutes, amount *float64
	full                  bool
	energy, mood          *int
	met                   []string
}

func (f *doneFlags) add(fl *pflag.FlagSet) {
	numberVar(fl, &f.more, "more")
	numberVar(fl, &f.minutes, "minutes")
	numberVar(fl, &f.amount, "amount")
	fl.BoolVar(&f.full, "full", false, "")
	wholeVar(fl, &f.energy, "energy")
	wholeVar(fl, &f.mood, "mood")
	fl.StringVar(&f.note, "note", "", "")
	fl.StringArrayVar(&f.met, "met", nil, "")
	fl.StringVar(&f.on, "on", "", "")
}

func newDone(d deps) *cobra.Command {
	var f doneFlags
	c := &cobra.Command{
		Use:               "done [GOAL...]",
		Example:           "  ippo done\n  ippo done --more 20\n  ippo done fitness --full --energy 4 --note 'up the hill'\n  ippo done --met 1:did --on yesterday",
		ValidArgsFunction: d.completeGoals,
		RunE: func(c *cobra.Command, args []string) error {
			return d.onDay(c.Context(), args, f.on, func(t act) error { return d.stamp(c, t, f) })
		},
	}
	f.add(c.Flags())
	return c
}

// stamp stamps the goals, all or none of them.
func (d deps) stamp(c *cobra.Command, t act, f doneFlags) error {
	var todo []goal.Command
	ids := map[string]string{}
	stamps := map[string]goal.Stamp{}
	for _, l := range t.looks {
		b, err := f.stamp(l)
		if err != nil {
			return err
		}
		stamps[l.Goal.ID] = b
		if bare(b) && l.Status == goal.DayDone {
			continue
		}
		command := t.command(b)
		ids[l.Goal.ID] = command.ID
		todo = append(todo, command)
	}
	if _, err := t.app.DoAll(c.Context(), me, todo); err != nil {
		return err
	}
	after, err := d.afterwards(c.Context(), t)
	if err != nil {
		return err
	}
	if d.flags.json {
		return d.json(d.dayDocument(t.day, after, ids))
	}
	for i, l := range after {
		if i > 0 && !d.flags.words {
			d.draw(draw.Line{})
		}
		if ids[l.then.Goal.ID] == "" {
			d.alreadyStamped(t, l.then)
			continue
		}
		d.stamped(t, t.looks[i], l, stamps[l.then.Goal.ID])
	}
	return nil
}

// stamp of a goal with what the flags say.
func (f doneFlags) stamp(l goal.Look) (goal.Stamp, error) {
	b := goal.Stamp{Goal: l.Goal.ID, Minutes: f.minutes, Amount: f.amount, Full: f.full, Note: f.note}
	b.Energy, b.Mood = f.energy, f.mood
	if f.more != nil {
		if l.Plan.Metric.Kind.CountsUnits() { // an amount in the goal's own unit (ruling 7)
			b.Amount = f.more
		} else {
			b.Minutes = f.more
		}
	}
	var err error
	b.Met, err = metPlans(f.met, l.Plan)
	return b, err
}

// bare says whether a stamp only ticks the step.
func bare(b goal.Stamp) bool {
	return b.Minutes == nil && b.Amount == nil && !b.Full && b.Note == "" && len(b.Met) == 0 && b.Energy == nil && b.Mood == nil
}

// metPlans reads N and N:did; N is the plan's number as goal show prints it
// (ruling 4).
func metPlans(ss []string, p goal.Plan) ([]goal.Met, error) {
	var ms []goal.Met
	for _, s := range ss {
		n, did, _ := strings.Cut(s, ":")
		i, err := strconv.Atoi(n)
		if err != nil || i < 1 || i > len(p.IfThens) || did != "" && did != "did" {
			return nil, wrong("error.met", s)
		}
		ms = append(ms, goal.Met{Plan: p.IfThens[i-1].ID, Did: did == "did"})
	}
	return ms, nil
}

// alreadyStamped is the answer to a second bare stamp: nothing more is asked.
func (d deps) alreadyStamped(t act, l goal.Look) {
	p := d.pen()
	if t.day != t.today || l.Log.At == 0 {
		d.printMarked(p.Mark(l.Cell(t.day)), d.say("say.already_undo"))
		return
	}
	at := l.Calendar.Clock(l.Log.At).Format("15:04")
	d.printMarked(p.Mark(l.Cell(t.day)), d.say("say.already", library.Args{"time": at}))
	if !d.flags.words {
		d.draw(draw.Join(draw.Blank(3), d.commands(p, "more", "undo")))
	}
}

// stamped says what a stamp did.
func (d deps) stamped(t act, before goal.Look, l moment, b goal.Stamp) {
	p := d.pen()
	cell := l.then.Cell(t.day)
	fresh := before.Status != goal.DayDone
	headline, rest, body := d.say("term.stamped"), d.words.Stop(l.then.Plan.Step.Text), []string{d.chainOrDays(l.now), d.say("term.enough")}
	mark, indent := draw.Line{p.Mark(cell)}, 5
	switch {
	case fresh && cell.Seam:
		mark, indent = draw.Join(draw.Text(draw.Gold, p.Mended()+p.Seam()), mark), 10
		missed, _ := l.then.LastMend(l.then.Life.First, l.then.Today-1)
		headline, rest = d.say("say.mended", library.Args{"day": d.words.Weekday(missed.Weekday())}), ""
		body = []string{d.words.Join(d.say("say.gold"), d.chainLength(l.now))}
	case cell.More:
		headline, rest, body = d.say("say.full_mark"), d.amount(l.then, b), nil
		if k := l.then.Plan.Metric.Kind; k == goal.MetricSessions && goal.Sessions(l.then.Log, l.then.Plan) == 0 {
			headline = d.say("say.more_mark") // more than the step, less than a session
		}
	case !fresh:
		headline, rest = d.say("term.added"), d.amount(l.then, b)
	}
	if d.flags.words {
		d.spokenStamp(l.now, append([]string{d.words.Join(headline, rest)}, body...), cell.More)
		return
	}
	d.draw(d.stampedHead(p, mark, headline, rest, t)...)
	for _, s := range body {
		d.draw(d.withCommand(p, indent, s)...)
	}
	if cell.More {
		d.draw(draw.Line{})
		d.draw(d.closing(p, l.now)...)
	}
}

// chainLength is the chain without its mends, once it is shown at all.
func (d deps) chainLength(l goal.Look) string {
	if d.words.Chain(l) == "" {
		return d.chainOrDays(l)
	}
	return d.words.Stop(d.say("chain.days", library.Args{"n": l.Chain.Length}))
}

// stampedHead is the mark, what happened, and when.
func (d deps) stampedHead(p draw.Pen, mark draw.Line, headline, rest string, t act) []draw.Line {
	lead := draw.Join(draw.Blank(2), mark, draw.Blank(2))
	var lines []draw.Line
	for i, part := range draw.Wrap(d.words.Join(headline, rest), p.Width-lead.Cols()) {
		if more, ok := strings.CutPrefix(part, headline); ok && i == 0 {
			lines = append(lines, draw.Join(lead, draw.Text(draw.Strong, headline), draw.Text(draw.Plain, more)))
			continue
		}
		lines = append(lines, draw.Join(draw.Blank(lead.Cols()), draw.Text(draw.Plain, part)))
	}
	clock := d.clock(t)
	if p.Notes() && len(lines) == 1 && lines[0].Cols()+2+draw.Cols(clock) <= p.Width {
		lines[0] = draw.Sides(lines[0], draw.Text(draw.Dim, clock), p.Width)
	}
	return lines
}

// clock is "Fri, 07:42", or the day that was written in afterwards.
func (d deps) clock(t act) string {
	if t.day != t.today {
		return d.words.WeekdayDate(t.day)
	}
	now := t.looks[0].Calendar.Clock(t.app.Now())
	return d.words.List(d.words.ShortWeekday(now.Weekday()), now.Format("15:04"))
}

// withCommand draws a sentence; one that ends in a command has its words dim.
func (d deps) withCommand(p draw.Pen, indent int, s string) []draw.Line {
	if words, command, ok := strings.Cut(s, ": ippo "); ok && draw.Cols(s)+indent <= p.Width {
		return []draw.Line{draw.Join(draw.Blank(indent), draw.Text(draw.Dim, words+":"), draw.Text(draw.Plain, " ippo "+command))}
	}
	var lines []draw.Line
	for _, part := range draw.Wrap(s, p.Width-indent) {
		lines = append(lines, draw.Join(draw.Blank(indent), draw.Text(draw.Plain, part)))
	}
	return lines
}

// closing is the week circle with what the week still holds.
func (d deps) closing(p draw.Pen, l goal.Look) []draw.Line {
	if l.Week == nil {
		return nil
	}
	right := []draw.Line{{}}
	for _, part := range draw.Wrap(d.weekNow(l), p.RightOf(l.Week)) {
		right = append(right, draw.Text(draw.Plain, part))
	}
	return p.Beside(l.Week, "", right, d.words.Words)
}

// weekNow is the week after a stamp: a closed circle names the day that is
// free now.
func (d deps) weekNow(l goal.Look) string {
	if l.Week.State != goal.WeekDone {
		return d.words.Week(l)
	}
	s := d.say("term.closed")
	if rest := l.Week.RestLeft; rest != 0 {
		s = d.words.Join(s, d.say("term.free", library.Args{"day": d.words.Weekday(rest.Weekday())}))
	}
	return s
}

func (d deps) spokenStamp(l goal.Look, sentences []string, closing bool) {
	if closing && l.Week != nil {
		sentences = append(sentences, d.weekNow(l))
	}
	d.print(sentences...)
}

// amount is the day's whole amount in words: "20 minutes walked."
func (d deps) amount(l goal.Look, b goal.Stamp) string {
	unit := l.Plan.Metric.Unit
	switch {
	case b.Amount != nil:
		sum, _ := l.Log.Units()
		return d.words.Stop(d.words.Amount(sum, unit))
	case b.Minutes != nil:
		sum, _ := l.Log.Minutes()
		s := d.words.Amount(sum, "minutes")
		if did := "unit.did." + unit; d.words.Has(did) {
			s = d.say("text.did", library.Args{"amount": s, "did": d.say(did)})
		}
		return d.words.Stop(s)
	}
	return ""
}

// moment is a goal as of the day that a command was about, and as of now.
type moment struct{ then, now goal.Look }

// afterwards looks at the goals of an act once more.
func (d deps) afterwards(ctx context.Context, t act) ([]moment, error) {
	ids := make([]string, len(t.looks))
	for i, l := range t.looks {
		ids[i] = l.Goal.ID
	}
	then, err := t.app.TodayOf(ctx, me, min(t.day, t.today), ids...)
	if err != nil {
		return nil, err
	}
	now := then
	if t.day != t.today {
		if now, err = t.app.TodayOf(ctx, me, t.today, ids...); err != nil {
			return nil, err
		}
	}
	var ms []moment
	for _, l := range t.looks {
		ms = append(ms, moment{lookOr(then, l), lookOr(now, l)})
	}
	return ms, nil
}

func lookOr(t app.Today, or goal.Look) goal.Look {
	if l, ok := t.Look(or.Goal.ID); ok {
		return l
	}
	return or
}
