package server

import (
	"context"
	"errors"
	"net"
	"net/http"
	"strings"
	"time"
)

// lookTime is how long the system may take to say what a name is.
const lookTime = 500 * time.Millisecond

// Origin is how browsers are led to a server on this machine.
type Origin struct {
	Name string // under localhost; empty for none
	Led  bool   // links lead to it; else it is only answered
}

// NewOrigin leads to a name where the system knows that it is this machine, and
// where the server listens on the address that such names have.
func NewOrigin(ctx context.Context, name, address string, resolves func(context.Context, string) bool) Origin {
	host, _, err := net.SplitHostPort(address)
	return Origin{name, name != "" && err == nil && host == "127.0.0.1" && resolves(ctx, name)}
}

// Host of a link to an address.
func (o Origin) Host(address string) string {
	_, port, err := net.SplitHostPort(address)
	if !o.Led || err != nil {
		return address
	}
	return net.JoinHostPort(o.Name, port)
}

// Lead says which name browsers are led by.
func (s *Server) Lead(o Origin) { s.origin = o }

// own says whether a request asks for this server's name.
func (o Origin) own(host string) bool { return o.Name != "" && strings.EqualFold(host, o.Name) }

// elsewhere leads a link that is opened at a shared host to the server's own
// name, so that no new session is one of a host that others answer for, too. The
// link is used up there.
func (s *Server) elsewhere(port string, w http.ResponseWriter, r *http.Request) bool {
	host, _, err := net.SplitHostPort(r.Host)
	if err != nil || !s.origin.Led || s.origin.own(host) {
		return false
	}
	to := "http://" + net.JoinHostPort(s.origin.Name, port) + r.URL.EscapedPath()
	http.Redirect(w, r, to, http.StatusSeeOther) //nolint:gosec // the host is our own, and the path is one of its
	return true
}

// errAway keeps a question about this machine on this machine.
var errAway = errors.New("not on this machine")

// Resolves says whether the system knows a name under localhost to be this
// machine. It asks nobody else: some systems answer such names themselves, and
// where they do not, the question would go to a server somewhere.
func Resolves(ctx context.Context, name string) bool {
	ctx, cancel := context.WithTimeout(ctx, lookTime)
	defer cancel()
	r := &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, network, address string) (net.Conn, error) {
		host, _, err := net.SplitHostPort(address)
		if err != nil || !loopback(host) {
			return nil, errAway
		}
		return new(net.Dialer).DialContext(ctx, network, address)
	}}
	found, err := r.LookupHost(ctx, name)
	for _, a := range found {
		if !loopback(a) {
			return false
		}
	}
	return err == nil && len(found) > 0
}
