package app

import (
	"context"
	"slices"

	"github.com/ippo-app/ippo/internal/goal"
)

// UndoLast takes back the person's last command, from any device; when that
// was an undo, the undo is taken back. id names an earlier command instead. An
// import is taken back whole, and so is what was written in one go, when it was
// the last.
func (a *App) UndoLast(ctx context.Context, who PersonID, device, id string) (Answer, error) {
	return a.takeBack(ctx, who, device, func(tx Tx) ([]string, error) {
		if id != "" {
			e, err := named(tx, id)
			return []string{wholeOf(e)}, err
		}
		last, ok, err := tx.Last(goal.KindRecord, goal.KindSettings, goal.KindWords)
		if err != nil {
			return nil, err
		}
		if !ok || last.Undone {
			return nil, goal.NotFound("", "error.undo.nothing")
		}
		return asOne(tx, last)
	})
}

// UndoAsOne takes back what was written in one go; id is that of any of it.
func (a *App) UndoAsOne(ctx context.Context, who PersonID, device, id string) (Answer, error) {
	return a.takeBack(ctx, who, device, func(tx Tx) ([]string, error) {
		e, err := named(tx, id)
		if err != nil {
			return nil, err
		}
		return asOne(tx, e)
	})
}

// takeBack undoes commands in one transaction.
func (a *App) takeBack(ctx context.Context, who PersonID, device string, pick func(Tx) ([]string, error)) (Answer, error) {
	at := a.now().UnixMilli()
	var ans Answer
	err := a.store.Update(ctx, who, func(tx Tx) error {
		targets, err := pick(tx)
		if err != nil {
			return err
		}
		b, err := a.open(tx)
		if err != nil {
			return err
		}
		batch := ""
		for i, target := range targets {
			c := goal.Command{ID: a.newID(), At: at, Day: b.cal.DayAt(at), Device: device, Body: goal.Undo{Target: target}}
			if i == 0 && len(targets) > 1 {
				batch = c.ID
			}
			if ans, err = a.apply(tx, c, batch); err != nil {
				return err
			}
		}
		ans.AsOne = batch != ""
		return nil
	})
	return ans, err
}

func named(tx Tx, id string) (goal.Entry, error) {
	e, ok, err := tx.Entry(id)
	if err == nil && !ok {
		err = goal.NotFound("", "error.undo.unknown", id)
	}
	return e, err
}

// wholeOf is the import that a part of one belongs to, else the entry itself.
func wholeOf(e goal.Entry) string {
	if part, ok := e.Body.(goal.Import); ok && part.Of != "" {
		return part.Of
	}
	return e.ID
}

// asOne are an entry and what was written in one go with it, so far as it is
// live, the latest first.
func asOne(tx Tx, e goal.Entry) ([]string, error) {
	if k := e.Body.Kind(); e.Batch == "" || e.Undone || k == goal.KindRecord || k == goal.KindImport {
		return []string{wholeOf(e)}, nil
	}
	es, err := tx.Entries(Filter{Batch: e.Batch, NotDone: true})
	if err != nil {
		return nil, err
	}
	var ids []string
	for _, x := range slices.Backward(es) {
		ids = append(ids, x.ID)
	}
	return ids, nil
}

