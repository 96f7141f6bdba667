package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// around is what the program finds about itself: the repository it runs in.
type around struct {
	root   string // folder of go.mod, empty where there is none
	commit string
	rules  string // hash of the files that decide
	does   string // hash of what they do
	frozen rules
	err    error
}

// lookAround finds the repository and the hash of the rules as they are now.
func lookAround(f frozen) around {
	a := around{frozen: f.Rules}
	a.root, a.err = moduleRoot()
	if a.err != nil {
		return a
	}
	if a.rules, a.err = rulesHash(a.root, f.Rules.Files); a.err != nil {
		return a
	}
	a.does, a.err = behaviour(f)
	if out, err := a.git("rev-parse", "--short=12", "HEAD"); err == nil {
		a.commit = strings.TrimSpace(string(out))
	}
	return a
}

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

func (a around) git(args ...string) ([]byte, error) {
	cmd := exec.Command("git", args...) //nolint:gosec,noctx // fixed words, and it is over at once
	cmd.Dir = a.root
	return cmd.Output()
}

// says whether the rules are those that were frozen.
func (a around) says() string {
	switch {
	case a.err != nil:
		return "not known: " + a.err.Error()
	case a.does != a.frozen.Behaviour:
		return a.rules + " (they do not decide as those that were frozen)"
	case a.rules != a.frozen.SHA256:
		return a.rules + " (changed since they were frozen; what they decide in a sample has not)"
	}
	return a.rules + " (as frozen)"
}

// mayWrite says why no report may be written: it has to be the full run, with
// the frozen file, the model and the rules as they are committed.
func (a around) mayWrite(full bool) error {
	switch {
	case a.err != nil:
		return a.err
	case !full:
		return errors.New("only the full run with the report's seed is written down")
	case a.rules != a.frozen.SHA256, a.does != a.frozen.Behaviour:
		return errors.New("the rules or the model differ from those that were frozen: freeze them anew, commit, and choose a new seed")
	}
	committed, err := a.git("show", "HEAD:"+frozenPath)
	if err != nil {
		return fmt.Errorf("%s is not committed, so no report is written", frozenPath)
	}
	if !bytes.Equal(committed, frozenFile) {
		return fmt.Errorf("%s differs from what is committed, so no report is written", frozenPath)
	}
	changed, err := a.git("status", "--porcelain", "--", "bench/simulate", "internal/goal", "go.mod")
	if err != nil {
		return err
	}
	if len(bytes.TrimSpace(changed)) > 0 {
		return fmt.Errorf("these files differ from what is committed, so no report is written:\n%s", changed)
	}
	return nil
}

const (
	beginMarker = "<!-- simulate: begin -->"
	endMarker   = "<!-- simulate: end -->"
)

// writeBetween puts text between the markers of a document.
func writeBetween(path, text string) error {
	old, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	head, rest, ok := strings.Cut(string(old), beginMarker)
	_, tail, ended := strings.Cut(rest, endMarker)
	if !ok || !ended {
		return fmt.Errorf("%s has no place for the tables: the lines %s and %s", path, beginMarker, endMarker)
	}
	return os.WriteFile(path, []byte(head+beginMarker+"\n\n"+text+"\n"+endMarker+tail), 0o644) //nolint:gosec // a public document
}
