package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"strings"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
)

// rowQuerier is anything that reads a row.
type rowQuerier interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// querier is a transaction of either engine.
type querier interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
	rows(ctx context.Context, query string, args ...any) (rows *sql.Rows, closed func(), err error)
	rowQuerier
	PrepareContext(ctx context.Context, query string) (*sql.Stmt, error)
}

// tx is one transaction for one person: the one SQL text of both engines.
type tx struct {
	ctx   context.Context //nolint:containedctx // a tx lives exactly as long as its context
	q     querier
	who   string
	most  int // rows in one statement
	cache *cache
	floor *floor
	once  bool // no statement is prepared for later
}

var _ app.Tx = tx{}

func (t tx) exec(query string, args ...any) error {
	_, err := t.q.ExecContext(t.ctx, query, append([]any{t.who}, args...)...)
	return err
}

func (t tx) row(query string, args ...any) *sql.Row {
	return t.q.QueryRowContext(t.ctx, query, append([]any{t.who}, args...)...)
}

// each calls f for every row of a query.
func (t tx) each(f func(*sql.Rows) error, query string, args ...any) (err error) {
	rows, closed, err := t.q.rows(t.ctx, query, append([]any{t.who}, args...)...)
	if err != nil {
		return err
	}
	defer func() {
		err = errors.Join(err, rows.Close())
		closed()
	}()
	for rows.Next() {
		if err := f(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// Try runs a part in a savepoint. What the database says of the part is not
// what it says of the transaction: only an error that no savepoint survives
// breaks that.
func (t tx) Try(part func() error) (refused, broken error) {
	if _, err := t.q.ExecContext(t.ctx, "savepoint part"); err != nil {
		return nil, err
	}
	refused = part()
	if refused != nil {
		if breaks(t.ctx, refused) {
			return nil, refused
		}
		if _, err := t.q.ExecContext(t.ctx, "rollback to savepoint part"); err != nil {
			return nil, err
		}
	}
	_, broken = t.q.ExecContext(t.ctx, "release savepoint part")
	return refused, broken
}

// Settings of the person; the zero value before any were made.
func (t tx) Settings() (goal.Settings, error) {
	var doc string
	err := t.row(`select settings from person where person_id = $1`).Scan(&doc)
	if errors.Is(err, sql.ErrNoRows) || err == nil && doc == "" {
		return goal.Settings{}, nil
	}
	if err != nil {
		return goal.Settings{}, err
	}
	return t.cache.settings.decode(doc)
}

// PutSettings writes the folded settings.
func (t tx) PutSettings(s goal.Settings) error {
	doc, err := json.Marshal(s)
	if err != nil {
		return err
	}
	return t.exec(`update person set settings = $2 where person_id = $1`, string(doc))
}

// Goals of the person in the order of their numbers.
func (t tx) Goals() ([]goal.Goal, error) {
	var gs []goal.Goal
	err := t.each(func(r *sql.Rows) error {
		var doc string
		if err := r.Scan(&doc); err != nil {
			return err
		}
		g, err := t.cache.goals.decode(doc)
		gs = append(gs, g)
		return err
	}, `select doc from goal where person_id = $1 order by number`)
	return gs, err
}

// Goal by id, and whether it is there.
func (t tx) Goal(id string) (goal.Goal, bool, error) {
	var doc string
	err := t.row(`select doc from goal where person_id = $1 and id = $2`, id).Scan(&doc)
	if errors.Is(err, sql.ErrNoRows) {
		return goal.Goal{}, false, nil
	}
	if err != nil {
		return goal.Goal{}, false, err
	}
	g, err := t.cache.goals.decode(doc)
	return g, err == nil, err
}

// PutGoal writes a goal with everything that is dated about it.
func (t tx) PutGoal(g goal.Goal) error {
	doc, err := json.Marshal(g)
	if err != nil {
		return err
	}
	err = t.exec(`insert into goal (person_id, id, number, slug, status, doc) values ($1, $2, $3, $4, $5, $6)
		on conflict (person_id, id) do update set number = excluded.number, slug = excluded.slug,
		status = excluded.status, doc = excluded.doc`, g.ID, g.Number, g.Slug, string(g.Status), string(doc))
	if isUnique(err) {
		return goal.Conflict("slug", "error.slug.taken", g.Slug)
	}
	return err
}

// DropGoal removes a goal and its days, marks and measurements.
func (t tx) DropGoal(id string) error {
	for _, q := range []string{
		`delete from day_log where person_id = $1 and goal_id = $2`,
		`delete from marks where person_id = $1 and goal_id = $2`,
		`delete from measurement where person_id = $1 and goal_id = $2`,
		`delete from story where person_id = $1 and goal_id = $2`,
		`delete from goal where person_id = $1 and id = $2`,
	} {
		if err := t.exec(q, id); err != nil {
			return err
		}
	}
	return nil
}

// Days of a goal from first to last, in order.
func (t tx) Days(goalID string, first, last goal.Day) ([]goal.DayLog, error) {
	var ls []goal.DayLog
	err := t.each(func(r *sql.Rows) error {
		l := goal.DayLog{Goal: goalID}
		var day, amounts, met string
		err := r.Scan(&day, &l.Status, &amounts, &l.Note, &l.Tag, &met, &l.Late, &l.Morning, &l.At, &l.Source)
		if err != nil {
			return err
		}
		if l.Day, err = goal.ParseDay(day); err != nil {
			return damaged(err)
		}
		if amounts != "" {
			if l.Amounts, err = t.cache.amounts.decode(amounts); err != nil {
				return err
			}
		}
		ls = append(ls, l)
		return fromJSON(met, &ls[len(ls)-1].Met)
	}, `select day, status, amounts, note, tag, met, late, morning, at, source from day_log
		where person_id = $1 and goal_id = $2 and day between $3 and $4 order by day`,
		goalID, dayText(first), dayText(last))
	return ls, err
}

// dayText bounds a range: days past the year 9999 sort like its last one.
func dayText(d goal.Day) string {
	if last := goal.Date(9999, 12, 31); d > last {
		d = last
	}
	return d.String()
}

func fromJSON(s string, v any) error {
	if s == "" {
		return nil
	}
	return damaged(json.Unmarshal([]byte(s), v))
}

func toJSON[T any](xs []T) (string, error) {
	if len(xs) == 0 {
		return "", nil
	}
	b, err := json.Marshal(xs)
	return string(b), err
}

// PutDay writes a day log, or removes the row when it is empty.
func (t tx) PutDay(l goal.DayLog) error { return t.PutDays([]goal.DayLog{l}) }

// PutDays writes day logs, many in one statement.
func (t tx) PutDays(ls []goal.DayLog) error {
	full := make([]goal.DayLog, 0, len(ls))
	for _, l := range ls {
		if !l.Empty() {
			full = append(full, l)
			continue
		}
		if err := t.exec(`delete from day_log where person_id = $1 and goal_id = $2 and day = $3`, l.Goal, l.Day.String()); err != nil {
			return err
		}
	}
	return bulk(t, full, dayRow, func(n int) string {
		return `insert into day_log (person_id, goal_id, day, status, amounts, note, tag, met, late, morning, at, source)
			values ` + rows(n, 11) + `
			on conflict (person_id, goal_id, day) do update set status = excluded.status, amounts = excluded.amounts,
			note = excluded.note, tag = excluded.tag, met = excluded.met, late = excluded.late,
			morning = excluded.morning, at = excluded.at, source = excluded.source`
	})
}

// dayRow is a day log as the columns after the person's.
func dayRow(l goal.DayLog) ([]any, error) {
	amounts, err := toJSON(l.Amounts)
	if err != nil {
		return nil, err
	}
	met, err := toJSON(l.Met)
	return []any{
		l.Goal, l.Day.String(), string(l.Status), amounts, l.Note, string(l.Tag), met, l.Late, l.Morning, l.At, l.Source,
	}, err
}

// Marks of the goals named, or of all.
func (t tx) Marks(goalIDs ...string) ([]goal.Marks, error) {
	query := `select goal_id, year, letters from marks where person_id = $1`
	args := make([]any, 0, len(goalIDs))
	if len(goalIDs) > 0 {
		query += ` and goal_id in (` + places(2, len(goalIDs)) + `)`
		for _, id := range goalIDs {
			args = append(args, id)
		}
	}
	var ms []goal.Marks
	err := t.each(func(r *sql.Rows) error {
		var m goal.Marks
		if err := r.Scan(&m.Goal, &m.Year, &m.Letters); err != nil {
			return err
		}
		ms = append(ms, m)
		return nil
	}, query+` order by year`, args...)
	return ms, err
}

// MarksOf are the marks of one goal and year.
func (t tx) MarksOf(goalID string, year int) (goal.Marks, error) {
	m := goal.Marks{Goal: goalID, Year: year}
	err := t.row(`select letters from marks where person_id = $1 and goal_id = $2 and year = $3`, goalID, year).Scan(&m.Letters)
	if errors.Is(err, sql.ErrNoRows) {
		return m, nil
	}
	return m, err
}

// places writes $from, $from+1, ... n of them.
func places(from, n int) string {
	var b strings.Builder
	for i := range n {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(place(from + i))
	}
	return b.String()
}

// PutMarks writes a year of a goal.
func (t tx) PutMarks(m goal.Marks) error {
	return t.exec(`insert into marks (person_id, goal_id, year, letters) values ($1, $2, $3, $4)
		on conflict (person_id, goal_id, year) do update set letters = excluded.letters`, m.Goal, m.Year, m.Letters)
}

// Feelings of the person from first to last, in order.
func (t tx) Feelings(first, last goal.Day) ([]goal.Feeling, error) {
	var fs []goal.Feeling
	err := t.each(func(r *sql.Rows) error {
		var f goal.Feeling
		var day string
		var energy, mood sql.NullInt64
		if err := r.Scan(&day, &energy, &mood); err != nil {
			return err
		}
		f.Energy, f.Mood = pointer(energy), pointer(mood)
		d, err := goal.ParseDay(day)
		f.Day = d
		fs = append(fs, f)
		return damaged(err)
	}, `select day, energy, mood from feeling where person_id = $1 and day between $2 and $3 order by day`,
		dayText(first), dayText(last))
	return fs, err
}

func pointer(n sql.NullInt64) *int {
	if !n.Valid {
		return nil
	}
	i := int(n.Int64)
	return &i
}

// PutFeeling writes a day's energy and mood, or removes the row when it says
// neither.
func (t tx) PutFeeling(f goal.Feeling) error {
	if f.Energy == nil && f.Mood == nil {
		return t.exec(`delete from feeling where person_id = $1 and day = $2`, f.Day.String())
	}
	return t.exec(`insert into feeling (person_id, day, energy, mood) values ($1, $2, $3, $4)
		on conflict (person_id, day) do update set energy = excluded.energy, mood = excluded.mood`,
		f.Day.String(), f.Energy, f.Mood)
}

// Measurements of a goal, in order.
func (t tx) Measurements(goalID string) ([]goal.Measurement, error) {
	var doc string
	err := t.row(`select doc from measurement where person_id = $1 and goal_id = $2`, goalID).Scan(&doc)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var ms []goal.Measurement
	return ms, damaged(json.Unmarshal([]byte(doc), &ms))
}

// PutMeasurements writes all measurements of a goal.
func (t tx) PutMeasurements(goalID string, ms []goal.Measurement) error {
	if len(ms) == 0 {
		return t.exec(`delete from measurement where person_id = $1 and goal_id = $2`, goalID)
	}
	doc, err := json.Marshal(ms)
	if err != nil {
		return err
	}
	return t.exec(`insert into measurement (person_id, goal_id, doc) values ($1, $2, $3)
		on conflict (person_id, goal_id) do update set doc = excluded.doc`, goalID, string(doc))
}

// Erase removes every row of the person.
func (t tx) Erase() error {
	for _, table := range []string{
		"asked", "reminder", "door", "session", "draft", "compass", "story", "measurement", "feeling", "marks", "day_log", "goal", "journal", "person",
	} {
		if err := t.exec(`delete from ` + table + ` where person_id = $1`); err != nil {
			return err
		}
	}
	return nil
}
