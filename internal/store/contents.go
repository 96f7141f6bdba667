package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"

	"github.com/ippo-app/ippo/internal/goal"
)

// Holdings is what a database holds, in numbers by which a copy is compared
// with what it was made of.
type Holdings struct {
	Schema                        int64
	Persons, Goals, Days, Entries int64
	Rows                          int64    // of every table
	First, Last                   goal.Day // of the day logs; 0 without one
	Newest                        int64    // instant of the newest command, ms UTC; 0 without one
	Mark                          Mark
}

// sameContents says whether a database that was brought up to date still holds the same.
func (h Holdings) sameContents(other Holdings) bool {
	h.Schema, h.Rows = other.Schema, other.Rows
	return h == other
}

// Mark is where the journals of a database stand. Two databases with the same
// mark hold the same commands.
type Mark struct {
	Line     string `json:"line"`     // of the first entry of all; the copies of one history share it
	Position int64  `json:"position"` // of the newest entry; the sum, where there are several persons
	Sum      string `json:"sum"`      // another one with every entry
}

// queryer is a database, a connection or a transaction.
type queryer interface {
	rowQuerier
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// readContents counts. Every schema there was has these tables and columns.
func readContents(ctx context.Context, q queryer) (Holdings, error) {
	var h Holdings
	var err error
	if h.Schema, err = schemaOf(ctx, q); err != nil {
		return h, err
	}
	var first, last string
	err = q.QueryRowContext(ctx, `select (select count(*) from person), (select count(*) from goal),
		(select count(*) from day_log), (select count(*) from journal),
		(select coalesce(min(day), '') from day_log), (select coalesce(max(day), '') from day_log)`).
		Scan(&h.Persons, &h.Goals, &h.Days, &h.Entries, &first, &last)
	if err != nil {
		return h, err
	}
	if err := errors.Join(h.First.UnmarshalText([]byte(first)), h.Last.UnmarshalText([]byte(last))); err != nil && first+last != "" {
		return h, damaged(err)
	}
	if h.Rows, err = countRows(ctx, q); err != nil {
		return h, err
	}
	h.Mark, h.Newest, err = readMark(ctx, q)
	return h, err
}

// countRows counts the rows of every table but those of the engine, of what
// programs may write here, and of sessions and their doors, which no copy holds.
func countRows(ctx context.Context, q queryer) (int64, error) {
	var counts sql.NullString
	err := q.QueryRowContext(ctx, `select group_concat('(select count(*) from "' || name || '")', ' + ') from sqlite_master
		where type = 'table' and name not like 'sqlite_%' and name not like 'schema_version%' and name not in ('session', 'door', 'floor', 'node')`).Scan(&counts)
	if err != nil || !counts.Valid {
		return 0, err
	}
	var n int64
	err = q.QueryRowContext(ctx, `select `+counts.String).Scan(&n)
	return n, err
}

// Lengths of a mark's parts: to tell the backups of one folder apart, and to
// keep out nobody.
const (
	lineLetters = 4
	sumLetters  = 6
)

// readMark reads the ends of every person's journal.
func readMark(ctx context.Context, q queryer) (m Mark, newest int64, err error) {
	m.Line = strings.Repeat("0", lineLetters)
	people, err := listPeople(ctx, q)
	if err != nil {
		return m, 0, err
	}
	sum, begun := sha256.New(), false
	for _, p := range people {
		m.Position += p.head
		var first, last, hash string
		var at int64
		err := q.QueryRowContext(ctx, `select id from journal where person_id = $1 order by position limit 1`, p.id).Scan(&first)
		if errors.Is(err, sql.ErrNoRows) {
			continue
		}
		if err != nil {
			return m, 0, err
		}
		err = q.QueryRowContext(ctx, `select id, hash, at from journal where person_id = $1 order by position desc limit 1`, p.id).Scan(&last, &hash, &at)
		if err != nil {
			return m, 0, err
		}
		if !begun {
			begun, m.Line = true, hexPrefix(sha256.Sum256([]byte(first)), lineLetters)
		}
		newest = max(newest, at)
		_, _ = fmt.Fprintf(sum, "%q %d %q %q\n", p.id, p.head, last, hash) // a hash takes everything
	}
	m.Sum = hexPrefix([sha256.Size]byte(sum.Sum(nil)), sumLetters)
	return m, newest, nil
}

func hexPrefix(sum [sha256.Size]byte, n int) string { return hex.EncodeToString(sum[:])[:n] }

// personHead is a person and the position of their newest entry.
type personHead struct {
	id   string
	head int64
}

func listPeople(ctx context.Context, q queryer) (all []personHead, err error) {
	rows, err := q.QueryContext(ctx, `select person_id, head from person order by person_id`)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var p personHead
		if err := rows.Scan(&p.id, &p.head); err != nil {
			return nil, damaged(err)
		}
		all = append(all, p)
	}
	return all, rows.Err()
}
