package store

import (
	"context"
	"database/sql"
	"errors"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
)

// postgresRows: a statement is a journey to the server.
const postgresRows = 200

// retries of a transaction that PostgreSQL asks to run once more.
const retries = 5

type postgresStore struct {
	db     *sql.DB
	schema int64
	engine *engine
}

// openPostgres connects; an empty database is begun only by whoever may make one.
func openPostgres(ctx context.Context, address string, mayMake bool) (Store, error) {
	cfg, err := pgx.ParseConfig(address)
	if err != nil {
		return nil, goal.Invalid("database", "error.store.address")
	}
	db := stdlib.OpenDB(*cfg)
	db.SetMaxOpenConns(16)
	s := &postgresStore{db: db, engine: &engine{rows: postgresRows}}
	if s.schema, err = s.current(ctx, mayMake); err != nil {
		return nil, errors.Join(classifyPostgres(err), db.Close())
	}
	return s, nil
}

func (s *postgresStore) current(ctx context.Context, mayMake bool) (int64, error) {
	var there bool
	err := s.db.QueryRowContext(ctx,
		`select exists (select 1 from information_schema.tables where table_schema = current_schema() and table_name = $1)`,
		versionTable).Scan(&there)
	if err != nil {
		return 0, err
	}
	m := migrations{embedded, newest}
	if there {
		if have, err := schemaOf(ctx, s.db); err != nil || have >= newest {
			return have, errors.Join(err, m.known(have))
		}
	} else if !mayMake {
		return 0, goal.NotFound("database", "error.store.empty")
	}
	return newest, m.run(ctx, s.db, goose.DialectPostgres)
}

// Update runs f in one transaction, again when the engine asks; the person's
// row is locked first, so that one person's writers wait for each other.
func (s *postgresStore) Update(ctx context.Context, who app.PersonID, f func(app.Tx) error) error {
	var err error
	for range retries {
		if err = s.once(ctx, who, true, f); !again(err) {
			break
		}
	}
	return classify(err, "")
}

// View reads one consistent state.
func (s *postgresStore) View(ctx context.Context, who app.PersonID, f func(app.Tx) error) error {
	return classify(s.once(ctx, who, false, f), "")
}

func (s *postgresStore) once(ctx context.Context, who app.PersonID, write bool, f func(app.Tx) error) error {
	opts := &sql.TxOptions{Isolation: sql.LevelReadCommitted}
	if !write {
		opts = &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true}
	}
	t, err := s.db.BeginTx(ctx, opts)
	if err != nil {
		return err
	}
	defer func() { _ = t.Rollback() }() // after a commit this does nothing
	if err := s.engine.run(ctx, plain{t}, who, write, f); err != nil {
		return err
	}
	if !write {
		return nil
	}
	return t.Commit()
}

// plain is a transaction as it is: the driver keeps its statements prepared.
type plain struct{ *sql.Tx }

func (p plain) rows(ctx context.Context, query string, args ...any) (rows *sql.Rows, closed func(), err error) {
	rows, err = p.QueryContext(ctx, query, args...)
	return rows, func() {}, err
}

func (s *postgresStore) Schema() int64 { return s.schema }

func (s *postgresStore) Check(ctx context.Context) error {
	err := checkJournals(ctx, s.db, s.schema)
	if err == nil {
		err = checkTables(ctx, s.db, s)
	}
	return classify(err, "")
}

func (s *postgresStore) Backup(context.Context, string) (Holdings, error) {
	return Holdings{}, goal.Unavailable("database", "error.backup.postgres")
}

// Keep is for the server's own tools.
func (s *postgresStore) Keep(context.Context, string) (string, error) { return "", nil }

// Mark is of no use without a backup.
func (s *postgresStore) Mark(context.Context) (Mark, error) {
	return Mark{}, goal.Unavailable("database", "error.backup.postgres")
}

// Scrub leaves the freed rows to the server's own vacuum: a shared database is
// not written anew for one person.
func (s *postgresStore) Scrub(context.Context) error { return nil }

func (s *postgresStore) Serve(context.Context) {}

func (s *postgresStore) Close() error { return s.db.Close() }
