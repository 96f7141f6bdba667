// Package replication holds one test: whether Litestream, which copies a SQLite
// database to another place all the time, works beside ippo. It is a module of
// its own, so that the program depends on none of it.
package replication
