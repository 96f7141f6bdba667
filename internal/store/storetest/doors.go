package storetest

import (
	"context"
	"errors"
	"testing"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
)

// doors lead to one person each, and go with what they are of (ruling 121).
func doors(t *testing.T, s app.Store) {
	t.Helper()
	const other app.PersonID = "00000000-0000-7000-8000-000000000002"
	ctx := context.Background()
	if err := s.AddPerson(ctx, other); err != nil {
		t.Fatal(err)
	}
	as := func(who app.PersonID, f func(app.Tx) error) error { return s.Update(ctx, who, f) }
	behind := func(kind, hash string, want app.Behind) {
		t.Helper()
		got, there, err := s.Door(ctx, kind, hash)
		if err != nil || there != (want.Person != "") {
			t.Errorf("%s %s: there %v, %v", kind, hash, there, err)
		}
		same(t, want, got)
	}
	put := func(x app.Session) func(app.Tx) error {
		return func(tx app.Tx) error { return errors.Join(tx.PutDoor(x.Kind, x.Hash), tx.PutSession(x)) }
	}
	mine, theirs := app.Session{Hash: "a", Kind: "session", Expires: 9, Device: "d"}, app.Session{Hash: "b", Kind: "link", Created: 3, Expires: 5}
	err := errors.Join(as(me, put(mine)), as(me, put(mine)), as(other, put(theirs)), as(other, func(tx app.Tx) error { return tx.PutDoor("calendar", "c") }))
	if err != nil {
		t.Fatal(err)
	}
	behind("session", "a", app.Behind{Person: me, Session: mine})
	behind("link", "b", app.Behind{Person: other, Session: theirs})
	behind("calendar", "c", app.Behind{Person: other})
	behind("link", "a", app.Behind{})
	behind("session", "none", app.Behind{})
	taken, ok := errors.AsType[*goal.Error](as(other, put(mine)))
	if !ok || taken.Code != goal.CodeConflict {
		t.Errorf("a door of somebody else: %v", taken)
	}
	if err := as(other, func(tx app.Tx) error { return tx.PutDisabled(7) }); err != nil {
		t.Fatal(err)
	}
	behind("link", "b", app.Behind{Person: other, Disabled: 7, Session: theirs})
	err = errors.Join(as(me, func(tx app.Tx) error { return tx.DropSession("a") }), as(other, func(tx app.Tx) error { return tx.SweepSessions(6, 99) }))
	if err != nil {
		t.Fatal(err)
	}
	behind("session", "a", app.Behind{})
	behind("link", "b", app.Behind{})
	if err := as(other, func(tx app.Tx) error { return tx.Erase() }); err != nil {
		t.Fatal(err)
	}
	behind("calendar", "c", app.Behind{})
}
