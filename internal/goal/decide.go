package goal

import (
	"strings"
	"unicode/utf8"
)

// Limits on what a command may carry, so that no input can grow without bound.
const (
	maxNote   = 4000
	maxLine   = 300
	maxAmount = 1e9
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
	switch b := c.Body.(type) {
	case Stamp:
		return firstError(checkNote(b.Note), checkAmount("minutes", b.Minutes, 24*60),
			checkAmount("amount", b.Amount, maxAmount), b.check())
	case Skip:
		return firstError(checkNote(b.Note), checkTag(b.Tag), b.check())
	case Remark:
		return firstError(checkNote(b.Note), checkTag(b.Tag), b.check())
	case Record:
		return checkNote(b.Note)
	case Begin:
		return b.check()
	case Revise:
		return b.check()
	case SetSettings:
		return b.check()
	}
	return nil
}

func firstError(errs ...error) error {
	for _, e := range errs {
		if e != nil {
			return e
		}
	}
	return nil
}

func checkNote(s string) error {
	if utf8.RuneCountInString(s) > maxNote {
		return Invalid("note", "error.note.long", maxNote)
	}
	return checkText("note", s)
}

func checkText(field, s string) error {
	if strings.ContainsRune(s, 0) || !utf8.ValidString(s) {
		return Invalid(field, "error.text")
	}
	return nil
}

func checkLine(field, s string) error {
	if utf8.RuneCountInString(s) > maxLine {
		return Invalid(field, "error.text.long", maxLine)
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
	if x != nil && (*x < 0 || *x > limit || *x != *x) {
		return Invalid(field, "error.amount", *x)
	}
	return nil
}

func (f Feel) check() error {
	for _, x := range []*int{f.Energy, f.Mood} {
		if x != nil && (*x < 1 || *x > 5) {
			return Invalid("energy", "error.feel")
		}
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
	if b.Confidence != nil && (*b.Confidence < 0 || *b.Confidence > 10) {
		return Invalid("confidence", "error.scale10")
	}
	if b.Slug != "" {
		if err := CheckSlug(b.Slug); err != nil {
			return err
		}
	}
	return firstError(checkLine("title", b.Title), checkLine("grow_in", b.GrowIn), checkLine("so_i_can", b.SoICan),
		checkOutcome(b.Outcome), b.Plan.check())
}

func checkOutcome(o Outcome) error {
	if o.Type == OutcomeNone {
		return checkLine("outcome", o.Text)
	}
	return firstError(checkLine("outcome", o.Text), o.Validate())
}

func (c PlanChange) check() error {
	if c.Step != nil {
		if c.Step.Minutes < 0 || c.Step.Minutes > 60 {
			return Invalid("minutes", "error.step.minutes")
		}
		if err := checkLine("step", c.Step.Text); err != nil {
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
			if err := checkLine("cue", *s); err != nil {
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
		if err := checkLine("if_then", p.Words); err != nil {
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
		if m.Target <= 0 || m.Target > 10000 {
			return Invalid("target", "error.target")
		}
	case MetricDays:
		if m.Target < 1 || m.Target > 7 {
			return Invalid("target", "error.target.days")
		}
	default:
		return Invalid("metric", "error.metric", string(m.Kind))
	}
	if m.SessionMin < 0 || m.SessionMin > 24*60 || m.Cap < 0 || m.Cap > 24 {
		return Invalid("session_min", "error.session_min")
	}
	return checkLine("unit", m.Unit)
}

func (b Revise) check() error {
	if b.Title != nil && strings.TrimSpace(*b.Title) == "" {
		return Invalid("title", "error.begin.title")
	}
	if b.Outcome != nil {
		if err := checkOutcome(*b.Outcome); err != nil {
			return err
		}
	}
	return b.Plan.check()
}

func (b SetSettings) check() error {
	if b.WeekStart != nil && (*b.WeekStart < 0 || *b.WeekStart > 6) {
		return Invalid("week_start", "error.week_start")
	}
	if b.Rollover != nil && (*b.Rollover < 0 || *b.Rollover > 5) {
		return Invalid("rollover", "error.rollover")
	}
	return nil
}

// RevisionStart is the first day of a revision (ruling 5): what changes kind,
// unit, cap, session_min or rest weekdays waits for the next week; all else
// begins today while today is open, else tomorrow.
func (l Look) RevisionStart(c PlanChange, from Day) Day {
	start := l.Today
	if l.Status != DayOpen {
		start++
	}
	if c.changesWeek(l.Plan) {
		_, last := l.Calendar.Week(l.Today)
		start = last + 1
	}
	return max(start, from)
}

func (c PlanChange) changesWeek(p Plan) bool {
	if c.Rest != nil && *c.Rest != p.Rest {
		return true
	}
	if m := c.Metric; m != nil {
		return m.Kind != p.Metric.Kind || m.Unit != p.Metric.Unit || m.Cap != p.Metric.Cap || m.SessionMin != p.Metric.SessionMin
	}
	return false
}

// CanCover says whether a reserve may be used on a day (ruling 10).
func (l Look) CanCover(d Day) error {
	if d > l.Today || d < l.Today-BackfillDays {
		return Invalid("day", "error.cover.window")
	}
	if st := l.Life.On(d); !st.Miss() {
		return Conflict("day", "error.cover.not_missed")
	}
	for p := d - 1; ; p-- {
		st := l.Life.On(p)
		if p < l.Life.First || st == DayDone {
			return Conflict("day", "error.cover.first_miss")
		}
		if st.Miss() || st == DayCovered {
			break
		}
	}
	if l.Season == nil {
		return Conflict("day", "error.cover.none_left")
	}
	if l.Life.coversInBlock(*l.Season, l.Life.DayNumber(*l.Season, d)) >= l.Life.Plan(d).Reserves {
		return Conflict("day", "error.cover.none_left")
	}
	return nil
}
