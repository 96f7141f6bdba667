package server

import (
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
)

// Ruling 133: what a peer says of others is read from the right, past hops that
// are trusted, and from nobody else.
func TestRuling133TheWalkFromTheRight(t *testing.T) {
	a, err := ParseAddress("https://ippo.example.org")
	if err != nil {
		t.Fatal(err)
	}
	at := Outside{Addresses: []Address{a}, Proxies: []netip.Prefix{netip.MustParsePrefix("172.18.0.0/16"), netip.MustParsePrefix("fd00::/8")}}
	const own = "own.example"
	for name, c := range map[string]struct {
		peer                 string
		headers              string
		host, scheme, client string
	}{
		"nobody says anything":         {"203.0.113.9", "", own, "http", "203.0.113.9"},
		"a stranger's word":            {"203.0.113.9", "X-Forwarded-For: 1.1.1.1|X-Forwarded-Proto: https|X-Forwarded-Host: ippo.example.org", own, "http", "203.0.113.9"},
		"a stranger's standard word":   {"203.0.113.9", "Forwarded: for=1.1.1.1;proto=https;host=ippo.example.org", own, "http", "203.0.113.9"},
		"a proxy that says nothing":    {"172.18.0.3", "", own, "", "172.18.0.3"},
		"a proxy":                      {"172.18.0.3", "X-Forwarded-For: 203.0.113.9|X-Forwarded-Proto: HTTPS|X-Forwarded-Host: ippo.example.org", "ippo.example.org", "https", "203.0.113.9"},
		"a proxy on this machine":      {"127.0.0.1", "X-Forwarded-For: 203.0.113.9|X-Forwarded-Proto: https", own, "https", "203.0.113.9"},
		"a proxy over IPv6":            {"fd00::3", "X-Forwarded-For: 2001:db8::9", own, "", "2001:db8::9"},
		"mapped into IPv6":             {"::ffff:172.18.0.3", "X-Forwarded-For: ::ffff:203.0.113.9", own, "", "203.0.113.9"},
		"forged before a proxy":        {"172.18.0.3", "X-Forwarded-For: 9.9.9.9, 203.0.113.9|X-Forwarded-Proto: https", own, "https", "203.0.113.9"},
		"forged in a line of its own":  {"172.18.0.3", "X-Forwarded-For: 9.9.9.9|X-Forwarded-For: 203.0.113.9", own, "", "203.0.113.9"},
		"forged as a trusted one":      {"172.18.0.3", "X-Forwarded-For: 172.18.0.9, 203.0.113.9", own, "", "203.0.113.9"},
		"two proxies":                  {"172.18.0.3", "X-Forwarded-For: 203.0.113.9, 172.18.0.4|X-Forwarded-Proto: https", own, "https", "203.0.113.9"},
		"two proxies, each its word":   {"172.18.0.3", "X-Forwarded-For: 203.0.113.9, 172.18.0.4|X-Forwarded-Proto: https, http|X-Forwarded-Host: ippo.example.org, inner", "ippo.example.org", "https", "203.0.113.9"},
		"a forged word past them":      {"172.18.0.3", "X-Forwarded-For: 203.0.113.9|X-Forwarded-Proto: https, http", own, "http", "203.0.113.9"},
		"all are trusted":              {"172.18.0.3", "X-Forwarded-For: 172.18.0.5, 172.18.0.4", own, "", "172.18.0.5"},
		"with a port":                  {"172.18.0.3", "X-Forwarded-For: [2001:db8::9]:4711", own, "", "2001:db8::9"},
		"hidden":                       {"172.18.0.3", "X-Forwarded-For: 9.9.9.9, unknown|X-Forwarded-Proto: https", own, "https", "172.18.0.3"},
		"nonsense":                     {"172.18.0.3", "X-Forwarded-For: ,,,;|X-Forwarded-Proto: ,", own, "", "172.18.0.3"},
		"the standard":                 {"172.18.0.3", `Forwarded: for=9.9.9.9, For="[2001:db8::9]:80";PROTO=https;host="ippo.example.org"`, "ippo.example.org", "https", "2001:db8::9"},
		"the standard let through":     {"172.18.0.3", "Forwarded: for=9.9.9.9;proto=https;host=ippo.example.org|X-Forwarded-For: 203.0.113.9|X-Forwarded-Proto: http", own, "http", "203.0.113.9"},
		"hidden as the standard has":   {"172.18.0.3", "Forwarded: for=_gazonk;proto=https", own, "https", "172.18.0.3"},
		"as many as fit into a header": {"172.18.0.3", "X-Forwarded-For: " + strings.Repeat("172.18.0.4, ", 4000) + "172.18.0.5", own, "", "172.18.0.4"},
	} {
		r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "http://"+own+"/", nil)
		r.RemoteAddr = netip.AddrPortFrom(netip.MustParseAddr(c.peer), 4711).String()
		for line := range strings.SplitSeq(c.headers, "|") {
			if name, value, ok := strings.Cut(line, ": "); ok {
				r.Header.Add(name, value)
			}
		}
		got := at.arrivalOf(r)
		if got.host != c.host || got.scheme != c.scheme || got.client.String() != c.client {
			t.Errorf("%s: %+v", name, got)
		}
	}
	alone := Outside{}.arrivalOf(&http.Request{Host: own, RemoteAddr: "127.0.0.1:1", Header: http.Header{"X-Forwarded-Proto": {"https"}}})
	if alone.trusted || alone.scheme != "http" {
		t.Errorf("alone: %+v", alone)
	}
	if odd := at.arrivalOf(&http.Request{Host: own, RemoteAddr: "@", Header: http.Header{"X-Forwarded-Proto": {"https"}}}); odd.trusted {
		t.Errorf("no peer: %+v", odd)
	}
}

// Whatever a stranger sends, only who it is and the Host count.
func FuzzStrangers(f *testing.F) {
	f.Add("for=1.1.1.1;proto=https", "https", "ippo.example.org", "1.1.1.1")
	f.Add(`"`, ",", "[", "[::1]:")
	at := Outside{Proxies: []netip.Prefix{netip.MustParsePrefix("172.18.0.0/16")}}
	f.Fuzz(func(t *testing.T, standard, proto, host, by string) {
		r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "http://own.example/", nil)
		r.Header = http.Header{forwardedAll: {standard}, forwardedProto: {proto}, forwardedHost: {host}, forwardedFor: {by}}
		r.RemoteAddr = "203.0.113.9:1"
		if got := at.arrivalOf(r); got.host != "own.example" || got.scheme != "http" || got.client != got.peer {
			t.Errorf("%+v", got)
		}
		r.RemoteAddr = "172.18.0.3:1"
		at.arrivalOf(r) // it holds
		r.Header.Del(forwardedProto)
		r.Header.Del(forwardedHost)
		r.Header.Del(forwardedFor)
		at.arrivalOf(r)
	})
}
