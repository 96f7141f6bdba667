package main

import (
	"slices"
	"strings"
	"testing"
)

// The report begins with the value of adapting and with what H is, and tells the
// losses before any claim (ruling 58).
func TestReportBeginsWithAdaptingAndLosses(t *testing.T) {
	simulated(t)
	t.Parallel()
	f := read(t)
	r := report{frozen: f, outcomes: []outcome{small(t, f, 0, 2), small(t, f, 3, 2)}}
	text := r.text()
	at := -1
	for _, want := range []string{
		"### The value of adapting (K over H)", "| trial-like | K over H |", "| trial-like | K over F1 |", addedLater,
		"### Where K loses", "### What may be claimed", "### Calibration gates", "### What the table said",
	} {
		next := strings.Index(text, want)
		if next <= at {
			t.Errorf("%q stands at %d, what comes before it at %d", want, next, at)
		}
		at = next
	}
}

// A loss is a median under 1 or more worlds that are worse, and the largest comes
// first.
func TestLosses(t *testing.T) {
	t.Parallel()
	m := metrics{Better: 1.05, Worse: .95}
	world := func(minutes, habit float64) tally { return tally{people: 1, minutes: minutes, habit: habit} }
	o := outcome{setting: setting{Name: "s"}, policies: []string{"F1", "H", "K"}, tallies: map[string][]tally{
		"F1": {world(100, 1), world(100, 1), world(100, 1)},
		"H":  {world(50, 1), world(50, 1), world(50, 1)},
		"K":  {world(90, 1), world(99, 1.1), world(100, 1.1)},
	}}
	all := o.lossesOf(m)
	if len(all) != 1 || all[0].over != "F1" || all[0].what != "minutes" {
		t.Errorf("%+v", all)
	}
	if !slices.IsSortedFunc(all, func(a, b loss) int { return compareFloat(a.median(), b.median()) }) {
		t.Error("not in order")
	}
}
