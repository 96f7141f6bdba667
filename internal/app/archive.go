package app

import (
	"context"
	"iter"
	"slices"
	"strings"
	"time"

	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/zone"
)

// few entries are read at once.
const few = 10_000

func newCalendar(s goal.Settings) goal.Calendar { return goal.NewCalendar(s, zone.Load) }

// Archive hands over everything that belongs to the person, as it stood at one
// moment; it is good until use returns.
func (a *App) Archive(ctx context.Context, who Actor, use func(goal.Archive) error) error {
	return a.view(long(ctx), who, ofWhole, func(tx Tx) error {
		ar, err := a.archive(tx)
		if err != nil {
			return err
		}
		return use(ar)
	})
}

func (a *App) archive(tx Tx) (goal.Archive, error) {
	ar := goal.Archive{Measurements: map[string][]goal.Measurement{}, Stories: map[string]goal.Story{}}
	p, err := a.open(tx)
	if err != nil {
		return ar, err
	}
	ar.Settings, ar.Goals = p.set, p.goals
	slices.SortFunc(ar.Goals, func(x, y goal.Goal) int { return strings.Compare(x.ID, y.ID) })
	if ar.Feelings, err = tx.Feelings(1, 1<<30); err != nil {
		return ar, err
	}
	if ar.Compass, err = tx.Compass(); err != nil {
		return ar, err
	}
	ar.Last = p.cal.DayAt(a.now().UnixMilli()) + goal.RestAhead
	ar.First = ar.Last
	for _, f := range ar.Feelings {
		ar.First = min(ar.First, f.Day)
	}
	for _, g := range ar.Goals {
		ar.First = min(ar.First, g.Begun)
		if g.Source != nil && g.Source.First != 0 {
			ar.First, ar.Last = min(ar.First, g.Source.First), max(ar.Last, g.Source.Last)
		}
		if ar.Measurements[g.ID], err = tx.Measurements(g.ID); err != nil {
			return ar, err
		}
		if ar.Stories[g.ID], err = tx.Story(g.ID); err != nil {
			return ar, err
		}
	}
	ar.Journal = journal(tx)
	ar.Days = func(first, last goal.Day) iter.Seq2[goal.DayLog, error] { return daysOf(tx, ar.Goals, first, last) }
	return ar, nil
}

// journal walks all entries, a page at a time.
func journal(tx Tx) iter.Seq2[goal.Entry, error] { return walk(tx, Filter{}) }

// walk gives the entries that match, a page at a time.
func walk(tx Tx, f Filter) iter.Seq2[goal.Entry, error] {
	f.Limit = partDays
	return func(yield func(goal.Entry, error) bool) {
		for {
			page, err := tx.Entries(f)
			if err != nil {
				yield(goal.Entry{}, err)
				return
			}
			for _, e := range page {
				if !yield(e, nil) {
					return
				}
			}
			if len(page) < partDays {
				return
			}
			f.After = page[len(page)-1].Position
		}
	}
}

// inYears gives the entries that match: all at once when they are few, else a
// year at a time, for a life of notes does not fit into memory.
func inYears(tx Tx, f Filter) iter.Seq2[[]goal.Entry, error] {
	return func(yield func([]goal.Entry, error) bool) {
		n, err := tx.Count(f)
		if err != nil {
			yield(nil, err)
			return
		}
		if n <= few {
			yield(tx.Entries(f))
			return
		}
		years, err := tx.Years(f)
		if err != nil {
			yield(nil, err)
			return
		}
		for _, y := range years {
			f.First, f.Through = goal.Date(y, time.January, 1), goal.Date(y, time.December, 31)
			es, err := tx.Entries(f)
			if !yield(es, err) || err != nil {
				return
			}
		}
	}
}

// daysOf walks the day logs of goals.
func daysOf(tx Tx, goals []goal.Goal, first, last goal.Day) iter.Seq2[goal.DayLog, error] {
	return func(yield func(goal.DayLog, error) bool) {
		for _, g := range goals {
			logs, err := tx.Days(g.ID, first, last)
			if err != nil {
				yield(goal.DayLog{}, err)
				return
			}
			for _, l := range logs {
				if !yield(l, nil) {
					return
				}
			}
		}
	}
}

// TakeIn reads a journal back. Into an empty database it is written as it is;
// into another one the entries whose ids are unknown are appended in their
// order (ruling 19). All tables are then made anew from the journal. All of it
// is one transaction: after a stop half way nothing has changed.
func (a *App) TakeIn(ctx context.Context, who Actor, journal iter.Seq2[goal.Entry, error], dry bool) (Report, error) {
	var r, before Report
	run := a.update
	if dry {
		run = a.view
	}
	err := run(long(ctx), who, ofWhole, func(tx Tx) error {
		before = r
		r = Report{Dry: dry, Habits: []HabitReport{}}
		_, any, err := tx.Last()
		if err != nil {
			return err
		}
		part := make([]goal.Entry, 0, partDays)
		door := door{unlike: map[string]bool{}}
		for e, err := range journal {
			if err == nil {
				err = door.look(e)
			}
			if err != nil {
				return err
			}
			if part = append(part, e); len(part) == partDays {
				if err := r.writePart(tx, part, any); err != nil {
					return err
				}
				part = part[:0]
			}
		}
		if err := door.closed(); err != nil {
			return err
		}
		if err := r.writePart(tx, part, any); err != nil || dry || r.New == 0 {
			if err == nil && before.New > 0 && r.Same == before.New+before.Same { // this very call, whose end nobody was told
				r = before
			}
			return err
		}
		p, err := a.open(tx)
		if err != nil {
			return err
		}
		return p.rebuild()
	})
	return r, err
}

// door looks at the entries of a file before they count: what doctor would call
// damaged afterwards is not taken in. Where words were removed, the hash is that
// of the words that are gone (ruling 15).
type door struct {
	position int64
	unlike   map[string]bool
}

func errDoor() error { return goal.Invalid("file", "error.import.damaged") }

func (d *door) look(e goal.Entry) error {
	if d.position++; e.Position != d.position || !e.Decided() {
		return errDoor()
	}
	hash, err := e.Command.Hash()
	if err != nil {
		return err
	}
	if hash != e.Hash {
		d.unlike[e.ID] = true
	}
	if w, ok := e.Body.(goal.RemoveWords); ok {
		for _, id := range w.From {
			delete(d.unlike, id)
		}
	}
	return nil
}

func (d *door) closed() error {
	if len(d.unlike) > 0 {
		return errDoor()
	}
	return nil
}

// writePart appends the entries that are not there; any says that the database
// held something before, so that positions are counted on.
func (r *Report) writePart(tx Tx, part []goal.Entry, any bool) error {
	ids := make([]string, len(part))
	for n, e := range part {
		ids[n] = e.ID
	}
	known, err := tx.Have(ids)
	if err != nil {
		return err
	}
	fresh := make([]goal.Entry, 0, len(part))
	for _, e := range part {
		if known[e.ID] {
			r.Same++
			continue
		}
		if any {
			e.Position = 0
		}
		fresh = append(fresh, e)
	}
	r.New += len(fresh)
	if r.Dry {
		return nil
	}
	return tx.AppendAll(fresh)
}
