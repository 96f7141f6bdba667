package cli

import (
	"cmp"
	"context"
	"errors"
	"strings"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/cli/draw"
	"github.com/ippo-app/ippo/internal/cli/prompt"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
)

// goalForm asks the seven steps. Every answer can be left as it is, no check
// blocks, and what was said is kept when the person stops.
type goalForm struct {
	d        deps
	prompter prompt.Prompter
	b        goal.Begin
	newID    func() string
	kept     draft // that was taken up
}

// steps of the method, in their order.
func (s *goalForm) steps() []func(context.Context) error {
	return []func(context.Context) error{s.area, s.purpose, s.outcome, s.week, s.step, s.plans, s.tracking}
}

// sevenSteps asks for a goal; what template and flags say is filled in.
func (d deps) sevenSteps(ctx context.Context, a *app.App, b goal.Begin) (goal.Begin, error) {
	if err := d.roomForOne(ctx, a, &b); err != nil {
		return b, err
	}
	s := &goalForm{d: d, prompter: d.terminal().Prompter(), b: b, newID: a.NewID}
	from, err := s.takeUp(ctx, a)
	if err != nil {
		return b, err
	}
	s.complete()
	for i, step := range s.steps() {
		if i+1 < from {
			continue
		}
		if err := step(ctx); err != nil {
			return s.b, s.leave(ctx, a, i+1, err)
		}
	}
	return s.b, s.summary(ctx, a)
}

// roomForOne asks about a second goal before seven steps are spent on it.
func (d deps) roomForOne(ctx context.Context, a *app.App, b *goal.Begin) error {
	goals, err := a.Goals(ctx, me())
	if err != nil {
		return err
	}
	var active []goal.Goal
	for _, g := range goals {
		if g.Status == goal.StatusActive {
			active = append(active, g)
		}
	}
	switch {
	case len(active) >= goal.MaxActive:
		return goal.Conflict("goal", "error.goal.two_active", active[0].Slug)
	case len(active) == 1:
		b.Second = true
		return d.confirm(ctx, d.say("term.second_named", library.Args{"goal": draw.Clean(active[0].Title)}), goal.Conflict("second", "error.goal.second", active[0].Title))
	}
	return nil
}

// takeUp offers the draft that is there, and answers the step to go on from.
func (s *goalForm) takeUp(ctx context.Context, a *app.App) (int, error) {
	old, there, err := loadDraft(ctx, a)
	if err != nil || !there {
		return 1, err
	}
	again := 0
	err = s.prompter.Ask(ctx, prompt.Form{Title: s.d.say("ask.draft"), Notes: []string{old.begin.Title}, Fields: []prompt.Field{{
		Aside: true, Label: s.d.say("ask.draft.what"), Choice: &again, Options: []string{s.d.say("ask.draft.on"), s.d.say("ask.draft.anew")},
	}}})
	if err != nil {
		return 1, goal.Conflict("", "error.declined")
	}
	if again == 1 {
		return 1, nil
	}
	second, id := s.b.Second, s.b.Goal
	s.b, s.kept = old.begin, old
	s.b.Second, s.b.Goal = second, cmp.Or(old.begin.Goal, id)
	return min(old.step, len(s.steps())), nil
}

// leave keeps what was said and says how to go on.
func (s *goalForm) leave(ctx context.Context, a *app.App, step int, why error) error {
	if !errors.Is(why, prompt.ErrLeft) {
		return why
	}
	if step == 1 && s.b.Outcome.Text == "" && s.b.GrowIn == "" { // nothing was said yet
		return goal.Conflict("", "error.declined")
	}
	s.kept.step, s.kept.begin = step, s.b
	if err := saveDraft(context.WithoutCancel(ctx), a, s.kept); err != nil {
		return err
	}
	return goal.Conflict("", "error.begin.left")
}

