package server

import (
	"log/slog"
	"net/http"
	"runtime/debug"
	"time"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/web"
)

// contentPolicy lets a page use what this server sends and nothing else: no
// inline script or style, no frame, no other host.
const contentPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; " +
	"manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// ownHeader tells an answer of this server from one of a proxy, a captive
// network or a door in front.
const ownHeader = "X-Ippo"

// headers of every answer.
func headers(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set(ownHeader, "1")
		h.Set("Content-Security-Policy", contentPolicy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()")
		next.ServeHTTP(w, r)
	})
}

// limit bounds what a form may carry; an import has a bound of its own.
func limit(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		most := int64(bodyBytes)
		if web.TakesFile(r) {
			most = web.FileBytes
		}
		r.Body = http.MaxBytesReader(w, r.Body, most)
		next.ServeHTTP(w, r)
	})
}

// recovered turns a panic into an error page and one line in the log.
func (s *Server) recovered(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r = r.WithContext(app.WithTrace(r.Context()))
		defer func() {
			if p := recover(); p != nil {
				if p == http.ErrAbortHandler { //nolint:errorlint // net/http compares it so
					panic(p)
				}
				s.log.ErrorContext(r.Context(), "a request panicked", slog.Any("panic", p),
					slog.String("route", r.Pattern), slog.String("stack", string(debug.Stack())))
				key := "web.refused.panic"
				if app.Wrote(r.Context()) {
					key = "web.refused.panic_after"
				}
				s.refused(http.StatusInternalServerError, key).ServeHTTP(w, r)
			}
		}()
		next.ServeHTTP(w, r)
	})
}

// cookieName carries the port: two servers on one machine keep their own
// sessions. Of a public address it is one that only https may set, and only for
// this host (rulings 36 and 126).
func cookieName(r *http.Request, port string) string {
	a, outside := addressOf(r)
	switch {
	case !outside:
		return "ippo-" + port
	case a.port != webPort:
		return "__Host-ippo-" + a.port
	}
	return "__Host-ippo"
}

func sessionCookie(r *http.Request, port, token string) *http.Cookie {
	_, outside := addressOf(r)
	return &http.Cookie{ //nolint:gosec // plain http on this machine alone knows no Secure (ruling 36)
		Name: cookieName(r, port), Value: token, Path: "/", HttpOnly: true, SameSite: http.SameSiteLaxMode,
		Secure: outside, MaxAge: int(app.SessionLife / time.Second),
	}
}

// signOut ends the session and lets the browser forget its copies of pages. What
// could not be sent stays there under the person's tag, unless the browser is to
// forget everything (ruling 136).
func (s *Server) signOut(port string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if c, err := r.Cookie(cookieName(r, port)); err == nil {
			if err := s.app.SignOut(r.Context(), web.Who(r)); err != nil {
				s.site.Failed(w, r, err)
				return
			}
			s.streams.end(c.Value)
		}
		gone := sessionCookie(r, port, "") //nolint:gosec // as the cookie that it ends
		gone.MaxAge = -1
		http.SetCookie(w, gone)
		w.Header().Set("Clear-Site-Data", `"cache"`)
		if r.PostFormValue("forget") != "" {
			w.Header().Set("Clear-Site-Data", `"cache", "storage"`)
		}
		s.refused(http.StatusOK, "web.signed_out").ServeHTTP(w, r)
	})
}

// known lets in who has a session, and nobody else.
func (s *Server) known(port string, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		token := ""
		if c, err := r.Cookie(cookieName(r, port)); err == nil {
			token = c.Value
		}
		who, good, err := s.app.Authenticate(r.Context(), token)
		if err != nil {
			s.site.Failed(w, r, err)
			return
		}
		if !good {
			s.refused(http.StatusUnauthorized, "web.refused.session").ServeHTTP(w, r)
			return
		}
		ctx := web.WithDevice(web.WithPerson(r.Context(), who), app.DeviceOf(token))
		if r.URL.Path == web.EventsPath {
			during, left := s.streams.begin(ctx, token)
			defer left()
			ctx = during
		}
		next.ServeHTTP(w, r.WithContext(ctx))
	})
}

// refused answers with one sentence, as a page or as plain text.
func (s *Server) refused(status int, key string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { s.site.Refuse(w, r, status, key) })
}
