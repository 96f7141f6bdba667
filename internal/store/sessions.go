package store

import (
	"context"
	"database/sql"
	"errors"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
)

// Session by the hash of its token.
func (t tx) Session(hash string) (app.Session, bool, error) {
	s := app.Session{Hash: hash}
	err := t.row(`select kind, created, expires, used, device from session where person_id = $1 and hash = $2`, hash).
		Scan(&s.Kind, &s.Created, &s.Expires, &s.Used, &s.Device)
	if errors.Is(err, sql.ErrNoRows) {
		return app.Session{}, false, nil
	}
	return s, err == nil, err
}

// Sessions of a kind, the newest first.
func (t tx) Sessions(kind string) (all []app.Session, err error) {
	err = t.each(func(rows *sql.Rows) error {
		s := app.Session{Kind: kind}
		if err := rows.Scan(&s.Hash, &s.Created, &s.Expires, &s.Used, &s.Device); err != nil {
			return err
		}
		all = append(all, s)
		return nil
	}, `select hash, created, expires, used, device from session where person_id = $1 and kind = $2 order by created desc, hash`, kind)
	return all, err
}

// PutSession writes a session or link.
func (t tx) PutSession(s app.Session) error {
	return t.exec(`insert into session (person_id, hash, kind, created, expires, used, device)
		values ($1, $2, $3, $4, $5, $6, $7)
		on conflict (person_id, hash) do update set expires = excluded.expires, used = excluded.used`,
		s.Hash, s.Kind, s.Created, s.Expires, s.Used, s.Device)
}

// DropSession removes a session or link, and its door.
func (t tx) DropSession(hash string) error {
	return errors.Join(t.exec(`delete from door where person_id = $1 and hash = $2`, hash),
		t.exec(`delete from session where person_id = $1 and hash = $2`, hash))
}

// SweepSessions removes what is over, with its doors, and lets no session end
// later than latest.
func (t tx) SweepSessions(now, latest int64) error {
	const over = ` from session where person_id = $1 and (expires < $2 or used)`
	if err := t.exec(`delete from door where person_id = $1 and hash in (select hash`+over+`)`, now); err != nil {
		return err
	}
	if err := t.exec(`delete`+over, now); err != nil {
		return err
	}
	return t.exec(`update session set expires = $2 where person_id = $1 and expires > $2`, latest)
}

// PutDoor writes down whom something from outside belongs to.
func (t tx) PutDoor(kind, hash string) error {
	r, err := t.q.ExecContext(t.ctx, `insert into door (person_id, kind, hash) values ($1, $2, $3)
		on conflict (kind, hash) do update set hash = excluded.hash where door.person_id = excluded.person_id`, t.who, kind, hash)
	if err != nil {
		return err
	}
	n, err := r.RowsAffected()
	if err == nil && n == 0 {
		return goal.Conflict("door", "error.door.taken")
	}
	return err
}

// PutDisabled shuts a person out, or lets them in again.
func (t tx) PutDisabled(since int64) error {
	return t.exec(`update person set disabled = $2 where person_id = $1`, since)
}

// behindDoor is one question: who is behind a door, whether they may come in, and
// the session that the door is of. A person is found by it who is not known yet.
const behindDoor = `select d.person_id, p.disabled, coalesce(s.hash, ''), coalesce(s.kind, ''), coalesce(s.created, 0),
	coalesce(s.expires, 0), coalesce(s.used, false), coalesce(s.device, '')
	from door d join person p on p.person_id = d.person_id
	left join session s on s.person_id = d.person_id and s.hash = d.hash and s.kind = d.kind
	where d.kind = $1 and d.hash = $2`

// throughDoor asks it in a transaction of nobody.
func throughDoor(ctx context.Context, s app.Store, kind, hash string) (b app.Behind, there bool, err error) {
	err = s.View(ctx, "", func(view app.Tx) error {
		t, ok := view.(tx)
		if !ok {
			return errors.ErrUnsupported
		}
		x := &b.Session
		err := t.q.QueryRowContext(ctx, behindDoor, kind, hash).
			Scan(&b.Person, &b.Disabled, &x.Hash, &x.Kind, &x.Created, &x.Expires, &x.Used, &x.Device)
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		there = err == nil
		return err
	})
	return b, there, err
}

// Door says who is behind a door.
func (s *sqliteStore) Door(ctx context.Context, kind, hash string) (app.Behind, bool, error) {
	return throughDoor(ctx, s, kind, hash)
}

// Door says who is behind a door.
func (s *postgresStore) Door(ctx context.Context, kind, hash string) (app.Behind, bool, error) {
	return throughDoor(ctx, s, kind, hash)
}
