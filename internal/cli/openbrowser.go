package cli

import (
	"context"
	"errors"
	"html"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/ippo-app/ippo/internal/app"
)

// wayIn is a page that leads to a one-time link. The browser is opened on the
// page, not on the link: what stands in an argument list is read by every user
// of the machine, and whoever is first uses the link up (ruling 69).
type wayIn struct{ folder string }

// wayInName begins the name of its folder. It has no leading dot: a browser in
// a box of its own (snap, flatpak) reads no hidden folder and no /tmp.
const wayInName = "ippo-open-"

const wayInPage = `<!doctype html>
<meta charset="utf-8">
<meta name="referrer" content="no-referrer">
<meta http-equiv="refresh" content="0; url=LINK">
<title>ippo</title>
<a href="LINK">ippo</a>
`

// newWayIn writes the page where only its owner reads it.
func newWayIn(home, link string, now time.Time) (w wayIn, err error) {
	if home == "" {
		home = os.TempDir()
	}
	sweepWaysIn(home, now)
	if w.folder, err = os.MkdirTemp(home, wayInName); err != nil { // mode 0700
		return w, err
	}
	page := strings.ReplaceAll(wayInPage, "LINK", html.EscapeString(link))
	if err := os.WriteFile(w.page(), []byte(page), 0o600); err != nil {
		return w, errors.Join(err, w.close())
	}
	return w, nil
}

// sweepWaysIn clears away what a server that was killed left, once its link is
// of no use to anybody.
func sweepWaysIn(home string, now time.Time) {
	left, _ := filepath.Glob(filepath.Join(home, wayInName+"*")) // a home with a bracket in its name is not swept
	for _, folder := range left {
		if f, err := os.Lstat(folder); err == nil && f.IsDir() && now.Sub(f.ModTime()) > app.LinkLife {
			_ = wayIn{folder}.close() // not ours, then
		}
	}
}

func (w wayIn) page() string { return filepath.Join(w.folder, "ippo.html") }

// close takes the page away.
func (w wayIn) close() error {
	if w.folder == "" {
		return nil
	}
	return errors.Join(os.RemoveAll(w.page()), os.Remove(w.folder))
}

// keep the page until its link was used or is too old, or the server ends.
func (w wayIn) keep(ctx context.Context, used <-chan struct{}) {
	late := time.NewTimer(app.LinkLife)
	defer late.Stop()
	select {
	case <-ctx.Done():
	case <-used:
	case <-late.C:
	}
	_ = w.close() // swept by the next server
}

// openBrowser asks the system to show the page; where it cannot, the printed
// link is enough. What it answers closes when the system was asked.
func openBrowser(ctx context.Context, w wayIn) <-chan struct{} {
	name, args := "xdg-open", []string{"file://" + w.page()}
	switch runtime.GOOS {
	case "darwin":
		name = "open"
	case "windows":
		name, args = "rundll32", []string{"url.dll,FileProtocolHandler", w.page()}
	}
	asked := make(chan struct{})
	c := exec.CommandContext(ctx, name, args...) //nolint:gosec // our own page
	if c.Start() != nil {
		close(asked)
		return asked
	}
	go func() {
		_ = c.Wait()
		close(asked)
	}()
	return asked
}
