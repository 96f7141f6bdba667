package server_test

import (
	"io"
	"net"
	"net/http"
	"net/netip"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/server"
)

// homely is a network of one's own that is made of loopback addresses, so that no
// test touches a real one.
func homely(t *testing.T, addresses ...string) server.Outside {
	t.Helper()
	if runtime.GOOS != "linux" {
		t.Skip("only Linux has all of 127.0.0.0/8")
	}
	var all []netip.Addr
	for _, a := range addresses {
		all = append(all, netip.MustParseAddr(a))
	}
	return server.Outside{Home: server.Home{
		Addresses: func() []netip.Addr { return all }, Within: []netip.Prefix{netip.MustParsePrefix("127.8.0.0/16")},
	}}
}

// dial comes from an address.
func (m *machine) dial(from, to string, change func(*http.Request)) (int, http.Header, string) {
	m.t.Helper()
	d := &net.Dialer{LocalAddr: &net.TCPAddr{IP: net.ParseIP(from)}}
	client := &http.Client{
		Transport:     &http.Transport{DialContext: d.DialContext, DisableKeepAlives: true},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	r, err := http.NewRequestWithContext(m.t.Context(), http.MethodGet, "http://"+to+"/", nil)
	if err != nil {
		m.t.Fatal(err)
	}
	r.Header.Set("Accept", "text/html")
	if change != nil {
		change(r)
	}
	resp, err := client.Do(r)
	if err != nil {
		return 0, nil, ""
	}
	defer func() { _ = resp.Body.Close() }()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		m.t.Fatal(err)
	}
	return resp.StatusCode, resp.Header, string(body)
}

// Ruling 128: at home only private addresses are listened to, peers from elsewhere
// get no word, and a Host is the machine's own address there.
func TestRuling128WhoIsAnsweredAtHome(t *testing.T) {
	m := start(t, homely(t, "127.8.0.1", "127.9.0.1"))
	_, port, err := net.SplitHostPort(m.address)
	if err != nil {
		t.Fatal(err)
	}
	at := func(ip string) string { return net.JoinHostPort(ip, port) }
	const in, out, nothing = http.StatusUnauthorized, http.StatusMisdirectedRequest, 0
	for name, c := range map[string]struct {
		from, to, host string
		want           int
	}{
		"a phone":                      {"127.8.0.7", at("127.8.0.1"), "", in},
		"the machine itself":           {"127.8.0.1", at("127.8.0.1"), "", in},
		"from elsewhere":               {"127.10.0.7", at("127.8.0.1"), "", nothing},
		"an address that is not ours":  {"127.8.0.7", at("127.9.0.1"), "", nothing},
		"another name":                 {"127.8.0.7", at("127.8.0.1"), "evil.example:" + port, out},
		"another port":                 {"127.8.0.7", at("127.8.0.1"), "127.8.0.1:1", out},
		"no port":                      {"127.8.0.7", at("127.8.0.1"), "127.8.0.1", out},
		"this machine, from elsewhere": {"127.8.0.7", at("127.8.0.1"), m.address, out},
		"this machine":                 {"127.0.0.1", m.address, "", in},
		"a public address":             {"127.8.0.7", at("127.8.0.1"), "ippo.example.org", out},
	} {
		got, _, body := m.dial(c.from, c.to, func(r *http.Request) {
			if c.host != "" {
				r.Host = c.host
			}
		})
		if got != c.want {
			t.Errorf("%s: %d, want %d", name, got, c.want)
		}
		if got == out && !strings.Contains(body, "http://127.8.0.1:"+port+"<") {
			t.Errorf("%s: the address that is answered is not said: %s", name, body)
		}
	}
}

// A header of somebody at home makes them nobody else.
func TestAHeaderAtHomeChangesNothing(t *testing.T) {
	m := start(t, homely(t, "127.8.0.1"))
	_, port, _ := net.SplitHostPort(m.address)
	for _, name := range []string{"X-Forwarded-For", "X-Forwarded-Host"} {
		status, _, _ := m.dial("127.8.0.7", "127.8.0.1:"+port, func(r *http.Request) { r.Header.Set(name, "127.0.0.1") })
		if status != http.StatusUnauthorized {
			t.Errorf("%s: %d", name, status)
		}
	}
}

// Ruling 128: a plain session sees and writes, and neither takes everything along
// nor lets anybody in; it is good nowhere else, and no other is good there. A link
// shows its button first.
func TestRuling128APlainSession(t *testing.T) {
	m := start(t, homely(t, "127.8.0.1"))
	_, port, _ := net.SplitHostPort(m.address)
	home := "127.8.0.1:" + port
	link := strings.TrimPrefix(m.link(), "http://"+m.address)
	to := func(method, path string, cookie *http.Cookie) (int, http.Header, string) {
		return m.dial("127.8.0.7", home, func(r *http.Request) {
			r.Method, r.URL.Path = method, path
			if cookie != nil {
				r.AddCookie(cookie)
			}
		})
	}
	if status, h, body := to("GET", link, nil); status != http.StatusOK || h.Get("Set-Cookie") != "" || !strings.Contains(body, "<form") {
		t.Errorf("%d, %v", status, h)
	}
	status, h, _ := to("POST", link, nil)
	got := (&http.Response{Header: h}).Cookies()
	if status != http.StatusSeeOther || len(got) != 1 {
		t.Fatalf("%d, %v", status, h)
	}
	plain := got[0]
	for path, want := range map[string]int{
		"/": http.StatusSeeOther, "/settings": http.StatusOK, "/export": http.StatusForbidden, "/export/json": http.StatusForbidden, "/import/look": http.StatusForbidden,
	} {
		if status, _, _ := to("GET", path, plain); status != want {
			t.Errorf("%s: %d, want %d", path, status, want)
		}
	}
	if _, _, body := to("GET", "/export", plain); !strings.Contains(body, "That needs a connection nobody can read") {
		t.Errorf("nothing says why: %s", body)
	}
	here, _, _ := m.dial("127.0.0.1", m.address, func(r *http.Request) { r.AddCookie(plain) })
	there, _, _ := to("GET", "/settings", m.signIn(app.Local()))
	if here != http.StatusUnauthorized || there != http.StatusUnauthorized {
		t.Errorf("a plain session here: %d; one from here at home: %d", here, there)
	}
	if status, _, _ := to("POST", "/signout", plain); status != http.StatusOK {
		t.Errorf("signing out: %d", status)
	}
	if status, _, _ := to("GET", "/settings", plain); status != http.StatusUnauthorized {
		t.Errorf("after signing out: %d", status)
	}
}

// A laptop that comes into another network is reached at its address there, and
// no more at the old one.
func TestRuling128TheAddressesAreReadAnew(t *testing.T) {
	o := homely(t)
	var now atomic.Value
	now.Store([]netip.Addr{netip.MustParseAddr("127.8.0.1")})
	o.Home.Addresses = func() []netip.Addr { return now.Load().([]netip.Addr) } //nolint:forcetypeassert // only those are stored
	l, err := o.Listen(t.Context(), "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	first := server.AtHome(l)
	now.Store([]netip.Addr{netip.MustParseAddr("127.8.0.2")})
	server.Renew(l)
	if second := server.AtHome(l); len(first) != 1 || len(second) != 1 || !strings.HasPrefix(second[0], "http://127.8.0.2:") {
		t.Errorf("%v, then %v", first, second)
	}
	c, err := net.Dial("tcp", strings.TrimPrefix(first[0], "http://")) //nolint:noctx // only whether it is answered
	if err == nil {
		_ = c.Close()
		t.Error("the old address is answered")
	}
}
