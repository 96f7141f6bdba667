package server_test

import (
	"io"
	"net/http"
	"regexp"
	"testing"
)

// /healthz says that the process lives, /readyz that its database answers;
// nobody needs a session to ask.
func TestReadiness(t *testing.T) {
	m := start(t)
	for _, gone := range []bool{false, true, false} {
		m.store.gone.Store(gone)
		m.status("GET", "/healthz", http.StatusOK, nil)
		res := m.ask("GET", "/readyz", nil)
		body, err := io.ReadAll(res.Body)
		want, says := http.StatusOK, "ready\n"
		if gone {
			want, says = http.StatusServiceUnavailable, "not ready\n"
		}
		if res.StatusCode != want || string(body) != says || err != nil || (res.Header.Get("Retry-After") != "") != gone {
			t.Errorf("gone is %v: %d %q %v", gone, res.StatusCode, body, err)
		}
	}
}

// A sign-in that the database could not write down is not called used.
func TestASignInThatCannotBeWritten(t *testing.T) {
	m := start(t)
	link := m.link()
	m.store.shut.Store(true)
	m.status("GET", link, http.StatusServiceUnavailable, nil)
	m.store.shut.Store(false)
	m.status("GET", link, http.StatusSeeOther, nil)
	m.store.shut.Store(true)
	m.status("POST", "/signout", http.StatusServiceUnavailable, nil)
	m.store.shut.Store(false)
	m.status("GET", "/welcome", http.StatusOK, nil)
}

// Who asks for JSON is refused in JSON.
func TestProgramsAreRefusedInJSON(t *testing.T) {
	m := start(t)
	for path, change := range map[string]func(*http.Request){
		"/commands": nil,
		"/stamp":    func(r *http.Request) { r.Header.Set("Accept", "application/json") },
		"/undo": func(r *http.Request) {
			r.Header.Set("Accept", "application/json")
			r.Header.Set("Sec-Fetch-Site", "cross-site")
		},
	} {
		res := m.ask("POST", path, change)
		if kind := res.Header.Get("Content-Type"); res.StatusCode < 400 || kind != "application/json" {
			t.Errorf("%s: %d %q", path, res.StatusCode, kind)
		}
	}
}

// Ruling 137: a balancer asks by whatever name it has for this server, over
// whatever line; a server that ends is not ready any more, and lives.
func TestRuling137HealthAtAnyHost(t *testing.T) {
	m := start(t, outside(t, "https://ippo.example.org"))
	look := func(ready int) {
		t.Helper()
		for _, host := range []string{"10.2.0.7:8377", "evil.example", "ippo.example.org", m.address} {
			m.status("GET", "/healthz", http.StatusOK, at(host))
			m.status("GET", "/readyz", ready, at(host))
		}
	}
	look(http.StatusOK)
	_, page := m.raw("GET / HTTP/1.1\r\nHost: evil.example\r\nAccept: text/html\r\nConnection: close\r\n\r\n")
	style := regexp.MustCompile(`/static/ippo[^"]+`).FindString(page)
	m.status("GET", style, http.StatusOK, at("evil.example")) // the page that refuses can be read
	m.site.Drain()
	look(http.StatusServiceUnavailable)
	m.status("GET", "/sw.js", http.StatusOK, nil)
}

// Ruling 136: every answer says that it is ippo's own; one of a door in front
// does not.
func TestRuling136AnswersSayWhoseTheyAre(t *testing.T) {
	m := start(t)
	for _, path := range []string{"/", "/healthz", "/in/nonsense", "/static/none", "/commands"} {
		if m.ask("GET", path, nil).Header.Get("X-Ippo") == "" {
			t.Errorf("%s is nobody's", path)
		}
	}
	if resp := m.ask("GET", "/", at("evil.example")); resp.StatusCode != http.StatusMisdirectedRequest || resp.Header.Get("X-Ippo") == "" {
		t.Errorf("%d is nobody's", resp.StatusCode)
	}
}
