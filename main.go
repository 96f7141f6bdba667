//go:generate go tool -modfile=tools/go.mod templ generate -include-version=false -log-level warn

// Command ippo is a private goal system: one honest direction, one step a day.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
	"time"
	_ "time/tzdata" // a machine without zone data still knows its days

	"github.com/ippo-app/ippo/internal/cli"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	signal.Notify(make(chan os.Signal, 1), syscall.SIGPIPE) // a closed pipe is an answer that could not be printed, no end without one
	code := cli.Main(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr, os.Getenv, time.Now)
	stop()
	os.Exit(code)
}
