package goal

import "slices"

// planChange is a change of what the days are made of, by the first day on which it
// holds. Reserves, title, purpose, outcome and a lighter week are none; an
// experiment's is one when it begins and, unless it was adopted, when it is over.
type planChange struct {
	From   Day
	Target bool // of kind, target, alternation or session_min
	Counts bool // of kind or unit
	Cue    bool
}

// changes of the plan that were decided by the day that is counted to, in the
// order in which they hold. What the review of the week itself decided is left
// out (ruling 47).
func (f inputReader) changes() []planChange {
	own, _ := f.story.Review(f.first)
	var cs []planChange
	lasting, _ := f.Goal.revisions()
	plans := foldPlans(lasting)
	for i, r := range lasting {
		if i == 0 || !r.Change.isLever() || f.Calendar.DayAt(r.At) > f.counted || own.Command != "" && r.Command == own.Command || f.adopted(r) {
			continue
		}
		was, is := plans[i-1], plans[i]
		cs = append(cs, planChange{
			From:   r.From,
			Target: is.Metric.alternation() != was.Metric.alternation() || is.Metric.SessionMin != was.Metric.SessionMin,
			Counts: is.Metric.Kind != was.Metric.Kind || is.Metric.Unit != was.Metric.Unit,
			Cue:    is.Cue != was.Cue,
		})
	}
	for _, x := range f.story.Experiments {
		for _, d := range []Day{x.First, x.Last + 1} {
			if d <= f.counted && (d == x.First || x.Act != Adopt) {
				cs = append(cs, planChange{From: d})
			}
		}
	}
	slices.SortStableFunc(cs, func(a, b planChange) int { return int(a.From - b.From) })
	return cs
}

// adopted says whether a revision only goes on with what an experiment tried.
func (f inputReader) adopted(r Revision) bool {
	return slices.ContainsFunc(f.story.Experiments, func(x Experiment) bool { return x.Act == Adopt && r.From == x.Last+1 })
}

// last change of a kind; zero without one.
func lastOf(cs []planChange, by Day, is func(planChange) bool) Day {
	last := Day(0)
	for _, c := range cs {
		if c.From <= by && is(c) {
			last = c.From
		}
	}
	return last
}

func anyChange(planChange) bool { return true }

// age of what holds from a day, in days up to the one counted to, both included;
// paused and parked days are left out. Zero for what has not begun.
func (f inputReader) age(from Day) int {
	n := 0
	for d := from; d <= f.counted; d++ {
		if f.Life.On(d) != DayPause {
			n++
		}
	}
	return n
}

// since works out the ages, and how often the cue was moved of late.
func (f inputReader) since(in *ReviewInputs) {
	const far = Day(1 << 30)
	if n := len(f.changed); n > 0 {
		age := f.age(lastOf(f.changed, far, anyChange))
		in.SinceChange = &age
	}
	target := f.Goal.Begun
	if f.Season != nil {
		target = f.Season.First
	}
	in.SinceTarget = f.age(max(target, lastOf(f.changed, far, func(c planChange) bool { return c.Target })))
	for _, c := range f.changed {
		if c.Cue && c.From > f.counted-cueRestDays {
			in.CueMoves++
		}
	}
	for _, x := range f.story.Experiments {
		if x.First <= f.counted && x.Last >= f.counted && (!x.Ended || x.Last != f.counted) {
			n := int(f.counted-x.First) + 1
			in.Experiment = &n
		}
	}
}

// isLever says whether a change touches what the days are made of: reserves
// are no lever.
func (c PlanChange) isLever() bool {
	c.Reserves = nil
	return c != PlanChange{}
}
