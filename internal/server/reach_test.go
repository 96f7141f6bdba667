package server_test

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
	"github.com/ippo-app/ippo/internal/server"
)

func keyOf(err error) string {
	if told, ok := errors.AsType[*goal.Error](err); ok {
		return told.Key
	}
	return ""
}

// raw sends bytes as they are, and answers the status and the body.
func (m *machine) raw(request string) (int, string) {
	m.t.Helper()
	c, err := net.Dial("tcp", m.address) //nolint:noctx // a bare connection is the point
	if err != nil {
		m.t.Fatal(err)
	}
	defer func() { _ = c.Close() }()
	if _, err := io.WriteString(c, request); err != nil {
		m.t.Fatal(err)
	}
	resp, err := http.ReadResponse(bufio.NewReader(c), nil)
	if err != nil {
		m.t.Fatalf("%q: %v", request, err)
	}
	defer func() { _ = resp.Body.Close() }()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		m.t.Fatal(err)
	}
	return resp.StatusCode, string(body)
}

// Only the addresses in force are answered, and this machine's own names to
// whoever is on it, however a Host is written.
func TestFormsOfHost(t *testing.T) {
	m := start(t, server.Origin{Name: named}, outside(t, "https://ippo.example.org", "https://two.example:8443", "https://[2001:db8::1]"))
	_, port, err := net.SplitHostPort(m.address)
	if err != nil {
		t.Fatal(err)
	}
	const in, out, bad = http.StatusOK, http.StatusMisdirectedRequest, http.StatusBadRequest
	for _, c := range []struct {
		target, host string
		want         int
	}{
		{"/favicon.ico", "ippo.example.org", http.StatusFound},
		{"/static/none", "IPPO.Example.ORG", http.StatusNotFound},
		{"/sw.js", "ippo.example.org.", in},
		{"/sw.js", "ippo.example.org:443", in},
		{"/sw.js", "ippo.example.org:80", out},
		{"/sw.js", "ippo.example.org:" + port, out},
		{"/sw.js", "two.example:8443", in},
		{"/sw.js", "two.example", out},
		{"/sw.js", "[2001:db8::1]", in},
		{"/sw.js", "[2001:DB8:0::1]:443", in},
		{"/sw.js", "2001:db8::1", out},
		{"/sw.js", "[2001:db8::1", out},
		{"/sw.js", "kim@ippo.example.org", bad},
		{"/sw.js", "ippo.example.org@evil.example", bad},
		{"/sw.js", "", out},
		{"/sw.js", "ippo.example.org:", out},
		{"/sw.js", "ippo.example.org:443:443", out},
		{"/sw.js", "ippo.example.org,evil.example", out},
		{"/sw.js", "ippo.example.org evil.example", bad},
		{"/sw.js", "ippo.example.org\r\nHost: evil.example", bad},
		{"/sw.js", "xn--ipp-fka.example.org", out},
		{"/sw.js", "ippö.example.org", bad},
		{"/sw.js", "ippo.example.org.evil.example", out},
		{"/sw.js", "x.ippo.example.org", out},
		{"/sw.js", strings.Repeat("a", 4000) + ".example", out},
		{"/sw.js", "127.0.0.1:" + port, in},
		{"/sw.js", "127.0.0.1", out},
		{"/sw.js", "localhost:" + port, in},
		{"/sw.js", named + ":" + port, in},
		{"/sw.js", "127.1:" + port, out},
		{"/sw.js", "2130706433:" + port, out},
		{"http://ippo.example.org/sw.js", "evil.example", in}, // the target says where it is meant for
		{"http://evil.example/sw.js", "ippo.example.org", out},
		{"http://evil.example/sw.js", "127.0.0.1:" + port, out},
	} {
		if got, _ := m.raw("GET " + c.target + " HTTP/1.1\r\nHost: " + c.host + "\r\nConnection: close\r\n\r\n"); got != c.want {
			t.Errorf("%s at %.60q: %d, want %d", c.target, c.host, got, c.want)
		}
	}
	if got, _ := m.raw("GET /sw.js HTTP/1.0\r\n\r\n"); got != out {
		t.Errorf("no host: %d", got)
	}
}

