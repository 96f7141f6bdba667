package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"github.com/google/uuid"

	"github.com/ippo-app/ippo/bench/internal/lab"
	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/store"
)

// served is a running server with somebody signed in.
type served struct {
	cmd           *exec.Cmd
	address       string // 127.0.0.1:port
	cookie        string
	started       time.Duration // until the first answer
	goals         []string      // ids
	first, days   goal.Day      // of the history: stamps are spread over it
	stamps        atomic.Int64
	binary, store string
}

// server measures a server with ten years of five goals: start-up, memory,
// stamps a second beside the disk's own rate, Today, and a stamp from the
// terminal while everybody stamps.
func (b *place) server(ctx context.Context) error {
	path, err := b.serverDatabase(ctx)
	if err != nil {
		return err
	}
	disk, err := syncRate(b.dir, b.span/2)
	if err != nil {
		return err
	}
	b.out.fact("F, syncs of the disk a second", figure(disk))
	s, err := b.serve(ctx, path)
	if err != nil {
		return err
	}
	defer s.stop()
	b.out.atMost("server start-up to the first 200", milliseconds(s.started), 100, " ms")
	if err := lab.Sleep(ctx, time.Second); err != nil {
		return err
	}
	idle, known := s.memory()
	if known {
		b.out.atMost("server memory, idle with data", idle, 20, " MB")
	}
	if err := b.stamping(ctx, s, disk); err != nil {
		return err
	}
	if err := b.reading(ctx, s); err != nil {
		return err
	}
	if err := b.terminalUnderLoad(ctx, s); err != nil {
		return err
	}
	if after, ok := s.memory(); ok {
		b.out.atMost("server memory after the load", after, 110, " MB")
	}
	return nil
}

// serverDatabase is a copy of ten years, so that the terminal's is left alone.
func (b *place) serverDatabase(ctx context.Context) (string, error) {
	from, err := b.database(ctx, 10)
	if err != nil {
		return "", err
	}
	to := b.path("served.db")
	return to, lab.CopyFile(to, from)
}

// serve starts the server, waits for its first answer and signs in.
func (b *place) serve(ctx context.Context, path string) (*served, error) {
	s := &served{binary: b.path("ippo"), store: path}
	if err := s.find(ctx); err != nil {
		return nil, err
	}
	c := b.ippo(path, benchDay(), "serve", "--no-open", "--listen", "127.0.0.1:0")
	s.cmd = exec.CommandContext(ctx, c.name, c.args...) //nolint:gosec // our own binary
	s.cmd.Env = append(os.Environ(), c.env...)
	s.cmd.Stderr = b.progress
	began := time.Now() //nolint:forbidigo // a bench measures
	link, err := lab.Serve(s.cmd)
	if err != nil {
		return nil, err
	}
	s.address = link.Host
	if err := s.firstAnswer(ctx); err != nil {
		s.stop()
		return nil, err
	}
	s.started = time.Since(began)
	if s.cookie, err = lab.SignIn(ctx, link); err != nil {
		s.stop()
		return nil, err
	}
	return s, nil
}

// find reads which goals there are and over which days stamps are spread.
func (s *served) find(ctx context.Context) error {
	st, err := store.Open(ctx, s.store)
	if err != nil {
		return err
	}
	goals, err := app.New(st, benchDay).Goals(ctx, app.Local())
	if err := errors.Join(err, st.Close()); err != nil {
		return err
	}
	for _, g := range goals {
		s.goals = append(s.goals, g.ID)
		s.first = g.Begun
	}
	s.days = 3600
	return nil
}

func (s *served) firstAnswer(ctx context.Context) error {
	for range 1000 {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+s.address+"/healthz", http.NoBody)
		if err != nil {
			return err
		}
		if res, err := http.DefaultClient.Do(req); err == nil {
			_ = res.Body.Close()
			if res.StatusCode == http.StatusOK {
				return nil
			}
		}
		if err := lab.Sleep(ctx, time.Millisecond); err != nil {
			return err
		}
	}
	return errors.New("the server does not answer")
}

func (s *served) stop() {
	if s.cmd.Process != nil {
		_ = s.cmd.Process.Signal(os.Interrupt)
	}
	_ = s.cmd.Wait()
}

// memory in MB, where the system says it.
func (s *served) memory() (float64, bool) {
	b, err := os.ReadFile("/proc/" + strconv.Itoa(s.cmd.Process.Pid) + "/status")
	if err != nil {
		return 0, false
	}
	_, rest, ok := strings.Cut(string(b), "VmRSS:")
	var kb float64
	_, err = fmt.Sscan(rest, &kb)
	return kb / 1024, ok && err == nil
}

// stampers are clients that stamp, each time another goal and day, through the
// form that the page has.
func (s *served) stampers(n int) []client {
	cs := make([]client, n)
	for i := range cs {
		cs[i] = client{address: s.address, status: "303", next: func() string {
			k := s.stamps.Add(1)
			day := s.first + goal.Day(k*7919%int64(s.days))
			form := url.Values{"id": {uuid.NewString()}, "goal": {s.goals[k%int64(len(s.goals))]}, "day": {day.String()}}.Encode()
			return "POST /stamp HTTP/1.1\r\nHost: " + s.address + "\r\nCookie: " + s.cookie +
				"\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: " + strconv.Itoa(len(form)) + "\r\n\r\n" + form
		}}
	}
	return cs
}

func (s *served) readers(n int) []client {
	cs := make([]client, n)
	for i := range cs {
		request := "GET / HTTP/1.1\r\nHost: " + s.address + "\r\nCookie: " + s.cookie + "\r\nAccept-Encoding: gzip\r\n\r\n"
		cs[i] = client{address: s.address, status: "200", next: func() string { return request }}
	}
	return cs
}

// helloServer is the word by which the bench starts itself as the smallest
// server there is.
const helloServer = "hello-server"

func sayHello(address string) {
	h := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "hello\n") })
	s := &http.Server{Addr: address, Handler: h, ReadHeaderTimeout: time.Second}
	_ = s.ListenAndServe()
}
