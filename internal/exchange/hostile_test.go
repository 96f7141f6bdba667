package exchange

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/ippo-app/ippo/internal/goal"
)

// Files that nobody writes, or nobody who means well: each is read, or refused
// with one sentence, in every format.

// textSamples are the hand-written files that are one text.
func textSamples(tb testing.TB) map[string]Format {
	tb.Helper()
	out := map[string]Format{}
	for path, format := range samples(tb) {
		if info, err := os.Stat(path); err == nil && !info.IsDir() && filepath.Ext(path) != ".sql" && !strings.Contains(path, "utf16") && !strings.Contains(path, "latin") {
			out[path] = format
		}
	}
	return out
}

func wide(s string, order binary.AppendByteOrder, mark bool) string {
	var b []byte
	if mark {
		b = order.AppendUint16(b, 0xFEFF)
	}
	for _, u := range utf16.Encode([]rune(s)) {
		b = order.AppendUint16(b, u)
	}
	return string(b)
}

// latin1 is a text with a letter a byte; false where one does not fit.
func latin1(s string) (string, bool) {
	var b []byte
	for _, r := range s {
		if r > 0xFF {
			return "", false
		}
		b = append(b, byte(r))
	}
	return string(b), true
}

// A byte order mark, the line ends of another system, UTF-16, Latin-1 and stray
// NUL bytes change nothing of what a file says.
func TestEncodingsChangeNothing(t *testing.T) {
	t.Parallel()
	for path, format := range textSamples(t) {
		t.Run(strings.TrimPrefix(path, "testdata/"), func(t *testing.T) {
			t.Parallel()
			b, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			s, o := string(b), optionsOf(t, path)
			windows := strings.ReplaceAll(s, "\n", "\r\n")
			others := map[string]string{
				"mark":     "\xEF\xBB\xBF" + s,
				"windows":  "\xEF\xBB\xBF" + windows,
				"old mac":  strings.ReplaceAll(s, "\n", "\r"),
				"NUL":      strings.ReplaceAll(s, "\n", "\n\x00"),
				"UTF-16":   wide(windows, binary.LittleEndian, true),
				"UTF-16BE": wide(s, binary.BigEndian, true),
			}
			if l, ok := latin1(s); ok {
				others["Latin-1"] = l
			}
			want := withoutEncoding(render(t, path, o))
			if first, _, _ := strings.Cut(want, "\n"); first != string(format) && first != refused {
				t.Fatalf("told as %s", first)
			}
			for name, content := range others {
				if got := withoutEncoding(render(t, file(t, filepath.Base(path), content), o)); got != want {
					t.Errorf("%s: %s\nwant %s", name, got, want)
				}
			}
		})
	}
}

// withoutEncoding leaves the remark on it out, and the words of a remark on
// what could not be read.
func withoutEncoding(s string) string {
	var b strings.Builder
	for line := range strings.Lines(s) {
		if line != "\n" && !strings.Contains(line, "noticed: encoding") {
			b.WriteString(line)
		}
	}
	return b.String()
}

// A file that ends too early is damaged, or says what it still says.
func TestCutOffFiles(t *testing.T) {
	t.Parallel()
	for path, format := range textSamples(t) {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		o := optionsOf(t, path)
		o.Format = format
		for n := 1; n < len(b); n += max(1, len(b)/40) {
			answers(t, filepath.Base(path), b[:n], o)
			answers(t, filepath.Base(path), b[:n], Options{})
		}
	}
}

// answers reads bytes: they are history that the program can keep, or there is
// one sentence.
func answers(tb testing.TB, name string, content []byte, o Options) {
	tb.Helper()
	r, err := OpenFrom(name, bytes.NewReader(content), int64(len(content)), o)
	if err != nil {
		if key(err) == "" {
			tb.Errorf("%s, %d bytes: no sentence: %v", name, len(content), err)
		}
		return
	}
	checkReading(tb, r)
	if err := r.Close(); err != nil {
		tb.Error(err)
	}
}

