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
)

// tooLong ends a program that hangs.
const tooLong = time.Minute

// house is where the faults happen.
type house struct {
	root     string // of the repository
	dir      string // scratch
	binary   string
	rng      *rand.Rand
	progress io.Writer
	made     int  // databases so far
	quick    bool // as the tests run it: short loads, and not every kill looked into
	leave    []func()
}

// newHouse builds the program as a release is built.
func newHouse(ctx context.Context, dir string, seed uint64, progress io.Writer) (*house, error) {
	root, err := moduleRoot()
	if err != nil {
		return nil, err
	}
	rng := rand.New(rand.NewPCG(seed, seed)) //nolint:gosec // moments that can be repeated, no secrets
	h := &house{root: root, dir: dir, binary: filepath.Join(dir, "ippo"), rng: rng, progress: progress}
	h.say("building ippo")
	build := exec.CommandContext(ctx, "go", "build", "-o", h.binary, ".") //nolint:gosec // our own program
	build.Dir = root
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if said, err := build.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("go build: %w\n%s", err, said)
	}
	return h, nil
}

func (h *house) say(format string, args ...any) { fmt.Fprintf(h.progress, format+"\n", args...) }

// tidy takes away what a fault left behind, such as a mounted disk.
func (h *house) tidy() {
	for _, f := range h.leave {
		f()
	}
	h.leave = nil
}

// path of a new file of the scratch folder.
func (h *house) path(name string) string {
	h.made++
	return filepath.Join(h.dir, fmt.Sprintf("%d-%s", h.made, name))
}

// between answers a random time.
func (h *house) between(least, most time.Duration) time.Duration {
	return least + time.Duration(h.rng.Int64N(int64(most-least)+1))
}

// said is what became of a process that ran to its end, or was killed.
type said struct {
	out, err string
	code     int // -1 when it was killed
	took     time.Duration
}

func (s said) good() bool { return s.code == 0 }

// plain says whether an error was told as the house tells it: one line, one
// exit code, nothing on standard output.
func (s said) plain() bool {
	return s.code == 1 && s.out == "" && strings.HasPrefix(s.err, "ippo: ") && strings.Count(s.err, "\n") == 1 &&
		!strings.Contains(s.err, "Something went wrong")
}

// environment of a process: its database, its clock and its zone.
func (h *house) environment(database string, now time.Time, zone string) []string {
	return []string{
		"IPPO_DATABASE=" + database, "IPPO_NOW=" + now.Format(time.RFC3339), "TZ=" + zone, "HOME=" + h.dir,
		"PATH=" + os.Getenv("PATH"), "NO_COLOR=1", "LANG=en_GB.UTF-8",
	}
}

// run starts the program and waits for it; ctx kills it.
func (h *house) run(ctx context.Context, env []string, args ...string) (said, error) {
	ctx, cancel := context.WithTimeout(ctx, tooLong)
	defer cancel()
	c := exec.CommandContext(ctx, h.binary, args...) //nolint:gosec // our own program
	c.Env = env
	var out, err bytes.Buffer
	c.Stdout, c.Stderr = &out, &err
	began := time.Now() //nolint:forbidigo // a bench measures
	end := c.Run()
	s := said{out.String(), err.String(), c.ProcessState.ExitCode(), time.Since(began)}
	if strings.Contains(s.err, "panic:") || strings.Contains(s.err, "goroutine ") {
		return s, fmt.Errorf("ippo %v panics:\n%s", args, s.err)
	}
	if _, ok := errors.AsType[*exec.ExitError](end); ok || end == nil || ctx.Err() != nil {
		return s, nil
	}
	return s, end
}

// killed runs the program and kills it after a while, if it has not ended.
func (h *house) killed(ctx context.Context, after time.Duration, env []string, args ...string) (said, error) {
	short, cancel := context.WithTimeout(ctx, after)
	defer cancel()
	s, err := h.run(short, env, args...)
	return s, errors.Join(err, ctx.Err())
}

// must runs a command that has to work.
func (h *house) must(ctx context.Context, env []string, args ...string) (said, error) {
	s, err := h.run(ctx, env, args...)
	if err == nil && !s.good() {
		err = fmt.Errorf("ippo %s: exit %d after %s: %s", strings.Join(args, " "), s.code, s.took, s.err)
	}
	return s, err
}

// moduleRoot is the folder of go.mod, at or above where we are.
func moduleRoot() (string, error) {
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir, nil
		}
		up := filepath.Dir(dir)
		if up == dir {
			return "", errors.New("not run inside the repository")
		}
		dir = up
	}
}

// copyFile copies a file, readable by nobody else.
func copyFile(to, from string) error {
	b, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	return os.WriteFile(to, b, 0o600)
}

func sleep(ctx context.Context, d time.Duration) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(d):
		return nil
	}
}
