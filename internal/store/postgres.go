package store

import (
	"context"
	"crypto/rand"
	"database/sql"
	"database/sql/driver"
	"errors"
	"strconv"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
)

// postgresRows: a statement is a journey to the server.
const postgresRows = 200

// Limits of talking to a server. The address may set two of them, as
// connect_timeout (seconds) and pool_max_conns. A server that stands still is
// silent: it is waited for no longer than this (ruling 149).
const (
	connectMost = 2 * time.Second // for each host that is named
	poolMost    = 16              // connections
	txMost      = 5 * time.Second // a transaction; its commit has as long again
)

// pauses before a transaction is run once more: a second and a half in all,
// since somebody waits for the answer.
func pauses() []time.Duration {
	const ms = time.Millisecond
	return []time.Duration{0, 0, 50 * ms, 100 * ms, 200 * ms, 400 * ms, 800 * ms}
}

type postgresStore struct {
	db     *sql.DB
	pool   *generation
	cfg    *pgx.ConnConfig
	most   int // connections
	schema int64
	before int64 // schema that was found when it was opened; 0 for none
	engine *engine
	pauses []time.Duration
	txMost time.Duration
	known  migrations
	node   string      // of this process
	stale  *time.Timer // after which the node has to be seen again
}

// openPostgres connects; an empty database is begun only by whoever may make one.
func openPostgres(ctx context.Context, address string, mayMake bool) (Store, error) {
	s, err := startPostgres(ctx, address, mayMake, migrations{embedded, newest})
	if err != nil {
		return nil, err
	}
	return s, nil
}

// startPostgres is openPostgres for a program that knows these migrations.
func startPostgres(ctx context.Context, address string, mayMake bool, m migrations) (*postgresStore, error) {
	cfg, most, err := parsePostgres(address)
	if err != nil {
		return nil, err
	}
	pool := &generation{}
	db := stdlib.OpenDB(*cfg, pool.options()...)
	s := &postgresStore{
		db: db, pool: pool, cfg: cfg, most: most, engine: &engine{rows: postgresRows, pooled: cfg.DefaultQueryExecMode == pgx.QueryExecModeExec}, pauses: pauses(), txMost: txMost, known: m, node: rand.Text(),
	}
	f := &s.engine.floor
	f.newest, f.since, f.shared = m.newest, kindsSince(), true
	s.stale = time.AfterFunc(nodeFresh, func() { f.fresh.Store(false) })
	db.SetMaxOpenConns(most)
	db.SetMaxIdleConns(most)
	err = s.insist(ctx, func() (err error) {
		if s.schema, err = s.current(ctx, mayMake); err != nil {
			return err
		}
		return f.meet(ctx, s.db)
	})
	if err != nil {
		return nil, errors.Join(classify(err, ""), db.Close())
	}
	if err := s.AddFirst(ctx); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return s, nil
}

// parsePostgres reads an address and how many connections it allows.
func parsePostgres(address string) (cfg *pgx.ConnConfig, most int, err error) {
	bad := goal.Invalid("database", "error.store.address")
	if cfg, err = pgx.ParseConfig(address); err != nil {
		return nil, 0, bad
	}
	if cfg.ConnectTimeout == 0 {
		cfg.ConnectTimeout = connectMost
	}
	most = poolMost
	if n, ok := cfg.RuntimeParams["pool_max_conns"]; ok {
		if most, err = strconv.Atoi(n); err != nil || most < 1 {
			return nil, 0, bad
		}
		delete(cfg.RuntimeParams, "pool_max_conns")
	}
	return cfg, most, poolerOf(cfg)
}

// poolerOf reads whether a pooler stands in front that hands out connections for a
// transaction: then nothing is prepared for a session (ruling 149).
func poolerOf(cfg *pgx.ConnConfig) error {
	kind, there := cfg.RuntimeParams["pooler"]
	delete(cfg.RuntimeParams, "pooler")
	switch {
	case !there:
		return nil
	case kind != "transaction":
		return goal.Invalid("database", "error.store.address")
	}
	cfg.DefaultQueryExecMode, cfg.StatementCacheCapacity, cfg.DescriptionCacheCapacity = pgx.QueryExecModeExec, 0, 0
	return nil
}

func (s *postgresStore) current(ctx context.Context, mayMake bool) (int64, error) {
	var there bool
	err := s.db.QueryRowContext(ctx,
		`select exists (select 1 from information_schema.tables where table_schema = current_schema() and table_name = $1)`,
		versionTable).Scan(&there)
	if err != nil {
		return 0, err
	}
	if there {
		have, err := schemaOf(ctx, s.db)
		if err != nil || have >= s.known.newest {
			return have, errors.Join(err, s.mayRun(ctx, have))
		}
		s.before = have
	} else if !mayMake {
		return 0, goal.NotFound("database", "error.store.empty")
	}
	return s.known.newest, s.migrate(ctx)
}

// migrate on connections that do not wait for long.
func (s *postgresStore) migrate(ctx context.Context) (err error) {
	db := sql.OpenDB(patientOf(s))
	defer func() { err = errors.Join(err, db.Close()) }()
	return s.known.run(ctx, db, goose.DialectPostgres)
}

// mayRun refuses a schema whose floor is above this program. A higher one whose
// floor it meets is opened (ruling 151).
func (s *postgresStore) mayRun(ctx context.Context, have int64) error {
	if have <= s.known.newest {
		return nil
	}
	at, err := readFloor(ctx, s.db)
	if err == nil && at > s.known.newest {
		return s.known.known(have)
	}
	return err
}

