package cli

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
)

func outcomeTypes() []goal.OutcomeType {
	return []goal.OutcomeType{
		goal.OutcomeOneOff, goal.OutcomeTotal, goal.OutcomeDays, goal.OutcomeMilestones,
		goal.OutcomeAverage, goal.OutcomeLevelUp, goal.OutcomeLevelDown,
	}
}

// outcome is step 3: what is true after ninety days, in the form that fits.
func (s *seven) outcome(ctx context.Context) error {
	types := outcomeTypes()
	choice := max(0, slices.Index(types, s.b.Outcome.Type))
	var names []string
	for _, t := range types {
		names = append(names, s.d.say("ask.outcome."+string(t)))
	}
	err := s.ask.ask(ctx, page{title: s.title(3), notes: []string{s.example(func(t library.Template) string { return t.Outcome.Text })}, fields: []field{
		{label: s.d.say("ask.outcome"), line: &s.b.Outcome.Text, check: needed},
		{label: s.d.say("ask.outcome.type"), choice: &choice, options: names},
	}})
	if err != nil {
		return err
	}
	if s.b.Title == "" || s.b.Template == "" {
		s.b.Title = s.b.Outcome.Text
	}
	if t := types[choice]; t != s.b.Outcome.Type {
		s.b.Outcome = goal.Outcome{Type: t, Text: s.b.Outcome.Text}
	}
	if err := s.measure(ctx); err != nil {
		return err
	}
	return s.ask.ask(ctx, page{notes: s.realism(), fields: []field{
		{label: s.d.say("check.realism.cost"), line: &s.b.MustNot},
	}})
}

// measure asks the fields of the outcome's type until they fit together.
func (s *seven) measure(ctx context.Context) error {
	for {
		var err error
		switch s.b.Outcome.Type {
		case goal.OutcomeMilestones, goal.OutcomeOneOff:
			err = s.milestones(ctx)
		default:
			err = s.numbers(ctx)
		}
		if err != nil {
			return err
		}
		var unfit *goal.Error
		if err = s.b.Outcome.Validate(); !errors.As(err, &unfit) {
			return err
		}
		if err := s.ask.ask(ctx, page{notes: []string{s.d.words.Sentence(unfit)}, fields: []field{s.goOn()}}); err != nil {
			return err
		}
	}
}

// goOn is a question with one answer: a note that waits to be read.
func (s *seven) goOn() field {
	choice := 0
	return field{aside: true, label: s.d.say("ask.go_on"), choice: &choice, options: []string{s.d.say("ask.go_on.yes")}}
}

// numbers asks start, target and unit; an open target stays open.
func (s *seven) numbers(ctx context.Context) error {
	o := &s.b.Outcome
	start, target := library.Number(o.Start), ""
	if o.Target != nil {
		target = library.Number(*o.Target)
	}
	number := func(v string) error {
		if _, err := parseNumber(v); err != nil {
			return goal.Invalid("", "error.measure.number")
		}
		return nil
	}
	var fields []field
	if o.Type == goal.OutcomeLevelUp || o.Type == goal.OutcomeLevelDown {
		fields = append(fields, field{label: s.d.say("ask.start"), line: &start, check: number})
	}
	fields = append(fields, field{label: s.d.say("ask.goal_value"), hint: s.d.say("ask.goal_value.hint"), line: &target, check: orEmpty(number)})
	if o.Type != goal.OutcomeDays {
		fields = append(fields, field{label: s.d.say("ask.outcome_unit"), line: &o.Unit})
	}
	if err := s.ask.ask(ctx, page{fields: fields}); err != nil {
		return err
	}
	o.Start, _ = parseNumber(start) // the check took numbers only
	o.Target = nil
	if x, err := parseNumber(target); err == nil {
		o.Target = &x
	}
	return nil
}

