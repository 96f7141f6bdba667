package goal

// Sure is what an answer 0-10 to "How sure are you that you can do this
// plan?" leads to. "Go on anyway" is always there. Method 2.5.
type Sure string

// The three ways on.
const (
	SureContinue Sure = "continue"      // 7 and more
	SureMakeIt7  Sure = "make_it_seven" // 4 to 6: the menu, then ask once more
	SureTryOut   Sure = "try_out"       // 0 to 3: another outcome or area, or seven days to try
)

// ConfidentFrom is the answer from which a plan goes on as it is.
const ConfidentFrom = 7

// HowSure reads the answer.
func HowSure(answer int) Sure {
	switch {
	case answer >= ConfidentFrom:
		return SureContinue
	case answer >= 4:
		return SureMakeIt7
	default:
		return SureTryOut
	}
}

// Mend is one thing that can make an answer a 7.
type Mend string

// The menu of method 2.5.
const (
	MendSmaller Mend = "smaller_outcome" // three quarters of the way
	MendLonger  Mend = "longer"          // two seasons, half now
	MendFewer   Mend = "one_dependency_less"
	MendHelper  Mend = "helper"
	MendCue     Mend = "different_cue"
)

// Mends lists the menu in the order in which it is shown.
func Mends() []Mend {
	return []Mend{MendSmaller, MendLonger, MendFewer, MendHelper, MendCue}
}

// Share of the way that a smaller and a longer outcome keep for this season.
const (
	smallerOutcome = 0.75
	longerOutcome  = 0.5
)

// Smaller is three quarters of the outcome; not ok when nothing can be taken
// off.
func (o Outcome) Smaller() (Outcome, bool) { return o.scaled(smallerOutcome) }

// Half is the first of two seasons on the same outcome.
func (o Outcome) Half() (Outcome, bool) { return o.scaled(longerOutcome) }

// scaled keeps a factor of the way from start to target, rounded, or of the
// milestones, but never fewer than the three that make a row.
func (o Outcome) scaled(factor float64) (Outcome, bool) {
	switch o.Type {
	case OutcomeTotal, OutcomeAverage, OutcomeDays, OutcomeLevelUp, OutcomeLevelDown:
		return o.scaledTarget(factor)
	case OutcomeMilestones:
		n := max(minMilestones, int(halfUp(factor*float64(len(o.Milestones)))))
		if n >= len(o.Milestones) {
			return o, false
		}
		o.Milestones = append([]Milestone(nil), o.Milestones[:n]...)
		return o, true
	case OutcomeNone, OutcomeOneOff:
		return o, false
	}
	return o, false
}

// scaledTarget rounds to whole numbers where the way is long enough for that,
// else to hundredths.
func (o Outcome) scaledTarget(factor float64) (Outcome, bool) {
	if o.Target == nil {
		return o, false
	}
	start := o.start()
	way := factor * (*o.Target - start)
	target := halfUp(start + way)
	if max(way, -way) < 2 && o.Type != OutcomeDays {
		target = halfUp((start+way)*100) / 100
	}
	if target == *o.Target || target == start {
		return o, false
	}
	o.Target = &target
	return o, true
}
