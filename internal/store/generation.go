package store

import (
	"context"
	"database/sql/driver"
	"sync/atomic"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
)

// generation of the connections of a pool. When one of them is lost, those that lie
// idle are thrown away when somebody takes them up: they led to the same server. To
// have the pool close them at once, by lowering how many may lie idle, closes one
// that was handed back in that moment, too, in the hands of whoever took it next.
type generation struct{ now atomic.Int64 }

// generationKey is where a connection keeps its generation.
const generationKey = "ippo.generation"

// lost begins the next generation.
func (g *generation) lost() { g.now.Add(1) }

func (g *generation) has(c *pgx.Conn) bool {
	return c.PgConn().CustomData()[generationKey] == g.now.Load()
}

// options of a pool that keeps to the generations.
func (g *generation) options() []stdlib.OptionOpenDB {
	return []stdlib.OptionOpenDB{
		stdlib.OptionAfterConnect(func(_ context.Context, c *pgx.Conn) error {
			c.PgConn().CustomData()[generationKey] = g.now.Load()
			return nil
		}),
		stdlib.OptionResetSession(func(_ context.Context, c *pgx.Conn) error {
			if !g.has(c) {
				return driver.ErrBadConn
			}
			return nil
		}),
		stdlib.OptionShouldPing(func(_ context.Context, p stdlib.ShouldPingParams) bool {
			return p.IdleDuration > time.Second && g.has(p.Conn) // a server that stands still is not asked
		}),
	}
}
