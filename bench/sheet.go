package main

import (
	"fmt"
	"io"
	"math"
	"slices"
	"time"
)

// sheet is the list of results.
type sheet struct {
	out         io.Writer
	met, missed int
}

func (s *sheet) head() {
	fmt.Fprintf(s.out, "%-58s %16s %14s\n", "what", "measured", "target")
}

// fact is a number that has no target.
func (s *sheet) fact(what, measured string) {
	fmt.Fprintf(s.out, "%-58s %16s\n", what, measured)
}

// atMost holds a number to an upper target; unit is written behind both.
func (s *sheet) atMost(what string, measured, target float64, unit string) {
	s.line(what, measured, target, unit, "<=", measured <= target)
}

// atLeast holds a number to a lower target.
func (s *sheet) atLeast(what string, measured, target float64, unit string) {
	s.line(what, measured, target, unit, ">=", measured >= target)
}

func (s *sheet) line(what string, measured, target float64, unit, sign string, met bool) {
	word := "met"
	s.met++
	if !met {
		word = "MISSED"
		s.met--
		s.missed++
	}
	fmt.Fprintf(s.out, "%-58s %16s %14s  %s\n", what, figure(measured)+unit, sign+" "+figure(target)+unit, word)
}

func (s *sheet) note(text string) { fmt.Fprintf(s.out, "\n%s\n", text) }

func (s *sheet) end() { fmt.Fprintf(s.out, "\n%d met, %d missed\n", s.met, s.missed) }

// figure is a number to three digits.
func figure(x float64) string {
	switch a := math.Abs(x); {
	case a >= 100 || x == math.Trunc(x):
		return fmt.Sprintf("%.0f", x)
	case a >= 10:
		return fmt.Sprintf("%.1f", x)
	case a < 0.1:
		return fmt.Sprintf("%.3f", x)
	default:
		return fmt.Sprintf("%.2f", x)
	}
}

func milliseconds(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

// quantile of some times; they come back sorted.
func quantile(ds []time.Duration, q float64) time.Duration {
	if len(ds) == 0 {
		return 0
	}
	slices.Sort(ds)
	return ds[min(len(ds)-1, int(q*float64(len(ds))))]
}
