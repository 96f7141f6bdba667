package app_test

import (
	"context"
	"crypto/sha256"
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
)

// habit is a daily habit of another program; marks are its days from 1 January
// on: d done, x no, r skip, a digit an amount, . nothing.
func habit(name, marks string) goal.Habit {
	h := goal.Habit{
		Goal: contentID(name), Title: name,
		Source: goal.Source{Format: "test", Key: name, Kind: goal.HabitYesNo, Num: 1, Den: 1},
	}
	h.Days = func(yield func(goal.HabitDay, error) bool) {
		for n, m := range marks {
			if m == '.' {
				continue
			}
			d := goal.HabitDay{Day: goal.Date(2026, 1, 1) + goal.Day(n)}
			d.ID = contentID(fmt.Sprint(name, d.Day, string(m)))
			switch m {
			case 'd':
				d.Status = goal.LogDone
			case 'x':
				d.Status = goal.LogMissed
			case 'r':
				d.Status = goal.LogRest
			default:
				amount := float64(m - '0')
				d.Amount, d.Status = &amount, h.Source.Judge(amount)
			}
			if !yield(d, nil) {
				return
			}
		}
	}
	return h
}

func contentID(s string) string {
	x := fmt.Sprintf("%x", sha256.Sum256([]byte(s)))
	return x[:8] + "-" + x[8:12] + "-8" + x[13:16] + "-a" + x[17:20] + "-" + x[20:32]
}

func history(hs ...goal.Habit) goal.History {
	return goal.History{Format: "test", File: "f", Habits: hs}
}

func (p *person) bring(h goal.History, o app.ImportOptions) app.Report {
	p.t.Helper()
	r, err := p.Import(context.Background(), me, h, o)
	if err != nil {
		p.t.Fatal(err)
	}
	return r
}

func (p *person) letters(id string) string {
	p.t.Helper()
	l := p.look(id)
	s := ""
	for _, x := range l.Life.Letters {
		s += string(rune(x))
	}
	return s
}

// counts are new, same, changed, restored.
func counts(r app.Report) [4]int { return [4]int{r.New, r.Same, r.Changed, r.Restored} }

func TestRuling33WhereHabitsGo(t *testing.T) {
	p := newPerson(t, "2026-01-20T08:00:00Z")
	weekly := habit("Weekly", "d")
	weekly.Source.Den = 7
	atMost := habit("At most", "3")
	atMost.Source.Kind = goal.HabitAtMost
	gone := habit("Gone", "d")
	gone.Archived = true
	hs := []goal.Habit{weekly, atMost, gone}
	for n := range 13 {
		hs = append(hs, habit(fmt.Sprint("Daily ", n), "d"))
	}
	r := p.bring(history(hs...), app.ImportOptions{})
	got := map[string]int{}
	for _, x := range r.Habits {
		got[string(x.Status)+" "+x.Why]++
	}
	want := map[string]int{"parked not_daily": 1, "parked at_most": 1, "parked archived": 1, "kept ": 12, "parked thirteenth": 1}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	if last := r.Habits[15]; last.Why != "thirteenth" || last.Slug != "daily-12" {
		t.Errorf("file order decides: %+v", last)
	}
}

// A person may choose otherwise, habit by habit.
func TestImportChoices(t *testing.T) {
	p := newPerson(t, "2026-01-20T08:00:00Z")
	weekly := habit("Weekly", "d")
	weekly.Source.Den = 7
	numbers, out, parked := habit("Numbers", "35"), habit("Out", "dd"), habit("Parked", "d")
	numbers.Source.Kind = goal.HabitAtLeast
	o := app.ImportOptions{Dry: true, Choose: map[string]goal.Choice{
		weekly.Goal: goal.ChoiceKept, numbers.Goal: goal.ChoiceDays, out.Goal: goal.ChoiceOut, parked.Goal: goal.ChoiceParked,
	}}
	h := history(weekly, numbers, out, parked)
	dry := p.bring(h, o)
	o.Dry = false
	r := p.bring(h, o)
	r.Dry, r.Command = true, ""
	for n := range r.Habits {
		dry.Habits[n].Slug = r.Habits[n].Slug
	}
	if d := cmp.Diff(dry, r); d != "" {
		t.Errorf("the dry run said otherwise: %s", d)
	}
	if r.Habits[0].Status != goal.StatusKept || r.Habits[3].Why != "chosen" || r.Habits[2].Why != "out" || r.Lost != 2 {
		t.Errorf("%+v", r)
	}
	if l := p.look("numbers"); l.Practised != 2 || l.Logs[goal.Date(2026, 1, 2)].Amounts[0].Amount != nil {
		t.Errorf("days without numbers: %+v", l.Logs)
	}
	if _, err := p.Look(context.Background(), me, "out"); key(err) != "error.goal.unknown" {
		t.Errorf("a habit that was left out: %v", err)
	}
	_, err := p.Import(context.Background(), me, h, app.ImportOptions{Choose: map[string]goal.Choice{"x": "maybe"}})
	if key(err) != "error.import.choice" {
		t.Errorf("a choice there is not: %v", err)
	}
}

