package app

import (
	"context"
	"encoding/json"
	"errors"
	"slices"

	"github.com/ippo-app/ippo/internal/goal"
)

// errSeen ends an examination: everything that it wrote to compare is taken
// back.
var errSeen = errors.New("examined")

// Examine looks whether the journal still holds what was written into it, and
// whether every table says what the journal says. It changes nothing. What it
// finds is an error that says how to mend it.
func (a *App) Examine(ctx context.Context, who PersonID) error {
	err := a.store.Update(ctx, who, func(tx Tx) error {
		if err := examineJournal(tx); err != nil {
			return err
		}
		before, err := tables(tx)
		if err != nil {
			return err
		}
		b, err := a.open(tx)
		if err != nil {
			return err
		}
		if err := b.rebuild(); err != nil {
			return err
		}
		after, err := tables(tx)
		if err == nil && !slices.Equal(before, after) {
			err = goal.Unavailable("database", "error.doctor.tables")
		}
		return errors.Join(err, errSeen)
	})
	var found *goal.Error
	switch {
	case errors.As(err, &found):
		return found
	case errors.Is(err, errSeen):
		return nil
	}
	return err
}

// examineJournal compares each entry with the hash that was made of it. Where
// words were removed, the hash is that of the words that are gone (ruling 15).
func examineJournal(tx Tx) error {
	wordless := map[string]bool{}
	removals, err := tx.Entries(Filter{Kinds: []goal.Kind{goal.KindWords}})
	if err != nil {
		return err
	}
	for _, e := range removals {
		if w, ok := e.Body.(goal.RemoveWords); ok {
			for _, id := range w.From {
				wordless[id] = true
			}
		}
	}
	position := int64(0)
	for e, err := range journal(tx) {
		if err != nil {
			return err
		}
		position++
		hash, err := e.Command.Hash()
		if err != nil {
			return err
		}
		if e.Position != position || hash != e.Hash && !wordless[e.ID] {
			return goal.Unavailable("database", "error.doctor.journal", position)
		}
	}
	return nil
}

// tables reads all that is made from the journal.
func tables(tx Tx) ([]byte, error) {
	var all []any
	keep := func(v any, err error) error {
		all = append(all, v)
		return err
	}
	set, err := tx.Settings()
	if err := keep(set, err); err != nil {
		return nil, err
	}
	feelings, err := tx.Feelings(1, 1<<30)
	if err := keep(feelings, err); err != nil {
		return nil, err
	}
	compass, err := tx.Compass()
	if err := keep(compass, err); err != nil {
		return nil, err
	}
	goals, err := tx.Goals()
	if err := keep(goals, err); err != nil {
		return nil, err
	}
	for _, g := range goals {
		days, err := tx.Days(g.ID, 1, 1<<30)
		if err := keep(days, err); err != nil {
			return nil, err
		}
		marks, err := tx.Marks(g.ID)
		if err := keep(marks, err); err != nil {
			return nil, err
		}
		measured, err := tx.Measurements(g.ID)
		if err := keep(measured, err); err != nil {
			return nil, err
		}
		story, err := tx.Story(g.ID)
		if err := keep(story, err); err != nil {
			return nil, err
		}
	}
	return json.Marshal(all)
}
