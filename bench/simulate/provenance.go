package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"

	"github.com/ippo-app/ippo/bench/internal/lab"
)

// provenance is what the program finds about itself: the repository it runs in.
type provenance struct {
	root   string // folder of go.mod, empty where there is none
	commit string
	rules  string // hash of the files that decide
	does   string // hash of what they do
	frozen rules
	err    error
}

// readProvenance finds the repository and the hash of the rules as they are now.
func readProvenance(f frozen) provenance {
	p := provenance{frozen: f.Rules}
	p.root, p.err = lab.Root()
	if p.err != nil {
		return p
	}
	if p.rules, p.err = rulesHash(p.root, f.Rules.Files); p.err != nil {
		return p
	}
	p.does, p.err = behaviour(f)
	if out, err := p.git("rev-parse", "--short=12", "HEAD"); err == nil {
		p.commit = strings.TrimSpace(string(out))
	}
	return p
}

func (p provenance) git(args ...string) ([]byte, error) {
	cmd := exec.Command("git", args...) //nolint:gosec,noctx // fixed words, and it is over at once
	cmd.Dir = p.root
	return cmd.Output()
}

// says whether the rules are those that were frozen.
func (p provenance) says() string {
	switch {
	case p.err != nil:
		return "not known: " + p.err.Error()
	case p.does != p.frozen.Behaviour:
		return p.rules + " (they do not decide as those that were frozen)"
	case p.rules != p.frozen.SHA256:
		return p.rules + " (changed since they were frozen; what they decide in a sample has not)"
	}
	return p.rules + " (as frozen)"
}

// mayWrite says why no report may be written: it has to be the full run, with
// the frozen file, the model and the rules as they are committed.
func (p provenance) mayWrite(full bool) error {
	switch {
	case p.err != nil:
		return p.err
	case !full:
		return errors.New("only the full run with the report's seed is written down")
	case p.rules != p.frozen.SHA256, p.does != p.frozen.Behaviour:
		return errors.New("the rules or the model differ from those that were frozen: freeze them anew, commit, and choose a new seed")
	}
	committed, err := p.git("show", "HEAD:"+frozenPath)
	if err != nil {
		return fmt.Errorf("%s is not committed, so no report is written", frozenPath)
	}
	if !bytes.Equal(committed, frozenFile) {
		return fmt.Errorf("%s differs from what is committed, so no report is written", frozenPath)
	}
	changed, err := p.git("status", "--porcelain", "--", "bench/simulate", "internal/goal", "internal/stats", "go.mod")
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
