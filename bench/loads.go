package main

import (
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"time"

	"github.com/ippo-app/ippo/bench/internal/lab"
)

// stampTarget is what stamps have to reach with so many clients: a share of
// the disk's own rate, and the time within which 99 of 100 are answered.
type stampTarget struct {
	clients int
	ofDisk  float64
	p99     float64 // ms; 0 for none
}

// stamping measures stamps through the form, each on the disk before it is
// answered.
func (b *place) stamping(ctx context.Context, s *served, disk float64) error {
	for _, t := range []stampTarget{{1, 0.25, 4}, {16, 1.3, 10}, {64, 2, 0}} {
		b.say("%d clients stamp for %s", t.clients, b.span)
		_ = hammer(ctx, b.span/5, s.stampers(t.clients)) // to warm up
		l := hammer(ctx, b.span, s.stampers(t.clients))
		if err := l.sound(); err != nil {
			return err
		}
		what := fmt.Sprintf("stamps, %d clients", t.clients)
		b.out.fact(what+": a second", figure(l.rate()))
		b.out.atLeast(what+" / F", l.rate()/disk, t.ofDisk, "x")
		b.out.fact(what+": p50", figure(milliseconds(quantile(l.times, 0.5)))+" ms")
		if t.p99 > 0 {
			b.out.atMost(what+": p99", milliseconds(quantile(l.times, 0.99)), t.p99, " ms")
		} else {
			b.out.fact(what+": p99", figure(milliseconds(quantile(l.times, 0.99)))+" ms")
		}
		b.out.atMost(what+": errors", float64(l.errors), 0, "")
	}
	return nil
}

// sound says whether anything was done at all.
func (l *load) sound() error {
	if l.done == 0 {
		return fmt.Errorf("nothing was answered: %w", l.first)
	}
	return nil
}

// reading measures Today beside a server that says hello.
func (b *place) reading(ctx context.Context, s *served) error {
	hello, stop, err := b.hello(ctx)
	if err != nil {
		return err
	}
	defer stop()
	for _, t := range []struct {
		clients int
		p99     float64
	}{{1, 4}, {16, 25}} {
		b.say("%d clients read Today for %s", t.clients, b.span)
		_ = hammer(ctx, b.span/5, s.readers(t.clients))
		l := hammer(ctx, b.span, s.readers(t.clients))
		if err := l.sound(); err != nil {
			return err
		}
		what := fmt.Sprintf("Today, %d clients", t.clients)
		b.out.fact(what+": a second", figure(l.rate()))
		b.out.atMost(what+": p99", milliseconds(quantile(l.times, 0.99)), t.p99, " ms")
		if t.clients == 1 {
			continue
		}
		plain := make([]client, t.clients)
		for i := range plain {
			plain[i] = client{address: hello, status: "200", next: func() string { return "GET / HTTP/1.1\r\nHost: hello\r\n\r\n" }}
		}
		h := hammer(ctx, b.span, plain)
		if err := h.sound(); err != nil {
			return err
		}
		b.out.atLeast(what+" / hello over HTTP", l.rate()/h.rate(), 0.045, "x")
	}
	return b.steady(ctx, s)
}

// steady is how long Today takes when two hundred are asked for in a second.
func (b *place) steady(ctx context.Context, s *served) error {
	const clients, perSecond, most = 8, 200, 10
	cs := s.readers(clients)
	for i := range cs {
		cs[i].every, cs[i].after = clients*time.Second/perSecond, time.Duration(i)*time.Second/perSecond
	}
	b.say("Today %d times a second for %s", perSecond, b.span)
	l := hammer(ctx, b.span, cs)
	if err := l.sound(); err != nil {
		return err
	}
	b.out.fact("Today, 200 a second: answered a second", figure(l.rate()))
	b.out.fact("Today, 200 a second: p50", figure(milliseconds(quantile(l.times, 0.5)))+" ms")
	b.out.atMost("Today, 200 a second: p99", milliseconds(quantile(l.times, 0.99)), most, " ms")
	return nil
}

// hello starts the smallest server in a process of its own.
func (b *place) hello(ctx context.Context) (address string, stop func(), err error) {
	self, err := os.Executable()
	if err != nil {
		return "", nil, err
	}
	var c net.ListenConfig
	l, err := c.Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return "", nil, err
	}
	address = l.Addr().String()
	if err := l.Close(); err != nil {
		return "", nil, err
	}
	cmd := exec.CommandContext(ctx, self, helloServer, address) //nolint:gosec // ourselves
	if err := cmd.Start(); err != nil {
		return "", nil, err
	}
	stop = func() { _ = cmd.Process.Kill(); _ = cmd.Wait() }
	for range 1000 {
		var d net.Dialer
		conn, err := d.DialContext(ctx, "tcp", address)
		if err == nil {
			return address, stop, conn.Close()
		}
		if err := lab.Sleep(ctx, time.Millisecond); err != nil {
			break
		}
	}
	stop()
	return "", nil, fmt.Errorf("the hello server does not answer on %s", address)
}

// terminalStamps is how often the terminal stamps under load.
const terminalStamps = 10

// terminalUnderLoad stamps from the terminal while 64 clients stamp through the
// server.
func (b *place) terminalUnderLoad(ctx context.Context, s *served) error {
	b.say("the terminal stamps while 64 clients do")
	loaded, cancel := context.WithCancel(ctx)
	defer cancel()
	done := make(chan load, 1)
	go func() { done <- hammer(loaded, time.Hour, s.stampers(64)) }()
	if err := lab.Sleep(ctx, b.span/5); err != nil {
		return err
	}
	var times []time.Duration
	for i := range terminalStamps {
		took, _, err := timed(ctx, b.ippo(s.store, benchDay().AddDate(0, 0, i+1), "done", "fitness"))
		if err != nil {
			return err
		}
		times = append(times, took)
	}
	cancel()
	l := <-done
	if err := l.sound(); err != nil {
		return err
	}
	b.out.fact("stamps of 64 clients meanwhile: a second", figure(l.rate()))
	b.out.atMost("stamps of 64 clients meanwhile: errors", float64(l.errors), 0, "")
	b.out.fact("done in the terminal under load: median", figure(milliseconds(quantile(times, 0.5)))+" ms")
	b.out.atMost("done in the terminal under load: the longest", milliseconds(quantile(times, 1)), 1000, " ms")
	return nil
}
