package cli

import (
	"context"
	"slices"
	"strconv"

	"github.com/ippo-app/ippo/internal/cli/prompt"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
)

// area is step 1: one area for ninety days, and a template of it if the person
// likes.
func (s *goalForm) area(ctx context.Context) error {
	areas := goal.Areas()
	choice := max(0, slices.Index(areas, s.b.Area))
	var names []string
	for _, a := range areas {
		names = append(names, s.d.say("area."+string(a)))
	}
	err := s.prompter.Ask(ctx, prompt.Form{Title: s.title(1), Notes: []string{s.d.say("ask.area.note")}, Fields: []prompt.Field{
		{Label: s.d.say("ask.area"), Choice: &choice, Options: names},
		{Label: s.d.say("ask.later_list"), Hint: s.d.say("ask.later_list.hint"), Line: &s.b.Later},
	}})
	if err != nil {
		return err
	}
	s.b.Area = areas[choice]
	if s.b.Template != "" || s.b.Outcome.Text != "" {
		return nil
	}
	return s.fromTemplate(ctx)
}

// fromTemplate offers the area's templates to start from.
func (s *goalForm) fromTemplate(ctx context.Context) error {
	options := []string{s.d.say("ask.own_words")}
	var found []library.Template
	for _, t := range s.d.words.Templates() {
		if t.Area == s.b.Area {
			found = append(found, t)
			options = append(options, t.Title+": "+t.Outcome.Text)
		}
	}
	choice := 0
	err := s.prompter.Ask(ctx, prompt.Form{Fields: []prompt.Field{{
		Label: s.d.say("ask.template"), Hint: s.d.say("ask.template.hint"), Choice: &choice, Options: options,
	}}})
	if err != nil || choice == 0 {
		return err
	}
	own := s.b
	s.b = found[choice-1].Begin(own.Goal)
	s.b.Slug, s.b.Second, s.b.Later = own.Slug, own.Second, own.Later
	s.complete()
	return nil
}

// purpose is step 2: the sentence, at most two thoughts on it, and whether it
// is for now.
func (s *goalForm) purpose(ctx context.Context) error {
	for {
		err := s.prompter.Ask(ctx, prompt.Form{Title: s.title(2), Notes: []string{s.d.say("check.guide"), s.example(s.purposeExample)}, Fields: []prompt.Field{
			{Label: s.d.say("ask.grow_in"), Line: &s.b.GrowIn},
			{Label: s.d.say("ask.so_i_can"), Line: &s.b.SoICan},
		}})
		if err != nil {
			return err
		}
		again, err := s.thoughts(ctx)
		if err != nil {
			return err
		}
		if !again {
			break
		}
	}
	choice := 0
	if !s.b.Provisional && s.b.Template == "" && s.b.GrowIn != "" {
		choice = 1
	}
	err := s.prompter.Ask(ctx, prompt.Form{Fields: []prompt.Field{{
		Label: s.d.say("ask.provisional"), Hint: s.d.say("ask.provisional.hint"), Choice: &choice,
		Options: []string{s.d.say("ask.provisional.now"), s.d.say("ask.provisional.settled")},
	}}})
	if err != nil {
		return err
	}
	s.b.Provisional = choice == 0
	return s.why(ctx)
}

func (s *goalForm) purposeExample(t library.Template) string {
	return s.d.words.PurposeSentence(t.GrowIn, t.SoICan)
}

// thoughts shows what the words raise, if anything; it never blocks.
func (s *goalForm) thoughts(ctx context.Context) (again bool, err error) {
	if s.b.GrowIn == "" && s.b.SoICan == "" {
		return false, nil
	}
	flags := goal.ShownFlags(goal.CheckPurpose(goal.PurposeSentence(s.b.GrowIn, s.b.SoICan), s.d.words.Lang()))
	if len(flags) == 0 {
		return false, nil
	}
	notes := []string{s.d.say("check.lead")}
	for _, f := range flags {
		notes = append(notes, s.d.say("check."+string(f)))
	}
	choice := 0
	err = s.prompter.Ask(ctx, prompt.Form{Notes: notes, Fields: []prompt.Field{{
		Aside: true, Label: s.d.say("ask.thought"), Choice: &choice, Options: []string{s.d.say("ask.thought.keep"), s.d.say("ask.thought.again")},
	}}})
	return choice == 1, err
}

// why asks, if the person likes, the four reasons and the private test.
func (s *goalForm) why(ctx context.Context) error {
	wanted, err := s.yes(ctx, s.d.say("ask.why"))
	if err != nil || !wanted {
		return err
	}
	keys := []string{"external", "introjected", "identified", "intrinsic"}
	answers := make([]string, len(keys)+1)
	var fields []prompt.Field
	for i, k := range keys {
		fields = append(fields, prompt.Field{Label: s.d.say("check.slider." + k), Hint: s.d.say("ask.scale7"), Line: &answers[i], Check: prompt.Between(1, 7)})
	}
	fields = append(fields, prompt.Field{Label: s.d.say("check.private"), Hint: s.d.say("ask.scale10"), Line: &answers[len(keys)], Check: prompt.Between(0, 10)})
	if err := s.prompter.Ask(ctx, prompt.Form{Fields: fields}); err != nil {
		return err
	}
	s.b.Why = nil
	for i := range keys {
		n, _ := strconv.Atoi(answers[i]) // the check took whole numbers from 1 to 7
		s.b.Why = append(s.b.Why, n)
	}
	private, _ := strconv.Atoi(answers[len(keys)])
	s.b.PrivateTest = &private
	w := goal.Why{External: s.b.Why[0], Introjected: s.b.Why[1], Identified: s.b.Why[2], Intrinsic: s.b.Why[3]}
	if !w.Concern() && !goal.PrivateTest(private).Concern() {
		return nil
	}
	again, err := s.yes(ctx, s.d.say("ask.why.again"), s.d.say("check.why"))
	if err != nil || !again {
		return err
	}
	return s.purpose(ctx)
}
