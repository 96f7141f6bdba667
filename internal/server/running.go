package server

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"io"
	"net"
	"net/http"
	"time"

	"github.com/ippo-app/ippo/internal/app"
)

// How often a server looks whether it is still announced (erasing forgets it
// too), and how long one that is asked may take to answer.
const (
	announcePause = 2 * time.Second
	proofTime     = 2 * time.Second
)

// Announce writes the address of the server into the database, so that ippo
// serve --link knows it while the server runs.
func (s *Server) Announce(ctx context.Context, l net.Listener) error {
	s.running = app.NewRunning(l.Addr().String())
	return s.app.Announce(ctx, app.Local(), s.running)
}

// stayAnnounced until the server ends.
func (s *Server) stayAnnounced(ctx context.Context) {
	tick := time.NewTicker(announcePause)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			last, cancel := context.WithTimeout(context.WithoutCancel(ctx), shutdownTime)
			defer cancel()
			_ = s.app.Withdraw(last, app.Local(), s.running) // what is stale answers nothing
			return
		case <-tick.C:
			_ = s.app.Announce(ctx, app.Local(), s.running) // tried again
		}
	}
}

// prove answers who asks whether this is the server that was announced.
func (s *Server) prove(w http.ResponseWriter, r *http.Request) {
	_, _ = io.WriteString(w, s.running.Proof(r.PathValue("question"))) //nolint:gosec // hexadecimal digits, whatever was asked
}

// Answers says whether an announced server is there: a killed one leaves its
// row, and another program may listen at its address by now.
func Answers(ctx context.Context, r app.Running) bool {
	ctx, cancel := context.WithTimeout(ctx, proofTime)
	defer cancel()
	question := rand.Text()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+r.Address+"/proof/"+question, nil)
	if err != nil {
		return false
	}
	direct := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}} // no proxy: it is this machine
	resp, err := direct.Do(req)
	if err != nil {
		return false
	}
	defer func() { _ = resp.Body.Close() }()
	proof, err := io.ReadAll(io.LimitReader(resp.Body, 1<<10))
	return err == nil && hmac.Equal(proof, []byte(r.Proof(question)))
}
