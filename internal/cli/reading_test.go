package cli

import (
	"bytes"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/spf13/cobra"
)

// ran is a command line that was run on a database.
func ran(t *testing.T, database string, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	env := map[string]string{"IPPO_DATABASE": database, "HOME": t.TempDir(), "TZ": "UTC", "LANG": "en_GB.UTF-8", "NO_COLOR": "1"}
	var out, err bytes.Buffer
	now := func() time.Time { return time.Date(2026, time.August, 21, 11, 0, 0, 0, time.UTC) }
	code = Main(t.Context(), args, strings.NewReader(""), &out, &err, func(k string) string { return env[k] }, now)
	return code, out.String(), err.String()
}

// arguments that a command wants, for a run that gets as far as the database.
func arguments(out string) map[string][]string {
	return map[string][]string{
		"backup": {filepath.Join(out, "backup.db")}, "compass check": {"I", "want"}, "compass items": nil, "completion": {"bash"},
		"experiment start": {"--lever", "time", "--what", "earlier"}, "experiment stop": nil, "export": {"-o", filepath.Join(out, "export.json")},
		"goal edit": {"--minutes", "5"}, "goal keep": {"x"}, "goal park": {"x"}, "goal end": {"x"}, "goal resume": {"x"}, "goal repeat": nil,
		"measure": {"5"}, "rest": {"fri"}, "restore": {filepath.Join(out, "none.db")}, "pause": nil, "man": {out},
	}
}

// Trying an import where there is no database shows it all, and makes none.
func TestTryingAnImportMakesNothing(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(t.TempDir(), "days.csv")
	if err := os.WriteFile(file, []byte("date,habit,value\n2026-08-01,Run,1\n2026-08-02,Run,1\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	code, out, said := ran(t, filepath.Join(dir, "ippo.db"), "import", file, "--dry-run")
	there, err := os.ReadDir(dir)
	if code != exitDone || !strings.Contains(out, "Run") || len(there) > 0 || err != nil {
		t.Errorf("exit %d, %q, %q, %v, %v", code, out, said, there, err)
	}
}

// commands are all that do something, by name.
func commands(c *cobra.Command) map[string]*cobra.Command {
	all := map[string]*cobra.Command{}
	if c.Runnable() && c.Name() != "help" {
		all[nameOf(c)] = c
	}
	for _, sub := range c.Commands() {
		maps.Copy(all, commands(sub))
	}
	return all
}

// Reading never writes: whatever command is given, a database that is not there
// is made by the few that begin something, and by no other; those that need one
// say that there is none (ruling 63).
func TestOnlyMakersMakeADatabase(t *testing.T) {
	out := t.TempDir()
	without := []string{"completion", "goal", "guide", "man", "restore", "templates", "version", "experiment", "service", "service status"} // need no database
	for name, c := range commands(tree(deps{flags: &flags{}, words: &wording{}, getenv: os.Getenv})) {
		if mayMake(c, arguments(out)[name]) || name == "service install" || name == "service remove" { // they would ask this machine's own systemd
			continue
		}
		dir := t.TempDir()
		code, _, said := ran(t, filepath.Join(dir, "no", "where.db"), append(strings.Fields(name), arguments(out)[name]...)...)
		if there, err := os.ReadDir(dir); err != nil || len(there) > 0 {
			t.Errorf("ippo %s makes %v: %v", name, there, err)
		}
		if !slices.Contains(without, name) && (code != exitCould || !strings.HasPrefix(said, "ippo: There is no database at ")) {
			t.Errorf("ippo %s: exit %d, %q", name, code, said)
		}
	}
}
