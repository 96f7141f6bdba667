package goal

import (
	"strings"
	"unicode/utf8"
)

// Limits on what a command may carry, so that no input can grow without bound.
const (
	MaxNote   = 4000 // characters of a note
	MaxLine   = 300  // characters of a title or another single line
	MaxStep   = 120  // characters of a new step; older ones may be longer (ruling 97)
	MaxAmount = 1e9
	// MaxPlanLine is the length of what is laid out for a step, or kept for it.
	MaxPlanLine = 140

	// MaxDayEntries of one goal's day, taken back or not: every one of them is
	// read at the next.
	MaxDayEntries = 500

	// MaxMinutes are those of a day, MaxTarget is the largest number of a week.
	MaxMinutes = 24 * 60
	MaxTarget  = 10000
	// LongestStep is how many minutes a step can be said to take; see MaxStepMinutes
	// for those that a step should.
	LongestStep = 60
	// MaxImported is how many habits one import may bring.
	MaxImported = 1000
)

// CheckCommand refuses what no person can mean, whoever sent it: a missing id,
// text that is too long or holds a NUL, numbers out of range.
func CheckCommand(c Command) error {
	if len(c.ID) != 36 {
		return Invalid("id", "error.command.id")
	}
	if c.Body == nil {
		return Invalid("kind", "error.command.kind", "")
	}
	if c.Day == 0 {
		return Invalid("day", "error.day", "")
	}
	if k := c.Body.Kind(); k.Commutes() && k != KindRemark && c.Body.About() == "" {
		return Invalid("goal", "error.command.goal")
	}
	return CheckBody(c.Body)
}

// CheckBody says what is wrong with the texts, numbers and names of a body, as
// far as that shows without anything that is stored.
func CheckBody(b Body) error {
	if b, ok := b.(checked); ok {
		return b.check()
	}
	return nil
}

// checked are the bodies that carry texts, numbers or names.
type checked interface{ check() error }

func (b Stamp) check() error {
	return firstError(CheckNote(b.Note), checkAmount("minutes", b.Minutes, MaxMinutes), checkAmount("amount", b.Amount, MaxAmount), b.Feel.check())
}

func (b Skip) check() error { return firstError(CheckNote(b.Note), checkTag(b.Tag), b.Feel.check()) }

func (b Remark) check() error { return firstError(CheckNote(b.Note), checkTag(b.Tag), b.Feel.check()) }

func (b Record) check() error {
	return firstError(CheckNote(b.Note), checkAmount("amount", b.Amount, MaxAmount), checkAmount("minutes", b.Minutes, MaxMinutes), b.Status.check())
}

func firstError(errs ...error) error {
	for _, e := range errs {
		if e != nil {
			return e
		}
	}
	return nil
}

// CheckNote says whether a text is one that a note, or another answer in the
// person's own words, can be.
func CheckNote(s string) error {
	if utf8.RuneCountInString(s) > MaxNote {
		return Invalid("note", "error.note.long", MaxNote)
	}
	return checkText("note", s)
}

func checkText(field, s string) error {
	if strings.ContainsRune(s, 0) || !utf8.ValidString(s) {
		return Invalid(field, "error.text")
	}
	return nil
}

// CheckLine says whether a text is one that a title or another single line can
// be; field is the one that the error names.
func CheckLine(field, s string) error {
	if utf8.RuneCountInString(s) > MaxLine {
		return Invalid(field, "error.text.long", MaxLine)
	}
	return checkText(field, s)
}

// CheckPlanLine says whether a text is one that stands with the step: what is laid
// out for it, or kept for it alone.
func CheckPlanLine(field, s string) error {
	if utf8.RuneCountInString(s) > MaxPlanLine {
		return Invalid(field, "error.text.long", MaxPlanLine)
	}
	return checkText(field, s)
}

func checkTag(t MissTag) error {
	if t != "" && !t.Valid() {
		return Invalid("tag", "error.tag", string(t))
	}
	return nil
}

func checkAmount(field string, x *float64, limit float64) error {
	if x != nil && !within(*x, 0, limit) {
		key := "error.amount"
		if field == "minutes" {
			key = "error.amount.minutes"
		}
		return Invalid(field, key, limit)
	}
	return nil
}

// within says whether x is a number from low to high; what is no number is not.
func within(x, low, high float64) bool { return x >= low && x <= high }

