package store

import (
	"context"
	"database/sql"
	"embed"
	"io/fs"
	"log/slog"
	"time"

	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"

	"github.com/ippo-app/ippo/internal/goal"
)

//go:embed migrations/*.sql
var embedded embed.FS

// newest is the schema that this program knows: the number of its last
// migration file.
const newest = 7

// migrations are files and the number of the last of them.
type migrations struct {
	files  fs.FS
	newest int64
}

const versionTable = "schema_version"

// schemaOf reads the schema number; 0 for an empty database.
func schemaOf(ctx context.Context, q rowQuerier) (int64, error) {
	var v sql.NullInt64
	err := q.QueryRowContext(ctx, `select max(version_id) from `+versionTable+` where is_applied`).Scan(&v)
	return v.Int64, err
}

// known refuses the schema of a newer program.
func (m migrations) known(have int64) error {
	if have > m.newest {
		return goal.Unavailable("database", "error.store.newer", have, m.newest)
	}
	return nil
}

// How often a node looks whether another is done migrating, and for how long.
const (
	lockPause = 250 * time.Millisecond
	lockTime  = time.Minute
)

// run migrates. On PostgreSQL one node does, under a lock that is a row: a lock of
// the session would strand behind a pooler (ruling 151).
func (m migrations) run(ctx context.Context, db *sql.DB, d goose.Dialect) error {
	var opts []goose.ProviderOption
	if d == goose.DialectPostgres {
		l, err := lock.NewPostgresTableLocker(lock.WithTableName(versionTable+"_lock"),
			lock.WithTableLockTimeout(lockPause, uint64(lockTime/lockPause)), lock.WithTableLogger(slog.New(slog.DiscardHandler)))
		if err != nil {
			return err
		}
		opts = append(opts, goose.WithLocker(l))
	}
	p, err := m.provider(db, d, opts...)
	if err != nil {
		return err
	}
	_, err = p.Up(ctx)
	return err
}

func (m migrations) provider(db *sql.DB, d goose.Dialect, more ...goose.ProviderOption) (*goose.Provider, error) {
	sub, err := fs.Sub(m.files, "migrations")
	if err != nil {
		return nil, err
	}
	opts := append([]goose.ProviderOption{goose.WithTableName(versionTable), goose.WithDisableGlobalRegistry(true)}, more...)
	return goose.NewProvider(d, db, sub, opts...)
}
