package begin

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
	"github.com/ippo-app/ippo/internal/web/page"
)

// What a draft says in the method's terms. Each part is read from its own step,
// so that a mistake is told beside the field it was made in.

const defaultMinutes = 5 // of a step whose length was not said

// part of a sentence without what closes it.
func clause(s string) string { return strings.TrimRight(strings.TrimSpace(s), " .,;。、") }

// purpose are the two halves of the why; a half that is missing is a blank.
func (d draft) purpose() (growIn, soICan string) {
	f := d.step(stepPurpose)
	growIn, soICan = clause(f.Text("grow_in")), clause(f.Text("so_i_can"))
	switch {
	case growIn == "" && soICan == "":
	case growIn == "":
		growIn = "…"
	case soICan == "":
		soICan = "…"
	}
	return growIn, soICan
}

// sentence of the why in the words that the checks read; empty before anything
// was written.
func (d draft) sentence() string {
	growIn, soICan := d.purpose()
	if growIn == "" {
		return ""
	}
	return goal.PurposeSentence(growIn, soICan)
}

func (d draft) area() goal.Area { return goal.Area(d.step(stepArea).Text("area")) }

// outcome of the ninety days, with the fields that its type has.
func (d draft) outcome(w *library.Words) (goal.Outcome, error) {
	f := d.step(stepOutcome)
	o := goal.Outcome{Type: goal.OutcomeType(f.Text("type")), Text: f.Text("outcome")}
	var err error
	switch o.Type {
	case goal.OutcomeLevelUp, goal.OutcomeLevelDown:
		if o.Start, err = f.Amount("start", 0); err != nil {
			return o, err
		}
		fallthrough
	case goal.OutcomeTotal, goal.OutcomeAverage:
		o.Unit = f.Text("unit")
		fallthrough
	case goal.OutcomeDays:
		if o.Type == goal.OutcomeDays {
			o.Unit = w.Say("begin.days")
		}
		o.Target, err = f.Number("target")
	case goal.OutcomeMilestones, goal.OutcomeOneOff:
		for _, m := range filled(f.Values["milestones"]) {
			o.Milestones = append(o.Milestones, goal.Milestone{Text: m})
		}
	case goal.OutcomeNone:
	}
	if err == nil && o.Type == goal.OutcomeAverage {
		var weeks *int
		if weeks, err = f.Scale("weeks"); weeks != nil {
			o.Weeks = *weeks
		}
	}
	return o, err
}

// metric of the week; none was chosen is no mistake.
func (d draft) metric(w *library.Words) (*goal.Metric, error) {
	f := d.step(stepWeek)
	m := goal.Metric{Kind: goal.MetricKind(f.Text("metric")), Unit: f.Text("unit")}
	if m.Kind == goal.MetricNone {
		return nil, nil //nolint:nilnil // a goal may be only ticked
	}
	var err error
	if m.Target, err = f.Amount("target", 0); err != nil {
		return nil, err
	}
	if m.Unit == "" || m.Kind == goal.MetricMinutes {
		m.Unit = w.Say("begin.metric." + string(m.Kind) + ".unit")
	}
	if m.Kind == goal.MetricSessions {
		if m.SessionMin, err = f.Amount("session_min", max(15, 3*d.minutes())); err != nil {
			return nil, err
		}
		m.Cap, m.Where = 1, f.Text("where")
	}
	return &m, nil
}

// minutes of the step, as far as they can be read.
func (d draft) minutes() float64 {
	if x, err := d.step(stepMinimum).Number("minutes"); err == nil && x != nil {
		return *x
	}
	return defaultMinutes
}

func (d draft) minimum() (goal.Step, error) {
	f := d.step(stepMinimum)
	s := goal.Step{Text: clause(f.Text("step"))}
	var err error
	if s.Minutes, err = f.Amount("minutes", defaultMinutes); err != nil {
		return s, err
	}
	if goal.MetricKind(d.step(stepWeek).Text("metric")).CountsUnits() {
		s.Amount, err = f.Amount("amount", 0)
	}
	return s, err
}

// cue as a whole sentence part: "After I hang up my work bag".
func cue(w *library.Words, text string) string {
	text = clause(text)
	if text == "" {
		return ""
	}
	if unwrapped(w.Say("begin.cue"), text) != text {
		return text // it is a whole sentence part already
	}
	return w.Say("begin.cue", library.Args{"cue": text})
}

