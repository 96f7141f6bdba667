package app

import (
	"context"
	"encoding/json"
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/ippo-app/ippo/internal/goal"
)

// Examine looks whether every table of a person, and every mark of what is
// undone, says what the journal says. It writes nothing. Whether the journal
// itself is as it was written, the store knows; what is found is an error that
// says how to mend it.
func Examine(ctx context.Context, s Store, who PersonID) error {
	return s.View(long(ctx), who, func(tx Tx) error {
		if err := misjudged(tx, func(string, bool) error { return errTables() }); err != nil {
			return err
		}
		return foldJournal(tx, &tableReader{tx: tx})
	})
}

// Examine looks at the person's tables, see [Examine].
func (a *App) Examine(ctx context.Context, who Actor) error {
	if err := ofWhole(who, false); err != nil {
		return err
	}
	return Examine(ctx, a.store, who.Person)
}

func errTables() error { return goal.Unavailable("database", "error.doctor.tables") }

// tableReader holds the tables against what the journal says.
type tableReader struct {
	tx    Tx
	marks map[int]string // of the goal that is being read, by year
}

// alike is nil when two values say the same.
func alike[T any](want, got T, err error) error {
	if err != nil {
		return err
	}
	if reflect.DeepEqual(want, got) {
		return nil
	}
	x, errX := json.Marshal(want) // nil and empty are the same there
	y, errY := json.Marshal(got)
	if errX != nil || errY != nil || string(x) != string(y) {
		return errTables()
	}
	return nil
}

func (r *tableReader) begun(set goal.Settings, goals []goal.Goal) error {
	got, err := r.tx.Settings()
	if err := alike(set, got, err); err != nil {
		return err
	}
	there, err := r.tx.Goals()
	byID := func(x, y goal.Goal) int { return strings.Compare(x.ID, y.ID) }
	return alike(slices.SortedFunc(slices.Values(goals), byID), slices.SortedFunc(slices.Values(there), byID), err)
}

func (r *tableReader) reminder(want *goal.Reminder) error {
	got, there, err := r.tx.Reminder()
	if !there {
		return alike(want, nil, err)
	}
	return alike(want, &got.Reminder, err)
}

func (r *tableReader) days(g goal.Goal, first, last goal.Day, logs []goal.DayLog, marks []goal.Marks) error {
	if r.marks == nil {
		r.marks = map[int]string{}
	}
	for _, m := range marks {
		r.marks[m.Year] = m.Letters
	}
	got, err := r.tx.Days(g.ID, first, last)
	if err != nil {
		return err
	}
	if len(got) != len(logs) {
		return errTables()
	}
	for i := range logs {
		if err := alike(logs[i], got[i], nil); err != nil {
			return err
		}
	}
	return nil
}

func (r *tableReader) told(g goal.Goal, ms []goal.Measurement, s goal.Story) error {
	got, err := r.tx.Marks(g.ID)
	if err != nil {
		return err
	}
	for _, m := range got {
		if want, ok := r.marks[m.Year]; ok && want != m.Letters || !ok && strings.Trim(m.Letters, string(goal.LetterNone)) != "" {
			return errTables()
		}
		delete(r.marks, m.Year)
	}
	for letters := range maps.Values(r.marks) {
		if strings.Trim(letters, string(goal.LetterNone)) != "" {
			return errTables()
		}
	}
	r.marks = nil
	measured, err := r.tx.Measurements(g.ID)
	if err := alike(ms, measured, err); err != nil {
		return err
	}
	story, err := r.tx.Story(g.ID)
	return alike(s, story, err)
}

func (r *tableReader) person(c goal.Compass, felt map[goal.Day]goal.Feeling) error {
	got, err := r.tx.Compass()
	if err := alike(c, got, err); err != nil {
		return err
	}
	feelings, err := r.tx.Feelings(1, 1<<30)
	if err != nil {
		return err
	}
	if len(feelings) != len(felt) {
		return errTables()
	}
	for _, f := range feelings {
		if err := alike(felt[f.Day], f, nil); err != nil {
			return err
		}
	}
	return nil
}
