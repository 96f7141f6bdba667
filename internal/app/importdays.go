package app

import (
	"slices"

	"github.com/ippo-app/ippo/internal/goal"
)

// A part of an import is one transaction: so many days, or so many bytes of
// notes.
const (
	partDays  = 2000
	partBytes = 1 << 20
)

// walk calls f with the days of a habit, a part at a time.
func (p *habitPlan) walk(f func([]goal.HabitDay) error) error {
	p.before.Count = 0
	part, bytes := make([]goal.HabitDay, 0, partDays), 0
	for d, err := range p.habit.Days {
		if err != nil {
			return err
		}
		if p.own != nil && d.Day < p.own.Begun {
			p.before.Count++
			continue
		}
		if p.noAmount {
			d.Amount = nil
		}
		part, bytes = append(part, d), bytes+len(d.Note)
		if len(part) < partDays && bytes < partBytes {
			continue
		}
		if err := f(part); err != nil {
			return err
		}
		part, bytes = part[:0], 0
	}
	if len(part) == 0 {
		return nil
	}
	return f(part)
}

// verdict says how a day of the file compares with what is there.
type verdict struct {
	day      goal.HabitDay
	known    bool     // its record is in the journal
	restore  bool     // and is to live again
	withdraw []string // later records of the day that no longer speak
	there    bool     // a live record of the day was there before
	stamped  bool     // the person's own word stands on the day
}

func (v verdict) same() bool    { return v.known && !v.restore && len(v.withdraw) == 0 }
func (v verdict) changed() bool { return v.there && !v.same() }

// compare the days of a part with the entries of its goal in that range.
func compare(part []goal.HabitDay, entries []goal.Entry) []verdict {
	byDay := map[goal.Day][]goal.Entry{}
	for _, e := range entries {
		byDay[e.Day] = append(byDay[e.Day], e)
	}
	out := make([]verdict, len(part))
	for n, d := range part {
		out[n] = compareDay(d, byDay[d.Day])
	}
	return out
}

func compareDay(d goal.HabitDay, entries []goal.Entry) verdict {
	v := verdict{day: d}
	goal.SortEntries(entries)
	for _, e := range entries {
		switch e.Body.(type) {
		case goal.Record:
			if e.ID == d.ID {
				v.known, v.restore, v.withdraw = true, e.Undone, nil
			}
			if !e.Undone {
				v.there = true
				if v.known && e.ID != d.ID {
					v.withdraw = append(v.withdraw, e.ID)
				}
			}
		case goal.Stamp, goal.Skip, goal.Rest:
			v.stamped = v.stamped || !e.Undone
		}
	}
	return v
}

// count adds a part to the report.
func (r *HabitReport) count(tx Tx, id string, part []goal.HabitDay) error {
	entries, err := rangeOf(tx, id, part)
	if err != nil {
		return err
	}
	for _, v := range compare(part, entries) {
		switch {
		case v.same():
			r.Same++
		case v.changed():
			r.Changed++
		case v.restore:
			r.Restored++
		default:
			r.New++
		}
		if v.stamped {
			r.Stamped++
		}
		if v.day.Amount != nil {
			r.Sum += *v.day.Amount
		}
	}
	if r.First == 0 {
		r.First = part[0].Day
	}
	r.Last = part[len(part)-1].Day
	return nil
}

// rangeOf are a goal's entries from the first day of a part to the last.
func rangeOf(tx Tx, id string, part []goal.HabitDay) ([]goal.Entry, error) {
	return tx.Entries(Filter{Goal: id, First: part[0].Day, Through: part[len(part)-1].Day})
}

// record is the command of one day.
func (i *importing) record(p habitPlan, plans []goal.Plan, d goal.HabitDay) (goal.Entry, error) {
	r := goal.Record{Goal: p.goal, Batch: i.batch, Status: d.Status, Amount: d.Amount, Full: d.Full, Note: d.Note}
	if p.own != nil {
		r.Late = d.Day < i.today
		if d.Amount != nil {
			r.Minutes, r.Amount = goal.PlanOn(plans, d.Day).Metric.Everyday(*d.Amount)
		}
	}
	e := goal.Entry{Batch: i.batch, Command: goal.Command{ID: d.ID, At: i.at, Day: d.Day, Device: "import", Body: r}}
	if err := goal.CheckCommand(e.Command); err != nil {
		return e, err
	}
	var err error
	e.Hash, err = e.Command.Hash()
	return e, err
}

// foldPart makes the rows of the days of a part anew.
func (p *person) foldPart(g goal.Goal, part []goal.HabitDay, entries []goal.Entry) error {
	byDay := map[goal.Day][]goal.Entry{}
	for _, d := range part {
		byDay[d.Day] = nil
	}
	for _, e := range entries {
		k := e.Body.Kind()
		if _, touched := byDay[e.Day]; touched && k.Commutes() && k != goal.KindMeasure {
			byDay[e.Day] = append(byDay[e.Day], e)
		}
	}
	marks, err := p.tx.Marks(g.ID)
	if err != nil {
		return err
	}
	return p.foldDays(g, byDay, marks)
}

// setUndone sets the liveness of entries, here and in the journal.
func setUndone(tx Tx, entries []goal.Entry, ids []string, undone bool) error {
	for _, id := range ids {
		if err := tx.SetUndone(id, undone); err != nil {
			return err
		}
		if n := slices.IndexFunc(entries, func(e goal.Entry) bool { return e.ID == id }); n >= 0 {
			entries[n].Undone = undone
		}
	}
	return nil
}
