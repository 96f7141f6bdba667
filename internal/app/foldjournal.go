package app

import (
	"maps"
	"slices"
	"time"

	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/zone"
)

// tables take what a journal says: whoever writes them and whoever holds them
// against it are told the same.
type tables interface {
	begun(goal.Settings, []goal.Goal) error
	// reminder that is set, nil for none.
	reminder(*goal.Reminder) error
	// days are those of a goal from first to last, with the letters of their
	// years; the ranges of a goal follow each other without gaps.
	days(g goal.Goal, first, last goal.Day, logs []goal.DayLog, marks []goal.Marks) error
	// told ends a goal.
	told(goal.Goal, []goal.Measurement, goal.Story) error
	person(goal.Compass, map[goal.Day]goal.Feeling) error
}

// foldJournal reads a journal once and tells what follows from it. It believes
// the marks of what is undone; see [misjudged].
func foldJournal(tx Tx, to tables) error {
	ordered, err := tx.Entries(Filter{Ordered: true, NotDone: true})
	if err != nil {
		return err
	}
	for _, e := range ordered {
		if !e.Decided() {
			return goal.Unavailable("database", "error.doctor.journal", e.Position)
		}
	}
	set, goals := goal.FoldSettings(ordered), goal.FoldGoals(ordered)
	if err := to.begun(set, goals); err != nil {
		return err
	}
	if err := to.reminder(goal.FoldReminder(ordered)); err != nil {
		return err
	}
	f := folding{tx: tx, to: to, cal: goal.NewCalendar(set, zone.Load), felt: map[goal.Day][]goal.Entry{}}
	for _, g := range goals {
		if err := f.goal(g, ordered); err != nil {
			return err
		}
	}
	remarks, err := tx.Entries(Filter{Kinds: []goal.Kind{goal.KindRemark}, NotDone: true})
	if err != nil {
		return err
	}
	for _, e := range remarks {
		if e.Body.About() == "" {
			f.feel(e)
		}
	}
	feelings := map[goal.Day]goal.Feeling{}
	for day, es := range f.felt {
		if x := goal.FoldFeeling(day, es); x.Energy != nil || x.Mood != nil {
			feelings[day] = x
		}
	}
	return to.person(goal.FoldCompass(ordered), feelings)
}

// folding is a journal being read.
type folding struct {
	tx   Tx
	to   tables
	cal  goal.Calendar
	felt map[goal.Day][]goal.Entry // what was said of energy and mood, without other words
}

// goal tells one goal's days and all that hangs on it.
func (f *folding) goal(g goal.Goal, ordered []goal.Entry) error {
	var measured []goal.Entry
	first := goal.Day(1)
	years, err := f.years(g)
	if err != nil {
		return err
	}
	for _, last := range years {
		es, err := f.tx.Entries(Filter{Goal: g.ID, First: first, Through: last})
		if err != nil {
			return err
		}
		for _, e := range es {
			if e.Body.Kind() == goal.KindMeasure {
				measured = append(measured, e)
			}
			f.feel(e)
		}
		logs, marks := folded(g, byDay(es), nil, f.cal)
		logs = slices.DeleteFunc(logs, goal.DayLog.Empty)
		if err := f.to.days(g, first, last, logs, slices.Collect(maps.Values(marks))); err != nil {
			return err
		}
		first = last + 1
	}
	story := slices.DeleteFunc(slices.Clone(ordered), func(e goal.Entry) bool {
		return e.Body.About() != g.ID || !slices.Contains(goal.StoryKinds(), e.Body.Kind())
	})
	return f.to.told(g, goal.FoldMeasurements(measured), goal.FoldStory(story))
}

// years are the ends of the ranges in which a goal's entries are read: all at
// once when they are few, else a year at a time, for a life of notes does not
// fit into memory.
func (f *folding) years(g goal.Goal) ([]goal.Day, error) {
	const forever = goal.Day(1 << 30)
	n, err := f.tx.Count(Filter{Goal: g.ID})
	if err != nil || n <= few {
		return []goal.Day{forever}, err
	}
	years, err := f.tx.Years(Filter{Goal: g.ID})
	ends := make([]goal.Day, 0, len(years)+1)
	for _, y := range years {
		ends = append(ends, goal.Date(y, time.December, 31))
	}
	return append(ends, forever), err
}

// feel keeps what a live entry says of its day's energy and mood.
func (f *folding) feel(e goal.Entry) {
	if e.Undone || !goal.Feels(e.Body) {
		return
	}
	light := goal.Entry{Command: goal.Command{ID: e.ID, At: e.At, Day: e.Day}}
	switch x := e.Body.(type) {
	case goal.Stamp:
		light.Body = goal.Stamp{Feel: x.Feel}
	case goal.Skip:
		light.Body = goal.Skip{Feel: x.Feel}
	case goal.Remark:
		light.Body = goal.Remark{Feel: x.Feel}
	}
	f.felt[e.Day] = append(f.felt[e.Day], light)
}

// misjudged tells each entry that is marked as undone and is not, or the other
// way round, with what is right.
func misjudged(tx Tx, tell func(id string, undone bool) error) error {
	all, err := tx.Entries(Filter{Kinds: []goal.Kind{goal.KindUndo, goal.KindImport}})
	if err != nil {
		return err
	}
	right := goal.NewUndoing(all)
	judge := func(e goal.Entry) error {
		if undone := right.Undone(e); undone != e.Undone {
			return tell(e.ID, undone)
		}
		return nil
	}
	ids, batches := right.Named()
	for _, id := range ids {
		e, there, err := tx.Entry(id)
		if there && err == nil {
			err = judge(e)
		}
		if err != nil {
			return err
		}
	}
	for _, f := range append(filtersOf(batches), Filter{Undone: true}) {
		for e, err := range walk(tx, f) {
			if err == nil {
				err = judge(e)
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// filtersOf the live entries of batches.
func filtersOf(batches []string) []Filter {
	fs := make([]Filter, 0, len(batches)+1)
	for _, b := range batches {
		fs = append(fs, Filter{Batch: b, NotDone: true})
	}
	return fs
}
