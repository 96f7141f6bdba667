package goal

// DefaultPlan names the plan that is always on: after a missed day, the
// minimum step the next morning (method 5.4).
const DefaultPlan = "default"

// PlanCounts counts how often an if-then plan was met, done and worked on the
// days that the look holds (method 5.3). The counts start anew when a review
// replaced its IF or its THEN (ruling 4). The default plan is counted from the
// days themselves.
func (l Look) PlanCounts(id string) PlanCounts {
	if id == DefaultPlan {
		return defaultPlanCounts(l.Life.closed())
	}
	return l.planCounts(id, 0, l.Today)
}

// planCounts are those of some days; a review looks at fourteen (ruling 48).
func (l Look) planCounts(id string, first, last Day) PlanCounts {
	var c PlanCounts
	_, since := l.Goal.planAges(id)
	for d, log := range l.Logs {
		if d < max(since, first) || d > last {
			continue
		}
		for _, m := range log.Met {
			if m.Plan != id {
				continue
			}
			c.Met++
			if !m.Did {
				continue
			}
			c.Did++
			if log.Status == LogDone {
				c.Worked++
			}
		}
	}
	return c
}

// PlanAdvice says what the counts of an if-then plan suggest (method 5.3): its
// verdict, and whether to offer to put it aside, because in four weeks or more
// it was not met once. Without enough days said of, there is no verdict (method
// 6.2).
func (l Look) PlanAdvice(id string) (v PlanVerdict, archive bool) {
	c := l.PlanCounts(id)
	if l.Adherence == nil || l.Adherence.MostlySilent() {
		return PlanTooFew, false
	}
	made, since := l.Goal.planAges(id)
	days := 0 // that were in plan: a pause puts nothing aside
	for d := max(made, since); d < l.Today; d++ {
		if inPlan(l.Life.On(d)) {
			days++
		}
	}
	return c.verdict(), c.archiveOffer(days / int(weekLength))
}

// planAges are the day on which a plan was made, and the last one on which R7f
// or R7g gave it other words, from which its counts start anew; 0 without one.
func (g Goal) planAges(id string) (made, since Day) {
	lasting, _ := g.revisions()
	made = g.Begun
	words := ""
	for _, r := range lasting {
		if r.Change.IfThens == nil {
			continue
		}
		for _, p := range *r.Change.IfThens {
			switch {
			case p.ID != id:
				continue
			case words == "":
				made = r.From
			case p.Words != words && (r.Rule == R7f || r.Rule == R7g):
				since = r.From
			}
			words = p.Words
		}
	}
	return made, since
}

// defaultPlanCounts counts the default plan from the days: it is met on a first
// miss, and done and worked when the next counted day is done (ruling 4). A miss
// that still waits for that day is not counted yet.
func defaultPlanCounts(days []DayStatus) PlanCounts {
	var c PlanCounts
	misses := 0
	for _, st := range days {
		switch {
		case st == DayDone:
			if misses == 1 {
				c.Met++
				c.Did++
				c.Worked++
			}
			misses = 0
		case st.Miss():
			misses++
			if misses == 2 {
				c.Met++
			}
		}
	}
	return c
}
