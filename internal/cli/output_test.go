package cli

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/ippo-app/ippo/internal/library"
)

// outputs are all ways to name a place for something to be written, each with
// the command line for a path. folder: files of their own go into it.
var outputs = map[string]struct {
	args   func(path string) []string
	folder bool
	ending string // of a name that fits
}{
	"export --output":    {args: func(p string) []string { return []string{"export", "-o", p} }},
	"backup argument":    {args: func(p string) []string { return []string{"backup", p} }},
	"backup --to":        {args: func(p string) []string { return []string{"backup", "--to", p} }, folder: true},
	"serve --backup-to":  {args: func(p string) []string { return []string{"serve", "--listen", "nowhere", "--backup-to", p} }, folder: true},
	"IPPO_BACKUP_TO":     {args: func(p string) []string { return []string{"IPPO_BACKUP_TO=" + p, "backup"} }, folder: true},
	"workbook --output":  {args: func(p string) []string { return []string{"workbook", "-o", p} }, ending: ".pdf"},
	"export for reading": {args: func(p string) []string { return []string{"export", "--format", "md", "-o", p} }},
	"export for a sheet": {args: func(p string) []string { return []string{"export", "--format", "csv", "-o", p} }, ending: ".zip"},
	"a locked backup":    {args: func(p string) []string { return []string{"backup", p, "--recipient", somebody} }},
}

// somebody is the public half of an age key.
const somebody = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p"

// Ruling 64: every flag and argument of the tree that is an output path stands
// in the table above.
func TestRuling64EveryOutputIsInTheTable(t *testing.T) {
	root := tree(deps{words: &wording{Words: library.For("en")}, flags: &flags{}, getenv: func(string) string { return "" }})
	found := map[string]bool{}
	var visit func(*cobra.Command)
	visit = func(c *cobra.Command) {
		_, path, _ := strings.Cut(c.CommandPath(), " ")
		if c.Annotations[outputType] != "" {
			found[path+" argument"] = true
		}
		c.Flags().VisitAll(func(f *pflag.Flag) {
			if f.Value.Type() == outputType {
				found[path+" --"+f.Name] = true
			}
		})
		for _, s := range c.Commands() {
			visit(s)
		}
	}
	visit(root)
	for o := range found {
		if _, ok := outputs[o]; !ok {
			t.Errorf("ippo %s: not in the table", o)
		}
	}
	for o := range outputs {
		if (strings.Contains(o, " --") || strings.HasSuffix(o, " argument")) && !found[o] {
			t.Errorf("ippo %s: not marked as an output", o)
		}
	}
}

