package store

import (
	"testing"

	"github.com/ippo-app/ippo/internal/store/storetest"
)

// Ruling 147: two nodes on one PostgreSQL send one reminder a person and day.
func TestRuling147TwoNodes(t *testing.T) {
	address := storetest.Postgres(t)
	storetest.TwoNodes(t, open(t, address), open(t, address))
}
