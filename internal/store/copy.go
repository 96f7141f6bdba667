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
	"slices"
	"strconv"

	"modernc.org/sqlite"

	"github.com/ippo-app/ippo/internal/goal"
)

// pagesAtOnce are copied before it is looked whether anybody wants to stop: 4 MB.
const pagesAtOnce = 1024

// Mark is where the journals stand now.
func (s *sqliteStore) Mark(ctx context.Context) (Mark, error) {
	db, err := s.reader()
	if err != nil {
		return Mark{}, classify(err, s.path)
	}
	m, _, err := readMark(ctx, db)
	return m, classify(err, s.path)
}

// Backup copies the pages of one moment while others write.
func (s *sqliteStore) Backup(ctx context.Context, path string) (Holdings, error) {
	if _, err := os.Lstat(path); err == nil {
		return Holdings{}, goal.Conflict("file", "error.backup.exists", path)
	}
	Sweep(path)
	part := tempPath(path, partTail)
	held, err := s.copyMoment(ctx, part)
	if err != nil {
		return held, errors.Join(s.notCopied(err, path), discard(part))
	}
	if err := s.compare(ctx, part, held); err != nil {
		return held, errors.Join(err, discard(part))
	}
	if err := giveName(part, path); err != nil {
		return held, errors.Join(s.notCopied(err, path), discard(part))
	}
	return held, nil
}

// notCopied says what is wrong with the target: everything else of the source
// has been read before.
func (s *sqliteStore) notCopied(err error, path string) error {
	switch told := classify(err, path); {
	case mine(told) && isKey(told, "error.store.damaged"):
		return classify(err, s.path)
	case mine(told) && isKey(told, "error.store.full"):
		return told
	case errors.Is(err, context.Canceled):
		return err
	case errors.Is(err, fs.ErrExist):
		return goal.Conflict("file", "error.backup.exists", path)
	}
	return goal.Unavailable("file", "error.backup.write", path)
}

// isKey says whether an error is told with this sentence.
func isKey(err error, key string) bool {
	var told *goal.Error
	return errors.As(err, &told) && told.Key == key
}

// copyMoment writes the state that one read transaction sees, and what it
// holds. SQLite copies within the transaction that is open on its connection.
func (s *sqliteStore) copyMoment(ctx context.Context, to string) (held Holdings, err error) {
	db, err := s.reader()
	if err != nil {
		return held, err
	}
	c, err := db.Conn(ctx)
	if err != nil {
		return held, err
	}
	defer func() { _ = c.Close() }()
	if _, err := c.ExecContext(ctx, `begin`); err != nil {
		return held, err
	}
	defer func() {
		_, back := c.ExecContext(context.WithoutCancel(ctx), `rollback`) // nothing was written
		err = errors.Join(err, back)
	}()
	if held, err = readContents(ctx, c); err != nil {
		return held, err
	}
	if err := copyPages(ctx, c, to); err != nil {
		return held, err
	}
	return held, finish(ctx, to, dropSessions()...)
}

func copyPages(ctx context.Context, c *sql.Conn, to string) error {
	if err := newFile(to); err != nil {
		return err
	}
	return c.Raw(func(conn any) error {
		from, ok := conn.(interface {
			NewBackup(uri string) (*sqlite.Backup, error)
		})
		if !ok {
			return errors.ErrUnsupported
		}
		b, err := from.NewBackup("file:" + (&url.URL{Path: to}).EscapedPath())
		if err != nil {
			return err
		}
		for more := true; more && err == nil; {
			if err = ctx.Err(); err == nil {
				more, err = b.Step(pagesAtOnce)
			}
		}
		return errors.Join(err, b.Finish())
	})
}

// newFile makes an empty file that only its owner can read; SQLite writes into
// it.
func newFile(path string) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o600)
	if err != nil {
		return err
	}
	return f.Close()
}

// dropSessions leaves no sign-in and no link in a copy, nor what is readable of
// them: who was signed out stays so when it is restored (ruling 69).
func dropSessions() []string {
	return []string{`pragma secure_delete = on`, `delete from session`, `delete from door`, `delete from node`}
}

// finish makes of a copy one file that needs no log beside it, and brings it
// to the disk. Statements are run before.
func finish(ctx context.Context, path string, statements ...string) error {
	db, err := sql.Open("sqlite", "file:"+(&url.URL{Path: path}).EscapedPath()+"?_pragma=trusted_schema(0)")
	if err != nil {
		return err
	}
	db.SetMaxOpenConns(1)
	var mode string
	err = db.QueryRowContext(ctx, `pragma journal_mode = delete`).Scan(&mode)
	for _, q := range statements {
		if err == nil {
			_, err = db.ExecContext(ctx, q)
		}
		if isNoTable(err) {
			err = nil // of an older schema
		}
	}
	return errors.Join(err, db.Close(), syncFile(path))
}

func syncFile(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// compare reads a copy and holds it to what its source held. Of a copy that is
// damaged the source is asked too: it is the one to be mended.
func (s *sqliteStore) compare(ctx context.Context, path string, held Holdings) error {
	got, err := Verify(ctx, path, path)
	if unsound(err) {
		if source := s.Check(ctx); source != nil {
			return source
		}
		return goal.Unavailable("file", "error.backup.unlike", path)
	}
	if err == nil && got != held {
		err = goal.Unavailable("file", "error.backup.unlike", path)
	}
	return err
}

// unsound says whether an examination found something.
func unsound(err error) bool {
	return slices.ContainsFunc([]string{"error.store.damaged", "error.store.shape", "error.doctor.journal", "error.doctor.tables"},
		func(key string) bool { return isKey(err, key) })
}

// Keep copies the database beside itself as it is, sound or not, before it is
// mended, and answers where. suffix names it; a name that is taken gets a number.
func (s *sqliteStore) Keep(ctx context.Context, suffix string) (string, error) {
	part := tempPath(s.path, partTail)
	if err := discard(part); err != nil { // of a process of the same number, long gone
		return "", err
	}
	if _, err := s.copyMoment(ctx, part); err != nil {
		return "", errors.Join(classify(err, s.path), discard(part))
	}
	name := s.path + ".old-" + suffix
	for n := 1; ; n++ {
		kept := name
		if n > 1 {
			kept += "-" + strconv.Itoa(n)
		}
		err := giveName(part, kept)
		if err == nil {
			return kept, nil
		}
		if !errors.Is(err, fs.ErrExist) || n > 100 {
			return "", errors.Join(classify(err, s.path), discard(part))
		}
	}
}

// giveName gives a file its name, which nobody may have taken meanwhile.
func giveName(part, path string) error {
	if _, err := os.Lstat(path); err == nil {
		return fs.ErrExist
	}
	if err := os.Rename(part, path); err != nil {
		return err
	}
	syncFolder(filepath.Dir(path))
	return nil
}

// tempPath names a file of this process beside another.
func tempPath(path, tail string) string { return path + tail + strconv.Itoa(os.Getpid()) }

// discard takes away what has not become a copy.
func discard(part string) error {
	var err error
	for _, tail := range []string{"", "-journal", "-wal", "-shm"} {
		if e := os.Remove(part + tail); e != nil && !errors.Is(e, fs.ErrNotExist) {
			err = errors.Join(err, fmt.Errorf("left behind: %w", e))
		}
	}
	return err
}
