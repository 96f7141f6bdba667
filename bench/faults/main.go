// Faults starts the real program, does to it what happens to programs, and
// counts what it had confirmed and what is there afterwards.
//
//	go run ./bench/faults                  every fault
//	go run ./bench/faults -only kill,full  some of them
//	go run ./bench/faults -list            what there is
//
// A short run of every fault is part of make test: make test-faults.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
)

func main() {
	if code, moved := ownMounts(); moved {
		os.Exit(code)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := faults(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	if err != nil {
		if !errors.Is(err, flag.ErrHelp) {
			fmt.Fprintln(os.Stderr, "faults:", err)
		}
		os.Exit(1)
	}
}

// wish is what the command line asks for.
type wish struct {
	only       string
	times      int // how often each fault; 0 for its own number
	seed       uint64
	list, keep bool
}

func readWish(args []string, stderr io.Writer) (wish, error) {
	var w wish
	flags := flag.NewFlagSet("faults", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.StringVar(&w.only, "only", "", "faults to try, with commas")
	flags.IntVar(&w.times, "times", 0, "how often each is tried; 0 for its own number")
	flags.Uint64Var(&w.seed, "seed", 1, "of the random moments")
	flags.BoolVar(&w.list, "list", false, "say what there is")
	flags.BoolVar(&w.keep, "keep", false, "leave the scratch folder behind and say where it is")
	if err := flags.Parse(args); err != nil {
		return w, err
	}
	if flags.NArg() > 0 {
		return w, fmt.Errorf("%q is not understood", flags.Arg(0))
	}
	if w.times < 0 {
		return w, errors.New("a fault is tried once or more")
	}
	for name := range strings.SplitSeq(w.only, ",") {
		if _, ok := byName(name); !ok && name != "" {
			return w, fmt.Errorf("no fault is called %q; -list says what there is", name)
		}
	}
	return w, nil
}

// wants says whether a fault is asked for.
func (w wish) wants(name string) bool {
	return w.only == "" || strings.Contains(","+w.only+",", ","+name+",")
}

// faults tries what is asked for and prints the table. It ends with an error
// when anything was lost, doubled or damaged.
func faults(ctx context.Context, args []string, stdout, stderr io.Writer) (err error) {
	w, err := readWish(args, stderr)
	if err != nil {
		return err
	}
	if w.list {
		for _, f := range allFaults() {
			fmt.Fprintf(stdout, "%-12s %4d times  %s\n", f.name, f.times, f.what)
		}
		return nil
	}
	dir, err := os.MkdirTemp("", "ippo-faults-")
	if err != nil {
		return err
	}
	if w.keep {
		fmt.Fprintln(stderr, dir)
	} else {
		defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	}
	fl, err := newFaultLab(ctx, dir, w.seed, stderr)
	if err != nil {
		return err
	}
	return fl.try(ctx, w, stdout)
}

// try runs the faults one after the other; the table grows as they end.
func (fl *faultLab) try(ctx context.Context, w wish, out io.Writer) error {
	tableHead(out)
	bad := 0
	for _, f := range allFaults() {
		if !w.wants(f.name) {
			continue
		}
		times := f.times
		if w.times > 0 {
			times = w.times
		}
		fl.say("%s, %d times", f.name, times)
		t, err := f.run(ctx, fl, times)
		if err != nil {
			return fmt.Errorf("%s: %w", f.name, err)
		}
		t.row(out, f)
		if !t.good() {
			bad++
		}
		fl.tidy()
	}
	if bad > 0 {
		return fmt.Errorf("%d faults left something behind", bad)
	}
	return nil
}
