package cli

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// Where nothing starts programs that ippo knows, it says so, and writes nothing.
func TestNoSystemd(t *testing.T) {
	if runtime.GOOS == "darwin" || runtime.GOOS == "windows" {
		t.Skip("there the file is written for whoever begins it")
	}
	p := newPerson(t)
	p.env["PATH"] = t.TempDir()
	code, out, errs := p.run(now, "service", "install")
	if code != exitCould || out != "" || !strings.Contains(errs, "This machine has no systemd") {
		t.Errorf("exit %d, %q, %q", code, out, errs)
	}
	if _, err := os.Stat(filepath.Join(p.env["HOME"], ".config", "systemd")); p.env["HOME"] != "" && !os.IsNotExist(err) {
		t.Error("a unit was written")
	}
}
