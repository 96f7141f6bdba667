package store

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
)

// sqliteRows: a prepared row at a time needs neither a long text to parse nor a
// journal of the statement.
const sqliteRows = 1

// sqliteStore is one SQLite file: one writer that groups what waits into one
// commit, and a few readers.
type sqliteStore struct {
	path    string
	writer  *writer
	schema  int64
	before  int64   // schema that was found when it was opened; 0 for none
	db      *sql.DB // of the writer; reads too while nothing else is open
	alone   sync.Mutex
	pool    *sql.DB   // of the readers; opened when the first is asked for
	known   *prepared // of the pool
	engine  *engine
	mu      sync.Mutex
	scratch string     // a folder with the copy that is read; empty where it is the file itself
	moving  sync.Mutex // the log into the file: two at once, and SQLite calls one of them busy
}

// pragmas of every connection; synchronous=FULL is what makes an answer mean
// that the bytes are on the disk.
func dsn(path string, readOnly bool) string {
	q := url.Values{"_txlock": {"immediate"}, "mode": {"rw"}} // whoever finds no file makes none: it was moved away
	for _, p := range []string{
		"busy_timeout(5000)", "journal_mode(wal)", "synchronous(full)", "foreign_keys(1)",
		"temp_store(memory)", "cache_size(-4000)", "trusted_schema(0)",
	} {
		q.Add("_pragma", p)
	}
	if readOnly {
		q.Set("_txlock", "deferred")
		q.Add("_pragma", "query_only(1)")
	}
	return "file:" + (&url.URL{Path: path}).EscapedPath() + "?" + q.Encode()
}

func openSQLite(ctx context.Context, path string) (*sqliteStore, error) {
	s, err := startSQLite(ctx, path, migrations{embedded, newest})
	if err != nil {
		return nil, classify(err, path)
	}
	if err := s.AddFirst(ctx); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

func startSQLite(ctx context.Context, path string, m migrations) (*sqliteStore, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	if fi, err := os.Stat(path); err == nil && fi.IsDir() {
		return nil, goal.Unavailable("database", "error.store.open", path)
	}
	if err := prepare(path); err != nil {
		return nil, err
	}
	if err := refuseStranger(ctx, path); err != nil {
		return nil, err
	}
	file, err := os.Stat(path)
	if err != nil {
		return nil, goal.Unavailable("database", "error.store.open", path)
	}
	s := &sqliteStore{path: path, engine: &engine{rows: sqliteRows}}
	if s.db, err = sql.Open("sqlite", dsn(path, false)); err != nil {
		return nil, err
	}
	s.db.SetMaxOpenConns(1)
	if s.schema, err = s.current(ctx, m); err != nil {
		return nil, errors.Join(err, s.db.Close())
	}
	s.writer = newWriter(s.db, s.engine, path, file) //nolint:contextcheck // it writes for many requests, and none of them may end it
	return s, nil
}

// prepare makes the folder and, under the lock of first starts, the file, so
// that nobody but its owner can read either.
func prepare(path string) error {
	fi, err := os.Stat(path)
	if err == nil && fi.Size() > 0 {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return goal.Unavailable("database", "error.store.folder", filepath.Dir(path))
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return goal.Unavailable("database", "error.store.open", path)
	}
	return f.Close()
}

// refuseStranger looks at a file before anything is written to it: opening a
// database for writing changes its journal mode. Ours are in WAL mode, which
// two bytes of the head say; any other file is looked into without changing it.
func refuseStranger(ctx context.Context, path string) error {
	f, err := os.Open(path)
	if err != nil {
		return goal.Unavailable("database", "error.store.open", path)
	}
	head := make([]byte, 20)
	n, err := io.ReadFull(f, head)
	_ = f.Close() // only read
	const walMode = 2
	if n == 0 || err == nil && bytes.HasPrefix(head, []byte("SQLite format 3\x00")) && head[18] == walMode && head[19] == walMode {
		return nil
	}
	db, err := sql.Open("sqlite", "file:"+(&url.URL{Path: path}).EscapedPath()+"?mode=ro")
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }()
	err = foreign(ctx, db, path)
	if code, ok := liteCode(err); ok && code == liteHotJournal {
		return nil // a change was cut off; opening for writing takes it back first
	}
	return err
}

// foreign refuses a database with tables of another program. An unfinished
// first start leaves at most goose's own table.
func foreign(ctx context.Context, db *sql.DB, path string) error {
	var ours, others int
	err := db.QueryRowContext(ctx, `select count(*) filter (where name like 'schema_version%'),
		count(*) filter (where name not like 'schema_version%' and name not like 'sqlite_%') from sqlite_master`).Scan(&ours, &others)
	if err == nil && ours == 0 && others > 0 {
		return goal.Unavailable("database", "error.store.not_ours", path)
	}
	return err
}

// Update hands the closure to the writer and waits for its commit.
func (s *sqliteStore) Update(ctx context.Context, who app.PersonID, f func(app.Tx) error) error {
	if s.writer == nil {
		return goal.Unavailable("database", "error.store.readonly", s.path)
	}
	return classify(s.writer.do(ctx, who, writing, f), s.path)
}

