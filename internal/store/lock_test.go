package store

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/lockedfile"
)

// oldTurnOf takes the turn as programs did that had a file for each lock.
func oldTurnOf(t *testing.T, path string) (leave func()) {
	t.Helper()
	door, err := lockedfile.MutexAt(path + ".door").Lock()
	if err != nil {
		t.Fatal(err)
	}
	defer door()
	turn, err := lockedfile.MutexAt(path + ".turn").Lock()
	if err != nil {
		t.Fatal(err)
	}
	return turn
}

// Whoever writes, brings up to date and restores leaves one lock file, which
// only its owner can open; that of an older program is closed to others too.
func TestOneLockFile(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "ippo.db")
	s, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	write(t, s, 0, 2)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := Restore(t.Context(), path, path, "x"); err != nil {
		t.Fatal(err)
	}
	locks := func() (all []string) {
		entries, err := os.ReadDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			fi, err := e.Info()
			if err != nil {
				t.Fatal(err)
			}
			if runtime.GOOS != "windows" && fi.Mode().Perm() != 0o600 {
				t.Errorf("%s is %v", e.Name(), fi.Mode())
			}
			if !strings.Contains(e.Name(), ".old-") && e.Name() != "ippo.db" {
				all = append(all, e.Name())
			}
		}
		return all
	}
	if all := locks(); len(all) != 1 || all[0] != "ippo.db.lock" {
		t.Errorf("beside the database: %v", all)
	}
	oldTurnOf(t, path)()
	for _, f := range []string{".lock", ".door", ".turn"} {
		if err := os.Chmod(path+f, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	again, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	write(t, again, 2, 3)
	if err := again.Close(); err != nil {
		t.Fatal(err)
	}
	if all := locks(); len(all) != 3 {
		t.Errorf("beside the database: %v", all)
	}
}
