package cli

import (
	"context"
	"strconv"
	"time"

	"github.com/ippo-app/ippo/internal/cli/prompt"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
)

// step is step 5: the smallest step, its cue, and the worst day.
func (s *goalForm) step(ctx context.Context) error {
	st := s.b.Plan.Step
	minutes := library.Number(st.Minutes)
	rest, names := s.restDays()
	err := s.prompter.Ask(ctx, prompt.Form{Title: s.title(5), Notes: []string{s.d.say("ask.step.note"), s.d.say("check.example.step")}, Fields: []prompt.Field{
		{Label: s.d.say("ask.minimum"), Hint: s.inArea(func(t library.Template) string { return t.Step.Text }), Line: &st.Text, Check: prompt.Needed},
		{Label: s.d.say("ask.minutes"), Line: &minutes, Check: prompt.Between(1, 60)},
		{Label: s.d.say("ask.cue"), Hint: s.example(func(t library.Template) string { return t.Cue }), Line: s.b.Plan.Cue},
		{Label: s.d.say("ask.fallback"), Line: s.b.Plan.Fallback},
		{Label: s.d.say("ask.rest"), Hint: s.d.say("ask.rest.hint"), Ticks: &rest, Options: names},
	}})
	if err != nil {
		return err
	}
	st.Minutes, _ = prompt.ParseNumber(minutes) // the check took numbers only
	*s.b.Plan.Rest = 0
	for _, i := range rest {
		*s.b.Plan.Rest = s.b.Plan.Rest.With(weekdayAt(i))
	}
	if err := s.worstDay(ctx); err != nil {
		return err
	}
	return s.prompter.Ask(ctx, prompt.Form{Fields: []prompt.Field{{Label: s.d.say("ask.nicer"), Line: &s.b.Nicer}}})
}

// weekdayAt counts from Monday.
func weekdayAt(i int) time.Weekday { return goal.Weekday(i + 1) }

func (s *goalForm) restDays() (ticked []int, names []string) {
	for i := range 7 {
		if s.b.Plan.Rest.Has(weekdayAt(i)) {
			ticked = append(ticked, i)
		}
		names = append(names, s.d.words.Weekday(weekdayAt(i)))
	}
	return ticked, names
}

// worstDay is the test of method 4.1: an answer below 8 offers a smaller step,
// and each thing the step leans on asks for a version at home.
func (s *goalForm) worstDay(ctx context.Context) error {
	answer := ""
	if s.b.WorstDay != nil {
		answer = strconv.Itoa(*s.b.WorstDay)
	}
	needs := []int{}
	var names []string
	for _, n := range goal.Dependencies() {
		names = append(names, s.d.say("check.needs."+string(n)))
	}
	err := s.prompter.Ask(ctx, prompt.Form{Fields: []prompt.Field{
		{Label: s.d.say("check.worst"), Hint: s.d.say("ask.scale10"), Line: &answer, Check: prompt.Between(0, 10)},
		{Label: s.d.say("check.needs"), Ticks: &needs, Options: names},
	}})
	if err != nil {
		return err
	}
	n, err := strconv.Atoi(answer)
	if err != nil {
		x, _ := prompt.ParseNumber(answer) // the check took numbers only
		n = int(x)
	}
	s.b.WorstDay, s.b.Needs = &n, nil
	for _, i := range needs {
		s.b.Needs = append(s.b.Needs, goal.Dependencies()[i])
	}
	if err := s.smaller(ctx, goal.WorstDay(n)); err != nil {
		return err
	}
	if len(s.b.Needs) == 0 {
		return nil
	}
	return s.prompter.Ask(ctx, prompt.Form{Notes: []string{s.d.say("check.needs.hint")}, Fields: []prompt.Field{
		{Label: s.d.say("ask.minimum"), Hint: s.inArea(func(t library.Template) string { return t.Step.Text }), Line: &s.b.Plan.Step.Text, Check: prompt.Needed},
	}})
}

// smaller offers the step that the worst day would bear.
func (s *goalForm) smaller(ctx context.Context, factor float64) error {
	st := s.b.Plan.Step
	less := goal.ShrinkStep(st.Minutes, factor)
	if factor == goal.KeepStep || less >= st.Minutes {
		return nil
	}
	choice := 0
	words := st.Text
	err := s.prompter.Ask(ctx, prompt.Form{Fields: []prompt.Field{
		{Label: s.d.say("ask.smaller"), Choice: &choice, Options: []string{
			s.d.say("check.worst.offer", library.Args{"n": less}), s.d.say("check.worst.keep", library.Args{"n": st.Minutes}),
		}},
		{Label: s.d.say("ask.minimum"), Hint: s.d.say("ask.smaller.hint"), Line: &words, Check: prompt.Needed},
	}})
	if err != nil {
		return err
	}
	st.Text = words
	if choice == 0 {
		st.Minutes = less
	}
	return nil
}

