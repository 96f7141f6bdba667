package main

import (
	"archive/zip"
	"bytes"
	"database/sql"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	_ "modernc.org/sqlite" // stories make databases of other programs

	"github.com/ippo-app/ippo/internal/store/storetest"
)

// update writes the golden parts of the stories anew: go test . -update.
var update = flag.Bool("update", false, "write the golden files anew")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"ippo": main})
}

// TestStories runs the stories of testdata/script: one file, one thing that a
// person wants.
func TestStories(t *testing.T) {
	server := ""
	if os.Getenv("IPPO_TEST_POSTGRES") != "" {
		server = storetest.Postgres(t)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		UpdateScripts:       *update,
		Setup: func(e *testscript.Env) error {
			e.Setenv("HOME", e.WorkDir+"/home")
			e.Setenv("TZ", "Europe/Berlin")
			e.Setenv("LANG", "en_GB.UTF-8")
			e.Setenv("POSTGRES", server)
			return os.Mkdir(e.WorkDir+"/home", 0o700)
		},
		Condition: func(c string) (bool, error) {
			if c == "postgres" {
				return server != "", nil
			}
			return false, fmt.Errorf("unknown condition %q", c)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"json":   jsonCommand,
			"at":     atCommand,
			"undoes": undoesCommand,
			"usage":  func(ts *testscript.TestScript, _ bool, args []string) { exits(ts, 2, args) },
			"could":  func(ts *testscript.TestScript, _ bool, args []string) { exits(ts, 1, args) },
			"sqlite": sqliteCommand,
			"holds":  holdsCommand,
			"glob":   globCommand,
			"live":   liveCommand,
			"like":   likeCommand,
			"zip":    zipCommand,
			"flip":   flipCommand,
		},
	})
}

// atCommand is "at 2026-10-05 08:00": what follows happens at that local time
// of the story, in Europe/Berlin.
func atCommand(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 2 || neg {
		ts.Fatalf("usage: at DATE TIME")
	}
	now, err := localTime(args[0] + " " + args[1])
	ts.Check(err)
	ts.Setenv("IPPO_NOW", now)
}

// undoesCommand is "undoes FILE": undo the command whose answer the file holds.
func undoesCommand(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 1 || neg {
		ts.Fatalf("usage: undoes FILE")
	}
	var answer struct{ Command string }
	ts.Check(json.Unmarshal([]byte(ts.ReadFile(args[0])), &answer))
	ts.Check(ts.Exec("ippo", "undo", answer.Command))
}

// exits runs ippo and expects an exit status, an empty standard output and one
// line on standard error.
func exits(ts *testscript.TestScript, want int, args []string) {
	err := ts.Exec("ippo", args...)
	var status *exec.ExitError
	if !errors.As(err, &status) || status.ExitCode() != want {
		ts.Fatalf("ippo %v: %v, want exit status %d", args, err, want)
	}
	if out := ts.ReadFile("stdout"); out != "" {
		ts.Fatalf("ippo %v printed %q on standard output", args, out)
	}
	if e := ts.ReadFile("stderr"); strings.Count(e, "\n") != 1 || !strings.HasPrefix(e, "ippo: ") {
		ts.Fatalf("ippo %v said %q", args, e)
	}
}

// sqliteCommand is "sqlite FILE STATEMENTS": run SQL on a database file.
func sqliteCommand(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 2 || neg {
		ts.Fatalf("usage: sqlite FILE STATEMENTS")
	}
	db, err := sql.Open("sqlite", ts.MkAbs(args[0]))
	ts.Check(err)
	_, err = db.Exec(ts.ReadFile(args[1])) //nolint:noctx // a file of the story
	ts.Check(errors.Join(err, db.Close()))
}

// holdsCommand is "holds FILE TEXT": the bytes of the file hold the text. A
// file that is not there holds nothing.
func holdsCommand(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: holds FILE TEXT")
	}
	b, err := os.ReadFile(ts.MkAbs(args[0]))
	if err != nil && !os.IsNotExist(err) {
		ts.Fatalf("%v", err)
	}
	if bytes.Contains(b, []byte(args[1])) == neg {
		ts.Fatalf("%s: %q, %v", args[0], args[1], !neg)
	}
}

