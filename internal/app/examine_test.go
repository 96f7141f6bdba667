package app_test

import (
	"context"
	"database/sql"
	"errors"
	"testing"

	_ "modernc.org/sqlite" // damages a database

	"github.com/ippo-app/ippo/internal/goal"
)

// Examine finds a table that says other than the journal, which a rebuild
// mends, and a journal that says other than was written, which it does not.
func TestExamine(t *testing.T) {
	ctx := context.Background()
	p := newPerson(t, "2026-01-05T08:00:00Z")
	p.do(walking("g"))
	p.days(monday, "g", "omxro.o")
	p.do(goal.Stamp{Goal: "g", Note: "a letter to Mara"})
	if _, err := p.RemoveWords(ctx, me, "test", "Mara"); err != nil {
		t.Fatal(err)
	}
	if err := p.undo(); err != nil {
		t.Fatal(err)
	}
	if err := p.Examine(ctx, me); err != nil {
		t.Fatalf("a good database: %v", err)
	}
	damage := func(q string) {
		t.Helper()
		db, err := sql.Open("sqlite", p.path)
		if err != nil {
			t.Fatal(err)
		}
		_, err = db.ExecContext(ctx, q)
		if err := errors.Join(err, db.Close()); err != nil {
			t.Fatal(err)
		}
	}
	for _, q := range []string{
		`update day_log set note = 'another' where day = '2026-01-06'`,
		`update marks set letters = replace(letters, 'd', 'm')`,
		`delete from day_log where day = '2026-01-05'`,
	} {
		damage(q)
		if err := p.Examine(ctx, me); key(err) != "error.doctor.tables" {
			t.Errorf("%s: %v", q, err)
		}
		if err := p.Rebuild(ctx, me); err != nil {
			t.Fatal(err)
		}
		if err := p.Examine(ctx, me); err != nil {
			t.Errorf("made anew after %s: %v", q, err)
		}
	}
	damage(`update journal set payload = '{"goal":"g","note":"never said"}' where kind = 'stamp' and position = 2`)
	if err := p.Examine(ctx, me); key(err) != "error.doctor.journal" {
		t.Errorf("a journal that says something else: %v", err)
	}
}