// Update runs f in one transaction, and once more when the engine asks for it
// or the connection was lost: what f does carries its own id, so that it is done
// once (ruling 71). The person's row is locked first, so that one person's
// writers wait for each other.
func (s *postgresStore) Update(ctx context.Context, who app.PersonID, f func(app.Tx) error) error {
	err := s.insist(ctx, func() error { return s.write(ctx, who, writing, f) })
	return classify(err, "")
}

// AddPerson makes a person.
func (s *postgresStore) AddPerson(ctx context.Context, who app.PersonID) error {
	return classify(s.insist(ctx, func() error { return s.write(ctx, who, adding, nothing) }), "")
}

// AddFirst makes the local person where there is nobody.
func (s *postgresStore) AddFirst(ctx context.Context) error {
	var who []app.PersonID
	err := s.insist(ctx, func() (err error) {
		who, err = missing(ctx, s.db, s.before)
		return err
	})
	if err != nil {
		return classify(err, "")
	}
	return addAll(ctx, s, who)
}

// View reads one consistent state. It is run once more only while f has not
// been called: f may have handed on what it read.
func (s *postgresStore) View(ctx context.Context, who app.PersonID, f func(app.Tx) error) error {
	called := false
	err := s.insist(ctx, func() error {
		err := s.read(ctx, who, func(tx app.Tx) error {
			called = true
			return f(tx)
		})
		if called && err != nil {
			return finalError{err}
		}
		return err
	})
	return classify(err, "")
}

// finalError is an error that is not tried to be mended.
type finalError struct{ err error }

func (e finalError) Error() string { return e.err.Error() }
func (e finalError) Unwrap() error { return e.err }

// insist calls once until it has a verdict, as long as its troubles may pass.
// After a commit whose end nobody was told, anything but a verdict leaves it
// unknown.
func (s *postgresStore) insist(ctx context.Context, once func() error) error {
	doubt := false
	for try := 0; ; try++ {
		err := once()
		doubt = doubt || unsure(err)
		_, last := errors.AsType[finalError](err)
		switch {
		case verdict(err) || last:
			return err
		case try < len(s.pauses) && troubleOf(err).again && rest(ctx, s.pauses[try]):
			continue
		case !doubt && ctx.Err() != nil:
			return ctx.Err()
		}
		return doubtful(doubt, err)
	}
}

// rest waits; false says that nobody waits for the answer any more.
func rest(ctx context.Context, d time.Duration) bool {
	if d == 0 {
		return ctx.Err() == nil
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-ctx.Done():
		return false
	}
}

func (s *postgresStore) write(ctx context.Context, who app.PersonID, m intent, f func(app.Tx) error) error {
	opts := &sql.TxOptions{Isolation: sql.LevelReadCommitted}
	return s.within(ctx, opts, func(ctx context.Context, t *sql.Tx) error {
		if err := s.engine.run(ctx, plain{t}, who, m, f); err != nil {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		return commitFailed(t.Commit())
	})
}

func (s *postgresStore) read(ctx context.Context, who app.PersonID, f func(app.Tx) error) error {
	opts := &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true}
	return s.within(ctx, opts, func(ctx context.Context, t *sql.Tx) error {
		return s.engine.run(ctx, plain{t}, who, reading, f)
	})
}

// within begins a transaction on a connection of its own and runs f, which has
// so much time. Whoever waits may go away before the commit, but not out of it:
// what is answered is what happened.
func (s *postgresStore) within(ctx context.Context, opts *sql.TxOptions, f func(context.Context, *sql.Tx) error) error {
	whole, part := context.WithoutCancel(ctx), ctx
	if !app.TakesLong(ctx) {
		var end, endPart context.CancelFunc
		whole, end = context.WithTimeout(whole, 2*s.txMost)
		defer end()
		part, endPart = context.WithTimeout(ctx, s.txMost)
		defer endPart()
	}
	conn, err := s.db.Conn(part)
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close() }() // it goes back to the pool, or is gone
	t, err := conn.BeginTx(whole, opts)
	if err == nil {
		err = f(part, t)
		_ = t.Rollback() // after a commit this does nothing
	}
	if err == nil || mine(err) {
		return err
	}
	return s.sift(conn, err)
}

// sift throws away a connection that an error says is of no use, and with it
// all that lie idle: they led to the same server.
func (s *postgresStore) sift(conn *sql.Conn, err error) error {
	gone := closed(conn)
	if gone && !errors.Is(err, context.DeadlineExceeded) && !errors.Is(err, context.Canceled) {
		err = goneError{err}
	}
	if gone || troubleOf(err).lost {
		_ = conn.Raw(func(any) error { return driver.ErrBadConn })
		s.pool.lost()
	}
	return err
}

// closed asks the driver whether a connection is closed.
func closed(conn *sql.Conn) bool {
	gone := false
	err := conn.Raw(func(c any) error {
		if x, ok := c.(*stdlib.Conn); ok {
			gone = x.Conn().IsClosed()
		}
		return nil
	})
	return gone || err != nil
}

// plain is a transaction as it is: the driver keeps its statements prepared.
type plain struct{ *sql.Tx }

func (p plain) rows(ctx context.Context, query string, args ...any) (rows *sql.Rows, closed func(), err error) {
	rows, err = p.QueryContext(ctx, query, args...)
	return rows, func() {}, err
}

func (s *postgresStore) Schema() int64 { return s.schema }

func (s *postgresStore) Check(ctx context.Context) error {
	err := checkRows(ctx, s.db, s.schema)
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

func (s *postgresStore) Close() error {
	s.stale.Stop()
	return s.db.Close()
}
