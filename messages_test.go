package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/ippo-app/ippo/internal/library"
)

// TestEverythingTheCodeSaysHasItsWords finds message keys in the code of all
// rooms, such as "error.day.ahead", and looks each up, or the key that it ends: a
// room may put its prefix before it. Keys made of smaller parts are the
// business of the tests in their rooms.
func TestEverythingTheCodeSaysHasItsWords(t *testing.T) {
	w := library.For("en")
	prefixes, known := map[string]bool{}, map[string]bool{}
	for _, k := range w.Keys() {
		prefix, rest, _ := strings.Cut(k, ".")
		prefixes[prefix], known[k], known[rest] = true, true, true
	}
	whole := regexp.MustCompile(`^([a-z_]+)(\.[A-Za-z0-9_]+)+$`)
	names := regexp.MustCompile(`\.(json|html|css|js|svg|txt|csv|db|sql|go|md|zip)$`)
	found := 0
	err := fs.WalkDir(os.DirFS("internal"), ".", func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(file) != ".go" || strings.HasSuffix(file, "_test.go") || helps(path.Join("internal", file)) {
			return err
		}
		set := token.NewFileSet()
		f, err := parser.ParseFile(set, path.Join("internal", file), nil, 0)
		if err != nil {
			return err
		}
		ast.Inspect(f, func(n ast.Node) bool {
			lit, ok := n.(*ast.BasicLit)
			if !ok || lit.Kind != token.STRING {
				return true
			}
			key, err := strconv.Unquote(lit.Value)
			if err != nil || !whole.MatchString(key) || names.MatchString(key) {
				return true
			}
			if prefix, _, _ := strings.Cut(key, "."); prefixes[prefix] {
				found++
				if !known[key] {
					t.Errorf("%s: no language file has the message %s", set.Position(lit.Pos()), key)
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if found < 300 {
		t.Errorf("only %d keys were found, so this test looks in the wrong place", found)
	}
}
