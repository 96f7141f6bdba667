package store

import (
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/ippo-app/ippo/internal/goal"
)

// OpenExisting opens a database that is there: nothing is made where there is
// none, and where nothing can be written, it is opened for reading alone
// (ruling 63).
func OpenExisting(ctx context.Context, address string) (Store, error) {
	if kind, _, named := strings.Cut(address, "://"); named {
		if !isPostgres(address) {
			return nil, unknownKind(kind)
		}
		return openPostgres(ctx, address, false)
	}
	fi, err := os.Stat(address)
	switch {
	case errors.Is(err, fs.ErrNotExist), err == nil && fi.Mode().IsRegular() && fi.Size() == 0:
		return nil, goal.NotFound("database", "error.store.none", address)
	case err == nil && fi.IsDir():
		return nil, goal.Unavailable("database", "error.store.open", address)
	}
	s, err := openSQLite(ctx, address)
	if isKey(err, "error.store.readonly") || isKey(err, "error.store.open") {
		if still, cannot := openStill(ctx, address); cannot == nil || !isKey(cannot, "error.store.open") {
			return asStore(still, cannot)
		}
	}
	return asStore(s, err)
}

// OpenScratch makes an empty database that Close takes away, for a trial.
func OpenScratch(ctx context.Context) (Store, error) {
	dir, err := os.MkdirTemp("", "ippo-try-")
	if err != nil {
		return nil, goal.Unavailable("file", "error.file.write", os.TempDir())
	}
	s, err := openSQLite(ctx, filepath.Join(dir, "ippo.db"))
	if err != nil {
		return nil, errors.Join(err, os.RemoveAll(dir))
	}
	s.scratch = dir
	return s, nil
}

func isPostgres(address string) bool {
	return strings.HasPrefix(address, "postgres://") || strings.HasPrefix(address, "postgresql://")
}

func unknownKind(kind string) error { return goal.Invalid("database", "error.store.kind", kind) }

// asStore keeps a nil pointer from becoming a store.
func asStore(s *sqliteStore, err error) (Store, error) {
	if err != nil {
		return nil, err
	}
	return s, nil
}

// openStill opens a database in a place where nothing can be written. Somebody
// else who may write there can be at it: then their log is read with it. Else it
// is read as it lies, or, with a log beside it or of an older schema, a copy of it
// in the system's place for scratch files, which Close takes away.
func openStill(ctx context.Context, path string) (*sqliteStore, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	db, err := sql.Open("sqlite", "file:"+(&url.URL{Path: path}).EscapedPath()+
		"?mode=ro&_txlock=deferred&_pragma=busy_timeout(5000)&_pragma=query_only(1)&_pragma=trusted_schema(0)")
	if err != nil {
		return nil, err
	}
	s := &sqliteStore{path: path, engine: &engine{rows: sqliteRows}, pool: db, known: newPrepared(db)}
	if s.schema, err = schemaOf(ctx, db); err == nil && s.schema == newest {
		return s.asIs(ctx)
	}
	_ = db.Close() // it was only read
	if fi, err := os.Stat(path + "-wal"); errors.Is(err, fs.ErrNotExist) || err == nil && fi.Size() == 0 {
		if s, err = lookAt(path); err != nil {
			return nil, err
		}
		if s.schema, err = schemaOf(ctx, s.pool); err != nil {
			return nil, errors.Join(classify(err, path), s.Close())
		}
		if s.schema >= newest {
			return s.asIs(ctx)
		}
		if err := s.Close(); err != nil {
			return nil, err
		}
	}
	return openCopy(ctx, path)
}

// asIs refuses what is not ours.
func (s *sqliteStore) asIs(ctx context.Context) (*sqliteStore, error) {
	err := (migrations{embedded, newest}).known(s.schema)
	if err == nil {
		err = checkShape(ctx, s.pool, s.path, s.schema)
	}
	if err != nil {
		return nil, errors.Join(classify(err, s.path), s.Close())
	}
	s.pool.SetMaxOpenConns(4)
	return s, nil
}

// openCopy brings a copy of a database up to date and reads that.
func openCopy(ctx context.Context, path string) (s *sqliteStore, err error) {
	dir, err := os.MkdirTemp("", "ippo-read-")
	if err != nil {
		return nil, goal.Unavailable("file", "error.file.write", os.TempDir())
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.RemoveAll(dir))
		}
	}()
	copied := filepath.Join(dir, "ippo.db")
	for _, tail := range []string{"", "-wal"} {
		if err := copyFile(path+tail, copied+tail); err != nil && (tail == "" || !errors.Is(err, fs.ErrNotExist)) {
			return nil, goal.Unavailable("file", "error.file.write", copied)
		}
	}
	w, err := startSQLite(ctx, copied, migrations{embedded, newest})
	if err != nil {
		return nil, nameOf(classify(err, path), path)
	}
	if err := errors.Join(w.Close(), finish(ctx, copied)); err != nil {
		return nil, classify(err, path)
	}
	if s, err = lookAt(copied); err != nil {
		return nil, err
	}
	s.path, s.schema, s.scratch = path, newest, dir
	return s, nil
}
