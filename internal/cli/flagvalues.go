package cli

import (
	"strconv"
	"strings"

	"github.com/ippo-app/ippo/internal/cli/prompt"
	"github.com/spf13/pflag"
)

// number is a flag for a number that may be left out, with a point or a comma.
type number struct{ to **float64 }

func numberVar(f *pflag.FlagSet, to **float64, name string) { f.Var(number{to}, name, "") }

// Set reads 20, 2.5 or 2,5.
func (n number) Set(s string) error {
	x, err := prompt.ParseNumber(s)
	if err != nil {
		return err
	}
	*n.to = &x
	return nil
}

func (n number) String() string {
	if n.to == nil || *n.to == nil {
		return ""
	}
	return strconv.FormatFloat(**n.to, 'f', -1, 64)
}

// Type names the kind of value for the error messages.
func (n number) Type() string { return "number" }

// whole is a flag for a whole number that may be left out.
type whole struct{ to **int }

func wholeVar(f *pflag.FlagSet, to **int, name string) { f.Var(whole{to}, name, "") }

// Set reads a whole number.
func (n whole) Set(s string) error {
	x, err := strconv.Atoi(strings.TrimSpace(s))
	*n.to = &x
	return err
}

func (n whole) String() string {
	if n.to == nil || *n.to == nil {
		return ""
	}
	return strconv.Itoa(**n.to)
}

// Type names the kind of value for the error messages.
func (n whole) Type() string { return "int" }

// words is a flag for a text that may be left out, or given empty.
type words struct{ to **string }

func wordsVar(f *pflag.FlagSet, to **string, name string) { f.Var(words{to}, name, "") }

// Set takes any text.
func (w words) Set(s string) error {
	s = strings.TrimSpace(s)
	*w.to = &s
	return nil
}

func (w words) String() string {
	if w.to == nil || *w.to == nil {
		return ""
	}
	return **w.to
}

// Type names the kind of value for the error messages.
func (w words) Type() string { return "string" }
