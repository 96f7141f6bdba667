package store

import (
	"path/filepath"
	"sync/atomic"
	"testing"

	"github.com/ippo-app/ippo/internal/store/storetest"
)

// Whoever examines a database while others write to it sees one moment of it: an
// entry that comes meanwhile is no damage (ruling 70).
func TestSQLiteIsExaminedBesideWriters(t *testing.T) {
	examinedBesideWriters(t, open(t, filepath.Join(t.TempDir(), "ippo.db")))
}

func TestPostgresIsExaminedBesideWriters(t *testing.T) {
	examinedBesideWriters(t, open(t, storetest.Postgres(t)))
}

func examinedBesideWriters(t *testing.T, s Store) {
	t.Helper()
	const checks, most = 150, 600
	var over atomic.Bool
	written := make(chan int)
	go func() {
		n := 0
		for ; n < most && !over.Load(); n++ {
			write(t, s, n, n+1)
		}
		written <- n
	}()
	for range checks {
		if err := s.Check(t.Context()); err != nil {
			t.Error(err)
		}
	}
	over.Store(true)
	if n := <-written; n < 10 {
		t.Errorf("only %d entries came meanwhile", n)
	}
}
