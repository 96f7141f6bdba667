package app

import (
	"github.com/ippo-app/ippo/internal/goal"
)

// takeDay journals a day command and folds its day anew.
func (b *book) takeDay(e *goal.Entry) error {
	id := e.Body.About()
	var g goal.Goal
	if id != "" {
		var err error
		if g, err = b.goal(id); err != nil {
			return err
		}
		if err := b.mayLog(g, e); err != nil {
			return err
		}
	}
	if _, ok := e.Body.(goal.Measure); ok {
		return b.measure(g, e)
	}
	if id != "" {
		es, err := b.dayEntries(id, e.Day)
		if err != nil {
			return err
		}
		e.Result.Before = dayStatus(goal.FoldDay(id, e.Day, es, b.cal).Status)
		l, err := b.writeDay(g, e.Day, append(es, *e))
		if err != nil {
			return err
		}
		e.Result.Goal, e.Result.After = id, dayStatus(l.Status)
	}
	pos, err := b.tx.Append(*e)
	if err != nil {
		return err
	}
	e.Position = pos
	return b.refoldFeeling(e.Day, *e)
}

func dayStatus(s goal.LogStatus) goal.DayStatus {
	switch s {
	case goal.LogDone:
		return goal.DayDone
	case goal.LogMissed:
		return goal.DayMissed
	case goal.LogRest:
		return goal.DayRest
	default:
		return goal.DayNone
	}
}

// mayLog refuses days that cannot be meant (rulings 8 and 11).
func (b *book) mayLog(g goal.Goal, e *goal.Entry) error {
	if e.Body.Kind() == goal.KindRecord {
		return nil
	}
	today := b.cal.DayAt(e.At)
	ahead := today
	if e.Body.Kind() == goal.KindRest {
		ahead += goal.RestAhead
	} else if goal.PossibleDay(e.Day, e.At) && e.Device == "offline" {
		ahead = max(ahead, e.Day) // made where the server's zone is not the person's
	}
	switch {
	case e.Day > ahead:
		return goal.Invalid("day", "error.day.ahead", e.Day)
	case e.Day < g.Begun:
		return goal.Invalid("day", "error.day.before", g.Begun)
	}
	switch g.StatusAt(e.Day, e.At) {
	case goal.StatusParked:
		return goal.Conflict("goal", "error.goal.parked", g.Slug)
	case goal.StatusEnded:
		return goal.Conflict("goal", "error.goal.ended", g.Slug)
	default:
		return nil
	}
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

// feels says whether a command says anything of the day's energy or mood.
func feels(body goal.Body) bool {
	var f goal.Feel
	switch x := body.(type) {
	case goal.Stamp:
		f = x.Feel
	case goal.Skip:
		f = x.Feel
	case goal.Remark:
		f = x.Feel
	}
	return f.Energy != nil || f.Mood != nil
}

// refoldFeeling folds a day's energy and mood if the entry says anything of
// them.
func (b *book) refoldFeeling(day goal.Day, e goal.Entry) error {
	if !feels(e.Body) {
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

// measure journals a measurement (ruling 28).
func (b *book) measure(g goal.Goal, e *goal.Entry) error {
	s, ok := g.Season(e.Day)
	if !ok {
		return goal.Invalid("value", "error.measure.no_outcome")
	}
	if s.Outcome.Type == goal.OutcomeDays || s.Outcome.FedByLog(goal.PlanOn(g.Plans(), e.Day).Metric) {
		return goal.Invalid("value", "error.measure.from_log")
	}
	pos, err := b.tx.Append(*e)
	if err != nil {
		return err
	}
	e.Position, e.Result.Goal = pos, g.ID
	return b.refoldMeasurements(g.ID)
}

func (b *book) refoldMeasurements(id string) error {
	es, err := b.tx.Entries(Filter{Goal: id, Kinds: []goal.Kind{goal.KindMeasure}, NotDone: true})
	if err != nil {
		return err
	}
	return b.tx.PutMeasurements(id, goal.FoldMeasurements(es))
}
