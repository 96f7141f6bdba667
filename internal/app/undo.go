package app

import (
	"context"
	"slices"

	"github.com/ippo-app/ippo/internal/goal"
)

// UndoLast takes back the person's last command, from any device; when that
// was an undo, the undo is taken back. id names an earlier command instead.
func (a *App) UndoLast(ctx context.Context, who PersonID, device, id string) (Answer, error) {
	at := a.now().UnixMilli()
	var ans Answer
	err := a.store.Update(ctx, who, func(tx Tx) error {
		target := id
		if target == "" {
			last, ok, err := tx.Last(goal.KindRecord, goal.KindSettings)
			if err != nil {
				return err
			}
			if !ok || last.Undone {
				return goal.NotFound("", "error.undo.nothing")
			}
			target = last.ID
		} else if _, ok, err := tx.Entry(target); err != nil || !ok {
			if err == nil {
				err = goal.NotFound("", "error.undo.unknown", target)
			}
			return err
		}
		b, err := a.open(tx)
		if err != nil {
			return err
		}
		ans, err = a.apply(tx, goal.Command{
			ID: a.newID(), At: at, Day: b.cal.DayAt(at), Device: device, Body: goal.Undo{Target: target},
		})
		return err
	})
	return ans, err
}

// undo journals an undo and folds anew what its target touched (ruling 17).
// When the target has not arrived yet, it will arrive undone.
func (b *book) undo(e *goal.Entry, u goal.Undo) error {
	e.Result.Target = u.Target
	target, there, err := b.tx.Entry(u.Target)
	if err != nil {
		return err
	}
	if there && target.Undone && target.Body.Kind() != goal.KindUndo {
		return goal.Conflict("", "error.undo.already")
	}
	if there && target.Undone {
		return goal.Conflict("", "error.undo.already")
	}
	if there && !e.Undone {
		if err := b.mayUndo(target); err != nil {
			return err
		}
	}
	if there {
		e.Result.What, e.Result.Goal = target.Body.Kind(), target.Body.About()
		if t, ok := target.Body.(goal.Undo); ok {
			e.Result.Redo = true
			if first, ok, err := b.tx.Entry(t.Target); err == nil && ok {
				e.Result.What, e.Result.Goal = first.Body.Kind(), first.Body.About()
			}
		}
	}
	pos, err := b.tx.Append(*e)
	if err != nil {
		return err
	}
	e.Position = pos
	if !there || e.Undone {
		return nil
	}
	touched, err := b.setUndone(target, true)
	if err != nil {
		return err
	}
	return b.refold(touched)
}

// setUndone marks an entry and, when it is an undo itself, brings its target
// back; it answers every entry whose liveness changed.
func (b *book) setUndone(e goal.Entry, undone bool) ([]goal.Entry, error) {
	if err := b.tx.SetUndone(e.ID, undone); err != nil {
		return nil, err
	}
	touched := []goal.Entry{e}
	switch x := e.Body.(type) {
	case goal.Import:
		if err := b.tx.SetBatchUndone(e.ID, undone); err != nil {
			return nil, err
		}
		batch, err := b.tx.Entries(Filter{Batch: e.ID})
		if err != nil {
			return nil, err
		}
		touched = append(touched, batch...)
		for _, id := range x.Restored {
			if err := b.tx.SetUndone(id, undone); err != nil {
				return nil, err
			}
			if r, ok, err := b.tx.Entry(id); err != nil {
				return nil, err
			} else if ok {
				touched = append(touched, r)
			}
		}
	case goal.Undo:
		first, ok, err := b.tx.Entry(x.Target)
		if err != nil || !ok {
			return touched, err
		}
		more, err := b.setUndone(first, !undone)
		return append(touched, more...), err
	}
	return touched, nil
}

// mayUndo refuses when a later live command hangs on the target.
func (b *book) mayUndo(t goal.Entry) error {
	later, err := b.tx.Entries(Filter{After: t.Position, NotDone: true})
	if err != nil {
		return err
	}
	for _, e := range later {
		if hangsOn(e, t) {
			return goal.Conflict("", "error.undo.hangs")
		}
	}
	return nil
}

func hangsOn(e, t goal.Entry) bool {
	switch x := t.Body.(type) {
	case goal.Begin:
		return e.Body.About() == x.Goal || slices.Contains(e.Result.Goals, x.Goal)
	case goal.Import:
		if e.Batch == t.ID {
			return false
		}
		return slices.ContainsFunc(x.Goals, func(g goal.ImportedGoal) bool {
			return e.Body.About() == g.Goal || slices.Contains(e.Result.Goals, g.Goal)
		})
	case goal.PauseGoals:
		return e.Body.Kind() == goal.KindResume && overlap(e.Result.Goals, t.Result.Goals)
	case goal.NextSeason:
		return e.Body.Kind() == goal.KindSeason && e.Body.About() == x.Goal
	case goal.Stamp:
		switch y := e.Body.(type) {
		case goal.Skip:
			return slices.Contains(y.Replaces, t.ID)
		case goal.Rest:
			return slices.Contains(y.Replaces, t.ID)
		}
	}
	return false
}

func overlap(a, b []string) bool {
	return slices.ContainsFunc(a, func(s string) bool { return slices.Contains(b, s) })
}

// refold rebuilds goals and settings from the journal, then every day that the
// entries touched.
func (b *book) refold(touched []goal.Entry) error {
	ordered := slices.ContainsFunc(touched, func(e goal.Entry) bool {
		return !e.Body.Kind().Commutes() && e.Body.Kind() != goal.KindUndo
	})
	if ordered {
		if err := b.refoldGoals(); err != nil {
			return err
		}
	}
	type key struct {
		goal string
		day  goal.Day
	}
	seen := map[key]bool{}
	for _, e := range touched {
		if !e.Body.Kind().Commutes() {
			continue
		}
		if err := b.refoldFeeling(e.Day, e); err != nil {
			return err
		}
		k := key{e.Body.About(), e.Day}
		g, err := b.goal(k.goal)
		if seen[k] || k.goal == "" || err != nil { // a goal that is gone took its days with it
			continue
		}
		seen[k] = true
		if e.Body.Kind() == goal.KindMeasure {
			if err := b.refoldMeasurements(k.goal); err != nil {
				return err
			}
			continue
		}
		if _, err := b.refoldDay(g, k.day); err != nil {
			return err
		}
	}
	return nil
}

func (b *book) refoldGoals() error {
	es, err := b.tx.Entries(Filter{Ordered: true, NotDone: true})
	if err != nil {
		return err
	}
	before := b.goals
	b.goals = goal.FoldGoals(es)
	if err := b.refoldSettings(); err != nil {
		return err
	}
	return b.save(before)
}