// Ruling 64: nothing of the terminal writes a file but what goes through
// output.go. The look at a folder's rights keeps nothing, the page that leads
// the browser lies in a folder made for it and goes by itself, the unit of a service
// lies where the system looks for it, and what was said today is noted in the system's folder for what may be lost.
func TestRuling64OneDoorForFiles(t *testing.T) {
	writing := []string{
		"Chmod", "Create", "CreateTemp", "Link", "Mkdir", "MkdirAll", "MkdirTemp", "OpenFile", "OpenRoot", "Remove", "RemoveAll", "Rename", "Symlink",
		"Truncate", "WriteFile",
	}
	err := filepath.WalkDir(".", func(file string, _ fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(file) != ".go" || strings.HasSuffix(file, "_test.go") || file == "output.go" || slices.Contains([]string{"doctorlook.go", "openbrowser.go", "saidtoday.go", "serviceunit.go"}, file) {
			return err
		}
		set := token.NewFileSet()
		f, err := parser.ParseFile(set, file, nil, 0)
		if err != nil {
			return err
		}
		ast.Inspect(f, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			if x, ok := call.Fun.(*ast.SelectorExpr); ok {
				of, _ := x.X.(*ast.Ident)
				if of != nil && of.Name == "os" && slices.Contains(writing, x.Sel.Name) || x.Sel.Name == "Backup" {
					t.Errorf("%s: %s writes; output.go asks first whether it may", set.Position(x.Pos()), x.Sel.Name)
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// everything in a folder: names with their bytes.
func everything(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	all := map[string][]byte{}
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			all[path], err = os.ReadFile(path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// lived is a person whose database has all beside it that a life leaves there,
// and backups and files elsewhere.
func lived(t *testing.T) (p *person, home string) {
	t.Helper()
	p, home = newPerson(t), t.TempDir()
	in := func(name string) string { return filepath.Join(home, name) }
	p.env["IPPO_DATABASE"] = in("ippo.db")
	p.at("2026-10-05 06:00", "begin", "--yes", "--template", "fitness")
	p.at("2026-10-05 07:00", "done", "--note", "up the hill")
	p.at("2026-10-05 08:00", "backup", in("kept.db"))
	p.at("2026-10-05 08:00", "backup", in("kept.age"), "--recipient", somebody)
	p.at("2026-10-05 09:00", "restore", in("kept.db"), "--yes")
	p.at("2026-10-05 10:00", "done", "--more", "5")
	for _, tail := range []string{"-wal", "-shm"} { // as while it is open
		if err := os.WriteFile(in("ippo.db.old-20261005-070000"+tail), []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for name, words := range map[string]string{"notes.txt": "mine", "ippo-20261023-074200-3f9a-118-c04d1e.db.age": "cut off", "empty": ""} {
		if err := os.WriteFile(in(name), []byte(words), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return p, home
}

// line runs a command line that may begin with names of the environment.
func (p *person) line(args []string) (code int, out, errs string) {
	p.t.Helper()
	before := maps.Clone(p.env)
	defer func() { p.env = before }()
	for p.env = maps.Clone(p.env); ; args = args[1:] {
		name, value, ok := strings.Cut(args[0], "=")
		if !ok {
			return p.run("2026-10-06 08:00", args...)
		}
		p.env[name] = value
	}
}

// Ruling 64: no output path is the database, what lies beside it or a backup,
// by any name, whatever is said; another file is replaced after --yes alone. A
// path that is refused changes nothing.
func TestRuling64OutputPaths(t *testing.T) {
	p, home := lived(t)
	in := func(name string) string { return filepath.Join(home, name) }
	never := []string{in("kept.db"), in("kept.age"), in("ippo-20261023-074200-3f9a-118-c04d1e.db.age"), filepath.Join(home, ".", "sub", "..", "ippo.db")}
	for file := range everything(t, home) {
		if strings.HasPrefix(filepath.Base(file), "ippo.db") {
			never = append(never, file)
		}
	}
	if len(never) < 9 {
		t.Fatalf("a life leaves only %q", never)
	}
	for _, tail := range []string{"-wal", "-shm", "-journal", ".lock", ".door", ".turn", ".backup.json", ".backup.json.part", ".part", ".part-17", ".plain-17", ".schema-3"} {
		never = append(never, in("ippo.db"+tail))
	}
	for i, to := range []string{"ippo.db", "ippo.db.lock", "kept.db", "kept.age"} {
		soft, hard := in("soft"+string(rune('a'+i))), in("hard"+string(rune('a'+i)))
		if err := os.Link(in(to), hard); err != nil {
			t.Fatal(err)
		}
		never = append(never, hard)
		if err := os.Symlink(in(to), soft); err == nil { // not every system lets everybody
			never = append(never, soft)
		}
	}
	before := everything(t, home)
	refused := func(o string, args []string, path, said string) {
		t.Helper()
		code, out, errs := p.line(args)
		if code != exitCould || out != "" || strings.Count(errs, "\n") != 1 || !strings.Contains(errs, path) || !strings.Contains(errs, said) {
			t.Errorf("%s, %s: exit %d, %q, %q", o, path, code, out, errs)
		}
		if after := everything(t, home); !maps.EqualFunc(before, after, bytes.Equal) {
			t.Fatalf("%s, %s: something changed", o, path)
		}
	}
	for name, o := range outputs {
		for _, path := range never {
			for _, said := range [][]string{nil, {"--yes"}} {
				refused(name, append(o.args(path), said...), path, "Name another file.")
			}
		}
		for _, path := range []string{in("notes.txt"), in("empty")} {
			if !o.folder {
				refused(name, o.args(path), path, "--yes")
			}
		}
	}
	for name, o := range outputs {
		if o.folder {
			continue
		}
		path := in("notes.txt" + o.ending)
		if err := os.WriteFile(path, []byte("mine"), 0o644); err != nil {
			t.Fatal(err)
		}
		code, _, errs := p.line(append(o.args(path), "--yes"))
		b, err := os.ReadFile(path)
		fi, look := os.Stat(path)
		if code != exitDone || err != nil || string(b) == "mine" || look != nil || fi.Mode().Perm() != 0o600 {
			t.Errorf("%s: exit %d, %q, %v, %v", name, code, errs, err, look)
		}
		if err := os.Remove(path); err != nil { // it may be a backup now
			t.Fatal(err)
		}
	}
	for file := range everything(t, home) {
		if strings.HasPrefix(filepath.Base(file), "notes.txt") {
			t.Errorf("%s was left", file)
		}
	}
}

// Ruling 64: a path that ends in / is a folder for tables, and each of them
// keeps the rule.
func TestRuling64Tables(t *testing.T) {
	p, home := lived(t)
	dir := filepath.Join(home, "tables") + "/"
	args := []string{"export", "--format", "csv", "-o", dir}
	p.at("2026-10-06 08:00", args...)
	if err := os.WriteFile(dir+"compass.csv", []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	before := everything(t, home)
	refused := func(said string, args ...string) {
		t.Helper()
		if code, out, errs := p.run("2026-10-06 08:00", args...); code != exitCould || out != "" || !strings.Contains(errs, said) {
			t.Errorf("exit %d, %q, %q", code, out, errs)
		}
		if !maps.EqualFunc(before, everything(t, home), bytes.Equal) {
			t.Fatal("something changed")
		}
	}
	refused("days.csv already. To replace it, add --yes.", args...)
	p.at("2026-10-06 08:00", append(args, "--yes")...)
	if b, err := os.ReadFile(dir + "compass.csv"); err != nil || string(b) == "mine" {
		t.Errorf("%s %v", b, err)
	}
	if err := os.Remove(dir + "lookbacks.csv"); err != nil {
		t.Fatal(err)
	}
	if err := os.Link(filepath.Join(home, "ippo.db"), dir+"lookbacks.csv"); err != nil {
		t.Fatal(err)
	}
	before = everything(t, home)
	refused("lookbacks.csv is the database", append(args, "--yes")...)
	refused("cannot be written", "export", "-o", dir, "--yes") // a document is no folder
}
