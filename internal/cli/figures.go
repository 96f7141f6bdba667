package cli

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/cli/draw"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
)

// sparkPoints are the columns of a spark line.
const sparkPoints = 12

// figures of a goal, each said once for table and voice.
func (d deps) figures(p draw.Pen, t app.GoalStory) []draw.Figure {
	l := t.Look
	var fs []draw.Figure
	if l.Adherence != nil && l.Chain.Length >= goal.ShownChain {
		fs = append(fs, draw.Figure{Name: d.say("term.stat.chain"), Value: d.chainFigure(l.Chain)})
	}
	fs = append(fs, draw.Figure{Name: d.say("term.stat.practised"), Value: strconv.Itoa(l.Practised)})
	if a := l.Adherence; a != nil && a.Active > 0 {
		fs = append(fs, draw.Figure{Name: d.say("term.stat.adherence"), Value: d.of(a.Done, a.Active), Note: d.words.SilentDays(*a)})
	}
	if n := l.NMT; n != nil && n.Episodes > 0 {
		fs = append(fs, draw.Figure{Name: d.say("term.stat.came_back"), Value: d.of(n.Recovered, n.Episodes), Note: d.say("term.stat.came_back.note")})
	}
	if len(l.Weeks) > 0 {
		fs = append(fs, d.weeksFigure(l))
	}
	fs = append(fs, d.outcomeFigures(l)...)
	fs = append(fs, d.rangesFigure(t)...)
	if l.Consistency != nil {
		value := d.words.Share(*l.Consistency)
		if !d.flags.words {
			value = strings.TrimSpace(p.Spark(consistencyPoints(l)) + " " + value)
		}
		fs = append(fs, draw.Figure{Name: d.say("term.stat.consistency"), Value: value})
	}
	if lines := d.words.Ease(l, t.Story); len(lines) > 0 {
		fs = append(fs, draw.Figure{Name: d.say("term.stat.ease"), Value: lines[0], Note: strings.Join(lines[1:], " ")})
	}
	fs = append(fs, d.planFigures(l)...)
	return append(fs, d.experimentFigures(t)...)
}

func (d deps) of(n, all int) string { return d.say("term.of", library.Args{"n": n, "all": all}) }

func (d deps) chainFigure(c goal.Chain) string {
	s := d.say("term.chain_days", library.Args{"n": c.Length})
	if r := c.Recoveries; r > 0 {
		s = d.words.List(s, d.say("term.chain_mended", library.Args{"n": r}))
	}
	return s
}

// weeksFigure is what each week of the season held, and how many full ones met
// their target.
func (d deps) weeksFigure(l goal.Look) draw.Figure {
	var done []string
	for _, w := range l.Weeks {
		done = append(done, d.words.About(w.Done))
	}
	met, full := l.WeeksMet()
	unit := d.words.Unit(l.Plan.Metric.Unit, 2)
	note := ""
	if !l.SeasonOver { // nothing has a target then (ruling 45)
		note = d.say("term.stat.weeks.target", library.Args{"target": d.words.About(l.Plan.Metric.Target)})
	}
	switch {
	case full > 0 && note == "":
		note = d.say("term.stat.weeks.met", library.Args{"met": met, "n": full})
	case full > 0:
		note = d.words.List(note, d.say("term.stat.weeks.met", library.Args{"met": met, "n": full}))
	}
	name := d.say("term.stat.weeks", library.Args{"unit": capital(unit)})
	if draw.Cols(name) >= draw.FigureName && !d.flags.words {
		name = d.say("term.show.week")
	}
	return draw.Figure{Name: name, Value: strings.Join(done, " "), Note: note}
}

func capital(s string) string {
	_, n := utf8.DecodeRuneInString(s)
	return strings.ToUpper(s[:n]) + s[n:]
}

// small writes the first letter small, inside a sentence.
func small(s string) string {
	_, n := utf8.DecodeRuneInString(s)
	return strings.ToLower(s[:n]) + s[n:]
}

