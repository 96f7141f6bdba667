package exchange

import (
	"bytes"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/ippo-app/ippo/internal/goal"
)

// wholeFile is a reading with everything in it, for tests to look at.
type wholeFile struct {
	Format  Format
	Dialect int
	Habits  []wholeHabit
	Dropped []drop
}

// wholeHabit is a habit with all of its days.
type wholeHabit struct {
	Key, Name, Question, Description, Unit string
	Kind                                   goal.HabitKind
	Num, Den                               int
	Target                                 float64
	Ends                                   goal.Day
	Archived                               bool
	Entries                                []record
	Dropped                                []drop
}

func (h wholeHabit) Daily() bool { return h.Num == h.Den }

// Has says whether a remark with this reason was made on the habit.
func (h wholeHabit) Has(r reason) bool { return dropped(h.Dropped, r) > 0 }

// Read reads a file from a path to its end.
func Read(tb testing.TB, path string, f Format) (wholeFile, error) {
	tb.Helper()
	r, err := Open(path, Options{Format: f})
	if err != nil {
		return wholeFile{}, err
	}
	return readAll(tb, r), nil
}

// ReadFrom reads bytes to their end.
func ReadFrom(tb testing.TB, name string, content []byte, o Options) (wholeFile, error) {
	tb.Helper()
	r, err := OpenFrom(name, bytes.NewReader(content), int64(len(content)), o)
	if err != nil {
		return wholeFile{}, err
	}
	return readAll(tb, r), nil
}

// readAll walks everything, twice, closes the reading, and answers what it held.
func readAll(tb testing.TB, r *Reading) wholeFile {
	tb.Helper()
	f := wholeFile{Format: r.format, Dialect: r.dialect, Dropped: r.drops}
	src := r.History(goal.Date(2300, 1, 1))
	for n, x := range r.habits {
		h := wholeHabit{
			Key: x.key, Name: x.name, Question: x.question, Description: x.description, Unit: x.unit, Kind: x.kind,
			Num: x.num, Den: x.den, Target: x.target, Ends: x.ends, Archived: x.archived,
		}
		if x.measured() {
			h.Kind, h.Target, h.Unit = goal.HabitYesNo, 0, ""
		}
		d := append(drops(nil), x.drops...)
		for day, err := range r.days(x, &d) {
			if err != nil {
				tb.Fatal(err)
			}
			day.times = 0
			h.Entries = append(h.Entries, day)
		}
		if x.count == 0 {
			d.add(reasonNoEntries, x.name)
		}
		h.Dropped = d
		f.Habits = append(f.Habits, h)
		days := 0
		for _, err := range src.Habits[n].Days {
			if err != nil {
				tb.Fatal(err)
			}
			days++
		}
		if days != len(h.Entries) || len(ofTheFile(src.Habits[n].Notices())) != len(d) {
			tb.Fatalf("%s: the second walk had %d days and %v, the first %d and %v", x.name, days,
				src.Habits[n].Notices(), len(h.Entries), d)
		}
	}
	if err := r.Close(); err != nil {
		tb.Fatal(err)
	}
	return f
}

// ofTheFile are the notices on what stands in the file, without those on what
// becomes of it here.
func ofTheFile(ns []goal.Notice) []goal.Notice {
	here := []reason{reasonSkip, reasonNote, reasonTarget, reasonAnyAmount, reasonAtMost}
	return slices.DeleteFunc(ns, func(n goal.Notice) bool { return slices.Contains(here, reason(n.Code)) })
}

// diffOf is what differs, empty lists being like none.
func diffOf(want, got any) string {
	return cmp.Diff(want, got, cmp.AllowUnexported(record{}, drop{}), cmpopts.EquateEmpty())
}
