package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// tooLong ends a command that hangs.
const tooLong = 15 * time.Minute

// command is a process to run.
type command struct {
	dir, name string
	args, env []string
	input     string
	// started is called beside the process; over is closed at its end.
	started func(pid int, over <-chan struct{})
}

// run starts a process and waits for it; what it says is returned, and part of
// the error when it does not end well.
func run(ctx context.Context, c command) (string, error) {
	_, said, err := timed(ctx, c)
	return said, err
}

// timed is run with how long it took, from before its start to after its end.
func timed(ctx context.Context, c command) (time.Duration, string, error) {
	ctx, cancel := context.WithTimeout(ctx, tooLong)
	defer cancel()
	cmd := exec.CommandContext(ctx, c.name, c.args...) //nolint:gosec // our own commands
	cmd.Dir = c.dir
	cmd.Env = append(os.Environ(), c.env...)
	cmd.Stdin = strings.NewReader(c.input)
	if c.input == "" {
		cmd.Stdin = nil
	}
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &said
	began := time.Now() //nolint:forbidigo // a bench measures
	err := cmd.Start()
	if err == nil && c.started != nil {
		over := make(chan struct{})
		go c.started(cmd.Process.Pid, over)
		defer close(over)
	}
	if err == nil {
		err = cmd.Wait()
	}
	took := time.Since(began)
	if err != nil {
		return took, said.String(), fmt.Errorf("%s %s: %w\n%s", filepath.Base(c.name), strings.Join(c.args, " "), err, said.String())
	}
	return took, said.String(), nil
}

// race is a command that is run many times, in turn with others.
type race struct {
	name   string
	before func(round int) error // not timed
	make   func(round int) command
	times  []time.Duration
}

// median of the times, in milliseconds.
func (r *race) median() float64 { return milliseconds(quantile(r.times, 0.5)) }

// runRaces runs all of them in turn, round after round, so that a busy moment
// hits them alike. The first round is not counted.
func runRaces(ctx context.Context, rounds int, races []*race) error {
	for round := range rounds + 1 {
		for i := range races {
			r := races[(i+round)%len(races)]
			if r.before != nil {
				if err := r.before(round); err != nil {
					return err
				}
			}
			took, _, err := timed(ctx, r.make(round))
			if err != nil {
				return err
			}
			if round > 0 {
				r.times = append(r.times, took)
			}
		}
	}
	return nil
}