// AddPerson makes a person.
func (s *sqliteStore) AddPerson(ctx context.Context, who app.PersonID) error {
	if s.writer == nil {
		return goal.Unavailable("database", "error.store.readonly", s.path)
	}
	return classify(s.writer.do(ctx, who, adding, nothing), s.path)
}

// AddFirst makes the local person where there is nobody.
func (s *sqliteStore) AddFirst(ctx context.Context) error {
	who, err := missing(ctx, s.db, s.before)
	if err != nil {
		return classify(err, s.path)
	}
	return addAll(ctx, s, who)
}

// View reads one consistent state.
func (s *sqliteStore) View(ctx context.Context, who app.PersonID, f func(app.Tx) error) error {
	return classify(s.view(ctx, who, f), s.path)
}

func (s *sqliteStore) view(ctx context.Context, who app.PersonID, f func(app.Tx) error) error {
	if !s.reading() && s.alone.TryLock() {
		defer s.alone.Unlock()
		return s.viewOn(ctx, s.db, s.writer.known, who, f)
	}
	db, known, err := s.readers()
	if err != nil {
		return err
	}
	return s.viewOn(ctx, db, known, who, f)
}

func (s *sqliteStore) viewOn(ctx context.Context, db *sql.DB, known *prepared, who app.PersonID, f func(app.Tx) error) error {
	defer known.learn(context.WithoutCancel(ctx)) // when the connection is free again
	t, err := db.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return err
	}
	defer func() { _ = t.Rollback() }() // nothing was written
	q := known.in(t)
	q.readOnly = true
	return s.engine.run(ctx, q, who, reading, f)
}

// reading says whether there are readers. Until there are, one who reads alone
// has the writer's connection: to open a second one is a tenth of what a
// command in the terminal takes.
func (s *sqliteStore) reading() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.pool != nil
}

// reader opens the readers when they are first asked for.
func (s *sqliteStore) reader() (*sql.DB, error) {
	db, _, err := s.readers()
	return db, err
}

func (s *sqliteStore) readers() (*sql.DB, *prepared, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.pool != nil {
		return s.pool, s.known, nil
	}
	db, err := sql.Open("sqlite", dsn(s.path, true))
	if err != nil {
		return nil, nil, err
	}
	db.SetMaxOpenConns(4)
	db.SetMaxIdleConns(4)
	s.pool, s.known = db, newPrepared(db)
	return db, s.known, nil
}

// Schema number of the file.
func (s *sqliteStore) Schema() int64 { return s.schema }

// Close waits for the writer.
func (s *sqliteStore) Close() error {
	if s.writer != nil {
		s.writer.close()
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	var err error
	if s.pool != nil {
		err = s.pool.Close()
	}
	if s.db != nil {
		err = errors.Join(err, s.db.Close())
	}
	if s.scratch != "" {
		err = errors.Join(err, os.RemoveAll(s.scratch))
	}
	return err
}

func integrity(ctx context.Context, db *sql.DB, path string) error {
	var said string
	if err := db.QueryRowContext(ctx, `pragma integrity_check(1)`).Scan(&said); err != nil {
		return err
	}
	if said != "ok" {
		return goal.Unavailable("database", "error.store.damaged", path)
	}
	var broken int
	err := db.QueryRowContext(ctx, `select count(*) from pragma_foreign_key_check`).Scan(&broken)
	if err == nil && broken > 0 {
		return goal.Unavailable("database", "error.store.damaged", path)
	}
	return err
}

// Scrub writes the file anew, empties the log and takes away the copies that
// upgrades left beside it: they hold what was removed. Readers of this process are
// let go first; while another process reads, its log stays and is refused as
// busy.
func (s *sqliteStore) Scrub(ctx context.Context) error {
	if s.writer == nil {
		return goal.Unavailable("database", "error.store.readonly", s.path)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.moving.Lock()
	defer s.moving.Unlock()
	if s.pool != nil {
		if err := s.pool.Close(); err != nil {
			return classify(err, s.path)
		}
		s.pool = nil
	}
	if err := s.dropCopies(); err != nil {
		return classify(err, s.path)
	}
	if _, err := s.db.ExecContext(ctx, `vacuum`); err != nil {
		return classify(err, s.path)
	}
	var busy, log, moved int
	if err := s.db.QueryRowContext(ctx, `pragma wal_checkpoint(truncate)`).Scan(&busy, &log, &moved); err != nil {
		return classify(err, s.path)
	}
	if busy != 0 {
		return goal.Unavailable("database", "error.store.busy", s.path)
	}
	return nil
}

// Serve moves the log into the file in the background: off the commit's path,
// about five times a second.
func (s *sqliteStore) Serve(ctx context.Context) {
	if s.writer == nil {
		return
	}
	if _, err := s.reader(); err != nil { // who reads waits for no commit
		return
	}
	db, err := sql.Open("sqlite", dsn(s.path, false))
	if err != nil {
		return
	}
	defer func() { _ = db.Close() }()
	db.SetMaxOpenConns(1)
	tick := time.NewTicker(200 * time.Millisecond)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			if s.writer.wrote() {
				s.moving.Lock()
				_, _ = db.ExecContext(ctx, `pragma wal_checkpoint(passive)`) // the next tick tries again
				s.moving.Unlock()
			}
		}
	}
}
