package store

import (
	"bytes"
	"context"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/exchange"
	"github.com/ippo-app/ippo/internal/goal"
)

// flips of single bits that are tried.
const flips = 300

// A bit that is flipped anywhere in a backup is judged alike by whoever
// restores it and by doctor, once it is in place; and what both call good
// exports the same, byte for byte (ruling 70).
func TestAFlippedBitIsJudgedAlike(t *testing.T) {
	ctx, dir := t.Context(), t.TempDir()
	backup := filepath.Join(dir, "backup.db")
	s := open(t, released(t, newest))
	undone(t, s)
	if _, err := s.Backup(ctx, backup); err != nil {
		t.Fatal(err)
	}
	file, err := os.ReadFile(backup)
	if err != nil {
		t.Fatal(err)
	}
	want, _, _ := examined(ctx, t, backup, filepath.Join(dir, "whole.db"))
	rng := rand.New(rand.NewPCG(70, 70))
	found := 0
	for n := range flips {
		at := rng.IntN(len(file))
		for file[at] == 0 { // mostly unused
			at = rng.IntN(len(file))
		}
		bit := byte(1) << rng.IntN(8)
		hurt := bytes.Clone(file)
		hurt[at] ^= bit
		path := filepath.Join(dir, "hurt.db")
		if err := os.WriteFile(path, hurt, 0o600); err != nil {
			t.Fatal(err)
		}
		export, restore, doctor := examined(ctx, t, path, filepath.Join(dir, "opened.db"))
		switch {
		case (restore == nil) != (doctor == nil):
			t.Errorf("flip %d, bit %d of byte %d: restore says %v, doctor %v", n, bit, at, restore, doctor)
		case restore == nil && !bytes.Equal(export, want):
			t.Errorf("flip %d, bit %d of byte %d: nobody speaks of it, and the export differs", n, bit, at)
		case restore != nil:
			found++
			if code(restore) == "none" || code(doctor) == "none" {
				t.Errorf("flip %d, bit %d of byte %d is told as %v, %v", n, bit, at, restore, doctor)
			}
		}
	}
	if found < flips/4 {
		t.Errorf("only %d of %d flips were found", found, flips)
	}
	t.Logf("%d of %d were found", found, flips)
}

// undone takes back an entry of the life, so that a mark of it stands.
func undone(t *testing.T, s Store) {
	t.Helper()
	a := app.New(s, releasedDay)
	for range 3 {
		today, err := a.Today(t.Context(), app.Local(), 0)
		if err != nil {
			t.Fatal(err)
		}
		c, err := a.Command(t.Context(), app.Local(), "test", 0, goal.Stamp{Goal: today.Goals[0].Goal.ID, Note: "once more"})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := a.Do(t.Context(), app.Local(), c); err != nil {
			t.Fatal(err)
		}
		if _, err := a.UndoLast(t.Context(), app.Local(), "test", ""); err != nil {
			t.Fatal(err)
		}
	}
}

// examined is what a restore says of a file, and doctor of the same file in
// place, with the export of what it holds.
func examined(ctx context.Context, t *testing.T, path, place string) (export []byte, restore, doctor error) {
	t.Helper()
	_, restore = Verify(ctx, path, place)
	for _, tail := range []string{"", "-wal", "-shm", "-journal"} {
		if err := os.Remove(place + tail); err != nil && !errors.Is(err, os.ErrNotExist) {
			t.Fatal(err)
		}
	}
	if err := copyFile(path, place); err != nil {
		t.Fatal(err)
	}
	s, doctor := Open(ctx, place)
	if doctor != nil {
		return nil, restore, doctor
	}
	defer func() { _ = s.Close() }() // only read
	if doctor = s.Check(ctx); doctor != nil {
		return nil, restore, doctor
	}
	var out bytes.Buffer
	err := app.New(s, releasedDay).Archive(ctx, app.Local(), func(a goal.Archive) error { return exchange.JSON(&out, a) })
	if err != nil {
		return nil, restore, err
	}
	return out.Bytes(), restore, nil
}
