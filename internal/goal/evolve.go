package goal

import (
	"slices"
	"strconv"
)

// FoldGoals makes a person's goals of the live ordered entries, in the order
// of arrival. It decides nothing: what was decided stands in each entry's
// result. A rebuild from the journal and an undo both go through here.
func FoldGoals(entries []Entry) []Goal {
	var gs []Goal
	for _, e := range entries {
		if !e.Undone {
			gs = Evolve(gs, e)
		}
	}
	return gs
}

// Evolve applies one ordered entry to the goals it is about.
func Evolve(gs []Goal, e Entry) []Goal {
	switch b := e.Body.(type) {
	case Begin:
		return append(gs, withFreeName(newGoal(e, b), gs))
	case Import:
		for i, x := range b.Goals {
			gs = append(gs, withFreeName(newImportedGoal(e, x, i), gs))
		}
		for _, x := range b.Into {
			changeGoal(gs, x.Goal, func(g *Goal) { g.widen(x) })
		}
	case PauseGoals:
		for _, id := range e.Result.Goals {
			changeGoal(gs, id, func(g *Goal) {
				g.Pauses = append(slices.Clone(g.Pauses), Pause{b.From, b.To, e.ID})
			})
		}
	case ResumeGoals:
		for _, id := range e.Result.Goals {
			changeGoal(gs, id, func(g *Goal) { g.endPause(e.Day) })
		}
	default:
		changeGoal(gs, e.Body.About(), func(g *Goal) { g.evolve(e) })
	}
	return gs
}

// withFreeName gives a goal another slug and number where they are taken: two
// journals that were joined each chose their own (ruling 19).
func withFreeName(g Goal, gs []Goal) Goal {
	taken := func(slug string) bool {
		return slices.ContainsFunc(gs, func(x Goal) bool { return x.Slug == slug })
	}
	for n, slug := 2, g.Slug; taken(g.Slug); n++ {
		g.Slug = slug + "-" + strconv.Itoa(n)
	}
	most := 0
	for _, x := range gs {
		most = max(most, x.Number)
	}
	if slices.ContainsFunc(gs, func(x Goal) bool { return x.Number == g.Number }) {
		g.Number = most + 1
	}
	return g
}

func changeGoal(gs []Goal, id string, f func(*Goal)) {
	for i := range gs {
		if gs[i].ID == id {
			f(&gs[i])
		}
	}
}

func newGoal(e Entry, b Begin) Goal {
	g := Goal{
		ID: b.Goal, Slug: e.Result.Slug, Number: e.Result.Number, Title: b.Title, Area: b.Area,
		Template: b.Template, Status: StatusActive, Begun: e.Day, Command: e.ID, Rules: e.Result.Rules,
		Statuses: []StatusChange{{e.Day, StatusActive, e.ID, e.At}},
		Plan:     []Revision{{From: e.Day, Command: e.ID, At: e.At, Change: b.Plan}},
		Seasons:  []Season{{Number: 1, First: e.Day, Outcome: b.Outcome, Command: e.ID}},
	}
	if b.GrowIn != "" || b.SoICan != "" {
		g.Purposes = []Purpose{{e.Day, e.ID, e.At, b.GrowIn, b.SoICan, b.Provisional}}
	}
	a := Answers{
		Confidence: b.Confidence, Before: b.Before, Why: b.Why, PrivateTest: b.PrivateTest, WorstDay: b.WorstDay,
		MustNot: b.MustNot, Track: b.Track, Moment: b.Moment, Needs: b.Needs, Nicer: b.Nicer, Helper: b.Helper, Later: b.Later, Worth: b.Worth,
	}
	if a.given() {
		g.Start = &a
	}
	return g
}

func newImportedGoal(e Entry, x ImportedGoal, i int) Goal {
	src := x.Source
	src.Asked = e.Result.Day
	begun := src.Asked
	if src.First != 0 {
		begun = min(begun, src.First)
	}
	step := Step{Text: x.Title, Minutes: 2}
	return Goal{
		ID: x.Goal, Slug: e.Result.Slugs[i], Number: e.Result.Number + i, Title: x.Title,
		Status: x.Status, Begun: begun, Command: e.ID, Source: &src,
		Statuses: []StatusChange{{begun, x.Status, e.ID, e.At}},
		Plan:     []Revision{{From: begun, Command: e.ID, At: e.At, Change: PlanChange{Step: &step}, Reason: x.Note}},
	}
}

// widen lets the history of an imported goal reach to days that a later import
// brought.
func (g *Goal) widen(x ImportedInto) {
	if g.Source == nil || x.First == 0 {
		return
	}
	src := *g.Source
	src.First, src.Last = min(src.First, x.First), max(src.Last, x.Last)
	if g.Source.First == 0 {
		src.First = x.First
	}
	g.Source, g.Begun = &src, min(g.Begun, src.First)
	if len(g.Statuses) > 0 && g.Statuses[0].From > g.Begun {
		g.Statuses = slices.Clone(g.Statuses)
		g.Statuses[0].From = g.Begun
	}
}

func (g *Goal) evolve(e Entry) {
	switch b := e.Body.(type) {
	case Revise:
		g.revise(e, b)
	case Cover:
		g.Covers = append(slices.Clone(g.Covers), CoveredDay{e.Day, e.ID})
	case SetStatus:
		if b.To == StatusKept || b.To == StatusEnded {
			g.settle(e)
		}
		g.Status = b.To
		g.Statuses = append(slices.Clone(g.Statuses), StatusChange{e.Result.Day, b.To, e.ID, e.At})
	case WeekReview:
		g.reviseFromReview(e, b)
	case StartExperiment:
		if b.Plan != (PlanChange{}) {
			g.Plan = append(slices.Clone(g.Plan), Revision{
				From: e.Result.From, Until: e.Result.From + Day(b.Days) - 1, Command: e.ID, At: e.At, Change: b.Plan, Reason: b.What,
			})
		}
	case EndExperiment:
		g.endExperiment(e, b)
	case NextSeason:
		g.settle(e)
		last, _ := g.LastSeason()
		o := last.Outcome
		if b.Outcome != nil {
			o = *b.Outcome
		}
		g.Seasons = append(slices.Clone(g.Seasons), Season{Number: last.Number + 1, First: e.Result.From, Outcome: o, Command: e.ID})
	}
}

