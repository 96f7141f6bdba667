package prompt

import (
	"errors"
	"math"
	"strconv"
	"strings"

	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
)

var errNumber = errors.New("not a number")

// ParseNumber reads 20, 2.5 or 2,5.
func ParseNumber(s string) (float64, error) {
	x, err := strconv.ParseFloat(strings.Replace(strings.TrimSpace(s), ",", ".", 1), 64)
	if err != nil || math.IsNaN(x) || math.IsInf(x, 0) {
		return 0, errNumber
	}
	return x, nil
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