func TestRuling18SecondImport(t *testing.T) {
	p := newPerson(t, "2026-01-20T08:00:00Z")
	r := p.bring(history(habit("Gym", "dx.r")), app.ImportOptions{})
	if counts(r) != [4]int{3, 0, 0, 0} || r.Command == "" || r.Habits[0].Slug != "gym" {
		t.Fatalf("first: %+v", r)
	}
	before := journalLen(t, p)
	p.at("2026-01-21T08:00:00Z")
	if r := p.bring(history(habit("Gym", "dx.r")), app.ImportOptions{}); counts(r) != [4]int{0, 3, 0, 0} || r.Command != "" {
		t.Errorf("the same file again: %+v", r)
	}
	if n := journalLen(t, p); n != before {
		t.Errorf("the same file wrote %d entries", n-before)
	}
	r = p.bring(history(habit("Gym", "ddd")), app.ImportOptions{})
	if counts(r) != [4]int{1, 1, 1, 0} {
		t.Errorf("a day that changed: %+v", r)
	}
	if got := p.letters("gym")[:4]; got != "dddr" {
		t.Errorf("days %s", got)
	}
	p.at("2026-01-22T08:00:00Z")
	if r = p.bring(history(habit("Gym", "dx.r")), app.ImportOptions{}); counts(r) != [4]int{0, 2, 1, 0} {
		t.Errorf("a day that changed back: %+v", r)
	}
	if got := p.letters("gym")[:4]; got != "dxdr" {
		t.Errorf("the latest file does not speak: %s", got)
	}
	if err := p.undo(); err != nil {
		t.Fatal(err)
	}
	if got := p.letters("gym")[:4]; got != "dddr" {
		t.Errorf("after the undo: %s", got)
	}
}

