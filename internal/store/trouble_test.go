package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"syscall"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
)

type liteError int

func (e liteError) Error() string { return fmt.Sprint("sqlite says ", int(e)) }
func (e liteError) Code() int     { return int(e) }

func pgSays(state string) error { return &pgconn.PgError{Code: state} }

// Every error of either engine that somebody can meet, what is said of it, and
// whether asking once more may help (ruling 71).
func TestRuling71Troubles(t *testing.T) {
	const again, lost = 1, 2
	for _, c := range []struct {
		err   error
		key   string
		means int
	}{
		{liteError(5), "busy", 0},
		{liteError(5 | 2<<8), "busy", 0}, // BUSY_SNAPSHOT
		{liteError(6), "busy", again},
		{liteError(8), "readonly", 0},
		{liteError(10 | 4<<8), "full", again}, // IOERR_FSYNC
		{liteError(11), "damaged", 0},
		{liteError(13), "full", 0},
		{liteError(14), "open", again},
		{liteError(15), "busy", again},
		{liteError(26), "not_a_database", 0},
		{liteError(1), "", 0},
		{pgSays("40001"), "busy", again},
		{pgSays("40P01"), "busy", again},
		{pgSays("57P01"), "unreachable", again | lost},
		{pgSays("57P02"), "unreachable", again | lost},
		{pgSays("57P03"), "unreachable", again | lost},
		{pgSays("57P04"), "unreachable", again | lost},
		{pgSays("25006"), "unreachable", again | lost},
		{pgSays("08000"), "unreachable", again | lost},
		{pgSays("08003"), "unreachable", again | lost},
		{pgSays("08006"), "unreachable", again | lost},
		{pgSays("08P01"), "unreachable", again | lost},
		{pgSays("57014"), "busy", 0},
		{pgSays("53100"), "full", 0},
		{pgSays("53200"), "busy", again},
		{pgSays("53300"), "busy", again | lost},
		{pgSays("28P01"), "shut_out", 0},
		{pgSays("3D000"), "shut_out", 0},
		{pgSays("XX001"), "damaged", 0},
		{pgSays("22021"), "", 0}, // ours to mend
		{driver.ErrBadConn, "unreachable", again | lost},
		{sql.ErrConnDone, "unreachable", again | lost},
		{pgconn.ErrConnClosed, "unreachable", again | lost},
		{goneError{io.ErrUnexpectedEOF}, "unreachable", again | lost},
		{&net.OpError{Op: "read", Err: syscall.ECONNRESET}, "unreachable", again | lost},
		{context.DeadlineExceeded, "busy", lost},
		{io.ErrUnexpectedEOF, "", 0}, // of a file that is being read, not of a connection
		{errDamaged, "damaged", 0},
		{syscall.ENOSPC, "full", 0},
		{syscall.EROFS, "readonly", 0},
		{errors.New("anything else"), "", 0},
	} {
		err := fmt.Errorf("around it: %w", c.err)
		got := troubleOf(err)
		if strings.TrimPrefix(got.key, "error.store.") != c.key || got.again != (c.means&again > 0) || got.lost != (c.means&lost > 0) {
			t.Errorf("%v: %+v", c.err, got)
		}
		var told *goal.Error
		if ok := errors.As(classify(err, "w.db"), &told); ok != (c.key != "") || ok && told.Code != goal.CodeUnavailable {
			t.Errorf("%v: said %v", c.err, told)
		}
	}
}

// What a commit that failed leaves open.
func TestRuling71TheEndOfACommit(t *testing.T) {
	for _, c := range []struct {
		err  error
		open bool
	}{
		{liteError(5), false},
		{liteError(13), false},
		{liteError(10 | 4<<8), true},
		{pgSays("40001"), false},
		{pgSays("23505"), false},
		{pgSays("57P01"), true},
		{pgSays("08006"), true},
		{io.ErrUnexpectedEOF, true},
		{pgconn.ErrConnClosed, true},
		{context.DeadlineExceeded, true},
		{sql.ErrTxDone, false},
	} {
		if unsure(commitFailed(c.err)) != c.open {
			t.Errorf("%v: open is %v", c.err, !c.open)
		}
	}
	if commitFailed(nil) != nil || !errors.Is(doubtful(true, io.EOF), app.ErrUnknown) || doubtful(true, nil) != nil || errors.Is(doubtful(false, io.EOF), app.ErrUnknown) {
		t.Error("a verdict ends the doubt, and nothing else")
	}
	if err := doubtful(true, liteError(10|3<<8)); !errors.Is(err, app.ErrUnknown) || !errors.Is(err, errDiskUnknown) {
		t.Error("a disk that is why is not named:", err)
	}
}

// The address says how many connections there may be, and how long a host is
// waited for.
func TestThePoolIsSetByTheAddress(t *testing.T) {
	for address, want := range map[string]string{
		"postgres://a@h/d":                                     "16 2s",
		"postgres://a@h/d?pool_max_conns=3":                    "3 2s",
		"postgres://a@h,i/d?connect_timeout=7&sslmode=disable": "16 7s",
		"postgres://a@h/d?pool_max_conns=0":                    "error.store.address",
		"postgres://a@h/d?pool_max_conns=many":                 "error.store.address",
	} {
		cfg, most, err := parsePostgres(address)
		var got string
		if told, ok := errors.AsType[*goal.Error](err); ok {
			got = told.Key
		} else {
			got = fmt.Sprint(most, " ", cfg.ConnectTimeout)
			if _, sent := cfg.RuntimeParams["pool_max_conns"]; sent {
				t.Error("the server is told of the pool")
			}
		}
		if got != want {
			t.Errorf("%s: %s, want %s", address, got, want)
		}
	}
}
