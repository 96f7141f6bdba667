package exchange

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"

	"github.com/ippo-app/ippo/internal/goal"
)

func TestReadLoopDBInEveryVersion(t *testing.T) {
	t.Parallel()
	for version := 8; version <= withGroups; version++ {
		t.Run(strconv.Itoa(version), func(t *testing.T) {
			t.Parallel()
			h := mustRead(t, database(t, append(loopSchema(version), loopRows(t, version)...)...), "")
			if h.Format != FormatLoopDB || h.Dialect != version {
				t.Errorf("read as %s %d", h.Format, h.Dialect)
			}
			orphans := 0
			if version < withUnique {
				orphans = 1
			}
			if got := dropped(h.Dropped, reasonOrphan); got != orphans {
				t.Errorf("%d orphans, want %d", got, orphans)
			}
			if diff := diffOf(wantLoop(t, version), h.Habits); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// wantLoop is what loopRows should be read as, in the person's order.
func wantLoop(t *testing.T, version int) []wholeHabit {
	t.Helper()
	run := wholeHabit{
		Key: "name:1:Run", Name: "Run", Question: "Did you run?", Kind: goal.HabitYesNo, Num: 3, Den: 7, Archived: true,
		Dropped: []drop{{reason: reasonNoEntries, count: 1, sample: "Run"}},
	}
	sit := wholeHabit{
		Key: "name:1:Meditate", Name: "Meditate", Question: "Did you sit?", Kind: goal.HabitYesNo, Num: 1, Den: 1,
		Entries: []record{
			{day: day(t, "2026-01-01"), value: valueDone},
			{day: day(t, "2026-01-02"), value: valueDone},
		},
	}
	if version >= withValue {
		sit.Entries = append(sit.Entries,
			record{day: day(t, "2026-01-03"), value: valueNo},
			record{day: day(t, "2026-01-04"), value: valueSkip})
		sit.Dropped = append(sit.Dropped, drop{reason: reasonAutoDay, count: 1, sample: "2026-01-05"},
			drop{reason: reasonUnknownValue, count: 1, sample: "2026-01-07"})
	}
	if version < withUnique {
		sit.Dropped = append([]drop{{reason: reasonDuplicateDay, count: 1, sample: "2026-01-01"}}, sit.Dropped...)
	}
	if version >= withValue && version < withNotes { // its note is kept
		sit.Dropped = append([]drop{{reason: reasonNoValue, count: 1, sample: "2026-01-06"}}, sit.Dropped...)
	}
	read := wholeHabit{
		Key: "name:1:Read", Name: "Read", Kind: goal.HabitAtMost, Num: 1, Den: 7, Target: 20.5, Unit: "pages",
		Entries: []record{
			{day: day(t, "2026-01-01"), value: valueAmount, amount: 12.5},
			{day: day(t, "2026-01-02"), value: valueAmount},
			{day: day(t, "2026-01-03"), value: valueSkip},
		},
		Dropped: []drop{{reason: reasonNoValue, count: 1, sample: "2026-01-04"}},
	}
	if version >= withGroups {
		read.Dropped = append([]drop{{reason: reasonCategory, count: 1}}, read.Dropped...)
	}
	if version >= withQuestion {
		run.Description, sit.Description, read.Description = "because", "because", "because"
	}
	if version >= withUUID {
		run.Key, sit.Key, read.Key = "uuid:1:ABC3", "uuid:1:ABC7", "uuid:1:ABC8"
	}
	if version >= withNotes {
		sit.Entries[0].note, sit.Entries[1].note = "a note", "a note"
		sit.Entries = append(sit.Entries, record{day: day(t, "2026-01-06"), value: valueNote, note: "a note"})
	}
	if version < withNumeric {
		return []wholeHabit{run, sit}
	}
	return []wholeHabit{run, sit, read}
}

func TestReadLoopDBOfOtherVersions(t *testing.T) {
	t.Parallel()
	for _, version := range []int{0, 7, 27, 90} {
		statements := append(loopSchema(25), loopRows(t, 25)...)
		h := mustRead(t, database(t, append(statements, fmt.Sprintf("pragma user_version = %d", version))...), "")
		if len(h.Habits) != 3 || dropped(h.Dropped, reasonUnknownVersion) != 1 {
			t.Errorf("version %d: %d habits, %v", version, len(h.Habits), h.Dropped)
		}
	}
}

func TestReadLoopDBRefuses(t *testing.T) {
	t.Parallel()
	for name, statements := range map[string][]string{
		"other tables": {"create table Habit (id integer, name text)"},
		"a view":       {"create view Habits as select 1 id, 'a' name", "create table Repetitions (habit, timestamp)"},
		"no columns":   {"create table Habits (id)", "create table Repetitions (habit, timestamp)"},
	} {
		for _, format := range []Format{FormatUnknown, FormatLoopDB} {
			_, err := Read(t, database(t, statements...), format)
			t.Log(name)
			wantKey(t, err, goal.CodeInvalid, "error.import.no_loop_tables")
		}
	}
	whole, err := os.ReadFile(database(t, append(loopSchema(25), loopRows(t, 25)...)...))
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range []int{100, 4096, 5000, 8192} {
		_, err := Read(t, file(t, "cut.db", string(whole[:n])), "")
		wantKey(t, err, goal.CodeInvalid, "error.import.damaged")
	}
	_, err = Read(t, file(t, "text.db", "no database"), FormatLoopDB)
	wantKey(t, err, goal.CodeInvalid, "error.import.not_this_format")
}

// Odd rows in a backup cost themselves and nothing else.
func TestReadLoopDBOddRows(t *testing.T) {
	t.Parallel()
	path := database(t, append(loopSchema(25),
		`insert into Habits (id, name, type, unit, uuid) values (1, 'A', 0, '', 'x'), (2, 'B', 1, 'kg', 'x'), (3, null, 0, '', null)`,
		`insert into Repetitions (habit, timestamp, value, notes) values
		 (1, 'never', 2, ''), (1, 9223372036854775807, 2, ''), (1, null, 2, ''), (1, 86400000, 'yes', 'kept'),
		 (1, -1, 2, cast(x'6100ff' as text)), (2, 0, 80500, 'morning'), (2, 86400000, 0, ''), (null, 0, 2, '')`)...)
	h := mustRead(t, path, "")
	a, b := h.Habits[0], h.Habits[1]
	if dropped(a.Dropped, reasonBadDate) != 3 || dropped(a.Dropped, reasonBadFrequency) != 1 {
		t.Errorf("remarks %v", a.Dropped)
	}
	want := []record{
		{day: day(t, "1969-12-31"), value: valueDone, note: "a\uFFFD"},
		{day: day(t, "1970-01-02"), value: valueNote, note: "kept"},
	}
	if diff := diffOf(want, a.Entries); diff != "" {
		t.Error(diff)
	}
	if b.Kind != goal.HabitYesNo || b.Unit != "" || dropped(b.Dropped, reasonBodyMeasure) != 2 {
		t.Errorf("body measures were kept: %+v", b)
	}
	want = []record{
		{day: day(t, "1970-01-01"), value: valueDone, note: "morning"},
		{day: day(t, "1970-01-02"), value: valueNo},
	}
	if diff := diffOf(want, b.Entries); diff != "" {
		t.Error(diff)
	}
}

// The person's file and folder stay as they are, and a file in WAL mode or
// without the right to write is read as well.
func TestReadLoopDBTouchesNothing(t *testing.T) {
	t.Parallel()
	path := database(t, append([]string{"pragma journal_mode = wal"}, append(loopSchema(25), loopRows(t, 25)...)...)...)
	if err := os.Chmod(path, 0o400); err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if h := mustRead(t, path, ""); len(h.Habits) != 3 {
		t.Errorf("%d habits", len(h.Habits))
	}
	after, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(before, after) {
		t.Error("the file was changed")
	}
	beside, err := os.ReadDir(filepath.Dir(path))
	if err != nil || len(beside) != 1 {
		t.Errorf("files beside the backup: %v %v", beside, err)
	}
}

func TestReadLoopDBInZip(t *testing.T) {
	t.Parallel()
	whole, err := os.ReadFile(database(t, append(loopSchema(24), loopRows(t, 24)...)...))
	if err != nil {
		t.Fatal(err)
	}
	h := mustReadBytes(t, "backup.zip", zipped(t, pair{"a/Loop Habits Backup.db", string(whole)}, pair{"__MACOSX/a/._x.db", "x"}))
	if h.Format != FormatLoopDB || h.Dialect != 24 || len(h.Habits) != 3 {
		t.Errorf("read as %s %d with %d habits", h.Format, h.Dialect, len(h.Habits))
	}
}

func BenchmarkReadLoopDB(b *testing.B) {
	path := database(b, append(loopSchema(25),
		"insert into Habits (id, name, freq_num, freq_den, uuid) values (1, 'A', 1, 1, 'a'), (2, 'B', 1, 1, 'b')",
		`with recursive n(i) as (select 0 union all select i + 1 from n where i < 4999)
		 insert into Repetitions (habit, timestamp, value, notes)
		 select h, i * 86400000, 2, 'note ' || i from n, (select 1 h union all select 2)`)...)
	b.ReportAllocs()
	for b.Loop() {
		h, err := Read(b, path, FormatLoopDB)
		if err != nil || len(h.Habits[0].Entries)+len(h.Habits[1].Entries) != 10_000 {
			b.Fatal(err)
		}
	}
}
