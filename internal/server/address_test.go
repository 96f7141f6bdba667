package server_test

import (
	"testing"

	"github.com/ippo-app/ippo/internal/server"
)

// An address is read as a browser shows it, and has one spelling.
func TestAddresses(t *testing.T) {
	for typed, want := range map[string]string{
		"https://ippo.example.org": "https://ippo.example.org", "HTTPS://IPPO.Example.ORG/": "https://ippo.example.org",
		"https://ippo.example.org.": "https://ippo.example.org", "https://ippo.example.org:443": "https://ippo.example.org",
		"https://ippo.example.org:08443": "https://ippo.example.org:8443", "https://nas": "https://nas",
		"https://[2001:DB8::1]:8443": "https://[2001:db8::1]:8443", "https://192.0.2.7": "https://192.0.2.7",
		"https://xn--ipp-fka.example": "https://xn--ipp-fka.example", "https://a_b.example": "https://a_b.example",
	} {
		if a, err := server.ParseAddress(typed); err != nil || a.String() != want {
			t.Errorf("%s: %s, %v", typed, a, err)
		}
	}
	for typed, key := range map[string]string{
		"http://ippo.example.org": "error.url.plain", "https://ippo.example.org/ippo": "error.url.path",
		"https://ippo.example.org?": "error.url.path", "https://ippo.example.org?x=1": "error.url.path", "https://ippo.example.org#x": "error.url.path",
		"ippo.example.org": "error.url", "ippo.example.org:8443": "error.url", "": "error.url", "https://": "error.url", "https:ippo.example.org": "error.url",
		"ftp://ippo.example.org": "error.url", "https://kim@ippo.example.org": "error.url", "https://ippö.example": "error.url",
		"https://ippo.example.org:0": "error.url", "https://ippo.example.org:99999": "error.url", "https://-a.example": "error.url",
		"https://a..b": "error.url", "https://[::1%25eth0]": "error.url", "https://[127.0.0.1]": "error.url", "https://1.2.3": "error.url",
		"https://0x7f.1": "error.url", "https://300.1.1.1": "error.url", "https://ippo example": "error.url", "https://*.example.org": "error.url",
	} {
		if a, err := server.ParseAddress(typed); keyOf(err) != key {
			t.Errorf("%s: %s, %v", typed, a, err)
		}
	}
}

// A proxy is an address or a network; everybody is none.
func TestProxies(t *testing.T) {
	for typed, want := range map[string]string{
		"172.18.0.3": "172.18.0.3/32", "172.18.0.3/16": "172.18.0.0/16", "2001:db8::1": "2001:db8::1/128", "fd00::/8": "fd00::/8", "::ffff:172.18.0.3": "172.18.0.3/32",
	} {
		if p, err := server.ParseProxy(typed); err != nil || p.String() != want {
			t.Errorf("%s: %s, %v", typed, p, err)
		}
	}
	for _, typed := range []string{"", "0.0.0.0/0", "::/0", "caddy", "172.18.0.3:80", "172.18.0.0/40", "fe80::1%eth0", "::ffff:172.18.0.0/112"} {
		if p, err := server.ParseProxy(typed); keyOf(err) != "error.proxy" {
			t.Errorf("%s: %s, %v", typed, p, err)
		}
	}
}

// Beyond this machine is listened only where an address is in force.
func TestListeningBeyondThisMachine(t *testing.T) {
	at := outside(t, "https://ippo.example.org")
	for _, address := range []string{"0.0.0.0:8377", ":8377", "[::]:0", "192.0.2.1:80", "127.0.0.1:0", "localhost:8377"} {
		if err := at.CheckListen(address); err != nil {
			t.Errorf("%s: %v", address, err)
		}
	}
	for _, address := range []string{"nowhere", "example.org:80", "192.0.2.1", "192.0.2.1:http", ""} {
		if err := at.CheckListen(address); keyOf(err) != "error.address" {
			t.Errorf("%s: %v", address, err)
		}
	}
}

func outside(t *testing.T, addresses ...string) server.Outside {
	t.Helper()
	var o server.Outside
	for _, typed := range addresses {
		a, err := server.ParseAddress(typed)
		if err != nil {
			t.Fatal(err)
		}
		o.Addresses = append(o.Addresses, a)
	}
	return o
}
