package store

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/ippo-app/ippo/internal/app"
)

func putDraft(s Store, words string) error {
	return s.Update(context.Background(), app.LocalPerson, func(tx app.Tx) error { return tx.PutDraft(app.Draft{Form: "begin", Rest: words}) })
}

func draft(t *testing.T, path string) string {
	t.Helper()
	var d string
	s, err := Open(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	err = s.View(context.Background(), app.LocalPerson, func(tx app.Tx) error {
		x, _, err := tx.Draft("begin")
		d = x.Rest
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return d
}

// A restore keeps every file that was in its place, also two of one second.
func TestRestoreKeepsTheOldOnes(t *testing.T) {
	ctx, dir := context.Background(), t.TempDir()
	path, backup := filepath.Join(dir, "ippo.db"), filepath.Join(dir, "backup.db")
	s, err := Open(ctx, path)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range []func() error{
		func() error { return putDraft(s, "first") },
		func() error { _, err := s.Backup(ctx, backup); return err },
		func() error { return putDraft(s, "second") },
		s.Close,
	} {
		if err := f(); err != nil {
			t.Fatal(err)
		}
	}
	one, err := Restore(ctx, backup, path, "x")
	if err != nil || draft(t, path) != "first" || draft(t, one) != "second" {
		t.Fatalf("%s: %v", one, err)
	}
	two, err := Restore(ctx, backup, path, "x")
	if err != nil || two == one || draft(t, one) != "second" || draft(t, two) != "first" {
		t.Errorf("%s, %s: %v", one, two, err)
	}
	if left, _ := filepath.Glob(path + ".part*"); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// While the database is open elsewhere a restore is refused; and should the
// file be taken away all the same, nothing more is written to it.
func TestRestoreUnderAServer(t *testing.T) {
	ctx, dir := context.Background(), t.TempDir()
	path, backup := filepath.Join(dir, "ippo.db"), filepath.Join(dir, "backup.db")
	s := open(t, path)
	if err := putDraft(s, "first"); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Backup(ctx, backup); err != nil {
		t.Fatal(err)
	}
	if _, err := Restore(ctx, backup, path, "x"); code(err) != "conflict error.restore.open" {
		t.Errorf("a database in use: %v", err)
	}
	if err := putDraft(s, "second"); err != nil {
		t.Errorf("after a refused restore: %v", err)
	}
	if err := os.Rename(path, path+".away"); err != nil {
		t.Fatal(err)
	}
	if err := putDraft(s, "third"); code(err) != "unavailable error.store.replaced" {
		t.Errorf("without a file: %v", err)
	}
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := putDraft(s, "third"); code(err) != "unavailable error.store.replaced" {
		t.Errorf("with another file: %v", err)
	}
}
