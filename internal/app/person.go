package app

import (
	"encoding/json"
	"slices"

	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/zone"
)

// person is one transaction's view of a person: settings, calendar and goals.
type person struct {
	app   *App
	tx    Tx
	set   goal.Settings
	cal   goal.Calendar
	goals []goal.Goal
}

func (a *App) open(tx Tx) (*person, error) {
	p := &person{app: a, tx: tx}
	var err error
	if p.set, err = tx.Settings(); err != nil {
		return nil, err
	}
	p.cal = goal.NewCalendar(p.set, zone.Load)
	p.goals, err = tx.Goals()
	return p, err
}

// openFor opens the book as far as a command looks: a stamp needs its own goal
// and no other, and there are many stamps.
func (a *App) openFor(tx Tx, body goal.Body) (*person, error) {
	if goal.NeedsOf(body).Goals || goal.Feels(body) { // a day's energy is folded over all goals
		return a.open(tx)
	}
	p := &person{app: a, tx: tx}
	var err error
	if p.set, err = tx.Settings(); err != nil {
		return nil, err
	}
	p.cal = goal.NewCalendar(p.set, zone.Load)
	g, there, err := tx.Goal(body.About())
	if there {
		p.goals = []goal.Goal{g}
	}
	return p, err
}

// count is the number of goals of a status.
func (p *person) count(s goal.Status) int {
	n := 0
	for _, g := range p.goals {
		if g.Status == s {
			n++
		}
	}
	return n
}

func (p *person) goal(id string) (goal.Goal, error) {
	for _, g := range p.goals {
		if g.ID == id {
			return g, nil
		}
	}
	return goal.Goal{}, goal.NotFound("goal", "error.goal.unknown", id)
}

// loadLook works out a goal's figures as of the day of an instant.
func (p *person) loadLook(g goal.Goal, at int64) (goal.Look, error) {
	marks, err := p.tx.Marks(g.ID)
	if err != nil {
		return goal.Look{}, err
	}
	return loadLook(p.tx, g, marks, p.cal, p.cal.DayAt(at), false)
}

// undoneAlready says whether an undo arrived before its target.
func (p *person) undoneAlready(id string) (bool, error) {
	es, err := p.tx.Entries(Filter{Target: id, NotDone: true})
	return len(es) > 0, err
}

// applyEntry decides on an entry, journals it and saves what follows from it.
func (p *person) applyEntry(e *goal.Entry) error {
	if e.Body.Kind().Commutes() {
		return p.applyDay(e)
	}
	if u, ok := e.Body.(goal.Undo); ok {
		return p.undo(e, u)
	}
	var err error
	if e.Result, err = p.decide(*e); err != nil {
		return err
	}
	pos, err := p.tx.Append(*e)
	if err != nil {
		return err
	}
	e.Position = pos
	if e.Undone {
		return nil
	}
	if err := p.evolve(*e); err != nil {
		return err
	}
	return p.saveStory(*e)
}

// evolve saves what an ordered entry changes.
func (p *person) evolve(e goal.Entry) error {
	if x, ok := e.Body.(goal.SetSettings); ok {
		if err := p.refoldSettings(); err != nil || x.Zone == nil && x.Rollover == nil {
			return err
		}
		return p.refoldSince(e.At)
	}
	if _, ok := e.Body.(goal.SetReminder); ok {
		return p.refoldReminder(p.cal)
	}
	before := slices.Clone(p.goals)
	p.goals = goal.Evolve(slices.Clone(p.goals), e)
	return p.save(before)
}

func (p *person) refoldSettings() error {
	es, err := p.tx.Entries(Filter{Kinds: []goal.Kind{goal.KindSettings}, NotDone: true})
	if err != nil {
		return err
	}
	set := goal.FoldSettings(es)
	if err := p.tx.PutSettings(set); err != nil {
		return err
	}
	return p.refoldReminder(newCalendar(set)) // another zone has another instant for its minute
}

// refoldSince folds anew the days that are logged from an instant on: a clock
// that was set back changes the zone, or the roll-over, of instants that lie
// behind it.
func (p *person) refoldSince(at int64) error {
	set, err := p.tx.Settings()
	if err != nil {
		return err
	}
	first := p.cal.DayAt(at)
	p.set, p.cal = set, newCalendar(set)
	first = min(first, p.cal.DayAt(at)) - 1
	for _, g := range p.goals {
		logs, err := p.tx.Days(g.ID, first, 1<<30)
		if err != nil {
			return err
		}
		for _, l := range logs {
			if err := p.refoldDay(g, l.Day); err != nil {
				return err
			}
		}
	}
	return nil
}

// save writes the goals that differ from before, removes those that are gone,
// and marks anew the days that a changed plan judges otherwise.
func (p *person) save(before []goal.Goal) error {
	for _, old := range before {
		if !slices.ContainsFunc(p.goals, func(g goal.Goal) bool { return g.ID == old.ID }) {
			if err := p.tx.DropGoal(old.ID); err != nil {
				return err
			}
		}
	}
	for _, g := range p.goals {
		i := slices.IndexFunc(before, func(o goal.Goal) bool { return o.ID == g.ID })
		if i >= 0 && equalGoals(before[i], g) {
			continue
		}
		if err := p.tx.PutGoal(g); err != nil {
			return err
		}
		if i >= 0 && len(g.Plan) != len(before[i].Plan) {
			if err := p.rewriteMarks(g, g.Begun, 1<<30); err != nil {
				return err
			}
		}
	}
	return nil
}

// rewriteMarks makes anew the marks of the logged days of a range.
func (p *person) rewriteMarks(g goal.Goal, first, last goal.Day) error {
	logs, err := p.tx.Days(g.ID, first, last)
	if err != nil {
		return err
	}
	marks, err := p.tx.Marks(g.ID)
	if err != nil {
		return err
	}
	plans := g.Plans()
	changed := map[int]goal.Marks{}
	for _, l := range logs {
		m := marksOfYear(changed, marks, g.ID, l.Day.Year())
		changed[m.Year] = m.With(l.Day, goal.LetterOf(l, goal.PlanOn(plans, l.Day)))
	}
	return p.putMarks(changed)
}

func (p *person) putMarks(changed map[int]goal.Marks) error {
	for _, m := range changed {
		if err := p.tx.PutMarks(m); err != nil {
			return err
		}
	}
	return nil
}

func marksOfYear(changed map[int]goal.Marks, marks []goal.Marks, id string, year int) goal.Marks {
	if m, ok := changed[year]; ok {
		return m
	}
	for _, m := range marks {
		if m.Goal == id && m.Year == year {
			return m
		}
	}
	return goal.Marks{Goal: id, Year: year}
}

func equalGoals(a, b goal.Goal) bool {
	x, errX := json.Marshal(a)
	y, errY := json.Marshal(b)
	return errX == nil && errY == nil && string(x) == string(y)
}
