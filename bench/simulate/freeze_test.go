package main

import (
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const goalFolder = "internal/goal"

// asked are the functions of our own code through which the policies go.
func asked() []string {
	return []string{
		"See", "WordlessDays", "ReviewInputs", "Review", "Offer", "ReviewStart", "LighterWeek", "SmallestForAWeek", "Evolve",
		"Plans", "PlanOn", "Lasting", "LetterOf", "Grow", "Lower", "EaseTarget", "ShrinkStep", "Forecast", "Adhere", "MissEpisodes",
	}
}

// Every file of the review is frozen, by its name of today.
func TestReviewFilesAreFrozen(t *testing.T) {
	t.Parallel()
	f := read(t)
	files, err := filepath.Glob(filepath.Join("..", "..", filepath.FromSlash(goalFolder), "review*.go"))
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, name := range files {
		name = goalFolder + "/" + filepath.Base(name)
		if !strings.HasSuffix(name, "_test.go") && !slices.ContainsFunc(f.Rules.Files, func(x string) bool { return nowAt(x) == name }) {
			t.Errorf("%s is not frozen", name)
		}
	}
}

// What the policies reach of our own code is frozen, file by file, and so is the
// model.
func TestWhatDecidesIsFrozen(t *testing.T) {
	simulated(t)
	t.Parallel()
	want := reached(t)
	here, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range here {
		if !strings.HasSuffix(name, "_test.go") && !slices.Contains(outsideTheModel(), name) {
			want = append(want, "bench/simulate/"+name)
		}
	}
	got := cutOut()
	for _, name := range read(t).Rules.Files {
		got = append(got, nowAt(name))
	}
	for _, name := range want {
		if !slices.Contains(got, name) {
			t.Errorf("%s decides and is not frozen", name)
		}
	}
}

// outsideTheModel are the files that only read, print and measure.
func outsideTheModel() []string {
	return []string{
		"clock_other.go", "clock_unix.go", "first.go", "frozen.go", "main.go", "provenance.go", "regimes.go", "report.go",
	}
}

// reached are the files that hold a function, a constant or a variable which the
// asked functions come to.
func reached(t *testing.T) []string {
	t.Helper()
	set := token.NewFileSet()
	files, info := typed(t, set)
	bodies := map[types.Object]ast.Node{}
	var next []types.Object
	for _, f := range files {
		for _, d := range f.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				o := info.Defs[d.Name]
				bodies[o] = d
				if slices.Contains(asked(), d.Name.Name) {
					next = append(next, o)
				}
			case *ast.GenDecl:
				for _, s := range d.Specs {
					if v, ok := s.(*ast.ValueSpec); ok {
						for _, name := range v.Names {
							bodies[info.Defs[name]] = v
						}
					}
				}
			}
		}
	}
	in := map[string]bool{}
	for len(next) > 0 {
		o := next[len(next)-1]
		next = next[:len(next)-1]
		body := bodies[o]
		if body == nil {
			continue
		}
		delete(bodies, o)
		in[goalFolder+"/"+filepath.Base(set.Position(body.Pos()).Filename)] = true
		ast.Inspect(body, func(n ast.Node) bool {
			if id, ok := n.(*ast.Ident); ok && info.Uses[id] != nil {
				next = append(next, info.Uses[id])
			}
			return true
		})
	}
	var names []string
	for name := range in {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// typed is our own code of the rules, parsed and with its types.
func typed(t *testing.T, set *token.FileSet) ([]*ast.File, *types.Info) {
	t.Helper()
	folder := filepath.Join("..", "..", filepath.FromSlash(goalFolder))
	out, err := exec.CommandContext(t.Context(), "go", "list", "-export", "-deps", "-f", "{{.ImportPath}} {{.Export}}", "./"+filepath.ToSlash(folder)).Output()
	if err != nil {
		t.Fatal(err)
	}
	exports := map[string]string{}
	for line := range strings.Lines(string(out)) {
		path, file, _ := strings.Cut(strings.TrimSpace(line), " ")
		exports[path] = file
	}
	names, err := filepath.Glob(filepath.Join(folder, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	var files []*ast.File
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(set, name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, f)
	}
	info := &types.Info{Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{}}
	c := types.Config{Importer: importer.ForCompiler(set, "gc", func(path string) (io.ReadCloser, error) { return os.Open(exports[path]) })}
	if _, err := c.Check(goalFolder, set, files, info); err != nil {
		t.Fatal(err)
	}
	return files, info
}
