package store

import (
	"context"
	"database/sql"
	"net/url"
	"path/filepath"
	"testing"
	"time"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/store/storetest"
)

func TestRuling71SQLiteStandsFaults(t *testing.T) {
	storetest.RunFaults(t, "../app", func(tb testing.TB) (app.Store, *storetest.Breaker) {
		tb.Helper()
		path := filepath.Join(tb.TempDir(), "ippo.db")
		s := open(tb, path).(*sqliteStore)
		broken, b, err := storetest.BreakSQLite(dsn(path, false))
		if err != nil {
			tb.Fatal(err)
		}
		broken.SetMaxOpenConns(1)
		whole := s.db
		s.db, s.writer.db, s.writer.known = broken, broken, newPrepared(broken)
		tb.Cleanup(func() {
			if err := whole.Close(); err != nil {
				tb.Error(err)
			}
		})
		return s, b
	})
}

func TestRuling71PostgresStandsFaults(t *testing.T) {
	storetest.RunFaults(t, "../app", func(tb testing.TB) (app.Store, *storetest.Breaker) {
		tb.Helper()
		address, b := storetest.BreakPostgres(tb, storetest.Postgres(tb))
		return unhurried(tb, address), b
	})
}

// unhurried is a store that tries as often as any other, without a pause, and
// lets a slow machine take its time: what is tried here is not how long it waits.
func unhurried(tb testing.TB, address string) *postgresStore {
	tb.Helper()
	u, err := url.Parse(address)
	if err != nil {
		tb.Fatal(err)
	}
	q := u.Query()
	q.Set("connect_timeout", "60")
	u.RawQuery = q.Encode()
	s := open(tb, u.String()).(*postgresStore)
	s.pauses, s.txMost = make([]time.Duration, len(pauses())), time.Minute
	return s
}

// Backends are ended at random while others write: at every answer, one more.
func TestRuling71BackendsAreEnded(t *testing.T) {
	address := storetest.Postgres(t)
	s := unhurried(t, address)
	admin, err := sql.Open("pgx", address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = admin.Close() })
	ended := 0
	mine := make(chan struct{}, 1)
	storetest.Load(t, s, func() {}, func() {
		mine <- struct{}{}
		defer func() { <-mine }()
		var gone bool
		err := admin.QueryRowContext(context.Background(), `select pg_terminate_backend(pid) from pg_stat_activity
			where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'
			order by (state = 'active') desc, random() limit 1`).Scan(&gone)
		if err == nil && gone {
			ended++
		}
	})
	t.Logf("%d backends were ended", ended)
	if ended < 50 {
		t.Errorf("only %d backends were ended", ended)
	}
}