// undo journals an undo and folds anew what its target touched (ruling 17).
// When the target has not arrived yet, it will arrive undone.
func (b *book) undo(e *goal.Entry, u goal.Undo) error {
	e.Result.Target = u.Target
	target, there, err := b.tx.Entry(u.Target)
	if err != nil {
		return err
	}
	if there && target.Undone {
		return goal.Conflict("", "error.undo.already")
	}
	if there && target.Body.Kind() == goal.KindWords {
		return goal.Conflict("", "error.undo.words") // nothing of them is left
	}
	if there && !e.Undone {
		if err := b.mayUndo(target); err != nil {
			return err
		}
	}
	if there {
		if err := b.sayUndone(e, target); err != nil {
			return err
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
	touched, err := b.setUndone(target, true, map[string]bool{})
	if err != nil {
		return err
	}
	active, kept := b.count(goal.StatusActive), b.count(goal.StatusKept)
	if err := b.refold(touched); err != nil {
		return err
	}
	return b.stillRoom(active, kept)
}

// stillRoom refuses what would bring back a goal for which there is no room any
// more (method 14 f).
func (b *book) stillRoom(active, kept int) error {
	if n := b.count(goal.StatusActive); n > goal.MaxActive && n > active {
		return goal.Conflict("goal", "error.goal.two_active", b.first(goal.StatusActive))
	}
	if n := b.count(goal.StatusKept); n > goal.MaxKept && n > kept {
		return goal.Conflict("goal", "error.goal.twelve_kept", goal.MaxKept)
	}
	return nil
}

func (b *book) first(s goal.Status) string {
	for _, g := range b.goals {
		if g.Status == s {
			return g.Slug
		}
	}
	return ""
}

// sayUndone writes down what an undo took back or, at every second step of a
// row of undos, brought back.
func (b *book) sayUndone(e *goal.Entry, target goal.Entry) error {
	for seen := map[string]bool{}; !seen[target.ID]; { // else a ring
		seen[target.ID] = true
		e.Result.What, e.Result.Goal = target.Body.Kind(), target.Body.About()
		u, ok := target.Body.(goal.Undo)
		if !ok {
			return nil
		}
		first, there, err := b.tx.Entry(u.Target)
		if err != nil || !there {
			return err
		}
		e.Result.Redo = !e.Result.Redo
		target = first
	}
	return nil
}

// setUndone marks an entry and, when it is an undo itself, brings its target
// back; it answers every entry whose liveness changed. A ring of undos, which
// only a hostile hand can make, is walked once.
func (b *book) setUndone(e goal.Entry, undone bool, seen map[string]bool) ([]goal.Entry, error) {
	if seen[e.ID] {
		return nil, nil
	}
	seen[e.ID] = true
	if err := b.tx.SetUndone(e.ID, undone); err != nil {
		return nil, err
	}
	touched := []goal.Entry{e}
	switch x := e.Body.(type) {
	case goal.Import:
		return touched, b.setImportUndone(e.ID, undone)
	case goal.Undo:
		first, ok, err := b.tx.Entry(x.Target)
		if err != nil || !ok || first.Undone != undone {
			return touched, err
		}
		if undone { // another one that lives may name it too
			if still, err := b.undoneAlready(x.Target); err != nil || still {
				return touched, err
			}
		}
		more, err := b.setUndone(first, !undone, seen)
		return append(touched, more...), err
	}
	return touched, nil
}

// setImportUndone marks the records of an import; those that it had brought
// back or silenced are turned the other way.
func (b *book) setImportUndone(id string, undone bool) error {
	if err := b.tx.SetBatchUndone(id, undone); err != nil {
		return err
	}
	parts, err := b.tx.Entries(Filter{Batch: id, Kinds: []goal.Kind{goal.KindImport}})
	if err != nil {
		return err
	}
	for _, e := range parts {
		part, ok := e.Body.(goal.Import)
		if !ok {
			continue
		}
		if err := flip(b.tx, nil, part.Restored, undone); err != nil {
			return err
		}
		if err := flip(b.tx, nil, part.Withdrawn, !undone); err != nil {
			return err
		}
	}
	return nil
}

// mayUndo refuses when a later live command hangs on the target. Of an import
// its opening entry speaks, not each of its records.
func (b *book) mayUndo(t goal.Entry) error {
	later, err := b.tx.Entries(Filter{After: t.Position, NotDone: true, Except: []goal.Kind{goal.KindRecord}})
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
		return isAbout(e, x.Goal)
	case goal.Import:
		return e.Batch != t.ID && (slices.ContainsFunc(x.Goals, func(g goal.ImportedGoal) bool { return isAbout(e, g.Goal) }) ||
			overlapsImport(e, x))
	case goal.PauseGoals:
		return e.Body.Kind() == goal.KindResume && overlap(e.Result.Goals, t.Result.Goals)
	case goal.StartExperiment:
		end, ok := e.Body.(goal.EndExperiment)
		return ok && end.Experiment == x.Experiment
	case goal.EndExperiment: // another one was begun since
		return e.Body.Kind() == goal.KindTry && e.Body.About() == x.Goal
	case goal.WeekReview:
		return e.Result.Target == t.ID && e.Body.Kind() == goal.KindReview
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

func isAbout(e goal.Entry, id string) bool {
	if i, ok := e.Body.(goal.Import); ok {
		return slices.ContainsFunc(i.Into, func(x goal.ImportedInto) bool { return x.Goal == id })
	}
	return e.Body.About() == id || slices.Contains(e.Result.Goals, id)
}

// overlapsImport says whether a later import wrote into a goal that this one
// wrote into: its records may have silenced these.
func overlapsImport(e goal.Entry, x goal.Import) bool {
	_, isImport := e.Body.(goal.Import)
	return isImport && slices.ContainsFunc(x.Into, func(g goal.ImportedInto) bool { return isAbout(e, g.Goal) })
}

func overlap(a, b []string) bool {
	return slices.ContainsFunc(a, func(s string) bool { return slices.Contains(b, s) })
}

// refold rebuilds goals and settings from the journal, then every day that the
// entries touched.
func (b *book) refold(touched []goal.Entry) error {
	if slices.ContainsFunc(touched, func(e goal.Entry) bool { return e.Body.Kind() == goal.KindSettings }) {
		return b.rebuild() // another zone makes other days of the same instants
	}
	ordered := slices.ContainsFunc(touched, func(e goal.Entry) bool {
		return !e.Body.Kind().Commutes() && e.Body.Kind() != goal.KindUndo
	})
	if ordered {
		if err := b.refoldGoals(); err != nil {
			return err
		}
	}
	for _, e := range touched {
		if x, ok := e.Body.(goal.Import); ok {
			if err := b.refoldImported(x); err != nil {
				return err
			}
		}
		if err := b.refoldTold(e); err != nil {
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
		if err := b.refoldDay(g, k.day); err != nil {
			return err
		}
	}
	return nil
}

// refoldImported folds the goals that an import wrote into and that are there.
func (b *book) refoldImported(x goal.Import) error {
	ids := make([]string, 0, len(x.Goals)+len(x.Into))
	for _, g := range x.Goals {
		ids = append(ids, g.Goal)
	}
	for _, g := range x.Into {
		ids = append(ids, g.Goal)
	}
	for _, id := range ids {
		g, err := b.goal(id)
		if err != nil { // it is gone, and took its days with it
			continue
		}
		if err := b.refoldGoalDays(g); err != nil {
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
