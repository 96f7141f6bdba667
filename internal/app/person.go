package app

import (
	"encoding/json"
	"slices"
	"time"

	"github.com/ippo-app/ippo/internal/goal"
)

// book is one transaction's view of a person: settings, calendar and goals.
type book struct {
	app   *App
	tx    Tx
	set   goal.Settings
	cal   goal.Calendar
	goals []goal.Goal
}

func (a *App) open(tx Tx) (*book, error) {
	b := &book{app: a, tx: tx}
	var err error
	if b.set, err = tx.Settings(); err != nil {
		return nil, err
	}
	b.cal = goal.NewCalendar(b.set, time.LoadLocation)
	b.goals, err = tx.Goals()
	return b, err
}

// openFor opens the book as far as a command looks: a stamp needs its own goal
// and no other, and there are many stamps.
func (a *App) openFor(tx Tx, body goal.Body) (*book, error) {
	if goal.NeedsOf(body).Goals || goal.Feels(body) { // a day's energy is folded over all goals
		return a.open(tx)
	}
	b := &book{app: a, tx: tx}
	var err error
	if b.set, err = tx.Settings(); err != nil {
		return nil, err
	}
	b.cal = goal.NewCalendar(b.set, time.LoadLocation)
	g, there, err := tx.Goal(body.About())
	if there {
		b.goals = []goal.Goal{g}
	}
	return b, err
}

// count is the number of goals of a status.
func (b *book) count(s goal.Status) int {
	n := 0
	for _, g := range b.goals {
		if g.Status == s {
			n++
		}
	}
	return n
}

func (b *book) goal(id string) (goal.Goal, error) {
	for _, g := range b.goals {
		if g.ID == id {
			return g, nil
		}
	}
	return goal.Goal{}, goal.NotFound("goal", "error.goal.unknown", id)
}

// look works out a goal's figures as of the day of an instant.
func (b *book) look(g goal.Goal, at int64) (goal.Look, error) {
	marks, err := b.tx.Marks(g.ID)
	if err != nil {
		return goal.Look{}, err
	}
	return see(b.tx, g, marks, b.cal, max(b.cal.DayAt(at), g.Begun), false)
}

// undoneAlready says whether an undo arrived before its target.
func (b *book) undoneAlready(id string) (bool, error) {
	es, err := b.tx.Entries(Filter{Target: id, NotDone: true})
	return len(es) > 0, err
}

// take decides on an entry, journals it and saves what follows from it.
func (b *book) take(e *goal.Entry) error {
	if e.Body.Kind().Commutes() {
		return b.takeDay(e)
	}
	if u, ok := e.Body.(goal.Undo); ok {
		return b.undo(e, u)
	}
	var err error
	if e.Result, err = b.decide(*e); err != nil {
		return err
	}
	pos, err := b.tx.Append(*e)
	if err != nil {
		return err
	}
	e.Position = pos
	if e.Undone {
		return nil
	}
	if err := b.evolve(*e); err != nil {
		return err
	}
	return b.takeTold(*e)
}

// evolve saves what an ordered entry changes.
func (b *book) evolve(e goal.Entry) error {
	if x, ok := e.Body.(goal.SetSettings); ok {
		if err := b.refoldSettings(); err != nil || x.Zone == nil && x.Rollover == nil {
			return err
		}
		return b.refoldSince(e.At)
	}
	before := slices.Clone(b.goals)
	b.goals = goal.Evolve(slices.Clone(b.goals), e)
	return b.save(before)
}

func (b *book) refoldSettings() error {
	es, err := b.tx.Entries(Filter{Kinds: []goal.Kind{goal.KindSettings}, NotDone: true})
	if err != nil {
		return err
	}
	return b.tx.PutSettings(goal.FoldSettings(es))
}

// refoldSince folds anew the days that are logged from an instant on: a clock
// that was set back changes the zone, or the roll-over, of instants that lie
// behind it.
func (b *book) refoldSince(at int64) error {
	set, err := b.tx.Settings()
	if err != nil {
		return err
	}
	first := b.cal.DayAt(at)
	b.set, b.cal = set, newCalendar(set)
	first = min(first, b.cal.DayAt(at)) - 1
	for _, g := range b.goals {
		logs, err := b.tx.Days(g.ID, first, 1<<30)
		if err != nil {
			return err
		}
		for _, l := range logs {
			if err := b.refoldDay(g, l.Day); err != nil {
				return err
			}
		}
	}
	return nil
}

// save writes the goals that differ from before, removes those that are gone,
// and marks anew the days that a changed plan judges otherwise.
func (b *book) save(before []goal.Goal) error {
	for _, old := range before {
		if !slices.ContainsFunc(b.goals, func(g goal.Goal) bool { return g.ID == old.ID }) {
			if err := b.tx.DropGoal(old.ID); err != nil {
				return err
			}
		}
	}
	for _, g := range b.goals {
		i := slices.IndexFunc(before, func(o goal.Goal) bool { return o.ID == g.ID })
		if i >= 0 && same(before[i], g) {
			continue
		}
		if err := b.tx.PutGoal(g); err != nil {
			return err
		}
		if i >= 0 && len(g.Plan) != len(before[i].Plan) {
			if err := b.remark(g, g.Begun, 1<<30); err != nil {
				return err
			}
		}
	}
	return nil
}

// remark rewrites the marks of the logged days of a range.
func (b *book) remark(g goal.Goal, first, last goal.Day) error {
	logs, err := b.tx.Days(g.ID, first, last)
	if err != nil {
		return err
	}
	marks, err := b.tx.Marks(g.ID)
	if err != nil {
		return err
	}
	plans := g.Plans()
	changed := map[int]goal.Marks{}
	for _, l := range logs {
		m := pick(changed, marks, g.ID, l.Day.Year())
		changed[m.Year] = m.With(l.Day, goal.LetterOf(l, goal.PlanOn(plans, l.Day)))
	}
	return b.putMarks(changed)
}

func (b *book) putMarks(changed map[int]goal.Marks) error {
	for _, m := range changed {
		if err := b.tx.PutMarks(m); err != nil {
			return err
		}
	}
	return nil
}

func pick(changed map[int]goal.Marks, marks []goal.Marks, id string, year int) goal.Marks {
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

func same(a, b goal.Goal) bool {
	x, errX := json.Marshal(a)
	y, errY := json.Marshal(b)
	return errX == nil && errY == nil && string(x) == string(y)
}
