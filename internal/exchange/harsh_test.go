package exchange

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/ippo-app/ippo/internal/goal"
)

const harshHabits = "\uFEFF# my habits\r\n! Body\r\nGym: 3/7\r\nCall home: 1w\r\nTidy: 2w\r\nMeditate: 1\r\n" +
	"Clean: 7\nCoffee: 0\nLearn: 1 : 2026-02-01\nSleep: by: eleven: 7/7\nOdd: often\nGym: 1\nno colon\nTight:2/5\n"

const harshLog = `# date : habit : result : note : amount
2026-01-01 : Gym : y : Leg day : 1.5
2026-01-02 : Gym : n
2026-01-03 : Gym : s : ill
2026-01-04 : Gym : y : a : b : c : 2
2026-01-05 : Gym : y : a : b :
2026-01-06 : Gym : y : a : b : c
2026-01-07 : Gym : y : much : lots
2026-01-01 : Meditate : n : first :
2026-01-01 : Meditate : y : second :
2026-02-30 : Meditate : y :  : 
2026-01-02 : Meditate : maybe :  : 
just words
2026-02-02 : Learn : y :  : 
2026-01-09 : Old one : y : still here : 
`

// harshFolder makes a folder with harsh's two files; empty content is no file.
func harshFolder(t *testing.T, habits, log string) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range map[string]string{"habits": habits, "log": log} {
		if content == "" {
			continue
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestReadHarsh(t *testing.T) {
	t.Parallel()
	h := mustRead(t, harshFolder(t, harshHabits, harshLog), "")
	type frequency struct {
		Name     string
		Num, Den int
		Archived bool
	}
	var got []frequency
	byName := map[string]wholeHabit{}
	for _, x := range h.Habits {
		got = append(got, frequency{x.Name, x.Num, x.Den, x.Archived})
		byName[x.Name] = x
	}
	want := []frequency{
		{"Gym", 3, 7, false},
		{"Call home", 1, 7, false},
		{"Tidy", 1, 14, false},
		{"Meditate", 1, 1, false},
		{"Clean", 1, 7, false},
		{"Coffee", 0, 1, false},
		{"Learn", 1, 1, false},
		{"Sleep: by: eleven", 1, 1, false},
		{"Odd", 1, 1, false},
		{"Tight", 2, 5, false},
		{"Old one", 1, 1, true},
	}
	if diff := diffOf(want, got); diff != "" {
		t.Error(diff)
	}
	if diff := diffOf([]drop{
		{reason: reasonHeading, count: 1, sample: "Body"},
		{reason: reasonBadHabit, count: 1, sample: "no colon"},
		{reason: reasonBadDate, count: 1, sample: "2026-02-30 : Meditate : y : :"},
		{reason: reasonUnknownValue, count: 1, sample: "2026-01-02 : Meditate : maybe : :"},
		{reason: reasonBadLine, count: 1, sample: "just words"},
	}, h.Dropped); diff != "" {
		t.Error(diff)
	}
	for name, reason := range map[string]reason{
		"Gym": reasonDuplicateHabit, "Odd": reasonBadFrequency, "Learn": reasonAfterEndDate,
		"Old one": reasonUnlistedHabit, "Meditate": reasonDuplicateDay, "Tidy": reasonNoEntries,
	} {
		if dropped(byName[name].Dropped, reason) != 1 || !byName[name].Has(reason) {
			t.Errorf("%s: %v, want %s", name, byName[name].Dropped, reason)
		}
	}
	if ends := byName["Learn"].Ends.String(); ends != "2026-02-01" {
		t.Errorf("Learn ends %s", ends)
	}
	if e := byName["Meditate"].Entries; len(e) != 1 || e[0].value != valueDone || e[0].note != "second" {
		t.Errorf("the later line does not hold: %v", e)
	}
	checkGym(t, byName["Gym"])
}

func checkGym(t *testing.T, gym wholeHabit) {
	t.Helper()
	want := []record{
		{day: day(t, "2026-01-01"), value: valueDone, note: "Leg day", amount: 1.5},
		{day: day(t, "2026-01-02"), value: valueNo},
		{day: day(t, "2026-01-03"), value: valueSkip, note: "ill"},
		{day: day(t, "2026-01-04"), value: valueDone, note: "a : b : c", amount: 2},
		{day: day(t, "2026-01-05"), value: valueDone, note: "a : b"},
		{day: day(t, "2026-01-06"), value: valueDone, note: "a : b : c"},
		{day: day(t, "2026-01-07"), value: valueDone, note: "much : lots"},
	}
	if diff := diffOf(want, gym.Entries); diff != "" {
		t.Error(diff)
	}
	if j, b := dropped(gym.Dropped, reasonJoinedComment), dropped(gym.Dropped, reasonBadAmount); j != 3 || b != 1 {
		t.Errorf("%d notes joined, %d bad amounts; want 3 and 1", j, b)
	}
}

// Each way to name the two files gives the same history.
func TestReadHarshByAnyName(t *testing.T) {
	t.Parallel()
	dir := harshFolder(t, harshHabits, harshLog)
	want := mustRead(t, dir, FormatHarsh)
	for _, p := range []string{"log", "habits"} {
		for _, format := range []Format{FormatUnknown, FormatHarsh} {
			if diff := diffOf(want, mustRead(t, filepath.Join(dir, p), format)); diff != "" {
				t.Errorf("%s: %s", p, diff)
			}
		}
	}
	content := zipped(t, pair{"harsh/habits", harshHabits}, pair{"harsh/log", harshLog})
	if diff := diffOf(want, mustReadBytes(t, "h.zip", content)); diff != "" {
		t.Error(diff)
	}
	if h := mustReadBytes(t, "log", []byte(harshLog)); len(h.Habits) != 4 || h.Habits[0].Archived {
		t.Errorf("a log alone: %+v", h.Habits)
	}
	if h := mustReadBytes(t, "habits", []byte(harshHabits)); len(h.Habits) != 10 {
		t.Errorf("a list alone has %d habits", len(h.Habits))
	}
	if h := mustRead(t, harshFolder(t, "", harshLog), ""); len(h.Habits) != 4 {
		t.Errorf("a folder without a list: %d habits", len(h.Habits))
	}
}

func TestReadHarshRefuses(t *testing.T) {
	t.Parallel()
	_, err := Read(t, t.TempDir(), "")
	wantKey(t, err, goal.CodeInvalid, "error.import.unknown_format")
	_, err = Read(t, t.TempDir(), FormatLoopDB)
	wantKey(t, err, goal.CodeInvalid, "error.import.not_this_format")
	_, err = Read(t, filepath.Join(t.TempDir(), "log"), FormatHarsh)
	wantKey(t, err, goal.CodeNotFound, "error.import.no_file")
	_, err = Read(t, file(t, "a.zip", string(zipped(t, pair{"a.txt", "x"}, pair{"b.txt", "y"}))), FormatHarsh)
	wantKey(t, err, goal.CodeInvalid, "error.import.not_this_format")
}
