package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// TestImportsFlowOneWay holds the house to its plan: each room names the rooms it may open onto.
func TestImportsFlowOneWay(t *testing.T) {
	house := map[string]string{
		"goal":     "",
		"library":  "goal",
		"app":      "goal library",
		"store":    "app goal",
		"exchange": "goal",
		"web":      "app goal library exchange",
		"server":   "app goal library web",
		"cli":      "app exchange goal library server store web",
	}
	const home = "github.com/ippo-app/ippo/internal/"
	room := func(p string) string { r, _, _ := strings.Cut(p, "/"); return r }

	err := fs.WalkDir(os.DirFS("internal"), ".", func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(file) != ".go" || strings.HasSuffix(file, "_test.go") {
			return err
		}
		open, known := house[room(file)]
		if !known {
			t.Errorf("%s: this room is not on the plan", file)
		}
		f, err := parser.ParseFile(token.NewFileSet(), path.Join("internal", file), nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, i := range f.Imports {
			p, err := strconv.Unquote(i.Path.Value)
			if err != nil {
				return err
			}
			to, ours := strings.CutPrefix(p, home)
			if to = room(to); ours && to != room(file) && !slices.Contains(strings.Fields(open), to) {
				t.Errorf("%s: must not import %s", file, to)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
