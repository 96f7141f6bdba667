package store

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/store/storetest"
)

func open(tb testing.TB, address string) Store {
	tb.Helper()
	s, err := Open(context.Background(), address)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := s.Close(); err != nil {
			tb.Error(err)
		}
	})
	if err := s.Raise(context.Background(), releasedDay().UnixMilli()); err != nil { // as every command does
		tb.Fatal(err)
	}
	return s
}

func TestSQLiteStandsTheSuite(t *testing.T) {
	storetest.Run(t, func(tb testing.TB) app.Store {
		tb.Helper()
		return open(tb, filepath.Join(tb.TempDir(), "a folder", "i%ppo?#.db"))
	})
}

func TestPostgresStandsTheSuite(t *testing.T) {
	storetest.Run(t, func(tb testing.TB) app.Store {
		tb.Helper()
		return open(tb, storetest.Postgres(tb))
	})
}

// Ruling 149: behind a pooler that hands out connections for a transaction, all of
// it holds as well.
func TestRuling149APoolerStandsTheSuite(t *testing.T) {
	storetest.Run(t, func(tb testing.TB) app.Store {
		tb.Helper()
		return open(tb, storetest.Pooled(tb))
	})
}

func TestRuling149ThePoolerIsNamedInTheAddress(t *testing.T) {
	for address, want := range map[string]pgx.QueryExecMode{
		"postgres://localhost/x":                    pgx.QueryExecModeCacheStatement,
		"postgres://localhost/x?pooler=transaction": pgx.QueryExecModeExec,
	} {
		cfg, _, err := parsePostgres(address)
		if err != nil || cfg.DefaultQueryExecMode != want || len(cfg.RuntimeParams) > 0 || cfg.ConnectTimeout != 2*time.Second {
			t.Errorf("%s: %+v, %v", address, cfg, err)
		}
	}
	if _, _, err := parsePostgres("postgres://localhost/x?pooler=session"); code(err) != "invalid error.store.address" {
		t.Errorf("a pooler of another kind: %v", err)
	}
}

func TestOnlyTheOwnerCanRead(t *testing.T) {
	path := filepath.Join(t.TempDir(), "deep", "ippo.db")
	s := open(t, path)
	if err := s.Update(context.Background(), app.LocalPerson, func(tx app.Tx) error { return tx.PutDraft(app.Draft{Form: "begin", Rest: "x"}) }); err != nil {
		t.Fatal(err)
	}
	for _, p := range []string{path, path + "-wal", path + "-shm"} {
		fi, err := os.Stat(p)
		if err != nil {
			t.Fatal(err)
		}
		if fi.Mode().Perm() != 0o600 {
			t.Errorf("%s has mode %o", filepath.Base(p), fi.Mode().Perm())
		}
	}
}

func code(err error) string {
	if e, ok := errors.AsType[*goal.Error](err); ok {
		return string(e.Code) + " " + e.Key
	}
	return "none"
}

// told are the arguments of a sentence.
func told(err error) []any {
	if e, ok := errors.AsType[*goal.Error](err); ok {
		return e.Args
	}
	return nil
}

func TestFilesThatCannotBeOpened(t *testing.T) {
	dir := t.TempDir()
	junk := filepath.Join(dir, "junk.db")
	if err := os.WriteFile(junk, []byte("this is not a database, it is a letter to a friend of mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	foreign := filepath.Join(dir, "foreign.db")
	newer := filepath.Join(dir, "newer.db")
	s := open(t, newer).(*sqliteStore)
	if _, err := s.db.Exec(`insert into schema_version (version_id, is_applied) values (99, true)`); err != nil { //nolint:noctx // a test
		t.Fatal(err)
	}
	other := open(t, filepath.Join(dir, "other.db")).(*sqliteStore)
	if _, err := other.db.Exec(`vacuum into $1`, foreign); err != nil { //nolint:noctx // a test
		t.Fatal(err)
	}
	f := open(t, foreign).(*sqliteStore)
	if _, err := f.db.Exec(`drop table schema_version`); err != nil { //nolint:noctx // a test
		t.Fatal(err)
	}
	for path, want := range map[string]string{
		junk:                                 "unavailable error.store.not_a_database",
		dir:                                  "unavailable error.store.open",
		newer:                                "unavailable error.store.newer",
		foreign:                              "unavailable error.store.not_ours",
		filepath.Join(junk, "below", "a.db"): "unavailable error.store.folder",
	} {
		before, _ := os.ReadFile(path)
		_, err := Open(context.Background(), path)
		if code(err) != want {
			t.Errorf("%s: %v (%s), want %s", filepath.Base(path), err, code(err), want)
		}
		after, _ := os.ReadFile(path)
		if string(before) != string(after) {
			t.Errorf("%s was touched", filepath.Base(path))
		}
	}
}

func TestTwoFirstStartsAtOnce(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ippo.db")
	var wg sync.WaitGroup
	for range 6 {
		wg.Go(func() {
			s, err := Open(context.Background(), path)
			if err != nil {
				t.Error(err)
				return
			}
			if err := s.Close(); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
}

func TestBackupIsChecked(t *testing.T) {
	dir := t.TempDir()
	s := open(t, filepath.Join(dir, "ippo.db"))
	if err := s.Update(context.Background(), app.LocalPerson, func(tx app.Tx) error { return tx.PutDraft(app.Draft{Form: "begin", Rest: "kept"}) }); err != nil {
		t.Fatal(err)
	}
	to := filepath.Join(dir, "copy.db")
	if _, err := s.Backup(context.Background(), to); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Backup(context.Background(), to); code(err) != "conflict error.backup.exists" {
		t.Errorf("a second backup to one file: %v", err)
	}
	if n, err := CheckFile(context.Background(), to); err != nil || n != newest {
		t.Errorf("schema %d: %v", n, err)
	}
	c := open(t, to)
	err := c.View(context.Background(), app.LocalPerson, func(tx app.Tx) error {
		d, _, err := tx.Draft("begin")
		if d.Rest != "kept" {
			t.Errorf("the copy holds %q", d.Rest)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
