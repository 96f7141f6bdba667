package cli

import (
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

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
	numberVar(fl, &f.more, "more", amounts())
	numberVar(fl, &f.minutes, "minutes", minutesOfADay())
	numberVar(fl, &f.amount, "amount", amounts())
	fl.BoolVar(&f.full, "full", false, "")
	wholeVar(fl, &f.energy, "energy", scale(1, 5, 4))
	wholeVar(fl, &f.mood, "mood", scale(1, 5, 4))
	fl.StringVar(&f.note, "note", "", "")
	takesTexts(fl, readsNote, "note")
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
			return d.onDay(c.Context(), args, f.on, func(t dayAct) error {
				changes, err := d.apply(c.Context(), t, f.stamp, needless)
				if err != nil || d.flags.json {
					return d.printJSON(t, changes, err)
				}
				d.printStamps(t, changes)
				return d.tellZone(c.Context(), t.app, t.today)
			})
		},
	}
	f.add(c.Flags())
	_ = c.RegisterFlagCompletionFunc("met", d.completePlans) // only refuses a flag that is not there
	reads(c.Flags(), "met", readsMet)
	d.takesDay(c, "on")
	exclusive(c, "more", "minutes")
	exclusive(c, "more", "amount")
	return c
}

// stamp of a goal with what the flags say.
func (f doneFlags) stamp(l goal.Look) (goal.Body, error) {
	b := goal.Stamp{Goal: l.Goal.ID, Minutes: f.minutes, Amount: f.amount, Full: f.full, Note: f.note}
	b.Energy, b.Mood = f.energy, f.mood
	if f.amount != nil && !l.Plan.Metric.Kind.CountsUnits() {
		return nil, wrong("error.flag.uncounted")
	}
	if f.more != nil {
		if l.Plan.Metric.Kind.CountsUnits() { // an amount in the goal's own unit (ruling 7)
			b.Amount = f.more
		} else {
			b.Minutes = f.more
		}
	}
	var err error
	b.Met, err = metPlans(f.met, l.Plan)
	if err != nil {
		return nil, err
	}
	return b, nil
}

// needless is a second bare stamp of a day.
func needless(l goal.Look, b goal.Body) bool {
	s, ok := b.(goal.Stamp)
	return ok && bare(s) && l.Status == goal.DayDone
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
		n, did, err := parseMet(s, len(p.IfThens))
		if err != nil {
			return nil, err
		}
		ms = append(ms, goal.Met{Plan: p.IfThens[n-1].ID, Did: did})
	}
	return ms, nil
}

// parseMet reads N or N:did, with N from 1 to most.
func parseMet(s string, most int) (n int, did bool, err error) {
	number, done, _ := strings.Cut(s, ":")
	n, err = strconv.Atoi(number)
	if err != nil || n < 1 || n > most || done != "" && done != "did" {
		return 0, false, wrong("error.met", s)
	}
	return n, done == "did", nil
}

// printStamps says of each goal what its stamp did.
func (d deps) printStamps(t dayAct, changes []dayChange) {
	for i, c := range changes {
		if i > 0 && !d.flags.words {
			d.draw(draw.Line{})
		}
		if b, ok := c.body.(goal.Stamp); ok {
			d.printStamp(t, c, b)
		} else {
			d.printAlreadyStamped(t, c.then)
		}
	}
}

// printAlreadyStamped is the answer to a second bare stamp: nothing more is asked.
func (d deps) printAlreadyStamped(t dayAct, l goal.Look) {
	p := d.pen()
	if t.day != t.today || l.Log.At == 0 {
		d.printMarked(p.Mark(l.Cell(t.day)), d.say("say.already_undo"))
		return
	}
	at := l.Calendar.Clock(l.Log.At).Format("15:04")
	d.printMarked(p.Mark(l.Cell(t.day)), d.say("say.already", library.Args{"time": at}))
	if !d.flags.words {
		d.draw(draw.Join(draw.Blank(3), p.Commands(d.words.Words, "more", "undo")))
	}
}

// printStamp says what a stamp did.
func (d deps) printStamp(t dayAct, c dayChange, b goal.Stamp) {
	p := d.pen()
	cell := c.then.Cell(t.day)
	fresh := c.before.Status != goal.DayDone
	headline, rest, body := d.say("term.stamped"), d.words.Stop(c.then.Plan.Step.Text), []string{d.chainOrDays(c.now), d.say("term.enough")}
	mark, indent := draw.Line{p.Mark(cell)}, 5
	switch {
	case fresh && cell.Seam:
		mark, indent = draw.Join(draw.Text(draw.Gold, p.Mended()+p.Seam()), mark), 10
		missed, _ := c.then.LastMend(c.then.Life.First, c.then.Today-1)
		headline, rest = d.say("say.mended", library.Args{"day": d.words.Weekday(missed.Weekday())}), ""
		body = []string{d.words.Join(d.say("say.gold"), d.chainLength(c.now))}
	case cell.More:
		headline, rest, body = d.say("say.full_mark"), d.amount(c.then, b), nil
		if k := c.then.Plan.Metric.Kind; k == goal.MetricSessions && goal.Sessions(c.then.Log, c.then.Plan) == 0 {
			headline = d.say("say.more_mark") // more than the step, less than a session
		}
	case !fresh:
		headline, rest = d.say("term.added"), d.amount(c.then, b)
	}
	if d.flags.words {
		d.printSpokenStamp(c.now, append([]string{d.words.Join(headline, rest)}, body...), cell.More)
		return
	}
	d.draw(d.stampedHead(p, mark, headline, rest, t)...)
	for _, s := range body {
		d.draw(p.WithCommand(indent, s)...)
	}
	if cell.More {
		d.draw(draw.Line{})
		d.draw(d.closing(p, c.now)...)
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
func (d deps) stampedHead(p draw.Pen, mark draw.Line, headline, rest string, t dayAct) []draw.Line {
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
func (d deps) clock(t dayAct) string {
	if t.day != t.today {
		return d.words.WeekdayDate(t.day)
	}
	now := t.looks[0].Calendar.Clock(t.app.Now())
	return d.words.List(d.words.ShortWeekday(now.Weekday()), now.Format("15:04"))
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
		return d.words.WeekAfter(l)
	}
	s := d.say("term.closed")
	if rest := l.Week.RestLeft; rest != 0 {
		s = d.words.Join(s, d.say("term.free", library.Args{"day": d.words.Weekday(rest.Weekday())}))
	}
	return s
}

func (d deps) printSpokenStamp(l goal.Look, sentences []string, closing bool) {
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
		return d.words.Stop(d.words.AboutOf(sum, unit))
	case b.Minutes != nil:
		sum, _ := l.Log.Minutes()
		s := d.words.AboutOf(sum, "minutes")
		if did := "unit.did." + unit; d.words.Has(did) {
			s = d.say("text.did", library.Args{"amount": s, "did": d.say(did)})
		}
		return d.words.Stop(s)
	}
	return ""
}
