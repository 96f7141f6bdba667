package exchange

import (
	"context"
	"database/sql"
	"strconv"
	"strings"

	"github.com/ippo-app/ippo/internal/goal"
)

// Rewire's backup, a copy of its SQLite database. The program is closed and gone;
// the shape is that of a real backup (schema 24, of 2016) which Loop tests its own
// import with. A check-in of type 2 is done. That 1 is a miss and 3 a skip follows
// from the same file: its longest streak of 21 goes on over a 3 and ends at a 1.

// rewireVersion is the schema of the backup that was read.
const rewireVersion = 24

// The types of a check-in.
const (
	rewireMissed = 1
	rewireDone   = 2
	rewireSkip   = 3
)

// The schedules of a habit.
const (
	rewireWeekdays = 0 // on the days of active_days
	rewireTimes    = 1 // days times in a week, month or year
	rewireEvery    = 2 // every repeating_count days
)

func isRewire(s *sample) bool { return s.tables != nil && s.tables("habits", "checkins") }

func readRewire(im *importer, members []member) error {
	return im.database(FormatRewire, members, func(ctx context.Context, db *dbFile) error {
		r := &rewire{importer: im, dbFile: db, byID: map[int64]*habit{}, units: map[int64]string{}}
		if err := db.QueryRowContext(ctx, "pragma user_version").Scan(&im.dialect); err != nil {
			return err
		}
		if im.dialect != rewireVersion {
			im.drops.add(reasonUnknownVersion, strconv.Itoa(im.dialect))
		}
		for _, read := range []func(context.Context) error{r.readUnits, r.habits, r.reminders, r.checkins} {
			if err := read(ctx); err != nil {
				return err
			}
		}
		return nil
	})
}

type rewire struct {
	*importer
	*dbFile
	byID  map[int64]*habit
	units map[int64]string
}

func (r *rewire) readUnits(ctx context.Context) error {
	c, err := r.columns(ctx, "unit")
	if err != nil || len(c) == 0 {
		return err
	}
	return r.rows(ctx, "select "+numberOf(c, "_id")+", "+textOf(c, "unit_name")+" from unit", func(rows *sql.Rows) error {
		var id sql.NullInt64
		var name sql.NullString
		err := rows.Scan(&id, &name)
		if len(r.units) < maxMembers {
			r.units[id.Int64] = strings.TrimSpace(clean(name.String))
		}
		return err
	})
}

// habits reads the habits in the person's order.
func (r *rewire) habits(ctx context.Context) error {
	c, err := r.columns(ctx, "habits")
	if err != nil {
		return err
	}
	if !keys(c).has("_id", "name") {
		return errNotThis(FormatRewire)
	}
	query := "select " + strings.Join([]string{
		numberOf(c, "_id"), textOf(c, "name"), textOf(c, "description"), textOf(c, "active_days"), numberOf(c, "archived"),
		numberOf(c, "schedule"), numberOf(c, "days"), numberOf(c, "period"), numberOf(c, "repeating_count"),
		numberOf(c, "category"), numberOf(c, "unit"), floatOf(c, "target_count"),
	}, ", ") + " from habits order by " + numberOf(c, "order_num") + ", _id"
	return r.rows(ctx, query, func(rows *sql.Rows) error {
		var id, archived, schedule, days, period, every, category, unit sql.NullInt64
		var name, about, weekdays sql.NullString
		var target sql.NullFloat64
		err := rows.Scan(&id, &name, &about, &weekdays, &archived, &schedule, &days, &period, &every, &category, &unit, &target)
		if err != nil {
			return err
		}
		x, err := r.addHabit("", name.String)
		if err != nil {
			return err
		}
		r.byID[id.Int64] = x
		x.description, x.archived, x.join = clean(about.String), archived.Int64 != 0, keepBest
		if category.Int64 > 0 {
			x.drops.add(reasonCategory, "")
		}
		num, den := int64(0), int64(0)
		switch schedule.Int64 {
		case rewireWeekdays:
			num, den = int64(len(strings.Split(weekdays.String, ","))), 7
		case rewireTimes:
			num, den = days.Int64, rewirePeriod(period.Int64)
		case rewireEvery:
			num, den = 1, every.Int64
		}
		if target.Float64 > 0 {
			x.kind, x.unit = goal.HabitAtLeast, r.units[unit.Int64]
			x.timesADay(target.Float64, num, den)
			return nil
		}
		x.often(num, den)
		return nil
	})
}

// rewirePeriod is the length of a week, month or year.
func rewirePeriod(index int64) int64 {
	switch index {
	case 0:
		return 7
	case 1:
		return 31
	case 2:
		return 365
	}
	return 0
}

func (r *rewire) reminders(ctx context.Context) error {
	c, err := r.columns(ctx, "reminders")
	if err != nil || len(c) == 0 {
		return err
	}
	return r.rows(ctx, "select "+numberOf(c, "habit_id")+" from reminders", func(rows *sql.Rows) error {
		var id sql.NullInt64
		err := rows.Scan(&id)
		if x := r.byID[id.Int64]; x != nil {
			x.drops.add(reasonReminder, "")
		}
		return err
	})
}

func (r *rewire) checkins(ctx context.Context) error {
	c, err := r.columns(ctx, "checkins")
	if err != nil {
		return err
	}
	query := "select " + strings.Join([]string{
		numberOf(c, "habit_id"), textOf(c, "date"), numberOf(c, "type"), textOf(c, "note"), floatOf(c, "actual_count"),
	}, ", ") + " from checkins order by rowid"
	return r.rows(ctx, query, func(rows *sql.Rows) error {
		var id, kind sql.NullInt64
		var date, note sql.NullString
		var amount sql.NullFloat64
		if err := rows.Scan(&id, &date, &kind, &note, &amount); err != nil {
			return err
		}
		x := r.byID[id.Int64]
		if x == nil || !id.Valid {
			r.drops.add(reasonOrphan, "")
			return nil
		}
		day, ok := plainDate(date.String)
		if !ok {
			x.drops.add(reasonBadDate, date.String)
			return nil
		}
		out := record{day: day, note: clean(note.String)}
		switch kind.Int64 {
		case rewireDone:
			out.value = valueDone
		case rewireMissed:
			out.value = valueNo
		case rewireSkip:
			out.value = valueSkip
		default:
			return r.addUnknown(x, out, reasonUnknownValue, strconv.FormatInt(kind.Int64, 10))
		}
		if x.kind != goal.HabitYesNo {
			out.amount = amount.Float64
		}
		return r.add(x, out)
	})
}
