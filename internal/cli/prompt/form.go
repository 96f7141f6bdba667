package prompt

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"github.com/ippo-app/ippo/internal/goal"
)

// ErrLeft says that the person left a question.
var ErrLeft = errors.New("left")

// Prompter puts a form to a person. ErrLeft comes back when they
// leave; what was answered before stays in the fields.
type Prompter interface {
	// Ask fills the fields of a form with what the person answers.
	Ask(ctx context.Context, p Form) error
}

// Form is what is asked at once.
type Form struct {
	Title  string
	Notes  []string // said before the questions
	Fields []Field
}

// Field is one question; exactly one of Line, Choice and Ticks is set.
type Field struct {
	Label   string
	Hint    string
	Line    *string
	Check   func(string) error // of a line; nil takes everything
	Choice  *int
	Ticks   *[]int
	Options []string // of choice and ticks
	Aside   bool     // leads on, and is no part of the goal
}

// reportTyped passes on what was typed.
func (p Form) reportTyped(typed func(string)) {
	for _, f := range p.Fields {
		if f.Line != nil && *f.Line != "" {
			typed(*f.Line)
		}
	}
}

// set reads an answer into the field.
func (f Field) set(answer string) error {
	switch {
	case f.Line != nil:
		return f.setLine(answer)
	case f.Choice != nil:
		if answer == "" && *f.Choice >= 0 {
			return nil
		}
		n, err := strconv.Atoi(answer)
		if err != nil || n < 1 || n > len(f.Options) {
			return goal.Invalid("", "ask.one_of", len(f.Options))
		}
		*f.Choice = n - 1
	default:
		return f.setTicks(answer)
	}
	return nil
}

func (f Field) setLine(answer string) error {
	switch answer {
	case "":
		answer = *f.Line
	case "-":
		answer = ""
	}
	if f.Check != nil {
		if err := f.Check(answer); err != nil {
			return err
		}
	}
	*f.Line = answer
	return nil
}

func (f Field) setTicks(answer string) error {
	if answer == "" {
		return nil
	}
	picked := []int{}
	for _, s := range strings.FieldsFunc(answer, func(r rune) bool { return r == ',' || r == ' ' }) {
		if s == "-" {
			continue
		}
		n, err := strconv.Atoi(s)
		if err != nil || n < 1 || n > len(f.Options) {
			return goal.Invalid("", "ask.some_of", len(f.Options))
		}
		picked = append(picked, n-1)
	}
	*f.Ticks = picked
	return nil
}
