//go:build unix

package store

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"github.com/ippo-app/ippo/internal/app"
)

// A database that is not there is not made by whoever only looks, nor is
// anything of its folder; and an address of another kind is refused by both.
func TestLookingMakesNothing(t *testing.T) {
	dir := t.TempDir()
	empty := filepath.Join(dir, "empty.db")
	if err := os.WriteFile(empty, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{
		filepath.Join(dir, "none.db"):        "not_found error.store.none",
		filepath.Join(dir, "no", "where.db"): "not_found error.store.none",
		empty:                                "not_found error.store.none",
		dir:                                  "unavailable error.store.open",
		"mysql://somewhere/ippo":             "invalid error.store.kind",
	} {
		if _, err := OpenExisting(t.Context(), path); code(err) != want {
			t.Errorf("%s: %v", path, err)
		}
	}
	if _, err := Open(t.Context(), "mysql://somewhere/ippo"); code(err) != "invalid error.store.kind" {
		t.Error(err)
	}
	if there, err := os.ReadDir(dir); err != nil || len(there) != 1 {
		t.Errorf("made: %v, %v", there, err)
	}
	if fi, err := os.Stat(empty); err != nil || fi.Size() != 0 {
		t.Error("the empty file was begun", err)
	}
}

// Where nothing can be written a database is read, examined and backed up all
// the same: a file that is read-only, a folder that is, with a log beside the
// file, with somebody at it, and of every schema there was.
func TestReadOnlyPlacesCanBeRead(t *testing.T) {
	if asNobody(t) {
		return
	}
	for what, lie := range map[string]func(t *testing.T, dir, path string){
		"a file":   func(t *testing.T, _, path string) { t.Helper(); mode(t, path, 0o400) },
		"a folder": func(t *testing.T, dir, _ string) { t.Helper(); mode(t, dir, 0o555) },
		"both":     func(t *testing.T, dir, path string) { t.Helper(); mode(t, path, 0o400); mode(t, dir, 0o555) },
		"with a log": func(t *testing.T, dir, path string) {
			t.Helper()
			s := open(t, path)
			write(t, s, 0, 2)
			copied := filepath.Join(dir, "copied.db")
			for _, tail := range []string{"", "-wal"} {
				if err := copyFile(path+tail, copied+tail); err != nil {
					t.Fatal(err)
				}
			}
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			for _, tail := range []string{"", "-wal"} {
				if err := os.Rename(copied+tail, path+tail); err != nil {
					t.Fatal(err)
				}
			}
			mode(t, dir, 0o555)
		},
		"with somebody at it": func(t *testing.T, dir, path string) {
			t.Helper()
			s := open(t, path)
			write(t, s, 0, 2)
			mode(t, dir, 0o555)
		},
	} {
		t.Run(what, func(t *testing.T) {
			for schema := int64(1); schema <= newest; schema++ {
				path := released(t, schema)
				dir := filepath.Dir(path)
				t.Cleanup(func() { mode(t, dir, 0o700) })
				lie(t, dir, path)
				still(t, path)
			}
		})
	}
}

func mode(t *testing.T, path string, m os.FileMode) {
	t.Helper()
	if err := os.Chmod(path, m); err != nil {
		t.Fatal(err)
	}
}

// still reads, examines and backs up, and changes nothing.
func still(t *testing.T, path string) {
	t.Helper()
	before := names(t, filepath.Dir(path))
	s, err := OpenExisting(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
		if after := names(t, filepath.Dir(path)); !slices.Equal(before, after) {
			t.Errorf("before %v, after %v", before, after)
		}
	}()
	goals := 0
	err = s.View(t.Context(), app.LocalPerson, func(tx app.Tx) error {
		all, err := tx.Goals()
		goals = len(all)
		return err
	})
	if err != nil || goals < 3 || s.Schema() != newest {
		t.Errorf("%d goals, schema %d: %v", goals, s.Schema(), err)
	}
	if err := s.Check(t.Context()); err != nil {
		t.Error(err)
	}
	if _, err := s.Backup(t.Context(), filepath.Join(t.TempDir(), "backup.db")); err != nil {
		t.Error(err)
	}
}

// names of a folder, but for the copies that an upgrade keeps and the lock.
func names(t *testing.T, dir string) []string {
	t.Helper()
	all, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var there []string
	for _, e := range all {
		if n := e.Name(); !strings.Contains(n, ".schema-") && !strings.HasSuffix(n, ".lock") {
			there = append(there, n)
		}
	}
	return there
}

// asNobody runs the test once more as a user for whom modes hold, if it runs as
// root, who may write everywhere; it says whether that was so.
func asNobody(t *testing.T) bool {
	t.Helper()
	if os.Geteuid() != 0 {
		return false
	}
	dir, err := os.MkdirTemp("", "nobody-") //nolint:usetesting // only its owner may enter that of the test
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = os.RemoveAll(dir) }()
	program := filepath.Join(dir, "test")
	if err := errors.Join(copyFile(os.Args[0], program), os.Chmod(program, 0o755), os.Chmod(dir, 0o777)); err != nil {
		t.Fatal(err)
	}
	here, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	c := exec.CommandContext(t.Context(), program, "-test.run=^"+t.Name()+"$", "-test.v")
	c.Dir, c.Env = here, append(os.Environ(), "TMPDIR="+dir)
	c.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
	said, err := c.CombinedOutput()
	if err != nil || !strings.Contains(string(said), "PASS: "+t.Name()) {
		t.Errorf("%v\n%s", err, said)
	}
	return true
}
