// Package web is the pages: the one table of routes, what needs no person, and a
// room below for each family of pages. How a page is made is the documentation of
// package page. Every page works without JavaScript.
package web

import (
	"context"
	"log/slog"
	"net/http"
	"strings"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/web/assets"
	"github.com/ippo-app/ippo/internal/web/begin"
	"github.com/ippo-app/ippo/internal/web/compass"
	"github.com/ippo-app/ippo/internal/web/goals"
	"github.com/ippo-app/ippo/internal/web/imports"
	"github.com/ippo-app/ippo/internal/web/live"
	"github.com/ippo-app/ippo/internal/web/page"
	"github.com/ippo-app/ippo/internal/web/phone"
	"github.com/ippo-app/ippo/internal/web/review"
	"github.com/ippo-app/ippo/internal/web/settings"
	"github.com/ippo-app/ippo/internal/web/today"
)

// Paths that need no person.
const (
	WorkerPath   = assets.WorkerPath
	ManifestPath = assets.ManifestPath
	FaviconPath  = assets.FaviconPath
)

// EventsPath is where a page listens for as long as it is looked at.
const EventsPath = "/events"

// WithPerson says who is asking.
func WithPerson(ctx context.Context, who app.Actor) context.Context {
	return page.WithPerson(ctx, who)
}

// Who is asking; nobody without a session.
func Who(r *http.Request) app.Actor { return page.Who(r) }

// WithDevice says which of the person's browsers is asking.
func WithDevice(ctx context.Context, device string) context.Context {
	return page.WithDevice(ctx, device)
}

// Site is all pages of one app.
type Site struct {
	kit      *page.Kit
	today    *today.Pages
	begin    *begin.Pages
	goals    *goals.Pages
	review   *review.Pages
	compass  *compass.Pages
	imports  *imports.Pages
	settings *settings.Pages
	live     *live.Pages
	phone    *phone.Pages
}

// New makes the pages of an app.
func New(a *app.App, log *slog.Logger) *Site {
	k := page.New(a, log)
	s := &Site{
		kit: k, today: today.New(k), begin: begin.New(k), goals: goals.New(k), review: review.New(k),
		compass: compass.New(k), imports: imports.New(k), live: live.New(k), phone: phone.New(k),
	}
	s.settings = settings.New(k, s.imports.Forget)
	return s
}

// Handler serves every page to the person that [WithPerson] put into the
// request.
func (s *Site) Handler() http.Handler { return s.mount(false) }

// Public serves what needs no person: styles, marks, scripts, and what makes
// the pages an app of their own.
func (s *Site) Public() http.Handler { return s.mount(true) }

// Owned is a handler outside of this room that refuses a form of another person's
// page (ruling 136).
func (s *Site) Owned(h http.Handler) http.Handler {
	return s.kit.Serve(s.kit.Owned(func(w http.ResponseWriter, r *http.Request) error {
		h.ServeHTTP(w, r)
		return nil
	}))
}

// mount makes a mux of the table, and of nothing else.
func (s *Site) mount(public bool) http.Handler {
	mux := http.NewServeMux()
	for _, rt := range s.Routes() {
		if (rt.Door == Anybody) == public {
			mux.Handle(rt.Method+" "+rt.Path, s.guarded(rt))
		}
	}
	return mux
}

// FileBytes bounds a file that is brought in through the browser.
const FileBytes = 128 << 20

// TakesFile says whether a request may carry a file.
func TakesFile(r *http.Request) bool {
	return r.Method == http.MethodPost && strings.HasPrefix(r.URL.Path, "/import")
}

// Hush ends the event streams; the server calls it when it shuts down.
func (s *Site) Hush() { s.live.Hush() }

// Refuse answers a request that never reached a page: no session, a foreign
// host, a form of another site.
func (s *Site) Refuse(w http.ResponseWriter, r *http.Request, status int, key string) {
	s.kit.Refuse(w, r, status, key)
}

// Failed answers a request whose session could not be looked up. Nobody is sent
// away for that, and nothing that was typed is lost.
func (s *Site) Failed(w http.ResponseWriter, r *http.Request, err error) { s.kit.Fail(w, r, err) }