// The refusal says what arrived, no more of it than a line, as text, and the
// line that would let it through, in every language.
func TestTheRefusalSaysWhatIsMissing(t *testing.T) {
	at := outside(t, "https://ippo.example.org")
	for name, c := range map[string]struct {
		open    server.Outside
		headers string
		want    []string
	}{
		"alone":             {server.Outside{}, "Host: Ippo.example.org\r\n", []string{"Ippo.example.org", "127.0.0.1", "ippo serve --url https://ippo.example.org<"}},
		"another":           {at, "Host: two.example:8443\r\n", []string{"ippo serve --url https://two.example:8443<"}},
		"the plain port":    {server.Outside{}, "Host: ippo.example.org:PORT\r\n", []string{"ippo serve --url https://ippo.example.org<"}},
		"no name":           {at, "Host: [::\r\n", []string{"ippo serve --url https://ippo.example.org<"}},
		"this machine":      {at, "Host: localhost\r\n", []string{"ippo serve --url https://ippo.example.org<"}},
		"plain in front":    {at, "Host: ippo.example.org\r\nX-Forwarded-Proto: http\r\n", []string{"http<", "X-Forwarded-Proto: https<"}},
		"somebody's markup": {at, "Host: x\r\nX-Forwarded-Host: <script>alert(1)</script>\u009b2J\r\n", []string{"&lt;script&gt;", "ippo serve --url https://ippo.example.org<"}},
		"too long":          {at, "Host: x\r\nX-Forwarded-Host: " + strings.Repeat("é", 500) + "\r\n", []string{strings.Repeat("é", 120) + "…<"}},
	} {
		m := start(t, c.open)
		_, port, err := net.SplitHostPort(m.address)
		if err != nil {
			t.Fatal(err)
		}
		c.headers = strings.ReplaceAll(c.headers, "PORT", port)
		for _, lang := range library.Complete() {
			status, body := m.raw("GET / HTTP/1.1\r\n" + c.headers + "Accept: text/html\r\nAccept-Language: " + lang + "\r\nConnection: close\r\n\r\n")
			if status != http.StatusMisdirectedRequest || strings.Contains(body, "<script>alert") || strings.Contains(body, "\u009b") {
				t.Errorf("%s, %s: %d %s", name, lang, status, body)
			}
			for _, want := range append(c.want, library.For(lang).Say("web.refused.host")) {
				if !strings.Contains(body, want) {
					t.Errorf("%s, %s: no %q", name, lang, want)
				}
			}
		}
		status, body := m.raw("GET / HTTP/1.1\r\n" + c.headers + "Connection: close\r\n\r\n")
		if status != http.StatusMisdirectedRequest || strings.Contains(body, "\u009b") || !strings.Contains(body, "ippo serve --url") && !strings.Contains(body, "X-Forwarded-Proto: https") {
			t.Errorf("%s, in a terminal: %d %q", name, status, body)
		}
	}
}

// Ruling 36 and 126: at a public address the cookie is one that only https may
// set, for this host alone; a port other than the usual one is in its name.
func TestRuling126CookiesOfAnAddress(t *testing.T) {
	m := start(t, outside(t, "https://ippo.example.org", "https://two.example:8443"))
	for host, name := range map[string]string{"ippo.example.org": "__Host-ippo", "two.example:8443": "__Host-ippo-8443"} {
		resp := m.ask("POST", m.link(), at(host))
		c := resp.Cookies()
		if len(c) != 1 || c[0].Name != name || !c[0].Secure || !c[0].HttpOnly || c[0].Path != "/" || c[0].Domain != "" || c[0].SameSite != http.SameSiteLaxMode || c[0].MaxAge <= 0 {
			t.Fatalf("%s: %d, %+v", host, resp.StatusCode, c)
		}
		with := func(host string) func(*http.Request) {
			return func(r *http.Request) { r.Host = host; r.AddCookie(c[0]) }
		}
		m.status("GET", "/welcome", http.StatusOK, with(host))
		m.status("GET", "/welcome", http.StatusUnauthorized, with(m.address))
		said := m.ask("POST", "/settings", func(r *http.Request) {
			form(map[string][]string{"name": {"Kim"}})(r)
			with(host)(r)
		})
		for _, x := range said.Cookies() {
			if !x.Secure {
				t.Errorf("%s is not Secure", x)
			}
		}
	}
}

// A form comes from the very address: the same name without TLS is another site.
func TestRuling126TheOriginOfAForm(t *testing.T) {
	m := start(t, outside(t, "https://ippo.example.org", "https://two.example"))
	c := m.ask("POST", m.link(), at("ippo.example.org")).Cookies()
	if len(c) != 1 {
		t.Fatal(c)
	}
	for _, x := range []struct {
		origin, site string
		want         int
	}{
		{"https://ippo.example.org", "", http.StatusNotFound}, // nothing to take back
		{"", "", http.StatusNotFound},
		{"null", "same-origin", http.StatusNotFound}, // a proxy that forbids the referrer
		{"http://ippo.example.org", "", http.StatusForbidden},
		{"https://ippo.example.org:8443", "", http.StatusForbidden},
		{"https://two.example", "", http.StatusForbidden},
		{"https://two.example", "cross-site", http.StatusForbidden},
		{"null", "", http.StatusForbidden},
	} {
		m.status("POST", "/undo", x.want, func(r *http.Request) {
			form(nil)(r)
			r.Host = "ippo.example.org"
			r.AddCookie(c[0])
			for name, value := range map[string]string{"Origin": x.origin, "Sec-Fetch-Site": x.site} {
				if value != "" {
					r.Header.Set(name, value)
				}
			}
		})
	}
}

func at(host string) func(*http.Request) { return func(r *http.Request) { r.Host = host } }

// noted is a log that can be read while it is written.
type noted struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (n *noted) Write(p []byte) (int, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.b.Write(p)
}

func (n *noted) String() string {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.b.String()
}

// A header of a proxy is read from named peers, and from this machine where TLS
// ends before us; from anybody else it changes nothing and is told of once.
func TestRuling133WhatAProxySaysOfItself(t *testing.T) {
	log := &noted{}
	m := start(t, slog.New(slog.NewTextHandler(log, nil)))
	for range 3 {
		m.status("GET", "/sw.js", http.StatusOK, func(r *http.Request) {
			r.Header.Set("X-Forwarded-Host", "evil.example")
			r.Header.Set("Forwarded", "for=192.0.2.1;host=evil.example")
		})
	}
	if said := log.String(); strings.Count(said, "\n") != 1 || !strings.Contains(said, "ippo serve --url") || !strings.Contains(said, "127.0.0.1") {
		t.Errorf("%q", said)
	}
}
