package cli

import (
	"context"
	"slices"
	"strconv"

	"github.com/ippo-app/ippo/internal/cli/prompt"
	"github.com/ippo-app/ippo/internal/goal"
)

func tracks() []string { return []string{"terminal", "tap", "timer", "paper", "script", "week"} }

// tracking is step 7: one place, one moment, and how sure the person is.
func (s *goalForm) tracking(ctx context.Context) error {
	choice := max(0, slices.Index(tracks(), s.b.Track))
	var names []string
	for _, t := range tracks() {
		names = append(names, s.d.say("ask.track."+t))
	}
	err := s.prompter.Ask(ctx, prompt.Form{Title: s.title(7), Notes: []string{s.d.say("ask.track.note")}, Fields: []prompt.Field{
		{Label: s.d.say("ask.track"), Choice: &choice, Options: names},
		{Label: s.d.say("ask.moment"), Line: &s.b.Moment},
	}})
	if err != nil {
		return err
	}
	s.b.Track = tracks()[choice]
	said := ""
	if s.b.Confidence != nil {
		said = strconv.Itoa(*s.b.Confidence)
	}
	if err := s.sure(ctx, said); err != nil {
		return err
	}
	return s.makeItSeven(ctx)
}

// sure asks how sure the person is, 0 to 10.
func (s *goalForm) sure(ctx context.Context, answer string) error {
	err := s.prompter.Ask(ctx, prompt.Form{Fields: []prompt.Field{
		{Label: s.d.say("check.sure"), Hint: s.d.say("ask.scale10"), Line: &answer, Check: prompt.Between(0, 10)},
	}})
	if err != nil {
		return err
	}
	x, _ := prompt.ParseNumber(answer) // the check took numbers only
	n := int(x)
	s.b.Confidence = &n
	return nil
}

// makeItSeven offers the menu of method 2.5 when the answer is below seven, and
// asks once more.
func (s *goalForm) makeItSeven(ctx context.Context) error {
	how := goal.HowSure(*s.b.Confidence)
	if how == goal.SureContinue {
		return nil
	}
	mends, options := s.mends()
	choice := 0
	err := s.prompter.Ask(ctx, prompt.Form{Notes: []string{s.d.say("check.sure." + string(how))}, Fields: []prompt.Field{
		{Aside: true, Label: s.d.say("ask.make_seven"), Choice: &choice, Options: options},
	}})
	if err != nil || choice == 0 {
		return err
	}
	if err := s.mend(ctx, mends[choice-1]); err != nil {
		return err
	}
	if s.b.Before == nil {
		s.b.Before = s.b.Confidence
	}
	return s.sure(ctx, "")
}

// mends are the things of the menu that this goal can do; going on as it is
// comes first.
func (s *goalForm) mends() ([]goal.Mend, []string) {
	var mends []goal.Mend
	options := []string{s.d.say("ask.as_it_is")}
	for _, m := range goal.Mends() {
		if _, ok := s.b.Outcome.Smaller(); m == goal.MendSmaller && !ok {
			continue
		}
		if _, ok := s.b.Outcome.Half(); m == goal.MendLonger && !ok {
			continue
		}
		mends = append(mends, m)
		options = append(options, s.d.say("check.mend."+string(m)))
	}
	return mends, options
}

func (s *goalForm) mend(ctx context.Context, m goal.Mend) error {
	switch m {
	case goal.MendSmaller:
		s.b.Outcome, _ = s.b.Outcome.Smaller()
		return s.measure(ctx)
	case goal.MendLonger:
		s.b.Outcome, _ = s.b.Outcome.Half()
		return s.measure(ctx)
	case goal.MendFewer:
		return s.prompter.Ask(ctx, prompt.Form{Notes: []string{s.d.say("check.needs.hint")}, Fields: []prompt.Field{
			{Label: s.d.say("ask.minimum"), Line: &s.b.Plan.Step.Text, Check: prompt.Needed},
		}})
	case goal.MendHelper:
		return s.prompter.Ask(ctx, prompt.Form{Fields: []prompt.Field{{Label: s.d.say("ask.helper"), Line: &s.b.Helper}}})
	default:
		return s.prompter.Ask(ctx, prompt.Form{Fields: []prompt.Field{{Label: s.d.say("ask.cue"), Line: s.b.Plan.Cue}}})
	}
}
