package cli

import (
	"context"
	"slices"
	"strconv"

	"github.com/ippo-app/ippo/internal/goal"
)

func tracks() []string { return []string{"terminal", "tap", "timer", "paper", "script", "week"} }

// tracking is step 7: one place, one moment, and how sure the person is.
func (s *seven) tracking(ctx context.Context) error {
	choice := max(0, slices.Index(tracks(), s.b.Track))
	var names []string
	for _, t := range tracks() {
		names = append(names, s.d.say("ask.track."+t))
	}
	err := s.ask.ask(ctx, page{title: s.title(7), notes: []string{s.d.say("ask.track.note")}, fields: []field{
		{label: s.d.say("ask.track"), choice: &choice, options: names},
		{label: s.d.say("ask.moment"), line: &s.b.Moment},
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
func (s *seven) sure(ctx context.Context, answer string) error {
	err := s.ask.ask(ctx, page{fields: []field{
		{label: s.d.say("check.sure"), hint: s.d.say("ask.scale10"), line: &answer, check: between(0, 10)},
	}})
	if err != nil {
		return err
	}
	x, _ := parseNumber(answer) // the check took numbers only
	n := int(x)
	s.b.Confidence = &n
	return nil
}

// makeItSeven offers the menu of method 2.5 when the answer is below seven, and
// asks once more.
func (s *seven) makeItSeven(ctx context.Context) error {
	how := goal.HowSure(*s.b.Confidence)
	if how == goal.SureContinue {
		return nil
	}
	mends, options := s.mends()
	choice := 0
	err := s.ask.ask(ctx, page{notes: []string{s.d.say("check.sure." + string(how))}, fields: []field{
		{aside: true, label: s.d.say("ask.make_seven"), choice: &choice, options: options},
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
func (s *seven) mends() ([]goal.Mend, []string) {
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

func (s *seven) mend(ctx context.Context, m goal.Mend) error {
	switch m {
	case goal.MendSmaller:
		s.b.Outcome, _ = s.b.Outcome.Smaller()
		return s.measure(ctx)
	case goal.MendLonger:
		s.b.Outcome, _ = s.b.Outcome.Half()
		return s.measure(ctx)
	case goal.MendFewer:
		return s.ask.ask(ctx, page{notes: []string{s.d.say("check.needs.hint")}, fields: []field{
			{label: s.d.say("ask.minimum"), line: &s.b.Plan.Step.Text, check: needed},
		}})
	case goal.MendHelper:
		return s.ask.ask(ctx, page{fields: []field{{label: s.d.say("ask.helper"), line: &s.b.Helper}}})
	default:
		return s.ask.ask(ctx, page{fields: []field{{label: s.d.say("ask.cue"), line: s.b.Plan.Cue}}})
	}
}