// outcomeFigures are where the outcome stands: beside its straight line, and
// where the weeks lead once that can be said.
func (d deps) outcomeFigures(l goal.Look) []draw.Figure {
	if l.Season == nil || l.Season.Outcome.Type == goal.OutcomeNone {
		return nil
	}
	o, p := l.Season.Outcome, l.Progress
	f := draw.Figure{Name: d.say("term.stat.outcome")}
	if o.Target != nil && o.Unit != "" {
		f.Name = d.say("term.stat.towards", library.Args{"target": d.words.About(*o.Target), "unit": o.Unit})
	}
	if draw.Cols(f.Name) >= draw.FigureName {
		f.Name = d.say("term.stat.outcome")
	}
	switch {
	case p.Actual == nil && p.Pace == nil:
		return nil
	case p.Actual == nil:
		f.Value = d.say("term.stat.not_measured")
	case o.Type == goal.OutcomeMilestones || o.Type == goal.OutcomeOneOff:
		f.Value = d.say("term.stat.milestones", library.Args{"percent": d.words.Percent(*p.Actual)})
	case p.ActualDay != 0:
		f.Value = d.say("term.stat.now_on", library.Args{"actual": d.words.About(*p.Actual), "date": d.words.Date(p.ActualDay)})
	default:
		f.Value = d.say("term.stat.now", library.Args{"actual": d.words.About(*p.Actual)})
	}
	notes := []string{}
	if s := d.words.Touched(l); s != "" {
		notes = append(notes, s)
	}
	if s := d.range90(l); s != "" {
		notes = append(notes, s)
	}
	if p.BufferDays != nil {
		notes = append(notes, d.words.Pace(*p.BufferDays))
	}
	fs := []draw.Figure{f}
	for i, n := range notes {
		if i == 0 {
			fs[0].Note = n
		} else {
			fs = append(fs, draw.Figure{Note: n})
		}
	}
	return fs
}

// rangesFigure tells at day 90 how the ranges of the reviews did (ruling 57).
func (d deps) rangesFigure(t app.GoalStory) []draw.Figure {
	held := d.words.RangesHeld(t.Look, t.Story)
	if held == "" {
		return nil
	}
	return []draw.Figure{{Name: d.say("forecast.title"), Value: held}}
}

// range90 is the forecast in one line: "likely 4.5 to 5.3 by 5 December";
// empty while nothing can be said.
func (d deps) range90(l goal.Look) string {
	f := l.Forecast()
	if f.State != goal.ForecastSaid {
		return ""
	}
	a := library.Args{"low": d.words.Rough(f.Low), "high": d.words.Rough(f.High), "day": d.words.Date(l.SeasonEnd)}
	key := "term.stat.range"
	if l.Season.Outcome.Type == goal.OutcomeAverage || l.SeasonEnd == 0 {
		key = "term.stat.range_week"
	}
	if f.Band != "" {
		key += "." + string(f.Band)
	}
	return d.say(key, a)
}

// consistencyPoints are up to twelve scores of the season, evenly spread, the
// last one today's.
func consistencyPoints(l goal.Look) []float64 {
	all := l.ConsistencySeries()
	n := min(sparkPoints, len(all))
	var points []float64
	for i := range n {
		points = append(points, all[(i+1)*len(all)/n-1].Value)
	}
	return points
}

// planFigures say how often each if-then plan worked, two a row, the plan that
// is always on last.
func (d deps) planFigures(l goal.Look) []draw.Figure {
	var said []string
	add := func(name string, c goal.PlanCounts) {
		if c.Met > 0 {
			said = append(said, name+" "+d.of(c.Worked, c.Met))
		}
	}
	for _, x := range l.Plan.IfThens {
		add(condition(x.Words), l.PlanCounts(x.ID))
	}
	if l.Adherence != nil {
		add(d.say("term.stat.missed_a_day"), l.PlanCounts(goal.DefaultPlan))
	}
	var fs []draw.Figure
	each := 2
	if !d.pen().Notes() {
		each = 1 // a narrow terminal has no second column, and the figures stay
	}
	for i := 0; i < len(said); i += each {
		f := draw.Figure{Value: said[i]}
		if i == 0 {
			f.Name = d.say("term.stat.if_then")
		}
		if each == 2 && i+1 < len(said) {
			f.Note = said[i+1]
		}
		fs = append(fs, f)
	}
	return fs
}

// condition is the IF of a plan, short: "it rains".
func condition(words string) string {
	return draw.Pen{ASCII: true}.Shorten(goal.IfThenCue(words), draw.FigureValue-10)
}
