package main

import (
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// house reads from the plan which rooms each room may open onto.
func house(t *testing.T) map[string][]string {
	t.Helper()
	b, err := os.ReadFile("docs/design.md")
	if err != nil {
		t.Fatal(err)
	}
	rooms := map[string][]string{}
	for line := range strings.Lines(string(b)) {
		if room, to, ok := strings.Cut(line, " ->"); ok && strings.HasPrefix(line, "    ") {
			rooms[strings.TrimSpace(room)] = strings.Fields(to)
		}
	}
	return rooms
}

// TestImportsFlowOneWay holds the house to its plan, and the plan to the house.
func TestImportsFlowOneWay(t *testing.T) {
	plan := house(t)
	const home = "github.com/ippo-app/ippo/internal/"
	room := func(p string) string { r, _, _ := strings.Cut(p, "/"); return r }
	there := map[string]bool{}
	for _, s := range sources(t) {
		inside, ok := strings.CutPrefix(s.path, "internal/")
		if !ok {
			continue
		}
		here := room(inside)
		there[here] = true
		open, known := plan[here]
		if !known {
			t.Errorf("%s: this room is not on the plan", s.path)
		}
		for _, i := range s.file.Imports {
			p, err := strconv.Unquote(i.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			to, ours := strings.CutPrefix(p, home)
			if to = room(to); ours && to != here && !slices.Contains(open, to) {
				t.Errorf("%s: must not import %s", s.path, to)
			}
		}
	}
	for r := range plan {
		if !there[r] {
			t.Errorf("%s: on the plan, but there is no such room", r)
		}
	}
}