// planAt is the if-then plan in a row; words are empty for an empty row.
func planAt(w *library.Words, f page.Form, i int) (words string, tag goal.MissTag) {
	cue, response := clause(page.Nth(f.Values["if"], i)), clause(page.Nth(f.Values["then"], i))
	tag = goal.MissTag(page.Nth(f.Values["tag"], i))
	if !tag.Valid() {
		tag = ""
	}
	switch {
	case cue == "" && response == "":
		return "", ""
	case response == "":
		return cue, tag
	}
	return w.Say("begin.plan", library.Args{"if": cue, "then": response}), tag
}

func (d draft) ifThens(w *library.Words) []goal.IfThen {
	f, plans := d.step(stepIfThen), []goal.IfThen{}
	for i := range max(len(f.Values["if"]), len(f.Values["then"])) {
		if words, tag := planAt(w, f, i); words != "" {
			plans = append(plans, goal.IfThen{ID: "p" + strconv.Itoa(i+1), Words: words, Obstacle: tag})
		}
	}
	return plans
}

// why are the four answers, once all are given.
func (d draft) why() (goal.Why, bool) {
	f := d.step(stepPurpose)
	n := func(name string) int {
		if x, err := f.Scale(name); err == nil && x != nil {
			return *x
		}
		return 0
	}
	w := goal.Why{External: n("external"), Introjected: n("introjected"), Identified: n("identified"), Intrinsic: n("intrinsic")}
	return w, w.Validate() == nil
}

// scaled is an answer on a scale, nil without one.
func scaled(f page.Form, name string) *int {
	n, err := f.Scale(name)
	if err != nil {
		return nil
	}
	return n
}

// title of the goal: the outcome, else what there is.
func (d draft) title() string {
	for _, s := range []string{d.step(stepOutcome).Text("outcome"), d.step(stepPurpose).Text("grow_in"), d.step(stepMinimum).Text("step")} {
		if s = clause(s); s != "" {
			return s
		}
	}
	return ""
}

// body is the command that begins the goal, with all that can be read of it.
func (d draft) body(w *library.Words, second bool) (goal.Begin, error) {
	b := goal.Begin{
		Goal: d.Goal, Title: d.title(), Area: d.area(), Template: d.Template, Second: second, Before: d.Before,
		Provisional: d.provisional(),
	}
	b.GrowIn, b.SoICan = d.purpose()
	var badOutcome, badPlan error
	b.Outcome, badOutcome = d.outcome(w)
	b.Plan, badPlan = d.plan(w)
	d.answers(&b)
	return b, cmp.Or(badOutcome, badPlan)
}

func (d draft) provisional() bool {
	return !d.visited(stepPurpose) || d.step(stepPurpose).Has("provisional")
}

func (d draft) plan(w *library.Words) (goal.PlanChange, error) {
	metric, badMetric := d.metric(w)
	step, badStep := d.minimum()
	f := d.step(stepMinimum)
	first, second, rest, plans := cue(w, f.Text("cue")), cue(w, f.Text("fallback")), page.RestOf(f), d.ifThens(w)
	c := goal.PlanChange{Metric: metric, Step: &step, Cue: &first, Fallback: &second, IfThens: &plans}
	if rest != 0 {
		c.Rest = &rest
	}
	return c, cmp.Or(badMetric, badStep)
}

func (d draft) answers(b *goal.Begin) {
	out, min := d.step(stepOutcome), d.step(stepMinimum)
	b.Confidence = scaled(out, "confidence")
	b.PrivateTest = scaled(d.step(stepPurpose), "private_test")
	b.WorstDay = scaled(min, "worst_day")
	if w, all := d.why(); all {
		b.Why = []int{w.External, w.Introjected, w.Identified, w.Intrinsic}
	}
	b.MustNot, b.Nicer = out.Text("must_not_suffer"), min.Text("nicer")
	if d.Mended == goal.MendHelper {
		b.Helper = out.Text("helper")
	}
	for _, n := range goal.Dependencies() {
		if slices.Contains(min.Values["needs"], string(n)) {
			b.Needs = append(b.Needs, n)
		}
	}
	b.Track, b.Moment = d.step(stepTracking).Text("track"), clause(d.step(stepTracking).Text("moment"))
	b.Later = d.step(stepArea).Text("later_list")
}
