package server

import (
	"context"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"sync"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/web"
)

// Open says what the server is beyond its own machine.
func (s *Server) Open(o Outside) { s.outside = o }

// DeviceName is what people call a device that has a browser of this name; empty
// where that does not say.
func DeviceName(agent string) string { return web.DeviceName(agent) }

type addressKey struct{}

// addressOf is the public address that a request came to; none on this machine.
func addressOf(r *http.Request) (Address, bool) {
	a, ok := r.Context().Value(addressKey{}).(Address)
	return a, ok
}

type homeKey struct{}

// fromHome says whether a request came in plain from the machine's own network.
func fromHome(r *http.Request) bool { return r.Context().Value(homeKey{}) != nil }

// reached lets through what asks for this machine or for an address in force,
// and refuses every other Host: a foreign name that points here must not reach
// the pages. Behind it the request's Host is the address's own.
func (s *Server) reached(port string, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if anyHost(r.URL.Path) {
			next.ServeHTTP(w, r)
			return
		}
		a := s.outside.arrivalOf(r)
		r = r.WithContext(web.WithClient(r.Context(), a.client))
		if a.forwarded && !a.trusted {
			s.strangers.tell(s.log, a.peer)
		}
		if s.here(port, a, r.Host) {
			next.ServeHTTP(w, r)
			return
		}
		if s.outside.atHome(r, a) {
			next.ServeHTTP(w, r.WithContext(app.OverPlain(context.WithValue(r.Context(), homeKey{}, true))))
			return
		}
		address, ok := s.outside.at(a.scheme, a.host)
		if !ok {
			s.misdirected(port, w, r, a)
			return
		}
		r = r.WithContext(web.WithSecure(context.WithValue(r.Context(), addressKey{}, address)))
		r.Host = address.Host()
		next.ServeHTTP(w, r)
	})
}

// anyHost says whether a path tells nothing of anybody, and is asked for by
// whatever name a balancer has for this server (ruling 137), by the terminal at
// the address that is listened to, or by the page that refuses a Host.
func anyHost(path string) bool {
	return path == "/healthz" || path == "/readyz" || strings.HasPrefix(path, "/proof/") || strings.HasPrefix(path, "/static/")
}

// here says whether a request is one of this machine: it names it, or the
// database's own name, and this port. Where it can be reached from elsewhere, what
// another machine asks is none of them, nor what a proxy asks for somebody else.
func (s *Server) here(port string, a arrival, asked string) bool {
	host, p, err := net.SplitHostPort(asked)
	if err != nil || p != port || !loopback(host) && !s.origin.own(host) {
		return false
	}
	return s.outside.alone() || a.peer.IsLoopback() && !a.forwarded && !s.outside.Home.private(a.local.Addr())
}

// misdirected refuses a request and says what would let it through: the address
// that was asked for, the proxy that asked, or what that proxy leaves out.
func (s *Server) misdirected(listens string, w http.ResponseWriter, r *http.Request, a arrival) {
	came := web.Arrival{Host: a.host, Scheme: a.scheme, Peer: a.peer.String()}
	_, known := s.outside.at("", a.host)
	host, port, ok := hostPort(a.host, webPort)
	switch {
	case s.outside.Home.private(a.peer) && len(s.homes()) > 0 && !known:
		came.Missing, came.Line = "home", s.homes()[0]
	case known && a.trusted:
		came.Missing, came.Line = "scheme", forwardedProto+": https"
	case known:
		came.Missing, came.Line = "proxy", "ippo serve --proxy "+came.Peer
	case ok && !loopback(strings.Trim(host, "[]")):
		if port == listens { // where no TLS can be: it ends at a proxy in front, at the usual port
			port = webPort
		}
		came.Missing, came.Line = "url", "ippo serve --url "+Address{host, port}.String()
	default:
		came.Missing, came.Line = "url", "ippo serve --url https://ippo.example.org"
	}
	s.site.Misdirected(w, r, http.StatusMisdirectedRequest, came)
}

// ownForms refuses a form of another site, also where the browser says only what
// its address was: the same name without TLS is another site.
func (s *Server) ownForms(next http.Handler) http.Handler {
	cross := http.NewCrossOriginProtection()
	refuse := s.refused(http.StatusForbidden, "web.refused.origin")
	cross.SetDenyHandler(refuse)
	checked := cross.Handler(next)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		a, outside := addressOf(r)
		origin := r.Header.Get("Origin")
		if outside && origin != "" && r.Header.Get("Sec-Fetch-Site") == "" && origin != a.String() && changes(r) {
			refuse.ServeHTTP(w, r)
			return
		}
		checked.ServeHTTP(w, r)
	})
}

// changes says whether a request may change anything.
func changes(r *http.Request) bool {
	return r.Method != http.MethodGet && r.Method != http.MethodHead && r.Method != http.MethodOptions
}

// strangersMost are told of: whoever sends more of them has read one.
const strangersMost = 32

// strangers are the peers of which it was said that their word does not count.
type strangers struct {
	mu    sync.Mutex
	known map[netip.Addr]bool
}

// tell of a peer once, with the setting that would make its word count.
func (x *strangers) tell(log *slog.Logger, peer netip.Addr) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.known[peer] || len(x.known) >= strangersMost {
		return
	}
	if x.known == nil {
		x.known = map[netip.Addr]bool{}
	}
	x.known[peer] = true
	log.Warn("what a proxy says of who asks is not read; if it is yours, name it",
		slog.String("peer", peer.String()), slog.String("setting", settingFor(peer)))
}

// settingFor is what makes a peer's word count.
func settingFor(peer netip.Addr) string {
	if peer.IsLoopback() {
		return "ippo serve --url https://..."
	}
	return "ippo serve --proxy " + peer.String()
}
