package goal

import (
	"slices"
	"strings"
)

// check of the story's bodies: scales, texts and names.

func (b WeekReview) check() error {
	if b.Week == 0 {
		return Invalid("week", "error.day", "")
	}
	if !slices.Contains([]Reset{ResetNone, ResetWalk, ResetBreathe, ResetQuiet}, b.Reset) {
		return Invalid("reset", "error.review.reset", string(b.Reset))
	}
	if !slices.Contains([]Bundled{BundledNone, BundledYes, BundledPartly, BundledNo}, b.Bundle) {
		return Invalid("bundle", "error.review.bundle", string(b.Bundle))
	}
	if !slices.Contains([]Decision{DecisionNone, Accepted, Changed, KeepAsIs}, b.Decision) {
		return Invalid("decision", "error.review.decision", string(b.Decision))
	}
	if b.Plan != (PlanChange{}) && b.Decision != Accepted && b.Decision != Changed {
		return Invalid("decision", "error.review.decision", string(b.Decision))
	}
	if b.Days < 0 || b.Days > 28 {
		return Invalid("days", "error.experiment.days")
	}
	return firstError(checkTag(b.Tag), checkScale("pulse", b.Pulse, 1, 5), checkScale("ease", b.Ease, 1, 7),
		checkScale("confidence", b.Confidence, 0, 10), CheckNote(b.Helped), CheckNote(b.Suffers), CheckNote(b.Words),
		CheckNote(b.First), CheckNote(b.Close), b.Plan.check())
}

func checkScale(field string, x *int, low, high int) error {
	if x != nil && (*x < low || *x > high) {
		return Invalid(field, "error.scale", low, high)
	}
	return nil
}

func (b StartExperiment) check() error {
	switch {
	case b.Experiment == "":
		return Invalid("experiment", "error.command.id")
	case !slices.Contains(Levers(), b.Lever):
		return Invalid("lever", "error.experiment.lever", string(b.Lever))
	case !slices.Contains(MeasuresOf(), b.Measure):
		return Invalid("measure", "error.experiment.measure", string(b.Measure))
	case strings.TrimSpace(b.What) == "":
		return Invalid("what", "error.experiment.what")
	case b.Alternate && b.Lever == LeverStep:
		return Invalid("lever", "error.experiment.alternate")
	case b.Alternate && b.Days != AlternateExperiment,
		!b.Alternate && b.Days != ShortExperiment && b.Days != UsualExperiment:
		return Invalid("days", "error.experiment.days")
	}
	return firstError(CheckNote(b.What), CheckLine("from", b.From), CheckLine("to", b.To), b.Plan.check())
}

func (b EndExperiment) check() error {
	if !slices.Contains([]Act{ActNone, Adopt, Adapt, Abandon}, b.Act) {
		return Invalid("act", "error.experiment.act", string(b.Act))
	}
	return CheckNote(b.Study)
}

func (b LookBack) check() error {
	if b.Number != CardDays && b.Number != 2*CardDays && b.Number != SeasonDays {
		return Invalid("number", "error.look_back.number")
	}
	if b.Way != WayNone && !slices.Contains(Ways(), b.Way) {
		return Invalid("choice", "error.look_back.choice", string(b.Way))
	}
	if !slices.Contains([]string{"", "yes", "nearly", "not_yet"}, b.Reached) {
		return Invalid("reached", "error.look_back.reached")
	}
	return firstError(checkScale("worth", b.Worth, 0, 10), checkScale("pulse", b.Pulse, 1, 5), CheckNote(b.Keep), CheckNote(b.Change), CheckNote(b.Stop), CheckNote(b.Learnt))
}

// check of the compass's bodies.

func (b SetItem) check() error {
	if b.ID == "" {
		return Invalid("id", "error.command.id")
	}
	if b.Words == "" {
		return nil // it is removed
	}
	if err := CheckLine("words", b.Words); err != nil {
		return err
	}
	return validateItems([]Item{b.Item})
}

func (b SetEnergyNote) check() error {
	if b.ID == "" {
		return Invalid("id", "error.command.id")
	}
	for _, x := range []int{b.Before, b.After} {
		if x < 0 || x > 5 {
			return Invalid("energy", "error.energy", x)
		}
	}
	return CheckNote(b.Words)
}

func (b SetTrial) check() error {
	if b.ID == "" {
		return Invalid("id", "error.command.id")
	}
	if b.What == "" {
		return nil
	}
	if err := firstError(CheckLine("what", b.What), CheckNote(b.Line)); err != nil {
		return err
	}
	switch b.State {
	case TrialTried:
		return b.validate()
	case TrialPlanned, TrialLetGo:
		return nil
	default:
		return Invalid("state", "error.trial.state", string(b.State))
	}
}

func (b SetPurpose) check() error {
	if strings.TrimSpace(b.GrowIn) == "" && strings.TrimSpace(b.SoICan) == "" {
		return Invalid("grow_in", "error.purpose.empty")
	}
	return firstError(CheckLine("grow_in", b.GrowIn), CheckLine("so_i_can", b.SoICan))
}

func (b SetSettings) checkTexts() error {
	if b.Theme != nil && !slices.Contains([]string{"", "light", "dark"}, *b.Theme) {
		return Invalid("theme", "error.theme", *b.Theme)
	}
	if err := firstError(checkParts("hidden", b.Hidden, Hideable()), checkParts("shown", b.Shown, Showable())); err != nil {
		return err
	}
	for _, s := range []*string{b.Name, b.Emergency, b.Locale} {
		if s != nil {
			if err := CheckLine("name", *s); err != nil {
				return err
			}
		}
	}
	return nil
}

// checkParts refuses a list that names a part which is none.
func checkParts(field string, list *string, known []string) error {
	if list == nil {
		return nil
	}
	for part := range strings.SplitSeq(*list, ",") {
		if part != "" && !slices.Contains(known, part) {
			return Invalid(field, "error.hidden", part)
		}
	}
	return nil
}

// Hideable are the parts of Today, and what its script does beside it, that are there
// until a person leaves them out.
func Hideable() []string { return []string{"more", "hard", "energy", "mood", "note", "keys", "badge"} }

// Showable are the parts of Today that are off until a person wants them (ruling 98).
func Showable() []string { return []string{"timer", "full", "line", "seven"} }

// Hides says whether a part of Today is left out.
func (s Settings) Hides(part string) bool {
	return slices.Contains(strings.Split(s.Hidden, ","), part)
}

// Shows says whether a part that is off at first is wanted (ruling 98).
func (s Settings) Shows(part string) bool {
	return slices.Contains(strings.Split(s.Shown, ","), part)
}
