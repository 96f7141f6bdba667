package app

import (
	"context"

	"github.com/ippo-app/ippo/internal/goal"
)

// Rebuild makes every table anew from the journal and changes nothing in it.
func (a *App) Rebuild(ctx context.Context, who PersonID) error {
	return a.store.Update(ctx, who, func(tx Tx) error {
		b, err := a.open(tx)
		if err != nil {
			return err
		}
		return b.rebuild()
	})
}

// rebuild folds settings, goals and all their days.
func (b *book) rebuild() error {
	if err := b.refoldGoals(); err != nil {
		return err
	}
	set, err := b.tx.Settings()
	if err != nil {
		return err
	}
	b.set, b.cal = set, newCalendar(set)
	for _, g := range b.goals {
		if err := b.tx.PutGoal(g); err != nil {
			return err
		}
		if err := b.refoldGoalDays(g); err != nil {
			return err
		}
		if err := b.refoldMeasurements(g.ID); err != nil {
			return err
		}
	}
	return b.refoldFeelings()
}

// refoldGoalDays folds every day of a goal at once.
func (b *book) refoldGoalDays(g goal.Goal) error {
	es, err := b.tx.Entries(Filter{Goal: g.ID})
	if err != nil {
		return err
	}
	byDay := map[goal.Day][]goal.Entry{}
	for _, e := range es {
		if e.Body.Kind().Commutes() && e.Body.Kind() != goal.KindMeasure {
			byDay[e.Day] = append(byDay[e.Day], e)
		}
	}
	plans := g.Plans()
	years := map[int]goal.Marks{}
	for day, entries := range byDay {
		l := goal.FoldDay(g.ID, day, entries, b.cal)
		if err := b.tx.PutDay(l); err != nil {
			return err
		}
		m := pick(years, nil, g.ID, day.Year())
		years[m.Year] = m.With(day, goal.LetterOf(l, goal.PlanOn(plans, day)))
	}
	return b.putMarks(years)
}

func (b *book) refoldFeelings() error {
	es, err := b.tx.Entries(Filter{NotDone: true, Kinds: []goal.Kind{goal.KindStamp, goal.KindSkip, goal.KindRemark}})
	if err != nil {
		return err
	}
	byDay := map[goal.Day][]goal.Entry{}
	for _, e := range es {
		byDay[e.Day] = append(byDay[e.Day], e)
	}
	for day, entries := range byDay {
		f := goal.FoldFeeling(day, entries)
		if f.Energy == nil && f.Mood == nil {
			continue
		}
		if err := b.tx.PutFeeling(f); err != nil {
			return err
		}
	}
	return nil
}
