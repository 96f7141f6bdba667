package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"github.com/ippo-app/ippo/internal/goal"
)

// planFlags are the parts of a goal as flags; begin and goal edit share them
// (ruling 34). What was not given is nil.
type planFlags struct {
	growIn, soICan              *string
	provisional                 bool
	outcome                     *string
	outcomeType                 goal.OutcomeType
	start, goalValue            *float64
	outcomeUnit                 *string
	milestones                  []string
	metric                      goal.MetricKind
	target, sessionMin, minutes *float64
	unit, step, cue, fallback   *string
	setup, bundle               *string
	rest, where                 *string
	ifThens                     []string
	reserves                    *int
}

func (f *planFlags) add(c *cobra.Command, d deps) {
	fl := c.Flags()
	textVar(fl, &f.growIn, "grow-in")
	textVar(fl, &f.soICan, "so-i-can")
	fl.BoolVar(&f.provisional, "provisional", false, "")
	textVar(fl, &f.outcome, "outcome")
	choiceVar(c, &f.outcomeType, "outcome-type", nil, goal.OutcomeTotal, goal.OutcomeLevelUp, goal.OutcomeLevelDown,
		goal.OutcomeAverage, goal.OutcomeMilestones, goal.OutcomeOneOff, goal.OutcomeDays)
	numberVar(fl, &f.start, "start", outcomes())
	numberVar(fl, &f.goalValue, "goal-value", outcomes())
	textVar(fl, &f.outcomeUnit, "outcome-unit")
	fl.StringArrayVar(&f.milestones, "milestone", nil, "")
	choiceVar(c, &f.metric, "metric", nil, goal.MetricSessions, goal.MetricMinutes, goal.MetricUnits, goal.MetricDays, goal.MetricCustom)
	numberVar(fl, &f.target, "target", targets())
	textVar(fl, &f.unit, "unit")
	numberVar(fl, &f.sessionMin, "session-min", minutesOfADay())
	textVar(fl, &f.step, "step")
	numberVar(fl, &f.minutes, "minutes", stepMinutes())
	textVar(fl, &f.cue, "cue")
	textVar(fl, &f.fallback, "fallback")
	textVar(fl, &f.setup, "setup")
	textVar(fl, &f.bundle, "bundle")
	textVar(fl, &f.rest, "rest")
	fl.StringArrayVar(&f.ifThens, "if-then", nil, "")
	wholeVar(fl, &f.reserves, "reserves", scale(0, goal.MaxReserves, 2))
	d.takesWeekdays(c, "rest")
	takesTexts(fl, readsLine, "grow-in", "so-i-can", "outcome", "outcome-unit", "milestone", "unit", "step", "cue", "fallback", "if-then")
	takesTexts(fl, readsPlanLine, "setup", "bundle")
}

// outcomeOver lays the flags over an outcome, and says whether any was given.
func (f planFlags) outcomeOver(o goal.Outcome) (goal.Outcome, bool) {
	given := f.outcome != nil || f.outcomeType != "" || f.start != nil || f.goalValue != nil || f.outcomeUnit != nil || len(f.milestones) > 0
	setIf(&o.Text, f.outcome)
	if f.outcomeType != "" {
		o.Type = f.outcomeType
	}
	if f.start != nil {
		o.Start = *f.start
	}
	if f.goalValue != nil {
		o.Target = f.goalValue
	}
	setIf(&o.Unit, f.outcomeUnit)
	if len(f.milestones) > 0 {
		o.Milestones = nil
		for _, m := range f.milestones {
			o.Milestones = append(o.Milestones, goal.Milestone{Text: m})
		}
		if o.Type == goal.OutcomeNone {
			o.Type = goal.OutcomeMilestones
		}
	}
	switch o.Type { // what belongs to another type stays behind
	case goal.OutcomeMilestones, goal.OutcomeOneOff:
		o.Start, o.Target, o.Unit = 0, nil, ""
	case goal.OutcomeNone:
	default:
		o.Milestones = nil
	}
	return o, given
}

