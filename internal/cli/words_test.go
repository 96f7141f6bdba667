package cli

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/ippo-app/ippo/internal/library"
)

// Every message that the terminal names is in the language files.
func TestEveryMessageIsThere(t *testing.T) {
	w := library.For("en")
	key := regexp.MustCompile(`^[a-z]+(\.[a-z0-9_-]*[a-z0-9_])+$`)
	rooms := map[string]bool{}
	for _, k := range w.Keys() {
		room, _, _ := strings.Cut(k, ".")
		rooms[room] = true
	}
	seen := 0
	err := filepath.WalkDir(".", func(file string, _ fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(file) != ".go" || strings.HasSuffix(file, "_test.go") {
			return err
		}
		tree, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		if err != nil {
			return err
		}
		ast.Inspect(tree, func(n ast.Node) bool {
			lit, ok := n.(*ast.BasicLit)
			if !ok || lit.Kind != token.STRING {
				return true
			}
			s, err := strconv.Unquote(lit.Value)
			room, _, _ := strings.Cut(s, ".")
			if err != nil || !key.MatchString(s) || !rooms[room] || strings.HasSuffix(s, ".db") || strings.HasSuffix(s, ".json") {
				return true
			}
			seen++
			if !w.Has(s) {
				t.Errorf("%s: no message %q", file, s)
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if seen < 100 {
		t.Errorf("only %d keys were found", seen)
	}
}

// Every command and every flag says what it is; every command has a longer
// text and an example.
func TestEveryCommandIsDescribed(t *testing.T) {
	d := deps{words: &wording{Words: library.For("en")}, flags: &flags{}, getenv: func(string) string { return "" }}
	root := tree(d)
	d.describe(root)
	var visit func(*cobra.Command)
	visit = func(c *cobra.Command) {
		path := helpPath(c)
		if c.Short == "" || strings.HasPrefix(c.Short, "help.") {
			t.Errorf("%s: no short text", path)
		}
		if c.Long == "" && path != "help" {
			t.Errorf("%s: no long text", path)
		}
		if c.Example == "" {
			t.Errorf("%s: no example", path)
		}
		c.LocalFlags().VisitAll(func(f *pflag.Flag) {
			if f.Usage == "" || strings.HasPrefix(f.Usage, "help.") {
				t.Errorf("%s --%s: no text", path, f.Name)
			}
		})
		for _, s := range c.Commands() {
			visit(s)
		}
	}
	visit(root)
}
