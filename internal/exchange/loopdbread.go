package exchange

import (
	"context"
	"database/sql"
	"strconv"
	"strings"

	"github.com/ippo-app/ippo/internal/goal"
)

// read reads habits and days, by the columns that are there.
func (l *loopDB) read(ctx context.Context) (History, error) {
	h := History{Format: FormatLoopDB, Dialect: l.version}
	var remarks drops
	if l.version < minLoopVersion || l.version > maxLoopVersion {
		remarks.add(ReasonUnknownVersion, strconv.Itoa(l.version))
	}
	books, byID, err := l.readHabits(ctx)
	if err != nil {
		return History{}, err
	}
	if err := l.readDays(ctx, byID, &remarks); err != nil {
		return History{}, err
	}
	h.Habits, h.Dropped = closeAll(books), remarks
	return h, nil
}

// loopHabit is a row of Habits, as it is stored.
type loopHabit struct {
	id, archived, num, den, kind, targetType sql.NullInt64
	name, description, question, unit, uuid  sql.NullString
	target                                   sql.NullFloat64
}

// readHabits reads the habits in the person's order.
func (l *loopDB) readHabits(ctx context.Context) ([]*book, map[int64]*book, error) {
	c := l.habits
	query := "select " + strings.Join([]string{
		numberOf(c, "id"), numberOf(c, "archived"), numberOf(c, "freq_num"), numberOf(c, "freq_den"),
		numberOf(c, "type"), numberOf(c, "target_type"), textOf(c, "name"), textOf(c, "description"),
		textOf(c, "question"), textOf(c, "unit"), textOf(c, "uuid"), floatOf(c, "target_value"),
	}, ", ") + " from Habits order by " + numberOf(c, "position") + ", id"
	rows, err := l.db.QueryContext(ctx, query)
	if err != nil {
		return nil, nil, errDamaged(err)
	}
	defer rows.Close() //nolint:errcheck // rows.Err tells
	var books []*book
	byID, keys := map[int64]*book{}, keyring{}
	for rows.Next() {
		var r loopHabit
		err := rows.Scan(&r.id, &r.archived, &r.num, &r.den, &r.kind, &r.targetType, &r.name,
			&r.description, &r.question, &r.unit, &r.uuid, &r.target)
		if err != nil {
			return nil, nil, errDamaged(err)
		}
		b := l.habitOf(r, keys)
		books = append(books, b)
		byID[r.id.Int64] = b
	}
	if err := rows.Err(); err != nil {
		return nil, nil, errDamaged(err)
	}
	return books, byID, nil
}

// habitOf makes a habit of its row. Before version 23 the question stood in
// the column of the description.
func (l *loopDB) habitOf(r loopHabit, keys keyring) *book {
	h := Habit{
		Name:        strings.TrimSpace(clean(r.name.String)),
		Question:    clean(r.question.String),
		Description: clean(r.description.String),
		Unit:        strings.TrimSpace(clean(r.unit.String)),
		Kind:        KindYesNo,
		Archived:    r.archived.Int64 != 0,
	}
	if !l.habits["question"] {
		h.Question, h.Description = h.Description, ""
	}
	if r.kind.Int64 == 1 {
		h.Kind, h.Target = KindAtLeast, finite(r.target.Float64)
		if r.targetType.Int64 == 1 {
			h.Kind = KindAtMost
		}
	}
	h.Key = keys.key(strings.TrimSpace(clean(r.uuid.String)), h.Name)
	b := newBook(h)
	b.setFrequency(r.num.Int64, r.den.Int64)
	return b
}

// readDays reads the records, the oldest row of a day first: where a day was
// stored twice, Loop keeps that one. Before there was a value, a record stood
// for a day done.
func (l *loopDB) readDays(ctx context.Context, byID map[int64]*book, remarks *drops) error {
	c := l.repetitions
	value := strconv.Itoa(loopManual)
	if c["value"] {
		value = numberOf(c, "value")
	}
	rows, err := l.db.QueryContext(ctx, "select "+numberOf(c, "habit")+", "+numberOf(c, "timestamp")+
		", "+value+", "+textOf(c, "notes")+" from Repetitions order by rowid")
	if err != nil {
		return errDamaged(err)
	}
	defer rows.Close() //nolint:errcheck // rows.Err tells
	for n := 1; rows.Next(); n++ {
		if n > maxRecords {
			return goal.Invalid("file", "error.import.too_many", maxRecords)
		}
		var habit, stamp, raw sql.NullInt64
		var note sql.NullString
		if err := rows.Scan(&habit, &stamp, &raw, &note); err != nil {
			return errDamaged(err)
		}
		keepRecord(byID[habit.Int64], stamp, raw, clean(note.String), remarks)
	}
	if err := rows.Err(); err != nil {
		return errDamaged(err)
	}
	return nil
}

// keepRecord puts one record into its habit's book; b is nil for an orphan.
func keepRecord(b *book, stamp, raw sql.NullInt64, note string, remarks *drops) {
	if b == nil {
		remarks.add(ReasonOrphan, "")
		return
	}
	day, ok := dayOfMillis(stamp.Int64)
	if !stamp.Valid || !ok {
		b.drops.add(ReasonBadDate, strconv.FormatInt(stamp.Int64, 10))
		return
	}
	if !raw.Valid {
		raw.Int64 = loopGarbled
	}
	b.keepLoop(day, raw.Int64, note)
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
	return "cast(" + name + " as text)"
}
