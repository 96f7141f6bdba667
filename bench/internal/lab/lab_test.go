package lab_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/ippo-app/ippo/bench/internal/lab"
)

// A test that has a phase of its own is skipped by go test ./... and so has to
// be run by make test and by .ci/run: no switch that a test looks for is
// forgotten there.
func TestEveryPhaseIsRun(t *testing.T) {
	t.Parallel()
	root, err := lab.Root()
	if err != nil {
		t.Fatal(err)
	}
	read := func(path string) string {
		t.Helper()
		b, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(path)))
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	makefile, ci := read("Makefile"), read(".ci/run")
	_, all, _ := strings.Cut(makefile, "\ntest: ")
	all, _, _ = strings.Cut(all, " ##")
	switches := switchesOf(t, os.DirFS(filepath.Join(root, "bench")))
	if len(switches) < 2 {
		t.Errorf("only %v found", switches)
	}
	for name, dirs := range switches {
		m := regexp.MustCompile(`(?m)^([a-z-]+):.*\n\t(?:scripts/with-tools [a-z ]+ -- env )?` + name + `=1 go test (.*)$`).FindStringSubmatch(makefile)
		if m == nil {
			t.Errorf("no target of the Makefile sets %s", name)
			continue
		}
		if !strings.Contains(" "+all+" ", " "+m[1]+" ") || !strings.Contains(ci, "make "+m[1]+"\n") {
			t.Errorf("make test and .ci/run leave out make %s", m[1])
		}
		for dir := range dirs {
			if !strings.Contains(m[2]+" ", "./bench/"+dir+" ") {
				t.Errorf("make %s leaves out bench/%s", m[1], dir)
			}
		}
	}
}

// switchesOf are the environment variables that tests look for, and the folders
// of those tests.
func switchesOf(t *testing.T, bench fs.FS) map[string]map[string]bool {
	t.Helper()
	found := map[string]map[string]bool{}
	name := regexp.MustCompile(`os\.Getenv\("(IPPO_TEST_[A-Z]+)"\)`)
	err := fs.WalkDir(bench, ".", func(path string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, "_test.go") {
			return err
		}
		b, err := fs.ReadFile(bench, path)
		for _, m := range name.FindAllStringSubmatch(string(b), -1) {
			if found[m[1]] == nil {
				found[m[1]] = map[string]bool{}
			}
			found[m[1]][filepath.ToSlash(filepath.Dir(path))] = true
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}