// plans is step 6: up to three if-then plans; obstacles of the area to choose
// from. A plan that scores low shows one question.
func (s *goalForm) plans(ctx context.Context) error {
	title, notes := s.title(6), []string{s.d.say("ask.plans.note"), s.d.say("ask.plans.default")}
	if err := s.ownPlans(ctx, title, notes); err != nil {
		return err
	}
	for len(*s.b.Plan.IfThens) < goal.MaxIfThen {
		more, err := s.fromObstacle(ctx, title)
		if err != nil || !more {
			return err
		}
		title = ""
	}
	return nil
}

// ownPlans shows the plans that are there, to be changed or emptied.
func (s *goalForm) ownPlans(ctx context.Context, title string, notes []string) error {
	plans := *s.b.Plan.IfThens
	if len(plans) == 0 {
		return nil
	}
	words := make([]string, len(plans))
	var fields []prompt.Field
	for i, p := range plans {
		words[i] = p.Words
		fields = append(fields, prompt.Field{Label: s.d.say("ask.plan", library.Args{"n": i + 1}), Line: &words[i]})
	}
	if err := s.prompter.Ask(ctx, prompt.Form{Title: title, Notes: notes, Fields: fields}); err != nil {
		return err
	}
	left := []goal.IfThen{}
	for i, p := range plans {
		if words[i] == "" {
			continue
		}
		if words[i] != p.Words {
			p.Words = words[i]
			if err := s.sharpen(ctx, &p); err != nil {
				return err
			}
		}
		left = append(left, p)
	}
	*s.b.Plan.IfThens = left
	return nil
}

// fromObstacle offers what often gets in the way, with a plan to start from.
func (s *goalForm) fromObstacle(ctx context.Context, title string) (more bool, err error) {
	options := []string{s.d.say("ask.plans.enough")}
	obstacles := s.d.words.Obstacles(s.b.Area)
	for _, o := range obstacles {
		options = append(options, o.Obstacle)
	}
	options = append(options, s.d.say("ask.own_words"))
	choice := 0
	var notes []string
	if title != "" && len(*s.b.Plan.IfThens) == 0 {
		notes = []string{s.d.say("ask.plans.note"), s.d.say("ask.plans.default")}
	} else {
		title = ""
	}
	err = s.prompter.Ask(ctx, prompt.Form{Title: title, Notes: notes, Fields: []prompt.Field{{Aside: true, Label: s.d.say("ask.obstacle"), Choice: &choice, Options: options}}})
	if err != nil || choice == 0 {
		return false, err
	}
	p := goal.IfThen{ID: s.newID()}
	if choice <= len(obstacles) {
		p = obstacles[choice-1].IfThen(p.ID)
	}
	err = s.prompter.Ask(ctx, prompt.Form{Fields: []prompt.Field{{
		Label: s.d.say("ask.plan", library.Args{"n": len(*s.b.Plan.IfThens) + 1}), Hint: s.d.say("ask.plan.hint"), Line: &p.Words,
	}}})
	if err != nil || p.Words == "" {
		return err == nil, err
	}
	if err := s.sharpen(ctx, &p); err != nil {
		return false, err
	}
	*s.b.Plan.IfThens = append(*s.b.Plan.IfThens, p)
	return true, nil
}

// sharpen shows one question about a plan whose wording scores below four.
func (s *goalForm) sharpen(ctx context.Context, p *goal.IfThen) error {
	if !goal.HasWordLists(s.d.words.Lang()) {
		return nil
	}
	marks := goal.MarkIfThen(p.Words)
	if !marks.Weak() {
		return nil
	}
	key := "check.if_then.small"
	if marks.NeedsCue() {
		key = "check.if_then"
	}
	return s.prompter.Ask(ctx, prompt.Form{Notes: []string{s.d.say("check.lead"), s.d.say(key)}, Fields: []prompt.Field{
		{Label: s.d.say("ask.plan.again"), Line: &p.Words, Check: prompt.Needed},
	}})
}
