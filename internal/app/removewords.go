package app

import (
	"context"
	"slices"
	"strings"

	"github.com/ippo-app/ippo/internal/goal"
)

// Held counts what holds words of the person: entries, and forms that were typed
// into and not sent.
type Held struct{ Entries, Drafts int }

// Holding counts what holds words of the person.
func (a *App) Holding(ctx context.Context, who Actor, words string) (Held, error) {
	var h Held
	err := a.view(ctx, who, ofBook, func(tx Tx) error {
		found, err := entriesHolding(tx, words)
		if err != nil {
			return err
		}
		drafts, err := draftsWithout(tx, words)
		h = Held{len(found), len(drafts)}
		return err
	})
	return h, err
}

// RemoveWords takes words out of every entry and every draft that holds them,
// leaves nothing of them in the file, and is an entry itself, of no other entry
// where only drafts held them. It cannot be undone (ruling 15).
func (a *App) RemoveWords(ctx context.Context, who Actor, device, words string) (Answer, error) {
	at := a.now().UnixMilli()
	var ans Answer
	err := a.update(long(ctx), who, ofBook, func(tx Tx) error {
		if done, err := written(tx, ans.Command); done || err != nil {
			return err
		}
		found, err := entriesHolding(tx, words)
		if err != nil {
			return err
		}
		drafts, err := draftsWithout(tx, words)
		if err != nil {
			return err
		}
		if len(found)+len(drafts) == 0 {
			return goal.NotFound("", "error.words.none")
		}
		ids := []string{}
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
		for _, d := range drafts {
			if err := tx.PutDraft(d); err != nil {
				return err
			}
		}
		if err := tx.PutRemoved(e.Position); err != nil {
			return err
		}
		return p.rebuild()
	})
	if err != nil {
		return Answer{}, err
	}
	return ans, a.scrub(ctx)
}

// draftsWithout are the drafts that hold words, as they would be without them:
// emptied where the words were typed, the rest as it is (ruling 90).
func draftsWithout(tx Tx, words string) ([]Draft, error) {
	all, err := tx.Drafts()
	if err != nil {
		return nil, err
	}
	var held []Draft
	for _, d := range all {
		if d.blank(words) {
			held = append(held, d)
		}
	}
	return held, nil
}

// blank empties the fields that hold words, and says whether any did.
func (d *Draft) blank(words string) bool {
	found := false
	holds := func(x Text) bool {
		return slices.ContainsFunc(x.Values, func(v string) bool { return strings.Contains(v, words) })
	}
	for name, t := range d.Fields {
		beside := len(t.Beside)
		t.Beside = slices.DeleteFunc(slices.Clone(t.Beside), holds)
		if holds(t.Text) {
			t.Values, found = nil, true
		}
		found = found || len(t.Beside) < beside
		d.Fields[name] = t
	}
	rest, held := goal.Blanked([]byte(d.Rest), words)
	if held {
		d.Rest = string(rest)
	}
	return found || held
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
