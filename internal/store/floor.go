package store

import (
	"context"
	"database/sql"
	"errors"
	"sync/atomic"
	"time"

	"github.com/ippo-app/ippo/internal/goal"
)

// Programs of two releases run beside each other on one PostgreSQL while it is
// rolled out (ruling 151): the database keeps its floor, the oldest program that
// may write there, and each program is named by the newest schema that it knows.
const (
	nodeGone  = time.Minute      // a node that was not seen for so long is not waited for
	nodeFresh = 20 * time.Second // within this of being seen a node knows that nobody raised the floor above it
)

// ErrLater is answered to what has to wait until every program that runs on the
// database knows it, and to a program that is too old by now.
var ErrLater = goal.Unavailable("database", "error.store.later")

// kindsSince are the kinds of commands that not every program knows, by the schema
// of the first that does. A new kind, or a new field of a document that is stored,
// gets its line here with the release it comes in: an older program would drop it
// with its next write.
func kindsSince() map[goal.Kind]int64 { return map[goal.Kind]int64{goal.KindReminder: 7} }

// floor is what a program knows of who may write.
type floor struct {
	newest int64               // schema that this program knows
	since  map[goal.Kind]int64 // what waits for it
	shared bool                // programs of another release may run beside this one
	at     atomic.Int64        // the floor, when it was looked at last
	fresh  atomic.Bool         // this node was seen a moment ago
}

// meet refuses a program that is below the floor of the database.
func (f *floor) meet(ctx context.Context, q rowQuerier) error {
	at, err := readFloor(ctx, q)
	if err != nil {
		return err
	}
	f.at.Store(at)
	if at > f.newest {
		return ErrLater
	}
	return nil
}

func readFloor(ctx context.Context, q rowQuerier) (at int64, err error) {
	err = q.QueryRowContext(ctx, `select version from floor`).Scan(&at)
	return at, err
}

// mayWrite looks whether the floor was raised above this program since it began. A
// node that was seen a moment ago need not: it would have been waited for.
func (f *floor) mayWrite(ctx context.Context, q rowQuerier) error {
	if !f.shared || f.fresh.Load() {
		return nil
	}
	return f.meet(ctx, q)
}

// knows refuses entries that a program which may run here would not understand.
func (f *floor) knows(ctx context.Context, q rowQuerier, es []goal.Entry) error {
	need := int64(0)
	for _, e := range es {
		need = max(need, f.since[e.Body.Kind()])
	}
	if !f.shared || need <= f.at.Load() {
		return nil
	}
	if err := f.meet(ctx, q); err != nil {
		return err
	}
	if need > f.at.Load() {
		return ErrLater
	}
	return nil
}

// Raise lifts the floor to this program when no older node was seen within the last
// minute; at is now, ms UTC.
func (s *postgresStore) Raise(ctx context.Context, at int64) error {
	if s.engine.floor.at.Load() >= s.engine.floor.newest {
		return nil
	}
	return s.beat(ctx, "", at)
}

// Seen writes down that this node runs, and raises the floor as [Raise] does. A
// node that is too old by now is told so.
func (s *postgresStore) Seen(ctx context.Context, at int64) error {
	f := &s.engine.floor
	err := s.beat(ctx, s.node, at)
	if err != nil {
		return err
	}
	f.fresh.Store(true)
	s.stale.Reset(nodeFresh)
	return nil
}

// beat does both under a lock of the floor's row: whoever raises it has seen every
// node that was told it may go on.
func (s *postgresStore) beat(ctx context.Context, node string, at int64) error {
	f := &s.engine.floor
	opts := &sql.TxOptions{Isolation: sql.LevelReadCommitted}
	err := s.insist(ctx, func() error {
		return s.within(ctx, opts, func(ctx context.Context, t *sql.Tx) error {
			var now int64
			if err := t.QueryRowContext(ctx, `select version from floor for update`).Scan(&now); err != nil {
				return err
			}
			if now > f.newest {
				f.at.Store(now)
				return ErrLater
			}
			if err := s.note(ctx, t, node, at); err != nil {
				return err
			}
			err := t.QueryRowContext(ctx, `update floor set version = $1 where version < $1
				and not exists (select 1 from node where version < $1 and seen > $2) returning version`,
				f.newest, at-nodeGone.Milliseconds()).Scan(&now)
			if err != nil && !errors.Is(err, sql.ErrNoRows) {
				return err
			}
			if err := commitFailed(t.Commit()); err != nil {
				return err
			}
			f.at.Store(now)
			return nil
		})
	})
	return classify(err, "")
}

// note writes a node down, and forgets those that went long ago.
func (s *postgresStore) note(ctx context.Context, t *sql.Tx, node string, at int64) error {
	if node == "" {
		return nil
	}
	_, err := t.ExecContext(ctx, `insert into node (id, version, seen) values ($1, $2, $3)
		on conflict (id) do update set seen = excluded.seen`, node, s.engine.floor.newest, at)
	if err == nil {
		_, err = t.ExecContext(ctx, `delete from node where seen < $1`, at-(24*time.Hour).Milliseconds())
	}
	return err
}

// Leave forgets this node, so that nobody waits for it.
func (s *postgresStore) Leave(ctx context.Context) error {
	s.engine.floor.fresh.Store(false)
	_, err := s.db.ExecContext(ctx, `delete from node where id = $1`, s.node)
	return classify(err, "")
}

// A file has one program at a time: whoever opens it brings it up to date.

// Raise has nothing to do on a file.
func (s *sqliteStore) Raise(context.Context, int64) error { return nil }

// Seen has nothing to do on a file.
func (s *sqliteStore) Seen(context.Context, int64) error { return nil }

// Leave has nothing to do on a file.
func (s *sqliteStore) Leave(context.Context) error { return nil }
