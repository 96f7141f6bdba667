package goal

import "slices"

// Known is what a decision rests on, as the person's store has it just before
// the entry.
type Known struct {
	Goals    []Goal
	Calendar Calendar
	// Look holds the figures of [Needs.Look] as of the day of the entry's instant;
	// nil when none are needed or the goal is not there.
	Look  *Look
	Story Story         // of [Needs.Story]
	Items []CompassItem // of the compass
}

// Needs is what has to be known beside the goal that a command is about, so that
// nothing is read that is not asked for: there are many stamps.
type Needs struct {
	Goals bool   // every goal of the person
	Look  string // the goal whose figures are looked at; empty for none
	Story string // the goal whose story is read; empty for none
	Items bool   // the items of the compass
}

// NeedsOf says what [Decide] needs to know for a command.
func NeedsOf(b Body) Needs {
	n := Needs{Goals: !b.Kind().Commutes() || b.About() == ""}
	switch x := b.(type) {
	case Revise, Cover, NextSeason, LookBack:
		n.Look = b.About()
	case WeekReview:
		n.Story = x.Goal
		if x.Plan != (PlanChange{}) {
			n.Look = x.Goal
		}
	case StartExperiment:
		n.Look, n.Story = x.Goal, x.Goal
	case EndExperiment:
		n.Story = x.Goal
	case SetItem:
		n.Items = true
	}
	return n
}

// Decide gives the result of an entry, or refuses it with an [*Error]. It is the
// other half of [Evolve]: what was decided here stands in the journal, so that a
// rebuild decides nothing again. Undo is decided where the journal is read.
func Decide(k Known, e Entry) (Result, error) {
	if e.Body.Kind().Commutes() {
		return Result{}, k.log(e)
	}
	switch x := e.Body.(type) {
	case Begin:
		return k.begin(e, x)
	case Revise:
		return k.revise(x)
	case PauseGoals:
		return k.pause(e, x)
	case ResumeGoals:
		return k.resume(e, x)
	case Cover:
		return k.cover(e, x)
	case SetStatus:
		return k.setStatus(e, x)
	case NextSeason:
		return k.nextSeason(x)
	case SetSettings:
		return k.settings(e), nil
	case Import:
		return k.imports(e, x), nil
	case WeekReview:
		return k.review(e, x)
	case StartExperiment:
		return k.startExperiment(x)
	case EndExperiment:
		return k.endExperiment(x)
	case LookBack:
		return k.lookBack(x)
	case SetItem:
		return Result{}, k.item(x)
	case SetEnergyNote, SetTrial, SetPurpose, Dismiss, SetReminder:
		return Result{}, nil
	}
	return Result{}, Invalid("kind", "error.command.kind", string(e.Body.Kind()))
}

// goal of an id.
func (k Known) goal(id string) (Goal, error) {
	for _, g := range k.Goals {
		if g.ID == id {
			return g, nil
		}
	}
	return Goal{}, NotFound("goal", "error.goal.unknown", id)
}

// open is a goal that is there and has not ended.
func (k Known) open(id string) (Goal, error) {
	g, err := k.goal(id)
	if err == nil && g.Status == StatusEnded {
		err = Conflict("goal", "error.goal.ended", g.Slug)
	}
	return g, err
}

// withStatus are the goals of a status.
func (k Known) withStatus(s Status) []Goal {
	return slices.DeleteFunc(slices.Clone(k.Goals), func(g Goal) bool { return g.Status != s })
}

func (k Known) taken(slug string) bool {
	return slices.ContainsFunc(k.Goals, func(g Goal) bool { return g.Slug == slug })
}

func (k Known) nextNumber() int {
	n := 0
	for _, g := range k.Goals {
		n = max(n, g.Number)
	}
	return n + 1
}

// chosen are the goals named, or all active ones (ruling 2).
func (k Known) chosen(ids []string) ([]Goal, error) {
	if len(ids) == 0 {
		gs := k.withStatus(StatusActive)
		if len(gs) == 0 {
			return nil, NotFound("goal", "error.goal.none")
		}
		return gs, nil
	}
	var gs []Goal
	for _, id := range ids {
		g, err := k.goal(id)
		if err != nil {
			return nil, err
		}
		gs = append(gs, g)
	}
	return gs, nil
}
