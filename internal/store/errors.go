package store

import (
	"errors"
	"fmt"
	"io/fs"
	"net"
	"syscall"

	"github.com/jackc/pgx/v5/pgconn"
	"modernc.org/sqlite"

	"github.com/ippo-app/ippo/internal/goal"
)

// Codes of the two engines, as far as this room looks at them.
const (
	liteBusy       = 5
	liteReadonly   = 8
	liteIOErr      = 10
	liteCorrupt    = 11
	liteFull       = 13
	liteCantOpen   = 14
	liteNotADB     = 26
	liteUnique     = 2067
	litePrimaryKey = 1555
	liteHotJournal = 776 // SQLITE_READONLY_ROLLBACK

	pgUnique        = "23505"
	pgSerialization = "40001"
	pgDeadlock      = "40P01"
	pgDiskFull      = "53100"
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

func liteCode(err error) (int, bool) {
	if e, ok := errors.AsType[*sqlite.Error](err); ok {
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

// again says whether PostgreSQL asks for the transaction once more.
func again(err error) bool {
	var e *pgconn.PgError
	return errors.As(err, &e) && (e.Code == pgSerialization || e.Code == pgDeadlock)
}

// mine says whether the error is a refusal rather than the database's trouble.
func mine(err error) bool {
	var e *goal.Error
	return errors.As(err, &e)
}

// classify turns an engine's error into a sentence that says what to do.
// Refusals and errors that nobody can mend pass through.
func classify(err error, where string) error {
	if err == nil || mine(err) {
		return err
	}
	if c, ok := liteCode(err); ok {
		switch c & 0xff {
		case liteBusy:
			return goal.Unavailable("database", "error.store.busy", where)
		case liteReadonly:
			return goal.Unavailable("database", "error.store.readonly", where)
		case liteCorrupt:
			return goal.Unavailable("database", "error.store.damaged", where)
		case liteFull, liteIOErr:
			return goal.Unavailable("database", "error.store.full", where)
		case liteCantOpen:
			return goal.Unavailable("database", "error.store.open", where)
		case liteNotADB:
			return goal.Unavailable("database", "error.store.not_a_database", where)
		}
		return err
	}
	if errors.Is(err, errDamaged) {
		return goal.Unavailable("database", "error.store.damaged", where)
	}
	if key := systemKey(err); key != "" {
		return goal.Unavailable("database", key, where)
	}
	return classifyPostgres(err)
}

// systemKey names the sentence for what the system says of a file beside the
// database, such as a lock or a copy.
func systemKey(err error) string {
	switch {
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return "error.store.readonly"
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT), errors.Is(err, syscall.EIO):
		return "error.store.full"
	}
	return ""
}

func classifyPostgres(err error) error {
	if e, ok := errors.AsType[*pgconn.PgError](err); ok {
		if e.Code == pgDiskFull {
			return goal.Unavailable("database", "error.store.full", "")
		}
		return err
	}
	var c *pgconn.ConnectError
	var n *net.OpError
	if errors.As(err, &c) || errors.As(err, &n) {
		return goal.Unavailable("database", "error.store.unreachable")
	}
	return err
}
