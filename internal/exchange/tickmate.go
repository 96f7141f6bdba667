package exchange

import (
	"context"
	"database/sql"
	"strconv"

	"github.com/ippo-app/ippo/internal/goal"
)

// Tickmate's backup, a copy of its SQLite database, as version 1.4.15 (commit
// 0d5feec of 2025, schema 14) writes it; schemas 9 to 13 lack some of the columns.
// A row of ticks is a day that was done, its month counted from 0 as Java does.
// A track may be ticked several times a day.

// The schema versions that Tickmate migrates from and to.
const (
	minTickmateVersion = 9
	maxTickmateVersion = 14
)

func isTickmate(s *sample) bool { return s.tables != nil && s.tables("tracks", "ticks") }

func readTickmate(im *importer, members []member) error {
	return im.database(FormatTickmate, members, func(ctx context.Context, db *dbFile) error {
		t := &tickmate{importer: im, dbFile: db, byID: map[int64]*habit{}}
		if err := db.QueryRowContext(ctx, "pragma user_version").Scan(&im.dialect); err != nil {
			return err
		}
		if im.dialect < minTickmateVersion || im.dialect > maxTickmateVersion {
			im.drops.add(reasonUnknownVersion, strconv.Itoa(im.dialect))
		}
		if err := t.tracks(ctx); err != nil {
			return err
		}
		if err := t.groups(ctx); err != nil {
			return err
		}
		return t.ticks(ctx)
	})
}

type tickmate struct {
	*importer
	*dbFile
	byID map[int64]*habit
}

// tracks reads the habits in the person's order.
func (t *tickmate) tracks(ctx context.Context) error {
	c, err := t.columns(ctx, "tracks")
	if err != nil {
		return err
	}
	if !keys(c).has("_id", "name") {
		return errNotThis(FormatTickmate)
	}
	query := "select " + numberOf(c, "_id") + ", " + textOf(c, "name") + ", " + textOf(c, "description") + ", " +
		numberOf(c, "enabled") + ", " + numberOf(c, "multiple_entries_per_day") + " from tracks order by " + numberOf(c, "order") + ", _id"
	return t.rows(ctx, query, func(rows *sql.Rows) error {
		var id, enabled, several sql.NullInt64
		var name, about sql.NullString
		if err := rows.Scan(&id, &name, &about, &enabled, &several); err != nil {
			return err
		}
		x, err := t.addHabit("", name.String)
		if err != nil {
			return err
		}
		t.byID[id.Int64] = x
		x.description, x.archived = clean(about.String), enabled.Valid && enabled.Int64 == 0
		x.join, x.finish = addUp, finishTrove
		if several.Int64 != 0 {
			x.kind, x.unit, x.target = goal.HabitAtLeast, "times", 1
		}
		return nil
	})
}

// groups counts what the person sorted the tracks into.
func (t *tickmate) groups(ctx context.Context) error {
	c, err := t.columns(ctx, "track2groups")
	if err != nil || len(c) == 0 {
		return err
	}
	return t.rows(ctx, "select "+numberOf(c, "_track_id")+" from track2groups", func(rows *sql.Rows) error {
		var id sql.NullInt64
		err := rows.Scan(&id)
		if x := t.byID[id.Int64]; x != nil {
			x.drops.add(reasonCategory, "")
		}
		return err
	})
}

func (t *tickmate) ticks(ctx context.Context) error {
	c, err := t.columns(ctx, "ticks")
	if err != nil {
		return err
	}
	query := "select " + numberOf(c, "_track_id") + ", " + numberOf(c, "year") + ", " + numberOf(c, "month") + ", " + numberOf(c, "day") +
		" from ticks order by rowid"
	return t.rows(ctx, query, func(rows *sql.Rows) error {
		var id, year, month, day sql.NullInt64
		if err := rows.Scan(&id, &year, &month, &day); err != nil {
			return err
		}
		x := t.byID[id.Int64]
		if x == nil || !id.Valid {
			t.drops.add(reasonOrphan, "")
			return nil
		}
		d, ok := dayOfParts(year, month, day)
		if !ok {
			x.drops.add(reasonBadDate, x.name)
			return nil
		}
		return t.add(x, record{day: d, value: valueAmount, amount: 1})
	})
}

// dayOfParts is the day of a year, a month counted from 0, and a day.
func dayOfParts(year, month, day sql.NullInt64) (goal.Day, bool) {
	const most = 1 << 20
	for _, n := range []sql.NullInt64{year, month, day} {
		if !n.Valid || n.Int64 < 0 || n.Int64 > most {
			return 0, false
		}
	}
	return civil(int(year.Int64), int(month.Int64)+1, int(day.Int64))
}
