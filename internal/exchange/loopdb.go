package exchange

import (
	"context"
	"database/sql"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	_ "modernc.org/sqlite" // the engine of Loop's backups

	"github.com/ippo-app/ippo/internal/goal"
)

// The schema versions of Loop that we know; others are read by their columns.
const (
	minLoopVersion = 8
	maxLoopVersion = 25
)

// loopDB is a backup that is open for reading.
type loopDB struct {
	db          *sql.DB
	version     int
	habits      map[string]bool // columns of Habits, in lower case
	repetitions map[string]bool // columns of Repetitions, in lower case
}

// readLoopDB reads a backup of Loop: the SQLite file itself or a zip that
// holds one.
func readLoopDB(r io.ReaderAt, size int64) (History, error) {
	if startsAsZip(r) {
		unpacked, err := unpackDB(r, size)
		if err != nil {
			return History{}, err
		}
		r, size = strings.NewReader(unpacked), int64(len(unpacked))
	}
	var history History
	err := withLoopDB(r, size, func(ctx context.Context, l *loopDB) error {
		var err error
		history, err = l.read(ctx)
		return err
	})
	return history, err
}

// unpackDB takes the one database out of a zip.
func unpackDB(r io.ReaderAt, size int64) (string, error) {
	a, err := openArchive(r, size)
	if err != nil {
		return "", err
	}
	m, ok := a.only(".db")
	if !ok {
		return "", errNotThis(FormatLoopDB)
	}
	b, err := a.read(m)
	return string(b), err
}

// checkLoopTables says whether an SQLite file is one of Loop's; if not, the
// error has code invalid.
func checkLoopTables(r io.ReaderAt, size int64) error {
	return withLoopDB(r, size, func(context.Context, *loopDB) error { return nil })
}

// withLoopDB copies a database to a file of its own, opens that immutable and
// read-only, looks at its tables, and removes it afterwards.
func withLoopDB(r io.ReaderAt, size int64, use func(context.Context, *loopDB) error) (err error) {
	head := make([]byte, 16)
	if n, _ := r.ReadAt(head, 0); n < len(head) || !isSQLite(head) {
		return errNotThis(FormatLoopDB)
	}
	dir, err := os.MkdirTemp("", "ippo-import-")
	if err != nil {
		return errNoRoom(err)
	}
	defer os.RemoveAll(dir) //nolint:errcheck // the system clears its temporary folder
	file := filepath.Join(dir, "loop.db")
	if err := copyTo(file, io.NewSectionReader(r, 0, size)); err != nil {
		return errNoRoom(err)
	}
	db, err := sql.Open("sqlite", readOnlyDSN(file))
	if err != nil {
		return fmt.Errorf("open the copy: %w", err)
	}
	defer db.Close() //nolint:errcheck // only read from
	db.SetMaxOpenConns(1)
	ctx := context.Background()
	l := &loopDB{db: db}
	if err := l.probe(ctx); err != nil {
		return err
	}
	return use(ctx, l)
}

// readOnlyDSN opens a file that nobody changes, and lets its schema run no
// code of its own.
func readOnlyDSN(file string) string {
	p := filepath.ToSlash(file)
	if !strings.HasPrefix(p, "/") {
		p = "/" + p
	}
	u := url.URL{Path: p}
	return "file:" + u.EscapedPath() +
		"?mode=ro&immutable=1&_pragma=query_only(1)&_pragma=trusted_schema(0)"
}

func copyTo(file string, r io.Reader) error {
	f, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600) //nolint:gosec // a name of our own
	if err != nil {
		return err
	}
	if _, err := io.Copy(f, r); err != nil {
		_ = f.Close()
		return err
	}
	return f.Close()
}

// probe reads the version and the columns; a file without Loop's two tables is
// an error with code invalid.
func (l *loopDB) probe(ctx context.Context) error {
	if err := l.db.QueryRowContext(ctx, "pragma user_version").Scan(&l.version); err != nil {
		return errDamaged(err)
	}
	var err error
	if l.habits, err = l.columns(ctx, "Habits"); err != nil {
		return err
	}
	if l.repetitions, err = l.columns(ctx, "Repetitions"); err != nil {
		return err
	}
	if !has(l.habits, "id", "name") || !has(l.repetitions, "habit", "timestamp") {
		return goal.Invalid("file", "error.import.no_loop_tables")
	}
	return nil
}

// columns of a real table; none for a view or where there is no such table.
func (l *loopDB) columns(ctx context.Context, table string) (map[string]bool, error) {
	rows, err := l.db.QueryContext(ctx, `
		select lower(c.name) from sqlite_master t, pragma_table_info(t.name) c
		where t.type = 'table' and lower(t.name) = lower($1)`, table)
	if err != nil {
		return nil, errDamaged(err)
	}
	defer rows.Close() //nolint:errcheck // rows.Err tells
	names := map[string]bool{}
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return nil, errDamaged(err)
		}
		names[name] = true
	}
	if err := rows.Err(); err != nil {
		return nil, errDamaged(err)
	}
	return names, nil
}

func has(columns map[string]bool, names ...string) bool {
	for _, n := range names {
		if !columns[n] {
			return false
		}
	}
	return true
}
