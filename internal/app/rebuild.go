package app

import (
	"context"
	"maps"
	"slices"

	"github.com/ippo-app/ippo/internal/goal"
)

// Rebuild makes every table anew from the journal and changes nothing in it.
func (a *App) Rebuild(ctx context.Context, who PersonID) error {
	return a.update(long(ctx), who, func(tx Tx) error {
		p, err := a.open(tx)
		if err != nil {
			return err
		}
		return p.rebuild()
	})
}

// rebuild folds settings, goals and all their days.
func (p *person) rebuild() error {
	if err := p.refoldGoals(); err != nil {
		return err
	}
	set, err := p.tx.Settings()
	if err != nil {
		return err
	}
	p.set, p.cal = set, newCalendar(set)
	for _, g := range p.goals {
		if err := p.tx.PutGoal(g); err != nil {
			return err
		}
		if err := p.refoldGoalDays(g); err != nil {
			return err
		}
		if err := p.refoldMeasurements(g.ID); err != nil {
			return err
		}
		if err := p.refoldStory(g.ID); err != nil {
			return err
		}
	}
	if err := p.refoldCompass(); err != nil {
		return err
	}
	return p.refoldFeelings()
}

// refoldGoalDays folds every day of a goal.
func (p *person) refoldGoalDays(g goal.Goal) error {
	for es, err := range inYears(p.tx, Filter{Goal: g.ID}) {
		if err != nil {
			return err
		}
		byDay := map[goal.Day][]goal.Entry{}
		for _, e := range es {
			if k := e.Body.Kind(); k.Commutes() && k != goal.KindMeasure {
				byDay[e.Day] = append(byDay[e.Day], e)
			}
		}
		if err := p.foldDays(g, byDay, nil); err != nil {
			return err
		}
	}
	return nil
}

// foldDays makes the rows of days and their letters on top of the marks there
// are.
func (p *person) foldDays(g goal.Goal, byDay map[goal.Day][]goal.Entry, marks []goal.Marks) error {
	plans, changed := g.Plans(), map[int]goal.Marks{}
	logs := make([]goal.DayLog, 0, len(byDay))
	for _, day := range slices.Sorted(maps.Keys(byDay)) {
		l := goal.FoldDay(g.ID, day, byDay[day], p.cal)
		logs = append(logs, l)
		m := marksOfYear(changed, marks, g.ID, day.Year())
		changed[m.Year] = m.With(day, goal.LetterOf(l, goal.PlanOn(plans, day)))
	}
	if err := p.tx.PutDays(logs); err != nil {
		return err
	}
	return p.putMarks(changed)
}

func (p *person) refoldFeelings() error {
	felt := Filter{NotDone: true, Kinds: []goal.Kind{goal.KindStamp, goal.KindSkip, goal.KindRemark}}
	for es, err := range inYears(p.tx, felt) {
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
			if err := p.tx.PutFeeling(f); err != nil {
				return err
			}
		}
	}
	return nil
}
