package server_test

import (
	"context"
	"net"
	"net/http"
	"testing"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/server"
)

const named = "ippo-abcdefghijklmnop.localhost"

// Ruling 69: a session is begun at the database's own name, which no other
// program of the machine is opened under; the link is used up there alone.
func TestRuling69ASessionBelongsToOneOrigin(t *testing.T) {
	m := start(t, server.Origin{Name: named, Led: true})
	_, port, err := net.SplitHostPort(m.address)
	if err != nil {
		t.Fatal(err)
	}
	own := net.JoinHostPort(named, port)
	link := m.link()
	for _, host := range []string{m.address, "localhost:" + port} {
		resp := m.ask("GET", link, at(host))
		if to := resp.Header.Get("Location"); resp.StatusCode != http.StatusSeeOther || to != "http://"+own+link[len("http://"+m.address):] || len(resp.Cookies()) != 0 {
			t.Errorf("%s: %d to %q with %v", host, resp.StatusCode, to, resp.Cookies())
		}
	}
	m.client.Jar = nil
	resp := m.ask("GET", link, at(own))
	if resp.StatusCode != http.StatusSeeOther || resp.Header.Get("Location") != "/" || len(resp.Cookies()) != 1 || resp.Cookies()[0].Domain != "" {
		t.Fatalf("%d to %q with %v", resp.StatusCode, resp.Header.Get("Location"), resp.Cookies())
	}
	with := func(host string) func(*http.Request) {
		return func(r *http.Request) { r.Host = host; r.AddCookie(resp.Cookies()[0]) }
	}
	m.status("GET", "/welcome", http.StatusOK, with(own))
	m.status("GET", "/welcome", http.StatusOK, with("IPPO-abcdefghijklmnop.localhost:"+port))
	for _, host := range []string{"ippo-other.localhost:" + port, "x." + own, named, named + ":1"} {
		m.status("GET", "/welcome", http.StatusMisdirectedRequest, with(host))
	}
}

// A session of before, at 127.0.0.1, goes on until it ends: its pages may still
// hold what waits to be sent. Where the system does not know the name, links lead
// to 127.0.0.1, and the name is answered all the same.
func TestRuling69WhatIsAtTheSharedHostGoesOn(t *testing.T) {
	m := start(t, server.Origin{Name: named})
	if resp := m.ask("GET", m.link(), nil); resp.Header.Get("Location") != "/" {
		t.Fatalf("to %q", resp.Header.Get("Location"))
	}
	m.status("GET", "/welcome", http.StatusOK, nil)
	_, port, _ := net.SplitHostPort(m.address)
	m.status("GET", "/healthz", http.StatusOK, func(r *http.Request) { r.Host = net.JoinHostPort(named, port) })

	for address, want := range map[string]string{"127.0.0.1:8377": named + ":8377", "127.0.0.2:8377": "127.0.0.2:8377", "[::1]:8377": "[::1]:8377"} {
		known := server.NewOrigin(t.Context(), named, address, func(context.Context, string) bool { return true })
		if got := known.Host(address); got != want {
			t.Errorf("%s: %s", address, got)
		}
		unknown := server.NewOrigin(t.Context(), named, address, func(context.Context, string) bool { return false })
		if got := unknown.Host(address); got != address {
			t.Errorf("%s: %s", address, got)
		}
	}
	if server.NewOrigin(t.Context(), "", "127.0.0.1:1", func(context.Context, string) bool { return true }).Led {
		t.Error("led to no name")
	}
}

// Ruling 69: the name is made once for a database and kept with it.
func TestRuling69TheNameStaysWithTheDatabase(t *testing.T) {
	m, other := start(t), start(t)
	name := func(m *machine) string {
		t.Helper()
		n, err := m.app.Origin(t.Context(), app.Local())
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	if n := name(m); n != "" {
		t.Errorf("%q before anything was written", n)
	}
	for _, x := range []*machine{m, other, m} {
		c, err := x.app.Command(t.Context(), app.Local(), "web", 0, goal.SetSettings{Name: new("Kim")})
		if err == nil {
			_, err = x.app.Do(t.Context(), app.Local(), c)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	first := name(m)
	if len(first) < len(named) || first == name(other) {
		t.Errorf("%q and %q", first, name(other))
	}
	if _, err := m.app.UndoLast(t.Context(), app.Local(), "web", ""); err == nil || name(m) != first {
		t.Errorf("%v, then %q", err, name(m))
	}
}

// The page that the browser was opened on goes when a link was used, and only
// then.
func TestSignedInTellsThatALinkWasUsed(t *testing.T) {
	m := start(t)
	told := func() bool {
		select {
		case <-m.signedIn:
			return true
		default:
			return false
		}
	}
	link := m.link()
	m.status("HEAD", link, http.StatusOK, nil)
	m.status("GET", "http://"+m.address+"/in/nonsense", http.StatusGone, nil)
	if told() {
		t.Error("told before a link was used")
	}
	m.ask("GET", link, nil)
	m.ask("GET", m.link(), nil) // nobody hears the second
	if !told() || told() {
		t.Error("it is told once")
	}
}
