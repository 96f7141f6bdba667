package store

import (
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/ippo-app/ippo/internal/goal"
)

// Codes of SQLite, as far as this room looks at them.
const (
	liteBusy       = 5
	liteLocked     = 6
	liteReadonly   = 8
	liteIOErr      = 10
	liteCorrupt    = 11
	liteFull       = 13
	liteCantOpen   = 14
	liteProtocol   = 15
	liteNotADB     = 26
	liteUnique     = 2067
	litePrimaryKey = 1555
	liteHotJournal = 776 // SQLITE_READONLY_ROLLBACK

	pgUnique = "23505"
)

// errDamaged marks a row that no program of ours has written so.
var errDamaged = errors.New("a row is damaged")

// damaged turns an error of reading a stored value into that of its row.
func damaged(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%w: %s", errDamaged, err.Error()) // the value itself is no refusal of ours
}

// liteCode is the number that SQLite gave an error.
func liteCode(err error) (int, bool) {
	type coded interface {
		error
		Code() int
	}
	if e, ok := errors.AsType[coded](err); ok {
		return e.Code(), true
	}
	return 0, false
}

func isUnique(err error) bool {
	if c, ok := liteCode(err); ok {
		return c == liteUnique || c == litePrimaryKey
	}
	var e *pgconn.PgError
	return errors.As(err, &e) && e.Code == pgUnique
}

// classify turns an engine's error into a sentence that says what to do.
// Refusals and errors that nobody can mend pass through.
func classify(err error, where string) error {
	if err == nil || mine(err) {
		return err
	}
	if t := troubleOf(err); t.key != "" {
		return goal.Unavailable("database", t.key, where)
	}
	return err
}