// hostile are files with the sentences that may answer them; an empty one means
// that the file may be read.
func hostile(tb testing.TB) []struct {
	name    string
	content []byte
	keys    []string
} {
	tb.Helper()
	no := []string{"error.import.not_this_format", "error.import.unknown_format", "error.import.columns", "error.import.no_loop_tables"}
	or := func(keys ...string) []string { return append(keys, no...) }
	deep := strings.Repeat(`[`, 100_000)
	long := strings.Repeat("a", maxText+10)
	return []struct {
		name    string
		content []byte
		keys    []string
	}{
		{"deep list", []byte(deep), or("error.import.too_deep")},
		{"deep habits", []byte(`{"habits":[{"records":` + deep), or("error.import.too_deep", "error.import.damaged")},
		{"deep objects", []byte(strings.Repeat(`{"habits":`, 100_000)), or("error.import.too_deep")},
		{"deep tasks", []byte(`{"tasks":{"dailys":` + deep), or("error.import.too_deep", "error.import.damaged")},
		{"long text", []byte(`{"habits":[{"name":"` + long + `"}]}`), or("error.import.too_large", "error.import.damaged")},
		{"long number", []byte(`{"habits":[{"id":` + strings.Repeat("9", maxText+10) + `}]}`), or("error.import.too_large", "error.import.damaged")},
		{"long line", []byte("date,habit,value\n2026-01-01,A," + long), or("", "error.import.no_value")},
		{"long title", []byte("date," + long + "\n2026-01-01,A"), or("", "error.import.damaged")},
		{"open quote", []byte("date,habit,value\n2026-01-01,\"A" + strings.Repeat("\n2026-01-01,A,1", 60_000)), or("", "error.import.damaged")},
		{"nothing but NUL", make([]byte, 1<<20), or("error.import.damaged")},
		{"nothing but lines", bytes.Repeat([]byte("\n"), 1<<20), or("error.import.damaged")},
		{"half an SQLite", []byte("SQLite format 3\x00" + long), or("error.import.damaged")},
		{"half a zip", []byte("PK\x03\x04" + long), []string{"error.import.damaged"}},
		{"zip with nothing in it", zipped(tb), or("error.import.damaged")},
		{"zip bomb", zipBomb(tb, "habits.json", maxUnpacked+megabyte), []string{"error.import.too_large"}},
		{"zip that lies", lyingZip(tb), or("error.import.damaged")},
		{"zip in a zip", zipped(tb, pair{"a.zip", string(zipped(tb, pair{"log", harshLog}))}), or("error.import.damaged", "error.import.mixed")},
		{"zip of many", manyFiles(tb), []string{"error.import.too_many"}},
	}
}

// large is a test that reads many megabytes: make quick leaves it out.
func large(t *testing.T) {
	t.Helper()
	if testing.Short() {
		t.Skip("go test without -short runs it")
	}
}

func TestHostileFiles(t *testing.T) {
	large(t)
	t.Parallel()
	formats := append(slices.DeleteFunc(Formats(), func(f Format) bool { return f == FormatIppo }), FormatUnknown)
	for _, c := range hostile(t) {
		for _, f := range formats {
			r, err := OpenFrom("some.name", bytes.NewReader(c.content), int64(len(c.content)), Options{Format: f})
			if !slices.Contains(c.keys, key(err)) {
				t.Errorf("%s as %q: %v", c.name, f, err)
			}
			if err == nil {
				checkReading(t, r)
				_ = r.Close() // a test
			}
		}
	}
}

// lyingZip says that its file is small, and it is not.
func lyingZip(tb testing.TB) []byte {
	tb.Helper()
	b := zipBomb(tb, "log", 2*megabyte)
	i := bytes.LastIndex(b, []byte("PK\x01\x02"))
	binary.LittleEndian.PutUint32(b[i+24:], 10)
	return b
}

