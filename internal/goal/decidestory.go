package goal

import "slices"

// review decides when its change starts. The same week reviewed once more
// replaces the first answer, unless the plan was changed since.
func (k Known) review(e Entry, x WeekReview) (Result, error) {
	g, err := k.open(x.Goal)
	if err != nil {
		return Result{}, err
	}
	first, last := k.Calendar.Week(x.Week)
	if x.Week != first {
		return Result{}, Invalid("week", "error.day", x.Week.String())
	}
	if err := g.CanReview(first, last, k.Calendar.DayAt(e.At)); err != nil {
		return Result{}, err
	}
	r := Result{Goal: g.ID}
	if old, ok := k.Story.Review(x.Week); ok {
		if g.changedSince(old.Command) {
			return Result{}, Conflict("week", "error.review.changed")
		}
		r.Target = old.Command
	}
	if x.Plan != (PlanChange{}) {
		r.From = k.Look.ReviewStart(x.Plan, last)
		if x.Days > 0 {
			r.From, r.Until = k.Look.LighterWeek(last)
		}
	}
	return r, nil
}

// CanReview refuses a week that lies ahead, and one that was over before the
// goal was begun.
func (g Goal) CanReview(first, last, today Day) error {
	switch {
	case first > today:
		return Invalid("week", "error.review.ahead")
	case last < g.Begun:
		return Invalid("week", "error.review.week", g.Begun)
	}
	return nil
}

// Follows is what a review or a look back brings with it; nil for nothing. An
// accepted week of rest is a pause of seven days from tomorrow on (method 7.3,
// R1), a goal that runs by itself is kept (ruling 55), and the way on from a look back may be a command (method 9.2).
func (l Look) Follows(b Body) Body {
	switch x := b.(type) {
	case WeekReview:
		if x.Suggestion.Action == ActRest && x.Decision == Accepted {
			return PauseGoals{Goals: []string{l.Goal.ID}, From: l.Today + 1, To: l.Today + 7}
		}
		if x.Suggestion.Action == ActKeep && x.Decision == Accepted {
			return SetStatus{Goal: l.Goal.ID, To: StatusKept}
		}
	case LookBack:
		return x.Way.command(l, x.Number)
	}
	return nil
}

// changedSince says whether a revision came after that of a command.
func (g Goal) changedSince(command string) bool {
	i := slices.IndexFunc(g.Plan, func(r Revision) bool { return r.Command == command })
	return i >= 0 && i < len(g.Plan)-1
}

func (k Known) startExperiment(x StartExperiment) (Result, error) {
	g, err := k.open(x.Goal)
	if err != nil {
		return Result{}, err
	}
	if _, running := k.Story.Running(); running {
		return Result{}, Conflict("experiment", "error.experiment.running")
	}
	if x.Measure == OfAmount && !slices.Contains(k.Look.Plan.Metric.Measures(), x.Measure) {
		return Result{}, Invalid("measure", "error.experiment.amount")
	}
	return Result{Goal: g.ID, From: k.Look.revisionStart(x.Plan, 0)}, nil
}

func (k Known) endExperiment(x EndExperiment) (Result, error) {
	g, err := k.goal(x.Goal)
	if err != nil {
		return Result{}, err
	}
	running, ok := k.Story.Running()
	if !ok || running.Experiment != x.Experiment {
		return Result{}, NotFound("experiment", "error.experiment.none")
	}
	return Result{Goal: g.ID, Target: running.Command}, nil
}

func (k Known) lookBack(x LookBack) (Result, error) {
	g, err := k.open(x.Goal)
	if err != nil {
		return Result{}, err
	}
	s, ok := k.Look.seasonOf(x.Season)
	if in, begun := k.Look.InSeason(s.Number); !ok || !begun || in.DayNumber < x.Number {
		return Result{}, Invalid("number", "error.look_back.early", x.Number)
	}
	return Result{Goal: g.ID, Number: s.Number}, nil
}

// seasonOf is the season with a number, or the running one for 0.
func (l Look) seasonOf(number int) (Season, bool) {
	if number == 0 {
		return l.Goal.Season(l.Today)
	}
	for _, s := range l.Goal.Seasons {
		if s.Number == number {
			return s, true
		}
	}
	return Season{}, false
}

// item holds the number of items to what can be weighed (method 1.3).
func (k Known) item(x SetItem) error {
	known := slices.ContainsFunc(k.Items, func(i CompassItem) bool { return i.ID == x.ID })
	if !known && x.Words != "" && len(k.Items) >= maxItems {
		return Conflict("items", "error.lens.too_many", maxItems)
	}
	return nil
}
