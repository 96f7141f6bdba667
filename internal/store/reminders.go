package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
)

// Reminder of the person, and whether one is set.
func (t tx) Reminder() (r app.Reminding, there bool, err error) {
	err = t.row(`select minute, weekdays, since, due from reminder where person_id = $1`).
		Scan(&r.Minute, &r.Weekdays, &r.Since, &r.Due)
	if errors.Is(err, sql.ErrNoRows) {
		return app.Reminding{}, false, nil
	}
	return r, err == nil, err
}

// PutReminder sets it.
func (t tx) PutReminder(r app.Reminding) error {
	return t.exec(`insert into reminder (person_id, minute, weekdays, since, due) values ($1, $2, $3, $4, $5)
		on conflict (person_id) do update set minute = excluded.minute, weekdays = excluded.weekdays,
		since = excluded.since, due = excluded.due`, r.Minute, int64(r.Weekdays), r.Since, r.Due)
}

// DropReminder switches it off.
func (t tx) DropReminder() error { return t.exec(`delete from reminder where person_id = $1`) }

// Asked are the reminders of the days from first to last, in order.
func (t tx) Asked(first, last goal.Day) (all []app.Claimed, err error) {
	err = t.each(func(r *sql.Rows) error {
		var c app.Claimed
		var day, goals string
		if err := r.Scan(&day, &c.Question, &goals, &c.Number, &c.Claim, &c.At, &c.Receipt); err != nil {
			return err
		}
		d, err := goal.ParseDay(day)
		if c.Day = d; err != nil {
			return damaged(err)
		}
		all = append(all, c)
		return fromJSON(goals, &all[len(all)-1].Goals)
	}, `select day, question, goals, number, claim, at, receipt from asked
		where person_id = $1 and day between $2 and $3 order by day`, dayText(first), dayText(last))
	return all, err
}

// Claim writes the reminder of a day down, unless that day has one.
func (t tx) Claim(c app.Claimed) (bool, error) {
	goals, err := json.Marshal(c.Goals)
	if err != nil {
		return false, err
	}
	r, err := t.q.ExecContext(t.ctx, `insert into asked (person_id, day, question, goals, number, claim, at, receipt)
		values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (person_id, day) do nothing`,
		t.who, c.Day.String(), string(c.Question), string(goals), c.Number, c.Claim, c.At, string(c.Receipt))
	if err != nil {
		return false, err
	}
	n, err := r.RowsAffected()
	return n == 1, err
}

// PutReceipt says what became of a claim.
func (t tx) PutReceipt(claim string, r app.Receipt) error {
	return t.exec(`update asked set receipt = $3 where person_id = $1 and claim = $2`, claim, string(r))
}

// due finds who is to be looked at; nobody who is shut out is.
const due = `select r.person_id from reminder r join person p on p.person_id = r.person_id
	where p.disabled = 0 and (r.due <= $1 or r.due > $2) order by r.due limit $3`

// dueOrMine finds whoever was leased until an instant, too.
const dueOrMine = `select r.person_id from reminder r join person p on p.person_id = r.person_id
	where p.disabled = 0 and (r.due <= $1 or r.due > $2 or r.due = $5) order by r.due limit $3`

// nextDue is the first instant after which somebody will be.
const nextDue = `select min(r.due) from reminder r join person p on p.person_id = r.person_id where p.disabled = 0`

func people(rows *sql.Rows, err error) (all []app.PersonID, _ error) {
	if err != nil {
		return nil, err
	}
	for rows.Next() {
		var who app.PersonID
		if err := rows.Scan(&who); err != nil {
			return nil, errors.Join(err, rows.Close())
		}
		all = append(all, who)
	}
	return all, errors.Join(rows.Err(), rows.Close())
}

// firstDue asks for it in a transaction of nobody.
func firstDue(ctx context.Context, s app.Store) (at int64, there bool, err error) {
	err = s.View(ctx, "", func(view app.Tx) error {
		t, ok := view.(tx)
		if !ok {
			return errors.ErrUnsupported
		}
		var first sql.NullInt64
		err := t.q.QueryRowContext(ctx, nextDue).Scan(&first)
		at, there = first.Int64, first.Valid
		return err
	})
	return at, there, err
}

// Due reads who is to be looked at. A file has one program: nobody is leased, and
// nothing is written while nothing is due.
func (s *sqliteStore) Due(ctx context.Context, d app.DueQuery) (all []app.PersonID, err error) {
	err = s.View(ctx, "", func(view app.Tx) error {
		t, ok := view.(tx)
		if !ok {
			return errors.ErrUnsupported
		}
		rows, closed, err := t.q.rows(ctx, due, d.Now, d.Far, d.Most)
		if err != nil {
			return err
		}
		defer closed()
		all, err = people(rows, nil)
		return err
	})
	return all, err
}

// NextDue is the first instant at which somebody is due.
func (s *sqliteStore) NextDue(ctx context.Context) (int64, bool, error) { return firstDue(ctx, s) }

// Due takes up who is to be looked at: what another node has just taken is passed
// over, and what it took stays its own for a while (ruling 147).
func (s *postgresStore) Due(ctx context.Context, d app.DueQuery) (all []app.PersonID, err error) {
	opts := &sql.TxOptions{Isolation: sql.LevelReadCommitted}
	ours := d.Now // leases that end now are over
	err = s.insist(ctx, func() error {
		mine := ours
		ours = d.Lease // should it run once more: what it leased, though nobody was told so
		return s.within(ctx, opts, func(ctx context.Context, t *sql.Tx) (err error) {
			rows, err := t.QueryContext(ctx, `update reminder set due = $4
				where person_id in (`+dueOrMine+` for update of r skip locked) returning person_id`, d.Now, d.Far, d.Most, d.Lease, mine)
			if all, err = people(rows, err); err != nil {
				return err
			}
			return commitFailed(t.Commit())
		})
	})
	return all, classify(err, "")
}

// NextDue is the first instant at which somebody is due.
func (s *postgresStore) NextDue(ctx context.Context) (int64, bool, error) { return firstDue(ctx, s) }
