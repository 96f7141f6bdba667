//go:build unix

package cli

import (
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"filippo.io/age"
)

// A database where nothing can be written is read, exported, backed up and
// examined; what would change it is refused in one sentence (ruling 63).
func TestAReadOnlyPlaceAnswers(t *testing.T) {
	if asNobody(t) {
		return
	}
	key, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	dir, out := t.TempDir(), t.TempDir()
	database := filepath.Join(dir, "ippo.db")
	for _, args := range [][]string{{"begin", "--template", "fitness", "--yes"}, {"done"}} {
		if code, _, said := ran(t, database, args...); code != exitDone {
			t.Fatal(args, said)
		}
	}
	t.Cleanup(func() { _ = os.Chmod(dir, 0o700) })
	if err := errors.Join(os.Chmod(database, 0o400), os.Chmod(dir, 0o555)); err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range []string{
		"", "today", "goals", "goal show", "stats", "explain", "experiment show", "compass", "compass items", "review --json", "doctor",
		"export", "export --format md", "settings", "backup " + out + "/a.db", "backup --to " + out + "/backups", "backup " + out + "/b.db.age --recipient " + key.Recipient().String(),
	} {
		if code, _, said := ran(t, database, strings.Fields(line)...); code != exitDone {
			t.Errorf("ippo %s: exit %d, %q", line, code, said)
		}
	}
	for _, line := range []string{"done --more 5", "undo", "doctor --rebuild", "goal park fitness", "settings --zone Asia/Tokyo", "serve --no-open"} {
		if code, _, said := ran(t, database, strings.Fields(line)...); code != exitCould || !strings.Contains(said, "cannot be written") {
			t.Errorf("ippo %s: exit %d, %q", line, code, said)
		}
	}
	after, err := os.ReadDir(dir)
	if err != nil || len(after) != len(before) {
		t.Errorf("beside the database: %v, %v", after, err)
	}
	if code, _, said := ran(t, filepath.Join(out, "restored.db"), "restore", out+"/a.db"); code != exitDone {
		t.Error(said)
	}
}

// asNobody runs the test once more as a user for whom modes hold, if it runs as
// root, who may write everywhere; it says whether that was so.
func asNobody(t *testing.T) bool {
	t.Helper()
	if os.Geteuid() != 0 {
		return false
	}
	dir, err := os.MkdirTemp("", "nobody-") //nolint:usetesting // only its owner may enter that of the test
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = os.RemoveAll(dir) }()
	program := filepath.Join(dir, "test")
	in, err := os.Open(os.Args[0])
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = in.Close() }() // only read
	to, err := os.OpenFile(program, os.O_CREATE|os.O_WRONLY, 0o755)
	if err != nil {
		t.Fatal(err)
	}
	_, err = io.Copy(to, in)
	if err := errors.Join(err, to.Close(), os.Chmod(program, 0o755), os.Chmod(dir, 0o777)); err != nil {
		t.Fatal(err)
	}
	c := exec.CommandContext(t.Context(), program, "-test.run=^"+t.Name()+"$", "-test.v")
	c.Env = append(os.Environ(), "TMPDIR="+dir)
	c.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
	said, err := c.CombinedOutput()
	if err != nil || !strings.Contains(string(said), "PASS: "+t.Name()) {
		t.Errorf("%v\n%s", err, said)
	}
	return true
}
