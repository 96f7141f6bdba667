package cli

import (
	"errors"
	"math"
	"strconv"
	"strings"

	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
)

var errNumber = errors.New("not a number")

// parseNumber reads 20, 2.5 or 2,5.
func parseNumber(s string) (float64, error) {
	x, err := strconv.ParseFloat(strings.Replace(strings.TrimSpace(s), ",", ".", 1), 64)
	if err != nil || math.IsNaN(x) || math.IsInf(x, 0) {
		return 0, errNumber
	}
	return x, nil
}

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
