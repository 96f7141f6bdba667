package cli

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// update writes the golden files anew: go test ./internal/cli -update.
var update = flag.Bool("update", false, "write the golden files anew")

// person is somebody at a terminal, with a database and an environment of
// their own.
type person struct {
	t   *testing.T
	env map[string]string
}

func newPerson(t *testing.T) *person {
	t.Helper()
	return &person{t, map[string]string{
		"IPPO_DATABASE": filepath.Join(t.TempDir(), "ippo.db"), "TZ": "Europe/Berlin", "LANG": "en_GB.UTF-8",
	}}
}

// run runs a command line at a local time like 2026-10-07 08:00 and answers
// the exit code and both outputs.
func (p *person) run(at string, args ...string) (code int, out, errs string) {
	p.t.Helper()
	zone, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		p.t.Fatal(err)
	}
	now, err := time.ParseInLocation("2006-01-02 15:04", at, zone)
	if err != nil {
		p.t.Fatal(err)
	}
	var o, e bytes.Buffer
	getenv := func(k string) string { return p.env[k] }
	code = Main(p.t.Context(), args, bytes.NewReader(nil), &o, &e, getenv, func() time.Time { return now })
	return code, o.String(), e.String()
}

// at runs a command line that is expected to work, and answers its output.
func (p *person) at(at string, args ...string) string {
	p.t.Helper()
	code, out, errs := p.run(at, args...)
	if code != exitDone || errs != "" {
		p.t.Fatalf("%s ippo %q: exit %d, %s", at, args, code, errs)
	}
	return out
}

// golden compares a text with a file of testdata.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s\n--- want\n%s\n--- got\n%s", name, want, got)
	}
}