func journalLen(t *testing.T, p *person) int {
	t.Helper()
	n := 0
	err := p.Archive(context.Background(), me, func(ar goal.Archive) error {
		for _, err := range ar.Journal {
			if n++; err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// An undo takes out all of an import, a second undo brings it back, and a new
// import restores what an undo took.
func TestRuling17UndoOfAnImport(t *testing.T) {
	p := newPerson(t, "2026-06-20T08:00:00Z")
	p.do(walking("g"))
	long := slices.Repeat([]byte("d"), 120)
	h := history(habit("Long", string(long)), habit("Short", "dd"))
	r := p.bring(h, app.ImportOptions{})
	if err := p.undo(); err != nil {
		t.Fatal(err)
	}
	if goals, err := p.Goals(context.Background(), me); err != nil || len(goals) != 1 {
		t.Fatalf("the undo left %d goals, %v", len(goals), err)
	}
	if err := p.undo(); err != nil {
		t.Fatal(err)
	}
	if l := p.look("long"); l.Practised != 120 {
		t.Errorf("the redo brought %d days", l.Practised)
	}
	if _, err := p.UndoLast(context.Background(), me, "test", r.Command); err != nil {
		t.Fatal(err)
	}
	if r = p.bring(h, app.ImportOptions{}); counts(r) != [4]int{0, 0, 0, 122} {
		t.Errorf("after an undo the file is restored: %+v", r)
	}
	if l := p.look("long"); l.Practised != 120 {
		t.Errorf("restored: %d days", l.Practised)
	}
	if err := p.undo(); err != nil {
		t.Fatal(err)
	}
	if goals, err := p.Goals(context.Background(), me); err != nil || len(goals) != 1 {
		t.Errorf("undo of what was restored left %d goals, %v", len(goals), err)
	}
}

// A later command on the goal keeps an import from being taken back.
func TestRuling17ImportThatIsInUse(t *testing.T) {
	p := newPerson(t, "2026-01-20T08:00:00Z")
	r := p.bring(history(habit("Gym", "d")), app.ImportOptions{})
	id := contentID("Gym")
	p.do(goal.Stamp{Goal: id})
	_, err := p.UndoLast(context.Background(), me, "test", r.Command)
	if key(err) != "error.undo.hangs" {
		t.Errorf("%v", err)
	}
	p.at("2026-01-21T08:00:00Z")
	r = p.bring(history(habit("Gym", slices2('d', 20))), app.ImportOptions{})
	if r.Habits[0].Stamped != 1 {
		t.Errorf("the person's own day is not counted: %+v", r.Habits[0])
	}
	if l := p.look("gym"); l.Logs[goal.Date(2026, 1, 20)].Source {
		t.Error("the import speaks over the person's own day")
	}
}

func slices2(b byte, n int) string { return string(slices.Repeat([]byte{b}, n)) }

// An import that was stopped half way shows what it has and goes on when it is
// run again; undo then takes back all of it.
func TestInterruptedImport(t *testing.T) {
	p := newPerson(t, "2036-06-20T08:00:00Z")
	ctx, cancel := context.WithCancel(context.Background())
	walks := 0
	h := habit("Long", slices2('d', 2500))
	all := h.Days
	h.Days = func(yield func(goal.HabitDay, error) bool) {
		walks++
		n := 0
		for d, err := range all {
			if n++; walks == 2 && n == 2200 { // the second walk writes
				cancel()
			}
			if !yield(d, err) {
				return
			}
		}
	}
	_, err := p.Import(ctx, me, history(h), app.ImportOptions{})
	if key(err) != "error.import.interrupted" {
		t.Fatalf("%v", err)
	}
	if n := p.look("long").Practised; n != 2000 {
		t.Fatalf("%d days came in before the stop", n)
	}
	r := p.bring(history(h), app.ImportOptions{})
	if counts(r) != [4]int{500, 2000, 0, 0} || !r.Resumed {
		t.Errorf("it did not go on: %+v", r)
	}
	if n := p.look("long").Practised; n != 2500 {
		t.Errorf("%d days", n)
	}
	if err := p.undo(); err != nil {
		t.Fatal(err)
	}
	if goals, err := p.Goals(context.Background(), me); err != nil || len(goals) != 0 {
		t.Errorf("%d goals stay after the undo, %v", len(goals), err)
	}
}

// A later file may reach further back: the history grows with it.
func TestImportWidensTheHistory(t *testing.T) {
	p := newPerson(t, "2026-03-20T08:00:00Z")
	p.bring(history(habit("Gym", "...........dd")), app.ImportOptions{})
	if l := p.look("gym"); l.Life.First != goal.Date(2026, 1, 12) {
		t.Errorf("begins %v", l.Life.First)
	}
	p.bring(history(habit("Gym", "d..x.......dd......d")), app.ImportOptions{})
	l := p.look("gym")
	if l.Life.First != goal.Date(2026, 1, 1) || l.Practised != 4 || l.Life.On(goal.Date(2026, 1, 4)) != goal.DayMissed {
		t.Errorf("begins %v, %d days, 4 January is %s", l.Life.First, l.Practised, l.Life.On(goal.Date(2026, 1, 4)))
	}
}

// A paper sheet writes into a goal of the person's own: late, never before the
// goal began, and never over a stamp.
func TestPaperDaysOfAnOwnGoal(t *testing.T) {
	p := newPerson(t, "2026-01-03T08:00:00Z")
	p.do(walking("g"))
	p.do(goal.Stamp{Goal: "g", Minutes: new(20.0)})
	p.at("2026-01-10T08:00:00Z")
	h := habit("fitness", "ddd9xr")
	h.Own = "Fitness"
	r := p.bring(history(h), app.ImportOptions{})
	x := r.Habits[0]
	if !x.Own || x.New != 4 || x.Stamped != 1 || x.Slug != "fitness" || r.Lost != 2 {
		t.Errorf("%+v", r)
	}
	l := p.look("fitness")
	if m, _ := l.Logs[goal.Date(2026, 1, 3)].Minutes(); m != 20 {
		t.Errorf("the stamp became %v minutes", m)
	}
	if log := l.Logs[goal.Date(2026, 1, 4)]; !log.Late || *log.Amounts[0].Minutes != 9 {
		t.Errorf("paper: %+v", log)
	}
	if l.Practised != 2 || !l.Gold.Has(goal.Date(2026, 1, 5)) && l.Life.On(goal.Date(2026, 1, 5)) != goal.DayMissed {
		t.Errorf("%d days practised", l.Practised)
	}
	if err := p.undo(); err != nil {
		t.Fatal(err)
	}
	if l := p.look("fitness"); l.Practised != 1 {
		t.Errorf("the undo left %d days", l.Practised)
	}
}

// Whatever comes in and is taken back, in whatever order: the tables are what a
// rebuild from the journal makes of it, and the last live import speaks.
func TestImportsAndUndosAgreeWithTheJournal(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		p := newPerson(t, "2026-02-01T08:00:00Z")
		marks := rapid.StringOfN(rapid.RuneFrom([]rune("dxr.")), 1, 8, -1)
		for range rapid.IntRange(1, 8).Draw(rt, "steps") {
			p.now = p.now.Add(3600e9)
			switch rapid.IntRange(0, 3).Draw(rt, "step") {
			case 0:
				if err := p.undo(); err != nil && key(err) != "error.undo.nothing" {
					rt.Fatal(err)
				}
			default:
				m := marks.Draw(rt, "marks")
				r, err := p.Import(context.Background(), me, history(habit("A", m), habit("B", "d")), app.ImportOptions{})
				if err != nil {
					rt.Fatal(err)
				}
				l, err := p.Look(context.Background(), me, "a")
				if err != nil {
					rt.Fatal(err)
				}
				if got := spoken(l, m); got != m {
					rt.Fatalf("the file says %s, the days %s (%+v)", m, got, r)
				}
			}
			before := archive(rt, p)
			if err := p.Rebuild(context.Background(), me); err != nil {
				rt.Fatal(err)
			}
			if d := cmp.Diff(before, archive(rt, p), cmpopts.EquateEmpty()); d != "" {
				rt.Fatal(d)
			}
		}
	})
}

// spoken writes the days that marks speak of as they stand now.
func spoken(l goal.Look, marks string) string {
	out := []byte(marks)
	for n := range out {
		if out[n] != '.' {
			out[n] = byte(l.Life.Letter(goal.Date(2026, 1, 1) + goal.Day(n)))
		}
	}
	return string(out)
}
