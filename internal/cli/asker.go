package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/ippo-app/ippo/internal/cli/draw"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
)

// errLeft says that the person left a question.
var errLeft = errors.New("left")

// asker puts a page of questions to a person. errLeft comes back when they
// leave; what was answered before stays in the fields.
type asker interface {
	ask(ctx context.Context, p page) error
}

// page is what is asked at once.
type page struct {
	title  string
	notes  []string // said before the questions
	fields []field
}

// field is one question; exactly one of line, choice and ticks is set.
type field struct {
	label   string
	hint    string
	line    *string
	check   func(string) error // of a line; nil takes everything
	choice  *int
	ticks   *[]int
	options []string // of choice and ticks
	aside   bool     // leads on, and is no part of the goal
}

// questions are forms on a terminal that can draw them; TERM=dumb and
// ACCESSIBLE ask line by line, for screen readers and for paper terminals.
func (d deps) questions() asker {
	if d.getenv("TERM") == "dumb" || d.getenv("ACCESSIBLE") != "" {
		return lineAsker{d}
	}
	return &formAsker{d: d}
}

// lineAsker asks one question a line. Enter keeps what stands in brackets, a
// hyphen empties it.
type lineAsker struct{ d deps }

func (a lineAsker) ask(ctx context.Context, p page) error {
	a.print("\n" + p.title)
	for _, n := range p.notes {
		for _, part := range draw.Wrap(n, draw.FullWidth) {
			a.print(part)
		}
	}
	for _, f := range p.fields {
		if err := a.field(ctx, f); err != nil {
			return err
		}
	}
	a.d.words.heard(p)
	return nil
}

func (a lineAsker) print(s string) { _, _ = fmt.Fprintln(a.d.err, draw.Clean(s)) }

func (a lineAsker) field(ctx context.Context, f field) error {
	if f.hint != "" {
		for _, part := range draw.Wrap(f.hint, draw.FullWidth) {
			a.print(part)
		}
	}
	for i, o := range f.options {
		a.print(fmt.Sprintf("  %d  %s", i+1, o))
	}
	for {
		_, _ = fmt.Fprint(a.d.err, a.prompt(f))
		answer, err := a.d.readLine(ctx)
		if err != nil {
			a.print("")
			return errLeft
		}
		if err = f.take(strings.TrimSpace(answer)); err == nil {
			return nil
		}
		a.print(a.d.sentenceOf(err))
	}
}

// prompt is the question with what Enter would keep.
func (a lineAsker) prompt(f field) string {
	kept := ""
	switch {
	case f.line != nil:
		kept = draw.Clean(*f.line)
	case f.choice != nil && *f.choice >= 0:
		kept = strconv.Itoa(*f.choice + 1)
	case f.ticks != nil:
		var ns []string
		for _, i := range *f.ticks {
			ns = append(ns, strconv.Itoa(i+1))
		}
		kept = strings.Join(ns, ",")
	}
	label := strings.TrimRight(f.label, " ")
	if kept != "" {
		label += " [" + kept + "]"
	}
	return label + " > "
}

// take reads an answer into the field.
func (f field) take(answer string) error {
	switch {
	case f.line != nil:
		return f.takeLine(answer)
	case f.choice != nil:
		if answer == "" && *f.choice >= 0 {
			return nil
		}
		n, err := strconv.Atoi(answer)
		if err != nil || n < 1 || n > len(f.options) {
			return goal.Invalid("", "ask.one_of", len(f.options))
		}
		*f.choice = n - 1
	default:
		return f.takeTicks(answer)
	}
	return nil
}

func (f field) takeLine(answer string) error {
	switch answer {
	case "":
		answer = *f.line
	case "-":
		answer = ""
	}
	if f.check != nil {
		if err := f.check(answer); err != nil {
			return err
		}
	}
	*f.line = answer
	return nil
}

func (f field) takeTicks(answer string) error {
	if answer == "" {
		return nil
	}
	picked := []int{}
	for _, s := range strings.FieldsFunc(answer, func(r rune) bool { return r == ',' || r == ' ' }) {
		if s == "-" {
			continue
		}
		n, err := strconv.Atoi(s)
		if err != nil || n < 1 || n > len(f.options) {
			return goal.Invalid("", "ask.some_of", len(f.options))
		}
		picked = append(picked, n-1)
	}
	*f.ticks = picked
	return nil
}

// readLine reads up to a line break, or until the person interrupts.
func (d deps) readLine(ctx context.Context) (string, error) {
	type answer struct {
		line string
		err  error
	}
	answers := make(chan answer, 1)
	go func() { // left behind by an interrupt: the program is ending
		line, err := lineOf(d.in)
		answers <- answer{line, err}
	}()
	select {
	case a := <-answers:
		return a.line, a.err
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

// lineOf reads one byte at a time: nothing is read ahead of the next question.
// The end of the input is an error.
func lineOf(r io.Reader) (string, error) {
	var line strings.Builder
	b := make([]byte, 1)
	for {
		n, err := r.Read(b)
		switch {
		case n == 1 && b[0] == '\n':
			return line.String(), nil
		case n == 1:
			line.WriteByte(b[0])
		case err != nil:
			return line.String(), err
		}
	}
}

// Checks of lines.

// needed refuses an empty line.
func needed(s string) error {
	if strings.TrimSpace(s) == "" {
		return goal.Invalid("", "ask.needed")
	}
	return nil
}

// between takes a number in a range, whole or not.
func between(low, high float64) func(string) error {
	return func(s string) error {
		x, err := parseNumber(s)
		if err != nil || x < low || x > high {
			return goal.Invalid("", "ask.between", library.Number(low), library.Number(high))
		}
		return nil
	}
}

// orEmpty lets a check pass an empty line.
func orEmpty(check func(string) error) func(string) error {
	return func(s string) error {
		if strings.TrimSpace(s) == "" {
			return nil
		}
		return check(s)
	}
}
