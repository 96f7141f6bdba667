package store

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
)

// write appends commands n to m.
func write(t *testing.T, s Store, n, m int) {
	t.Helper()
	for i := n; i < m; i++ {
		err := s.Update(context.Background(), app.LocalPerson, func(tx app.Tx) error {
			day := goal.Date(2026, 1, 1) + goal.Day(i)
			e := goal.Entry{Command: goal.Command{
				ID: "c" + strconv.Itoa(i), At: int64(1000 + i), Day: day, Device: "test", Body: goal.Stamp{Goal: "g"},
			}}
			var err error
			if e.Hash, err = e.Command.Hash(); err != nil {
				return err
			}
			if _, err := tx.Append(e); err != nil {
				return err
			}
			return tx.PutDay(goal.DayLog{Goal: "g", Day: day, Note: "x"})
		})
		if err != nil {
			t.Error(err)
			return
		}
	}
}

func holdingsAt(t *testing.T, path string) Holdings {
	t.Helper()
	h, err := Verify(context.Background(), path, path)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// What a backup answers is what it holds, while somebody writes without pause.
func TestBackupIsOneMoment(t *testing.T) {
	dir := t.TempDir()
	s := open(t, filepath.Join(dir, "ippo.db"))
	write(t, s, 0, 10)
	done := make(chan struct{})
	go func() { write(t, s, 10, 200); close(done) }()
	last := int64(0)
	for i := range 8 {
		to := filepath.Join(dir, fmt.Sprintf("%d.db", i))
		held, err := s.Backup(context.Background(), to)
		if err != nil {
			t.Fatal(err)
		}
		if got := holdingsAt(t, to); got != held || got.Entries != got.Mark.Position || got.Days != got.Entries || got.Entries < max(last, 10) {
			t.Errorf("answered %+v\nholds %+v, before %d", held, got, last)
		}
		last = held.Entries
	}
	<-done
	held, err := s.Backup(context.Background(), filepath.Join(dir, "all.db"))
	now, _ := s.Mark(context.Background())
	want := Holdings{Schema: newest, Persons: 1, Days: 200, Entries: 200, Rows: 401, First: goal.Date(2026, 1, 1), Last: goal.Date(2026, 1, 1) + 199, Newest: 1199, Mark: now}
	if err != nil || held != want {
		t.Errorf("%+v\n%+v: %v", held, want, err)
	}
	fi, err := os.Stat(filepath.Join(dir, "all.db"))
	if err != nil || fi.Mode().Perm() != 0o600 {
		t.Error(fi.Mode(), err)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "*.db[.-]*")); slices.ContainsFunc(left, func(f string) bool { return strings.Contains(f, "part") || strings.Contains(f, "scratch") }) {
		t.Errorf("left behind: %v", left)
	}
}

// A mark moves with every command and with nothing else; all copies of one
// history share its line.
func TestMark(t *testing.T) {
	ctx, dir := context.Background(), t.TempDir()
	s := open(t, filepath.Join(dir, "ippo.db"))
	marks := []Mark{}
	for n := range 3 {
		m, err := s.Mark(ctx)
		if err != nil {
			t.Fatal(err)
		}
		marks = append(marks, m)
		if err := putDraft(s, "x"); err != nil {
			t.Fatal(err)
		}
		if again, err := s.Mark(ctx); err != nil || n > 0 && again != m {
			t.Errorf("a draft moves %v to %v: %v", m, again, err)
		}
		write(t, s, n, n+1)
	}
	if marks[0].Line != "0000" || marks[1].Line == "0000" || marks[1].Line != marks[2].Line || marks[1].Sum == marks[2].Sum || marks[2].Position != 2 {
		t.Error(marks)
	}
	other := open(t, filepath.Join(dir, "other.db"))
	write(t, other, 7, 9)
	if m, err := other.Mark(ctx); err != nil || m.Line == marks[2].Line || m.Sum == marks[2].Sum {
		t.Error(m, err)
	}
}

