package page

import (
	"context"
	"net/http"
	"net/netip"
	"strings"
	"time"
)

// Reach is where other devices find the server; nowhere while it is alone on its
// machine.
type Reach struct {
	Public []string // public addresses
	Home   []string // addresses in the machine's own network, in plain http
	AtHome bool     // it answers there, when it has an address
}

// Open says whether another device can come in at all.
func (x Reach) Open() bool { return len(x.Public) > 0 || x.AtHome }

// Reached says where other devices find the server.
func (k *Kit) Reached() Reach {
	if k.Reach == nil {
		return Reach{}
	}
	return k.Reach()
}

type clientKey struct{}

// WithClient notes in a request's context who asks, past the proxies that are
// trusted.
func WithClient(ctx context.Context, ip netip.Addr) context.Context {
	return context.WithValue(ctx, clientKey{}, ip)
}

// Client is the address that asks.
func Client(r *http.Request) netip.Addr {
	ip, _ := r.Context().Value(clientKey{}).(netip.Addr)
	return ip
}

// Keep a value in the browser for some minutes, for the pages under a path; an empty
// one is forgotten.
func Keep(w http.ResponseWriter, r *http.Request, name, value, path string, life time.Duration) {
	c := &http.Cookie{ //nolint:gosec // plain http knows no Secure (ruling 36)
		Name: name, Value: value, Path: path, HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: secure(r), MaxAge: int(life / time.Second),
	}
	if value == "" {
		c.MaxAge = -1
	}
	http.SetCookie(w, c)
}

// Secure says whether a request came over TLS.
func Secure(r *http.Request) bool { return secure(r) }

// DeviceName is what people call a device that has a browser of this name; empty
// where that does not say.
func DeviceName(agent string) string {
	for _, x := range [][2]string{
		{"iPhone", "iPhone"}, {"iPad", "iPad"}, {"Android", "Android"}, {"CrOS", "Chromebook"}, {"Windows", "Windows"}, {"Macintosh", "Mac"}, {"Linux", "Linux"},
	} {
		if strings.Contains(agent, x[0]) {
			return x[1]
		}
	}
	return ""
}
