package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"regexp"
	"slices"
	"strings"

	"github.com/pressly/goose/v3"

	"github.com/ippo-app/ippo/internal/goal"
)

// shapes are sums of what the migrations make, by schema: to work them out
// anew at every start would cost more than the start. A test holds them to the
// migrations.
func shapes() map[int64]string {
	return map[int64]string{1: "dcb294725d8fc4e3", 2: "b01ef8290c808b97", 3: "48cb0a571d41b3ed", 4: "998ad0e6049f56a9", 5: "ee5bdea04a96b573", 6: "aa5f81551ff43c15", 7: "e49a356d3ee37753"}
}

// part is one object of a schema: a table, an index, a trigger or a view.
type part struct{ kind, name, table, sql string }

func (p part) String() string { return p.kind + " " + p.name }

// allowed are parts that are not of the migrations: what the engine and goose
// keep for themselves, and the two tables of Litestream.
var (
	ofEngine = regexp.MustCompile(`^sqlite_(sequence|autoindex_[a-z_]+_[0-9]+|stat[0-9])$`)
	replica  = regexp.MustCompile(`(?i)^create table \W?_litestream_(seq|lock)\W? \([a-z0-9, ]*\)$`)
)

func (p part) foreign() bool {
	switch {
	case ofEngine.MatchString(p.name) && (p.kind == "table" || p.kind == "index"):
		return false
	case strings.HasPrefix(p.name, "_litestream_") && p.kind == "table":
		return !replica.MatchString(p.sql)
	}
	return true
}

// partsOf a database that have to be those of the migrations.
func partsOf(ctx context.Context, q queryer) (all []part, err error) {
	rows, err := q.QueryContext(ctx, `select type, name, tbl_name, coalesce(sql, '') from sqlite_schema order by type, name`)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var p part
		if err := rows.Scan(&p.kind, &p.name, &p.table, &p.sql); err != nil {
			return nil, damaged(err)
		}
		if p.name == versionTable && p.kind == "table" {
			p.sql = "" // goose's own, as its release of that time wrote it
		}
		if p.foreign() {
			all = append(all, p)
		}
	}
	return all, rows.Err()
}

func sumOf(all []part) string {
	h := sha256.New()
	for _, p := range all {
		for _, s := range []string{p.kind, p.name, p.table, p.sql} {
			h.Write([]byte(s)) // a hash takes everything
			h.Write([]byte{0})
		}
	}
	return hex.EncodeToString(h.Sum(nil)[:checksumBytes])
}

// checkShape holds the schema of a database against that of the migrations: a
// foreign trigger, view or table, or a column that was changed, is no database
// of ours (ruling 70).
func checkShape(ctx context.Context, q queryer, path string, schema int64) error {
	want, known := shapes()[schema]
	if !known {
		return nil // of a test's own migrations
	}
	got, err := partsOf(ctx, q)
	if err != nil || sumOf(got) == want {
		return err
	}
	ours, err := made(ctx, schema)
	if err != nil {
		return err
	}
	return goal.Unavailable("database", "error.store.shape", path, oddOne(ours, got))
}

// oddOne names what is there and should not be, or is missing.
func oddOne(ours, got []part) string {
	for _, p := range got {
		if !slices.Contains(ours, p) {
			return p.String()
		}
	}
	for _, p := range ours {
		if !slices.Contains(got, p) {
			return p.String()
		}
	}
	return ""
}

// made are the parts that the migrations up to a schema make.
func made(ctx context.Context, schema int64) (all []part, err error) {
	db, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	db.SetMaxOpenConns(1) // each connection would have a database of its own
	p, err := (migrations{embedded, newest}).provider(db, goose.DialectSQLite3)
	if err != nil {
		return nil, err
	}
	if _, err := p.UpTo(ctx, schema); err != nil {
		return nil, err
	}
	return partsOf(ctx, db)
}
