package exchange

import (
	"context"
	"database/sql"
	"strconv"
	"strings"

	"github.com/ippo-app/ippo/internal/goal"
)

// Loop's backup, an SQLite file, alone or in a zip: schema 25 is that of version
// 2.3.1 (commit 5aa8744 of 2025), older ones follow from its migrations, and 26 is
// that of the branch after it (migration 26 of commit 0de7c7f): there habits can be
// in groups.

// The schema versions of Loop that we know; others are read by their columns.
const (
	minLoopVersion = 8
	maxLoopVersion = 26
)

func readLoopDB(im *importer, members []member) error {
	return im.database(FormatLoopDB, members, func(ctx context.Context, db *dbFile) error {
		l := &loopDB{importer: im, dbFile: db, byID: map[int64]*habit{}}
		if err := l.probe(ctx); err != nil {
			return err
		}
		if im.dialect = l.version; l.version < minLoopVersion || l.version > maxLoopVersion {
			im.drops.add(reasonUnknownVersion, strconv.Itoa(l.version))
		}
		if err := l.readHabits(ctx); err != nil {
			return err
		}
		return l.readDays(ctx)
	})
}

// loopDB is a backup that is open for reading.
type loopDB struct {
	*importer
	*dbFile
	version     int
	habitCols   map[string]bool // columns of Habits, in lower case
	repetitions map[string]bool // columns of Repetitions, in lower case
	byID        map[int64]*habit
}

// probe reads the version and the columns; a file without Loop's two tables is
// an error with code invalid.
func (l *loopDB) probe(ctx context.Context) error {
	if err := l.QueryRowContext(ctx, "pragma user_version").Scan(&l.version); err != nil {
		return errDamaged(err)
	}
	var err error
	if l.habitCols, err = l.columns(ctx, "Habits"); err != nil {
		return err
	}
	if l.repetitions, err = l.columns(ctx, "Repetitions"); err != nil {
		return err
	}
	if !keys(l.habitCols).has("id", "name") || !keys(l.repetitions).has("habit", "timestamp") {
		return goal.Invalid("file", "error.import.no_loop_tables")
	}
	return nil
}

// loopHabit is a row of Habits, as it is stored.
type loopHabit struct {
	id, archived, num, den, kind, targetType, hour, group sql.NullInt64
	name, description, question, unit, uuid               sql.NullString
	target                                                sql.NullFloat64
}

// readHabits reads the habits in the person's order.
func (l *loopDB) readHabits(ctx context.Context) error {
	c := l.habitCols
	query := "select " + strings.Join([]string{
		numberOf(c, "id"), numberOf(c, "archived"), numberOf(c, "freq_num"), numberOf(c, "freq_den"),
		numberOf(c, "type"), numberOf(c, "target_type"), numberOf(c, "reminder_hour"), numberOf(c, "group_id"), textOf(c, "name"),
		textOf(c, "description"), textOf(c, "question"), textOf(c, "unit"), textOf(c, "uuid"), floatOf(c, "target_value"),
	}, ", ") + " from Habits order by " + numberOf(c, "position") + ", id"
	rows, err := l.QueryContext(ctx, query)
	if err != nil {
		return err
	}
	defer rows.Close() //nolint:errcheck // rows.Err tells
	for rows.Next() {
		var r loopHabit
		err := rows.Scan(&r.id, &r.archived, &r.num, &r.den, &r.kind, &r.targetType, &r.hour, &r.group, &r.name,
			&r.description, &r.question, &r.unit, &r.uuid, &r.target)
		if err != nil {
			return err
		}
		if err := l.openRow(r); err != nil {
			return err
		}
	}
	return rows.Err()
}

// openRow makes a habit of its row. Before version 23 the question stood in
// the column of the description.
func (l *loopDB) openRow(r loopHabit) error {
	x, err := l.addHabit(r.uuid.String, r.name.String)
	if err != nil {
		return err
	}
	l.byID[r.id.Int64] = x
	x.question, x.description = clean(r.question.String), clean(r.description.String)
	x.unit = strings.TrimSpace(clean(r.unit.String))
	x.archived, x.finish = r.archived.Int64 != 0, finishLoop
	if !l.habitCols["question"] {
		x.question, x.description = x.description, ""
	}
	if r.kind.Int64 == 1 {
		x.kind, x.target = goal.HabitAtLeast, max(0, r.target.Float64)
		if r.targetType.Int64 == 1 {
			x.kind = goal.HabitAtMost
		}
	}
	x.often(r.num.Int64, r.den.Int64)
	if r.hour.Valid {
		x.drops.add(reasonReminder, "")
	}
	if r.group.Valid {
		x.drops.add(reasonCategory, "")
	}
	return nil
}

// readDays reads the records, the oldest row of a day first: where a day was
// stored twice, Loop keeps that one. Before there was a value, a record stood
// for a day done.
func (l *loopDB) readDays(ctx context.Context) error {
	c := l.repetitions
	raw := strconv.Itoa(loopManual)
	if c["value"] {
		raw = numberOf(c, "value")
	}
	query := "select " + strings.Join([]string{numberOf(c, "habit"), numberOf(c, "timestamp"), raw, textOf(c, "notes")}, ", ") +
		" from Repetitions order by rowid"
	rows, err := l.QueryContext(ctx, query)
	if err != nil {
		return err
	}
	defer rows.Close() //nolint:errcheck // rows.Err tells
	for rows.Next() {
		var habit, stamp, raw sql.NullInt64
		var note sql.NullString
		if err := rows.Scan(&habit, &stamp, &raw, &note); err != nil {
			return err
		}
		if err := l.addRow(l.byID[habit.Int64], stamp, raw, clean(note.String)); err != nil {
			return err
		}
	}
	return rows.Err()
}

// addRow takes one record; x is nil for an orphan.
func (l *loopDB) addRow(x *habit, stamp, raw sql.NullInt64, note string) error {
	if x == nil {
		l.drops.add(reasonOrphan, "")
		return nil
	}
	day, ok := dayOfMillis(stamp.Int64)
	if !stamp.Valid || !ok {
		x.drops.add(reasonBadDate, strconv.FormatInt(stamp.Int64, 10))
		return nil
	}
	if !raw.Valid {
		raw.Int64 = loopGarbled
	}
	return l.addLoop(x, day, raw.Int64, note)
}
