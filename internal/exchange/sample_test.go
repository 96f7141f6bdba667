package exchange_test

import (
	"archive/zip"
	"bytes"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/ippo-app/ippo/internal/exchange"
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

// database makes an SQLite file by running statements.
func database(tb testing.TB, statements ...string) string {
	tb.Helper()
	p := filepath.Join(tb.TempDir(), "Loop Habits Backup.db")
	db, err := sql.Open("sqlite", p)
	if err != nil {
		tb.Fatal(err)
	}
	defer db.Close()
	for _, s := range statements {
		if _, err := db.ExecContext(tb.Context(), s); err != nil {
			tb.Fatalf("%s: %v", s, err)
		}
	}
	return p
}

// mustRead reads a file and checks what holds for every history.
func mustRead(tb testing.TB, path string, format exchange.Format) exchange.History {
	tb.Helper()
	h, err := exchange.Read(path, format)
	if err != nil {
		tb.Fatal(err)
	}
	checkHistory(tb, h)
	return h
}

// mustReadBytes is mustRead for an upload.
func mustReadBytes(tb testing.TB, name string, content []byte) exchange.History {
	tb.Helper()
	h, err := exchange.ReadFrom(name, bytes.NewReader(content), int64(len(content)), exchange.FormatUnknown)
	if err != nil {
		tb.Fatal(err)
	}
	checkHistory(tb, h)
	return h
}

// checkHistory checks that days are sorted and single, keys single, and every
// value one that exists.
func checkHistory(tb testing.TB, h exchange.History) {
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
			if e.Day <= last {
				tb.Fatalf("%q: %v does not come after %v", habit.Name, e.Day, last)
			}
			last = e.Day
			checkEntry(tb, habit, e)
		}
	}
}

func checkEntry(tb testing.TB, habit exchange.Habit, e exchange.Entry) {
	tb.Helper()
	switch e.Value {
	case exchange.ValueAmount:
		if habit.Kind == exchange.KindYesNo {
			tb.Fatalf("%q: an amount in a yes/no habit", habit.Name)
		}
	case exchange.ValueNote:
		if e.Note == "" {
			tb.Fatalf("%q: a note without words", habit.Name)
		}
	case exchange.ValueDone, exchange.ValueNo, exchange.ValueSkip:
	default:
		tb.Fatalf("%q: value %q", habit.Name, e.Value)
	}
	if !(e.Amount >= 0 && e.Amount < 1e16) {
		tb.Fatalf("%q: amount %v", habit.Name, e.Amount)
	}
}

// dropped is the number of remarks with a reason.
func dropped(drops []exchange.Drop, r exchange.Reason) int {
	for _, d := range drops {
		if d.Reason == r {
			return d.Count
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
