package exchange_test

import (
	"archive/zip"
	"bytes"
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/exchange"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
)

// current is the file that a program of the newest version and schema wrote: it is
// made once and then stays. The next one gets one of its own beside it.
func current(t testing.TB) string {
	t.Helper()
	return fmt.Sprintf("testdata/own/v%d-schema-%d.json", exchange.OwnVersion, newestSchema(t))
}

// ownFiles are those of all versions and schemas.
func ownFiles(t testing.TB) []string {
	t.Helper()
	files, err := filepath.Glob("testdata/own/v*-schema-*.json")
	if err != nil || len(files) < 4 || !slices.Contains(files, current(t)) {
		t.Fatal(files, err)
	}
	return files
}

// newestSchema is the number of the last migration.
func newestSchema(t testing.TB) int {
	t.Helper()
	steps, err := filepath.Glob("../store/migrations/*.sql")
	if err != nil || len(steps) == 0 {
		t.Fatal("no migrations", err)
	}
	return len(steps)
}

func updating() bool { return flag.Lookup("update").Value.String() == "true" }

// Our own file, as the program of every schema wrote it, still reads, and gives
// what people read: the journal, the calendar and the tables. Taken out again
// and brought in once more it stays the same byte for byte.
func TestOwnFilesOfEverySchema(t *testing.T) {
	t.Parallel()
	if _, err := os.Stat(current(t)); err != nil && updating() {
		p := newPerson(t, time.Date(2026, 1, 5, 8, 0, 0, 0, time.UTC))
		winter(t, p)
		if err := os.WriteFile(current(t), p.export(t), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, path := range ownFiles(t) {
		file, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		p := newPerson(t, time.Date(2026, 5, 1, 8, 0, 0, 0, time.UTC))
		r := p.take(t, file)
		if r.New == 0 {
			t.Errorf("%s: nothing in it", path)
		}
		if again := p.take(t, file); again.New != 0 || again.Same != r.New {
			t.Errorf("%s, a second time: %+v", path, again)
		}
		same(t, path+".looks", shown(p.looks(t)))
		same(t, path+".md", p.words(t, exchange.Markdown))
		same(t, path+".ics", strings.ReplaceAll(p.words(t, exchange.ICS), "\r\n", "\n"))
		same(t, path+".tables", p.tables(t))
		out := p.export(t)
		two := newPerson(t, p.now)
		two.take(t, out)
		if d := cmp.Diff(string(out), string(two.export(t))); d != "" {
			t.Errorf("%s: %s", path, d)
		}
		if path == current(t) && string(out) != string(file) {
			t.Errorf("%s: what comes in goes out differently: %s", path, cmp.Diff(string(file), string(out)))
		}
	}
}

// same compares with a golden file, or writes it anew.
func same(t *testing.T, path, got string) {
	t.Helper()
	if updating() {
		if err := os.WriteFile(path, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), got); d != "" {
		t.Errorf("%s: %s", path, d)
	}
}

// The file of this version holds a command of every kind.
func TestOwnFileHoldsEveryKind(t *testing.T) {
	t.Parallel()
	f, err := os.Open(current(t))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close() //nolint:errcheck // only read from
	info, err := f.Stat()
	if err != nil {
		t.Fatal(err)
	}
	j, err := exchange.JournalFrom(f.Name(), f, info.Size())
	if err != nil {
		t.Fatal(err)
	}
	missing := exchange.EveryKind()
	for e, err := range j.Entries() {
		if err != nil {
			t.Fatal(err)
		}
		missing = slices.DeleteFunc(missing, func(k goal.Kind) bool { return k == e.Body.Kind() })
	}
	if len(missing) > 0 {
		t.Errorf("not in %s: %v", f.Name(), missing)
	}
}

// Every line of a calendar has at most 75 bytes, and no letter is cut.
func TestCalendarLinesAreFolded(t *testing.T) {
	t.Parallel()
	p := newPerson(t, time.Date(2026, 1, 5, 8, 0, 0, 0, time.UTC))
	b := runStart(goalID(1), strings.Repeat("Nach dem Kaffee, wenn die Tür zufällt; immer \\ 日本語 ", 5))
	b.Plan.Step.Text = strings.Repeat("über ", 20)
	p.does(t, 0, 8, b)
	got := p.words(t, exchange.ICS)
	for l := range strings.SplitSeq(strings.TrimSuffix(got, "\r\n"), "\r\n") {
		if len(l) > 75 || strings.ContainsAny(l, "\r\n") || !strings.ContainsRune("ABCDEFGHIJKLMNOPQRSTUVWXYZ ", rune(l[0])) {
			t.Errorf("%q", l)
		}
	}
	whole := strings.ReplaceAll(got, "\r\n ", "")
	if !strings.Contains(whole, `SUMMARY:über über`) || !strings.Contains(whole, `Kaffee\, wenn die Tür zufällt\; immer \\ 日本語`) {
		t.Error(whole)
	}
}

// A person's words are no formula of a spreadsheet, and no mark of Markdown.
func TestWordsStayWords(t *testing.T) {
	t.Parallel()
	p := newPerson(t, time.Date(2026, 1, 5, 8, 0, 0, 0, time.UTC))
	b := runStart(goalID(1), "")
	b.Title = "*Walk* [me](x)"
	p.does(t, 0, 8, b)
	p.does(t, 0, 9, goal.Stamp{Goal: goalID(1), Note: "=1+1\n# no heading"})
	if got := p.tables(t); !strings.Contains(got, "'=1+1") {
		t.Error(got)
	}
	got := p.words(t, exchange.Markdown)
	if !strings.Contains(got, `**\*Walk\* \[me\](x)**`) || strings.Contains(got, "\n# no") {
		t.Error(got)
	}
}

// words is one of the exports that people read, in English.
func (p *person) words(t fataler, write func(io.Writer, goal.Archive, exchange.Words) error) string {
	t.Helper()
	w := library.For("en")
	words := exchange.Words{
		Say:  func(key string, args map[string]any) string { return w.Say(key, args) },
		Date: w.FullDate, Number: w.Number, Unit: w.Unit, Event: w.Event, Why: w.Purpose,
		Tag: func(t goal.MissTag) string { return w.Say("tag." + string(t)) },
	}
	var b bytes.Buffer
	if err := p.Archive(context.Background(), me, func(ar goal.Archive) error { return write(&b, ar, words) }); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// tables are the files of the zip, one after another.
func (p *person) tables(t fataler) string {
	t.Helper()
	var b bytes.Buffer
	if err := p.Archive(context.Background(), me, func(ar goal.Archive) error { return exchange.CSV(&b, ar) }); err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	var s strings.Builder
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&s, "-- %s --\n%s", f.Name, content)
	}
	return s.String()
}

// shown are the figures of goals, a line each.
func shown(ls []goal.Look) string {
	s := ""
	for _, l := range ls {
		s += fmt.Sprintf("%s %s %s: %d practised, chain %+v, %d weeks, %d planned\n", l.Goal.Slug, l.Goal.Status, l.Goal.Title,
			l.Practised, l.Chain, len(l.Weeks), len(l.Goal.Plan))
	}
	return s
}

// does something on a day of the winter that begins on 5 January 2026.
func (p *person) does(t testing.TB, day, hour int, body goal.Body) string {
	t.Helper()
	p.now = time.Date(2026, 1, 5+day, hour, 0, 0, 0, time.UTC)
	c, err := p.Command(context.Background(), me, "terminal", goal.Date(2026, 1, 5)+goal.Day(day), body)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.Do(context.Background(), me, c); err != nil {
		t.Fatalf("day %d: %+v: %v", day, body, err)
	}
	return c.ID
}

// winter is a season with a command of every kind in it.
func winter(t testing.TB, p *person) {
	t.Helper()
	name, zone := "Mara", "Europe/Berlin"
	p.does(t, 0, 7, goal.SetSettings{Name: &name, Zone: &zone})
	p.does(t, 0, 8, goal.SetItem{ID: goalID(101), Lens: "love", Item: goal.Item{Words: "being outside", Love: 3, Good: 2}})
	p.does(t, 0, 8, goal.SetPurpose{PurposeChange: goal.PurposeChange{GrowIn: "steady strength", SoICan: "walk home with a friend"}})
	p.does(t, 0, 8, goal.SetTrial{ID: goalID(102), Trial: goal.Trial{What: "an evening with the choir", Before: 2, After: 4, Again: 8, Line: "I sang all the way home."}})
	p.does(t, 0, 8, goal.SetEnergyNote{ID: goalID(103), Words: "the light on the way to work", Before: 2, After: 4})
	p.does(t, 0, 8, goal.SetReminder{Minute: 450, Weekdays: 62})
	p.does(t, 0, 8, goal.Dismiss{Flag: goal.FlagBorrowed})
	rest := goal.Weekdays(0).With(time.Sunday)
	b := runStart(goalID(1), "after I lock my bike")
	b.Plan.Rest = &rest
	b.Plan.IfThens = &[]goal.IfThen{{ID: "rain", Words: "If it rains, then I walk in the hall."}}
	p.does(t, 0, 8, b)
	season(t, p)
	weekly(t, p)
	p.does(t, 65, 20, goal.LookBack{Goal: goalID(1), Number: 60, Keep: "the shoes by the door", Change: "the late evenings", Learnt: "Mornings carry."})
	p.does(t, 96, 8, goal.NextSeason{Goal: goalID(1)})
	p.does(t, 97, 8, goal.SetStatus{Goal: goalID(1), To: goal.StatusParked})
	p.does(t, 98, 8, goal.SetStatus{Goal: goalID(1), To: goal.StatusActive})
	p.does(t, 99, 8, goal.Stamp{Goal: goalID(1), Note: "And on. The name of a friend."})
	if _, err := p.RemoveWords(context.Background(), me, "test", " The name of a friend."); err != nil {
		t.Fatal(err)
	}
}

// season are the first days.
func season(t testing.TB, p *person) {
	t.Helper()
	minutes, four, five := 20.0, 4, 5
	p.does(t, 0, 9, goal.Stamp{Goal: goalID(1)})
	p.does(t, 1, 9, goal.Stamp{Goal: goalID(1), Minutes: &minutes, Note: "Through the park, naïve & cold.\nTwo herons.", Feel: goal.Feel{Energy: &four, Mood: &five}})
	p.does(t, 2, 20, goal.Skip{Goal: goalID(1), Tag: goal.TagTime, Note: "Late train"})
	p.does(t, 3, 20, goal.Skip{Goal: goalID(1), Tag: goal.TagTime, Met: []goal.Met{{Plan: "rain", Did: true}}})
	p.does(t, 3, 21, goal.Cover{Goal: goalID(1)})
	p.does(t, 4, 9, goal.Rest{Goal: goalID(1)})
	p.does(t, 5, 9, goal.Stamp{Goal: goalID(1), Full: true})
	p.does(t, 5, 21, goal.Remark{Goal: goalID(1), Note: "*Slow*, and good.", Met: []goal.Met{{Plan: "rain", Did: true}}})
	wrong := p.does(t, 7, 9, goal.Measure{Goal: goalID(1), Value: 9})
	p.does(t, 7, 9, goal.Undo{Target: wrong})
	p.does(t, 7, 9, goal.Measure{Goal: goalID(1), Value: 2})
	p.does(t, 8, 9, goal.PauseGoals{Goals: []string{goalID(1)}, From: goal.Date(2026, 1, 13)})
	p.does(t, 10, 9, goal.ResumeGoals{Goals: []string{goalID(1)}})
	p.does(t, 10, 9, goal.Stamp{Goal: goalID(1), Note: "Back."})
	p.brings(t, "testdata/harsh/folder")
	again := p.brings(t, "testdata/beaver/habits.json")
	p.does(t, 11, 9, goal.Undo{Target: again})
	p.brings(t, "testdata/beaver/habits.json")
}

// weekly are the review, what it led to, and an experiment.
func weekly(t testing.TB, p *person) {
	t.Helper()
	four, five := 4, 5
	p.does(t, 13, 20, goal.WeekReview{
		Goal: goalID(1), Week: goal.Date(2026, 1, 12), Helped: "the dry shoes", Pulse: &four, Ease: &five,
		Words: "It is easier than I thought.", First: "Shoes on, after I lock my bike", Close: "A good week.",
	})
	cue := "after the first coffee"
	p.does(t, 14, 9, goal.Revise{Goal: goalID(1), Plan: goal.PlanChange{Cue: &cue}, Reason: "The bike is in repair."})
	p.does(t, 15, 9, goal.StartExperiment{
		Experiment: goalID(104), Goal: goalID(1), Lever: goal.LeverPlace, What: "along the river", Measure: goal.OfAdherence,
		From: "3", To: "4", Days: 7,
	})
	p.does(t, 23, 9, goal.EndExperiment{Experiment: goalID(104), Goal: goalID(1), Study: "Four of seven.", Act: goal.Adopt})
}

// brings imports a file and says the command.
func (p *person) brings(t testing.TB, path string) string {
	t.Helper()
	r, err := exchange.Open(path, exchange.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close() //nolint:errcheck // only read from
	report, err := p.Import(context.Background(), me, r.History(goal.Date(2026, 12, 31)), app.ImportOptions{})
	if err != nil {
		t.Fatal(err)
	}
	return report.Command
}
