package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"sync"
	"time"

	"github.com/ippo-app/ippo/bench/internal/lab"
)

// server is a running ippo serve with the person signed in.
type server struct {
	cmd     *exec.Cmd
	subject *subject
	address string
	cookie  string
	client  *http.Client
	log     *locked
}

// locked is a buffer that a process writes and we read.
type locked struct {
	mutex sync.Mutex
	b     bytes.Buffer
}

func (l *locked) Write(p []byte) (int, error) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	return l.b.Write(p)
}

func (l *locked) String() string {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	return l.b.String()
}

// serve starts a server for a subject and signs in.
func (sub *subject) serve(ctx context.Context) (*server, error) {
	s := &server{subject: sub, log: &locked{}, client: &http.Client{
		Timeout:       tooLong,
		Transport:     &http.Transport{MaxIdleConnsPerHost: 16},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
	s.cmd = exec.CommandContext(ctx, sub.h.binary, "serve", "--no-open", "--listen", "127.0.0.1:0") //nolint:gosec // our own program
	s.cmd.Env = sub.env()
	s.cmd.Stderr = s.log
	link, err := lab.Serve(s.cmd)
	if err != nil {
		return nil, fmt.Errorf("%w\n%s", err, s.log)
	}
	s.address = link.Host
	if s.cookie, err = lab.SignIn(ctx, link); err != nil {
		s.kill()
		return nil, fmt.Errorf("%w\n%s", err, s.log)
	}
	return s, nil
}

// kill ends the server as a failing machine does.
func (s *server) kill() { lab.Kill(s.cmd) }

// stop ends the server as a person does.
func (s *server) stop() error {
	if err := s.cmd.Process.Signal(os.Interrupt); err != nil {
		return err
	}
	if err := s.cmd.Wait(); err != nil {
		return fmt.Errorf("the server ends with %w\n%s", err, s.log)
	}
	return nil
}

// answer is what the server says to a command.
type answer struct {
	ID       string `json:"id"`
	State    string `json:"state"`
	Sentence string `json:"sentence"`
}

// post sends a body as the page does and answers status and text.
func (s *server) post(ctx context.Context, path, kind, body string) (int, string, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://"+s.address+path, strings.NewReader(body))
	if err != nil {
		return 0, "", err
	}
	req.Header.Set("Content-Type", kind)
	req.Header.Set("Cookie", s.cookie)
	req.Header.Set("Accept", "text/html")
	res, err := s.client.Do(req)
	if err != nil {
		return 0, "", err
	}
	b, err := io.ReadAll(res.Body)
	return res.StatusCode, string(b), errors.Join(err, res.Body.Close())
}

// send brings commands; those that get no answer wait in the subject. unsure says
// that some do.
func (s *server) send(ctx context.Context, cs []sent) (unsure bool) {
	body, err := json.Marshal(map[string]any{"commands": cs})
	if err != nil {
		panic(err) // they are our own values
	}
	var got struct {
		Answers []answer `json:"answers"`
	}
	status, text, err := s.post(ctx, "/commands", "application/json", string(body))
	if err == nil && status == http.StatusOK {
		err = json.Unmarshal([]byte(text), &got)
	}
	if err != nil {
		got.Answers = nil
	}
	return s.subject.answered(cs, got.Answers)
}

// sendAgain brings what waited, in parts.
func (s *server) sendAgain(ctx context.Context) error {
	cs := s.subject.takeWaiting()
	for len(cs) > 0 {
		n := min(len(cs), 50)
		if s.send(ctx, cs[:n]) {
			return fmt.Errorf("the server takes no commands\n%s", s.log)
		}
		cs = cs[n:]
	}
	return nil
}

// load lets clients and terminals write until it is stopped.
type load struct {
	stop    context.CancelFunc
	clients sync.WaitGroup
	group   sync.WaitGroup // of the terminals
	mutex   sync.Mutex
	err     error
	waits   []time.Duration // of the terminal
}

func (l *load) failed(err error) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	l.err = errors.Join(l.err, err)
}

// end stops everybody and waits; a terminal that is at work is killed.
func (l *load) end() error {
	l.stop()
	l.clients.Wait()
	l.group.Wait()
	return l.err
}

// write starts clients of each server, and terminals. They stop at the first
// thing that is not answered.
func (sub *subject) write(ctx context.Context, clients, terminals int, servers ...*server) *load {
	ctx, stop := context.WithCancel(ctx)
	l := &load{stop: stop}
	number := sub.h.rng.IntN(lived)
	for i := range clients * len(servers) {
		l.clients.Go(func() {
			for n := 0; ctx.Err() == nil; n++ {
				cs := make([]sent, 1+n%3)
				for j := range cs {
					cs[j] = sub.stamp(number + i*1000 + n*10 + j)
				}
				if servers[i%len(servers)].send(ctx, cs) {
					return
				}
			}
		})
	}
	for i := range terminals {
		l.group.Go(func() {
			for n := 0; ctx.Err() == nil; n++ {
				s, err := sub.done(ctx, number+i*1000+n)
				if err != nil {
					l.failed(err)
					return
				}
				l.mutex.Lock()
				l.waits = append(l.waits, s.took)
				l.mutex.Unlock()
			}
		})
	}
	return l
}
