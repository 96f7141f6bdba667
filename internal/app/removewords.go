package app

import (
	"context"
	"slices"

	"github.com/ippo-app/ippo/internal/goal"
)

// Holding counts the entries that hold words of the person.
func (a *App) Holding(ctx context.Context, who PersonID, words string) (int, error) {
	n := 0
	err := a.store.View(ctx, who, func(tx Tx) error {
		found, err := entriesHolding(tx, words)
		n = len(found)
		return err
	})
	return n, err
}

// RemoveWords takes words out of every entry that holds them, leaves nothing of
// them in the file, and is an entry itself. It cannot be undone (ruling 15).
func (a *App) RemoveWords(ctx context.Context, who PersonID, device, words string) (Answer, error) {
	at := a.now().UnixMilli()
	var ans Answer
	err := a.update(long(ctx), who, func(tx Tx) error {
		if done, err := written(tx, ans.Command); done || err != nil {
			return err
		}
		found, err := entriesHolding(tx, words)
		if err != nil {
			return err
		}
		if len(found) == 0 {
			return goal.NotFound("", "error.words.none")
		}
		var ids []string
		for _, e := range found {
			if err := tx.SetBody(e.ID, e.Body); err != nil {
				return err
			}
			ids = append(ids, e.ID)
		}
		p, err := a.open(tx)
		if err != nil {
			return err
		}
		c := goal.Command{ID: a.newID(), At: at, Day: p.cal.DayAt(at), Device: device, Body: goal.RemoveWords{From: ids}}
		e := goal.Entry{Command: c}
		if e.Hash, err = c.Hash(); err != nil {
			return err
		}
		if e.Position, err = tx.Append(e); err != nil {
			return err
		}
		ans = Answer{Command: c.ID, Entry: e}
		if err := dropDraft(tx, words); err != nil {
			return err
		}
		return p.rebuild()
	})
	if err != nil {
		return Answer{}, err
	}
	return ans, a.scrub(ctx)
}

// dropDraft drops a goal half begun that holds the words: it is not in the
// journal.
func dropDraft(tx Tx, words string) error {
	d, err := tx.Draft()
	if err != nil || !goal.Holds([]byte(d), words) {
		return err
	}
	return tx.PutDraft("")
}

// entriesHolding are the entries that hold words, with their bodies as they would be
// without them.
func entriesHolding(tx Tx, words string) ([]goal.Entry, error) {
	var found []goal.Entry
	for e, err := range journal(tx) {
		if err != nil {
			return nil, err
		}
		body, held, err := goal.Without(e.Body, words)
		if err != nil {
			return nil, err
		}
		if held {
			e.Body = body
			found = append(found, e)
		}
	}
	return slices.Clip(found), nil
}
