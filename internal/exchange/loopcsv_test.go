package exchange

import (
	"bytes"
	"strings"
	"testing"

	"github.com/ippo-app/ippo/internal/goal"
)

// The five headers of Habits.csv, oldest first, each with two habits.
func loopLists() [5]string {
	return [5]string{
		"Name,Description,NumRepetitions,Interval,Color\n" +
			"Meditate,Did you sit?,1,1,#FF8F00\nRead,Did you read?,1,7,#AFB42B\n",
		"Position,Name,Description,NumRepetitions,Interval,Color\n" +
			"001,Meditate,Did you sit?,1,1,#FF8F00\n002,Read,Did you read?,1,7,#AFB42B\n",
		"Position,Name,Question,Description,NumRepetitions,Interval,Color\n" +
			"001,Meditate,Did you sit?,calm,1,1,#FF8F00\n002,Read,Did you read?,\"one, two\",1,7,#AFB42B\n",
		"Position,Name,Type,Question,Description,FrequencyNumerator,FrequencyDenominator,Color,Unit,Target Type,Target Value,Archived?\n" +
			"001,Meditate,YES_NO,Did you sit?,calm,1,1,#FF8F00,,AT_LEAST,0.0,true\n" +
			"002,Read,NUMERICAL,Did you read?,\"one, two\",1,7,#AFB42B,pages,AT_MOST,12.5,false\n",
		"Position,Name,Type,Question,Description,FrequencyMode,FrequencyNumerator,FrequencyDenominator,Color,Unit,Target Type,Target Value,Archived?\n" +
			"001,Meditate,YES_NO,Did you sit?,calm,DAILY,1,1,#FF8F00,,AT_LEAST,0.0,TRUE\n" +
			"002,Read,NUMERICAL,Did you read?,\"one, two\",WEEKLY,1,7,#AFB42B,pages,AT_MOST,\"12,5\",FALSE\n",
	}
}

const (
	oldMeditate = "2026-07-05,2\n2026-07-04,1\n2026-07-03,0\n2026-07-02,3\n2026-07-01,-1\n"
	oldRead     = "2026-07-04,12500\n2026-07-03,0\n2026-07-02,3\n"
	newMeditate = "Date,Value,Notes\n2026-07-05,YES_MANUAL,\n2026-07-04,YES_AUTO,\n2026-07-03,NO,\n2026-07-02,SKIP,\n2026-07-01,UNKNOWN,\n"
	newRead     = "Date,Value,Notes\n2026-07-04,12500,\n2026-07-03,NO,\n2026-07-02,SKIP,\n"
)

func TestReadLoopCSVInEveryDialect(t *testing.T) {
	t.Parallel()
	for i, list := range loopLists() {
		dialect := i + 1
		meditate, read := oldMeditate, oldRead
		if dialect >= 4 {
			meditate, read = newMeditate, newRead
		}
		for name, change := range map[string]func(string) string{
			"plain":      func(s string) string { return s },
			"windows":    func(s string) string { return "\uFEFF" + strings.ReplaceAll(s, "\n", "\r\n") },
			"old mac":    func(s string) string { return strings.ReplaceAll(s, "\n", "\r") },
			"no newline": func(s string) string { return strings.TrimSuffix(s, "\n") },
		} {
			content := zipped(t, pair{"Habits.csv", change(list)}, pair{"Scores.csv", "x"},
				pair{"001 Meditate/Checkmarks.csv", change(meditate)}, pair{"001 Meditate/Scores.csv", "x"},
				pair{"002/Checkmarks.csv", change(read)})
			h := mustReadBytes(t, "Loop Habits CSV.zip", content)
			if h.Format != FormatLoopCSV || h.Dialect != dialect {
				t.Errorf("%s: read as %s %d, want dialect %d", name, h.Format, h.Dialect, dialect)
			}
			if diff := diffOf(wantLoopCSV(t, dialect), h.Habits); diff != "" {
				t.Errorf("dialect %d, %s: %s", dialect, name, diff)
			}
			if modes := dropped(h.Dropped, reasonFrequencyMode); (modes > 0) != (dialect == 5) {
				t.Errorf("dialect %d: %v", dialect, h.Dropped)
			}
		}
	}
}

