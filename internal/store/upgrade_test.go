package store

import (
	"compress/gzip"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/pressly/goose/v3"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/exchange"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/store/storetest"
)

// day of the last act in every database of testdata/released.
func releasedDay() time.Time { return time.Date(2026, time.August, 21, 11, 0, 0, 0, time.UTC) }

// released unpacks the database that the program of a schema wrote.
func released(t *testing.T, schema int64) (path string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "ippo.db")
	f, err := os.Open(fmt.Sprintf("testdata/released/schema-%d.db.gz", schema))
	if err != nil {
		t.Fatalf("every schema has its database (testdata/released/live writes one): %v", err)
	}
	defer func() { _ = f.Close() }() // only read
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// story is what the program of a schema said of its database at last: the
// answer of its "today --json", as far as it is a figure.
type story struct {
	Goals []figures `json:"goals"`
	Kept  []kept    `json:"kept"`
}

type kept struct {
	Goal   string         `json:"goal"`
	Status goal.DayStatus `json:"status"`
}

type figures struct {
	Goal      string         `json:"goal"`
	Status    goal.DayStatus `json:"status"`
	Chain     goal.Chain     `json:"chain"`
	Practised int            `json:"days_practised"`
	Day       int            `json:"day"`
	Week      struct {
		Done   float64        `json:"done"`
		Target float64        `json:"target"`
		State  goal.WeekState `json:"state"`
	} `json:"week"`
}

func (s *story) told(a app.Today) {
	for _, l := range a.Goals {
		f := figures{Goal: l.Goal.Slug, Status: l.Status, Chain: l.Chain, Practised: l.Practised, Day: l.DayNumber}
		f.Week.Done, f.Week.Target, f.Week.State = l.Week.Done, l.Week.Target, l.Week.State
		s.Goals = append(s.Goals, f)
	}
	for _, l := range a.Kept {
		s.Kept = append(s.Kept, kept{l.Goal.Slug, l.Status})
	}
}

// storyOf is what the program of a schema said, with the figures of today's rules.
func storyOf(t *testing.T, schema int64) (want story) {
	t.Helper()
	b, err := os.ReadFile(fmt.Sprintf("testdata/released/schema-%d.json", schema))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b, &want); err != nil || len(want.Goals) != 2 || len(want.Kept) != 1 {
		t.Fatalf("%+v, %v", want, err)
	}
	for i := range want.Goals { // a stamp leaves the room of its day (ruling 43)
		if g := &want.Goals[i]; g.Goal == "fitness" && g.Week.State == goal.WeekOutOfReach {
			g.Week.State = goal.WeekTight
		}
	}
	return want
}

// upgraded looks whether the story is still true, and lives on.
func upgraded(t *testing.T, s Store, schema int64) {
	t.Helper()
	ctx := context.Background()
	if s.Schema() != newest {
		t.Errorf("schema %d, want %d", s.Schema(), newest)
	}
	want := storyOf(t, schema)
	var got story
	a := app.New(s, releasedDay)
	today, err := a.Today(ctx, app.Local(), 0)
	if err != nil {
		t.Fatal(err)
	}
	got.told(today)
	if x, y := asJSON(t, want), asJSON(t, got); x != y {
		t.Errorf("the story of schema %d was\n%s\nand is\n%s", schema, x, y)
	}
	if err := errors.Join(s.Check(ctx), a.Examine(ctx, app.Local())); err != nil {
		t.Errorf("schema %d: %v", schema, err)
	}
	c, err := a.Command(ctx, app.Local(), "test", 0, goal.Stamp{Goal: today.Goals[0].Goal.ID})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := a.Do(ctx, app.Local(), c); err != nil {
		t.Errorf("schema %d does not live on: %v", schema, err)
	}
	if _, err := a.UndoLast(ctx, app.Local(), "test", ""); err != nil {
		t.Errorf("schema %d takes nothing back: %v", schema, err)
	}
	if err := s.Check(ctx); err != nil {
		t.Errorf("schema %d, a stamp and an undo later: %v", schema, err)
	}
	toldOnce(t, a, schema)
	movesOn(t, a, want, schema)
}

