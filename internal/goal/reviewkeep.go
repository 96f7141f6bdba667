package goal

// easeRow says whether the step ran by itself in the three reviews before this
// one, of three weeks in a row; "not sure" breaks the row (ruling 55).
func (f inputReader) easeRow() bool {
	week := f.first
	for range keepEaseReviews {
		week, _ = f.Calendar.Week(week - 1)
		if r, ok := f.story.Review(week); !ok || r.Ease == nil || *r.Ease < keepEase {
			return false
		}
	}
	return true
}

// steady is the adherence of the last 28 active days; nil of fewer.
func (f inputReader) steady() *float64 {
	done, active := 0, 0
	for d := f.end; d >= f.Life.First && active < keepSteadyDays; d-- {
		count(f.Life.On(d), &done, &active)
	}
	if active < keepSteadyDays {
		return nil
	}
	return ratioOf(done, active)
}

// there says whether the outcome is reached, touched, or has no number to reach.
func (f inputReader) there() bool {
	if f.Season == nil {
		return false
	}
	o, p := f.Season.Outcome, f.Progress
	return p.Reached != nil && *p.Reached || p.Touched != 0 || o.Type == OutcomeNone || o.target() == nil
}

// lighter says whether the week of a day lies under a deviation (ruling 53).
func (f inputReader) lighter(d Day) bool {
	first, last := f.Calendar.Week(d)
	return f.deviates(Week{Start: first, End: last})
}

// bundleFaded says whether what is kept for the step was chosen before a long
// pause that ended of late: then it is asked for anew (ruling 54).
func (f inputReader) bundleFaded() bool {
	last := Day(0)
	for d := f.Today; d >= max(f.Life.First, f.Today-bundleFadesFor) && last == 0; d-- {
		if f.Life.On(d) == DayPause {
			last = d
		}
	}
	n := 0
	for d := last; d >= f.Life.First && f.Life.On(d) == DayPause; d-- {
		n++
	}
	if n < bundleFadesAfter {
		return false
	}
	chosen := Day(0)
	lasting, _ := f.Goal.revisions()
	for _, r := range lasting {
		if r.Change.Bundle != nil {
			chosen = r.From
		}
	}
	return chosen <= last
}
