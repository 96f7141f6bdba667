package app

import (
	"encoding/json"
	"slices"
	"time"

	"github.com/ippo-app/ippo/internal/goal"
)

func sameJSON(a, b goal.Goal) bool {
	x, errX := json.Marshal(a)
	y, errY := json.Marshal(b)
	return errX == nil && errY == nil && string(x) == string(y)
}

// decide fills the result of an ordered entry, or refuses it.
func (b *book) decide(e *goal.Entry) error {
	switch x := e.Body.(type) {
	case goal.Begin:
		return b.begin(e, x)
	case goal.Revise:
		return b.revise(e, x)
	case goal.PauseGoals:
		return b.pause(e, x)
	case goal.ResumeGoals:
		return b.resume(e, x)
	case goal.Cover:
		return b.cover(e, x)
	case goal.SetStatus:
		return b.setStatus(e, x)
	case goal.NextSeason:
		return b.nextSeason(e, x)
	case goal.SetSettings:
		return b.settings(e, x)
	case goal.Import:
		return b.imported(e, x)
	case goal.WeekReview:
		return b.review(e, x)
	case goal.StartExperiment:
		return b.startExperiment(e, x)
	case goal.EndExperiment:
		return b.endExperiment(e, x)
	case goal.LookBack:
		return b.lookBack(e, x)
	case goal.SetItem:
		return b.item(x)
	case goal.SetEnergyNote, goal.SetTrial, goal.SetPurpose, goal.Dismiss:
		return nil
	}
	return goal.Invalid("kind", "error.command.kind", string(e.Body.Kind()))
}

func (b *book) count(s goal.Status) int {
	n := 0
	for _, g := range b.goals {
		if g.Status == s {
			n++
		}
	}
	return n
}

func (b *book) taken(slug string) bool {
	return slices.ContainsFunc(b.goals, func(g goal.Goal) bool { return g.Slug == slug })
}

// roomForActive refuses a third active goal, and a second one without a yes.
func (b *book) roomForActive(yes bool) error {
	var active []goal.Goal
	for _, g := range b.goals {
		if g.Status == goal.StatusActive {
			active = append(active, g)
		}
	}
	switch {
	case len(active) >= goal.MaxActive:
		return goal.Conflict("goal", "error.goal.two_active", active[0].Slug)
	case len(active) == 1 && !yes:
		return goal.Conflict("second", "error.goal.second", active[0].Title)
	}
	return nil
}

func (b *book) begin(e *goal.Entry, x goal.Begin) error {
	if err := b.roomForActive(x.Second); err != nil {
		return err
	}
	if slices.ContainsFunc(b.goals, func(g goal.Goal) bool { return g.ID == x.Goal }) {
		return goal.Conflict("goal", "error.command.exists")
	}
	switch {
	case x.Slug == "":
		base := x.Title
		if x.Template != "" {
			base = x.Template
		}
		e.Result.Slug = goal.MakeSlug(base, x.Area, b.taken)
	case b.taken(x.Slug):
		return goal.Conflict("slug", "error.slug.taken", x.Slug)
	default:
		e.Result.Slug = x.Slug
	}
	e.Result.Goal, e.Result.Number, e.Result.From = x.Goal, b.nextNumber(), e.Day
	e.Result.Active = b.count(goal.StatusActive) + 1
	return nil
}

func (b *book) nextNumber() int {
	n := 0
	for _, g := range b.goals {
		n = max(n, g.Number)
	}
	return n + 1
}

func (b *book) revise(e *goal.Entry, x goal.Revise) error {
	g, err := b.goal(x.Goal)
	if err != nil {
		return err
	}
	if g.Status == goal.StatusEnded {
		return goal.Conflict("goal", "error.goal.ended", g.Slug)
	}
	if err := x.CheckUnits(g.Area); err != nil {
		return err
	}
	l, err := b.look(g, e.At)
	if err != nil {
		return err
	}
	e.Result.Goal, e.Result.From = g.ID, l.RevisionStart(x.Plan, x.From)
	return nil
}

// chosen are the goals named, or all active ones (ruling 2).
func (b *book) chosen(ids []string) ([]goal.Goal, error) {
	var gs []goal.Goal
	if len(ids) == 0 {
		for _, g := range b.goals {
			if g.Status == goal.StatusActive {
				gs = append(gs, g)
			}
		}
		if len(gs) == 0 {
			return nil, goal.NotFound("goal", "error.goal.none")
		}
		return gs, nil
	}
	for _, id := range ids {
		g, err := b.goal(id)
		if err != nil {
			return nil, err
		}
		gs = append(gs, g)
	}
	return gs, nil
}

