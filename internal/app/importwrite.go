package app

import (
	"github.com/ippo-app/ippo/internal/goal"
)

// write opens the import and brings its days in, a part at a time.
func (i *importing) write() error {
	if err := i.begin(); err != nil {
		return err
	}
	for n := range i.plans {
		p := i.plans[n]
		if p.out {
			continue
		}
		err := p.walk(func(part []goal.HabitDay) error {
			if err := i.ctx.Err(); err != nil {
				return err
			}
			return i.app.update(long(i.ctx), i.who, ofBook, func(tx Tx) error { return i.writePart(tx, p, part) })
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// begin journals the import with the goals it makes, or goes on with one that
// was interrupted.
func (i *importing) begin() error {
	body := i.body()
	return i.app.update(long(i.ctx), i.who, ofBook, func(tx Tx) error {
		if done, err := written(tx, i.batch); done || err != nil {
			return err
		}
		batch, err := i.interrupted(tx, body)
		if err != nil {
			return err
		}
		if i.resumed = batch != ""; i.resumed {
			i.batch, i.report.Command, i.report.Resumed = batch, batch, true
			return nil
		}
		i.batch = i.app.newID()
		i.report.Command = i.batch
		p, err := i.app.open(tx)
		if err != nil {
			return err
		}
		ans, err := i.app.apply(tx, goal.Command{
			ID: i.batch, At: i.at, Day: p.cal.DayAt(i.at), Device: "import", Body: body,
		}, "")
		if err != nil {
			return err
		}
		i.nameGoals(ans.Entry.Result.Slugs)
		return nil
	})
}

// body is the entry that opens the batch.
func (i *importing) body() goal.Import {
	body := goal.Import{
		Format: i.history.Format, File: i.history.File,
		Records: i.report.New + i.report.Changed + i.report.Restored, Table: i.history.Table,
	}
	for n, p := range i.plans {
		r := i.report.Habits[n]
		switch {
		case p.fresh:
			src := p.habit.Source
			src.First, src.Last = r.First, r.Last
			body.Goals = append(body.Goals, goal.ImportedGoal{
				Goal: p.goal, Title: p.habit.Title, Note: p.habit.Note, Status: p.status, Source: src,
			})
		case !p.out && r.New+r.Changed+r.Restored > 0:
			body.Into = append(body.Into, goal.ImportedInto{Goal: p.goal, First: r.First, Last: r.Last})
		}
	}
	return body
}

// interrupted is the batch that the last command left unfinished, if it is this
// very import; empty for none.
func (i *importing) interrupted(tx Tx, body goal.Import) (string, error) {
	last, ok, err := tx.Last(goal.KindRecord, goal.KindSettings)
	if err != nil || !ok || last.Undone || len(body.Goals) > 0 {
		return "", err
	}
	if part, isImport := last.Body.(goal.Import); isImport && part.Of != "" {
		if last, ok, err = tx.Entry(part.Of); err != nil || !ok {
			return "", err
		}
	}
	main, isImport := last.Body.(goal.Import)
	if !isImport || main.Format != body.Format {
		return "", nil
	}
	done, err := tx.Count(Filter{Batch: last.ID, Kinds: []goal.Kind{goal.KindRecord}})
	if err != nil {
		return "", err
	}
	parts, err := tx.Entries(Filter{Batch: last.ID, Kinds: []goal.Kind{goal.KindImport}})
	if err != nil {
		return "", err
	}
	for _, e := range parts {
		if p, ok := e.Body.(goal.Import); ok {
			done += p.Records
		}
	}
	if done >= main.Records {
		return "", nil
	}
	return last.ID, nil
}

func (i *importing) nameGoals(slugs []string) {
	for n, p := range i.plans {
		if p.fresh && len(slugs) > 0 {
			i.report.Habits[n].Slug, slugs = slugs[0], slugs[1:]
		}
	}
}

// writePart writes one part in one transaction: records that are new, and a part
// entry for those that live again or no longer speak.
func (i *importing) writePart(tx Tx, p habitPlan, days []goal.HabitDay) error {
	owner, err := i.app.open(tx)
	if err != nil {
		return err
	}
	g, err := owner.goal(p.goal)
	if err != nil {
		return err
	}
	entries, err := rangeOf(tx, p.goal, days)
	if err != nil {
		return err
	}
	plans, sub := g.Plans(), goal.Import{Format: i.history.Format, Of: i.batch}
	var fresh []goal.Entry
	var touched []goal.HabitDay
	for _, v := range compare(days, entries) {
		if v.same() {
			continue
		}
		touched = append(touched, v.day)
		if v.known {
			sub.Records++
			sub.Withdrawn = append(sub.Withdrawn, v.withdraw...)
			if v.restore {
				sub.Restored = append(sub.Restored, v.day.ID)
			}
			continue
		}
		e, err := i.record(p, plans, v.day)
		if err != nil {
			return err
		}
		fresh = append(fresh, e)
	}
	if err := setUndone(tx, entries, sub.Restored, false); err != nil {
		return err
	}
	if err := setUndone(tx, entries, sub.Withdrawn, true); err != nil {
		return err
	}
	if sub.Records > 0 {
		if fresh, err = i.subEntry(fresh, sub); err != nil {
			return err
		}
	}
	if err := tx.AppendAll(fresh); err != nil {
		return err
	}
	return owner.foldPart(g, touched, append(entries, fresh...))
}

// subEntry puts the entry of a part after its records.
func (i *importing) subEntry(es []goal.Entry, sub goal.Import) ([]goal.Entry, error) {
	e := goal.Entry{Batch: i.batch, Command: goal.Command{
		ID: i.app.newID(), At: i.at, Day: i.today, Device: "import", Body: sub,
	}}
	var err error
	e.Hash, err = e.Command.Hash()
	return append(es, e), err
}
