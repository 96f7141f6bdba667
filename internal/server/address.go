package server

import (
	"net"
	"net/netip"
	"net/url"
	"strconv"
	"strings"

	"github.com/ippo-app/ippo/internal/goal"
)

// webPort is the one that an https address need not say.
const webPort = "443"

// Address is one that people reach a server by from outside: https, a host and
// a port (ruling 126). The zero value is none.
type Address struct{ host, port string }

// ParseAddress reads a public address as a browser shows it. It has a host name
// of its own and no path: ippo is at the top of its host.
func ParseAddress(typed string) (Address, error) {
	u, err := url.Parse(typed)
	if err != nil {
		return Address{}, goal.Invalid("url", "error.url", typed)
	}
	switch host, port, ok := hostPort(u.Host, webPort); {
	case strings.EqualFold(u.Scheme, "http") && ok:
		return Address{}, goal.Invalid("url", "error.url.plain", typed)
	case !strings.EqualFold(u.Scheme, "https") || !ok || u.User != nil || u.Opaque != "":
		return Address{}, goal.Invalid("url", "error.url", typed)
	case strings.Trim(u.Path, "/")+u.RawQuery+u.Fragment != "" || strings.HasSuffix(typed, "?") || strings.HasSuffix(typed, "#"):
		return Address{}, goal.Invalid("url", "error.url.path", typed)
	default:
		return Address{host, port}, nil
	}
}

// String is the address as a browser shows it, which is also its origin.
func (a Address) String() string { return "https://" + a.Host() }

// Host as a browser asks for it: with the port where it is not the usual one.
func (a Address) Host() string {
	if a.port == webPort {
		return a.host
	}
	return a.host + ":" + a.port
}

// hostPort takes a host and its port apart, each in the one spelling that is
// compared. A host is a name in small letters without the last dot, or an
// address; other spellings of a number are no address.
func hostPort(s, usual string) (host, port string, ok bool) {
	host, port = s, usual
	if i := strings.LastIndexByte(s, ':'); i > strings.LastIndexByte(s, ']') {
		n, err := strconv.ParseUint(s[i+1:], 10, 16)
		if err != nil || n == 0 {
			return "", "", false
		}
		host, port = s[:i], strconv.FormatUint(n, 10)
	}
	if inner, six := strings.CutPrefix(host, "["); six {
		ip, err := netip.ParseAddr(strings.TrimSuffix(inner, "]"))
		if err != nil || !ip.Is6() || ip.Zone() != "" || !strings.HasSuffix(inner, "]") {
			return "", "", false
		}
		return "[" + ip.String() + "]", port, true
	}
	host = strings.ToLower(strings.TrimSuffix(host, "."))
	return host, port, isName(host)
}

// isName says whether a text may be the name of a host, or its address in four
// numbers. Letters beyond ASCII come as their xn-- spelling.
func isName(host string) bool {
	const longest, longestPart = 253, 63
	if host == "" || len(host) > longest {
		return false
	}
	parts := strings.Split(host, ".")
	for _, part := range parts {
		if part == "" || len(part) > longestPart || part[0] == '-' || part[len(part)-1] == '-' {
			return false
		}
		for _, r := range part {
			if (r < 'a' || r > 'z') && (r < '0' || r > '9') && r != '-' && r != '_' {
				return false
			}
		}
	}
	// A last part of digits is an address, and then the whole has to be one.
	if last := parts[len(parts)-1]; strings.Trim(last, "0123456789") == "" || strings.HasPrefix(last, "0x") {
		ip, err := netip.ParseAddr(host)
		return err == nil && ip.Is4()
	}
	return true
}

// Outside is what a server is beyond its own machine: the addresses that are in
// force, and the proxies that stand in front. Everything that depends on an
// address comes from here, never from what a request claims. The zero value is
// a server that is alone on its machine.
type Outside struct {
	Addresses []Address
	Proxies   []netip.Prefix
	Home      Home // the machine's own network, in plain http
}

// alone says whether nobody but this machine can reach the server.
func (o Outside) alone() bool { return len(o.Addresses) == 0 && !o.Home.on() }

// ParseProxy reads the address of a proxy, or of the network that it is in.
func ParseProxy(typed string) (netip.Prefix, error) {
	if ip, err := netip.ParseAddr(typed); err == nil && ip.Zone() == "" {
		ip = ip.Unmap()
		return netip.PrefixFrom(ip, ip.BitLen()), nil
	}
	p, err := netip.ParsePrefix(typed)
	if err != nil || p.Bits() == 0 || p.Addr().Is4In6() {
		return netip.Prefix{}, goal.Invalid("proxy", "error.proxy", typed)
	}
	return p.Masked(), nil
}

// CheckListen refuses an address that cannot be listened to, or that somebody
// else could reach: one of this machine alone, unless a public address is in
// force.
func (o Outside) CheckListen(address string) error {
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return goal.Invalid("listen", "error.address", address)
	}
	if loopback(host) {
		return nil
	}
	_, number := strconv.ParseUint(port, 10, 16)
	if o.Home.on() {
		return goal.Invalid("listen", "error.address.home", address)
	}
	if ip, err := netip.ParseAddr(host); len(o.Addresses) == 0 || number != nil || err != nil && host != "" || ip.Zone() != "" {
		return goal.Invalid("listen", "error.address", address)
	}
	return nil
}

func (o Outside) texts() (all []string) {
	for _, a := range o.Addresses {
		all = append(all, a.String())
	}
	return all
}

// at is the address that a host and a scheme are, and whether one is. An empty
// scheme is that of the address.
func (o Outside) at(scheme, asked string) (Address, bool) {
	if scheme != "" && !strings.EqualFold(scheme, "https") {
		return Address{}, false
	}
	host, port, ok := hostPort(asked, webPort)
	for _, a := range o.Addresses {
		if ok && a == (Address{host, port}) {
			return a, true
		}
	}
	return Address{}, false
}

// trusts says whether what a peer says of others is read: the named proxies,
// and this machine itself where TLS ends before us (ruling 133).
func (o Outside) trusts(peer netip.Addr) bool {
	if peer.IsLoopback() {
		return len(o.Addresses) > 0
	}
	for _, p := range o.Proxies {
		if p.Contains(peer) {
			return true
		}
	}
	return false
}
