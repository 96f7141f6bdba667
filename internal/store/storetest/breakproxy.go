package storetest

import (
	"encoding/binary"
	"errors"
	"io"
	"net"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
)

// BreakPostgres puts a proxy before a PostgreSQL server, which breaks the
// connections whose transactions a Breaker wants broken. It answers the address
// to use in place of the server's. Connections are not encrypted, so that it
// sees where a transaction begins and ends.
func BreakPostgres(tb testing.TB, address string) (through string, b *Breaker) {
	tb.Helper()
	u, err := url.Parse(address)
	if err != nil {
		tb.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0") //nolint:noctx // it lives as long as the test
	if err != nil {
		tb.Fatal(err)
	}
	p := &proxy{breaker: &Breaker{}, to: u.Host, listener: l}
	p.all.Go(p.serve)
	tb.Cleanup(func() {
		_ = l.Close()
		p.open.Range(func(c, _ any) bool { _ = c.(net.Conn).Close(); return true }) //nolint:forcetypeassert // only connections are kept
		p.all.Wait()
	})
	u.Host = l.Addr().String()
	return u.String(), p.breaker
}

type proxy struct {
	breaker  *Breaker
	to       string
	listener net.Listener
	all      sync.WaitGroup
	open     sync.Map // net.Conn
}

func (p *proxy) serve() {
	for {
		c, err := p.listener.Accept()
		if err != nil {
			return
		}
		p.all.Go(func() { p.between(c) })
	}
}

// between carries one connection, both ways, until either end goes.
func (p *proxy) between(client net.Conn) {
	server, err := net.Dial("tcp", p.to) //nolint:noctx // it lives as long as the client's
	if err != nil {
		_ = client.Close()
		return
	}
	shut := sync.OnceFunc(func() {
		_ = client.Close()
		_ = server.Close()
	})
	for _, c := range []net.Conn{client, server} {
		p.open.Store(c, nil)
		defer p.open.Delete(c)
	}
	defer shut()
	var deaf atomic.Bool // what the server says is not passed on any more
	p.all.Go(func() {
		defer shut()
		_ = answers(server, client, &deaf)
	})
	_ = p.asks(client, server, &deaf)
}

// asks passes on what the client sends, message by message.
func (p *proxy) asks(client io.Reader, server io.Writer, deaf *atomic.Bool) error {
	if err := pass(client, server, false); err != nil { // the first message has no kind
		return err
	}
	for {
		m, err := message(client, true)
		if err != nil {
			return err
		}
		switch p.side(m) {
		case AtBegin, BeforeCommit:
			return errors.New("broken")
		case AfterCommit:
			deaf.Store(true)
		default: // passed on
		}
		if _, err := server.Write(m); err != nil {
			return err
		}
	}
}

// side at which the transaction of a message is to be broken.
func (p *proxy) side(m []byte) Side {
	const kind, head = 'Q', 5 // a text without parameters
	if m[0] != kind {
		return Nowhere
	}
	switch said := strings.TrimRight(string(m[head:]), "\x00"); {
	case strings.HasPrefix(said, "begin") && !strings.Contains(said, "read only"):
		return p.breaker.breaks(AtBegin)
	case said == "commit":
		return p.breaker.breaks(BeforeCommit, AfterCommit)
	}
	return Nowhere
}

// answers passes on what the server says. To a deaf client it ends when the
// server has done what it was asked.
func answers(server io.Reader, client io.Writer, deaf *atomic.Bool) error {
	for {
		m, err := message(server, true)
		if err != nil {
			return err
		}
		if deaf.Load() {
			if m[0] == 'Z' {
				return nil
			}
			continue
		}
		if _, err := client.Write(m); err != nil {
			return err
		}
	}
}

func pass(from io.Reader, to io.Writer, kind bool) error {
	m, err := message(from, kind)
	if err == nil {
		_, err = to.Write(m)
	}
	return err
}

// message reads one message: its kind, its length and its body.
func message(from io.Reader, kind bool) ([]byte, error) {
	head := make([]byte, 4, 5)
	if kind {
		head = head[:5] //nolint:gosec // within its capacity
	}
	if _, err := io.ReadFull(from, head); err != nil {
		return nil, err
	}
	length := head[len(head)-4:]
	body := make([]byte, binary.BigEndian.Uint32(length)-4)
	_, err := io.ReadFull(from, body)
	return append(head, body...), err
}