func wantLoopCSV(t *testing.T, dialect int) []wholeHabit {
	t.Helper()
	meditate := wholeHabit{
		Key: "name:1:Meditate", Name: "Meditate", Question: "Did you sit?", Kind: goal.HabitYesNo, Num: 1, Den: 1,
		Entries: []record{
			{day: day(t, "2026-07-02"), value: valueSkip},
			{day: day(t, "2026-07-03"), value: valueNo},
			{day: day(t, "2026-07-05"), value: valueDone},
		},
		Dropped: []drop{{reason: reasonNoValue, count: 1, sample: "2026-07-01"}, {reason: reasonAutoDay, count: 1, sample: "2026-07-04"}},
	}
	read := wholeHabit{
		Key: "name:1:Read", Name: "Read", Question: "Did you read?", Kind: goal.HabitAtLeast, Num: 1, Den: 7,
		Entries: []record{
			{day: day(t, "2026-07-02"), value: valueSkip},
			{day: day(t, "2026-07-03"), value: valueAmount},
			{day: day(t, "2026-07-04"), value: valueAmount, amount: 12.5},
		},
	}
	if dialect >= 3 {
		meditate.Description, read.Description = "calm", "one, two"
	}
	if dialect >= 4 {
		meditate.Archived = true
		read.Kind, read.Target, read.Unit = goal.HabitAtMost, 12.5, "pages"
	} else {
		read.Dropped = []drop{{reason: reasonUnknownTarget, count: 1, sample: "Read"}}
	}
	return []wholeHabit{meditate, read}
}

// Where a habit has no folder, its column of the table for all counts.
func TestReadLoopCSVTable(t *testing.T) {
	t.Parallel()
	list := "Position,Name,Question,Description,NumRepetitions,Interval,Color\n" +
		"001,\"Walk, run\",,,1,1,\n002,Read,,,1,1,\n003,Sit,,,1,1,\n"
	table := "Date,Walk, run,Read,Sit,\n2026-07-05,2,7000,0,\n2026-07-04,0,3,2,\n2026-07-03,2,0,2,9,\n"
	h := mustReadBytes(t, "x.zip", zipped(t, pair{"out/Habits.csv", list}, pair{"out/Checkmarks.csv", table},
		pair{"out/003 Sit/Checkmarks.csv", "2026-07-05,2\n"}))
	got := map[string]int{}
	for _, x := range h.Habits {
		got[x.Name] = len(x.Entries)
	}
	if diff := diffOf(map[string]int{"Walk, run": 3, "Read": 3, "Sit": 1}, got); diff != "" {
		t.Error(diff)
	}
	if dropped(h.Dropped, reasonTooManyFields) != 1 || h.Habits[1].Kind != goal.HabitAtLeast {
		t.Errorf("%v %+v", h.Dropped, h.Habits[1])
	}
	// A selection of the habits is matched by name.
	h = mustReadBytes(t, "x.zip", zipped(t, pair{"Habits.csv", list}, pair{"Checkmarks.csv", "Date,Sit,\n2026-07-05,2,\n"}))
	if n := len(h.Habits[2].Entries); n != 1 || !h.Habits[0].Has(reasonNoEntries) {
		t.Errorf("Sit has %d days, %v", n, h.Habits[0].Dropped)
	}
}

func TestReadLoopCSVNotesAndDates(t *testing.T) {
	t.Parallel()
	list := loopLists()[3] + "003,歩く,YES_NO,,,3,7,,,AT_LEAST,0,false\n004,歩く,YES_NO,,,0,0,,,AT_LEAST,0,false\n"
	note := "two\nlines, \"quoted\""
	h := mustReadBytes(t, "x.zip", zipped(t, pair{"Habits.csv", list},
		pair{
			"001 Meditate/Checkmarks.csv",
			"Notes;Date;Value\n" + `"` + strings.ReplaceAll(note, `"`, `""`) + `";06-16-24;YES_MANUAL` + "\n;08-04-2026;NO\nwhy;8/5/2026;UNKNOWN\n;13-13-26;NO\n;31.12.2026;SKIP\n",
		},
		pair{"003 /Checkmarks.csv", "Date,Value,Notes\n2026-07-05,YES_MANUAL,a,b,c\n2026-07-05,NO,\nshort\n2026-07-06,PERHAPS,\n"},
		pair{"009 Gone/Checkmarks.csv", "Date,Value,Notes\n2026-07-05,NO,\n"}))
	sit, walk := h.Habits[0], h.Habits[2]
	if dropped(h.Dropped, reasonOrphan) != 1 {
		t.Errorf("remarks %v", h.Dropped)
	}
	want := []record{
		{day: day(t, "2024-06-16"), value: valueDone, note: note},
		{day: day(t, "2026-08-04"), value: valueNo},
		{day: day(t, "2026-08-05"), value: valueNote, note: "why"},
		{day: day(t, "2026-12-31"), value: valueSkip},
	}
	if diff := diffOf(want, sit.Entries); diff != "" || dropped(sit.Dropped, reasonBadDate) != 1 {
		t.Error(diff, sit.Dropped)
	}
	if walk.Num != 3 || walk.Den != 7 || len(walk.Entries) != 1 || walk.Entries[0].note != "a,b,c" {
		t.Errorf("%+v", walk)
	}
	for _, r := range []reason{
		reasonJoinedComment, reasonDuplicateDay, reasonBadLine, reasonUnknownValue,
	} {
		if dropped(walk.Dropped, r) != 1 {
			t.Errorf("%s: %v", r, walk.Dropped)
		}
	}
	if h.Habits[3].Key != "name:2:歩く" || !h.Habits[3].Has(reasonBadFrequency) {
		t.Errorf("%+v", h.Habits[3])
	}
}