func (b Measure) check() error {
	if !within(b.Value, -MaxNumber, MaxNumber) {
		return Invalid("value", "error.measure.number")
	}
	if b.Milestone < 0 || b.Milestone > maxMilestones {
		return Invalid("value", "error.measure.milestone", b.Milestone, maxMilestones)
	}
	return nil
}

func (f Feel) check() error {
	return firstError(checkFeel("energy", f.Energy), checkFeel("mood", f.Mood))
}

func checkFeel(field string, x *int) error {
	if x != nil && (*x < 1 || *x > 5) {
		return Invalid(field, "error.feel")
	}
	return nil
}

func (b Begin) check() error {
	if strings.TrimSpace(b.Title) == "" {
		return Invalid("title", "error.begin.title")
	}
	if !b.Area.Valid() {
		return Invalid("area", "error.area", string(b.Area))
	}
	if b.Goal == "" {
		return Invalid("goal", "error.command.id")
	}
	if b.Plan.Step == nil || strings.TrimSpace(b.Plan.Step.Text) == "" {
		return Invalid("step", "error.begin.step")
	}
	if err := b.checkAnswers(); err != nil {
		return err
	}
	if b.Slug != "" {
		if err := CheckSlug(b.Slug); err != nil {
			return err
		}
	}
	return firstError(CheckLine("title", b.Title), CheckLine("grow_in", b.GrowIn), CheckLine("so_i_can", b.SoICan),
		checkOutcome(b.Outcome), b.Plan.check(), b.checkUnits())
}

// checkAnswers holds the answers to their scales and lengths.
func (b Begin) checkAnswers() error {
	if err := checkScale("worth", b.Worth, 0, 10); err != nil {
		return err
	}
	for _, a := range []struct {
		field string
		value *int
	}{{"confidence", b.Confidence}, {"confidence", b.Before}, {"private_test", b.PrivateTest}, {"worst_day", b.WorstDay}} {
		if a.value != nil && (*a.value < 0 || *a.value > 10) {
			return Invalid(a.field, "error.scale10")
		}
	}
	if len(b.Why) > 0 {
		if len(b.Why) != 4 {
			return Invalid("why", "error.why.range", 0)
		}
		if err := (Why{b.Why[0], b.Why[1], b.Why[2], b.Why[3]}).Validate(); err != nil {
			return err
		}
	}
	for _, d := range b.Needs {
		if !d.valid() {
			return Invalid("needs", "error.text")
		}
	}
	return firstError(CheckLine("must_not_suffer", b.MustNot), CheckLine("track", b.Track), CheckLine("moment", b.Moment),
		CheckLine("nicer", b.Nicer), CheckLine("helper", b.Helper), CheckNote(b.Later))
}

// checkUnits refuses a health goal that is counted in weight, calories or
// another measure of a body (method 11).
func (b Begin) checkUnits() error {
	return (Revise{Plan: b.Plan, Outcome: &b.Outcome}).checkUnits(b.Area)
}

// checkUnits refuses the same of a goal of an area that is changed later on.
func (b Revise) checkUnits(area Area) error {
	if area != Health {
		return nil
	}
	if b.Outcome != nil && IsBodyUnit(b.Outcome.Unit) || b.Plan.Metric != nil && IsBodyUnit(b.Plan.Metric.Unit) {
		return Invalid("unit", "check.body_unit")
	}
	return nil
}

func (b Import) check() error {
	if len(b.Goals) > MaxImported {
		return Invalid("goals", "error.import.too_many", MaxImported)
	}
	for _, g := range b.Goals {
		if g.Goal == "" {
			return Invalid("goal", "error.command.id")
		}
		if err := firstError(CheckLine("title", g.Title), CheckNote(g.Note), CheckLine("unit", g.Source.Unit)); err != nil {
			return err
		}
	}
	return b.Table.check()
}

// mostRoles is how many roles a column of a table can have, and more.
const mostRoles = 16

func (t *ImportedTable) check() error {
	if t == nil {
		return nil
	}
	if len(t.Columns) > mostRoles {
		return Invalid("columns", "error.import.too_many", mostRoles)
	}
	errs := []error{CheckLine("shape", t.Shape)}
	for _, c := range t.Columns {
		errs = append(errs, CheckLine("columns", c.Role), CheckNote(c.Title))
	}
	return firstError(errs...)
}