// checkOutcome refuses flags that the outcome's type has no place for: they
// would be thrown away (ruling 61).
func (f planFlags) checkOutcome(o goal.Outcome) error {
	numbers := map[string]bool{"--start": f.start != nil, "--goal-value": f.goalValue != nil, "--outcome-unit": f.outcomeUnit != nil}
	switch o.Type {
	case goal.OutcomeMilestones, goal.OutcomeOneOff:
		for _, name := range []string{"--start", "--goal-value", "--outcome-unit"} {
			if numbers[name] {
				return wrong("error.flag.both", "--outcome-type "+string(o.Type), name)
			}
		}
	case goal.OutcomeNone:
		for _, name := range []string{"--start", "--goal-value", "--outcome-unit"} {
			if numbers[name] {
				return wrong("error.flag.needs", name, "--outcome-type", "ippo begin --help")
			}
		}
	default:
		if len(f.milestones) > 0 {
			return wrong("error.flag.both", "--outcome-type "+string(o.Type), "--milestone")
		}
	}
	return nil
}

func setIf[T any](over *T, given *T) {
	if given != nil {
		*over = *given
	}
}

// plan is what the flags change of a plan.
func (f planFlags) plan(d deps, base goal.Plan, newID func() string) (goal.PlanChange, error) {
	c := goal.PlanChange{Metric: f.metricOver(base), Step: f.stepOver(base.Step), Cue: f.cue, Fallback: f.fallback, Setup: f.setup, Bundle: f.bundle, Reserves: f.reserves}
	if f.rest != nil {
		set, err := d.parseWeekdays(*f.rest)
		if err != nil {
			return c, err
		}
		c.Rest = &set
	}
	if len(f.ifThens) > 0 {
		plans := []goal.IfThen{}
		for i, w := range f.ifThens {
			if w = strings.TrimSpace(w); w != "" {
				plans = append(plans, sharpened(base.IfThens, i, w, newID))
			}
		}
		c.IfThens = &plans
	}
	return c, nil
}

func (f planFlags) metricOver(base goal.Plan) *goal.Metric {
	if f.metric == "" && f.target == nil && f.unit == nil && f.sessionMin == nil && f.where == nil {
		return nil
	}
	m := base.Metric
	if f.metric != "" && f.metric != m.Kind {
		m = goal.Metric{Kind: f.metric, Target: m.Target}
	}
	if m.Kind == goal.MetricNone {
		m.Kind = goal.MetricSessions
	}
	setIf(&m.Target, f.target)
	setIf(&m.Unit, f.unit)
	setIf(&m.SessionMin, f.sessionMin)
	setIf(&m.Where, f.where)
	if m.Unit == "" {
		m.Unit = string(m.Kind)
	}
	if m.Kind == goal.MetricSessions && m.SessionMin == 0 {
		minutes := base.Step.Minutes
		setIf(&minutes, f.minutes)
		m.SessionMin = goal.DefaultSessionMin(minutes)
	}
	return &m
}

func (f planFlags) stepOver(s goal.Step) *goal.Step {
	if f.step == nil && f.minutes == nil {
		return nil
	}
	setIf(&s.Text, f.step)
	setIf(&s.Minutes, f.minutes)
	if s.Minutes == 0 {
		s.Minutes = defaultStepMinutes
	}
	return &s
}

// defaultStepMinutes of a step that came without any.
const defaultStepMinutes = 5

// sharpened is the plan at a place: it keeps its id, and so its counts, while
// its wording is sharpened, that is while its IF or its THEN stays (ruling 4).
func sharpened(old []goal.IfThen, place int, text string, newID func() string) goal.IfThen {
	for i, p := range old {
		if p.Words == text || i == place && sharesAHalf(p.Words, text) {
			p.Words = text
			return p
		}
	}
	return goal.IfThen{ID: newID(), Words: text}
}

func sharesAHalf(a, b string) bool {
	ifA, thenA := goal.SplitIfThen(strings.ToLower(a))
	ifB, thenB := goal.SplitIfThen(strings.ToLower(b))
	return ifA == ifB || thenA == thenB && thenA != ""
}

// over lays one change over another.
func over(a, b goal.PlanChange) goal.PlanChange {
	if b.Metric != nil {
		a.Metric = b.Metric
	}
	if b.Step != nil {
		a.Step = b.Step
	}
	if b.Cue != nil {
		a.Cue = b.Cue
	}
	if b.Fallback != nil {
		a.Fallback = b.Fallback
	}
	if b.Setup != nil {
		a.Setup = b.Setup
	}
	if b.Bundle != nil {
		a.Bundle = b.Bundle
	}
	if b.Rest != nil {
		a.Rest = b.Rest
	}
	if b.Reserves != nil {
		a.Reserves = b.Reserves
	}
	if b.IfThens != nil {
		a.IfThens = b.IfThens
	}
	return a
}
