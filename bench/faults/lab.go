package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"github.com/ippo-app/ippo/bench/internal/lab"
)

// tooLong ends a program that hangs.
const tooLong = time.Minute

// faultLab is where the faults happen.
type faultLab struct {
	dir      string // scratch
	binary   string
	rng      *rand.Rand
	progress io.Writer
	made     int  // databases so far
	quick    bool // as the tests run it: short loads, and not every kill looked into
	leave    []func()
}

// newFaultLab builds the program as a release is built.
func newFaultLab(ctx context.Context, dir string, seed uint64, progress io.Writer) (*faultLab, error) {
	rng := rand.New(rand.NewPCG(seed, seed)) //nolint:gosec // moments that can be repeated, no secrets
	fl := &faultLab{dir: dir, binary: filepath.Join(dir, "ippo"), rng: rng, progress: progress}
	fl.say("building ippo")
	if err := lab.Build(ctx, fl.binary, "."); err != nil {
		return nil, err
	}
	return fl, nil
}

func (fl *faultLab) say(format string, args ...any) { fmt.Fprintf(fl.progress, format+"\n", args...) }

// tidy takes away what a fault left behind, such as a mounted disk.
func (fl *faultLab) tidy() {
	for _, f := range fl.leave {
		f()
	}
	fl.leave = nil
}

// path of a new file of the scratch folder.
func (fl *faultLab) path(name string) string {
	fl.made++
	return filepath.Join(fl.dir, fmt.Sprintf("%d-%s", fl.made, name))
}

// between answers a random time.
func (fl *faultLab) between(least, most time.Duration) time.Duration {
	return least + time.Duration(fl.rng.Int64N(int64(most-least)+1))
}

// result is what became of a process that ran to its end, or was killed.
type result struct {
	out, err string
	code     int // -1 when it was killed
	took     time.Duration
}

func (s result) good() bool { return s.code == 0 }

// plain says whether an error was told as the program tells it: one line, one
// exit code, nothing on standard output.
func (s result) plain() bool {
	return s.code == 1 && s.out == "" && strings.HasPrefix(s.err, "ippo: ") && strings.Count(s.err, "\n") == 1 &&
		!strings.Contains(s.err, "Something went wrong")
}

// environment of a process: its database, its clock and its zone.
func (fl *faultLab) environment(database string, now time.Time, zone string) []string {
	return append(lab.Environment(database, now, zone, fl.dir), "PATH="+os.Getenv("PATH"))
}

// run starts the program and waits for it; ctx kills it.
func (fl *faultLab) run(ctx context.Context, env []string, args ...string) (result, error) {
	ctx, cancel := context.WithTimeout(ctx, tooLong)
	defer cancel()
	c := exec.CommandContext(ctx, fl.binary, args...) //nolint:gosec // our own program
	c.Env = env
	var out, err bytes.Buffer
	c.Stdout, c.Stderr = &out, &err
	began := time.Now() //nolint:forbidigo // a bench measures
	end := c.Run()
	s := result{out.String(), err.String(), c.ProcessState.ExitCode(), time.Since(began)}
	if strings.Contains(s.err, "panic:") || strings.Contains(s.err, "goroutine ") {
		return s, fmt.Errorf("ippo %v panics:\n%s", args, s.err)
	}
	if _, ok := errors.AsType[*exec.ExitError](end); ok || end == nil || ctx.Err() != nil {
		return s, nil
	}
	return s, end
}

// killed runs the program and kills it after a while, if it has not ended.
func (fl *faultLab) killed(ctx context.Context, after time.Duration, env []string, args ...string) (result, error) {
	short, cancel := context.WithTimeout(ctx, after)
	defer cancel()
	s, err := fl.run(short, env, args...)
	return s, errors.Join(err, ctx.Err())
}

// must runs a command that has to work.
func (fl *faultLab) must(ctx context.Context, env []string, args ...string) (result, error) {
	s, err := fl.run(ctx, env, args...)
	if err == nil && !s.good() {
		err = fmt.Errorf("ippo %s: exit %d after %s: %s", strings.Join(args, " "), s.code, s.took, s.err)
	}
	return s, err
}