// A spreadsheet elsewhere in the world writes the day first; one date that can
// only be meant so decides for the file.
func TestReadLoopCSVDayFirst(t *testing.T) {
	t.Parallel()
	h := mustReadBytes(t, "x.zip", zipped(t, pair{"Habits.csv", loopLists()[2]},
		pair{"001 Meditate/Checkmarks.csv", "16-06-24,2\n08-04-2026,2\n"}))
	if e := h.Habits[0].Entries; e[0].day != day(t, "2024-06-16") || e[1].day != day(t, "2026-04-08") {
		t.Errorf("%v", e)
	}
}

// A broken quote costs its own line at most, never the lines below.
func TestReadLoopCSVBrokenQuotes(t *testing.T) {
	t.Parallel()
	list := "Position,Name,NumRepetitions,Interval\n001,My \"best\" habit,1,1\n002,Read,1,1\n"
	broken := strings.Repeat("2026-07-04,2,\"open\n", 150)
	h := mustReadBytes(t, "x.zip", zipped(t, pair{"Habits.csv", list},
		pair{"001/Checkmarks.csv", "2026-07-03,2,\"two\nlines\"\n" + broken + "2026-07-05,2,\n2026-07-06,2,\"fine\"\n"}))
	if len(h.Habits) != 2 || h.Habits[0].Name != `My "best" habit` {
		t.Fatalf("%+v", h.Habits)
	}
	want := []record{
		{day: day(t, "2026-07-03"), value: valueDone, note: "two\nlines"},
		{day: day(t, "2026-07-04"), value: valueDone, note: "open"},
		{day: day(t, "2026-07-05"), value: valueDone},
		{day: day(t, "2026-07-06"), value: valueDone, note: "fine"},
	}
	if diff := diffOf(want, h.Habits[0].Entries); diff != "" {
		t.Error(diff)
	}
}

func TestReadLoopCSVLockedZip(t *testing.T) {
	t.Parallel()
	content := zipped(t, pair{"Habits.csv", loopLists()[0]})
	for _, signature := range []string{"PK\x03\x04", "PK\x01\x02"} {
		at := bytes.Index(content, []byte(signature))
		flags := at + 6
		if signature[2] == 1 {
			flags = at + 8
		}
		content[flags] |= 1
	}
	_, err := Read(t, file(t, "a.zip", string(content)), "")
	wantKey(t, err, goal.CodeInvalid, "error.import.locked_zip")
}

func TestReadLoopCSVRefuses(t *testing.T) {
	t.Parallel()
	read := func(format Format, files ...pair) error {
		_, err := Read(t, file(t, "a.zip", string(zipped(t, files...))), format)
		return err
	}
	wantKey(t, read(""), goal.CodeInvalid, "error.import.unknown_format")
	wantKey(t, read("", pair{"x.csv", "a"}), goal.CodeInvalid, "error.import.unknown_format")
	wantKey(t, read(FormatLoopCSV, pair{"x.csv", "a"}), goal.CodeInvalid, "error.import.not_this_format")
	wantKey(t, read("", pair{"Habits.csv", ""}), goal.CodeInvalid, "error.import.unknown_format")
	wantKey(t, read(FormatLoopCSV, pair{"Habits.csv", "a,b\n1,2"}), goal.CodeInvalid, "error.import.not_this_format")
	wantKey(t, read(FormatLoopDB, pair{"a.txt", ""}), goal.CodeInvalid, "error.import.not_this_format")
	content := zipped(t, pair{"Habits.csv", strings.Repeat(loopLists()[0], 100)})
	_, err := Read(t, file(t, "a.zip", string(content[:len(content)-20])), "")
	wantKey(t, err, goal.CodeInvalid, "error.import.damaged")
	bomb := zipBomb(t, "Habits.csv", maxUnpacked+1)
	_, err = Read(t, file(t, "a.zip", string(bomb)), "")
	wantKey(t, err, goal.CodeInvalid, "error.import.too_large")
}
