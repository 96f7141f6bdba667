// Bench measures the program and prints measured / target, line by line, in
// one run: what counts are ratios to things measured beside it.
//
//	go run ./bench
//
// Numbers mean something on a quiet machine only.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"time"

	"github.com/ippo-app/ippo/bench/internal/lab"
)

func main() {
	if len(os.Args) == 3 && os.Args[1] == helloServer {
		sayHello(os.Args[2])
		return
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := bench(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	if err != nil {
		if !errors.Is(err, flag.ErrHelp) {
			fmt.Fprintln(os.Stderr, "bench:", err)
		}
		os.Exit(1)
	}
}

// wish is what the command line asks for.
type wish struct {
	rounds int
	span   time.Duration
	only   string
	harsh  string
	keep   bool
}

func readWish(args []string, stderr io.Writer) (wish, error) {
	var w wish
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.IntVar(&w.rounds, "rounds", 41, "how often each command is run")
	flags.DurationVar(&w.span, "span", 5*time.Second, "how long each load of the server lasts")
	flags.StringVar(&w.only, "only", "", "parts to run, with commas: size, commands, import, workbook, server; and millions, which is run only when asked for")
	flags.StringVar(&w.harsh, "harsh", "latest", "version of harsh to install, or the path of its binary, or none")
	flags.BoolVar(&w.keep, "keep", false, "leave the scratch folder behind and say where it is")
	if err := flags.Parse(args); err != nil {
		return w, err
	}
	switch {
	case flags.NArg() > 0:
		return w, fmt.Errorf("%q is not understood", flags.Arg(0))
	case w.rounds < 3:
		return w, errors.New("at least 3 rounds are needed")
	case w.span < time.Second:
		return w, errors.New("a load lasts at least a second")
	}
	return w, nil
}

// wants says whether a part is asked for.
func (w wish) wants(part string) bool {
	return w.only == "" && part != "millions" || strings.Contains(","+w.only+",", ","+part+",")
}

// bench runs the parts one after the other.
func bench(ctx context.Context, args []string, stdout, stderr io.Writer) (err error) {
	w, err := readWish(args, stderr)
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "ippo-bench-")
	if err != nil {
		return err
	}
	if w.keep {
		fmt.Fprintln(stderr, dir)
	} else {
		defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	}
	b := &place{wish: w, dir: dir, progress: stderr, out: sheet{out: stdout}}
	if err := b.build(ctx); err != nil {
		return err
	}
	b.out.head()
	for _, part := range []struct {
		name string
		run  func(context.Context) error
	}{{"size", b.size}, {"commands", b.commands}, {"import", b.imports}, {"workbook", b.books}, {"server", b.server}, {"millions", b.millions}} {
		if !w.wants(part.name) {
			continue
		}
		if err := part.run(ctx); err != nil {
			return fmt.Errorf("%s: %w", part.name, err)
		}
	}
	b.out.end()
	return nil
}

// place is where the bench works.
type place struct {
	wish
	dir      string
	progress io.Writer
	out      sheet
	seeded   map[int]string // databases by years
}

func (b *place) path(name string) string { return filepath.Join(b.dir, name) }

func (b *place) say(format string, args ...any) { fmt.Fprintf(b.progress, format+"\n", args...) }

// build makes the binaries that are measured, as a release is built.
func (b *place) build(ctx context.Context) error {
	for name, pkg := range map[string]string{"ippo": ".", "hello": "./bench/hello"} {
		b.say("building %s", name)
		if err := lab.Build(ctx, b.path(name), pkg, "-trimpath", "-ldflags", "-s -w"); err != nil {
			return err
		}
	}
	return nil
}
