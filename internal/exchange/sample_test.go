package exchange

import (
	"archive/zip"
	"bytes"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/ippo-app/ippo/internal/goal"
)

// day reads a day written 2026-01-31.
func day(tb testing.TB, s string) goal.Day {
	tb.Helper()
	d, err := goal.ParseDay(s)
	if err != nil {
		tb.Fatal(err)
	}
	return d
}

// millis is a day as Loop stores it.
func millis(tb testing.TB, s string) int64 {
	tb.Helper()
	return day(tb, s).Time().UnixMilli()
}

// file writes a file into a folder of the test.
func file(tb testing.TB, name, content string) string {
	tb.Helper()
	p := filepath.Join(tb.TempDir(), name)
	if err := os.WriteFile(p, []byte(content), 0o600); err != nil {
		tb.Fatal(err)
	}
	return p
}

// pair is a name and a content.
type pair struct{ name, content string }

// zipped makes a zip of files.
func zipped(tb testing.TB, files ...pair) []byte {
	tb.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, f := range files {
		w, err := z.Create(f.name)
		if err != nil {
			tb.Fatal(err)
		}
		if _, err := w.Write([]byte(f.content)); err != nil {
			tb.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

// zipBomb makes a zip of one file with size zeros.
func zipBomb(tb testing.TB, name string, size int64) []byte {
	tb.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create(name)
	if err != nil {
		tb.Fatal(err)
	}
	zeros := bytes.Repeat([]byte("0"), 1<<20)
	for ; size > 0; size -= int64(len(zeros)) {
		if _, err := w.Write(zeros[:min(size, int64(len(zeros)))]); err != nil {
			tb.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

// database makes an SQLite file by running statements.
func database(tb testing.TB, statements ...string) string {
	tb.Helper()
	p := filepath.Join(tb.TempDir(), "Loop Habits Backup.db")
	db, err := sql.Open("sqlite", p)
	if err != nil {
		tb.Fatal(err)
	}
	defer func() {
		if err := db.Close(); err != nil {
			tb.Error(err)
		}
	}()
	for _, s := range statements {
		if _, err := db.ExecContext(tb.Context(), s); err != nil {
			tb.Fatalf("%s: %v", s, err)
		}
	}
	return p
}

// mustRead reads a file and checks what holds for every history.
func mustRead(tb testing.TB, path string, format Format) wholeFile {
	tb.Helper()
	h, err := Read(tb, path, format)
	if err != nil {
		tb.Fatal(err)
	}
	checkHistory(tb, h)
	return h
}

// mustReadBytes is mustRead for an upload.
func mustReadBytes(tb testing.TB, name string, content []byte) wholeFile {
	tb.Helper()
	h, err := ReadFrom(tb, name, content, Options{})
	if err != nil {
		tb.Fatal(err)
	}
	checkHistory(tb, h)
	return h
}

// checkHistory checks that days are sorted and single, keys single, and every
// value one that exists.
func checkHistory(tb testing.TB, h wholeFile) {
	tb.Helper()
	keys := map[string]bool{}
	first := goal.Date(1900, time.January, 1)
	for _, habit := range h.Habits {
		if habit.Key == "" || keys[habit.Key] {
			tb.Fatalf("key %q is empty or there twice", habit.Key)
		}
		keys[habit.Key] = true
		if habit.Num < 0 || habit.Den < 1 || habit.Target < 0 {
			tb.Fatalf("%q: frequency %d/%d, target %v", habit.Name, habit.Num, habit.Den, habit.Target)
		}
		last := first - 1
		for _, e := range habit.Entries {
			if e.day <= last {
				tb.Fatalf("%q: %v does not come after %v", habit.Name, e.day, last)
			}
			last = e.day
			checkEntry(tb, habit, e)
		}
	}
}

func checkEntry(tb testing.TB, habit wholeHabit, e record) {
	tb.Helper()
	switch e.value {
	case valueAmount:
		if habit.Kind == goal.HabitYesNo {
			tb.Fatalf("%q: an amount in a yes/no habit", habit.Name)
		}
	case valueNote:
		if e.note == "" {
			tb.Fatalf("%q: a note without words", habit.Name)
		}
	case valueDone, valueNo, valueSkip, valueMore:
	default:
		tb.Fatalf("%q: value %q", habit.Name, e.value)
	}
	if !(e.amount >= 0 && e.amount < 1e16) {
		tb.Fatalf("%q: amount %v", habit.Name, e.amount)
	}
}

// dropped is the number of remarks with a reason.
func dropped(drops []drop, r reason) int {
	for _, d := range drops {
		if d.reason == r {
			return d.count
		}
	}
	return 0
}

// wantKey checks the code and the key of an error.
func wantKey(tb testing.TB, err error, code goal.Code, key string) {
	tb.Helper()
	var e *goal.Error
	if !errors.As(err, &e) {
		tb.Fatalf("got %v, want a goal.Error with key %s", err, key)
	}
	if e.Code != code || e.Key != key {
		tb.Fatalf("got %s %s, want %s %s", e.Code, e.Key, code, key)
	}
}