// milestones asks for the parts, one a line; empty lines are left out.
func (s *seven) milestones(ctx context.Context) error {
	o := &s.b.Outcome
	most := 8
	if o.Type == goal.OutcomeOneOff {
		most = 6
	}
	words := make([]string, most)
	for i, m := range o.Milestones {
		if i < most {
			words[i] = m.Text
		}
	}
	var fields []field
	for i := range words {
		fields = append(fields, field{label: s.d.say("ask.milestone", library.Args{"n": i + 1}), line: &words[i]})
	}
	err := s.ask.ask(ctx, page{notes: []string{s.d.say("ask.milestones." + string(o.Type))}, fields: fields})
	if err != nil {
		return err
	}
	old := o.Milestones
	o.Milestones = nil
	for i, w := range words {
		if w = strings.TrimSpace(w); w == "" {
			continue
		}
		m := goal.Milestone{Text: w}
		if i < len(old) {
			m.Weight = old[i].Weight
		}
		o.Milestones = append(o.Milestones, m)
	}
	return nil
}

// realism says what can be said about the outcome without asking.
func (s *seven) realism() []string {
	var notes []string
	if !s.b.Outcome.Evaluable() {
		notes = append(notes, s.d.say("ask.not_evaluable"))
	}
	if rate, ok := s.b.Outcome.WeeklyRate(); ok && s.b.Outcome.Type != goal.OutcomeAverage {
		notes = append(notes, s.d.say("ask.rate", library.Args{"rate": s.d.words.About(rate), "unit": s.b.Outcome.Unit}))
	}
	return notes
}

// week is step 4: what a week counts.
func (s *seven) week(ctx context.Context) error {
	kinds := []goal.MetricKind{goal.MetricSessions, goal.MetricMinutes, goal.MetricUnits, goal.MetricDays, goal.MetricCustom}
	m := s.b.Plan.Metric
	choice := max(0, slices.Index(kinds, m.Kind))
	var names []string
	for _, k := range kinds {
		names = append(names, s.d.say("ask.metric."+string(k)))
	}
	err := s.ask.ask(ctx, page{title: s.title(4), notes: []string{s.example(func(t library.Template) string { return t.Weekly })}, fields: []field{
		{label: s.d.say("ask.metric"), choice: &choice, options: names},
	}})
	if err != nil {
		return err
	}
	if kinds[choice] != m.Kind {
		*m = goal.Metric{Kind: kinds[choice], Target: m.Target}
	}
	if err := s.weekNumbers(ctx, m); err != nil {
		return err
	}
	return s.goodMetric(ctx)
}

func (s *seven) weekNumbers(ctx context.Context, m *goal.Metric) error {
	target, session := library.Number(m.Target), library.Number(m.SessionMin)
	if m.SessionMin == 0 {
		session = library.Number(goal.DefaultSessionMin(s.b.Plan.Step.Minutes))
	}
	if m.Unit == "" && m.Kind != goal.MetricCustom {
		m.Unit = string(m.Kind)
	}
	high := 10000.0
	if m.Kind == goal.MetricDays {
		high = 7
	}
	fields := []field{
		{label: s.d.say("ask.target"), line: &target, check: between(1, high)},
		{label: s.d.say("ask.unit"), line: &m.Unit, check: needed},
	}
	if m.Kind == goal.MetricSessions {
		fields = append(fields, field{label: s.d.say("ask.session_min"), line: &session, check: between(1, 24*60)})
	}
	if err := s.ask.ask(ctx, page{fields: fields}); err != nil {
		return err
	}
	m.Target, _ = parseNumber(target) // the check took numbers only
	m.SessionMin = 0
	if m.Kind == goal.MetricSessions {
		m.SessionMin, _ = parseNumber(session)
	}
	return nil
}

// goodMetric asks the three questions of method 3.1; a no is a hint.
func (s *seven) goodMetric(ctx context.Context) error {
	ticks := []int{}
	options := []string{s.d.say("check.metric.control"), s.d.say("check.metric.count"), s.d.say("check.metric.move")}
	return s.ask.ask(ctx, page{fields: []field{{
		label: s.d.say("ask.metric.good"), hint: s.d.say("check.metric.hint"), ticks: &ticks, options: options,
	}}})
}
