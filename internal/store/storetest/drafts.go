package storetest

import (
	"context"
	"errors"
	"testing"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
)

// drafts are a row a form; every change of one counts.
func drafts(t *testing.T, s app.Store) {
	t.Helper()
	note := app.Draft{Form: "note:g:2026-01-05", At: 7, Fields: map[string]app.Typed{
		"note":   {Text: app.Text{Values: []string{"naïve 日本 <b> & \"quote\""}, At: 7, Device: "web"}, Beside: []app.Text{{Values: []string{"a", ""}, At: 5, Device: "other"}}},
		"energy": {Text: app.Text{At: 6, Device: "web"}},
	}}
	begin := app.Draft{Form: "begin", At: 3, Fields: map[string]app.Typed{}, Rest: `{"step":2}`}
	counted := int64(0)
	read := func(want ...app.Draft) {
		t.Helper()
		view(t, s, func(tx app.Tx) error {
			all, err := tx.Drafts()
			same(t, want, all)
			k, err2 := tx.Keys()
			if k.Drafts < counted {
				t.Errorf("the count went from %d to %d", counted, k.Drafts)
			}
			counted = k.Drafts
			return errors.Join(err, err2)
		})
	}
	moves := func(f func(app.Tx) error) {
		t.Helper()
		before := counted
		update(t, s, f)
		view(t, s, func(tx app.Tx) error {
			k, err := tx.Keys()
			if counted = k.Drafts; counted <= before {
				t.Errorf("a change is not counted: %d, then %d", before, counted)
			}
			return err
		})
	}
	read()
	moves(func(tx app.Tx) error { return tx.PutDraft(note) })
	moves(func(tx app.Tx) error { return tx.PutDraft(begin) })
	read(begin, note)
	begin.At, begin.Rest = 8, `{"step":3}`
	moves(func(tx app.Tx) error { return tx.PutDraft(begin) })
	read(begin, note)
	update(t, s, func(tx app.Tx) error { return errors.Join(tx.PutSettings(goal.Settings{Name: "A"}), tx.PutRemoved(9)) })
	view(t, s, func(tx app.Tx) error {
		got, there, err := tx.Draft(note.Form)
		same(t, note, got)
		_, none, err2 := tx.Draft("note:g:2026-01-06")
		k, err3 := tx.Keys()
		if !there || none || k.Removed != 9 || k.Drafts != counted {
			t.Errorf("there %v, none %v, %+v", there, none, k)
		}
		return errors.Join(err, err2, err3)
	})
	moves(func(tx app.Tx) error { return tx.DropDraft(note.Form) })
	read(begin)
	const other app.PersonID = "00000000-0000-7000-8000-000000000002"
	err := s.View(context.Background(), other, func(tx app.Tx) error {
		all, err := tx.Drafts()
		if len(all) > 0 {
			t.Errorf("somebody else's words were seen: %v", all)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// tags are made with a person's first row, and are those of nobody else, in this
// database or in another (ruling 136).
func tags(t *testing.T, open func(testing.TB) app.Store) {
	t.Helper()
	known := map[string]bool{"": true}
	for range 2 {
		s := open(t)
		for _, who := range []app.PersonID{me, "00000000-0000-7000-8000-000000000002"} {
			tag := func() (tag string) {
				t.Helper()
				err := s.View(context.Background(), who, func(tx app.Tx) error {
					k, err := tx.Keys()
					tag = k.Tag
					return err
				})
				if err != nil {
					t.Fatal(err)
				}
				return tag
			}
			if got := tag(); who != me && got != "" {
				t.Errorf("a tag before there was a person: %q", got)
			}
			for range 2 {
				if err := s.AddPerson(context.Background(), who); err != nil {
					t.Fatal(err)
				}
			}
			var got string
			for n := range 2 {
				if err := s.Update(context.Background(), who, func(tx app.Tx) error { return tx.PutSettings(goal.Settings{Name: "A"}) }); err != nil {
					t.Fatal(err)
				}
				if n == 0 {
					got = tag()
				}
			}
			if known[got] || got != tag() {
				t.Errorf("the tag %q is known, or is %q now", got, tag())
			}
			known[got] = true
		}
	}
}
