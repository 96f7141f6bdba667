package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
)

// pageSize of the database file.
const pageSize = 4096

// silent stands for the exit code of damage that nobody speaks of.
const silent = 127

// tornPage damages a copy as a write does that was cut off: the last page, or
// any other, ends in the middle.
func tornPage(ctx context.Context, fl *faultLab, times int) (tally, error) {
	t, _, err := damage(ctx, fl, times, func(file []byte) []byte {
		torn := 1 + fl.rng.IntN(pageSize-1)
		page := fl.rng.IntN(len(file) / pageSize)
		switch fl.rng.IntN(3) {
		case 0: // the file ends in its last page
			return file[:len(file)-torn]
		case 1: // the last page has old bytes behind new ones
			page = len(file)/pageSize - 1
		}
		clear(file[page*pageSize+torn : (page+1)*pageSize])
		return file
	})
	return t, err
}

// flippedBit damages a copy in one bit anywhere.
func flippedBit(ctx context.Context, fl *faultLab, times int) (tally, error) {
	t, _, err := damage(ctx, fl, times, func(file []byte) []byte {
		file[fl.rng.IntN(len(file))] ^= 1 << fl.rng.IntN(8)
		return file
	})
	return t, err
}

// foreign are statements by which another hand changes the schema of a copy.
func foreign() []string {
	return []string{
		`create trigger t1 after insert on journal begin delete from day_log; end`,
		`create trigger t2 before insert on journal begin select raise(ignore); end`,
		`alter table day_log rename to old_log; create view day_log as select * from old_log`,
		`create view more as select * from session`,
		`create table more (a text)`,
		`alter table person add column more text default 'x'`,
	}
}

// contradicting are statements after which the rows of a copy do not agree: an
// entry is gone, the mark of what was taken back is turned, a table says other
// than the journal.
func contradicting() []string {
	return []string{
		`delete from journal where position = 17`,
		`delete from journal where position = (select max(position) from journal)`,
		`delete from journal where position = (select max(position) from journal); update person set head = head - 1`,
		`update journal set undone = not undone where position = 23`,
		`update journal set undone = not undone where position = (select max(position) from journal)`,
		`update day_log set amounts = '[]' where day = (select max(day) from day_log)`,
		`delete from day_log where day = (select max(day) from day_log)`,
		`update goal set slug = 'another'`,
		`update journal set position = position + 1 where position = (select max(position) from journal)`,
	}
}

// foreignSchema puts a trigger, a view, a table or a column into a copy. Each is
// found before anything of it runs.
func foreignSchema(ctx context.Context, fl *faultLab, times int) (tally, error) {
	return changedByHand(ctx, fl, times, foreign())
}

// contradiction lets rows of a copy contradict each other. Each is found.
func contradiction(ctx context.Context, fl *faultLab, times int) (tally, error) {
	return changedByHand(ctx, fl, times, contradicting())
}

// changedByHand runs one statement after the other on a copy each. None may be
// without harm.
func changedByHand(ctx context.Context, fl *faultLab, times int, statements []string) (tally, error) {
	var broken error
	n := 0
	t, harmless, err := damage(ctx, fl, times, func(file []byte) []byte {
		changed, err := afterStatement(ctx, fl.path("changed.db"), file, statements[n%len(statements)])
		n++
		broken = errors.Join(broken, err)
		return changed
	})
	if harmless > 0 {
		t.unsound += harmless
		t.remark("%d were taken for good", harmless)
	}
	return t, errors.Join(err, broken)
}

// afterStatement is a database file after a statement that another hand runs.
func afterStatement(ctx context.Context, path string, file []byte, statement string) ([]byte, error) {
	if err := os.WriteFile(path, file, 0o600); err != nil {
		return file, err
	}
	db, err := sql.Open("sqlite", path)
	if err != nil {
		return file, err
	}
	_, err = db.ExecContext(ctx, statement)
	if err := errors.Join(err, db.Close()); err != nil {
		return file, err
	}
	return os.ReadFile(path)
}

// damage damages copies of a database. Each is either found and told, and
// mended by restoring the backup, or does no harm: what the export says is what
// it said before, byte for byte.
func damage(ctx context.Context, fl *faultLab, times int, hurt func([]byte) []byte) (t tally, harmless int, err error) {
	sub, err := fl.newSubject(ctx, fl.path("whole.db"))
	if err != nil {
		return t, harmless, err
	}
	if err := sub.fill(ctx, 600); err != nil {
		return t, harmless, err
	}
	backup := fl.path("backup.db")
	if _, err := fl.must(ctx, sub.env(), "backup", backup); err != nil {
		return t, harmless, err
	}
	want, err := sub.export(ctx)
	if err != nil {
		return t, harmless, err
	}
	file, err := os.ReadFile(sub.path)
	if err != nil {
		return t, harmless, err
	}
	found := 0
	for ; t.tried < times; t.tried++ {
		x := &subject{h: fl, path: fl.path("damaged.db"), now: sub.now, zone: sub.zone, confirmed: sub.confirmed}
		if err := os.WriteFile(x.path, hurt(slices.Clone(file)), 0o600); err != nil {
			return t, harmless, err
		}
		elsewhere := &subject{h: fl, path: fl.path("elsewhere.db"), now: sub.now, zone: sub.zone}
		taken, err := fl.run(ctx, elsewhere.env(), "restore", x.path, "--dry-run")
		if err != nil {
			return t, harmless, err
		}
		told, err := x.examined(ctx, want)
		if err != nil {
			return t, harmless, err
		}
		if told.code != silent && taken.good() != told.good() {
			t.unclear++
			t.remark("restore says %q, doctor %q", taken.err+taken.out, told.err)
		}
		switch {
		case told.good():
			harmless++
		case told.code == silent:
			t.lost++
			t.remark("%s", told.err)
		case !told.plain():
			t.unclear++
			t.remark("%q", told.err+told.out)
		default:
			found++
		}
		if told.good() {
			continue
		}
		if _, err := fl.must(ctx, x.env(), "restore", backup, "--yes"); err != nil {
			return t, harmless, err
		}
		f, err := x.check(ctx)
		if err != nil {
			return t, harmless, err
		}
		t.add(f)
	}
	t.remark("%d found, %d without harm: not a byte of the export differs", found, harmless)
	return t, harmless, nil
}

// examined asks doctor. When it finds nothing, the export has to be the same;
// what differs then was lost without a word.
func (sub *subject) examined(ctx context.Context, want exported) (result, error) {
	s, err := sub.h.run(ctx, sub.env(), "doctor", "--json")
	if err != nil || !s.good() || strings.Contains(s.out, `"sound": false`) {
		return s, err
	}
	got, err := sub.export(ctx)
	if err != nil {
		return s, fmt.Errorf("doctor finds nothing, and then: %w", err)
	}
	if !slices.Equal(got.raw, want.raw) {
		return result{code: silent, err: "doctor finds nothing, but " + difference(want.raw, got.raw)}, nil
	}
	return s, nil
}
