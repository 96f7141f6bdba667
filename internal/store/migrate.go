package store

import (
	"context"
	"database/sql"
	"embed"
	"io/fs"

	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"

	"github.com/ippo-app/ippo/internal/goal"
)

//go:embed migrations/*.sql
var migrations embed.FS //nolint:gochecknoglobals // embedded files have no other form

// newest is the schema that this program knows: the number of its last
// migration file.
const newest = 1

const versionTable = "schema_version"

// schemaOf reads the schema number; 0 for an empty database.
func schemaOf(ctx context.Context, q querier) (int64, error) {
	var v sql.NullInt64
	err := q.QueryRowContext(ctx, `select max(version_id) from `+versionTable+` where is_applied`).Scan(&v)
	return v.Int64, err
}

// known refuses the schema of a newer program.
func known(have int64) error {
	if have > newest {
		return goal.Unavailable("database", "error.store.newer", have, int64(newest))
	}
	return nil
}

func migrate(ctx context.Context, db *sql.DB, d goose.Dialect) error {
	sub, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return err
	}
	opts := []goose.ProviderOption{goose.WithTableName(versionTable), goose.WithDisableGlobalRegistry(true)}
	if d == goose.DialectPostgres {
		l, err := lock.NewPostgresSessionLocker(lock.WithLockTimeout(1, 60))
		if err != nil {
			return err
		}
		opts = append(opts, goose.WithSessionLocker(l))
	}
	p, err := goose.NewProvider(d, db, sub, opts...)
	if err != nil {
		return err
	}
	_, err = p.Up(ctx)
	return err
}