func manyFiles(tb testing.TB) []byte {
	tb.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for n := range maxMembers + 1 {
		if _, err := z.CreateHeader(&zip.FileHeader{Name: strconv.Itoa(n)}); err != nil {
			tb.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

// More habits than anybody has are refused in every format that can hold them.
func TestTooManyHabits(t *testing.T) {
	t.Parallel()
	for name, f := range map[string]struct{ head, row, tail string }{
		"tablehabit":  {`{"habits":[`, `{"name":"h%d","create_t":%[1]d,"daily_goal":1,"records":[{"record_date":20000,"record_type":1}]},`, `{}]}`},
		"beaver":      {`{"habits":[`, `{"name":"h%d","id":"%[1]d","records":[{"day":"2026-01-01","done":true}]},`, `{}]}`},
		"habittrove":  {`{"habits":[`, `{"id":"%d","name":"h","completions":["2026-01-05T08:00:00.000Z"]},`, `{}]}`},
		"habitica":    {`{"preferences":{},"tasks":{"dailys":[`, `{"_id":"%d","text":"h","history":[]},`, `{}]}}`},
		"history.csv": {"Task Name,Task ID,Task Type,Date,Value\n", "A,%d,habit,2016-06-02 13:26:05,1\n", ""},
		"beeminder":   {`[`, `{"slug":"g%d","datapoints":[{"daystamp":"20260105","value":1}]},`, `{}]`},
		"dijo":        {`[`, `{"type":"Bit","name":"h%d","stats":{"2026-01-05":1}},`, `{}]`},
		"habo":        {`[`, `{"id":%d,"title":"h","events":{}},`, `{}]`},
		"habitbull":   {"HabitName,HabitDescription,HabitCategory,CalendarDate,Value,CommentText\n", "h%d,,,2026-01-05,1,\n", ""},
		"habitify":    {"Habit,Date,Total log,Unit,Status,Habit ID\n", "h,2026-01-05,1,times,Completed,%d\n", ""},
		"streak":      {`{"app":"streak","habits":[`, `{"id":"%d","name":"h","numberOfCompletionsPerDay":1,"completions":{}},`, `{}]}`},
		".streaks":    {`{"tasks":[`, `{"id":"%d","t":"h","log":[{"d":20260105,"t":1}]},`, `{}]}`},
		"streaks":     {"task_id,title,entry_type,entry_date\n", "%d,A,completed_manually,20260105\n", ""},
		"csv":         {"date,habit\n", "2026-01-05,h%d\n", ""},
		"paper":       {"", "sheet %d, 2026-09-07\no #\n", ""},
		"harsh":       {"", "2026-01-05 : h%d : y\n", ""},
	} {
		var b strings.Builder
		b.WriteString(f.head)
		for n := range goal.MaxImported + 1 {
			fmt.Fprintf(&b, f.row, n)
		}
		b.WriteString(f.tail)
		_, err := OpenFrom("some.name", strings.NewReader(b.String()), int64(b.Len()), Options{})
		if key(err) != "error.import.too_many" {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A folder's links and pipes are not followed, wherever they lead.
func TestLinksAreNotFollowed(t *testing.T) {
	t.Parallel()
	secret := file(t, "log", harshLog)
	dir := t.TempDir()
	if err := os.Symlink(secret, filepath.Join(dir, "log")); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(filepath.Dir(secret), filepath.Join(dir, "folder")); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(dir, filepath.Join(dir, "self")); err != nil {
		t.Fatal(err)
	}
	for _, f := range []Format{FormatUnknown, FormatHarsh} {
		if _, err := Open(dir, Options{Format: f}); key(err) == "" {
			t.Errorf("as %q: %v", f, err)
		}
	}
	// One of harsh's files looks for the other beside it, but not behind a link.
	if err := os.WriteFile(filepath.Join(dir, "habits"), []byte(harshHabits), 0o600); err != nil {
		t.Fatal(err)
	}
	h := mustRead(t, filepath.Join(dir, "habits"), FormatUnknown)
	for _, x := range h.Habits {
		if len(x.Entries) > 0 {
			t.Errorf("%s has days of a file elsewhere", x.Name)
		}
	}
}

// What a zip calls its files is a name and no place: nothing is ever written
// under it.
func TestNamesInAZipArePlainNames(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"../../log", "/etc/log", `..\..\log`, `C:\log`, "a/../../log", "././log"} {
		h := mustReadBytes(t, "x.zip", zipped(t, pair{name, harshLog}))
		if h.Format != FormatHarsh || len(h.Habits) == 0 {
			t.Errorf("%s: %s, %d habits", name, h.Format, len(h.Habits))
		}
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.CreateRaw(&zip.FileHeader{Name: "log", Flags: 1, Method: zip.Deflate, UncompressedSize64: 10, CompressedSize64: 10})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(make([]byte, 10)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	_, err = ReadFrom(t, "x.zip", b.Bytes(), Options{})
	wantKey(t, err, goal.CodeInvalid, "error.import.locked_zip")
}

// A backup whose rows are endless, computed, or a program of their own.
func TestHostileLoopDB(t *testing.T) {
	t.Parallel()
	schema := loopSchema(25)
	long := "insert into Repetitions (habit, timestamp, value, notes) values (1, 86400000, 2, cast(zeroblob(9000000) as text))"
	habit := "insert into Habits (id, name, freq_num, freq_den, uuid) values (1, 'A', 1, 1, 'a')"
	for name, c := range map[string]struct {
		statements []string
		key        string
	}{
		"one long text": {append(slices.Clone(schema), habit, long), "error.import.damaged"},
		"computed columns": {[]string{
			"create table Habits (id integer, a, name text generated always as (hex(zeroblob(500000000))))",
			"create table Repetitions (habit, timestamp)",
		}, "error.import.no_loop_tables"},
		"a virtual table": {[]string{
			"create virtual table Habits using fts5(id, name)", "create table Repetitions (habit, timestamp)",
		}, "error.import.no_loop_tables"},
	} {
		_, err := Read(t, database(t, c.statements...), FormatUnknown)
		if key(err) != c.key {
			t.Errorf("%s: %v", name, err)
		}
	}
	whole, err := os.ReadFile(database(t, append(loopSchema(25), loopRows(t, 25)...)...))
	if err != nil {
		t.Fatal(err)
	}
	for at := 100; at < len(whole); at += 97 { // a byte of each stretch turned over
		b := bytes.Clone(whole)
		b[at] ^= 0xFF
		answers(t, "loop.db", b, Options{})
	}
}

// Our own file is read as warily as the others.
func TestHostileJournals(t *testing.T) {
	t.Parallel()
	whole, err := os.ReadFile("testdata/own/v1-schema-3.json")
	if err != nil {
		t.Fatal(err)
	}
	head := `{"format":"ippo","version":1,"journal":[`
	for name, content := range map[string]string{
		"cut off":         string(whole[:len(whole)/2]),
		"deep":            head + strings.Repeat("[", 1000),
		"deep body":       head + `{"kind":"stamp","body":` + strings.Repeat(`{"a":`, 1000),
		"long text":       head + `{"kind":"stamp","body":{"note":"` + strings.Repeat("a", maxText+10),
		"no list":         `{"format":"ippo","version":1,"journal":{"a":`,
		"other kind":      head + `{"kind":"spell","id":"x","body":{}}]}`,
		"other field":     head + `{"kind":"rest","id":"` + goal.ContentID("x") + `","body":{"goal":"` + goal.ContentID("g") + `","colour":1}}]}`,
		"no id":           head + `{"kind":"rest","body":{"goal":"` + goal.ContentID("g") + `"}}]}`,
		"journal first":   `{"journal":[],"format":"ippo"}`,
		"another program": `{"format":"other","journal":[]}`,
		"newer":           `{"format":"ippo","version":99,"journal":[]}`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			j, err := JournalFrom("ippo.json", strings.NewReader(content), int64(len(content)))
			if err != nil {
				t.Fatal(err)
			}
			for _, e := range j.Entries() {
				err = errors.Join(err, e)
			}
			if key(err) == "" {
				t.Errorf("no sentence: %v", err)
			}
			if name == "newer" && key(err) != "error.import.newer" {
				t.Error(err)
			}
		})
	}
	_, err = JournalFrom("x.zip", bytes.NewReader(zipBomb(t, "a", maxUnpacked+megabyte)), int64(1<<20))
	if err == nil || errors.Is(err, io.EOF) {
		t.Error(err)
	}
}
