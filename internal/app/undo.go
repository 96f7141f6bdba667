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
func (a *App) UndoLast(ctx context.Context, who Actor, device, id string) (Answer, error) {
	return a.UndoOnce(ctx, who, device, a.newID(), id)
}

// UndoOnce is UndoLast with an id of the sender's: sent again it takes nothing
// back.
func (a *App) UndoOnce(ctx context.Context, who Actor, device, as, id string) (Answer, error) {
	return a.takeBack(ctx, who, device, as, func(tx Tx) ([]string, error) {
		if id != "" {
			e, err := findEntry(tx, id)
			return []string{wholeOf(e)}, err
		}
		last, ok, err := tx.LastLive(goal.KindRecord, goal.KindSettings, goal.KindWords)
		if err != nil {
			return nil, err
		}
		if !ok {
			return nil, goal.NotFound("", "error.undo.nothing")
		}
		return asOne(tx, last)
	})
}

// Recent are the last commands that an undo can name, the newest first.
func (a *App) Recent(ctx context.Context, who Actor, n int) ([]goal.Entry, error) {
	var last []goal.Entry
	err := a.view(ctx, who, ofBook, func(tx Tx) error {
		day, err := a.open(tx)
		if err != nil {
			return err
		}
		all, err := tx.Entries(Filter{First: day.cal.DayAt(a.Now()) - recentDays})
		if err != nil {
			return err
		}
		last = last[:0]
		for _, e := range slices.Backward(all) {
			switch e.Body.Kind() {
			case goal.KindRecord, goal.KindSettings, goal.KindWords, goal.KindUndo:
			default:
				if len(last) < n && !e.Undone {
					last = append(last, e)
				}
			}
		}
		return nil
	})
	return last, err
}

// recentDays are those whose commands are offered to be taken back.
const recentDays = 14

// UndoAsOne takes back what was written in one go; id is that of any of it, as
// that of the undo.
func (a *App) UndoAsOne(ctx context.Context, who Actor, device, as, id string) (Answer, error) {
	return a.takeBack(ctx, who, device, as, func(tx Tx) ([]string, error) {
		e, err := findEntry(tx, id)
		if err != nil {
			return nil, err
		}
		return asOne(tx, e)
	})
}

