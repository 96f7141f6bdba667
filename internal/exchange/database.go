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

	"modernc.org/sqlite" // the engine of the backups of several programs
)

// dbFile is the backup of a program that keeps its habits in SQLite, open for
// reading.
type dbFile struct{ *sql.Conn }

// database opens the one file of a format and hands it to f. It is a copy of our
// own, since SQLite reads files, and its schema runs no code.
func (im *importer) database(format Format, members []member, f func(ctx context.Context, db *dbFile) error) error {
	if len(members) != 1 {
		return errNotThis(format)
	}
	head, err := im.archive.head(members[0], 16)
	if err != nil {
		return err
	}
	if !isSQLite(&sample{head: head}) {
		return errNotThis(format)
	}
	return withDatabase(im.archive, members[0], f)
}

func withDatabase(a *archive, m member, f func(ctx context.Context, db *dbFile) error) error {
	dir, err := os.MkdirTemp("", "ippo-import-")
	if err != nil {
		return errNoRoom(err)
	}
	defer os.RemoveAll(dir) //nolint:errcheck // the system clears its temporary folder
	file := filepath.Join(dir, "copy.db")
	if err := a.read(m, func(r io.Reader) error { return copyTo(file, r) }); err != nil {
		return err
	}
	db, err := sql.Open("sqlite", readOnlyDSN(file))
	if err != nil {
		return fmt.Errorf("open the copy: %w", err)
	}
	defer db.Close() //nolint:errcheck // only read from
	ctx := context.Background()
	conn, err := db.Conn(ctx)
	if err != nil {
		return errDamaged(err)
	}
	defer conn.Close() //nolint:errcheck // only read from
	const length = 0   // SQLITE_LIMIT_LENGTH: a row or a text that is longer is an error
	if _, err := sqlite.Limit(conn, length, maxText); err != nil {
		return fmt.Errorf("limit the copy: %w", err)
	}
	return asDamage(f(ctx, &dbFile{conn}))
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
		"?mode=ro&immutable=1&_pragma=query_only(1)&_pragma=trusted_schema(0)&_pragma=temp_store(1)"
}

func copyTo(file string, r io.Reader) error {
	f, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return errNoRoom(err)
	}
	w := &roomWriter{f: f}
	_, err = io.Copy(w, r)
	if w.err != nil {
		err = errNoRoom(w.err)
	}
	if closed := f.Close(); err == nil && closed != nil {
		err = errNoRoom(closed)
	}
	return err
}

// roomWriter tells the errors of writing from those of reading.
type roomWriter struct {
	f   *os.File
	err error
}

func (w *roomWriter) Write(p []byte) (int, error) {
	n, err := w.f.Write(p)
	w.err = err
	return n, err
}

// columns of a real table; none for a view, for a table that is a program of its
// own, or where there is no such table. Columns that are computed do not count.
func (d *dbFile) columns(ctx context.Context, table string) (map[string]bool, error) {
	rows, err := d.QueryContext(ctx, `
		select lower(c.name) from sqlite_master t, pragma_table_info(t.name) c
		where t.type = 'table' and t.sql not like 'create virtual%' and lower(t.name) = lower($1)`, table)
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

// has says whether there are tables of these names.
func (d *dbFile) has(ctx context.Context, tables ...string) bool {
	for _, name := range tables {
		if c, err := d.columns(ctx, name); err != nil || len(c) == 0 {
			return false
		}
	}
	return true
}

// rows walks the answers of a query, which scan takes one by one.
func (d *dbFile) rows(ctx context.Context, query string, scan func(*sql.Rows) error) error {
	rows, err := d.QueryContext(ctx, query)
	if err != nil {
		return err
	}
	defer rows.Close() //nolint:errcheck // rows.Err tells
	for rows.Next() {
		if err := scan(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// numberOf, floatOf and textOf are SQL for a column that may be missing or hold
// something of another type: null then.
func numberOf(columns map[string]bool, name string) string {
	if !columns[name] {
		return "null"
	}
	return "case when typeof(\"" + name + "\") in ('integer', 'real') then cast(\"" + name + "\" as integer) end"
}

func floatOf(columns map[string]bool, name string) string {
	if !columns[name] {
		return "null"
	}
	return "case when typeof(\"" + name + "\") in ('integer', 'real') then cast(\"" + name + "\" as real) end"
}

func textOf(columns map[string]bool, name string) string {
	if !columns[name] {
		return "null"
	}
	return "cast(substr(cast(\"" + name + "\" as blob), 1, 100000) as text)"
}
