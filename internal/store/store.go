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

// lockPerson makes the person's row, and on PostgreSQL makes other writers of
// this person wait. The row gets a tag that no other database has, and keeps it
// (ruling 136).
const lockPerson = `insert into person (person_id, settings, head, tag) values ($1, '', 0, $2)
	on conflict (person_id) do update set tag = case when person.tag = '' then excluded.tag else person.tag end`

// engine is what all transactions of a database share.
type engine struct {
	rows  int // so many in one statement
	cache cache
}

// run is one closure in one transaction.
func (e *engine) run(ctx context.Context, q querier, who app.PersonID, write bool, f func(app.Tx) error) error {
	t := tx{ctx, q, string(who), e.rows, &e.cache}
	if write {
		if err := t.exec(lockPerson, rand.Text()); err != nil {
			return err
		}
	}
	return f(t)
}
