package app_test

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"strings"
	"testing"

	_ "modernc.org/sqlite" // damages a database

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
)

// A life that is read a year at a time is looked at to its last day.
func TestExamineALongLife(t *testing.T) {
	ctx := context.Background()
	p := newPerson(t, "2060-01-05T08:00:00Z")
	p.bring(history(habit("Long", strings.Repeat("dxd", 3_600))), app.ImportOptions{})
	if err := p.Examine(ctx, me); err != nil {
		t.Fatalf("a good database: %v", err)
	}
	for _, day := range []string{"2026-01-01", "2040-02-29", "2055-07-26"} {
		p.damage(`update day_log set note = 'another' where day = '` + day + `'`)
		if err := p.Examine(ctx, me); key(err) != "error.doctor.tables" {
			t.Errorf("%s: %v", day, err)
		}
		if err := p.Rebuild(ctx, me); err != nil {
			t.Fatal(err)
		}
		if err := p.Examine(ctx, me); err != nil {
			t.Errorf("made anew after %s: %v", day, err)
		}
	}
}

// damage changes the file behind the program's back.
func (p *person) damage(q string) {
	p.t.Helper()
	db, err := sql.Open("sqlite", p.path)
	if err != nil {
		p.t.Fatal(err)
	}
	r, err := db.ExecContext(context.Background(), q)
	if err := errors.Join(err, db.Close()); err != nil {
		p.t.Fatal(err)
	}
	if n, err := r.RowsAffected(); err != nil || n == 0 {
		p.t.Fatalf("%s: %d rows, %v", q, n, err)
	}
}

// Examine finds a table, and a mark of what is undone, that says other than the
// journal, which a rebuild mends; whether the journal is what was written, the
// store says.
func TestExamine(t *testing.T) {
	ctx := context.Background()
	p := newPerson(t, "2026-01-05T08:00:00Z")
	p.do(walking("g"))
	p.days(monday, "g", "omxro.o")
	p.do(goal.Stamp{Goal: "g", Note: "a letter to Mara"})
	if _, err := p.RemoveWords(ctx, me, "test", "Mara"); err != nil {
		t.Fatal(err)
	}
	if err := p.undo(); err != nil {
		t.Fatal(err)
	}
	if err := p.Examine(ctx, me); err != nil {
		t.Fatalf("a good database: %v", err)
	}
	for _, q := range []string{
		`update day_log set note = 'another' where day = '2026-01-06'`,
		`update marks set letters = replace(letters, 'd', 'm')`,
		`delete from day_log where day = '2026-01-05'`,
	} {
		p.damage(q)
		if err := p.Examine(ctx, me); key(err) != "error.doctor.tables" {
			t.Errorf("%s: %v", q, err)
		}
		if err := p.Rebuild(ctx, me); err != nil {
			t.Fatal(err)
		}
		if err := p.Examine(ctx, me); err != nil {
			t.Errorf("made anew after %s: %v", q, err)
		}
	}
	p.damage(`update journal set undone = not undone where kind = 'stamp' and position = 2`)
	if err := p.Examine(ctx, me); key(err) != "error.doctor.tables" {
		t.Errorf("a mark of being undone that no undo gave: %v", err)
	}
	if err := errors.Join(p.Rebuild(ctx, me), p.Examine(ctx, me)); err != nil {
		t.Errorf("after its mending: %v", err)
	}
	p.damage(`update journal set payload = '{"goal":"g","note":"never said"}' where kind = 'stamp' and position = 2`)
	if err := p.Examine(ctx, me); key(err) != "error.doctor.tables" {
		t.Errorf("a journal that says something else: %v", err)
	}
}

