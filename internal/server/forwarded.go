package server

import (
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strings"
)

// The headers by which a proxy says for whom it asks. Most set the first three
// and let the last one through as it came, so that it is read only where none of
// the others is there.
const (
	forwardedFor   = "X-Forwarded-For"
	forwardedHost  = "X-Forwarded-Host"
	forwardedProto = "X-Forwarded-Proto"
	forwardedAll   = "Forwarded"
)

// forwards says whether a request carries what a proxy would say.
func forwards(h http.Header) bool {
	for _, name := range []string{forwardedFor, forwardedHost, forwardedProto, forwardedAll} {
		if len(h[name]) > 0 {
			return true
		}
	}
	return false
}

// arrival is how a request came in, as far as it is believed.
type arrival struct {
	host, scheme string // empty scheme: nobody said which
	peer         netip.Addr
	client       netip.Addr     // who asks, past the proxies that are trusted
	trusted      bool           // what the peer says of others is read
	forwarded    bool           // the peer says that it asks for somebody else
	local        netip.AddrPort // where the request came in
}

// arrivalOf reads how a request came in: its own Host from a peer on plain http,
// unless the peer is one whose word counts.
func (o Outside) arrivalOf(r *http.Request) arrival {
	a := arrival{host: r.Host, scheme: "http", forwarded: forwards(r.Header)}
	if from, err := netip.ParseAddrPort(r.RemoteAddr); err == nil {
		a.peer = from.Addr().Unmap().WithZone("")
	}
	if to, ok := r.Context().Value(http.LocalAddrContextKey).(net.Addr); ok {
		if at, err := netip.ParseAddrPort(to.String()); err == nil {
			a.local = netip.AddrPortFrom(at.Addr().Unmap(), at.Port())
		}
	}
	a.client = a.peer
	if a.trusted = o.trusts(a.peer); !a.trusted {
		return a
	}
	a.scheme = ""
	hops := hopsOf(r.Header)
	// The last hop is what the peer itself says; past it, only what another
	// trusted one said.
	for _, h := range slices.Backward(hops) {
		if h.host != "" {
			a.host = h.host
		}
		if h.proto != "" {
			a.scheme = strings.ToLower(h.proto)
		}
		ip, ok := hopAddress(h.by)
		if !ok {
			break
		}
		if a.client = ip; !o.trusts(ip) {
			break
		}
	}
	return a
}

// hop is what one proxy says of who asked it.
type hop struct{ by, host, proto string }

// hopsOf are the hops of a request, the nearest last.
func hopsOf(h http.Header) []hop {
	if len(h[forwardedFor])+len(h[forwardedHost])+len(h[forwardedProto]) == 0 {
		return standardHops(h)
	}
	by, hosts, protos := listed(h[forwardedFor]), listed(h[forwardedHost]), listed(h[forwardedProto])
	hops := make([]hop, max(len(by), len(hosts), len(protos)))
	// Each proxy adds at the right, or writes its own value over all: lists that
	// are shorter belong to the nearest.
	fromRight := func(values []string, set func(*hop, string)) {
		for i, v := range values {
			set(&hops[len(hops)-len(values)+i], v)
		}
	}
	fromRight(by, func(x *hop, v string) { x.by = v })
	fromRight(hosts, func(x *hop, v string) { x.host = v })
	fromRight(protos, func(x *hop, v string) { x.proto = v })
	return hops
}

// standardHops are those of RFC 7239.
func standardHops(h http.Header) []hop {
	var hops []hop
	for _, element := range listed(h[forwardedAll]) {
		var x hop
		for pair := range strings.SplitSeq(element, ";") {
			name, value, _ := strings.Cut(strings.TrimSpace(pair), "=")
			value = strings.Trim(value, `"`)
			switch strings.ToLower(name) {
			case "for":
				x.by = value
			case "host":
				x.host = value
			case "proto":
				x.proto = value
			}
		}
		hops = append(hops, x)
	}
	return hops
}

// hopsMost bounds what is read of a header: nobody stands behind more proxies.
const hopsMost = 32

// listed are the values of a header that is a list, the last ones where there
// are too many.
func listed(lines []string) []string {
	var all []string
	for _, line := range lines {
		for v := range strings.SplitSeq(line, ",") {
			all = append(all, strings.TrimSpace(v))
		}
	}
	return all[max(0, len(all)-hopsMost):]
}

// hopAddress is the address in a hop, with or without its port. A hop may also
// hide who asked it.
func hopAddress(s string) (netip.Addr, bool) {
	ip, err := netip.ParseAddr(strings.TrimSuffix(strings.TrimPrefix(s, "["), "]"))
	if err != nil {
		from, err := netip.ParseAddrPort(s)
		if err != nil {
			return netip.Addr{}, false
		}
		ip = from.Addr()
	}
	return ip.Unmap().WithZone(""), true
}