// flipCommand is "flip PATTERN TEXT": one bit of the text changes, wherever the
// file that matches holds it.
func flipCommand(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 2 || neg {
		ts.Fatalf("usage: flip PATTERN TEXT")
	}
	found, err := filepath.Glob(ts.MkAbs(args[0]))
	ts.Check(err)
	if len(found) != 1 {
		ts.Fatalf("%s: %d files", args[0], len(found))
	}
	b, err := os.ReadFile(found[0])
	ts.Check(err)
	other := []byte(args[1])
	other[0] ^= 1
	if !bytes.Contains(b, []byte(args[1])) {
		ts.Fatalf("%s does not hold %q", found[0], args[1])
	}
	ts.Check(os.WriteFile(found[0], bytes.ReplaceAll(b, []byte(args[1]), other), 0o600))
}

// globCommand is "glob PATTERN": the one database that matches is used from now
// on; "! glob PATTERN" says that nothing matches.
func globCommand(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 1 {
		ts.Fatalf("usage: glob PATTERN")
	}
	found, err := filepath.Glob(args[0])
	ts.Check(err)
	if neg && len(found) == 0 {
		return
	}
	if neg {
		ts.Fatalf("%v", found)
	}
	for _, f := range found {
		if !strings.HasSuffix(f, "-wal") && !strings.HasSuffix(f, "-shm") {
			ts.Setenv("IPPO_DATABASE", f)
			return
		}
	}
	ts.Fatalf("nothing matches %s", args[0])
}

// liveCommand is "live FILE FIRST LAST": the days of a file, one command a
// line behind its date and time.
func liveCommand(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 3 || neg {
		ts.Fatalf("usage: live FILE FIRST LAST")
	}
	lived := 0
	for line := range strings.Lines(ts.ReadFile(args[0])) {
		f := strings.Fields(line)
		if len(f) < 3 || f[0] < args[1] || f[0] > args[2] {
			continue
		}
		now, err := localTime(f[0] + " " + f[1])
		ts.Check(err)
		ts.Setenv("IPPO_NOW", now)
		ts.Check(ts.Exec("ippo", f[2:]...))
		lived++
	}
	if lived == 0 {
		ts.Fatalf("no day of %s lies between %s and %s", args[0], args[1], args[2])
	}
}

// likeCommand is "like DRY REAL": the two reports of an import tell the same
// of the file, and differ in their last words alone.
func likeCommand(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 2 || neg {
		ts.Fatalf("usage: like DRY REAL")
	}
	dry, found := strings.CutSuffix(ts.ReadFile(args[0]), "  Nothing has been written yet.\n")
	if !found || !strings.HasPrefix(ts.ReadFile(args[1]), dry) {
		ts.Fatalf("the two reports differ")
	}
}

// zipCommand is "zip FILE FOLDER": pack the files of a folder.
func zipCommand(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 2 || neg {
		ts.Fatalf("usage: zip FILE FOLDER")
	}
	f, err := os.Create(ts.MkAbs(args[0]))
	ts.Check(err)
	z := zip.NewWriter(f)
	ts.Check(errors.Join(z.AddFS(os.DirFS(ts.MkAbs(args[1]))), z.Close(), f.Close()))
}

// localTime writes a local time of the story as IPPO_NOW reads it.
func localTime(s string) (string, error) {
	zone, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		return "", err
	}
	t, err := time.ParseInLocation("2006-01-02 15:04", s, zone)
	return t.Format(time.RFC3339), err
}

// jsonCommand is "json PATH VALUE": the last output is one JSON document and
// holds the value at the path, such as goals.0.chain.length 8.
func jsonCommand(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: json PATH VALUE")
	}
	var doc any
	ts.Check(json.Unmarshal([]byte(ts.ReadFile("stdout")), &doc))
	got, err := valueAt(doc, args[0])
	ts.Check(err)
	var want any
	if json.Unmarshal([]byte(args[1]), &want) != nil {
		want = args[1]
	}
	if reflect.DeepEqual(got, want) == neg {
		ts.Fatalf("%s is %v", args[0], got)
	}
}

// valueAt a path of names and indices; len is the length of a list.
func valueAt(doc any, path string) (any, error) {
	for p := range strings.SplitSeq(path, ".") {
		switch x := doc.(type) {
		case map[string]any:
			v, ok := x[p]
			if !ok {
				return nil, fmt.Errorf("there is no %s in %s", p, path)
			}
			doc = v
		case []any:
			if p == "len" {
				return float64(len(x)), nil
			}
			i, err := strconv.Atoi(p)
			if err != nil || i < 0 || i >= len(x) {
				return nil, fmt.Errorf("there is no %s in %s", p, path)
			}
			doc = x[i]
		default:
			return nil, fmt.Errorf("nothing is below %s in %s", p, path)
		}
	}
	return doc, nil
}
