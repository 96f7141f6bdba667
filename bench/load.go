package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/ippo-app/ippo/bench/internal/lab"
)

// load is what some clients did to a server: each sends its next request when
// the last one is answered.
type load struct {
	done   int
	errors int
	first  error // of the errors
	times  []time.Duration
	took   time.Duration
}

func (l *load) rate() float64 { return float64(l.done) / l.took.Seconds() }

// client sends requests over one kept connection. It reads no more of an
// answer than it has to, so that it takes little of the processor from the
// server.
type client struct {
	address string
	next    func() string // the whole request
	status  string        // what the answer has to begin with
	every   time.Duration // how often it sends; 0 is at once after the answer
	after   time.Duration // how long it waits before the first, so that not all send together
}

// hammer lets clients work for a span and collects what they did.
func hammer(ctx context.Context, span time.Duration, clients []client) load {
	ctx, cancel := context.WithTimeout(ctx, span)
	defer cancel()
	var all load
	var mutex sync.Mutex
	var group sync.WaitGroup
	began := time.Now() //nolint:forbidigo // a bench measures
	for _, c := range clients {
		group.Go(func() {
			one := c.work(ctx)
			mutex.Lock()
			defer mutex.Unlock()
			all.done += one.done
			all.errors += one.errors
			all.first = errors.Join(all.first, one.first)
			all.times = append(all.times, one.times...)
		})
	}
	group.Wait()
	all.took = time.Since(began)
	return all
}

func (c client) work(ctx context.Context) load {
	var l load
	var d net.Dialer
	conn, err := d.DialContext(ctx, "tcp", c.address)
	if err != nil {
		return load{errors: 1, first: err}
	}
	defer func() { _ = conn.Close() }()
	r := bufio.NewReader(conn)
	due := time.Now().Add(c.after) //nolint:forbidigo // a bench measures
	for ctx.Err() == nil {
		began := time.Now() //nolint:forbidigo // a bench measures
		if c.every > 0 {    // what had to wait for the answer before it counts its wait
			due = due.Add(c.every)
			if err := lab.Sleep(ctx, time.Until(due)); err != nil {
				return l
			}
			began = due
		}
		if _, err := io.WriteString(conn, c.next()); err != nil {
			return l.failed(err)
		}
		status, err := readAnswer(r)
		if err != nil {
			return l.failed(err)
		}
		if !strings.HasPrefix(status, c.status) {
			l = l.failed(fmt.Errorf("answered %q", status))
			continue
		}
		l.done++
		l.times = append(l.times, time.Since(began))
	}
	return l
}

func (l load) failed(err error) load {
	l.errors++
	if l.first == nil {
		l.first = err
	}
	return l
}

// readAnswer reads an answer to its end and returns its status line without the
// protocol. Go's servers answer with a length or in chunks.
func readAnswer(r *bufio.Reader) (string, error) {
	line, err := r.ReadString('\n')
	if err != nil {
		return "", err
	}
	_, status, _ := strings.Cut(strings.TrimSpace(line), " ")
	length, chunked := 0, false
	for {
		line, err := r.ReadString('\n')
		if err != nil {
			return "", err
		}
		if line = strings.TrimSpace(line); line == "" {
			break
		}
		name, value, _ := strings.Cut(line, ": ")
		switch {
		case strings.EqualFold(name, "content-length"):
			if length, err = strconv.Atoi(value); err != nil {
				return "", err
			}
		case strings.EqualFold(name, "transfer-encoding"):
			chunked = true
		}
	}
	if !chunked {
		_, err := r.Discard(length)
		return status, err
	}
	return status, discardChunks(r)
}

func discardChunks(r *bufio.Reader) error {
	for {
		line, err := r.ReadString('\n')
		if err != nil {
			return err
		}
		n, err := strconv.ParseInt(strings.TrimSpace(line), 16, 64)
		if err != nil {
			return err
		}
		if _, err := r.Discard(int(n) + len("\r\n")); err != nil || n == 0 {
			return err
		}
	}
}
