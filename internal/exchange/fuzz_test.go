package exchange

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/ippo-app/ippo/internal/goal"
)

// A target for each format: whatever comes in, nothing crashes or hangs, and
// what comes out is history that the program can keep.

func FuzzTableHabit(f *testing.F) { fuzzFormat(f, FormatTableHabit) }
func FuzzBeaver(f *testing.F)     { fuzzFormat(f, FormatBeaver) }
func FuzzHabitTrove(f *testing.F) { fuzzFormat(f, FormatHabitTrove) }
func FuzzHabitica(f *testing.F)   { fuzzFormat(f, FormatHabitica) }
func FuzzBeeminder(f *testing.F)  { fuzzFormat(f, FormatBeeminder) }
func FuzzDijo(f *testing.F)       { fuzzFormat(f, FormatDijo) }
func FuzzHabitBull(f *testing.F)  { fuzzFormat(f, FormatHabitBull) }
func FuzzHabitify(f *testing.F)   { fuzzFormat(f, FormatHabitify) }
func FuzzHabo(f *testing.F)       { fuzzFormat(f, FormatHabo) }
func FuzzStreaks(f *testing.F)    { fuzzFormat(f, FormatStreaks) }
func FuzzPlainCSV(f *testing.F)   { fuzzFormat(f, FormatCSV) }
func FuzzPaper(f *testing.F)      { fuzzFormat(f, FormatPaper) }
func FuzzHarsh(f *testing.F)      { fuzzFormat(f, FormatHarsh) }

func FuzzStreak(f *testing.F)   { fuzzFormat(f, FormatStreak) }
func FuzzTickmate(f *testing.F) { fuzzDatabase(f, FormatTickmate) }
func FuzzRewire(f *testing.F)   { fuzzDatabase(f, FormatRewire) }

// FuzzDetect lets the content tell the format.
func FuzzDetect(f *testing.F) {
	for path := range samples(f) {
		addSeeds(f, path)
	}
	f.Add([]byte("PK\x03\x04"))
	f.Add([]byte("SQLite format 3\x00"))
	f.Fuzz(func(t *testing.T, content []byte) { readAny(t, content, Options{}) })
}

// fuzzFormat reads content as a format that it may not be.
func fuzzFormat(f *testing.F, format Format) {
	f.Helper()
	for path, of := range samples(f) {
		if of == format {
			addSeeds(f, path)
		}
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		for _, order := range []Order{OrderUnknown, OrderDMY} {
			readAny(t, content, Options{Format: format, Dates: order})
		}
	})
}

// addSeeds adds the files below a path, as they are and in other encodings.
func addSeeds(f *testing.F, path string) {
	f.Helper()
	err := filepath.WalkDir(opened(f, path), func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(p)
		if err != nil {
			return err
		}
		f.Add(b)
		f.Add(append([]byte("\xEF\xBB\xBF"), bytes.ReplaceAll(b, []byte("\n"), []byte("\r\n"))...))
		f.Add(b[:len(b)*2/3])
		wide := []byte{0xFF, 0xFE}
		for _, u := range utf16.Encode([]rune(string(b))) {
			wide = binary.LittleEndian.AppendUint16(wide, u)
		}
		f.Add(wide)
		return nil
	})
	if err != nil {
		f.Fatal(err)
	}
}

// readAny reads bytes and checks what comes out, if anything does.
func readAny(tb testing.TB, content []byte, o Options) {
	tb.Helper()
	o.Zone = time.FixedZone("", -5*3600)
	r, err := OpenFrom("some.name", bytes.NewReader(content), int64(len(content)), o)
	if err != nil {
		return
	}
	checkReading(tb, r)
	if err := r.Close(); err != nil {
		tb.Fatal(err)
	}
}

// checkReading checks that the history is one that the program can keep: the
// import and every record pass as commands, ids are single, days in order.
func checkReading(tb testing.TB, r *Reading) {
	tb.Helper()
	h := r.History(goal.Date(2026, 12, 31))
	body := goal.Import{Format: h.Format, File: h.File}
	ids := map[string]bool{}
	for _, x := range h.Habits {
		if x.Title == "" || ids[x.Goal] || x.Source.Den < 1 || x.Source.Num < 0 || x.Source.Num > x.Source.Den || x.Source.Target < 0 {
			tb.Fatalf("habit %+v", x)
		}
		ids[x.Goal] = true
		body.Goals = append(body.Goals, goal.ImportedGoal{Goal: x.Goal, Title: x.Title, Note: x.Note, Source: x.Source})
		checkDays(tb, x, ids)
		checkNotices(tb, x.Notices())
	}
	checkNotices(tb, h.Notices())
	c := goal.Command{ID: goal.ContentID("x"), Day: 1, Body: body}
	if err := goal.CheckCommand(c); err != nil && key(err) != "error.import.too_many" {
		tb.Fatal(err)
	}
}

