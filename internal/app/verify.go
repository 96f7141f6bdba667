package app

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"slices"
	"time"

	"github.com/ippo-app/ippo/internal/goal"
)

// errVerified ends an examination: everything that it wrote to compare is taken
// back.
var errVerified = errors.New("examined")

// Examine looks whether the journal still holds what was written into it, and
// whether every table says what the journal says. It changes nothing. What it
// finds is an error that says how to mend it.
func (a *App) Examine(ctx context.Context, who PersonID) error {
	err := a.update(long(ctx), who, func(tx Tx) error {
		if err := verifyJournal(tx); err != nil {
			return err
		}
		before, err := hashTables(tx)
		if err != nil {
			return err
		}
		p, err := a.open(tx)
		if err != nil {
			return err
		}
		if err := p.rebuild(); err != nil {
			return err
		}
		after, err := hashTables(tx)
		if err == nil && !slices.Equal(before, after) {
			err = goal.Unavailable("database", "error.doctor.tables")
		}
		return errors.Join(err, errVerified)
	})
	var found *goal.Error
	switch {
	case errors.As(err, &found):
		return found
	case errors.Is(err, errVerified):
		return nil
	}
	return err
}

// verifyJournal compares each entry with the hash that was made of it. Where
// words were removed, the hash is that of the words that are gone (ruling 15).
func verifyJournal(tx Tx) error {
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

// hashTables is a sum of all that is made from the journal; days are read a year
// at a time.
func hashTables(tx Tx) ([]byte, error) {
	sum := sha256.New()
	out := json.NewEncoder(sum)
	keep := func(v any, err error) error {
		if err != nil {
			return err
		}
		return out.Encode(v)
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
		if err := encodeDays(tx, g.ID, marks, keep); err != nil {
			return nil, err
		}
	}
	return sum.Sum(nil), nil
}

// encodeDays reads the days of a goal in the years of its marks, and those before,
// between and after them, where there should be none.
func encodeDays(tx Tx, id string, marks []goal.Marks, keep func(any, error) error) error {
	first := goal.Day(1)
	for _, m := range marks {
		next := goal.Date(m.Year+1, time.January, 1)
		if next <= first {
			continue
		}
		days, err := tx.Days(id, first, next-1)
		if err := keep(days, err); err != nil {
			return err
		}
		first = next
	}
	days, err := tx.Days(id, first, 1<<30)
	return keep(days, err)
}
