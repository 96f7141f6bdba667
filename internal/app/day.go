package app

import (
	"github.com/ippo-app/ippo/internal/goal"
)

// applyDay journals a day command and folds its day anew.
func (p *person) applyDay(e *goal.Entry) error {
	var err error
	if e.Result, err = p.decide(*e); err != nil {
		return err
	}
	id := e.Body.About()
	if _, ok := e.Body.(goal.Measure); ok {
		return p.measure(e)
	}
	if id != "" {
		g, err := p.goal(id)
		if err != nil {
			return err
		}
		es, err := p.dayEntries(id, e.Day)
		if err != nil {
			return err
		}
		if full(es) && e.Body.Kind() != goal.KindRecord {
			return goal.Conflict("day", "error.day.full", goal.MaxDayEntries)
		}
		if err := goal.FitsDay(*e, es, p.cal); err != nil {
			return err
		}
		e.Result.Before = goal.FoldDay(id, e.Day, es, p.cal).Status.DayStatus()
		l, err := p.writeDay(g, e.Day, append(es, *e))
		if err != nil {
			return err
		}
		e.Result.Goal, e.Result.After = id, l.Status.DayStatus()
	}
	pos, err := p.tx.Append(*e)
	if err != nil {
		return err
	}
	e.Position = pos
	return p.refoldFeeling(e.Day, *e)
}

// full says whether a day keeps as many entries as it may: each is read again
// when another one comes.
func full(es []goal.Entry) bool {
	n := 0
	for _, e := range es {
		if e.Body.Kind().Commutes() {
			n++
		}
	}
	return n >= goal.MaxDayEntries
}

// refoldDay makes a day's row and mark of its live entries in the journal.
func (p *person) refoldDay(g goal.Goal, day goal.Day) error {
	es, err := p.dayEntries(g.ID, day)
	if err != nil {
		return err
	}
	_, err = p.writeDay(g, day, es)
	return err
}

// dayEntries are all entries about a goal's day, or about a day alone.
func (p *person) dayEntries(id string, day goal.Day) ([]goal.Entry, error) {
	return p.tx.Entries(Filter{Goal: id, Day: day, GoalDay: true})
}

// writeDay writes a day's row and mark, of its entries.
func (p *person) writeDay(g goal.Goal, day goal.Day, es []goal.Entry) (goal.DayLog, error) {
	l := goal.FoldDay(g.ID, day, es, p.cal)
	if err := p.tx.PutDay(l); err != nil {
		return l, err
	}
	m, err := p.tx.MarksOf(g.ID, day.Year())
	if err != nil {
		return l, err
	}
	return l, p.tx.PutMarks(m.With(day, goal.LetterOf(l, goal.PlanOn(g.Plans(), day))))
}

// refoldFeeling folds a day's energy and mood if the entry says anything of
// them.
func (p *person) refoldFeeling(day goal.Day, e goal.Entry) error {
	if !goal.Feels(e.Body) {
		return nil
	}
	about := []string{""} // what was said of the day alone
	for _, g := range p.goals {
		about = append(about, g.ID)
	}
	var all []goal.Entry
	for _, id := range about { // one by one: the journal is sorted by goal, then day
		es, err := p.dayEntries(id, day)
		if err != nil {
			return err
		}
		all = append(all, es...)
	}
	return p.tx.PutFeeling(goal.FoldFeeling(day, all))
}

// measure journals a measurement. The answer names the goal; in the journal the
// body does.
func (p *person) measure(e *goal.Entry) error {
	pos, err := p.tx.Append(*e)
	if err != nil {
		return err
	}
	e.Position, e.Result.Goal = pos, e.Body.About()
	return p.refoldMeasurements(e.Result.Goal)
}

func (p *person) refoldMeasurements(id string) error {
	es, err := p.tx.Entries(Filter{Goal: id, Kinds: []goal.Kind{goal.KindMeasure}, NotDone: true})
	if err != nil {
		return err
	}
	return p.tx.PutMeasurements(id, goal.FoldMeasurements(es))
}