// takeBack undoes commands in one transaction, the first of them by an id of the
// sender's.
func (a *App) takeBack(ctx context.Context, who Actor, device, as string, pick func(Tx) ([]string, error)) (Answer, error) {
	at := a.now().UnixMilli()
	as = goal.LowerID(as)
	var ans Answer
	err := a.update(ctx, who, ofBook, func(tx Tx) error {
		e, there, err := tx.Entry(as)
		if err != nil {
			return err
		}
		if there { // this very undo, sent again or with an end that nobody was told
			if e.Body.Kind() != goal.KindUndo {
				return goal.Conflict("id", "error.command.other")
			}
			ans = Answer{Command: as, Entry: e, Replayed: true, AsOne: e.Batch != ""}
			if !ans.AsOne {
				return nil
			}
			all, err := tx.Entries(Filter{Batch: e.Batch})
			if n := len(all); err == nil && n > 0 { // what is answered is the last of it
				ans.Entry, ans.Command = all[n-1], all[n-1].ID
			}
			return err
		}
		targets, err := pick(tx)
		if err != nil {
			return err
		}
		p, err := a.open(tx)
		if err != nil {
			return err
		}
		batch := ""
		for i, target := range targets {
			c := goal.Command{ID: as, At: at, Day: p.cal.DayAt(at), Device: device, Body: goal.Undo{Target: target}}
			if i > 0 {
				c.ID = goal.ContentID("undo", as, target)
			}
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

func findEntry(tx Tx, id string) (goal.Entry, error) {
	e, ok, err := tx.Entry(id)
	if lower := goal.LowerID(id); err == nil && !ok && lower != id {
		e, ok, err = tx.Entry(lower)
	}
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
func (p *person) undo(e *goal.Entry, u goal.Undo) error {
	e.Result.Target = u.Target
	target, there, err := p.tx.Entry(u.Target)
	if err != nil {
		return err
	}
	round, err := p.goesRound(e.ID, u)
	if err != nil {
		return err
	}
	if round {
		return goal.Invalid("target", "error.undo.round")
	}
	if there && target.Undone {
		return goal.Conflict("", "error.undo.already")
	}
	if there && target.Body.Kind() == goal.KindWords {
		return goal.Conflict("", "error.undo.words") // nothing of them is left
	}
	if there && !e.Undone {
		if err := p.checkUndo(target); err != nil {
			return err
		}
	}
	if there {
		if err := p.describeUndone(e, target); err != nil {
			return err
		}
	}
	pos, err := p.tx.Append(*e)
	if err != nil {
		return err
	}
	e.Position = pos
	if !there || e.Undone {
		return nil
	}
	touched, err := p.setUndone(target, true, map[string]bool{})
	if err != nil {
		return err
	}
	active, kept := p.count(goal.StatusActive), p.count(goal.StatusKept)
	if err := p.refold(touched); err != nil {
		return err
	}
	return p.checkRoom(active, kept)
}

// goesRound says whether a row of undos leads back to where it was: the undo of
// an undo that names it, or itself.
func (p *person) goesRound(id string, u goal.Undo) (bool, error) {
	seen := map[string]bool{id: true}
	for !seen[u.Target] {
		seen[u.Target] = true
		e, there, err := p.tx.Entry(u.Target)
		if err != nil || !there {
			return false, err
		}
		next, more := e.Body.(goal.Undo)
		if !more {
			return false, nil
		}
		u = next
	}
	return true, nil
}

// checkRoom refuses what would bring back a goal for which there is no room any
// more (method 14 f).
func (p *person) checkRoom(active, kept int) error {
	if n := p.count(goal.StatusActive); n > goal.MaxActive && n > active {
		return goal.Conflict("goal", "error.goal.two_active", p.firstSlug(goal.StatusActive))
	}
	if n := p.count(goal.StatusKept); n > goal.MaxKept && n > kept {
		return goal.Conflict("goal", "error.goal.twelve_kept", goal.MaxKept)
	}
	return nil
}

func (p *person) firstSlug(s goal.Status) string {
	for _, g := range p.goals {
		if g.Status == s {
			return g.Slug
		}
	}
	return ""
}

// describeUndone writes down what an undo took back or, at every second step of a
// row of undos, brought back.
func (p *person) describeUndone(e *goal.Entry, target goal.Entry) error {
	for seen := map[string]bool{}; !seen[target.ID]; { // else a ring
		seen[target.ID] = true
		e.Result.What, e.Result.Goal = target.Body.Kind(), target.Body.About()
		u, ok := target.Body.(goal.Undo)
		if !ok {
			return nil
		}
		first, there, err := p.tx.Entry(u.Target)
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
func (p *person) setUndone(e goal.Entry, undone bool, seen map[string]bool) ([]goal.Entry, error) {
	if seen[e.ID] {
		return nil, nil
	}
	seen[e.ID] = true
	if err := p.tx.SetUndone(e.ID, undone); err != nil {
		return nil, err
	}
	touched := []goal.Entry{e}
	switch x := e.Body.(type) {
	case goal.Import:
		return touched, p.setImportUndone(e.ID, undone)
	case goal.Undo:
		first, ok, err := p.tx.Entry(x.Target)
		if err != nil || !ok || first.Undone != undone {
			return touched, err
		}
		if undone { // another one that lives may name it too
			if still, err := p.undoneAlready(x.Target); err != nil || still {
				return touched, err
			}
		}
		more, err := p.setUndone(first, !undone, seen)
		return append(touched, more...), err
	}
	return touched, nil
}

// setImportUndone marks the records of an import; those that it had brought
// back or silenced are turned the other way.
func (p *person) setImportUndone(id string, undone bool) error {
	if err := p.tx.SetBatchUndone(id, undone); err != nil {
		return err
	}
	parts, err := p.tx.Entries(Filter{Batch: id, Kinds: []goal.Kind{goal.KindImport}})
	if err != nil {
		return err
	}
	for _, e := range parts {
		part, ok := e.Body.(goal.Import)
		if !ok {
			continue
		}
		if err := setUndone(p.tx, nil, part.Restored, undone); err != nil {
			return err
		}
		if err := setUndone(p.tx, nil, part.Withdrawn, !undone); err != nil {
			return err
		}
	}
	return nil
}

// checkUndo refuses when a later live command hangs on the target. Of an import
// its opening entry speaks, not each of its records.
func (p *person) checkUndo(t goal.Entry) error {
	later, err := p.tx.Entries(Filter{After: t.Position, NotDone: true, Except: []goal.Kind{goal.KindRecord}})
	if err != nil {
		return err
	}
	for _, e := range later {
		if dependsOn(e, t) {
			return goal.Conflict("", "error.undo.hangs")
		}
	}
	return nil
}

func dependsOn(e, t goal.Entry) bool {
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
func (p *person) refold(touched []goal.Entry) error {
	if slices.ContainsFunc(touched, func(e goal.Entry) bool { return e.Body.Kind() == goal.KindSettings }) {
		return p.rebuild() // another zone makes other days of the same instants
	}
	ordered := slices.ContainsFunc(touched, func(e goal.Entry) bool {
		return !e.Body.Kind().Commutes() && e.Body.Kind() != goal.KindUndo
	})
	if ordered {
		if err := p.refoldGoals(); err != nil {
			return err
		}
	}
	for _, e := range touched {
		if x, ok := e.Body.(goal.Import); ok {
			if err := p.refoldImported(x); err != nil {
				return err
			}
		}
		if err := p.refoldStoryOf(e); err != nil {
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
		if err := p.refoldFeeling(e.Day, e); err != nil {
			return err
		}
		k := key{e.Body.About(), e.Day}
		g, err := p.goal(k.goal)
		if seen[k] || k.goal == "" || err != nil { // a goal that is gone took its days with it
			continue
		}
		seen[k] = true
		if e.Body.Kind() == goal.KindMeasure {
			if err := p.refoldMeasurements(k.goal); err != nil {
				return err
			}
			continue
		}
		if err := p.refoldDay(g, k.day); err != nil {
			return err
		}
	}
	return nil
}

// refoldImported folds the goals that an import wrote into and that are there.
func (p *person) refoldImported(x goal.Import) error {
	ids := make([]string, 0, len(x.Goals)+len(x.Into))
	for _, g := range x.Goals {
		ids = append(ids, g.Goal)
	}
	for _, g := range x.Into {
		ids = append(ids, g.Goal)
	}
	for _, id := range ids {
		g, err := p.goal(id)
		if err != nil { // it is gone, and took its days with it
			continue
		}
		if err := p.refoldGoalDays(g); err != nil {
			return err
		}
	}
	return nil
}

func (p *person) refoldGoals() error {
	es, err := p.tx.Entries(Filter{Ordered: true, NotDone: true})
	if err != nil {
		return err
	}
	before := p.goals
	p.goals = goal.FoldGoals(es)
	if err := p.refoldSettings(); err != nil {
		return err
	}
	return p.save(before)
}
