package server_test

import (
	"bufio"
	"context"
	"io"
	"net/http"
	"net/http/cookiejar"
	"strings"
	"testing"
	"time"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/library"
	"github.com/ippo-app/ippo/internal/store"
)

// A page that listens hears of what another process writes, and the server
// stops at once although somebody still listens.
func TestAPageHearsOfTheTerminal(t *testing.T) {
	m := start(t)
	m.status("GET", "/events", http.StatusUnauthorized, nil)
	m.ask("GET", m.link(), nil)
	resp := m.ask("GET", "/events", nil)
	if k := resp.Header.Get("Content-Type"); resp.StatusCode != http.StatusOK || k != "text/event-stream" {
		t.Fatalf("%d %q", resp.StatusCode, k)
	}
	lines := bufio.NewScanner(resp.Body)
	heard := func(want string) {
		t.Helper()
		for lines.Scan() {
			if lines.Text() == "data: "+want {
				return
			}
		}
		t.Fatalf("the line ended before %s", want)
	}
	heard("0")

	other, err := store.Open(context.Background(), m.path) // as the terminal does
	if err != nil {
		t.Fatal(err)
	}
	terminal := app.New(other, func() time.Time { return time.UnixMilli(m.clock.Load()) })
	tpl, _ := library.For("en").Template("fitness")
	c, err := terminal.Command(context.Background(), app.Local(), "terminal", 0, tpl.Begin(terminal.NewID()))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := terminal.Do(context.Background(), app.Local(), c); err != nil {
		t.Fatal(err)
	}
	if err := other.Close(); err != nil {
		t.Fatal(err)
	}
	heard("1")
}

// A form of another site cannot send commands.
func TestCommandsComeFromOurOwnPages(t *testing.T) {
	m := start(t)
	m.ask("GET", m.link(), nil)
	for site, want := range map[string]int{"same-origin": http.StatusOK, "cross-site": http.StatusForbidden, "same-site": http.StatusForbidden} {
		m.status("POST", "/commands", want, func(r *http.Request) {
			r.Header.Set("Sec-Fetch-Site", site)
			r.Body = io.NopCloser(strings.NewReader(`{"commands":[]}`))
		})
	}
}

// Signing out ends what other tabs listen to; another browser's goes on.
func TestSigningOutEndsWhatOtherTabsHear(t *testing.T) {
	m := start(t)
	m.ask("GET", m.link(), nil)
	tab := m.ask("GET", "/events", nil)
	jar := m.client.Jar
	var err error
	if m.client.Jar, err = cookiejar.New(nil); err != nil {
		t.Fatal(err)
	}
	m.ask("GET", m.link(), nil)
	other := m.ask("GET", "/events", nil)
	m.client.Jar = jar
	m.status("POST", "/signout", http.StatusOK, form(nil))
	if _, err := io.Copy(io.Discard, tab.Body); err != nil {
		t.Error(err)
	}
	tpl, _ := library.For("en").Template("fitness")
	c, err := m.app.Command(context.Background(), app.Local(), "terminal", 0, tpl.Begin(m.app.NewID()))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := m.app.Do(context.Background(), app.Local(), c); err != nil {
		t.Fatal(err)
	}
	for lines := bufio.NewScanner(other.Body); lines.Text() != "data: 1"; {
		if !lines.Scan() {
			t.Fatal("another browser hears nothing more")
		}
	}
}

// A proxy is asked to hold nothing back and to change nothing, and pages are told
// to come back at moments of their own. Who gets no stream through asks.
func TestStreamsThroughProxies(t *testing.T) {
	m := start(t)
	m.ask("GET", m.link(), nil)
	retries := map[string]bool{}
	for range 8 {
		resp := m.ask("GET", "/events", func(r *http.Request) { r.Header.Set("Accept-Encoding", "gzip") })
		if resp.Header.Get("X-Accel-Buffering") != "no" || resp.Header.Get("Cache-Control") != "no-store, no-transform" || resp.Header.Get("Content-Encoding") != "" {
			t.Errorf("%v", resp.Header)
		}
		line, err := bufio.NewReader(resp.Body).ReadString('\n')
		if err != nil || !strings.HasPrefix(line, "retry: ") {
			t.Fatalf("%q, %v", line, err)
		}
		retries[line] = true
		_ = resp.Body.Close() // it is left
	}
	if len(retries) < 2 {
		t.Errorf("all come back at once: %v", retries)
	}
	body, err := io.ReadAll(m.ask("GET", "/events?once", nil).Body)
	if err != nil || strings.TrimSpace(string(body)) != `{"head":0}` {
		t.Errorf("%q, %v", body, err)
	}
}
