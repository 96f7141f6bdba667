package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"time"

	"github.com/pressly/goose/v3"
	"github.com/rogpeppe/go-internal/lockedfile"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
)

// sqliteStore is one SQLite file: one writer that groups what waits into one
// commit, and a few readers.
type sqliteStore struct {
	path   string
	writer *writer
	schema int64
	db     *sql.DB // of the writer; also reads while no reader was asked for
	pool   *sql.DB
	mu     sync.Mutex
}

// pragmas of every connection; synchronous=FULL is what makes an answer mean
// that the bytes are on the disk.
func dsn(path string, readOnly bool) string {
	q := url.Values{"_txlock": {"immediate"}}
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

func openSQLite(ctx context.Context, path string) (Store, error) {
	s, err := startSQLite(ctx, path)
	if err != nil {
		return nil, classify(err, path)
	}
	return s, nil
}

func startSQLite(ctx context.Context, path string) (*sqliteStore, error) {
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
	s := &sqliteStore{path: path}
	if s.db, err = sql.Open("sqlite", dsn(path, false)); err != nil {
		return nil, err
	}
	s.db.SetMaxOpenConns(1)
	if s.schema, err = s.current(ctx); err != nil {
		return nil, errors.Join(err, s.db.Close())
	}
	s.writer = newWriter(s.db, path)
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

// current reads the schema number and migrates when it is old (ruling 37). A
// database without any table is a first start.
func (s *sqliteStore) current(ctx context.Context) (int64, error) {
	if fi, err := os.Stat(s.path); err == nil && fi.Size() > 0 {
		if have, err := schemaOf(ctx, s.db); err == nil && have >= newest {
			return have, known(have)
		} else if code, ok := liteCode(err); err != nil && (!ok || code&0xff != 1) {
			return 0, err
		}
	}
	unlock, err := lockedfile.MutexAt(s.path + ".lock").Lock()
	if err != nil {
		return 0, goal.Unavailable("database", "error.store.readonly", s.path)
	}
	defer unlock()
	have, err := schemaOf(ctx, s.db)
	if code, ok := liteCode(err); err != nil && (!ok || code&0xff != 1) { // 1: no such table yet
		return 0, err
	}
	if have >= newest {
		return have, known(have)
	}
	if err := s.mayMigrate(ctx, have); err != nil {
		return 0, err
	}
	return newest, migrate(ctx, s.db, goose.DialectSQLite3)
}

// mayMigrate keeps a copy of what is there, and refuses a foreign database.
func (s *sqliteStore) mayMigrate(ctx context.Context, have int64) error {
	var tables int
	if err := s.db.QueryRowContext(ctx, `select count(*) from sqlite_master`).Scan(&tables); err != nil {
		return err
	}
	if have == 0 && tables > 0 {
		var left int // an unfinished first start leaves at most goose's own table
		err := s.db.QueryRowContext(ctx, `select count(*) from sqlite_master where name not like 'schema_version%' and name not like 'sqlite_%'`).Scan(&left)
		if err != nil {
			return err
		}
		if left > 0 {
			return goal.Unavailable("database", "error.store.not_ours", s.path)
		}
		return nil
	}
	if have == 0 {
		return nil
	}
	copyPath := s.path + ".before-" + strconv.FormatInt(newest, 10)
	if err := os.Remove(copyPath); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	_, err := s.db.ExecContext(ctx, `vacuum into $1`, copyPath)
	return err
}

// Update hands the closure to the writer and waits for its commit.
func (s *sqliteStore) Update(ctx context.Context, who app.PersonID, f func(app.Tx) error) error {
	return classify(s.writer.do(ctx, who, f), s.path)
}

// View reads one consistent state.
func (s *sqliteStore) View(ctx context.Context, who app.PersonID, f func(app.Tx) error) error {
	return classify(s.view(ctx, who, f), s.path)
}

func (s *sqliteStore) view(ctx context.Context, who app.PersonID, f func(app.Tx) error) error {
	db, err := s.reader()
	if err != nil {
		return err
	}
	t, err := db.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return err
	}
	defer func() { _ = t.Rollback() }() // nothing was written
	return run(ctx, t, who, false, f)
}

// reader opens the readers when they are first asked for; a terminal command
// needs one.
func (s *sqliteStore) reader() (*sql.DB, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.pool != nil {
		return s.pool, nil
	}
	db, err := sql.Open("sqlite", dsn(s.path, true))
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(4)
	db.SetMaxIdleConns(4)
	s.pool = db
	return db, nil
}

// Schema number of the file.
func (s *sqliteStore) Schema() int64 { return s.schema }

// Close waits for the writer.
func (s *sqliteStore) Close() error {
	s.writer.close()
	s.mu.Lock()
	defer s.mu.Unlock()
	var err error
	if s.pool != nil {
		err = s.pool.Close()
	}
	return errors.Join(err, s.db.Close())
}

// Check reads the whole file.
func (s *sqliteStore) Check(ctx context.Context) error {
	db, err := s.reader()
	if err != nil {
		return classify(err, s.path)
	}
	return classify(integrity(ctx, db, s.path), s.path)
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

// Serve moves the log into the file in the background: off the commit's path,
// about five times a second.
func (s *sqliteStore) Serve(ctx context.Context) {
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
				_, _ = db.ExecContext(ctx, `pragma wal_checkpoint(passive)`) // the next tick tries again
			}
		}
	}
}

// Backup writes a checked copy while others write.
func (s *sqliteStore) Backup(ctx context.Context, path string) error {
	if _, err := os.Stat(path); err == nil {
		return goal.Conflict("file", "error.backup.exists", path)
	}
	db, err := s.reader()
	if err != nil {
		return classify(err, s.path)
	}
	part := fmt.Sprintf("%s.part-%d", path, os.Getpid())
	f, err := os.OpenFile(part, os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o600)
	if err != nil {
		return goal.Unavailable("file", "error.backup.write", path)
	}
	defer func() { _ = os.Remove(part) }()
	if err := f.Close(); err != nil {
		return err
	}
	if err := vacuumInto(ctx, db, part); err != nil {
		return classify(err, path)
	}
	if _, err := CheckFile(ctx, part); err != nil {
		return err
	}
	return os.Rename(part, path)
}

// vacuumInto needs a connection of its own that may write elsewhere; an empty
// file is what SQLite accepts as a target.
func vacuumInto(ctx context.Context, db *sql.DB, path string) error {
	c, err := db.Conn(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = c.Close() }()
	if _, err := c.ExecContext(ctx, `pragma query_only(0)`); err != nil {
		return err
	}
	_, err = c.ExecContext(ctx, `vacuum into $1`, path)
	_, back := c.ExecContext(context.WithoutCancel(ctx), `pragma query_only(1)`)
	if err != nil {
		return err
	}
	return errors.Join(back, syncFile(path))
}

func syncFile(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// CheckFile reads a database file without changing it and answers its schema
// number; a file that is damaged, foreign or newer is refused.
func CheckFile(ctx context.Context, path string) (int64, error) {
	db, err := sql.Open("sqlite", "file:"+(&url.URL{Path: path}).EscapedPath()+"?mode=ro&immutable=1")
	if err != nil {
		return 0, classify(err, path)
	}
	defer func() { _ = db.Close() }()
	have, err := schemaOf(ctx, db)
	if err != nil {
		if code, ok := liteCode(err); ok && code&0xff == 1 {
			return 0, goal.Unavailable("file", "error.store.not_ours", path)
		}
		return 0, classify(err, path)
	}
	if err := known(have); err != nil {
		return have, err
	}
	return have, classify(integrity(ctx, db, path), path)
}
