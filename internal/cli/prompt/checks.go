package prompt

import (
	"errors"
	"math"
	"regexp"
	"strconv"
	"strings"

	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
)

var errNumber = errors.New("not a number")

// ParseNumber reads 20, 2.5 or 2,5. It does not read 1,000, which some write
// for one and others for a thousand: see [ReadTwoWays].
func ParseNumber(s string) (float64, error) {
	s = strings.TrimSpace(s)
	if ReadTwoWays(s, "") != nil {
		return 0, errNumber
	}
	x, err := strconv.ParseFloat(strings.Replace(s, ",", ".", 1), 64)
	if err != nil || math.IsNaN(x) || math.IsInf(x, 0) {
		return 0, errNumber
	}
	return x, nil
}

// TwoWays are the numbers that something written can mean.
type TwoWays struct{ Small, Large string }

// thousands are whole numbers in groups of three, or decimals with three digits.
var thousands = regexp.MustCompile(`^-?[1-9]\d{0,2}(?:(?:,\d{3})+|(?:\.\d{3})+)$`)

// ReadTwoWays says what a number like 1,000 can mean, nil where it is plain. A
// point is plain where the language writes decimals with one.
func ReadTwoWays(s, lang string) *TwoWays {
	s = strings.TrimSpace(s)
	if !thousands.MatchString(s) {
		return nil
	}
	mark := ","
	if strings.Contains(s, ".") {
		if library.For(lang).Number(1.5) != "1,5" {
			return nil
		}
		mark = "."
	}
	first, rest, _ := strings.Cut(s, mark)
	decimal, _, _ := strings.Cut(rest, mark)
	small := first
	if cut := strings.TrimRight(decimal, "0"); cut != "" {
		small += "." + cut
	}
	return &TwoWays{small, strings.ReplaceAll(s, mark, "")}
}

// Needed refuses an empty line.
func Needed(s string) error {
	if strings.TrimSpace(s) == "" {
		return goal.Invalid("", "ask.needed")
	}
	return nil
}

// Between takes a number in a range, whole or not.
func Between(low, high float64) func(string) error {
	return func(s string) error {
		x, err := ParseNumber(s)
		if err != nil || x < low || x > high {
			return goal.Invalid("", "ask.between", library.Number(low), library.Number(high))
		}
		return nil
	}
}

// OrEmpty lets a check pass an empty line.
func OrEmpty(check func(string) error) func(string) error {
	return func(s string) error {
		if strings.TrimSpace(s) == "" {
			return nil
		}
		return check(s)
	}
}
