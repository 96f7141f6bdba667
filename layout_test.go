package main

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// source is one Go file of the house that is not a test.
type source struct {
	path      string
	file      *ast.File
	generated bool
}

// sources reads every Go file of the program.
func sources(t *testing.T) []source {
	t.Helper()
	var all []source
	set := token.NewFileSet()
	for _, file := range files(t, ".go") {
		if strings.HasSuffix(file, "_test.go") || strings.HasPrefix(file, "tools/") || helps(file) {
			continue
		}
		f, err := parser.ParseFile(set, file, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, source{file, f, ast.IsGenerated(f)})
	}
	if len(all) < 100 {
		t.Fatalf("only %d files found", len(all))
	}
	return all
}

// helps says whether a file helps tests only.
func helps(file string) bool {
	for _, room := range []string{"internal/store/storetest/", "internal/web/webtest/", "internal/workbook/pdftest/"} {
		if strings.HasPrefix(file, room) {
			return true
		}
	}
	return false
}

// files of the house whose names end so, without what was built or installed.
func files(t *testing.T, ends ...string) []string {
	t.Helper()
	var all []string
	err := fs.WalkDir(os.DirFS("."), ".", func(p string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && slices.Contains([]string{".git", "node_modules", "shots", "dist"}, d.Name()):
			return fs.SkipDir
		case d.Type().IsRegular() && p != ".git" && (len(ends) == 0 || slices.Contains(ends, path.Ext(p))):
			all = append(all, p)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestEveryPackageSaysWhatItIs(t *testing.T) {
	says := map[string]bool{}
	for _, s := range sources(t) {
		dir := path.Dir(s.path)
		says[dir] = says[dir] || !s.generated && s.file.Doc != nil
	}
	for dir, ok := range says {
		if !ok {
			t.Errorf("%s: no file says what the package is", dir)
		}
	}
}

// TestNothingRunsBeforeMain: no init, so that the order of the house is read in cli.
func TestNothingRunsBeforeMain(t *testing.T) {
	for _, s := range sources(t) {
		for _, d := range s.file.Decls {
			if f, ok := d.(*ast.FuncDecl); ok && f.Recv == nil && f.Name.Name == "init" {
				t.Errorf("%s: has an init", s.path)
			}
		}
	}
}

// TestTheClockComesInByOneDoor: main hands it to cli; what is measured in bench
// is real time.
func TestTheClockComesInByOneDoor(t *testing.T) {
	for _, s := range sources(t) {
		if s.path == "main.go" || strings.HasPrefix(s.path, "bench/") {
			continue
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			if x, ok := n.(*ast.SelectorExpr); ok {
				if p, ok := x.X.(*ast.Ident); ok && p.Name == "time" && slices.Contains([]string{"Now", "Since", "Until"}, x.Sel.Name) {
					t.Errorf("%s: asks the clock: time.%s", s.path, x.Sel.Name)
				}
			}
			return true
		})
	}
}

func TestMigrationsAreNumberedWithoutGaps(t *testing.T) {
	ms, err := fs.Glob(os.DirFS("internal/store/migrations"), "*.sql")
	if err != nil || len(ms) == 0 {
		t.Fatal(ms, err)
	}
	for i, m := range ms {
		if want := fmt.Sprintf("%05d_", i+1); !strings.HasPrefix(m, want) {
			t.Errorf("%s: begins with %s", m, want)
		}
	}
}

// TestNoMachineIsNamed: the house stands anywhere; no file names a place on the
// machine it was built on, or where its parts were fetched from.
func TestNoMachineIsNamed(t *testing.T) {
	place := regexp.MustCompile(`/(work|root|farm)/|/tmp/[a-z]|https?://(proxy|registry|deb)\.`)
	for _, f := range files(t) {
		if f == "layout_test.go" || f == "ippo" {
			continue
		}
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.IndexByte(b[:min(len(b), 8000)], 0) >= 0 {
			continue // a picture or a database
		}
		for i, line := range bytes.Split(b, []byte("\n")) {
			if m := place.Find(line); m != nil {
				t.Errorf("%s:%d: names %s", f, i+1, m)
			}
		}
	}
}

// TestSecurityNamesItsTests: what docs/security.md says is held by a test, is.
func TestSecurityNamesItsTests(t *testing.T) {
	b, err := os.ReadFile("docs/security.md")
	if err != nil {
		t.Fatal(err)
	}
	var tests bytes.Buffer
	there := map[string]bool{}
	for _, f := range files(t, ".go", ".mjs", ".txtar") {
		there[path.Base(f)], there[f] = true, true
		if strings.HasSuffix(f, "_test.go") || strings.HasSuffix(f, ".test.mjs") {
			b, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			tests.Write(b)
		}
	}
	named := 0
	for _, m := range regexp.MustCompile("`(Test[A-Za-z0-9]+)`|`([a-z/.]+\\.(?:mjs|txtar))`").FindAllSubmatch(b, -1) {
		named++
		if name := string(m[1]); name != "" && !bytes.Contains(tests.Bytes(), []byte("func "+name+"(")) {
			t.Errorf("there is no %s", name)
		}
		if file := string(m[2]); file != "" && !there[file] {
			t.Errorf("there is no %s", file)
		}
	}
	if named < 15 {
		t.Errorf("only %d tests are named", named)
	}
}

// TestDocumentsNameWhatIsThere: a path that a document gives a newcomer leads
// somewhere.
func TestDocumentsNameWhatIsThere(t *testing.T) {
	named := regexp.MustCompile("`((?:internal|docs|bench|browser|scripts|testdata)/[A-Za-z0-9_./-]+|[a-z]+(?:_test)?\\.go)`")
	for _, doc := range []string{"CONTRIBUTING.md", "docs/design.md"} {
		b, err := os.ReadFile(doc)
		if err != nil {
			t.Fatal(err)
		}
		found := 0
		for _, m := range named.FindAllSubmatch(b, -1) {
			p := string(m[1])
			beside := !strings.Contains(p, "/") && !strings.HasSuffix(p, "_test.go") && p != "main.go"
			if beside || strings.HasPrefix(p, "browser/shots/") { // of a file that was named with its folder; made by running
				continue
			}
			found++
			if _, err := os.Stat(p); err != nil {
				t.Errorf("%s names %s, and it is not there", doc, p)
			}
		}
		if found < 10 {
			t.Errorf("%s names %d paths", doc, found)
		}
	}
}