func checkDays(tb testing.TB, x goal.Habit, ids map[string]bool) {
	tb.Helper()
	var last goal.Day
	for d, err := range x.Days {
		if err != nil {
			tb.Fatal(err)
		}
		if d.Day <= last || d.Day > goal.Date(2026, 12, 31) || ids[d.ID] {
			tb.Fatalf("%s: %+v after %v", x.Title, d, last)
		}
		last, ids[d.ID] = d.Day, true
		if d.Amount != nil && x.Source.Kind == goal.HabitYesNo && goal.IsBodyUnit(x.Source.Unit) {
			tb.Fatalf("%s: a body measure was kept", x.Title)
		}
		c := goal.Command{ID: d.ID, Day: d.Day, Body: goal.Record{
			Goal: x.Goal, Status: d.Status, Amount: d.Amount, Full: d.Full, Note: d.Note,
		}}
		if err := goal.CheckCommand(c); err != nil {
			tb.Fatal(err)
		}
	}
}

func checkNotices(tb testing.TB, ns []goal.Notice) {
	tb.Helper()
	for _, n := range ns {
		if n.Code == "" || n.Count < 1 || len([]rune(n.Sample)) > maxSample || strings.ContainsAny(n.Sample, "\n\x00") {
			tb.Fatalf("notice %+v", n)
		}
	}
}

func FuzzLoopCSV(f *testing.F) {
	f.Add("Position,Name,NumRepetitions,Interval\n001,A,3,7\n", "2026-01-01,2\n2026-01-01,3\n", "Date,A,\n2026-01-01,2,\n")
	f.Add("Name;Type;Color\n\"A;NUMERICAL", "Date,Value,Notes\n06-16-24,YES_MANUAL,\"a\nb", "Date")
	f.Add("Name,Interval\nA,1\nA,1\n", "Value\n", ",,\n")
	f.Fuzz(func(t *testing.T, list, marks, table string) {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		for _, p := range []pair{{"Habits.csv", list}, {"001 A/Checkmarks.csv", marks}, {"Checkmarks.csv", table}} {
			w, err := z.CreateHeader(&zip.FileHeader{Name: p.name, Method: zip.Store})
			if err != nil {
				t.Fatal(err)
			}
			if _, err := w.Write([]byte(p.content)); err != nil {
				t.Fatal(err)
			}
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		readAny(t, b.Bytes(), Options{Format: FormatLoopCSV})
	})
}

// FuzzLoopDB flips bytes of a backup.
func FuzzLoopDB(f *testing.F) {
	flipBytes(f, database(f, append(loopSchema(25), loopRows(f, 25)...)...), FormatLoopDB)
}

// fuzzDatabase flips bytes of the sample of a format that is a database.
func fuzzDatabase(f *testing.F, format Format) {
	f.Helper()
	for path, of := range samples(f) {
		if of == format {
			flipBytes(f, opened(f, path), format)
		}
	}
}

func flipBytes(f *testing.F, path string, format Format) {
	f.Helper()
	whole, err := os.ReadFile(path)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(uint32(0), []byte{})
	f.Add(uint32(100), []byte{13, 255, 255})
	f.Add(uint32(4096), []byte("\x00\x00\xff\xff\xff"))
	f.Fuzz(func(t *testing.T, at uint32, patch []byte) {
		content := bytes.Clone(whole)
		copy(content[int(at)%len(content):], patch)
		readAny(t, content, Options{Format: format})
	})
}

func FuzzDate(f *testing.F) {
	for _, s := range []string{
		"2026-07-04", "06-16-24", "08-04-2026", "8/4/2026", "4.7.2026", "29-02-2026", "1-1", "--", "2026-1-01", "20260704",
		"2026 07 04", "31 Jan 2026", "Monday, January 31st, 2026", "2026-07-04T10:00:00Z", "7/4/2026 10:00", "2026/7/4",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, order := range []Order{OrderUnknown, OrderDMY, OrderMDY, OrderYMD} {
			d := dates{order: order}
			day, ok := d.parse(s)
			if !ok {
				continue
			}
			if day.Year() < minYear || day.Year() > maxYear {
				t.Fatalf("%q is %v", s, day)
			}
			if again, ok := d.parse(day.String()); !ok || again != day {
				t.Fatalf("%q is %v, and that %v", s, day, again)
			}
		}
	})
}

func FuzzRows(f *testing.F) {
	f.Add("a,b\n\"c\nd\",e\n")
	f.Add("\n\na\"b,\"c\n\n\"d\ne;f\t")
	f.Add(strings.Repeat("\"", 99) + "\n" + strings.Repeat("a,\"\n", 50))
	f.Fuzz(func(t *testing.T, content string) {
		text := decodeText([]byte(content))
		lines := newCSVReader(strings.NewReader(text))
		n := 0
		for {
			if _, err := lines.next(); err != nil {
				break
			}
			n++
		}
		if most := strings.Count(text, "\n") + 1; n > most {
			t.Fatalf("%d records in %d lines", n, most)
		}
	})
}

func FuzzText(f *testing.F) {
	f.Add([]byte("a\r\nb\rc\x00\xFF"))
	f.Add([]byte("\xFF\xFEa\x00\x3D\xD8"))
	f.Fuzz(func(t *testing.T, b []byte) {
		s := decodeText(b)
		if strings.ContainsAny(s, "\r\x00") || clean(s) != s {
			t.Fatalf("%q became %q", b, s)
		}
	})
}
