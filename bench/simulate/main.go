// Simulate compares the weekly review with plans that never change, in people
// who exist only here (method 12). It prints what it found; with -write it puts
// the tables into the document between their markers, if everything that was
// decided beforehand still is as it was.
//
//	go run ./bench/simulate
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"runtime"
	"runtime/debug"
	"time"
)

func main() {
	if err := simulate(os.Args[1:], os.Stdout, os.Stderr); err != nil {
		if !errors.Is(err, flag.ErrHelp) {
			fmt.Fprintln(os.Stderr, "simulate:", err)
		}
		os.Exit(1)
	}
}

// wish is what the command line asks for.
type wish struct {
	seed           string
	worlds, people int
	cores          int
	write, only    string
	hash           bool
}

func readWish(args []string, f frozen, stderr io.Writer) (wish, error) {
	var w wish
	flags := flag.NewFlagSet("simulate", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.StringVar(&w.seed, "seed", "report", "which of the frozen seeds: develop or report")
	flags.IntVar(&w.worlds, "worlds", f.Worlds, "number of worlds")
	flags.IntVar(&w.people, "people", f.People, "people in each world")
	flags.IntVar(&w.cores, "cores", runtime.NumCPU(), "cores to use; the results do not depend on it")
	flags.StringVar(&w.only, "only", "", "run one setting alone")
	flags.StringVar(&w.write, "write", "", "put the tables into this document, between its markers")
	flags.BoolVar(&w.hash, "hash", false, "print the hashes of the frozen file and of the rules, and stop")
	if err := flags.Parse(args); err != nil {
		return w, err
	}
	switch {
	case flags.NArg() > 0:
		return w, fmt.Errorf("%q is not understood", flags.Arg(0))
	case f.Seeds[w.seed] == 0:
		return w, fmt.Errorf("there is no seed called %q", w.seed)
	case w.worlds < 3 || w.people < 1:
		return w, errors.New("at least 3 worlds and 1 person are needed")
	}
	return w, nil
}

// full says whether the wish is the run that the frozen file describes.
func (w wish) full(f frozen) bool {
	return w.seed == "report" && w.worlds == f.Worlds && w.people == f.People && w.only == ""
}

func simulate(args []string, stdout, stderr io.Writer) error {
	f, err := readFrozen()
	if err != nil {
		return err
	}
	w, err := readWish(args, f, stderr)
	if err != nil {
		return err
	}
	here := readProvenance(f)
	fmt.Fprintf(stdout, "frozen file  %s\nrules        %s\nbehaviour    %s\n", frozenHash(), here.says(), here.does)
	if w.hash {
		return nil
	}
	if w.write != "" {
		if err := here.mayWrite(w.full(f)); err != nil {
			return err
		}
	}
	debug.SetGCPercent(400)             // many small values that die at once
	began, cpu := time.Now(), cpuTime() //nolint:forbidigo // a bench measures
	r := report{frozen: f, here: here, wish: w}
	r.gates, err = gates(f, f.Seeds[w.seed], gateWorlds, gateEach)
	if err != nil {
		return err
	}
	for _, g := range r.gates {
		if !g.Passed {
			return fmt.Errorf("gate %d is not passed, so nothing is compared: %s: %s", g.Number, g.Says, g.Found)
		}
	}
	for _, st := range f.Settings {
		if w.only != "" && w.only != st.Name {
			continue
		}
		o, err := runSetting(f, st, size{f.Seeds[w.seed], w.worlds, w.people, w.cores})
		if err != nil {
			return err
		}
		r.outcomes = append(r.outcomes, o)
		fmt.Fprintf(stderr, "%-13s done after %.0f s\n", st.Name, time.Since(began).Seconds())
	}
	fmt.Fprintln(stdout)
	text := r.text()
	if _, err := io.WriteString(stdout, text); err != nil {
		return err
	}
	fmt.Fprintf(stdout, "\n%.0f s on %d cores, %.0f s of processor time\n", time.Since(began).Seconds(), w.cores, (cpuTime() - cpu).Seconds())
	if w.write == "" {
		return nil
	}
	return writeBetween(w.write, text)
}

// The gates look at a part of the trial-like setting.
const (
	gateWorlds = 60
	gateEach   = 60
)