// A source that is damaged is named, and gets no backup.
func TestNoBackupOfADamagedDatabase(t *testing.T) {
	ctx, dir := context.Background(), t.TempDir()
	s := open(t, filepath.Join(dir, "ippo.db")).(*sqliteStore)
	write(t, s, 0, 3)
	if _, err := s.db.ExecContext(ctx, `update journal set device = 'another' where position = 2`); err != nil {
		t.Fatal(err)
	}
	to := filepath.Join(dir, "copy.db")
	_, err := s.Backup(ctx, to)
	var told *goal.Error
	if !errors.As(err, &told) || told.Key != "error.store.damaged" || told.Args[0] != s.path {
		t.Error(err)
	}
	if left, _ := filepath.Glob(to + "*"); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// What a killed process left is found by its number and taken away; what a
// living one is at, and everything else, stays.
func TestSweepTakesWhatTheDeadLeft(t *testing.T) {
	dir := t.TempDir()
	c := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^$")
	if err := c.Run(); err != nil {
		t.Fatal(err)
	}
	dead, alive := strconv.Itoa(c.Process.Pid), strconv.Itoa(os.Getppid())
	gone := []string{"a.db.part-" + dead, "a.db.part-" + dead + "-journal", "a.db.plain-" + alive + ".part-" + dead, "a.db.scratch-" + dead, "a.db.scratch-2-" + dead}
	stay := []string{"a.db", "a.db.part-" + alive, "b.db.part-" + dead, "a.db.part", "a.db.part-x", "a.db.old-20260101-000000", "a.db.schema-1", "part-" + dead}
	for _, f := range append(slices.Clone(gone), stay...) {
		var err error
		if strings.Contains(f, "scratch") {
			err = os.MkdirAll(filepath.Join(dir, f, "x"), 0o700)
		} else {
			err = os.WriteFile(filepath.Join(dir, f), nil, 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	Sweep(filepath.Join(dir, "a.db"))
	for _, f := range gone {
		if _, err := os.Stat(filepath.Join(dir, f)); err == nil {
			t.Errorf("%s is still there", f)
		}
	}
	for _, f := range stay {
		if _, err := os.Stat(filepath.Join(dir, f)); err != nil {
			t.Errorf("%s is gone", f)
		}
	}
}

// A database of every schema there was is verified by bringing a copy up to
// date; the file itself stays as it is.
func TestVerifyTriesTheUpgrade(t *testing.T) {
	for schema := int64(1); schema <= newest; schema++ {
		path := released(t, schema)
		dir := filepath.Dir(path)
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		h, err := Verify(context.Background(), path, filepath.Join(dir, "not", "there", "yet.db"))
		if err != nil || h.Schema != schema || h.Entries == 0 || h.Days == 0 || h.Goals == 0 || h.First == 0 || h.Last < h.First {
			t.Errorf("schema %d: %+v, %v", schema, h, err)
		}
		after, err := os.ReadFile(path)
		if err != nil || !slices.Equal(after, b) {
			t.Errorf("schema %d: the file was changed: %v", schema, err)
		}
		if left, _ := os.ReadDir(dir); len(left) != 1 {
			t.Errorf("left behind: %v", left)
		}
	}
}

// What waits in a log beside the file belongs to it.
func TestVerifyReadsTheLog(t *testing.T) {
	dir := t.TempDir()
	s := open(t, filepath.Join(dir, "ippo.db"))
	write(t, s, 0, 5)
	copied := filepath.Join(dir, "copied.db")
	for _, tail := range []string{"", "-wal"} {
		if err := copyFile(filepath.Join(dir, "ippo.db"+tail), copied+tail); err != nil {
			t.Fatal(err)
		}
	}
	if fi, err := os.Stat(copied + "-wal"); err != nil || fi.Size() == 0 {
		t.Fatal("no log waits", err)
	}
	if h := holdingsAt(t, copied); h.Entries != 5 {
		t.Errorf("%+v", h)
	}
	to := filepath.Join(dir, "restored.db")
	if _, err := Restore(context.Background(), copied, to, "x"); err != nil || holdingsAt(t, to).Entries != 5 {
		t.Error(err)
	}
}

// No copy holds a sign-in or a link, neither as a row nor as bytes: not a
// backup, not what an upgrade keeps, and not what is restored, whoever wrote the
// file (ruling 69).
func TestNoCopyHoldsASession(t *testing.T) {
	ctx, dir := t.Context(), t.TempDir()
	const hash = "5e5510a15e5510a15e5510a15e5510a1"
	signIn := func(s Store) {
		t.Helper()
		err := s.Update(ctx, app.LocalPerson, func(tx app.Tx) error {
			return errors.Join(tx.PutSession(app.Session{Hash: hash, Kind: "session", Expires: 1 << 50, Device: "a browser"}), tx.PutDoor("session", hash))
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	none := func(path string) {
		t.Helper()
		b, err := os.ReadFile(path)
		if err != nil || bytes.Contains(b, []byte(hash)) {
			t.Errorf("%s holds the session: %v", filepath.Base(path), err)
		}
		s, err := Open(ctx, path)
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = s.Close() }() // only read
		err = s.View(ctx, app.LocalPerson, func(tx app.Tx) error {
			if _, there, err := tx.Session(hash); there || err != nil {
				t.Errorf("%s lets somebody in: %v", filepath.Base(path), err)
			}
			return nil
		})
		if err != nil {
			t.Error(err)
		}
	}
	s := open(t, filepath.Join(dir, "ippo.db"))
	write(t, s, 0, 3)
	signIn(s)
	backup, crafted := filepath.Join(dir, "backup.db"), filepath.Join(dir, "crafted.db")
	if _, err := s.Backup(ctx, backup); err != nil {
		t.Fatal(err)
	}
	none(backup)
	forged, err := Open(ctx, crafted)
	if err != nil {
		t.Fatal(err)
	}
	signIn(forged)
	if err := forged.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := Restore(ctx, crafted, filepath.Join(dir, "restored.db"), "x"); err != nil {
		t.Fatal(err)
	}
	none(filepath.Join(dir, "restored.db"))
	old := released(t, newest-1)
	db, err := sql.Open("sqlite", old)
	if err != nil {
		t.Fatal(err)
	}
	_, err = db.ExecContext(ctx, `insert into session select person_id, '`+hash+`', 'session', 0, 1 << 50, false, '' from person`)
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	if err := open(t, old).Check(ctx); err != nil {
		t.Error(err)
	}
	none(old + ".schema-" + strconv.Itoa(newest-1))
}

// Nobody but its owner reads the database, its log, or a backup, even where
// the system would give new files to everybody.
func TestOnlyItsOwnerReadsTheFiles(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new")
	path := filepath.Join(dir, "ippo.db")
	s := open(t, path)
	write(t, s, 0, 2)
	if _, err := s.Backup(context.Background(), filepath.Join(dir, "copy.db")); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]os.FileMode{"": 0o700, "ippo.db": 0o600, "ippo.db-wal": 0o600, "ippo.db-shm": 0o600, "copy.db": 0o600} {
		fi, err := os.Stat(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		if got := fi.Mode().Perm(); got != want && runtime.GOOS != "windows" {
			t.Errorf("%q is %v, want %v", name, got, want)
		}
	}
}
