package cli

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/ippo-app/ippo/internal/cli/draw"
	"github.com/ippo-app/ippo/internal/goal"
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

// tell passes on what was typed.
func (p page) tell(typed func(string)) {
	for _, f := range p.fields {
		if f.line != nil && *f.line != "" {
			typed(*f.line)
		}
	}
}

// Prompter draws forms on a terminal that can; TERM=dumb and ACCESSIBLE ask
// line by line, for screen readers and for paper terminals.
func (t Terminal) Prompter() asker {
	if t.Screen.Getenv("TERM") == "dumb" || t.Screen.Getenv("ACCESSIBLE") != "" {
		return lineAsker{t}
	}
	return &formAsker{t: t}
}

// lineAsker asks one question a line. Enter keeps what stands in brackets, a
// hyphen empties it.
type lineAsker struct{ t Terminal }

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
	p.tell(a.t.Typed)
	return nil
}

func (a lineAsker) print(s string) { _, _ = fmt.Fprintln(a.t.Err, draw.Clean(s)) }

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
		_, _ = fmt.Fprint(a.t.Err, a.prompt(f))
		answer, err := a.t.readLine(ctx)
		if err != nil {
			a.print("")
			return errLeft
		}
		if err = f.take(strings.TrimSpace(answer)); err == nil {
			return nil
		}
		a.print(a.t.Sentence(err))
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
