package goal

import (
	"slices"
	"testing"
)

// Ranges that touch are one pause, and who resumes has ended all of it; what lies
// apart stays.
func TestRuling9ResumeEndsThePauseThatTouches(t *testing.T) {
	monday := Date(2026, 1, 5)
	pause := func(from, to Day) Pause { return Pause{From: monday + from, To: monday + to} }
	for name, c := range map[string]struct{ pauses, left []Pause }{
		"one":                  {[]Pause{pause(0, 4)}, []Pause{pause(0, 1)}},
		"one that touches":     {[]Pause{pause(0, 3), pause(4, 7)}, []Pause{pause(0, 1)}},
		"three, in any order":  {[]Pause{pause(8, 9), pause(0, 3), pause(4, 7)}, []Pause{pause(0, 1)}},
		"two that overlap":     {[]Pause{pause(0, 3), pause(1, 7)}, []Pause{pause(0, 1), pause(1, 1)}},
		"one that lies apart":  {[]Pause{pause(0, 3), pause(5, 7)}, []Pause{pause(0, 1), pause(5, 7)}},
		"one that was before":  {[]Pause{pause(-4, -1), pause(0, 3)}, []Pause{pause(-4, -1), pause(0, 1)}},
		"one without an end":   {[]Pause{pause(0, 3), {From: monday + 4}}, []Pause{pause(0, 1)}},
		"one that began today": {[]Pause{pause(2, 3), pause(4, 5)}, nil},
	} {
		g := planned(monday)
		g.Pauses = c.pauses
		if g.endPause(monday + 2); !slices.Equal(g.Pauses, c.left) {
			t.Errorf("%s: %v, want %v", name, g.Pauses, c.left)
		}
	}
}
