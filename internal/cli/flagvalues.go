package cli

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/ippo-app/ippo/internal/cli/prompt"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
)

// errOutside says that a value lies outside its bounds. What bounds and example
// are is said by [wrongFlag], which knows the flag.
var errOutside = errors.New("outside the bounds")

// bounds are those of a flag for a number, with an example.
type bounds struct {
	low, high float64
	above     bool // low itself is outside
	like      float64
}

// Bounds of the numbers that several flags take.
func minutesOfADay() bounds { return bounds{high: goal.MaxMinutes, like: 20} }
func amounts() bounds       { return bounds{high: goal.MaxAmount, like: 3} }
func outcomes() bounds      { return bounds{low: -goal.MaxNumber, high: goal.MaxNumber, like: 5} }
func targets() bounds       { return bounds{high: goal.MaxTarget, above: true, like: 3} }
func stepMinutes() bounds   { return bounds{high: goal.LongestStep, like: 5} }
func scale(low, high, like float64) bounds {
	return bounds{low: low, high: high, like: like}
}

// numbersInAList are the places of a list that is shown with numbers.
func numbersInAList() bounds { return scale(1, 10000, 1) }

func (b bounds) holds(x float64) bool {
	return x >= b.low && x <= b.high && (!b.above || x != b.low)
}

// refused says what the flag takes instead.
func (b bounds) refused(flag, value string, whole bool) error {
	key := "error.flag.between"
	switch {
	case whole:
		key = "error.flag.whole_between"
	case b.above:
		key = "error.flag.above"
	}
	return wrong(key, "--"+flag, b.low, b.high, clipped(value), library.Number(b.like))
}

// clipped is what was typed, short enough to be shown in a sentence.
func clipped(s string) string {
	const most = 40
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "..."
	}
	return s
}

// number is a flag for a number that may be left out, with a point or a comma.
type number struct {
	to    **float64
	typed *string // as it was written, for what could be meant in two ways
	bounds
}

func numberVar(f *pflag.FlagSet, to **float64, name string, b bounds) {
	f.Var(number{to, new(string), b}, name, "")
}

// Set reads 20, 2.5 or 2,5.
func (n number) Set(s string) error {
	x, err := prompt.ParseNumber(s)
	if err == nil && !n.holds(x) {
		err = errOutside
	}
	if err != nil && prompt.ReadTwoWays(s, "") == nil {
		return err
	}
	*n.to, *n.typed = &x, s
	return nil
}

func (n number) String() string {
	if n.to == nil || *n.to == nil {
		return ""
	}
	return strconv.FormatFloat(**n.to, 'f', -1, 64)
}

// Type names the kind of value for the help.
func (n number) Type() string { return "number" }

// whole is a flag for a whole number that may be left out.
type whole struct {
	to **int
	bounds
}

func wholeVar(f *pflag.FlagSet, to **int, name string, b bounds) { f.Var(whole{to, b}, name, "") }

// Set reads a whole number.
func (n whole) Set(s string) error {
	x, err := strconv.Atoi(strings.TrimSpace(s))
	if err == nil && !n.holds(float64(x)) {
		err = errOutside
	}
	if err != nil {
		return err
	}
	*n.to = &x
	return nil
}

func (n whole) String() string {
	if n.to == nil || *n.to == nil {
		return ""
	}
	return strconv.Itoa(**n.to)
}

// Type names the kind of value for the help.
func (n whole) Type() string { return "int" }

// countVar is a whole number whose absence is 0.
func countVar(f *pflag.FlagSet, to *int, name string, b bounds) {
	f.Var(count{to, b}, name, "")
}

// count is a flag for a whole number that is 0 where it is left out.
type count struct {
	to *int
	bounds
}

// Set reads a whole number.
func (n count) Set(s string) error {
	var x *int
	if err := (whole{&x, n.bounds}).Set(s); err != nil {
		return err
	}
	*n.to = *x
	return nil
}

func (n count) String() string {
	if n.to == nil || *n.to == 0 {
		return ""
	}
	return strconv.Itoa(*n.to)
}

// Type names the kind of value for the help.
func (n count) Type() string { return "int" }

// text is a flag for a text that may be left out, or given empty.
type text struct{ to **string }

func textVar(f *pflag.FlagSet, to **string, name string) { f.Var(text{to}, name, "") }

// Set takes any text.
func (w text) Set(s string) error {
	s = strings.TrimSpace(s)
	*w.to = &s
	return nil
}

func (w text) String() string {
	if w.to == nil || *w.to == nil {
		return ""
	}
	return **w.to
}

// Type names the kind of value for the help.
func (w text) Type() string { return "string" }

// lineOf is a flag for a text of one line, such as a name.
type lineOf struct{ to *string }

// Set takes a text that a line can hold.
func (w lineOf) Set(s string) error {
	if s = strings.TrimSpace(s); utf8.RuneCountInString(s) > goal.MaxLine {
		return errOutside
	}
	*w.to = s
	return nil
}

func (w lineOf) String() string {
	if w.to == nil {
		return ""
	}
	return *w.to
}

// Type names the kind of value for the help.
func (w lineOf) Type() string { return "string" }

// choice is a flag for one of a few names, kept in a variable of any kind.
type choice struct {
	set   func(string)
	get   func() string
	names []string
}

// choiceVar adds a flag for one of the names, which the shell then completes.
// completed says what each means; nil for the bare names.
func choiceVar[S ~string](c *cobra.Command, to *S, name string, completed complete, names ...S) {
	all := make([]string, len(names))
	for i, n := range names {
		all[i] = string(n)
	}
	c.Flags().Var(choice{func(s string) { *to = S(s) }, func() string { return string(*to) }, all}, name, "")
	if completed == nil {
		completed = oneOfThese(all...)
	}
	_ = c.RegisterFlagCompletionFunc(name, completed) // only refuses a flag that is not there
}

// choicesVar is choiceVar for a flag that may be repeated.
func choicesVar(c *cobra.Command, to *[]string, name string, names ...string) {
	add := func(s string) { *to = append(*to, s) }
	c.Flags().Var(choice{add, func() string { return strings.Join(*to, ",") }, names}, name, "")
	_ = c.RegisterFlagCompletionFunc(name, oneOfThese(names...)) // only refuses a flag that is not there
}

// Set takes one of the names.
func (x choice) Set(s string) error {
	if !slices.Contains(x.names, s) {
		return errOutside
	}
	x.set(s)
	return nil
}

func (x choice) String() string {
	if x.get == nil {
		return ""
	}
	return x.get()
}

// Type names the kind of value for the help.
func (x choice) Type() string { return "string" }

// refused says what the flag takes instead, and the name that is near.
func (x choice) refused(flag, value string) error {
	if n := near(value, x.names); n != "" {
		return wrong("error.flag.near", "--"+flag, strings.Join(x.names, ", "), clipped(value), n)
	}
	return wrong("error.flag.one_of", "--"+flag, strings.Join(x.names, ", "), clipped(value))
}
