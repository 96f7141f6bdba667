package cli

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/ippo-app/ippo/internal/cli/prompt"
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
func (s *goalForm) outcome(ctx context.Context) error {
	types := outcomeTypes()
	choice := max(0, slices.Index(types, s.b.Outcome.Type))
	var names []string
	for _, t := range types {
		names = append(names, s.d.say("ask.outcome."+string(t)))
	}
	err := s.prompter.Ask(ctx, prompt.Form{Title: s.title(3), Notes: []string{s.d.say("check.example.outcome")}, Fields: []prompt.Field{
		{Label: s.d.say("ask.outcome"), Hint: s.inArea(func(t library.Template) string { return t.Outcome.Text }), Line: &s.b.Outcome.Text, Check: prompt.Needed},
		{Label: s.d.say("ask.outcome.type"), Choice: &choice, Options: names},
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
	return s.prompter.Ask(ctx, prompt.Form{Notes: s.realism(), Fields: []prompt.Field{
		{Label: s.d.say("check.realism.cost"), Line: &s.b.MustNot},
	}})
}

// measure asks the fields of the outcome's type until they fit together.
func (s *goalForm) measure(ctx context.Context) error {
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
		if err := s.prompter.Ask(ctx, prompt.Form{Notes: []string{s.d.words.Sentence(unfit)}, Fields: []prompt.Field{s.goOn()}}); err != nil {
			return err
		}
	}
}

// goOn is a question with one answer: a note that waits to be read.
func (s *goalForm) goOn() prompt.Field {
	choice := 0
	return prompt.Field{Aside: true, Label: s.d.say("ask.go_on"), Choice: &choice, Options: []string{s.d.say("ask.go_on.yes")}}
}

// numbers asks start, target and unit; an open target stays open.
func (s *goalForm) numbers(ctx context.Context) error {
	o := &s.b.Outcome
	start, target := library.Number(o.Start), ""
	if o.Target != nil {
		target = library.Number(*o.Target)
	}
	number := func(v string) error {
		if _, err := prompt.ParseNumber(v); err != nil {
			return goal.Invalid("", "error.measure.number")
		}
		return nil
	}
	var fields []prompt.Field
	if o.Type == goal.OutcomeLevelUp || o.Type == goal.OutcomeLevelDown {
		fields = append(fields, prompt.Field{Label: s.d.say("ask.start"), Line: &start, Check: number})
	}
	fields = append(fields, prompt.Field{Label: s.d.say("ask.goal_value"), Hint: s.d.say("ask.goal_value.hint"), Line: &target, Check: prompt.OrEmpty(number)})
	if o.Type != goal.OutcomeDays {
		fields = append(fields, prompt.Field{Label: s.d.say("ask.outcome_unit"), Line: &o.Unit})
	}
	if err := s.prompter.Ask(ctx, prompt.Form{Fields: fields}); err != nil {
		return err
	}
	o.Start, _ = prompt.ParseNumber(start) // the check took numbers only
	o.Target = nil
	if x, err := prompt.ParseNumber(target); err == nil {
		o.Target = &x
	}
	return nil
}

// milestones asks for the parts, one a line; empty lines are left out.
func (s *goalForm) milestones(ctx context.Context) error {
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
	var fields []prompt.Field
	for i := range words {
		fields = append(fields, prompt.Field{Label: s.d.say("ask.milestone", library.Args{"n": i + 1}), Line: &words[i]})
	}
	err := s.prompter.Ask(ctx, prompt.Form{Notes: []string{s.d.say("ask.milestones." + string(o.Type))}, Fields: fields})
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
func (s *goalForm) realism() []string {
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
func (s *goalForm) week(ctx context.Context) error {
	kinds := []goal.MetricKind{goal.MetricSessions, goal.MetricMinutes, goal.MetricUnits, goal.MetricDays, goal.MetricCustom}
	m := s.b.Plan.Metric
	choice := max(0, slices.Index(kinds, m.Kind))
	var names []string
	for _, k := range kinds {
		names = append(names, s.d.say("ask.metric."+string(k)))
	}
	err := s.prompter.Ask(ctx, prompt.Form{Title: s.title(4), Notes: []string{s.d.say("check.example.metric"), s.d.say("check.metric.early")}, Fields: []prompt.Field{
		{Label: s.d.say("ask.metric"), Hint: s.inArea(func(t library.Template) string { return t.Weekly }), Choice: &choice, Options: names},
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

func (s *goalForm) weekNumbers(ctx context.Context, m *goal.Metric) error {
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
	fields := []prompt.Field{
		{Label: s.d.say("ask.target"), Line: &target, Check: prompt.Between(1, high)},
		{Label: s.d.say("ask.unit"), Line: &m.Unit, Check: prompt.Needed},
	}
	if m.Kind == goal.MetricSessions {
		fields = append(fields, prompt.Field{Label: s.d.say("ask.session_min"), Line: &session, Check: prompt.Between(1, 24*60)})
	}
	if err := s.prompter.Ask(ctx, prompt.Form{Fields: fields}); err != nil {
		return err
	}
	m.Target, _ = prompt.ParseNumber(target) // the check took numbers only
	m.SessionMin = 0
	if m.Kind == goal.MetricSessions {
		m.SessionMin, _ = prompt.ParseNumber(session)
	}
	return nil
}

// goodMetric asks the three questions of method 3.1; a no is a hint.
func (s *goalForm) goodMetric(ctx context.Context) error {
	ticks := []int{}
	options := []string{s.d.say("check.metric.control"), s.d.say("check.metric.count"), s.d.say("check.metric.move")}
	return s.prompter.Ask(ctx, prompt.Form{Fields: []prompt.Field{{
		Label: s.d.say("ask.metric.good"), Hint: s.d.say("check.metric.hint"), Ticks: &ticks, Options: options,
	}}})
}
