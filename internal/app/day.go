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
	before, err := b.tx.Days(id, e.Day, e.Day)
	if err != nil {
		return err
	}
	if len(before) > 0 {
		e.Result.Before = dayStatus(before[0].Status)
	}
	pos, err := b.tx.Append(*e)
	if err != nil {
		return err
	}
	e.Position = pos
	if err := b.refoldFeeling(e.Day, *e); err != nil {
		return err
	}
	if id == "" {
		return nil
	}
	l, err := b.refoldDay(g, e.Day)
	e.Result.Goal, e.Result.After = id, dayStatus(l.Status)
	return err
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
		return goal.Invalid("day", "error.day.ahead", e.Day.String())
	case e.Day < g.Begun:
		return goal.Invalid("day", "error.day.before", g.Begun.String())
	case g.Status == goal.StatusParked:
		return goal.Conflict("goal", "error.goal.parked", g.Slug)
	case g.Status == goal.StatusEnded:
		return goal.Conflict("goal", "error.goal.ended", g.Slug)
	}
	return nil
}

// refoldDay makes a day's row and mark of its live entries.
func (b *book) refoldDay(g goal.Goal, day goal.Day) (goal.DayLog, error) {
	es, err := b.tx.Entries(Filter{Goal: g.ID, Day: day, GoalDay: true})
	if err != nil {
		return goal.DayLog{}, err
	}
	l := goal.FoldDay(g.ID, day, es, b.cal)
	if err := b.tx.PutDay(l); err != nil {
		return l, err
	}
	marks, err := b.tx.Marks(g.ID)
	if err != nil {
		return l, err
	}
	m := pick(nil, marks, g.ID, day.Year())
	return l, b.tx.PutMarks(m.With(day, goal.LetterOf(l, goal.PlanOn(g.Plans(), day))))
}

// refoldFeeling folds a day's energy and mood if the entry says anything of
// them.
func (b *book) refoldFeeling(day goal.Day, e goal.Entry) error {
	var f goal.Feel
	switch x := e.Body.(type) {
	case goal.Stamp:
		f = x.Feel
	case goal.Skip:
		f = x.Feel
	case goal.Remark:
		f = x.Feel
	}
	if f.Energy == nil && f.Mood == nil {
		return nil
	}
	es, err := b.tx.Entries(Filter{Day: day, NotDone: true})
	if err != nil {
		return err
	}
	return b.tx.PutFeeling(goal.FoldFeeling(day, es))
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
