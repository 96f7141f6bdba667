package store

import (
	"context"
	"errors"
	"io/fs"
	"net/url"
	"os"
	"strconv"

	"github.com/pressly/goose/v3"
	"modernc.org/sqlite"

	"github.com/ippo-app/ippo/internal/goal"
)

// current reads the schema number and migrates when it is old (ruling 37). A
// database without any table is a first start.
func (s *sqliteStore) current(ctx context.Context, m migrations) (int64, error) {
	if fi, err := os.Stat(s.path); err == nil && fi.Size() > 0 {
		if have, err := schemaOf(ctx, s.db); err == nil && have >= m.newest {
			return have, s.ours(ctx, m, have)
		} else if err != nil && !isNoTable(err) {
			return 0, err
		}
	}
	unlock, err := lockUpgrade(s.path)
	if err != nil {
		return 0, goal.Unavailable("database", "error.store.readonly", s.path)
	}
	defer unlock()
	have, err := schemaOf(ctx, s.db)
	if err != nil && !isNoTable(err) {
		return 0, err
	}
	if have >= m.newest {
		return have, s.ours(ctx, m, have)
	}
	if err := s.mayMigrate(ctx, have); err != nil {
		return 0, err
	}
	s.before = have
	return m.newest, s.upgrade(ctx, m, have)
}

// ours refuses a database of a newer program, and one whose schema is not that
// of the migrations.
func (s *sqliteStore) ours(ctx context.Context, m migrations, have int64) error {
	if err := m.known(have); err != nil {
		return err
	}
	return checkShape(ctx, s.db, s.path, have)
}

// isNoTable says that the table of versions is not there yet.
func isNoTable(err error) bool {
	code, ok := liteCode(err)
	return ok && code&0xff == 1
}

// upgrade migrates. When a migration does not run to its end, what those
// before it changed is taken back too: the file is as it was.
func (s *sqliteStore) upgrade(ctx context.Context, m migrations, have int64) error {
	before := s.copyOf(have)
	if have > 0 {
		if err := s.copyBefore(ctx, before); err != nil {
			return err
		}
	}
	err := m.run(ctx, s.db, goose.DialectSQLite3)
	if err == nil && have > 0 {
		_ = finish(ctx, before, dropSessions()...) // what is kept is a backup from now on; a session in it only ends later
	}
	if err == nil || have == 0 {
		return err
	}
	if now, look := schemaOf(ctx, s.db); look != nil || now != have {
		if back := s.putBack(context.WithoutCancel(ctx), before); back != nil {
			return errors.Join(err, back)
		}
	}
	if told := classify(err, s.path); mine(told) || ctx.Err() != nil {
		return told
	}
	return goal.Unavailable("database", "error.store.upgrade", err.Error())
}

// mayMigrate refuses a database of another program.
func (s *sqliteStore) mayMigrate(ctx context.Context, have int64) error {
	if have > 0 {
		return checkShape(ctx, s.db, s.path, have)
	}
	var left int // an unfinished first start leaves at most goose's own table
	err := s.db.QueryRowContext(ctx, `select count(*) from sqlite_master where name not like 'schema_version%' and name not like 'sqlite_%'`).Scan(&left)
	if err == nil && left > 0 {
		return goal.Unavailable("database", "error.store.not_ours", s.path)
	}
	return err
}

// copyBefore keeps the file as it is beside it; an earlier copy of the same
// schema is replaced once the new one is whole.
func (s *sqliteStore) copyBefore(ctx context.Context, path string) error {
	part := path + ".part"
	if err := os.Remove(part); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	f, err := os.OpenFile(part, os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o600) // SQLite writes into an empty file
	if err != nil {
		if key := systemKey(err); key != "" {
			return goal.Unavailable("database", key, s.path)
		}
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	_, err = s.db.ExecContext(ctx, `vacuum into $1`, part)
	if err == nil {
		err = syncFile(part)
	}
	if err != nil {
		return errors.Join(err, os.Remove(part))
	}
	return os.Rename(part, path)
}

// copyOf names the copy that is kept of a schema.
func (s *sqliteStore) copyOf(schema int64) string {
	return s.path + ".schema-" + strconv.FormatInt(schema, 10)
}

// dropCopies takes away what upgrades left beside the file.
func (s *sqliteStore) dropCopies() error {
	for schema := range int64(newest) {
		for _, tail := range []string{"", ".part"} {
			if err := os.Remove(s.copyOf(schema) + tail); err != nil && !errors.Is(err, fs.ErrNotExist) {
				return err
			}
		}
	}
	return nil
}

// putBack writes a copy over the database, page by page in one transaction, so
// that whoever else has it open sees the one or the other.
func (s *sqliteStore) putBack(ctx context.Context, path string) error {
	c, err := s.db.Conn(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = c.Close() }()
	return c.Raw(func(conn any) error {
		r, ok := conn.(interface {
			NewRestore(uri string) (*sqlite.Backup, error)
		})
		if !ok {
			return errors.ErrUnsupported
		}
		b, err := r.NewRestore("file:" + (&url.URL{Path: path}).EscapedPath())
		if err != nil {
			return err
		}
		_, err = b.Step(-1)
		return errors.Join(err, b.Finish())
	})
}