func (b *book) pause(e *goal.Entry, x goal.PauseGoals) error {
	gs, err := b.chosen(x.Goals)
	if err != nil {
		return err
	}
	today := b.cal.DayAt(e.At)
	switch {
	case x.From == 0 || x.From < today-goal.PauseBack:
		return goal.Invalid("from", "error.pause.back", goal.PauseBack)
	case x.To != 0 && x.To < x.From:
		return goal.Invalid("to", "error.pause.order")
	}
	for _, g := range gs {
		e.Result.Goals = append(e.Result.Goals, g.ID)
	}
	return nil
}

func (b *book) resume(e *goal.Entry, x goal.ResumeGoals) error {
	gs, err := b.chosen(x.Goals)
	if err != nil {
		return err
	}
	for _, g := range gs {
		if slices.ContainsFunc(g.Pauses, func(p goal.Pause) bool {
			return e.Day >= p.From && (p.To == 0 || e.Day <= p.To)
		}) {
			e.Result.Goals = append(e.Result.Goals, g.ID)
		}
	}
	if len(e.Result.Goals) == 0 {
		return goal.Conflict("goal", "error.resume.not_paused")
	}
	return nil
}

func (b *book) cover(e *goal.Entry, x goal.Cover) error {
	g, err := b.goal(x.Goal)
	if err != nil {
		return err
	}
	l, err := b.look(g, e.At)
	if err != nil {
		return err
	}
	e.Result.Goal = g.ID
	return l.CanCover(e.Day)
}

func (b *book) setStatus(e *goal.Entry, x goal.SetStatus) error {
	g, err := b.goal(x.Goal)
	if err != nil {
		return err
	}
	e.Result.Goal, e.Result.Day = g.ID, b.cal.DayAt(e.At)
	if g.Status == x.To {
		return goal.Conflict("goal", "error.goal.already", g.Slug, string(x.To))
	}
	if g.Status == goal.StatusEnded {
		return goal.Conflict("goal", "error.goal.ended", g.Slug)
	}
	switch x.To {
	case goal.StatusActive:
		if g.Source != nil {
			return goal.Conflict("goal", "error.goal.imported", g.Slug)
		}
		return b.roomForActive(x.Yes)
	case goal.StatusKept:
		if b.count(goal.StatusKept) >= goal.MaxKept {
			return goal.Conflict("goal", "error.goal.twelve_kept", goal.MaxKept)
		}
		return nil
	case goal.StatusParked, goal.StatusEnded:
		return nil
	default:
		return goal.Invalid("status", "error.status", string(x.To))
	}
}

func (b *book) nextSeason(e *goal.Entry, x goal.NextSeason) error {
	g, err := b.goal(x.Goal)
	if err != nil {
		return err
	}
	l, err := b.look(g, e.At)
	if err != nil {
		return err
	}
	last, ok := g.LastSeason()
	if !ok || g.Status != goal.StatusActive {
		return goal.Conflict("goal", "error.season.not_active", g.Slug)
	}
	if err := (goal.Revise{Outcome: x.Outcome}).CheckUnits(g.Area); err != nil {
		return err
	}
	end := l.Life.LastDay(last)
	if end == 0 || last.First > l.Today {
		return goal.Conflict("goal", "error.season.running", g.Slug)
	}
	e.Result.Goal, e.Result.From, e.Result.Number = g.ID, max(l.Today, end)+1, last.Number+1
	return nil
}

func (b *book) settings(e *goal.Entry, x goal.SetSettings) error {
	if x.Zone != nil {
		if _, err := time.LoadLocation(*x.Zone); err != nil || *x.Zone == "" || *x.Zone == "Local" {
			return goal.Invalid("zone", "error.zone", *x.Zone)
		}
	}
	e.Result.From = 0
	if len(b.goals) > 0 {
		e.Result.From = b.cal.DayAt(e.At) + 1
	}
	return nil
}

func (b *book) imported(e *goal.Entry, x goal.Import) error {
	e.Result.Number, e.Result.Day = b.nextNumber(), b.cal.DayAt(e.At)
	used := map[string]bool{}
	for _, g := range x.Goals {
		s := goal.MakeSlug(g.Title, "", func(s string) bool { return b.taken(s) || used[s] })
		used[s] = true
		e.Result.Slugs = append(e.Result.Slugs, s)
	}
	return nil
}
