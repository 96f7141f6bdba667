// Package store remembers: one SQL text on SQLite and PostgreSQL, the
// migrations, the journal and the group commit. It knows no rule and no
// permission; what it answers is what was written.
package store

import (
	"context"
	"strings"

	"github.com/ippo-app/ippo/internal/app"
)

// Store is a database of either engine.
type Store interface {
	app.Store
	// Schema is the number of the schema in the database.
	Schema() int64
	// Check reads the whole database and says whether it is sound.
	Check(ctx context.Context) error
	// Backup writes a checked copy to a new file while others write.
	Backup(ctx context.Context, path string) error
	// Serve keeps the log short in the background until ctx ends.
	Serve(ctx context.Context)
}

// Open opens the database at a path, or at a postgres:// address, and brings
// its schema up to date. A database of a newer program is left untouched.
func Open(ctx context.Context, address string) (Store, error) {
	if strings.HasPrefix(address, "postgres://") || strings.HasPrefix(address, "postgresql://") {
		return openPostgres(ctx, address)
	}
	return openSQLite(ctx, address)
}

// lockPerson makes the person's row, and on PostgreSQL makes other writers of
// this person wait.
const lockPerson = `insert into person (person_id, settings, head) values ($1, '', 0)
	on conflict (person_id) do update set head = person.head`

// run is one closure in one transaction.
func run(ctx context.Context, q querier, who app.PersonID, write bool, f func(app.Tx) error) error {
	t := tx{ctx, q, string(who)}
	if write {
		if err := t.exec(lockPerson); err != nil {
			return err
		}
	}
	return f(t)
}
