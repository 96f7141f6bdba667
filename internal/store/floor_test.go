package store

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/store/storetest"
)

// program opens a database as the program of some migrations.
func program(t *testing.T, address string, m migrations) *postgresStore {
	t.Helper()
	s, err := startPostgres(t.Context(), address, true, m)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

// restAs writes an entry of a kind that the program after this one brings.
func restAs(s *postgresStore, n string, b goal.Body) error {
	return s.Update(context.Background(), app.LocalPerson, func(tx app.Tx) error {
		_, err := tx.Append(goal.Entry{Command: goal.Command{ID: n, At: 1, Day: goal.Date(2026, 1, 5), Body: b}, Hash: "h"})
		return err
	})
}

// Ruling 151: a program goes on beside the one after it, which writes nothing that
// the older one would drop, until nobody of the older was seen for a minute.
func TestRuling151OldBesideNew(t *testing.T) {
	for name, address := range map[string]string{"at once": storetest.Postgres(t), "behind a pooler": storetest.Pooled(t)} {
		t.Run(name, func(t *testing.T) { besideNew(t, address) })
	}
}

func besideNew(t *testing.T, address string) {
	t.Helper()
	ctx := t.Context()
	now := time.Date(2026, 1, 5, 8, 0, 0, 0, time.UTC)
	at := func() int64 { return now.UnixMilli() } //nolint:gocritic // now changes
	try := func(what string, err, want error) {
		t.Helper()
		if want == nil && err != nil || !errors.Is(err, want) {
			t.Errorf("%s: %v, want %v", what, err, want)
		}
	}
	old := program(t, address, migrations{embedded, newest})
	try("the old one is seen", old.Seen(ctx, at()), nil)
	after := next(t, "alter table person add column later text not null default '';")
	young := program(t, address, after)
	young.engine.floor.since = map[goal.Kind]int64{goal.KindRest: newest + 1}
	again := program(t, address, migrations{embedded, newest}) // it opens a higher schema
	if again.Schema() != newest+1 {
		t.Errorf("schema %d", again.Schema())
	}
	try("the young one is seen", young.Seen(ctx, at()), nil)
	try("a command of the terminal", young.Raise(ctx, at()), nil)
	try("a new kind", restAs(young, "a", goal.Rest{Goal: "g"}), ErrLater)
	try("a known kind", restAs(young, "b", goal.Stamp{Goal: "g"}), nil)
	try("the old one writes", restAs(old, "c", goal.Stamp{Goal: "g"}), nil)

	now = now.Add(40 * time.Second)
	try("the old one is seen once more", old.Seen(ctx, at()), nil)
	now = now.Add(40 * time.Second)
	try("the young one alone", young.Seen(ctx, at()), nil)
	try("a new kind, too early", restAs(young, "a", goal.Rest{Goal: "g"}), ErrLater)
	now = now.Add(30 * time.Second)
	try("the floor is raised", young.Seen(ctx, at()), nil)
	try("a new kind", restAs(young, "a", goal.Rest{Goal: "g"}), nil)

	old.engine.floor.fresh.Store(false) // its time is over
	try("an old one that was asleep", restAs(old, "d", goal.Stamp{Goal: "g"}), ErrLater)
	try("an old command of the terminal", restAs(again, "e", goal.Stamp{Goal: "g"}), ErrLater)
	try("the old one wakes up", old.Seen(ctx, at()), ErrLater)
	if _, err := startPostgres(ctx, address, true, migrations{embedded, newest}); code(err) != "unavailable error.store.newer" {
		t.Errorf("an old one opens: %v", err)
	}
	read := func(tx app.Tx) error {
		_, err := tx.Entries(app.Filter{})
		return err
	}
	try("reading", old.View(ctx, app.LocalPerson, read), nil)
	if _, err := young.db.ExecContext(ctx, `update journal set kind = 'later' where id = 'a'`); err != nil {
		t.Fatal(err)
	}
	try("a kind that it does not know", old.View(ctx, app.LocalPerson, read), ErrLater)
}

// A node that leaves in order is not waited for.
func TestRuling151WhoLeavesIsNotWaitedFor(t *testing.T) {
	ctx, address := t.Context(), storetest.Postgres(t)
	old := program(t, address, migrations{embedded, newest})
	young := program(t, address, next(t, "select 1;"))
	if err := errors.Join(old.Seen(ctx, 1000), young.Raise(ctx, 2000)); err != nil {
		t.Fatal(err)
	}
	if at := young.engine.floor.at.Load(); at != newest {
		t.Errorf("the floor is %d while an old one runs", at)
	}
	if err := errors.Join(old.Leave(ctx), young.Raise(ctx, 3000)); err != nil {
		t.Fatal(err)
	}
	if at := young.engine.floor.at.Load(); at != newest+1 {
		t.Errorf("the floor is %d", at)
	}
}

// What the programs of schema 6 know. A kind that is new since needs a line in
// kindsSince: the program before would not understand it.
func TestRuling151NewKindsWait(t *testing.T) {
	known := []goal.Kind{
		goal.KindBegin, goal.KindCover, goal.KindDismiss, goal.KindEnergy, goal.KindImport,
		goal.KindItem, goal.KindLookBack, goal.KindMeasure, goal.KindPause, goal.KindPurpose,
		goal.KindRecord, goal.KindRemark, goal.KindRest, goal.KindResume, goal.KindReview,
		goal.KindRevise, goal.KindSeason, goal.KindSettings, goal.KindSkip, goal.KindStamp,
		goal.KindStatus, goal.KindTrial, goal.KindTry, goal.KindTryEnd, goal.KindUndo,
		goal.KindWords,
	}
	since := kindsSince()
	for _, k := range append(goal.OrderedKinds(), goal.KindStamp, goal.KindSkip, goal.KindRest, goal.KindRemark, goal.KindMeasure, goal.KindRecord) {
		if !slices.Contains(known, k) && since[k] == 0 {
			t.Errorf("%s is new, and nothing says since when", k)
		}
	}
	for k, schema := range since {
		if schema > newest {
			t.Errorf("%s waits for schema %d", k, schema)
		}
	}
}

// A migration waits two seconds for a table, and its lock is a row, no lock of the
// session.
func TestMigrationsDoNotWaitForLong(t *testing.T) {
	ctx, address := t.Context(), storetest.Postgres(t)
	s := program(t, address, migrations{embedded, newest})
	db := sql.OpenDB(patientOf(s))
	defer func() { _ = db.Close() }()
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = tx.Rollback() }()
	var within, locks string
	err = tx.QueryRowContext(ctx, `select current_setting('lock_timeout'), (select count(*) from pg_locks where locktype = 'advisory')`).Scan(&within, &locks)
	if err != nil || within != "2s" || locks != "0" {
		t.Errorf("%s, %s locks, %v", within, locks, err)
	}
	if err := errors.Join(tx.Rollback(), db.QueryRowContext(ctx, `select current_setting('lock_timeout')`).Scan(&within)); err != nil || within != "0" {
		t.Errorf("%s after it, %v", within, err)
	}
}
