package server_test

import (
	"bufio"
	"context"
	"errors"
	"io"
	"log/slog"
	"maps"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/server"
	"github.com/ippo-app/ippo/internal/store"
)

// machine is a running server, and the browser of the person at it.
type machine struct {
	t       *testing.T
	app     *app.App
	store   *away
	address string
	path    string // of the database
	clock   atomic.Int64
	client  *http.Client

	site     *server.Server
	signedIn <-chan struct{}
}

// start a server; with is its [server.Origin], its [server.Outside] or its log,
// where they are not those of a machine alone.
func start(t *testing.T, with ...any) *machine {
	t.Helper()
	var origin server.Origin
	var outside server.Outside
	log := slog.New(slog.DiscardHandler)
	for _, x := range with {
		switch x := x.(type) {
		case server.Origin:
			origin = x
		case server.Outside:
			outside = x
		case *slog.Logger:
			log = x
		}
	}
	path := filepath.Join(t.TempDir(), "ippo.db")
	s, err := store.Open(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	m := &machine{t: t, path: path, store: &away{Store: s}}
	m.clock.Store(time.Date(2026, 1, 5, 8, 0, 0, 0, time.UTC).UnixMilli())
	m.app = app.New(m.store, func() time.Time { return time.UnixMilli(m.clock.Load()).UTC() })
	l, err := outside.Listen(context.Background(), "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	m.address = l.Addr().String()
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan error, 1)
	site := server.New(m.app, log, s.Serve)
	m.site, m.signedIn = site, site.SignedIn()
	site.Lead(origin)
	site.Open(outside)
	go func() {
		done <- site.Run(ctx, l)
	}()
	t.Cleanup(func() {
		stop()
		if err := <-done; err != nil {
			t.Error(err)
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	m.client = &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	return m
}

func (m *machine) link() string {
	m.t.Helper()
	token, err := m.app.NewLink(context.Background(), app.Local())
	if err != nil {
		m.t.Fatal(err)
	}
	return "http://" + m.address + "/in/" + token
}

// ask sends a request; change may alter it.
func (m *machine) ask(method, path string, change func(*http.Request)) *http.Response {
	m.t.Helper()
	if strings.HasPrefix(path, "/") {
		path = "http://" + m.address + path
	}
	r, err := http.NewRequestWithContext(context.Background(), method, path, nil)
	if err != nil {
		m.t.Fatal(err)
	}
	r.Header.Set("Accept", "text/html")
	if change != nil {
		change(r)
	}
	resp, err := m.client.Do(r)
	if err != nil {
		m.t.Fatal(err)
	}
	m.t.Cleanup(func() { _ = resp.Body.Close() })
	return resp
}

func form(values url.Values) func(*http.Request) {
	return func(r *http.Request) {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Body = io.NopCloser(strings.NewReader(values.Encode()))
	}
}

func (m *machine) status(method, path string, want int, change func(*http.Request)) {
	m.t.Helper()
	if got := m.ask(method, path, change).StatusCode; got != want {
		m.t.Errorf("%s %s: %d, want %d", method, path, got, want)
	}
}

// Ruling 34: the first GET signs in, HEAD does not use it up; used or older
// than ten minutes is gone.
func TestRuling34OneTimeLink(t *testing.T) {
	m := start(t)
	m.status("GET", "/", http.StatusUnauthorized, nil)
	link := m.link()
	m.status("HEAD", link, http.StatusOK, nil)
	resp := m.ask("GET", link, nil)
	if resp.StatusCode != http.StatusSeeOther || resp.Header.Get("Location") != "/" {
		t.Errorf("%d to %q", resp.StatusCode, resp.Header.Get("Location"))
	}
	m.status("GET", "/welcome", http.StatusOK, nil)
	m.status("GET", link, http.StatusGone, nil)
	late := m.link()
	m.clock.Add((11 * time.Minute).Milliseconds())
	m.status("GET", late, http.StatusGone, nil)
	m.status("GET", "http://"+m.address+"/in/nonsense", http.StatusGone, nil)
}

// Ruling 36: on plain http, which is for loopback alone, the cookie is not
// Secure, and its name ends with the port, so that two servers of one machine
// do not sign each other out.
func TestRuling36Cookies(t *testing.T) {
	m := start(t)
	c := m.ask("GET", m.link(), nil).Cookies()
	_, port, err := net.SplitHostPort(m.address)
	if err != nil {
		t.Fatal(err)
	}
	if len(c) != 1 || c[0].Name != "ippo-"+port || !c[0].HttpOnly || c[0].SameSite != http.SameSiteLaxMode || c[0].Secure || c[0].Domain != "" {
		t.Errorf("%+v", c)
	}
}

// Ruling 136: signing out lets the browser forget its copies of pages, and what
// waits there only when it is asked to.
func TestRuling136ForgetThisDevice(t *testing.T) {
	for forget, want := range map[string]string{"": `"cache"`, "1": `"cache", "storage"`} {
		m := start(t)
		m.ask("GET", m.link(), nil)
		out := m.ask("POST", "/signout", form(url.Values{"forget": {forget}}))
		if got := out.Header.Get("Clear-Site-Data"); out.StatusCode != http.StatusOK || got != want {
			t.Errorf("forget %q: %d, %q", forget, out.StatusCode, got)
		}
	}
}

// Signing out ends the session itself, not only the browser's cookie.
func TestSigningOut(t *testing.T) {
	m := start(t)
	session := m.ask("GET", m.link(), nil).Cookies()[0]
	m.status("GET", "/welcome", http.StatusOK, nil)
	out := m.ask("POST", "/signout", form(nil))
	if out.StatusCode != http.StatusOK || !strings.Contains(out.Header.Get("Clear-Site-Data"), "cache") {
		t.Errorf("%d, %q", out.StatusCode, out.Header.Get("Clear-Site-Data"))
	}
	m.status("GET", "/welcome", http.StatusUnauthorized, nil)
	m.status("GET", "/welcome", http.StatusUnauthorized, func(r *http.Request) { r.AddCookie(session) })
	m.status("POST", "/signout", http.StatusUnauthorized, form(nil))
}

func TestNobodyElseGetsIn(t *testing.T) {
	m := start(t)
	for _, path := range []string{"/", "/welcome", "/goals/fitness", "/plan", "/anything"} {
		m.status("GET", path, http.StatusUnauthorized, nil)
	}
	m.status("POST", "/stamp", http.StatusUnauthorized, form(url.Values{"goal": {"fitness"}}))
	m.ask("GET", m.link(), nil)
	m.status("GET", "/welcome", http.StatusOK, nil)
	m.status("GET", "/welcome", http.StatusUnauthorized, func(r *http.Request) {
		r.Header.Set("Cookie", "ippo-1=guessed")
		m.client.Jar = nil
	})
}

func TestAForeignHostIsRefused(t *testing.T) {
	m := start(t)
	m.ask("GET", m.link(), nil)
	for _, host := range []string{"ippo.example", "ippo.example:80", "127.0.0.1", "127.0.0.1:1", ""} {
		m.status("GET", "/welcome", http.StatusMisdirectedRequest, func(r *http.Request) {
			if r.Host = host; host == "" {
				r.Host = "evil"
			}
		})
	}
}

// Whatever may be listened to may be asked for.
func TestOneListOfOwnHosts(t *testing.T) {
	m := start(t)
	_, port, err := net.SplitHostPort(m.address)
	if err != nil {
		t.Fatal(err)
	}
	for host, want := range map[string]int{
		"127.0.0.1": http.StatusOK, "127.0.0.2": http.StatusOK, "localhost": http.StatusOK, "LOCALHOST": http.StatusOK, "::1": http.StatusOK,
		"192.0.2.1": http.StatusMisdirectedRequest, "localhost.example": http.StatusMisdirectedRequest,
	} {
		m.status("GET", "/sw.js", want, func(r *http.Request) { r.Host = net.JoinHostPort(host, port) })
		m.status("GET", "/healthz", http.StatusOK, func(r *http.Request) { r.Host = net.JoinHostPort(host, port) })
		l, err := server.Outside{}.Listen(context.Background(), net.JoinHostPort(host, "0"))
		if err == nil {
			_ = l.Close()
		}
		var refused *goal.Error
		if foreign := errors.As(err, &refused) && refused.Key == "error.address"; foreign != (want != http.StatusOK) {
			t.Errorf("%s is listened to: %v", host, err)
		}
	}
}

func TestAFormOfAnotherSiteIsRefused(t *testing.T) {
	m := start(t)
	m.ask("GET", m.link(), nil)
	for _, h := range []http.Header{
		{"Sec-Fetch-Site": {"cross-site"}}, {"Sec-Fetch-Site": {"same-site"}}, {"Origin": {"http://evil.example"}},
	} {
		m.status("POST", "/undo", http.StatusForbidden, func(r *http.Request) {
			form(url.Values{})(r)
			maps.Copy(r.Header, h)
		})
	}
	m.status("POST", "/undo", http.StatusNotFound, func(r *http.Request) { // nothing to take back yet
		form(url.Values{})(r)
		r.Header.Set("Sec-Fetch-Site", "same-origin")
	})
}

func TestEveryAnswerCarriesTheStrictPolicy(t *testing.T) {
	m := start(t)
	paths := []string{"/", "/static/nothing", "/healthz"}
	m.ask("GET", m.link(), nil)
	for _, path := range append(paths, "/welcome", "/goals/none") {
		h := m.ask("GET", path, nil).Header
		csp := h.Get("Content-Security-Policy")
		for _, want := range []string{"default-src 'none'", "script-src 'self'", "style-src 'self'", "font-src 'self'", "frame-ancestors 'none'"} {
			if !strings.Contains(csp, want) {
				t.Errorf("%s: %q lacks %q", path, csp, want)
			}
		}
		if strings.Contains(csp, "unsafe") || h.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s: %v", path, h)
		}
	}
}

func TestInputIsBounded(t *testing.T) {
	m := start(t)
	m.ask("GET", m.link(), nil)
	m.status("POST", "/skip", http.StatusUnprocessableEntity, form(url.Values{"note": {strings.Repeat("x", 2<<20)}}))
	m.status("GET", "/welcome", http.StatusRequestHeaderFieldsTooLarge, func(r *http.Request) {
		r.Header.Set("X-Long", strings.Repeat("x", 100<<10))
	})
}

// Half a request does not hold the server's end up: it goes when it is asked
// to go (start's cleanup waits for it).
func TestItStopsWithAConnectionOpen(t *testing.T) {
	m := start(t)
	c, err := net.Dial("tcp", m.address) //nolint:noctx // a bare connection is the point
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close() })
	if _, err := c.Write([]byte("GET /healthz HTTP/1.1\r\nHost: " + m.address + "\r\n\r\n")); err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(c).ReadString('\n')
	if err != nil || !strings.Contains(line, "200") {
		t.Errorf("%q, %v", line, err)
	}
}

func TestOnlyLoopback(t *testing.T) {
	for _, address := range []string{"0.0.0.0:0", "192.0.2.1:80", "example.org:80", "nonsense", ":8377"} {
		if l, err := (server.Outside{}).Listen(context.Background(), address); err == nil {
			_ = l.Close()
			t.Errorf("listens on %s", address)
		}
	}
}

// away is a store that can be read no more, or not be written.
type away struct {
	app.Store
	gone, shut atomic.Bool
}

func (s *away) Update(ctx context.Context, who app.PersonID, f func(app.Tx) error) error {
	if s.shut.Load() {
		return goal.Unavailable("database", "error.store.unreachable")
	}
	return s.Store.Update(ctx, who, f)
}

func (s *away) View(ctx context.Context, who app.PersonID, f func(app.Tx) error) error {
	if s.gone.Load() {
		return goal.Unavailable("database", "error.store.open", "ippo.db")
	}
	return s.Store.View(ctx, who, f)
}

// Where the session cannot be looked up, nobody is taken for a stranger: the
// page says what is wrong with the database and keeps what was typed.
func TestASessionThatCannotBeLookedUp(t *testing.T) {
	m := start(t)
	m.ask("GET", m.link(), nil)
	m.status("GET", "/welcome", http.StatusOK, nil)
	m.store.gone.Store(true)
	res := m.ask("POST", "/word", form(url.Values{"note": {"a line that stays"}}))
	body, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	if res.StatusCode != http.StatusServiceUnavailable || !strings.Contains(string(body), "a line that stays") {
		t.Errorf("%d: %s", res.StatusCode, body)
	}
	m.store.gone.Store(false)
	m.status("GET", "/welcome", http.StatusOK, nil)
}
