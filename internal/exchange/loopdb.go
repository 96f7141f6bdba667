package exchange

import (
	"context"
	"database/sql"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"modernc.org/sqlite" // the engine of Loop's backups

	"github.com/ippo-app/ippo/internal/goal"
)

// Loop's backup, an SQLite file, alone or in a zip.

// The schema versions of Loop that we know; others are read by their columns.
const (
	minLoopVersion = 8
	maxLoopVersion = 25
)

func readLoopDB(im *importer, members []member) error {
	if len(members) != 1 {
		return errNotThis(FormatLoopDB)
	}
	head, err := im.archive.head(members[0], 16)
	if err != nil {
		return err
	}
	if !isSQLite(&sample{head: head}) {
		return errNotThis(FormatLoopDB)
	}
	dir, err := os.MkdirTemp("", "ippo-import-")
	if err != nil {
		return errNoRoom(err)
	}
	defer os.RemoveAll(dir) //nolint:errcheck // the system clears its temporary folder
	file := filepath.Join(dir, "loop.db")
	if err := im.archive.read(members[0], func(r io.Reader) error { return copyTo(file, r) }); err != nil {
		return err
	}
	return readLoopFile(im, file)
}

// readLoopFile opens a file of our own immutable and read-only and reads it.
func readLoopFile(im *importer, file string) error {
	db, err := sql.Open("sqlite", readOnlyDSN(file))
	if err != nil {
		return fmt.Errorf("open the copy: %w", err)
	}
	defer db.Close() //nolint:errcheck // only read from
	ctx := context.Background()
	conn, err := db.Conn(ctx)
	if err != nil {
		return errDamaged(err)
	}
	defer conn.Close() //nolint:errcheck // only read from
	const length = 0   // SQLITE_LIMIT_LENGTH: a row or a text that is longer is an error
	if _, err := sqlite.Limit(conn, length, maxText); err != nil {
		return fmt.Errorf("limit the copy: %w", err)
	}
	l := &loopDB{importer: im, db: conn, byID: map[int64]*habit{}}
	if err := l.probe(ctx); err != nil {
		return err
	}
	if im.dialect = l.version; l.version < minLoopVersion || l.version > maxLoopVersion {
		im.drops.add(reasonUnknownVersion, strconv.Itoa(l.version))
	}
	if err := l.readHabits(ctx); err != nil {
		return asDamage(err)
	}
	return asDamage(l.readDays(ctx))
}

// readOnlyDSN opens a file that nobody changes, and lets its schema run no
// code of its own.
func readOnlyDSN(file string) string {
	p := filepath.ToSlash(file)
	if !strings.HasPrefix(p, "/") {
		p = "/" + p
	}
	u := url.URL{Path: p}
	return "file:" + u.EscapedPath() +
		"?mode=ro&immutable=1&_pragma=query_only(1)&_pragma=trusted_schema(0)&_pragma=temp_store(1)"
}

func copyTo(file string, r io.Reader) error {
	f, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return errNoRoom(err)
	}
	w := &roomWriter{f: f}
	_, err = io.Copy(w, r)
	if w.err != nil {
		err = errNoRoom(w.err)
	}
	if closed := f.Close(); err == nil && closed != nil {
		err = errNoRoom(closed)
	}
	return err
}

// roomWriter tells the errors of writing from those of reading.
type roomWriter struct {
	f   *os.File
	err error
}

func (w *roomWriter) Write(p []byte) (int, error) {
	n, err := w.f.Write(p)
	w.err = err
	return n, err
}

// loopDB is a backup that is open for reading.
type loopDB struct {
	*importer
	db          *sql.Conn
	version     int
	habitCols   map[string]bool // columns of Habits, in lower case
	repetitions map[string]bool // columns of Repetitions, in lower case
	byID        map[int64]*habit
}

// probe reads the version and the columns; a file without Loop's two tables is
// an error with code invalid.
func (l *loopDB) probe(ctx context.Context) error {
	if err := l.db.QueryRowContext(ctx, "pragma user_version").Scan(&l.version); err != nil {
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

// columns of a real table; none for a view, for a table that is a program of its
// own, or where there is no such table. Columns that are computed do not count.
func (l *loopDB) columns(ctx context.Context, table string) (map[string]bool, error) {
	rows, err := l.db.QueryContext(ctx, `
		select lower(c.name) from sqlite_master t, pragma_table_info(t.name) c
		where t.type = 'table' and t.sql not like 'create virtual%' and lower(t.name) = lower($1)`, table)
	if err != nil {
		return nil, errDamaged(err)
	}
	defer rows.Close() //nolint:errcheck // rows.Err tells
	names := map[string]bool{}
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return nil, errDamaged(err)
		}
		names[name] = true
	}
	if err := rows.Err(); err != nil {
		return nil, errDamaged(err)
	}
	return names, nil
}

// loopHabit is a row of Habits, as it is stored.
type loopHabit struct {
	id, archived, num, den, kind, targetType, hour sql.NullInt64
	name, description, question, unit, uuid        sql.NullString
	target                                         sql.NullFloat64
}

// readHabits reads the habits in the person's order.
func (l *loopDB) readHabits(ctx context.Context) error {
	c := l.habitCols
	query := "select " + strings.Join([]string{ //nolint:gosec // made of names that are ours
		numberOf(c, "id"), numberOf(c, "archived"), numberOf(c, "freq_num"), numberOf(c, "freq_den"),
		numberOf(c, "type"), numberOf(c, "target_type"), numberOf(c, "reminder_hour"), textOf(c, "name"),
		textOf(c, "description"), textOf(c, "question"), textOf(c, "unit"), textOf(c, "uuid"), floatOf(c, "target_value"),
	}, ", ") + " from Habits order by " + numberOf(c, "position") + ", id"
	rows, err := l.db.QueryContext(ctx, query)
	if err != nil {
		return err
	}
	defer rows.Close() //nolint:errcheck // rows.Err tells
	for rows.Next() {
		var r loopHabit
		err := rows.Scan(&r.id, &r.archived, &r.num, &r.den, &r.kind, &r.targetType, &r.hour, &r.name,
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
	query := "select " + strings.Join([]string{numberOf(c, "habit"), numberOf(c, "timestamp"), raw, textOf(c, "notes")}, ", ") + //nolint:gosec // made of names that are ours
		" from Repetitions order by rowid"
	rows, err := l.db.QueryContext(ctx, query)
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

// numberOf, floatOf and textOf are SQL for a column that may be missing or hold
// something of another type: null then.
func numberOf(columns map[string]bool, name string) string {
	if !columns[name] {
		return "null"
	}
	return "case when typeof(" + name + ") in ('integer', 'real') then cast(" + name + " as integer) end"
}

func floatOf(columns map[string]bool, name string) string {
	if !columns[name] {
		return "null"
	}
	return "case when typeof(" + name + ") in ('integer', 'real') then cast(" + name + " as real) end"
}

func textOf(columns map[string]bool, name string) string {
	if !columns[name] {
		return "null"
	}
	return "cast(substr(cast(" + name + " as blob), 1, 100000) as text)"
}
