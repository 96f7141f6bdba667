package server

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/netip"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"
)

// Home is the machine's own network, where its people's other devices are (ruling
// 128). The zero value is none: the server is not at home there.
type Home struct {
	Addresses func() []netip.Addr // of this machine, asked anew each time
	Within    []netip.Prefix      // the networks that are private
}

// OwnNetwork is that of this machine as the system knows it.
func OwnNetwork() Home {
	return Home{machineAddresses, []netip.Prefix{
		netip.MustParsePrefix("10.0.0.0/8"), netip.MustParsePrefix("172.16.0.0/12"), netip.MustParsePrefix("192.168.0.0/16"),
		netip.MustParsePrefix("100.64.0.0/10"), netip.MustParsePrefix("fc00::/7"),
	}}
}

// bridges are the names of what only joins containers and virtual machines: no
// phone is behind them.
var bridges = regexp.MustCompile(`^(docker\d+|br-[0-9a-f]{12}|veth.*|virbr\d+.*|lxcbr\d+|lxdbr\d+|podman\d+|cni.*|vmnet\d+|vboxnet\d+|vEthernet.*)$`)

func machineAddresses() (all []netip.Addr) {
	links, _ := net.Interfaces() // none that can be read: none there
	for _, link := range links {
		if link.Flags&net.FlagUp == 0 || bridges.MatchString(link.Name) {
			continue
		}
		found, _ := link.Addrs()
		for _, f := range found {
			if p, err := netip.ParsePrefix(f.String()); err == nil {
				all = append(all, p.Addr().Unmap())
			}
		}
	}
	return all
}

func (h Home) on() bool { return h.Addresses != nil }

// private says whether an address is one of a network of one's own.
func (h Home) private(ip netip.Addr) bool {
	return h.on() && ip.Zone() == "" && slices.ContainsFunc(h.Within, func(p netip.Prefix) bool { return p.Contains(ip) })
}

// Own are this machine's addresses there, each once, the ones that people can type
// first.
func (h Home) Own() (all []netip.Addr) {
	if !h.on() {
		return nil
	}
	for _, ip := range h.Addresses() {
		if h.private(ip) && !slices.Contains(all, ip) {
			all = append(all, ip)
		}
	}
	slices.SortStableFunc(all, func(a, b netip.Addr) int { return a.BitLen() - b.BitLen() })
	return all
}

// homePause is how often a server looks for addresses that have come or gone: a
// laptop carries it from one network to another.
const homePause = 5 * time.Second

// accepted is what an Accept of one of the listeners answered.
type accepted struct {
	conn net.Conn
	err  error
}

// homeListener listens on this machine and, at the same port, at each address that
// it has in its own network.
type homeListener struct {
	net.Listener // on this machine
	home         Home
	port         string
	conns        chan accepted
	done         chan struct{}
	once         sync.Once

	mu   sync.Mutex
	open map[netip.Addr]net.Listener
}

func listenAtHome(ctx context.Context, here net.Listener, home Home) *homeListener {
	_, port, _ := net.SplitHostPort(here.Addr().String()) // of a listener
	l := &homeListener{
		Listener: here, home: home, port: port, conns: make(chan accepted), done: make(chan struct{}), open: map[netip.Addr]net.Listener{},
	}
	go l.from(here, func(netip.Addr) bool { return true })
	l.renew(ctx)
	go func() {
		tick := time.NewTicker(homePause)
		defer tick.Stop()
		for {
			select {
			case <-l.done:
				return
			case <-tick.C:
				l.renew(context.WithoutCancel(ctx))
			}
		}
	}()
	return l
}

// renew listens at the addresses that have come, and no more at those that went.
// One that cannot be listened to is tried again.
func (l *homeListener) renew(ctx context.Context) {
	now := l.home.Own()
	l.mu.Lock()
	defer l.mu.Unlock()
	for ip, x := range l.open {
		if !slices.Contains(now, ip) {
			_ = x.Close() // its address is gone
			delete(l.open, ip)
		}
	}
	for _, ip := range now {
		if l.open[ip] != nil || l.closed() {
			continue
		}
		var c net.ListenConfig
		if x, err := c.Listen(ctx, "tcp", net.JoinHostPort(ip.String(), l.port)); err == nil {
			l.open[ip] = x
			go l.from(x, l.home.private)
		}
	}
}

// from hands on what one listener accepts from peers that may ask.
func (l *homeListener) from(x net.Listener, may func(netip.Addr) bool) {
	for {
		conn, err := x.Accept()
		if errors.Is(err, net.ErrClosed) && x != l.Listener {
			return
		}
		if err == nil && !may(peerOf(conn)) {
			_ = conn.Close() // nothing is said to whoever is not at home
			continue
		}
		select {
		case l.conns <- accepted{conn, err}:
		case <-l.done:
			if conn != nil {
				_ = conn.Close() // nobody serves it any more
			}
			return
		}
		if errors.Is(err, net.ErrClosed) {
			return
		}
	}
}

func peerOf(c net.Conn) netip.Addr {
	from, err := netip.ParseAddrPort(c.RemoteAddr().String())
	if err != nil {
		return netip.Addr{}
	}
	return from.Addr().Unmap()
}

func (l *homeListener) closed() bool {
	select {
	case <-l.done:
		return true
	default:
		return false
	}
}

// Accept the next connection, wherever it comes in.
func (l *homeListener) Accept() (net.Conn, error) {
	select {
	case a := <-l.conns:
		return a.conn, a.err
	case <-l.done:
		return nil, net.ErrClosed
	}
}

// Close every listener.
func (l *homeListener) Close() error {
	l.once.Do(func() { close(l.done) })
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, x := range l.open {
		_ = x.Close() // the first is the one that says what is wrong
	}
	return l.Listener.Close()
}

// AtHome are the addresses at which a listener is reached in the machine's own
// network, as a browser shows them.
func AtHome(l net.Listener) (all []string) {
	h, ok := l.(*homeListener)
	if !ok {
		return nil
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, ip := range h.home.Own() {
		if h.open[ip] != nil {
			all = append(all, "http://"+net.JoinHostPort(ip.String(), h.port))
		}
	}
	return all
}

// atHome says whether a request came in from the machine's own network, by the
// address that it asks for. What somebody says it asks for others is none.
func (o Outside) atHome(r *http.Request, a arrival) bool {
	if a.forwarded && a.trusted || !o.Home.private(a.peer) || !o.Home.private(a.local.Addr()) {
		return false
	}
	asked, err := netip.ParseAddrPort(usualPort(r.Host))
	return err == nil && asked == a.local
}

// usualPort is a Host with the port that a browser leaves out.
func usualPort(host string) string {
	if strings.LastIndexByte(host, ':') > strings.LastIndexByte(host, ']') {
		return host
	}
	return host + ":80"
}
