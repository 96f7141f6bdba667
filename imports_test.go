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

// halls are the rooms that have rooms of their own, with arrows of their own.
func halls() []string { return []string{"cli", "web"} }

// room that a folder below internal belongs to: two elements of its path in a
// hall, one anywhere else.
func room(folder string) string {
	parts := strings.SplitN(folder, "/", 3)
	if len(parts) > 1 && slices.Contains(halls(), parts[0]) {
		return parts[0] + "/" + parts[1]
	}
	return parts[0]
}

// house reads from the plan which rooms each room may open onto. A hall stands
// there twice: with the rooms outside, and with its own.
func house(t *testing.T) map[string][]string {
	t.Helper()
	b, err := os.ReadFile("docs/design.md")
	if err != nil {
		t.Fatal(err)
	}
	rooms := map[string][]string{}
	for line := range strings.Lines(string(b)) {
		if room, to, ok := strings.Cut(line, " ->"); ok && strings.HasPrefix(line, "    ") {
			room = strings.TrimSpace(room)
			rooms[room] = append(rooms[room], strings.Fields(to)...)
		}
	}
	return rooms
}

// arrow of the plan that lets one room open onto another; empty where there is
// none. The rooms of a hall open onto whatever their hall opens onto outside.
func arrow(plan map[string][]string, from, to string) string {
	hall, _, inner := strings.Cut(from, "/")
	switch {
	case slices.Contains(plan[from], to):
		return from + " -> " + to
	case inner && !strings.HasPrefix(to, hall) && slices.Contains(plan[hall], to):
		return hall + " -> " + to
	}
	return ""
}

// TestImportsFlowOneWay holds the house to its plan, and the plan to the house.
func TestImportsFlowOneWay(t *testing.T) {
	plan := house(t)
	const home = "github.com/ippo-app/ippo/internal/"
	there, used := map[string]bool{}, map[string]bool{}
	for _, s := range sources(t) {
		inside, ok := strings.CutPrefix(s.path, "internal/")
		if !ok {
			continue
		}
		here := room(path.Dir(inside))
		there[here] = true
		if _, known := plan[here]; !known {
			t.Errorf("%s: this room is not on the plan", s.path)
		}
		for _, i := range s.file.Imports {
			p, err := strconv.Unquote(i.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			to, ours := strings.CutPrefix(p, home)
			if to = room(to); !ours || to == here {
				continue
			}
			way := arrow(plan, here, to)
			used[way] = true
			if way == "" {
				t.Errorf("%s: must not import %s", s.path, to)
			}
		}
	}
	for r, open := range plan {
		if !there[r] {
			t.Errorf("%s: on the plan, but there is no such room", r)
		}
		for _, to := range open {
			if !used[r+" -> "+to] {
				t.Errorf("%s -> %s: on the plan, but nothing is imported", r, to)
			}
		}
	}
}

// TestNoRoomOfTheWebIsAHall: a family of pages is a room, and a room is found
// through at a glance.
func TestNoRoomOfTheWebIsAHall(t *testing.T) {
	const most = 40
	written := map[string]int{}
	for _, f := range files(t, ".go", ".templ") {
		if strings.HasPrefix(f, "internal/web/") && !strings.HasSuffix(f, "_templ.go") {
			written[path.Dir(f)]++
		}
	}
	if len(written) < 10 {
		t.Errorf("only %d folders found", len(written))
	}
	for folder, n := range written {
		if n > most {
			t.Errorf("%s: %d files, %d fit", folder, n, most)
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
			case strings.HasSuffix(to, "/store/storetest"), strings.HasSuffix(to, "/web/webtest"), strings.HasSuffix(to, "/workbook/pdftest"):
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
