package exchange

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"maps"
	"path/filepath"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/ippo-app/ippo/internal/goal"
)

// cellsOf are the cells of a sample, its titles first.
func cellsOf(tb testing.TB, path string) [][]string {
	tb.Helper()
	tr, err := openPath(path)
	if err != nil {
		tb.Fatal(err)
	}
	defer tr.Close() //nolint:errcheck // a test
	var out [][]string
	err = each(tr.members, tr, func(_ member, r io.Reader) error {
		lines := newCSVReader(newTextReader(r))
		for {
			line, err := lines.next()
			if err != nil {
				return ignoreEnd(err)
			}
			out = append(out, slices.Clone(line))
		}
	})
	if err != nil {
		tb.Fatal(err)
	}
	return out
}

// understood is what a reading made of a table.
type understood struct {
	refused bool
	done    map[goal.Day]int // habits that are done on a day
	lost    int              // what the report says was left out
}

func (u understood) sum() int {
	n := 0
	for _, done := range u.done {
		n += done
	}
	return n
}

// understand reads cells as a table.
func understand(tb rapid.TB, cells [][]string, o Options) understood {
	tb.Helper()
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	if err := w.WriteAll(cells); err != nil {
		tb.Fatal(err)
	}
	r, err := OpenFrom("some.csv", bytes.NewReader(b.Bytes()), int64(b.Len()), o)
	u := understood{done: map[goal.Day]int{}}
	if own := (*goal.Error)(nil); errors.As(err, &own) && own.Code == goal.CodeInvalid {
		u.refused = true
		return u
	}
	if err != nil {
		tb.Fatal(err)
	}
	defer r.Close() //nolint:errcheck // a test
	h := r.History(goal.Date(2026, 12, 31))
	lose := func(ns []goal.Notice) {
		for _, n := range ns {
			if n.Lost {
				u.lost += n.Count
			}
		}
	}
	for _, x := range h.Habits {
		for d, err := range x.Days {
			if err != nil {
				tb.Fatal(err)
			}
			if d.Status == goal.LogDone {
				u.done[d.Day]++
			}
		}
		lose(x.Notices())
	}
	lose(h.Notices())
	return u
}

// Whichever title or cell of a table is replaced by something that ippo does
// not know: no day is done that was not done before, and where one is missing
// there is a refusal or a remark (ruling 65).
func TestRuling65WhatIsNotUnderstoodIsNeverAYes(t *testing.T) {
	t.Parallel()
	tables := textTables(t)
	paths := slices.Sorted(maps.Keys(tables))
	rapid.Check(t, func(t *rapid.T) {
		path := rapid.SampledFrom(paths).Draw(t, "table")
		x := tables[path]
		cells := copied(x.cells)
		row := rapid.IntRange(0, len(cells)-1).Draw(t, "row")
		column := rapid.IntRange(0, len(cells[row])-1).Draw(t, "column")
		word := rapid.SampledFrom([]string{"zzz", "?", "—", "vielleicht", "-4", "0:45", "1.23.4567", "30 min"}).Draw(t, "word")
		cols := plainColumns(newHeader(cells[0]), x.options)
		if row > 0 && column == cols.habit || row == 0 && !cols.has(column) {
			t.Skip("any word names a habit")
		}
		before := understand(t, cells, x.options)
		was := cells[row][column]
		cells[row][column] = word
		after := understand(t, cells, x.options)
		for day, n := range after.done {
			if n > before.done[day] {
				t.Fatalf("%s done %d times, %d times with %q", day, n, before.done[day], was)
			}
		}
		if after.sum() < before.sum() && !after.refused && after.lost <= before.lost {
			t.Fatalf("%d done, %d with %q, and no remark says so", after.sum(), before.sum(), was)
		}
	})
}

// textTable is a sample of a plain table.
type textTable struct {
	cells   [][]string
	options Options
}

// copied are the cells, to be written over.
func copied(cells [][]string) [][]string {
	out := make([][]string, len(cells))
	for i, line := range cells {
		out[i] = slices.Clone(line)
	}
	return out
}

func textTables(tb testing.TB) map[string]textTable {
	tb.Helper()
	paths, err := filepath.Glob("testdata/csv/*.csv")
	if err != nil || len(paths) == 0 {
		tb.Fatal("no tables", err)
	}
	out := map[string]textTable{}
	for _, p := range paths {
		out[p] = textTable{cellsOf(tb, p), optionsOf(tb, p)}
	}
	return out
}

// A table says where it is not understood: the column, a value of it and its
// row as a spreadsheet counts.
func TestTablesSayWhatIsNotUnderstood(t *testing.T) {
	t.Parallel()
	titles := func(s ...string) []string { return s }
	for name, c := range map[string]struct {
		content string
		columns map[string]string
		key     string
		args    []any
	}{
		"a column":                  {"date,mood\n2026-01-05,2\n", nil, "columns", []any{"mood", titles("date", "mood")}},
		"a column beside a value":   {"date,habit,value,mood\n2026-01-05,Run,yes,2\n", nil, "columns", []any{"mood", titles("date", "habit", "value", "mood")}},
		"a second value":            {"date,value,value\n2026-01-05,yes,no\n", nil, "columns", []any{"value", titles("date", "value", "value")}},
		"what was not named either": {"date,a,b\n2026-01-05,1,0\n", map[string]string{"habit": "a"}, "columns", []any{"b", titles("date", "a", "b")}},
		"no date among the titles":  {"when,habit\n2026-01-05,Run\n", nil, "columns", []any{"when", titles("when", "habit")}},
		"a date without its title":  {"note,habit\n2026-01-05,Run\n", nil, "columns", []any{"note, habit", titles("note", "habit")}},
		"no value":                  {"date,value\n\n2026-01-05,\n2026-01-06,perhaps\n", nil, "no_value", []any{"value", "perhaps", 4, titles("date", "value")}},
		"a cell too many":           {"date,value\n2026-01-05,\"1\n\"\n2026-01-06,1,5\n", nil, "cell", []any{3, "5"}},
		"a cell without a title":    {",date,value\n0,2026-01-05,1\n", nil, "cell", []any{2, "0"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := ReadFrom(t, "x.csv", []byte(c.content), Options{Columns: c.columns})
			wantKey(t, err, goal.CodeInvalid, "error.import."+c.key)
			var e *goal.Error
			if errors.As(err, &e); diffOf(c.args, e.Args) != "" {
				t.Error(diffOf(c.args, e.Args))
			}
		})
	}
}

// Columns that the person left out when naming the others are named in the
// report; empty columns without a title are nothing.
func TestColumnsLeftOutAreNamed(t *testing.T) {
	t.Parallel()
	h, err := ReadFrom(t, "x.csv", []byte("date,habit,value,mood,place,\n2026-01-05,Run,yes,2,park,\n"), Options{Columns: map[string]string{"value": "value"}})
	if err != nil {
		t.Fatal(err)
	}
	if d := diffOf([]drop{{reasonUnknownColumn, 2, "mood, place"}}, h.Dropped); d != "" {
		t.Error(d)
	}
}
