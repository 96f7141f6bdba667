package app

import (
	"github.com/ippo-app/ippo/internal/goal"
)

// takeDay journals a day command and folds its day anew.
func (b *book) takeDay(e *goal.Entry) error {
	var err error
	if e.Result, err = b.decide(*e); err != nil {
		return err
	}
	id := e.Body.About()
	if _, ok := e.Body.(goal.Measure); ok {
		return b.measure(e)
	}
	if id != "" {
		g, err := b.goal(id)
		if err != nil {
			return err
		}
		es, err := b.dayEntries(id, e.Day)
		if err != nil {
			return err
		}
		e.Result.Before = goal.FoldDay(id, e.Day, es, b.cal).Status.DayStatus()
		l, err := b.writeDay(g, e.Day, append(es, *e))
		if err != nil {
			return err
		}
		e.Result.Goal, e.Result.After = id, l.Status.DayStatus()
	}
	pos, err := b.tx.Append(*e)
	if err != nil {
		return err
	}
	e.Position = pos
	return b.refoldFeeling(e.Day, *e)
}

// refoldDay makes a day's row and mark of its live entries in the journal.
func (b *book) refoldDay(g goal.Goal, day goal.Day) error {
	es, err := b.dayEntries(g.ID, day)
	if err != nil {
		return err
	}
	_, err = b.writeDay(g, day, es)
	return err
}

// dayEntries are all entries about a goal's day, or about a day alone.
func (b *book) dayEntries(id string, day goal.Day) ([]goal.Entry, error) {
	return b.tx.Entries(Filter{Goal: id, Day: day, GoalDay: true})
}

// writeDay writes a day's row and mark, of its entries.
func (b *book) writeDay(g goal.Goal, day goal.Day, es []goal.Entry) (goal.DayLog, error) {
	l := goal.FoldDay(g.ID, day, es, b.cal)
	if err := b.tx.PutDay(l); err != nil {
		return l, err
	}
	m, err := b.tx.MarksOf(g.ID, day.Year())
	if err != nil {
		return l, err
	}
	return l, b.tx.PutMarks(m.With(day, goal.LetterOf(l, goal.PlanOn(g.Plans(), day))))
}

// refoldFeeling folds a day's energy and mood if the entry says anything of
// them.
func (b *book) refoldFeeling(day goal.Day, e goal.Entry) error {
	if !goal.Feels(e.Body) {
		return nil
	}
	about := []string{""} // what was said of the day alone
	for _, g := range b.goals {
		about = append(about, g.ID)
	}
	var all []goal.Entry
	for _, id := range about { // one by one: the journal is sorted by goal, then day
		es, err := b.dayEntries(id, day)
		if err != nil {
			return err
		}
		all = append(all, es...)
	}
	return b.tx.PutFeeling(goal.FoldFeeling(day, all))
}

// measure journals a measurement. The answer names the goal; in the journal the
// body does.
func (b *book) measure(e *goal.Entry) error {
	pos, err := b.tx.Append(*e)
	if err != nil {
		return err
	}
	e.Position, e.Result.Goal = pos, e.Body.About()
	return b.refoldMeasurements(e.Result.Goal)
}

func (b *book) refoldMeasurements(id string) error {
	es, err := b.tx.Entries(Filter{Goal: id, Kinds: []goal.Kind{goal.KindMeasure}, NotDone: true})
	if err != nil {
		return err
	}
	return b.tx.PutMeasurements(id, goal.FoldMeasurements(es))
}
