package exchange

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// Every reason and every format has its words in every language.
func TestEveryReasonHasWords(t *testing.T) {
	t.Parallel()
	langs, err := filepath.Glob("../library/lang/*/say")
	if err != nil || len(langs) == 0 {
		t.Fatal("no languages", err)
	}
	for _, lang := range langs {
		for _, r := range append(reasons(t), "before_begun", "left_out") {
			if !words(t, lang, "drop")["drop."+r] {
				t.Errorf("%s: no words for drop.%s", lang, r)
			}
		}
		for _, f := range Formats() {
			if f.Program() == "" && !words(t, lang, "format")["format."+string(f)] {
				t.Errorf("%s: no words for format.%s", lang, f)
			}
		}
	}
}

func words(t *testing.T, lang, name string) map[string]bool {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(lang, name+".json"))
	if err != nil {
		t.Fatal(err)
	}
	var m map[string]any
	if err := json.Unmarshal(b, &m); err != nil {
		t.Fatal(err)
	}
	out := map[string]bool{}
	for k := range m {
		out[k] = true
	}
	return out
}

// reasons are the values of the constants in reason.go.
func reasons(t *testing.T) []string {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), "reason.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	ast.Inspect(f, func(n ast.Node) bool {
		v, ok := n.(*ast.ValueSpec)
		if !ok {
			return true
		}
		for _, x := range v.Values {
			if lit, ok := x.(*ast.BasicLit); ok && strings.HasPrefix(v.Names[0].Name, "reason") {
				s, err := strconv.Unquote(lit.Value)
				if err != nil {
					t.Fatal(err)
				}
				out = append(out, s)
			}
		}
		return true
	})
	if len(out) < 20 {
		t.Fatalf("only %d reasons found", len(out))
	}
	return out
}
