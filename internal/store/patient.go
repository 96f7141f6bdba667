package store

import (
	"context"
	"database/sql/driver"
	"errors"

	"github.com/jackc/pgx/v5/stdlib"
)

// lockPatience bounds how long a migration waits for a table: whoever wants the
// same table stands behind it. It is set for one transaction, since behind a pooler
// a session belongs to everybody (ruling 149).
const lockPatience = `set local lock_timeout = '2s'`

// patient are connections on which every transaction waits for locks so long and
// no longer.
type patient struct{ driver.Connector }

func patientOf(s *postgresStore) patient { return patient{stdlib.GetConnector(*s.cfg)} }

func (p patient) Connect(ctx context.Context) (driver.Conn, error) {
	c, err := p.Connector.Connect(ctx)
	if err != nil {
		return nil, err
	}
	pg, ok := c.(*stdlib.Conn)
	if !ok {
		return nil, errors.Join(errors.ErrUnsupported, c.Close())
	}
	return patientConn{pg}, nil
}

type patientConn struct{ *stdlib.Conn }

func (c patientConn) BeginTx(ctx context.Context, opts driver.TxOptions) (driver.Tx, error) {
	t, err := c.Conn.BeginTx(ctx, opts)
	if err != nil {
		return nil, err
	}
	if _, err := c.ExecContext(ctx, lockPatience, nil); err != nil {
		return nil, errors.Join(err, t.Rollback())
	}
	return t, nil
}
