// Package store remembers: one SQL text on SQLite and PostgreSQL, the
// migrations, the journal and the group commit. It knows no rule and no
// permission; what it answers is what was written.
package store

import (
	"context"
	"crypto/rand"
	"strings"

	"github.com/ippo-app/ippo/internal/app"
)

// Store is a database of either engine.
type Store interface {
	app.Store
	// Schema is the number of the schema in the database.
	Schema() int64
	// Check reads the whole database and says whether it is sound, in the way in
	// which backups are examined.
	Check(ctx context.Context) error
	// Backup writes one moment to a new file while others write, and answers what
	// it holds. The file gets its name when it was read again and holds the same.
	Backup(ctx context.Context, path string) (Holdings, error)
	// Keep copies the database beside itself as it is, before it is mended, and
	// answers where; a server's own backups do that, and there it answers nothing.
	Keep(ctx context.Context, suffix string) (string, error)
	// Mark is where the journals stand now.
	Mark(ctx context.Context) (Mark, error)
	// Scrub leaves nothing readable of what was erased: not in the file's free
	// pages and not in the log.
	Scrub(ctx context.Context) error
	// Seen says that this program runs on the database as a node, at an instant of
	// ms UTC, to be said anew every few seconds; Leave says that it runs no more.
	// Where programs of two releases run beside each other, a node or a command of
	// the terminal raises the floor to its own when no older one was seen within the
	// last minute (ruling 151); what has to wait for it is answered [ErrLater].
	Seen(ctx context.Context, at int64) error
	Raise(ctx context.Context, at int64) error
	Leave(ctx context.Context) error
	// Serve keeps the log short in the background until ctx ends.
	Serve(ctx context.Context)
}

// Open opens the database at a path, or at a postgres:// address, and brings
// its schema up to date. A database of a newer program is left untouched.
func Open(ctx context.Context, address string) (Store, error) {
	if kind, _, named := strings.Cut(address, "://"); named {
		if !isPostgres(address) {
			return nil, unknownKind(kind)
		}
		return openPostgres(ctx, address, true)
	}
	return asStore(openSQLite(ctx, address))
}

// addPerson makes a person's row, with a tag that no other database has (ruling
// 136); a row from before there were tags gets one. It is the one statement that
// makes a person (ruling 120).
const addPerson = `insert into person (person_id, settings, head, tag) values ($1, '', 0, $2)
	on conflict (person_id) do update set tag = case when person.tag = '' then excluded.tag else person.tag end`

// lockPerson finds the person's row and, on PostgreSQL, makes other writers of
// this person wait.
const lockPerson = `update person set head = head where person_id = $1`

// tagged is the first schema in which every person has a tag.
const tagged = 5

// missing are the persons that have to be added when a database is opened: the
// local one where there is nobody, and after an upgrade those without a tag.
func missing(ctx context.Context, q queryer, before int64) (who []app.PersonID, err error) {
	var none bool
	if err := q.QueryRowContext(ctx, `select not exists (select 1 from person)`).Scan(&none); err != nil {
		return nil, err
	}
	if none {
		return []app.PersonID{app.LocalPerson}, nil
	}
	if before == 0 || before >= tagged {
		return nil, nil
	}
	people, err := listPeople(ctx, q)
	for _, p := range people {
		who = append(who, app.PersonID(p.id))
	}
	return who, err
}

// intent is what a transaction may do.
type intent int

const (
	reading intent = iota
	writing        // for a person who is there
	adding         // and makes the person before
)

// engine is what all transactions of a database share.
type engine struct {
	floor  floor
	pooled bool // a pooler is in front: what is prepared may be found by somebody else
	rows   int  // so many in one statement
	cache  cache
}

// run is one closure in one transaction.
func (e *engine) run(ctx context.Context, q querier, who app.PersonID, m intent, f func(app.Tx) error) error {
	t := tx{ctx, q, string(who), e.rows, &e.cache, &e.floor, e.pooled}
	if m == adding {
		if err := t.exec(addPerson, rand.Text()); err != nil {
			return err
		}
	}
	if m == writing {
		if err := t.lock(); err != nil {
			return err
		}
		if err := e.floor.mayWrite(ctx, q); err != nil {
			return err
		}
	}
	return f(t)
}

// lock finds the person, and refuses a write for one who is not there.
func (t tx) lock() error {
	r, err := t.q.ExecContext(t.ctx, lockPerson, t.who)
	if err != nil {
		return err
	}
	n, err := r.RowsAffected()
	if err == nil && n == 0 {
		return app.ErrNobody
	}
	return err
}

// addAll adds persons.
func addAll(ctx context.Context, s app.Store, all []app.PersonID) error {
	for _, who := range all {
		if err := s.AddPerson(ctx, who); err != nil {
			return err
		}
	}
	return nil
}

// nothing is what is done in a transaction that adds a person.
func nothing(app.Tx) error { return nil }
