package cli

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/store"
)

// serving is ippo serve on a port of its own, until it is stopped.
func (p *person) serving() (address string, stop func()) {
	p.t.Helper()
	ctx, cancel := context.WithCancel(p.t.Context())
	r, w := io.Pipe()
	done := make(chan int, 1)
	go func() {
		getenv := func(k string) string { return p.env[k] }
		var errs bytes.Buffer
		code := Main(ctx, []string{"serve", "--no-open", "--listen", "127.0.0.1:0"}, bytes.NewReader(nil), w, &errs, getenv, p.fileClock())
		_ = w.Close() // a pipe
		done <- code
	}()
	lines := bufio.NewScanner(r)
	if !lines.Scan() {
		p.t.Fatalf("no link: exit %d", <-done)
	}
	stop = func() {
		cancel()
		<-done
	}
	p.t.Cleanup(cancel)
	return hostOf(p.t, lines.Text()), stop
}

func hostOf(t *testing.T, link string) string {
	t.Helper()
	u, err := url.Parse(strings.TrimSpace(link))
	if err != nil || u.Port() == "" {
		t.Fatalf("no link: %q, %v", link, err)
	}
	return u.Host
}

const now = "2026-10-05 08:00"

// Whatever listens where, serve --link leads to a server of this database or
// says that there is none.
func TestLinkKnowsTheRunningServer(t *testing.T) {
	p := newPerson(t)
	none := func(args ...string) {
		t.Helper()
		if code, out, errs := p.run(now, append([]string{"serve", "--link"}, args...)...); code != exitCould || out != "" || errs == "" {
			t.Errorf("%q: exit %d, %q, %q", args, code, out, errs)
		}
	}
	leads := func(want string, args ...string) {
		t.Helper()
		if got := hostOf(t, p.at(now, append([]string{"serve", "--link"}, args...)...)); got != want {
			t.Errorf("%q: leads to %s, want %s", args, got, want)
		}
	}
	none()
	first, stopFirst := p.serving()
	leads(first)
	second, stopSecond := p.serving()
	leads(first, "--listen", first)
	leads(second, "--listen", second)
	none("--listen", "127.0.0.1:1")
	stopSecond()
	leads(first)
	none("--listen", second)
	stopFirst()
	none()
}

// A killed server leaves its row, and another program may have the port by now.
func TestLinkIsNotMisledByWhatIsLeft(t *testing.T) {
	p := newPerson(t)
	var lc net.ListenConfig
	l, err := lc.Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	other := &http.Server{ReadHeaderTimeout: time.Second, Handler: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, "ok")
	})}
	go func() { _ = other.Serve(l) }()
	t.Cleanup(func() { _ = other.Close() })
	s, err := store.Open(t.Context(), p.env["IPPO_DATABASE"])
	if err != nil {
		t.Fatal(err)
	}
	a := app.New(s, p.fileClock())
	for _, address := range []string{l.Addr().String(), "127.0.0.1:1"} {
		if err := a.Announce(t.Context(), me(), app.NewRunning(address)); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if code, out, errs := p.run(now, "serve", "--link"); code != exitCould || out != "" || errs != "ippo: No server is running: ippo serve\n" {
		t.Errorf("exit %d, %q, %q", code, out, errs)
	}
}

// fileClock stands still at the instant of the file system, by which the terminal
// of the same test was started.
func (p *person) fileClock() func() time.Time {
	at := fileTime(p.t)
	return func() time.Time { return at }
}