func (s LogStatus) check() error {
	switch s {
	case LogNone, LogDone, LogMissed, LogRest:
		return nil
	}
	return Invalid("status", "error.status", string(s))
}

func checkOutcome(o Outcome) error {
	errs := []error{CheckLine("unit", o.Unit)}
	for _, m := range o.Milestones {
		errs = append(errs, CheckLine("milestones", m.Text))
	}
	if err := firstError(errs...); err != nil {
		return err
	}
	if o.Type == OutcomeNone {
		return CheckLine("outcome", o.Text)
	}
	return firstError(CheckLine("outcome", o.Text), o.Validate())
}

func (c PlanChange) check() error {
	if c.Step != nil {
		if strings.TrimSpace(c.Step.Text) == "" {
			return Invalid("step", "error.step.empty")
		}
		if !within(c.Step.Minutes, 0, LongestStep) {
			return Invalid("minutes", "error.step.minutes")
		}
		if err := firstError(CheckLine("step", c.Step.Text), checkAmount("amount", &c.Step.Amount, MaxAmount)); err != nil {
			return err
		}
	}
	if c.Reserves != nil && (*c.Reserves < 0 || *c.Reserves > MaxReserves) {
		return Invalid("reserves", "error.reserves", MaxReserves)
	}
	if c.Rest != nil && c.Rest.Len() > 6 {
		return Invalid("rest", "error.rest.all")
	}
	if c.Metric != nil {
		if err := c.Metric.check(); err != nil {
			return err
		}
	}
	for _, s := range []*string{c.Cue, c.Fallback} {
		if s != nil {
			if err := CheckLine("cue", *s); err != nil {
				return err
			}
		}
	}
	for field, s := range map[string]*string{"setup": c.Setup, "bundle": c.Bundle} {
		if s != nil {
			if err := CheckPlanLine(field, *s); err != nil {
				return err
			}
		}
	}
	return c.checkIfThens()
}

func (c PlanChange) checkIfThens() error {
	if c.IfThens == nil {
		return nil
	}
	if len(*c.IfThens) > MaxIfThen {
		return Invalid("if_then", "error.if_then.many", MaxIfThen)
	}
	for _, p := range *c.IfThens {
		if err := CheckLine("if_then", p.Words); err != nil {
			return err
		}
	}
	return nil
}

func (m Metric) check() error {
	switch m.Kind {
	case MetricNone:
		return nil
	case MetricSessions, MetricMinutes, MetricUnits, MetricCustom:
		if m.Target == 0 || !within(m.Target, 0, MaxTarget) {
			return Invalid("target", "error.target", MaxTarget)
		}
	case MetricDays:
		if !within(m.Target, 1, weekLength) {
			return Invalid("target", "error.target.days")
		}
	default:
		return Invalid("metric", "error.metric", string(m.Kind))
	}
	if !within(m.SessionMin, 0, MaxMinutes) || m.Cap < 0 || m.Cap > 24 {
		return Invalid("session_min", "error.session_min", MaxMinutes)
	}
	return firstError(CheckLine("unit", m.Unit), CheckLine("where", m.Where))
}

func (b Revise) check() error {
	if b.Title != nil && strings.TrimSpace(*b.Title) == "" {
		return Invalid("title", "error.begin.title")
	}
	if b.Days < 0 || b.Days > SeasonDays {
		return Invalid("days", "error.day", "")
	}
	errs := []error{CheckNote(b.Reason)}
	if b.Title != nil {
		errs = append(errs, CheckLine("title", *b.Title))
	}
	if p := b.Purpose; p != nil {
		errs = append(errs, CheckLine("grow_in", p.GrowIn), CheckLine("so_i_can", p.SoICan))
	}
	if b.Outcome != nil {
		errs = append(errs, checkOutcome(*b.Outcome))
	}
	return firstError(append(errs, b.Plan.check())...)
}

func (b NextSeason) check() error {
	if b.Outcome == nil {
		return nil
	}
	return checkOutcome(*b.Outcome)
}

func (b SetSettings) check() error {
	if b.WeekStart != nil && (*b.WeekStart < 0 || *b.WeekStart > 6) {
		return Invalid("week_start", "error.week_start")
	}
	if b.Rollover != nil && (*b.Rollover < 0 || *b.Rollover > MaxRollover) {
		return Invalid("rollover", "error.rollover")
	}
	return b.checkTexts()
}
