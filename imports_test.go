package main

import (
	"go/ast"
	"os"
	"path"
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

// Ruling 38: what only tests need is imported by tests only; the importers
// answer codes and say nothing; and the terminal has one command a file, with
// the whole tree in one.
func TestRuling38Rooms(t *testing.T) {
	commands, trees := map[string]int{}, map[string]bool{}
	for _, s := range sources(t) {
		for _, i := range s.file.Imports {
			switch to := strings.Trim(i.Path.Value, `"`); {
			case strings.HasSuffix(to, "/store/storetest"), strings.HasSuffix(to, "/web/webtest"):
				t.Errorf("%s: %s is for tests", s.path, path.Base(to))
			case strings.HasSuffix(to, "/internal/library") && strings.HasPrefix(s.path, "internal/exchange/"):
				t.Errorf("%s: cli and web turn its codes into sentences", s.path)
			}
		}
		if path.Dir(s.path) != "internal/cli" {
			continue
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			if x, ok := n.(*ast.KeyValueExpr); ok {
				if k, ok := x.Key.(*ast.Ident); ok && k.Name == "Use" {
					commands[s.path]++
				}
			}
			if x, ok := n.(*ast.TypeSpec); ok && x.Name.Name == "group" {
				trees[s.path] = true
			}
			return true
		})
	}
	if len(commands) < 30 {
		t.Fatalf("only %d files with a command", len(commands))
	}
	for file, n := range commands {
		if n > 1 {
			t.Errorf("%s: %d commands", file, n)
		}
	}
	if len(trees) != 1 || !trees["internal/cli/tree.go"] {
		t.Errorf("the tree is in %v", trees)
	}
}