// complete makes sure that every part has a place to write into.
func (s *goalForm) complete() {
	if s.b.Plan.Step == nil {
		s.b.Plan.Step = &goal.Step{Minutes: defaultStepMinutes}
	}
	if s.b.Plan.Metric == nil {
		s.b.Plan.Metric = &goal.Metric{Kind: goal.MetricSessions, Target: 3}
	}
	for _, p := range []**string{&s.b.Plan.Cue, &s.b.Plan.Fallback} {
		if *p == nil {
			*p = new(string)
		}
	}
	if s.b.Plan.IfThens == nil {
		s.b.Plan.IfThens = &[]goal.IfThen{}
	}
	if s.b.Plan.Rest == nil {
		s.b.Plan.Rest = new(goal.Weekdays)
	}
}

// summary shows the whole goal once more: begin it, change a step, or leave it
// for later.
func (s *goalForm) summary(ctx context.Context, a *app.App) error {
	for {
		choice := 0
		options := []string{s.d.say("ask.begin_now")}
		for i := range s.steps() {
			options = append(options, s.d.say("ask.change", library.Args{"step": s.title(i + 1)}))
		}
		options = append(options, s.d.say("ask.later"))
		err := s.prompter.Ask(ctx, prompt.Form{Title: s.d.say("ask.summary"), Notes: s.lines(), Fields: []prompt.Field{{
			Aside: true, Label: s.d.say("ask.summary.what"), Choice: &choice, Options: options,
		}}})
		switch {
		case err == nil && choice == 0:
			return nil
		case err == nil && choice == len(options)-1:
			err = prompt.ErrLeft
		case err == nil:
			err = s.steps()[choice-1](ctx)
		}
		if err != nil {
			return s.leave(ctx, a, len(s.steps()), err)
		}
	}
}

// lines are the goal in sentences.
func (s *goalForm) lines() []string {
	b, d := s.b, s.d
	lines := []string{d.words.Join(d.words.Stop(d.say("area."+string(b.Area))), d.words.PurposeSentence(b.GrowIn, b.SoICan)), d.words.Stop(b.Outcome.Text)}
	lines = append(lines, d.say("ask.said.week", library.Args{"week": d.weekly(*b.Plan.Metric)}),
		d.say("ask.said.step", library.Args{"step": b.Plan.Step.Text, "n": b.Plan.Step.Minutes, "cue": *b.Plan.Cue}))
	for _, p := range *b.Plan.IfThens {
		lines = append(lines, d.words.Stop(p.Words))
	}
	return lines
}

func (s *goalForm) title(step int) string {
	return s.d.say("ask.step", library.Args{"step": step, "name": s.d.say("ask.step." + stepNames()[step-1])})
}

func stepNames() []string {
	return []string{"area", "purpose", "outcome", "week", "step", "plans", "tracking"}
}

// example is something that the templates of the area say, to show the form.
func (s *goalForm) example(of func(library.Template) string) string {
	return s.exampleAs("ask.example", of)
}

// inArea is such an example below those that fit every area.
func (s *goalForm) inArea(of func(library.Template) string) string {
	return s.exampleAs("ask.example.area", of)
}

func (s *goalForm) exampleAs(key string, of func(library.Template) string) string {
	for _, t := range s.d.words.Templates() {
		if t.Area == s.b.Area && !strings.Contains(of(t), "___") && of(t) != "" {
			return s.d.say(key, library.Args{"text": of(t)})
		}
	}
	return ""
}

// yes asks a question whose answer is yes or no; no stands in the brackets.
func (s *goalForm) yes(ctx context.Context, label string, notes ...string) (bool, error) {
	choice := 1
	err := s.prompter.Ask(ctx, prompt.Form{Notes: notes, Fields: []prompt.Field{{
		Aside: true, Label: label, Choice: &choice, Options: []string{s.d.say("ask.yes"), s.d.say("ask.no")},
	}}})
	return choice == 0, err
}
