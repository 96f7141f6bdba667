// Package storetest is what every store has to stand: one suite, run on each
// engine. It is imported by tests only.
package storetest

import (
	"context"
	"crypto/rand"
	"database/sql"
	"net/url"
	"os"
	"strings"
	"testing"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver of the throw-away server
)

// Postgres gives the address of a fresh, empty database on the server that
// IPPO_TEST_POSTGRES names; it is dropped when the test ends. Without a server
// the test fails: a missing tool is never a silent skip.
func Postgres(tb testing.TB) string {
	tb.Helper()
	admin := os.Getenv("IPPO_TEST_POSTGRES")
	if admin == "" {
		tb.Fatal("no PostgreSQL to test on: run 'make test', or set IPPO_TEST_POSTGRES to a server that may be used")
	}
	return fresh(tb, admin, admin)
}

// Pooled gives the address of a fresh, empty database behind PgBouncer, which hands
// out connections for a transaction; IPPO_TEST_POOLER names it.
func Pooled(tb testing.TB) string {
	tb.Helper()
	admin, pooler := os.Getenv("IPPO_TEST_POSTGRES"), os.Getenv("IPPO_TEST_POOLER")
	if admin == "" || pooler == "" {
		tb.Fatal("no PgBouncer to test on: run 'make test', or set IPPO_TEST_POSTGRES and IPPO_TEST_POOLER to a server and the pooler in front of it")
	}
	return fresh(tb, admin, pooler)
}

// fresh makes a database on a server, and names it as it is reached.
func fresh(tb testing.TB, admin, reached string) string {
	tb.Helper()
	name := "ippo_" + strings.ToLower(rand.Text())
	adminExec(tb, admin, "create database "+name+" encoding 'UTF8'")
	tb.Cleanup(func() { adminExec(tb, admin, "drop database if exists "+name+" with (force)") })
	u, err := url.Parse(reached)
	if err != nil {
		tb.Fatal(err)
	}
	u.Path = "/" + name
	return u.String()
}

func adminExec(tb testing.TB, address, statement string) {
	tb.Helper()
	db, err := sql.Open("pgx", address)
	if err != nil {
		tb.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	if _, err := db.ExecContext(context.Background(), statement); err != nil {
		tb.Fatal(err)
	}
}
