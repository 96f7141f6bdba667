package cli

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/ippo-app/ippo/internal/app"
)

// Ruling 69: the link is in no argument list. A browser that writes down what
// it was called with, and what it was led to, finds the link in a page that
// only its owner reads, and the page is gone when the link was used.
func TestRuling69TheLinkIsInNoArgument(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("stands in for xdg-open")
	}
	home, bin := t.TempDir(), t.TempDir()
	said := filepath.Join(bin, "said")
	script := "#!/bin/sh\nfile=\"${1#file://}\"\n" +
		`{ echo "$@"; stat -c %a "$file" "${file%/*}"; cat "$file"; } >"` + said + ".part\"\n" +
		`mv "` + said + `.part" "` + said + "\"\n"
	if err := os.WriteFile(filepath.Join(bin, "xdg-open"), []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", bin+string(os.PathListSeparator)+os.Getenv("PATH"))
	link := "http://127.0.0.1:8377/in/TOKEN"
	page, err := newWayIn(home, link, fileTime(t))
	if err != nil {
		t.Fatal(err)
	}
	opened := openBrowser(context.Background(), page)
	<-opened
	b, err := os.ReadFile(said)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.SplitN(string(b), "\n", 4)
	if !strings.HasPrefix(lines[0], "file://"+home) || strings.Contains(lines[0], "TOKEN") {
		t.Errorf("called with %q", lines[0])
	}
	if lines[1] != "600" || lines[2] != "700" || !strings.Contains(lines[3], `content="0; url=`+link+`"`) {
		t.Errorf("led to %q", lines[1:])
	}

	used := make(chan struct{}, 1)
	used <- struct{}{}
	page.keep(context.Background(), used)
	if left, err := os.ReadDir(home); err != nil || len(left) != 0 {
		t.Errorf("left: %v, %v", left, err)
	}
}

// What a server that was killed left goes when its link is of no use, and what
// another server waits for stays.
func TestLeftPagesAreSwept(t *testing.T) {
	home := t.TempDir()
	old, err := newWayIn(home, "http://127.0.0.1:1/in/A", fileTime(t))
	if err != nil {
		t.Fatal(err)
	}
	past := fileTime(t).Add(-2 * app.LinkLife)
	if err := os.Chtimes(old.folder, past, past); err != nil {
		t.Fatal(err)
	}
	waiting, err := newWayIn(home, "http://127.0.0.1:1/in/B", fileTime(t))
	if err != nil {
		t.Fatal(err)
	}
	next, err := newWayIn(home, "http://127.0.0.1:1/in/C", fileTime(t))
	if err != nil {
		t.Fatal(err)
	}
	for folder, want := range map[string]bool{old.folder: false, waiting.folder: true, next.folder: true} {
		if _, err := os.Stat(folder); (err == nil) != want {
			t.Errorf("%s: there %v, want %v", folder, err == nil, want)
		}
	}
}

// fileTime is the instant by the clock of the file system, since what was left
// is told by the age of its folder.
func fileTime(t *testing.T) time.Time {
	t.Helper()
	f, err := os.Stat(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	return f.ModTime()
}
