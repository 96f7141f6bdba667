// Package server is the one listener: it decides who may come in, mounts the
// pages, runs what runs beside them, and shuts down in order.
package server

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"runtime/debug"
	"strings"
	"sync/atomic"
	"time"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/web"
)

// Limits of a connection, so that a slow or hostile client cannot hold it.
const (
	headerTime   = 5 * time.Second
	readTime     = 60 * time.Second
	writeTime    = 60 * time.Second
	idleTime     = 2 * time.Minute
	headerBytes  = 64 << 10
	bodyBytes    = 1 << 20
	shutdownTime = 10 * time.Second
)

// Server serves one app on one address.
type Server struct {
	app  *app.App
	site *web.Site
	log  *slog.Logger
	jobs []func(context.Context)

	running   app.Running   // as it is announced
	origin    Origin        // that browsers are led to
	outside   Outside       // beyond this machine
	strangers strangers     // peers that say for whom they ask, and are not believed
	draining  atomic.Bool   // it ends, and takes on nothing new
	signedIn  chan struct{} // holds one when somebody came in
	streams   streams
	homes     func() []string // where it is reached in the machine's own network
}

// New makes a server; jobs run beside it until it stops.
func New(a *app.App, log *slog.Logger, jobs ...func(context.Context)) *Server {
	return &Server{
		app: a, site: web.New(a, log), log: log, jobs: jobs, signedIn: make(chan struct{}, 1),
		streams: streams{open: map[string]map[*stream]struct{}{}}, homes: func() []string { return nil },
	}
}

// SignedIn tells when a link was used.
func (s *Server) SignedIn() <-chan struct{} { return s.signedIn }

// Drain says to balancers that the server takes on nothing new.
func (s *Server) Drain() { s.draining.Store(true) }

// Beside adds a job to those that run beside the server.
func (s *Server) Beside(job func(context.Context)) { s.jobs = append(s.jobs, job) }

// Listen opens an address that [Outside.CheckListen] lets be one: alone, a loopback
// address and no other, since the local server has no password (ruling 34).
func (o Outside) Listen(ctx context.Context, address string) (net.Listener, error) {
	if err := o.CheckListen(address); err != nil {
		return nil, err
	}
	var c net.ListenConfig
	l, err := c.Listen(ctx, "tcp", address)
	if err != nil {
		return nil, goal.Unavailable("listen", "error.listen", address)
	}
	if o.Home.on() {
		return listenAtHome(ctx, l, o.Home), nil
	}
	return l, nil
}

// loopback is the one list of hosts that are this machine: for the listener's
// address and for what a request asks for.
func loopback(host string) bool {
	if strings.EqualFold(host, "localhost") {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}

// Garbage is collected when the heap has grown to five times what lives: that
// is a few megabytes, and a page makes about one.
const collectAt = 400

// Run serves until ctx ends, then lets requests under way finish.
func (s *Server) Run(ctx context.Context, l net.Listener) error {
	defer debug.SetGCPercent(debug.SetGCPercent(collectAt))
	_, port, err := net.SplitHostPort(l.Addr().String())
	if err != nil {
		return err
	}
	s.homes = func() []string { return AtHome(l) }
	s.site.At(func() web.Reach {
		return web.Reach{Public: s.outside.texts(), Home: s.homes(), AtHome: s.outside.Home.on()}
	})
	running, stop := context.WithCancel(ctx)
	defer stop()
	if s.running != (app.Running{}) {
		s.Beside(s.stayAnnounced)
	}
	done := make(chan struct{}, len(s.jobs))
	for _, job := range s.jobs {
		go func() { job(running); done <- struct{}{} }()
	}
	h := &http.Server{
		Handler: s.handler(port), ReadHeaderTimeout: headerTime, ReadTimeout: readTime, WriteTimeout: writeTime,
		IdleTimeout: idleTime, MaxHeaderBytes: headerBytes, ErrorLog: slog.NewLogLogger(s.log.Handler(), slog.LevelWarn),
	}
	h.RegisterOnShutdown(s.site.Hush)
	stopped := make(chan error, 1)
	go func() {
		<-running.Done()
		s.Drain()
		last, cancel := context.WithTimeout(context.WithoutCancel(ctx), shutdownTime)
		defer cancel()
		stopped <- h.Shutdown(last)
	}()
	err = h.Serve(l)
	stop()
	if errors.Is(err, http.ErrServerClosed) {
		err = <-stopped
	}
	for range s.jobs {
		<-done
	}
	return err
}

// handler is what a request goes through, outermost first.
func (s *Server) handler(port string) http.Handler {
	mux := http.NewServeMux()
	for _, path := range []string{"/static/", web.WorkerPath, web.ManifestPath, web.FaviconPath} {
		mux.Handle("GET "+path, s.site.Public())
	}
	for _, route := range []string{"GET /pair", "POST /pair", "GET /pair/wait", "GET /pair/state"} {
		mux.Handle(route, s.site.Public())
	}
	mux.Handle("POST /pair/in", s.comeIn(port))
	mux.Handle("GET /in/{token}", s.link(port))
	mux.Handle("POST /in/{token}", s.signIn(port))
	mux.Handle("GET /in", http.RedirectHandler("/", http.StatusSeeOther)) // the way back from the door of a proxy, past the worker
	mux.HandleFunc("GET /proof/{question}", s.prove)
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("ok\n")) })
	mux.HandleFunc("GET /readyz", s.ready(make(chan struct{}, 1)))
	mux.Handle("POST /signout", s.known(port, s.site.Owned(s.signOut(port))))
	mux.Handle("/", s.known(port, s.site.Handler()))

	return s.recovered(headers(s.reached(port, s.ownForms(limit(compressed(mux))))))
}
