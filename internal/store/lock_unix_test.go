//go:build unix

package store

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// free says whether a program that locks whole files could take a lock now.
func free(t *testing.T, path string) bool {
	t.Helper()
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }() // the lock goes with it
	err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if err != nil && !errors.Is(err, syscall.EWOULDBLOCK) {
		t.Fatal(err)
	}
	return err == nil
}

// An old program and this one keep each other out: neither writes nor restores
// while the other does, and both bring a database up to date one after the other
// (rulings 64 and 116). Locks of one file hold both ways, so it is enough to look
// from one side.
func TestOldAndNewProgramsTakeTurns(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ippo.db")
	s := open(t, path).(*sqliteStore)
	write(t, s, 0, 1)
	for what, c := range map[string]struct {
		lock func(string) (func(), error)
		file string
		old  bool // an old program was there before
	}{
		"a write":                {lockTurn, oldTurn, true},
		"a restore":              {lockRestore, oldTurn, true},
		"a restore at first":     {lockRestore, oldTurn, false},
		"bringing it up to date": {lockUpgrade, lockTail, true},
	} {
		if c.old {
			oldTurnOf(t, path)()
		} else if err := errors.Join(os.Remove(path+oldDoor), os.Remove(path+oldTurn)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			t.Fatal(err)
		}
		leave, err := c.lock(path)
		if err != nil {
			t.Fatal(err)
		}
		if free(t, path+c.file) {
			t.Errorf("%s: an old program may do the same at once", what)
		}
		leave()
		if !free(t, path+c.file) {
			t.Errorf("%s: an old program may never again", what)
		}
	}
	s.writer.patience = 20 * time.Millisecond
	for what, take := range map[string]func() func(){
		"an old program": func() func() { return oldTurnOf(t, path) },
		"another": func() func() {
			leave, err := lockBytes(path + lockTail)
			if err != nil {
				t.Fatal(err)
			}
			return leave
		},
	} {
		leave := take()
		if err := putDraft(s, "x"); code(err) != "unavailable error.store.busy" {
			t.Errorf("while %s writes: %v", what, err)
		}
		leave()
	}
	s.writer.patience = patience
	if err := putDraft(s, "x"); err != nil {
		t.Error(err)
	}
}
