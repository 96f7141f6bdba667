package goal

import (
	"slices"
	"unicode/utf8"
)

// roomForActive refuses a third active goal, and a second one without a yes.
func (k Known) roomForActive(yes bool) error {
	active := k.withStatus(StatusActive)
	switch {
	case len(active) >= MaxActive:
		return Conflict("goal", "error.goal.two_active", active[0].Slug)
	case len(active) == 1 && !yes:
		return Conflict("second", "error.goal.second", active[0].Title)
	}
	return nil
}

func (k Known) begin(e Entry, x Begin) (Result, error) {
	if err := k.roomForActive(x.Second); err != nil {
		return Result{}, err
	}
	if _, err := k.goal(x.Goal); err == nil {
		return Result{}, Conflict("goal", "error.command.exists")
	}
	if err := newStep(x.Plan, ""); err != nil {
		return Result{}, err
	}
	r := Result{Goal: x.Goal, Slug: x.Slug, Number: k.nextNumber(), From: e.Day, Active: len(k.withStatus(StatusActive)) + 1, Rules: secondRound}
	switch {
	case x.Slug == "":
		base := x.Title
		if x.Template != "" {
			base = x.Template
		}
		r.Slug = makeSlug(base, x.Area, k.taken)
	case k.taken(x.Slug):
		return Result{}, Conflict("slug", "error.slug.taken", x.Slug)
	}
	return r, nil
}

func (k Known) revise(x Revise) (Result, error) {
	g, err := k.open(x.Goal)
	if err != nil {
		return Result{}, err
	}
	if err := x.checkUnits(g.Area); err != nil {
		return Result{}, err
	}
	if err := newStep(x.Plan, k.Look.Plan.Step.Text); err != nil {
		return Result{}, err
	}
	if last, ok := g.LastSeason(); x.Outcome != nil && ok {
		if end := k.Look.Life.lastDay(last); end != 0 && end < k.Look.Today {
			return Result{}, Conflict("outcome", "error.season.over", last.Number)
		}
	}
	return Result{Goal: g.ID, From: k.Look.revisionStart(x.Plan, x.From)}, nil
}

// newStep refuses a step that is too long to be seen at a glance; one that stands already stays.
func newStep(c PlanChange, before string) error {
	if c.Step == nil || c.Step.Text == before || utf8.RuneCountInString(c.Step.Text) <= MaxStep {
		return nil
	}
	return Invalid("step", "error.step.long", MaxStep)
}

func (k Known) pause(e Entry, x PauseGoals) (Result, error) {
	gs, err := k.chosen(x.Goals)
	if err != nil {
		return Result{}, err
	}
	today := k.Calendar.DayAt(e.At)
	switch {
	case x.From == 0 || x.From < today-pauseBack:
		return Result{}, Invalid("from", "error.pause.back", pauseBack)
	case x.To != 0 && x.To < x.From:
		return Result{}, Invalid("to", "error.pause.order")
	}
	var r Result
	for _, g := range gs {
		r.Goals = append(r.Goals, g.ID)
	}
	return r, nil
}

func (k Known) resume(e Entry, x ResumeGoals) (Result, error) {
	gs, err := k.chosen(x.Goals)
	if err != nil {
		return Result{}, err
	}
	var r Result
	for _, g := range gs {
		if slices.ContainsFunc(g.Pauses, func(p Pause) bool { return p.Holds(e.Day) }) {
			r.Goals = append(r.Goals, g.ID)
		}
	}
	if len(r.Goals) == 0 {
		return Result{}, Conflict("goal", "error.resume.not_paused")
	}
	return r, nil
}

func (k Known) cover(e Entry, x Cover) (Result, error) {
	g, err := k.goal(x.Goal)
	if err != nil {
		return Result{}, err
	}
	return Result{Goal: g.ID}, k.Look.CanCover(e.Day)
}

func (k Known) setStatus(e Entry, x SetStatus) (Result, error) {
	g, err := k.goal(x.Goal)
	if err != nil {
		return Result{}, err
	}
	r := Result{Goal: g.ID, Day: k.Calendar.DayAt(e.At)}
	if x.To == StatusKept || x.To == StatusEnded {
		r.Rules = secondRound
	}
	if g.Status == x.To {
		return r, Conflict("goal", "error.goal.already", g.Slug, string(x.To))
	}
	if g.Status == StatusEnded {
		return r, Conflict("goal", "error.goal.ended", g.Slug)
	}
	switch x.To {
	case StatusActive:
		if g.Source != nil {
			return r, Conflict("goal", "error.goal.imported", g.Slug)
		}
		return r, k.roomForActive(x.Yes)
	case StatusKept:
		if len(k.withStatus(StatusKept)) >= MaxKept {
			return r, Conflict("goal", "error.goal.twelve_kept", MaxKept)
		}
		return r, nil
	case StatusParked, StatusEnded:
		return r, nil
	default:
		return r, Invalid("status", "error.status", string(x.To))
	}
}

func (k Known) nextSeason(x NextSeason) (Result, error) {
	g, err := k.goal(x.Goal)
	if err != nil {
		return Result{}, err
	}
	last, ok := g.LastSeason()
	if !ok || g.Status != StatusActive {
		return Result{}, Conflict("goal", "error.season.not_active", g.Slug)
	}
	if err := (Revise{Outcome: x.Outcome}).checkUnits(g.Area); err != nil {
		return Result{}, err
	}
	end := k.Look.Life.lastDay(last)
	if end == 0 || last.First > k.Look.Today {
		return Result{}, Conflict("goal", "error.season.running", g.Slug)
	}
	return Result{Goal: g.ID, From: max(k.Look.Today, end) + 1, Number: last.Number + 1, Rules: secondRound}, nil
}

// settings hold since ever before the first goal, then from tomorrow on.
func (k Known) settings(e Entry) Result {
	if len(k.Goals) == 0 {
		return Result{}
	}
	return Result{From: k.Calendar.DayAt(e.At) + 1}
}

func (k Known) imports(e Entry, x Import) Result {
	r := Result{Number: k.nextNumber(), Day: k.Calendar.DayAt(e.At)}
	for _, g := range x.Goals {
		r.Slugs = append(r.Slugs, makeSlug(g.Title, "", func(s string) bool { return k.taken(s) || slices.Contains(r.Slugs, s) }))
	}
	return r
}
