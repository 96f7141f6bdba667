package goal

import (
	"slices"
	"strings"
	"testing"
)

func TestRuling49SilenceGivesNoVerdict(t *testing.T) {
	for _, c := range []struct {
		days  string
		spoke int
		rule  Rule   // empty: the table goes on
		n, of int    // quiet
		words string // ending of the reason
	}{
		{"DDDDDDD UUUUUUU", 0, R0, 0, 0, ""},
		{"DDDDDDD UUUUUUr", 0, R2, 6, 6, ".quiet"},
		{"DDDDDDD DDDUUUU", 0, R2, 4, 7, ".quiet"},
		{"DDDDDDD DDDDUUU", 0, "", 0, 0, ""},
		{"DDUUDDD DDUUDDD", 0, "", 0, 0, ""},
		{"DDUUUDD DDUUDDD", 0, R2b, 5, 14, ""},
		{"DDUUUDD DDUUDDD", 2, "", 0, 0, ""},
		{"DDDDDDD UURRRRR", 0, R0, 0, 0, ""},
		{"DDDDDDD DUUURRR", 0, R2, 3, 4, ".quiet"},
		{"DDDDDDD DDUUURR", 0, R2, 3, 5, ".quiet"},
		{"DDDDDDD PPPPDDD", 0, R2, 3, 0, ".back"},
		{"DDDDDDD PPPDDDU", 0, "", 0, 0, ""},
		{"PPPPPPP PPPPPPD", 0, R2, 1, 0, ".back"},
		{"DDDDDDD PPPPUUU", 0, R0, 0, 0, ""},
		{"DDD", 0, R2, 3, 0, ".young"},
		{"DDDM", 0, "", 0, 0, ""},
		{"DUUM", 0, R2b, 2, 4, ""},
		{"DMUDMUM DUMDMUD", 0, "", 0, 0, ""},
		{"DrrrrDD DrrrrDD", 0, "", 0, 0, ""},
	} {
		s := Review(inputsOfSilence(c.days, c.spoke))
		n, of, _ := s.Counts()
		quiet := s.Rule == R0 || s.Rule == R2 || s.Rule == R2b
		switch {
		case quiet != (c.rule != "") || quiet && s.Rule != c.rule:
			t.Errorf("%s: %s, want %s", c.days, s.Rule, c.rule)
		case c.n != 0 && (n != c.n || of != c.of || s.Reason != "review."+string(c.rule)+c.words):
			t.Errorf("%s: %d of %d, %s", c.days, n, of, s.Reason)
		}
	}
	if s := Review(inputsOfSilence("PPPPPPP PPPPPPP", 0)); s.Action != ActPaused {
		t.Errorf("all paused: %+v", s)
	}
}

func inputsOfSilence(days string, spoke int) ReviewInputs {
	rest := strings.ReplaceAll(days, " ", "")
	last := jul(6) + Day(len(rest)) - 1
	j := july{days: days}
	for i := range spoke {
		j.reviews = append(j.reviews, DatedReview{WeekReview: WeekReview{Week: jul(6) - Day(7*(spoke-i)), Suggestion: Suggestion{Rule: R2b}}})
	}
	week := jul(6)
	if last >= jul(13) {
		week = jul(13)
	}
	return j.inputs(week)
}

// What silence gives way to, and when it has spoken twice.
func TestRuling49WhatComesFirst(t *testing.T) {
	in := inputsOfSilence("DDUUUDD DDUUDDD", 0)
	in.LowEnergy, in.Done7 = new(.6), 5
	if s := Review(in); s.Rule != R3 {
		t.Errorf("low energy: %s", s.Rule)
	}
	in = inputsOfSilence("DDUUUDD DDUUDDD", 0)
	in.SinceChange = new(3)
	if s := Review(in); s.Rule != R5 {
		t.Errorf("a young change: %s", s.Rule)
	}
	in = inputsOfSilence("DDUUUDD DDUUDDD", 0)
	in.Pulse, in.PulseWas = new(2), new(2)
	if s := Review(in); s.Rule != R6 {
		t.Errorf("the purpose: %s", s.Rule)
	}
	in = inputsOfSilence("DDUUUDD DDUUDDD", 2)
	s := Review(in)
	if !slices.ContainsFunc(s.Because, func(b Because) bool { return b.Key == "review.because.quiet_missed" && b.Args[0] == 5 }) {
		t.Errorf("%s: 5 quiet days counted as missed: %+v", s.Rule, s.Because)
	}
}
