package exchange

import (
	"bytes"
	"database/sql"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/ippo-app/ippo/internal/goal"
)

// outcome is what a file came to.
type outcome struct {
	refused bool
	habits  map[string]bool
	done    map[goal.Day]int // habits that are done on a day
	remarks map[string]int   // on what stands in the file
}

func outcomeOf(tb testing.TB, name, content string, o Options) outcome {
	tb.Helper()
	b := []byte(content)
	if filepath.Ext(name) == ".sql" {
		var ok bool
		if b, ok = madeDatabase(tb, content); !ok {
			return outcome{refused: true} // no program can write it either
		}
	}
	out := outcome{habits: map[string]bool{}, done: map[goal.Day]int{}, remarks: map[string]int{}}
	r, err := OpenFrom(name, bytes.NewReader(b), int64(len(b)), o)
	if own := (*goal.Error)(nil); errors.As(err, &own) {
		out.refused = true
		return out
	}
	if err != nil {
		tb.Fatal(err)
	}
	defer r.Close() //nolint:errcheck // a test
	h := r.History(goal.Date(2026, 12, 31))
	add := func(ns []goal.Notice) {
		for _, n := range ofTheFile(ns) {
			out.remarks[n.Code] += n.Count
		}
	}
	for _, x := range h.Habits {
		out.habits[x.Title] = true
		out.habits[x.Source.Key[strings.LastIndexByte(x.Source.Key, ':')+1:]] = true
		for d, err := range x.Days {
			if err != nil {
				tb.Fatal(err)
			}
			if d.Status == goal.LogDone {
				out.done[d.Day]++
			}
		}
		add(x.Notices())
	}
	add(h.Notices())
	return out
}

// madeDatabase makes a database; false where SQLite does not take what is in it.
func madeDatabase(tb testing.TB, statements string) ([]byte, bool) {
	tb.Helper()
	path := filepath.Join(tb.TempDir(), "x.db")
	db, err := sql.Open("sqlite", path)
	if err != nil {
		tb.Fatal(err)
	}
	_, bad := db.ExecContext(tb.Context(), statements)
	if err := db.Close(); err != nil {
		tb.Fatal(err)
	}
	b, err := os.ReadFile(path)
	return b, bad == nil && err == nil
}

// piece is a value, a title or a key of a sample, and what takes its place.
type piece struct {
	from, to int
	key      string // whose value it is, or itself
	instead  string
}

// piecesOf are the values, titles and keys of a sample.
func piecesOf(path, content string) []piece {
	pattern, instead := `[^,;\t\n"]+`, "zzz"
	from := 0
	switch first := strings.TrimSpace(content); {
	case filepath.Ext(path) == ".sql":
		pattern, instead, from = `'[^'\n]*'|\b\d+(?:\.\d+)?\b`, "'zzz'", strings.Index(content, "insert into")
	case first[0] == '{', first[0] == '[':
		pattern, instead = `"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|\btrue\b|\bfalse\b`, `"zzz"`
	case filepath.Ext(path) != ".csv":
		pattern = `\S+`
	}
	var out []piece
	key := ""
	for _, at := range regexp.MustCompile(pattern).FindAllStringIndex(content[from:], -1) {
		t := piece{from: from + at[0], to: from + at[1], instead: instead}
		if rest := strings.TrimLeft(content[t.to:], " \n"); strings.HasPrefix(rest, ":") && instead[0] == '"' {
			key = strings.Trim(content[t.from:t.to], `"`)
		}
		t.key = key
		out = append(out, t)
	}
	return out
}

// tombstones are keys that say of a whole habit that it was thrown away, put away
// or done once. Without it the habit's days count, as they did there.
// Those that say when a day began move an hour to another day.
func tombstones() []string {
	return []string{"deleted_at", "status", "isTask", "todos", "dailys", "preferences", "timezoneOffset", "dayStart"}
}

// Whatever value, title or key of a sample is turned into something that nobody
// knows: no day is done that was not done before, and where one is missing there is
// a question or a remark (ruling 65).
func TestRuling65WhatNobodyKnowsIsNeverAYes(t *testing.T) {
	t.Parallel()
	paths := slices.Sorted(maps.Keys(textSamples(t)))
	more, err := filepath.Glob("testdata/*/*.sql")
	if err != nil {
		t.Fatal(err)
	}
	paths = append(append(paths, more...), "testdata/habittrove/data/habits.json", "testdata/dijo/data/habit_record.json", "testdata/harsh/folder/log")
	for _, path := range paths {
		t.Run(strings.TrimPrefix(path, "testdata/"), func(t *testing.T) {
			t.Parallel()
			b, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			content, o := string(b), optionsOf(t, path)
			before := outcomeOf(t, filepath.Base(path), content, o)
			for _, x := range piecesOf(path, content) {
				was := content[x.from:x.to]
				after := outcomeOf(t, filepath.Base(path), content[:x.from]+x.instead+content[x.to:], o)
				if after.refused || before.refused || slices.Contains(tombstones(), x.key) ||
					before.habits[strings.Trim(was, `"`)] || strings.Contains(content[x.from:min(len(content), x.to+10)], "#skip") {
					continue
				}
				for day, n := range after.done {
					if n > before.done[day] {
						t.Errorf("%s %q at %d: %s is done %d times, %d before", x.key, was, x.from, day, n, before.done[day])
					}
				}
				if !maps.Equal(before.done, after.done) && maps.Equal(before.remarks, after.remarks) {
					t.Errorf("%s %q at %d: days are missing, and no remark says so", x.key, was, x.from)
				}
			}
		})
	}
}
