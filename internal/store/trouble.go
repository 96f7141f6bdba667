package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"io/fs"
	"net"
	"syscall"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/ippo-app/ippo/internal/goal"
)

// trouble is what an engine's error means to whoever asked (ruling 71).
type trouble struct {
	key   string // of the sentence; empty: nobody can mend it
	again bool   // the same transaction may go through when it is run once more
	lost  bool   // the connection is of no use any more
}

// Sentences of the troubles.
const (
	keyBusy        = "error.store.busy"
	keyReadonly    = "error.store.readonly"
	keyDamaged     = "error.store.damaged"
	keyFull        = "error.store.full"
	keyOpen        = "error.store.open"
	keyNotOurs     = "error.store.not_a_database"
	keyUnreachable = "error.store.unreachable"
	keyShut        = "error.store.shut_out"
)

// unreachable is a server that is gone, that starts, or that has become a
// standby: another connection may find the one that answers.
var unreachable = trouble{key: keyUnreachable, again: true, lost: true} //nolint:gochecknoglobals // a table that nobody writes

// liteTroubles by SQLite's primary code. Busy has been waited for already.
var liteTroubles = map[int]trouble{ //nolint:gochecknoglobals // a table that nobody writes
	liteBusy:     {key: keyBusy},
	liteLocked:   {key: keyBusy, again: true},
	liteReadonly: {key: keyReadonly},
	liteIOErr:    {key: keyFull, again: true},
	liteCorrupt:  {key: keyDamaged},
	liteFull:     {key: keyFull},
	liteCantOpen: {key: keyOpen, again: true},
	liteProtocol: {key: keyBusy, again: true},
	liteNotADB:   {key: keyNotOurs},
}

// pgTroubles by SQLSTATE, and by its class where a class means one thing.
var pgTroubles = map[string]trouble{ //nolint:gochecknoglobals // a table that nobody writes
	"40001": {key: keyBusy, again: true}, // serialization failure
	"40P01": {key: keyBusy, again: true}, // deadlock
	"55P03": {key: keyBusy, again: true}, // lock not available
	"57014": {key: keyBusy},              // cancelled: it took too long
	"57P01": unreachable,                 // the backend was ended
	"57P02": unreachable,                 // another backend crashed
	"57P03": unreachable,                 // the server starts or stops
	"57P04": unreachable,                 // the database was dropped
	"57P05": unreachable,                 // idle for too long
	"25006": unreachable,                 // the server has become a standby
	"25P03": unreachable,                 // idle in a transaction for too long
	"25P04": unreachable,                 // a transaction for too long
	"53100": {key: keyFull},
	"53300": {key: keyBusy, again: true, lost: true}, // too many connections
	"58030": {key: keyFull},                          // the disk does not answer
	"XX001": {key: keyDamaged},
	"XX002": {key: keyDamaged},

	"08": unreachable,
	"28": {key: keyShut}, // name or password
	"3D": {key: keyShut}, // no such database
	"53": {key: keyBusy, again: true},
}

// troubleOf an error of either engine, or of the system beneath it.
func troubleOf(err error) trouble {
	if c, ok := liteCode(err); ok {
		return liteTroubles[c&0xff]
	}
	if e, ok := errors.AsType[*pgconn.PgError](err); ok && len(e.Code) == 5 {
		if t, known := pgTroubles[e.Code]; known {
			return t
		}
		return pgTroubles[e.Code[:2]]
	}
	if errors.Is(err, errDamaged) {
		return trouble{key: keyDamaged}
	}
	if never, ok := errors.AsType[*pgconn.ConnectError](err); ok && never != nil {
		return unreachable
	}
	if key := systemKey(err); key != "" {
		return trouble{key: key}
	}
	if errors.Is(err, context.DeadlineExceeded) { // the driver closes a connection that it waited for
		return trouble{key: keyBusy, lost: true}
	}
	if lostConnection(err) {
		return unreachable
	}
	return trouble{}
}

// goneError marks an error after which the connection was found closed. What a
// closure read elsewhere ends with the same errors, so that only the connection
// itself can tell.
type goneError struct{ err error }

func (e goneError) Error() string { return "the connection is closed: " + e.err.Error() }
func (e goneError) Unwrap() error { return e.err }

// lostConnection says whether nobody is at the other end any more.
func lostConnection(err error) bool {
	if _, gone := errors.AsType[goneError](err); gone {
		return true
	}
	var broken *net.OpError
	return errors.Is(err, driver.ErrBadConn) || errors.Is(err, sql.ErrConnDone) || errors.Is(err, pgconn.ErrConnClosed) ||
		errors.As(err, &broken)
}

// systemKey names the sentence for what the system says of a file beside the
// database, such as a lock or a copy.
func systemKey(err error) string {
	switch {
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return keyReadonly
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT), errors.Is(err, syscall.EIO):
		return keyFull
	}
	return ""
}

// unsureError marks a transaction whose commit was begun and whose end nobody
// was told.
type unsureError struct{ err error }

func (e unsureError) Error() string { return "the end of a commit is not known: " + e.err.Error() }
func (e unsureError) Unwrap() error { return e.err }

// commitFailed sorts the error of a commit. An engine that says why it did not
// commit has not; a connection that broke, or a disk that did not answer, may
// have done it all the same. The driver's word that nothing was sent is not
// taken: it says so of a connection that broke while it waited for the answer.
func commitFailed(err error) error {
	if err == nil {
		return nil
	}
	c, lite := liteCode(err)
	said, pg := errors.AsType[*pgconn.PgError](err)
	switch {
	case lite && c&0xff != liteIOErr, pg && said != nil && !troubleOf(err).lost, errors.Is(err, sql.ErrTxDone):
		return err
	}
	return unsureError{err}
}

// unsure says whether a commit may have gone through.
func unsure(err error) bool {
	_, ok := errors.AsType[unsureError](err)
	return ok
}

// breaks says whether an error of a part of a transaction ends all of it: the
// engine's own trouble, or the end of the time it has.
func breaks(ctx context.Context, err error) bool {
	if mine(err) {
		return false
	}
	_, lite := liteCode(err)
	return lite || troubleOf(err) != trouble{} || ctx.Err() != nil
}

// verdict says whether a run of a transaction has told what is so: it was
// written, or refused in a state that does not hold it. Whoever was unsure
// before knows it then, since what is asked carries its id.
func verdict(err error) bool { return err == nil || mine(err) }

// mine says whether the error is a refusal rather than the database's trouble.
func mine(err error) bool {
	_, ok := errors.AsType[*goal.Error](err)
	return ok
}