// settle leaves a season that an older program closed as it was judged then.
func (g *Goal) settle(e Entry) {
	if n := len(g.Seasons); n > 0 && e.Result.Rules < secondRound {
		g.Seasons = slices.Clone(g.Seasons)
		g.Seasons[n-1].Settled = true
	}
}

// until is the last day of a change that holds for so many days; 0 for good.
func until(from Day, days int) Day {
	if days == 0 {
		return 0
	}
	return from + Day(days) - 1
}

// reviseFromReview makes a revision of a review's decision. The same week reviewed once
// more replaces what was decided before.
func (g *Goal) reviseFromReview(e Entry, b WeekReview) {
	g.Plan = slices.DeleteFunc(slices.Clone(g.Plan), func(r Revision) bool { return r.Command == e.Result.Target && r.Command != "" })
	if b.Plan == (PlanChange{}) {
		return
	}
	last := until(e.Result.From, b.Days)
	if e.Result.Until != 0 {
		last = e.Result.Until
	}
	g.Plan = append(g.Plan, Revision{
		From: e.Result.From, Until: last, Command: e.ID, At: e.At, Change: b.Plan,
		Reason: b.Words, Rule: b.Suggestion.Rule, Because: b.Suggestion.Because,
	})
}

// endExperiment ends an experiment: adopted, its change lasts from the next day on;
// otherwise the plan is what it was.
func (g *Goal) endExperiment(e Entry, b EndExperiment) {
	g.Plan = slices.Clone(g.Plan)
	for i, r := range g.Plan {
		if r.Command != e.Result.Target || r.Until == 0 {
			continue
		}
		g.Plan[i].Until = max(r.From, min(r.Until, e.Day))
		if b.Act == Adopt {
			g.Plan = append(g.Plan, Revision{
				From: e.Day + 1, Command: e.ID, At: e.At, Change: r.Change, Reason: b.Study,
			})
		}
		return
	}
}

func (g *Goal) revise(e Entry, b Revise) {
	if b.Plan != (PlanChange{}) {
		g.Plan = append(slices.Clone(g.Plan), Revision{
			From: e.Result.From, Until: until(e.Result.From, b.Days), Command: e.ID, At: e.At, Change: b.Plan, Reason: b.Reason,
		})
	}
	if b.Title != nil {
		g.Title = *b.Title
	}
	if p := b.Purpose; p != nil {
		g.Purposes = append(slices.Clone(g.Purposes), Purpose{e.Day, e.ID, e.At, p.GrowIn, p.SoICan, p.Provisional})
	}
	if b.Outcome != nil && len(g.Seasons) > 0 {
		g.Seasons = slices.Clone(g.Seasons)
		g.Seasons[len(g.Seasons)-1].Outcome = *b.Outcome
	}
}

// endPause ends the pause that a day lies in on the day before: all of it, with the
// ranges that touch it and were to come (ruling 9).
func (g *Goal) endPause(today Day) {
	whole := g.PauseAround(today)
	var left []Pause
	for _, p := range g.Pauses {
		switch {
		case p.Holds(today):
			p.To = today - 1
		case p.From > today && (whole.To == 0 || p.From <= whole.To):
			continue
		}
		if p.To == 0 || p.To >= p.From {
			left = append(left, p)
		}
	}
	g.Pauses = left
}

// FoldSettings makes the dated settings of the live settings entries.
func FoldSettings(entries []Entry) Settings {
	var s Settings
	for _, e := range entries {
		if b, ok := e.Body.(SetSettings); ok && !e.Undone {
			s = s.with(e, b)
		}
	}
	return s
}

func (s Settings) with(e Entry, b SetSettings) Settings {
	if b.Name != nil {
		s.Name = *b.Name
	}
	if b.Locale != nil {
		s.Locale = *b.Locale
	}
	if b.Zone != nil {
		from := e.At
		switch {
		case len(s.Zones) > 0:
		case e.Result.From == 0: // before the first goal: since ever
			from = 0
		default: // the days until now were those of UTC, and stay it
			s.Zones = []ZoneFrom{{0, "UTC"}}
		}
		s.Zones = append(slices.Clone(s.Zones), ZoneFrom{from, *b.Zone})
	}
	if b.Theme != nil {
		s.Theme = *b.Theme
	}
	if b.Hidden != nil {
		s.Hidden = *b.Hidden
	}
	if b.Shown != nil {
		s.Shown = *b.Shown
	}
	if b.Emergency != nil {
		s.Emergency = *b.Emergency
	}
	if b.WeekStart == nil && b.Rollover == nil {
		return s
	}
	g := GridFrom{From: 0, WeekStart: 1, Rollover: DefaultRollover}
	if n := len(s.Grids); n > 0 {
		g = s.Grids[n-1]
		g.From = e.Result.From
	} else if e.Position > 1 && e.Result.From != 0 {
		s.Grids = append(s.Grids, g)
		g.From = e.Result.From
	}
	if b.WeekStart != nil {
		g.WeekStart = Weekday(*b.WeekStart)
	}
	if b.Rollover != nil {
		g.Rollover = *b.Rollover
	}
	s.Grids = append(slices.Clone(s.Grids), g)
	return s
}
