package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"sync"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
)

// Check reads the whole file: see [sqliteStore.examine].
func (s *sqliteStore) Check(ctx context.Context) error { return s.examine(ctx, s.schema) }

// examine is what sound means, for the database that is open, for a backup and
// for what a restore puts in its place (ruling 70): the engine's own check, the
// schema of the migrations, every entry of the journal as it was written, none
// missing, and every table and every mark of what is undone as the journal says.
// Tables of an older schema are looked at once they are brought up to date.
func (s *sqliteStore) examine(ctx context.Context, schema int64) error {
	db, err := s.reader()
	if err != nil {
		return classify(err, s.path)
	}
	if err := checkShape(ctx, db, s.path, schema); err != nil {
		return classify(err, s.path)
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	var whole, words error
	var both sync.WaitGroup
	both.Go(func() { // it reads every page; meanwhile
		if whole = integrity(ctx, db, s.path); whole != nil {
			stop()
		}
	})
	if words = checkRows(ctx, db, schema); words == nil && schema == newest {
		words = checkTables(ctx, db, s)
	}
	both.Wait()
	if whole != nil {
		return classify(whole, s.path)
	}
	return classify(words, s.path)
}

// checkRows reads the journals, and what is kept of goals beside their documents,
// as of one moment: what others write meanwhile is no damage.
func checkRows(ctx context.Context, db *sql.DB, schema int64) error {
	t, err := db.BeginTx(ctx, &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true})
	if err != nil {
		return err
	}
	defer func() { _ = t.Rollback() }() // nothing was written
	if err := checkJournals(ctx, t, schema); err != nil || schema != newest {
		return err
	}
	return checkGoalColumns(ctx, t)
}

// checkTables holds the tables of everybody against their journals, each as of
// one moment.
func checkTables(ctx context.Context, q queryer, s app.Store) error {
	people, err := listPeople(ctx, q)
	if err != nil {
		return err
	}
	for _, p := range people {
		if err := app.Examine(ctx, s, app.PersonID(p.id)); err != nil {
			return err
		}
	}
	return nil
}

// checkGoalColumns looks whether what is kept of a goal beside its document, to
// sort it and to keep names apart, is what the document says.
func checkGoalColumns(ctx context.Context, q queryer) (err error) {
	rows, err := q.QueryContext(ctx, `select id, number, slug, status, doc from goal`)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var g, doc goal.Goal
		var text string
		if err := rows.Scan(&g.ID, &g.Number, &g.Slug, &g.Status, &text); err != nil {
			return damaged(err)
		}
		if err := json.Unmarshal([]byte(text), &doc); err != nil {
			return damaged(err)
		}
		if g.ID != doc.ID || g.Number != doc.Number || g.Slug != doc.Slug || g.Status != doc.Status {
			return goal.Unavailable("database", "error.doctor.tables")
		}
	}
	return rows.Err()
}

// checkJournals reads every journal and looks for an entry that is not what was
// written, and for one that is missing.
func checkJournals(ctx context.Context, q queryer, schema int64) error {
	people, err := listPeople(ctx, q)
	if err != nil {
		return err
	}
	for _, p := range people {
		if err := checkJournal(ctx, q, schema, p); err != nil {
			return err
		}
	}
	return nil
}

// checkJournal reads one person's: positions from 1 without a gap to the head,
// each entry with its seal, and each with the hash of what was sent. Where words
// were removed, the hash is that of the words that are gone (ruling 15).
func checkJournal(ctx context.Context, q queryer, schema int64, p personHead) (err error) {
	seal := "seal"
	if schema < checksumSchema {
		seal = "''"
	}
	rows, err := q.QueryContext(ctx, `select `+checksumColumns+`, position, `+seal+` from journal where person_id = $1 order by position`, p.id)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	unlike, last := map[string]int64{}, int64(0)
	for rows.Next() {
		var e entryText
		var position int64
		var seal string
		if err := e.scan(rows, &position, &seal); err != nil {
			return damaged(err)
		}
		if last++; position != last {
			return notWritten(last)
		}
		if seal != "" && e.checksum() != seal {
			return errDamaged
		}
		if !e.hashed() {
			unlike[e.id] = position
		}
		if e.kind == string(goal.KindWords) {
			if err := forgive(unlike, e.payload); err != nil {
				return err
			}
		}
	}
	if err := rows.Err(); err != nil {
		return err
	}
	if last != p.head {
		return notWritten(min(last, p.head) + 1)
	}
	return firstOf(unlike)
}

func firstOf(unlike map[string]int64) error {
	first := int64(0)
	for _, position := range unlike {
		if first == 0 || position < first {
			first = position
		}
	}
	if first == 0 {
		return nil
	}
	return notWritten(first)
}

// notWritten says at which entry a journal is other than it was written.
func notWritten(position int64) error {
	return goal.Unavailable("database", "error.doctor.journal", position)
}

// forgive the entries that a removal of words changed.
func forgive(unlike map[string]int64, payload string) error {
	body, err := goal.ParseBody(goal.KindWords, []byte(payload))
	if err != nil {
		return damaged(err)
	}
	if w, ok := body.(goal.RemoveWords); ok {
		for _, id := range w.From {
			delete(unlike, id)
		}
	}
	return nil
}

// hashed says whether the entry's hash is that of its words: as they are
// written, or else as this program would write them.
func (e entryText) hashed() bool {
	hash, err := goal.HashText(goal.Kind(e.kind), e.day, []byte(e.payload))
	if err == nil && hash == e.hash {
		return true
	}
	c := goal.Command{}
	if c.Day.UnmarshalText([]byte(e.day)) != nil {
		return false
	}
	if c.Body, err = goal.ParseBody(goal.Kind(e.kind), []byte(e.payload)); err != nil {
		return false
	}
	hash, err = c.Hash()
	return err == nil && hash == e.hash
}

// lookAt opens a database file that nobody writes to, without changing it or
// anything beside it.
func lookAt(path string) (*sqliteStore, error) {
	db, err := sql.Open("sqlite", immutable(path))
	if err != nil {
		return nil, classify(err, path)
	}
	db.SetMaxOpenConns(4)
	return &sqliteStore{path: path, engine: &engine{rows: sqliteRows}, pool: db, known: newPrepared(db)}, nil
}
