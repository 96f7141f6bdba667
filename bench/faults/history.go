package main

import (
	"bufio"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/pressly/goose/v3"
	_ "modernc.org/sqlite" // an old database is made with it

	"github.com/ippo-app/ippo/bench/internal/lab"
	"github.com/ippo-app/ippo/internal/goal"
)

// A table of days to bring in.
const (
	tableHabits = 5
	tableDays   = 2000
	tableRows   = tableHabits * tableDays
)

// writeTable writes a plain table of daily habits.
func writeTable(path string) (err error) {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	w := bufio.NewWriter(f)
	fmt.Fprintln(w, "date,habit,value")
	for habit := range tableHabits {
		for d := range tableDays {
			fmt.Fprintf(w, "%s,Habit %d,%d\n", firstDay()-goal.Day(d)-1, habit+1, min(1, (d+habit)%5))
		}
	}
	return w.Flush()
}

// killImport kills an import and runs it again: what was brought in before is
// not brought in twice, and nothing is left out.
func killImport(ctx context.Context, fl *faultLab, times int) (t tally, err error) {
	table := fl.path("days.csv")
	if err := writeTable(table); err != nil {
		return t, err
	}
	now := firstDay().Time().Add(12 * time.Hour)
	whole := &subject{h: fl, path: fl.path("whole.db"), now: now, zone: "UTC"}
	s, err := fl.must(ctx, whole.env(), "import", table)
	if err != nil {
		return t, err
	}
	want, err := whole.export(ctx)
	if err != nil {
		return t, err
	}
	ids := want.records()
	if len(ids) != tableRows {
		return t, fmt.Errorf("%d of %d rows were brought in", len(ids), tableRows)
	}
	parts := 0
	for ; t.tried < times; t.tried++ {
		sub := &subject{h: fl, path: fl.path("import.db"), now: now, zone: "UTC", confirmed: map[string]bool{}}
		if _, err := fl.killed(ctx, fl.between(0, s.took*11/10), sub.env(), "import", table); err != nil {
			return t, err
		}
		part, err := fl.looked(ctx, sub, &t)
		if err != nil {
			return t, err
		}
		if part {
			parts++
		}
		if _, err := fl.must(ctx, sub.env(), "import", table); err != nil {
			return t, err
		}
		sub.confirmed = ids
		f, err := sub.check(ctx)
		if err != nil {
			return t, err
		}
		t.add(f)
		x, err := sub.export(ctx)
		if err != nil {
			return t, err
		}
		t.doubled += len(x.records()) - tableRows + max(0, len(x.Days)-len(want.Days)) + len(x.Goals) - len(want.Goals)
	}
	t.remark("%d imports had been kept in part", parts)
	return t, nil
}

// looked looks at what a killed import left, and says whether it is a part. A kill
// may come before there is a database: then nothing was confirmed, and looking
// makes none (ruling 63).
func (fl *faultLab) looked(ctx context.Context, sub *subject, t *tally) (part bool, err error) {
	if _, err := os.Stat(sub.path); errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	f, err := sub.check(ctx)
	if err != nil {
		return false, err
	}
	t.add(f)
	x, err := sub.export(ctx)
	n := len(x.records())
	return n > 0 && n < tableRows, err
}

// records of an import, by id.
func (x exported) records() map[string]bool {
	ids := map[string]bool{}
	for _, e := range x.Journal {
		if e.Kind == string(goal.KindRecord) {
			ids[e.ID] = true
		}
	}
	return ids
}

// killMigration kills the first start of a new program on an old database.
func killMigration(ctx context.Context, fl *faultLab, times int) (t tally, err error) {
	sub := &subject{h: fl, path: fl.path("new.db"), now: firstDay().Time().Add(12 * time.Hour), zone: "UTC"}
	table := fl.path("days.csv")
	if err := writeTable(table); err != nil {
		return t, err
	}
	if _, err := fl.must(ctx, sub.env(), "import", table); err != nil {
		return t, err
	}
	want, err := sub.export(ctx)
	if err != nil {
		return t, err
	}
	old := fl.path("old.db")
	if err := older(ctx, sub.path, old); err != nil {
		return t, err
	}
	span, half := time.Duration(0), 0
	for tries := times + 1; tries > 0; tries-- { // the first one is left to end, to know its length
		x := &subject{h: fl, path: fl.path("upgraded.db"), now: sub.now, zone: sub.zone, confirmed: want.records()}
		if err := lab.CopyFile(x.path, old); err != nil {
			return t, err
		}
		if span == 0 {
			s, err := fl.must(ctx, x.env(), "today", "--json")
			if err != nil {
				return t, err
			}
			span = s.took
			continue
		}
		if _, err := fl.killed(ctx, fl.between(span/20, span), x.env(), "today", "--json"); err != nil {
			return t, err
		}
		if copies, _ := filepath.Glob(x.path + ".schema-1"); len(copies) > 0 {
			half++
		}
		f, err := x.check(ctx)
		if err != nil {
			return t, err
		}
		got, err := x.export(ctx)
		if err != nil {
			return t, err
		}
		if f.unfolded == "" {
			f.unfolded = difference(want.raw, got.raw)
		}
		t.add(f)
		t.tried++
	}
	t.remark("%d kills fell behind the copy of the old file", half)
	return t, nil
}

// older makes a copy of a database as a program of the first schema left it.
func older(ctx context.Context, from, to string) (err error) {
	root, err := lab.Root()
	if err != nil {
		return err
	}
	if err := lab.CopyFile(to, from); err != nil {
		return err
	}
	db, err := sql.Open("sqlite", to)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	files := os.DirFS(filepath.Join(root, "internal", "store", "migrations"))
	p, err := goose.NewProvider(goose.DialectSQLite3, db, files, goose.WithTableName("schema_version"), goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return err
	}
	_, err = p.DownTo(ctx, 1)
	return err
}