// Undos that name each other in a ring, which only a hostile hand can send, are
// taken or refused like any other; nothing hangs, and what is left can be told.
func TestARingOfUndosEnds(t *testing.T) {
	ctx := context.Background()
	p := newPerson(t, "2026-01-05T08:00:00Z")
	p.do(walking("g"))
	id := func(n int) string { return "00000000-0000-7000-8000-00000000000" + string(rune('0'+n)) }
	for n, target := range []int{2, 3, 1, 1, 2, 3} {
		_, err := p.Do(ctx, me, goal.Command{ID: id(n + 1), At: p.Now(), Day: goal.Date(2026, 1, 5), Device: "test", Body: goal.Undo{Target: id(target)}})
		if err != nil && key(err) != "error.undo.already" && key(err) != "error.undo.round" {
			t.Errorf("undo %d: %v", n+1, err)
		}
	}
	if err := p.Rebuild(ctx, me); err != nil {
		t.Fatal(err)
	}
	if err := p.Examine(ctx, me); err != nil {
		t.Error(err)
	}
}

// Whatever is brought in, taken back and brought in again, the marks of what is
// undone are those that the undo entries give.
func TestMarksOfImportsFollowFromTheJournal(t *testing.T) {
	ctx := context.Background()
	p := newPerson(t, "2026-02-05T08:00:00Z")
	one, two := history(habit("Long", "dxddxd")), history(habit("Long", "ddxdxx"))
	for n, step := range []func(){
		func() { p.bring(one, app.ImportOptions{}) },
		func() { _ = p.undo() },
		func() { p.bring(one, app.ImportOptions{}) },
		func() { p.bring(two, app.ImportOptions{}) },
		func() { _ = p.undo() },
		func() { p.bring(two, app.ImportOptions{}) },
		func() { p.bring(one, app.ImportOptions{}) },
		func() { _ = p.undo() },
		func() { _ = p.undo() },
		func() { _ = p.undo() },
		func() { p.bring(two, app.ImportOptions{}) },
	} {
		step()
		if err := p.Examine(ctx, me); err != nil {
			t.Errorf("after step %d: %v", n+1, err)
		}
	}
}

// What doctor would call damaged is refused at the door, and nothing of it is
// taken in: a hash that is not that of the entry, an entry that is missing.
func TestADamagedFileStaysOutside(t *testing.T) {
	ctx := context.Background()
	p := newPerson(t, "2026-01-05T08:00:00Z")
	p.do(walking("g"))
	p.days(monday, "g", "oo")
	whole := func() (es []goal.Entry) {
		err := p.Archive(ctx, me, func(a goal.Archive) error {
			for e, err := range a.Journal {
				if err != nil {
					return err
				}
				es = append(es, e)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		return es
	}
	for what, hurt := range map[string]func([]goal.Entry) []goal.Entry{
		"another hash": func(es []goal.Entry) []goal.Entry { es[1].Hash = "x"; return es },
		"other words":  func(es []goal.Entry) []goal.Entry { es[1].Body = goal.Stamp{Goal: "g", Note: "never said"}; return es },
		"no decision": func(es []goal.Entry) []goal.Entry {
			begun := slices.IndexFunc(es, func(e goal.Entry) bool { return e.Body.Kind() == goal.KindBegin })
			es[begun].Result = goal.Result{}
			return es
		},
		"a gap":        func(es []goal.Entry) []goal.Entry { return append(es[:1], es[2:]...) },
		"no beginning": func(es []goal.Entry) []goal.Entry { return es[1:] },
	} {
		es := hurt(whole())
		two := newPerson(t, "2026-01-05T08:00:00Z")
		journal := func(yield func(goal.Entry, error) bool) {
			for _, e := range es {
				if !yield(e, nil) {
					return
				}
			}
		}
		if _, err := two.TakeIn(ctx, me, journal, false); key(err) != "error.import.damaged" {
			t.Errorf("%s: %v", what, err)
		}
		if n, err := two.Everything(ctx, me); err != nil || n.Entries != 0 {
			t.Errorf("%s: %d entries were taken in, %v", what, n.Entries, err)
		}
	}
}
