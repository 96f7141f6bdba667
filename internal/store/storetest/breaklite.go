package storetest

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"sync/atomic"
)

// SQLite's codes of what may pass, by the side of the commit that they are met
// at. A full disk is met before anything counts as written; a disk that did not
// answer the last sync may have kept all of it.
func liteCodes(s Side) []int {
	switch s {
	case AtBegin:
		return []int{6, 10, 14, 15, 5, 13}
	case BeforeCommit:
		return []int{5, 10 | 3<<8, 13, 6}
	case AfterCommit:
		return []int{10 | 4<<8}
	default:
		return nil
	}
}

// liteError is what SQLite says, as its driver hands it on.
type liteError int

func (e liteError) Error() string { return fmt.Sprintf("a broken transaction (%d)", int(e)) }
func (e liteError) Code() int     { return int(e) }

// BreakSQLite opens a SQLite database whose transactions a Breaker breaks with
// SQLite's own transient errors, in turn.
func BreakSQLite(dsn string) (*sql.DB, *Breaker, error) {
	plain, err := sql.Open("sqlite", dsn)
	if err != nil {
		return nil, nil, err
	}
	b := &Breaker{}
	c := &liteConnector{driver: plain.Driver(), dsn: dsn, breaker: b}
	return sql.OpenDB(c), b, plain.Close()
}

type liteConnector struct {
	driver  driver.Driver
	dsn     string
	breaker *Breaker
	turn    [AfterCommit + 1]atomic.Int64
}

func (c *liteConnector) Driver() driver.Driver { return c.driver }

func (c *liteConnector) Connect(context.Context) (driver.Conn, error) {
	inner, err := c.driver.Open(c.dsn)
	if err != nil {
		return nil, err
	}
	whole, ok := inner.(liteInner)
	if !ok {
		return nil, errors.Join(errors.New("the driver has changed"), inner.Close())
	}
	return &liteConn{whole, c}, nil
}

// fault is the next of a side's codes.
func (c *liteConnector) fault(s Side) error {
	codes := liteCodes(s)
	return liteError(codes[int(c.turn[s].Add(1)-1)%len(codes)])
}

// liteInner is what our driver can do.
type liteInner interface {
	driver.Conn
	driver.ConnBeginTx
	driver.ConnPrepareContext
	driver.ExecerContext
	driver.QueryerContext
	driver.SessionResetter
	driver.Validator
}

type liteConn struct {
	liteInner
	from *liteConnector
}

func (c *liteConn) BeginTx(ctx context.Context, opts driver.TxOptions) (driver.Tx, error) {
	if opts.ReadOnly {
		return c.liteInner.BeginTx(ctx, opts)
	}
	if s := c.from.breaker.breaks(AtBegin); s != Nowhere {
		return nil, c.from.fault(s)
	}
	t, err := c.liteInner.BeginTx(ctx, opts)
	if err != nil {
		return nil, err
	}
	return &liteTx{t, c.from}, nil
}

type liteTx struct {
	driver.Tx
	from *liteConnector
}

func (t *liteTx) Commit() error {
	switch s := t.from.breaker.breaks(BeforeCommit, AfterCommit); s {
	case BeforeCommit:
		return errors.Join(t.from.fault(s), t.Rollback())
	case AfterCommit:
		return errors.Join(t.from.fault(s), t.Tx.Commit())
	default:
		return t.Tx.Commit()
	}
}
