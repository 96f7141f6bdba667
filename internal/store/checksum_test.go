package store

import (
	"context"
	"path/filepath"
	"testing"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
)

// A byte that is changed in any column of a journal entry is found, which the
// engine's own check does not do. Being undone changes, and is no damage; words
// that are taken out neither.
func TestSealsSeeEveryColumn(t *testing.T) {
	ctx := context.Background()
	s := open(t, filepath.Join(t.TempDir(), "ippo.db")).(*sqliteStore)
	err := s.Update(ctx, app.LocalPerson, func(tx app.Tx) error {
		e := goal.Entry{Command: goal.Command{
			ID: "c1", At: 1000, Day: goal.Date(2026, 1, 5), Device: "test", Body: goal.Stamp{Goal: "g", Note: "a letter to Mara"},
		}, Hash: "h", Batch: "b", Result: goal.Result{Goal: "g"}}
		if _, err := tx.Append(e); err != nil {
			return err
		}
		if err := tx.SetUndone("c1", true); err != nil {
			return err
		}
		return tx.SetBody("c1", goal.Stamp{Goal: "g", Note: "a letter"})
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Check(ctx); err != nil {
		t.Fatalf("an entry that is as it was written: %v", err)
	}
	for column, other := range map[string]any{
		"id": "c2", "kind": "skip", "about": "h", "day": "2026-01-06", "at": 1001, "device": "tesd", "payload": `{"goal":"g","note":"a ledder"}`,
		"hash": "i", "batch": "c", "target": "c1", "result": `{"goal":"h"}`,
	} {
		var was any
		if err := s.db.QueryRowContext(ctx, `select `+column+` from journal`).Scan(&was); err != nil {
			t.Fatal(err)
		}
		for _, step := range []struct {
			value any
			want  string
		}{{other, "unavailable error.store.damaged"}, {was, "none"}} {
			if _, err := s.db.ExecContext(ctx, `update journal set `+column+` = $1`, step.value); err != nil {
				t.Fatal(err)
			}
			if err := s.Check(ctx); code(err) != step.want {
				t.Errorf("%s is %v: %v", column, step.value, err)
			}
		}
	}
}

// What cannot be read of a row is damage, and said as such, whoever reads it.
func TestDamagedRowsAreSaid(t *testing.T) {
	ctx := context.Background()
	s := open(t, filepath.Join(t.TempDir(), "ippo.db")).(*sqliteStore)
	err := s.Update(ctx, app.LocalPerson, func(tx app.Tx) error {
		if err := tx.PutSettings(goal.Settings{Name: "A"}); err != nil {
			return err
		}
		if err := tx.PutGoal(goal.Goal{ID: "g", Slug: "s"}); err != nil {
			return err
		}
		_, err := tx.Append(goal.Entry{Command: goal.Command{ID: "c", At: 1, Day: goal.Date(2026, 1, 5), Body: goal.Stamp{Goal: "g"}}})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range []string{
		`update person set settings = '{'`, `update goal set doc = '{"id":'`, `update journal set payload = '{"goal"$}'`,
	} {
		if _, err := s.db.ExecContext(ctx, q); err != nil {
			t.Fatal(err)
		}
	}
	for name, f := range map[string]func(app.Tx) error{
		"settings": func(tx app.Tx) error { _, err := tx.Settings(); return err },
		"goals":    func(tx app.Tx) error { _, err := tx.Goals(); return err },
		"journal":  func(tx app.Tx) error { _, err := tx.Entries(app.Filter{}); return err },
	} {
		if err := s.View(ctx, app.LocalPerson, f); code(err) != "unavailable error.store.damaged" {
			t.Errorf("%s: %v", name, err)
		}
	}
}