// toldOnce looks that figures which are counted anew are told until they were
// read, and no longer (method 14 m).
func toldOnce(t *testing.T, a *app.App, schema int64) {
	t.Helper()
	ctx := context.Background()
	told := func(want bool) {
		t.Helper()
		today, err := a.Today(ctx, app.Local(), 0)
		if err != nil || today.Refigured != want {
			t.Errorf("schema %d: told %v, want %v: %v", schema, today.Refigured, want, err)
		}
	}
	told(schema < 6) // the program of schema 6 works them out as this one does
	c, err := a.Command(ctx, app.Local(), "test", 0, goal.Dismiss{Flag: goal.FlagFigures})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := a.Do(ctx, app.Local(), c); err != nil {
		t.Fatal(err)
	}
	told(false)
}

// movesOn brings an export into an empty database, where the same story is told
// and doctor is content.
func movesOn(t *testing.T, a *app.App, want story, schema int64) {
	t.Helper()
	err := a.Archive(context.Background(), app.Local(), func(ar goal.Archive) error {
		movedIn(t, ar.Journal, want, fmt.Sprintf("schema %d, moved", schema))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// movedIn brings a journal into an empty database, and looks there.
func movedIn(t *testing.T, journal iter.Seq2[goal.Entry, error], want story, what string) {
	t.Helper()
	ctx := context.Background()
	s := open(t, filepath.Join(t.TempDir(), "moved.db"))
	b := app.New(s, releasedDay)
	if _, err := b.TakeIn(ctx, app.Local(), journal, false); err != nil {
		t.Fatal(what, err)
	}
	today, err := b.Today(ctx, app.Local(), 0)
	if err != nil {
		t.Fatal(err)
	}
	var got story
	got.told(today)
	if x, y := asJSON(t, want), asJSON(t, got); x != y {
		t.Errorf("%s: the story was\n%s\nand is\n%s", what, x, y)
	}
	if err := errors.Join(s.Check(ctx), b.Examine(ctx, app.Local())); err != nil {
		t.Errorf("%s: %v", what, err)
	}
}

// An export that an older program wrote, of the life that its database holds, is
// taken in with its story. Each version of the export has its file.
func TestRuling37ExportsOfOlderPrograms(t *testing.T) {
	for version, schema := range map[int]int64{1: 4} {
		j, err := exchange.OpenJournal(fmt.Sprintf("testdata/released/export-%d.json", version))
		if err != nil {
			t.Fatal(err)
		}
		movedIn(t, j.Entries(), storyOf(t, schema), fmt.Sprintf("export %d", version))
		if err := j.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

func asJSON(t *testing.T, v any) string {
	t.Helper()
	b, err := json.MarshalIndent(v, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// A goal half begun of the schema before this one is there after the upgrade, as
// it was kept then.
func TestRuling90AGoalHalfBegunSurvivesTheUpgrade(t *testing.T) {
	const half = `{"command":"c","goal":"g","step":4,"steps":{"3":{"outcome":["Walk 5 km"]}}}`
	for schema := int64(1); schema < 5; schema++ {
		path := released(t, schema)
		db, err := sql.Open("sqlite", path)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := db.ExecContext(t.Context(), `insert into draft (person_id, doc) values ($1, $2)`, string(app.LocalPerson), half); err != nil {
			t.Fatal(err)
		}
		address := storetest.Postgres(t)
		to, err := sql.Open("pgx", address)
		if err != nil {
			t.Fatal(err)
		}
		move(t, path, to, schema)
		if err := errors.Join(db.Close(), to.Close()); err != nil {
			t.Fatal(err)
		}
		for _, at := range []string{path, address} {
			d, there, err := app.New(open(t, at), releasedDay).Draft(t.Context(), app.Local(), app.FormBegin)
			if err != nil || !there || d.Rest != half || len(d.Fields) > 0 {
				t.Errorf("schema %d: %+v, %v", schema, d, err)
			}
		}
	}
}

// Ruling 37: the database of every released schema is brought up to date with
// its story still true, and a copy of the file as it was is kept beside it.
func TestRuling37UpgradeSQLite(t *testing.T) {
	for schema := int64(1); schema <= newest; schema++ {
		path := released(t, schema)
		if n, err := CheckFile(context.Background(), path); err != nil || n != schema {
			t.Fatalf("the database of schema %d has schema %d: %v", schema, n, err)
		}
		upgraded(t, open(t, path), schema)
		copies, err := filepath.Glob(path + ".schema-*")
		if err != nil || len(copies) > 1 || len(copies) == 0 && schema < newest {
			t.Fatalf("copies %v: %v", copies, err)
		}
		for _, c := range copies {
			if n, err := CheckFile(context.Background(), c); err != nil || n != schema {
				t.Errorf("the copy has schema %d: %v", n, err)
			}
			if fi, err := os.Stat(c); err != nil || fi.Mode().Perm() != 0o600 {
				t.Errorf("only its owner can read the copy: %v, %v", fi.Mode(), err)
			}
		}
	}
}

func TestRuling37UpgradePostgres(t *testing.T) {
	for schema := int64(1); schema <= newest; schema++ {
		address := storetest.Postgres(t)
		db, err := sql.Open("pgx", address)
		if err != nil {
			t.Fatal(err)
		}
		move(t, released(t, schema), db, schema)
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		upgraded(t, open(t, address), schema)
	}
}

// move writes the rows of a database file into an empty PostgreSQL of its
// schema.
func move(t *testing.T, path string, to *sql.DB, schema int64) {
	t.Helper()
	ctx := context.Background()
	sub, err := fs.Sub(embedded, "migrations")
	if err != nil {
		t.Fatal(err)
	}
	p, err := goose.NewProvider(goose.DialectPostgres, to, sub, goose.WithTableName(versionTable), goose.WithDisableGlobalRegistry(true))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.UpTo(ctx, schema); err != nil {
		t.Fatal(err)
	}
	from, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = from.Close() }() // only read
	tables := texts(t, from, `select name from sqlite_master where type = 'table' and name not like 'schema_version%' and name not like 'sqlite_%'
		and name <> 'floor' order by name <> 'person', name`) // which the migrations write
	for _, table := range tables {
		moveTable(t, from, to, table)
	}
}

func moveTable(t *testing.T, from, to *sql.DB, table string) {
	t.Helper()
	ctx := context.Background()
	rows, err := from.QueryContext(ctx, `select * from `+table)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = rows.Close() }() // its error is asked for
	types, err := rows.ColumnTypes()
	if err != nil {
		t.Fatal(err)
	}
	names, values, into := make([]string, len(types)), make([]any, len(types)), make([]any, len(types))
	for i, c := range types {
		names[i], into[i] = c.Name(), &values[i]
	}
	q := `insert into ` + table + ` (` + strings.Join(names, ", ") + `) values (` + places(1, len(names)) + `)`
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			t.Fatal(err)
		}
		for i, v := range values {
			if n, ok := v.(int64); ok && types[i].DatabaseTypeName() == "BOOLEAN" {
				values[i] = n != 0
			}
		}
		if _, err := to.ExecContext(ctx, q, values...); err != nil {
			t.Fatal(err)
		}
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
}

// texts of the first column of a query.
func texts(t *testing.T, db *sql.DB, query string) []string {
	t.Helper()
	rows, err := db.QueryContext(context.Background(), query)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = rows.Close() }() // its error is asked for
	var all []string
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			t.Fatal(err)
		}
		all = append(all, s)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return all
}

// next are the migrations with more of them: of the releases after this one.
func next(t *testing.T, statements ...string) migrations {
	t.Helper()
	files := fstest.MapFS{}
	names, err := fs.Glob(embedded, "migrations/*.sql")
	if err != nil || len(names) != newest {
		t.Fatal(names, err)
	}
	for _, name := range names {
		b, err := fs.ReadFile(embedded, name)
		if err != nil {
			t.Fatal(err)
		}
		files[name] = &fstest.MapFile{Data: b}
	}
	for i, s := range statements {
		name := fmt.Sprintf("migrations/%05d_next.sql", newest+1+i)
		files[name] = &fstest.MapFile{Data: []byte("-- +goose Up\n" + s + "\n")}
	}
	return migrations{files, int64(newest + len(statements))}
}

// A migration that does not run to its end leaves the file as it was, also when
// others ran before it, and the program of before opens it.
func TestABrokenMigrationChangesNothing(t *testing.T) {
	ctx := context.Background()
	broken := next(t, "create table extra (a text);\nupdate person set settings = '{\"name\":\"B\"}';",
		"create table more (a text);\ninsert into nowhere values (1);")
	for schema := int64(1); schema <= newest; schema++ {
		path := released(t, schema)
		before := dump(t, path)
		if _, err := startSQLite(ctx, path, broken); code(err) != "unavailable error.store.upgrade" {
			t.Fatalf("schema %d: %v", schema, err)
		}
		if n, err := CheckFile(ctx, path); err != nil || n != schema {
			t.Errorf("schema %d is %d now: %v", schema, n, err)
		}
		if after := dump(t, path); !slices.Equal(before, after) {
			t.Errorf("schema %d is not as it was: %d and %d lines", schema, len(before), len(after))
		}
		upgraded(t, open(t, path), schema)
	}
}

// What is removed from the file is removed from the copy that an upgrade left,
// too.
func TestScrubTakesTheCopiesOfUpgrades(t *testing.T) {
	path := released(t, 1)
	s := open(t, path)
	if _, err := os.Stat(path + ".schema-1"); err != nil {
		t.Fatal(err)
	}
	if err := s.Scrub(context.Background()); err != nil {
		t.Fatal(err)
	}
	if left, err := filepath.Glob(path + ".schema-*"); err != nil || len(left) > 0 {
		t.Errorf("left: %v, %v", left, err)
	}
}

// dump writes every table with its statement and rows.
func dump(t *testing.T, path string) []string {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }() // only read
	all := texts(t, db, `select coalesce(sql, name) from sqlite_master order by name`)
	for _, table := range texts(t, db, `select name from sqlite_master where type = 'table' order by name`) {
		columns := texts(t, db, `select 'quote("' || name || '")' from pragma_table_info('`+table+`')`)
		all = append(all, texts(t, db, `select `+strings.Join(columns, ` || ',' || `)+` from "`+table+`" order by 1`)...)
	}
	return all
}

// Erasing a person leaves no row of theirs in any table there is.
func TestErasingLeavesNothing(t *testing.T) {
	s := open(t, filepath.Join(t.TempDir(), "ippo.db")).(*sqliteStore)
	ctx := context.Background()
	err := s.Update(ctx, app.LocalPerson, func(tx app.Tx) error {
		day, five := goal.Date(2026, 1, 5), 5
		for _, f := range []func() error{
			func() error {
				_, err := tx.Append(goal.Entry{Command: goal.Command{ID: "c", At: 1, Day: day, Body: goal.Rest{Goal: "g"}}})
				return err
			},
			func() error { return tx.PutSettings(goal.Settings{Name: "A"}) },
			func() error { return tx.PutGoal(goal.Goal{ID: "g", Slug: "s"}) },
			func() error { return tx.PutDay(goal.DayLog{Goal: "g", Day: day, Status: goal.LogRest}) },
			func() error { return tx.PutMarks(goal.Marks{Goal: "g", Year: 2026}.With(day, goal.LetterRest)) },
			func() error { return tx.PutFeeling(goal.Feeling{Day: day, Energy: &five}) },
			func() error { return tx.PutMeasurements("g", []goal.Measurement{{Day: day}}) },
			func() error { return tx.PutStory("g", goal.Story{}) },
			func() error { return tx.PutCompass(goal.Compass{}) },
			func() error { return tx.PutDraft(app.Draft{Form: "begin", Rest: "x"}) },
			func() error { return tx.PutSession(app.Session{Hash: "h"}) },
			func() error { return tx.PutDoor("session", "h") },
			func() error { return tx.PutReminder(app.Reminding{Due: 1}) },
			func() error { _, err := tx.Claim(app.Claimed{Asked: goal.Asked{Day: day}}); return err },
		} {
			if err := f(); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	count := func() (full, empty []string) {
		names, err := s.db.QueryContext(ctx, `select name from sqlite_master where type = 'table' and sql like '%person_id%' order by name`)
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = names.Close() }() // it was only read
		var tables []string
		for names.Next() {
			var name string
			if err := names.Scan(&name); err != nil {
				t.Fatal(err)
			}
			tables = append(tables, name)
		}
		if err := names.Err(); err != nil {
			t.Fatal(err)
		}
		for _, name := range tables {
			n := 0
			if err := s.db.QueryRowContext(ctx, `select count(*) from `+name+` where person_id = $1`, string(app.LocalPerson)).Scan(&n); err != nil {
				t.Fatal(err)
			}
			if n > 0 {
				full = append(full, name)
			} else {
				empty = append(empty, name)
			}
		}
		return full, empty
	}
	if full, empty := count(); len(empty) > 0 || len(full) < 13 {
		t.Errorf("this test writes to every table but %s", strings.Join(empty, ", "))
	}
	if err := s.Update(ctx, app.LocalPerson, func(tx app.Tx) error { return tx.Erase() }); err != nil {
		t.Fatal(err)
	}
	if full, _ := count(); len(full) > 0 {
		t.Errorf("left in %s", strings.Join(full, ", "))
	}
}
