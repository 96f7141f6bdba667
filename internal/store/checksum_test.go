package store

import (
	"context"
	"path/filepath"
	"testing"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
)

// hashedEntry is an entry as a command writes it.
func hashedEntry(t *testing.T, c goal.Command) goal.Entry {
	t.Helper()
	hash, err := c.Hash()
	if err != nil {
		t.Fatal(err)
	}
	return goal.Entry{Command: c, Hash: hash}
}

// A byte that is changed in any column of a journal entry is found, which the
// engine's own check does not do: by the seal, or, of being undone and of the
// position, by the other entries. Words that are taken out are no damage.
func TestSealsSeeEveryColumn(t *testing.T) {
	ctx := context.Background()
	s := open(t, filepath.Join(t.TempDir(), "ippo.db")).(*sqliteStore)
	err := s.Update(ctx, app.LocalPerson, func(tx app.Tx) error {
		e := hashedEntry(t, goal.Command{
			ID: "c1", At: 1000, Day: goal.Date(2026, 1, 5), Device: "test", Body: goal.Stamp{Goal: "g", Note: "a letter to Mara"},
		})
		e.Batch, e.Result = "b", goal.Result{Goal: "g"}
		for _, e := range []goal.Entry{
			e, hashedEntry(t, goal.Command{ID: "c2", At: 1001, Day: goal.Date(2026, 1, 5), Device: "test", Body: goal.Undo{Target: "c1"}}),
			hashedEntry(t, goal.Command{ID: "c3", At: 1002, Day: goal.Date(2026, 1, 5), Device: "test", Body: goal.RemoveWords{From: []string{"c1"}}}),
		} {
			if _, err := tx.Append(e); err != nil {
				return err
			}
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
	const damaged, gap, tables = "unavailable error.store.damaged", "unavailable error.doctor.journal", "unavailable error.doctor.tables"
	for column, c := range map[string]struct {
		other any
		want  string
	}{
		"id": {"c4", damaged}, "kind": {"skip", damaged}, "about": {"h", damaged}, "day": {"2026-01-06", damaged}, "at": {1001, damaged},
		"device": {"tesd", damaged}, "payload": {`{"goal":"g","note":"a ledder"}`, damaged}, "hash": {"i", damaged}, "batch": {"c", damaged},
		"target": {"c1", damaged}, "result": {`{"goal":"h"}`, damaged}, "seal": {"0", damaged}, "undone": {false, tables}, "position": {7, gap},
	} {
		var was any
		if err := s.db.QueryRowContext(ctx, `select `+column+` from journal where at < 1002 order by position limit 1`).Scan(&was); err != nil {
			t.Fatal(err)
		}
		for _, step := range []struct {
			value any
			want  string
		}{{c.other, c.want}, {was, "none"}} {
			if _, err := s.db.ExecContext(ctx, `update journal set `+column+` = $1 where rowid = 1`, step.value); err != nil {
				t.Fatal(err)
			}
			if err := s.Check(ctx); code(err) != step.want {
				t.Errorf("%s is %v: %v", column, step.value, err)
			}
		}
	}
}

// A journal that has lost an entry is found, whether in the middle or at its
// end: the head counts them (ruling 70).
func TestALostEntryIsFound(t *testing.T) {
	for _, q := range []string{
		`delete from journal where position = 2`, `delete from journal where position = 3`, `delete from journal where position = 1`,
		`update person set head = 4`, `update person set head = 2`,
	} {
		s := open(t, filepath.Join(t.TempDir(), "ippo.db")).(*sqliteStore)
		write(t, s, 0, 3)
		if _, err := s.db.ExecContext(t.Context(), q); err != nil {
			t.Fatal(err)
		}
		if err := s.Check(t.Context()); code(err) != "unavailable error.doctor.journal" {
			t.Errorf("%s: %v", q, err)
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
