package exchange

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/ippo-app/ippo/internal/goal"
)

// sorted says whether every habit has its days in order and at most once.
func sorted(habits []Habit) bool {
	for _, h := range habits {
		for i := 1; i < len(h.Entries); i++ {
			if h.Entries[i].Day <= h.Entries[i-1].Day {
				return false
			}
		}
	}
	return true
}

func FuzzDate(f *testing.F) {
	for _, s := range []string{"2026-07-04", "06-16-24", "08-04-2026", "8/4/2026", "4.7.2026", "29-02-2026", "1-1", "--", "2026-1-01"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, dayFirst := range []bool{false, true} {
			d, ok := parseDate(s, dayFirst)
			if !ok {
				continue
			}
			if d.Year() < minYear || d.Year() > maxYear {
				t.Fatalf("%q is %v", s, d)
			}
			if again, ok := parseDate(d.String(), dayFirst); !ok || again != d {
				t.Fatalf("%q is %v, and that %v", s, d, again)
			}
		}
	})
}

func FuzzHarsh(f *testing.F) {
	f.Add("Gym: 3/7\n! Head\nA: 1w : 2026-01-01", "2026-01-01 : Gym : y : a : b : 1.5\n2026-01-01 : X : s :")
	f.Add("x:\n: 1\nA: 99999999999999999999/1", "2026-01-01 : : y\n0000-00-00 : a : y\n : :  :  : ")
	f.Fuzz(func(t *testing.T, habits, log string) {
		h := harshText{habits, log, true}.read()
		if !sorted(h.Habits) {
			t.Fatal("days out of order")
		}
		for _, habit := range h.Habits {
			if habit.Name == "" || habit.Den < 1 || habit.Num < 0 || habit.Num > habit.Den {
				t.Fatalf("habit %+v", habit)
			}
		}
		lines := strings.Count(log, "\n") + 1
		if n := entries(h); n > lines {
			t.Fatalf("%d days from %d lines", n, lines)
		}
	})
}

func FuzzRecords(f *testing.F) {
	f.Add("a,b\n\"c\nd\",e\n")
	f.Add("\n\na\"b,\"c\n\n\"d\ne;f\t")
	f.Fuzz(func(t *testing.T, content string) {
		content = decodeText([]byte(content))
		lines := records(content)
		if most := strings.Count(content, "\n") + 1; len(lines) > most {
			t.Fatalf("%d records in %d lines", len(lines), most)
		}
	})
}

func FuzzLoopCSV(f *testing.F) {
	f.Add("Position,Name,NumRepetitions,Interval\n001,A,3,7\n", "2026-01-01,2\n2026-01-01,3\n", "Date,A,\n2026-01-01,2,\n")
	f.Add("Name;Type\n\"A;NUMERICAL", "Date,Value,Notes\n06-16-24,YES_MANUAL,\"a\nb", "Date")
	f.Fuzz(func(t *testing.T, list, marks, table string) {
		c := &loopCSV{root: "."}
		if err := c.parseHabits(decodeText([]byte(list))); err != nil {
			return
		}
		for i, s := range c.habits {
			if i%2 == 0 {
				s.found = true
				s.parseMarks(decodeText([]byte(marks)))
			}
		}
		c.parseTable(decodeText([]byte(table)))
		c.fill()
		if habits := closeAll(c.books()); !sorted(habits) {
			t.Fatal("days out of order")
		}
	})
}

func FuzzDetect(f *testing.F) {
	f.Add("habits", []byte("Gym: 3/7"))
	f.Add("x.json", []byte(`{"format":"ippo"}`))
	f.Add("x.zip", []byte("PK\x03\x04"))
	f.Fuzz(func(t *testing.T, name string, content []byte) {
		if isSQLite(content) {
			return // costs a file each time; TestReadLoopDBRefuses has these
		}
		r := strings.NewReader(string(content))
		h, err := ReadFrom(name, r, int64(len(content)), FormatUnknown)
		if err == nil && !sorted(h.Habits) {
			t.Fatal("days out of order")
		}
	})
}

func entries(h History) int {
	n := 0
	for _, habit := range h.Habits {
		n += len(habit.Entries)
	}
	return n
}

// Whatever is put into a book: one entry a day, sorted, and every record is
// either an entry, a blank without words, or counted.
func TestBook(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		kind := rapid.SampledFrom([]HabitKind{KindYesNo, KindAtLeast, KindAtMost}).Draw(t, "kind")
		unit := rapid.SampledFrom([]string{"", "pages", "kg", "Inch waist"}).Draw(t, "unit")
		b := newBook(Habit{Kind: kind, Unit: unit})
		blank, total := 0, rapid.IntRange(1, 60).Draw(t, "records")
		for range total {
			day := goal.Day(rapid.IntRange(1, 20).Draw(t, "day"))
			raw := rapid.Int64Range(-2, 6).Draw(t, "value")
			note := rapid.SampledFrom([]string{"", "a note"}).Draw(t, "note")
			if raw == loopUnknown && note == "" {
				blank++
			}
			before := len(b.habit.Entries)
			b.keepLoop(day, raw, note)
			if len(b.habit.Entries) > before+1 {
				t.Fatal("one record made two entries")
			}
		}
		h := b.close()
		counted := len(h.Entries) + blank
		for _, d := range h.Dropped {
			if d.Reason.Loses() && d.Reason != ReasonBodyMeasure {
				counted += d.Count
			}
		}
		if !sorted([]Habit{h}) || counted < total {
			t.Fatalf("%d records, %d accounted for", total, counted)
		}
		measured := slices.ContainsFunc(h.Entries, func(e Entry) bool { return e.Amount != 0 })
		if measured && isBodyUnit(unit) {
			t.Fatal("a body measure was kept")
		}
	})
}

// A date that has only one reading decides; two that contradict leave Loop's
// own order.
func TestReadsDayFirst(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		dates []string
		want  bool
	}{
		{nil, false},
		{[]string{"01-02-26", "2026-01-31"}, false},
		{[]string{"01-02-26", "16-02-26"}, true},
		{[]string{"02-16-26", "16-02-26"}, false},
		{[]string{"31.12.2026"}, false},
	} {
		if got := readsDayFirst(c.dates); got != c.want {
			t.Errorf("%v: %v", c.dates, got)
		}
	}
}

func TestDecodeText(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"\xEF\xBB\xBFa\r\nb":          "a\nb",
		"\xFF\xFEa\x00\xF6\x00\n\x00": "aö\n",
		"\xFE\xFF\x00a":               "a",
		"f\xFCr":                      "für",
		"歩":                           "歩",
	} {
		if got := decodeText([]byte(in)); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
	if got := clean("a\x00b\xFF"); got != "ab\uFFFD" {
		t.Errorf("clean: %q", got)
	}
	if got := shorten("一二三", 2); got != "一…" {
		t.Errorf("shorten: %q", got)
	}
}

func TestBodyUnits(t *testing.T) {
	t.Parallel()
	for unit, want := range map[string]bool{
		"kg": true, " KG ": true, "lbs": true, "stone": true, "kcal": true, "cal.": true, "BMI": true, "inch waist": true,
		"pages": false, "km": false, "calls": false, "inch": false, "": false, "stonework": false,
	} {
		if isBodyUnit(unit) != want {
			t.Errorf("%q: %v", unit, !want)
		}
	}
}
