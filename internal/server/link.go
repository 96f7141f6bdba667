package server

import (
	"errors"
	"net/http"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/web"
)

// link answers the GET of a one-time link. Only the one that the terminal opens
// on this machine signs in at once (ruling 34). A link that travels is opened by
// scanners and previews, too: it shows a page with one button, and the POST
// behind it uses the link up. Looking at it (HEAD) never does.
func (s *Server) link(port string) http.Handler {
	spend := s.signIn(port)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, outside := addressOf(r)
		outside = outside || fromHome(r)
		switch {
		case r.Method == http.MethodHead || !outside && s.elsewhere(port, w, r):
		case outside || r.Header.Get("Sec-Purpose") != "": // a browser that only guesses what will be opened
			if s.linkIsGood(w, r) {
				s.site.OfferLink(w, r)
			}
		default:
			spend.ServeHTTP(w, r)
		}
	})
}

// signIn uses up a one-time link.
func (s *Server) signIn(port string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !s.linkIsGood(w, r) {
			return
		}
		token, err := s.app.SignIn(r.Context(), r.PathValue("token"), r.UserAgent())
		if told, ok := errors.AsType[*goal.Error](err); ok && told.Code == goal.CodeNotFound { // somebody was faster
			s.refused(http.StatusGone, "web.link.used").ServeHTTP(w, r)
			return
		}
		if err != nil {
			s.site.Failed(w, r, err)
			return
		}
		select {
		case s.signedIn <- struct{}{}:
		default: // it is told already
		}
		http.SetCookie(w, sessionCookie(r, port, token))
		http.Redirect(w, r, "/", http.StatusSeeOther)
	})
}

// comeIn gives a session to a device that another one of the person has said yes
// to, and to no other (ruling 129).
func (s *Server) comeIn(port string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		wish := ""
		if c, err := r.Cookie(web.AskCookie); err == nil {
			wish = c.Value
		}
		token, err := s.app.ComeIn(r.Context(), wish)
		if errors.Is(err, app.ErrNoPairing) { // not yet, or not any more: the page says which
			http.Redirect(w, r, "/pair/wait", http.StatusSeeOther)
			return
		}
		if err != nil {
			s.site.Failed(w, r, err)
			return
		}
		http.SetCookie(w, sessionCookie(r, port, token))
		http.SetCookie(w, &http.Cookie{Name: web.AskCookie, Path: "/pair", MaxAge: -1, HttpOnly: true}) //nolint:gosec // it is forgotten
		http.Redirect(w, r, "/", http.StatusSeeOther)
	})
}

// linkIsGood says whether a link may be used, and answers the request where it
// may not.
func (s *Server) linkIsGood(w http.ResponseWriter, r *http.Request) bool {
	state, err := s.app.LinkState(r.Context(), r.PathValue("token"))
	switch {
	case err != nil:
		s.site.Failed(w, r, err)
	case state == app.LinkUsed:
		s.refused(http.StatusGone, "web.link.used").ServeHTTP(w, r)
	case state == app.LinkOver:
		s.refused(http.StatusGone, "web.link.over").ServeHTTP(w, r)
	case state == app.LinkUnknown:
		s.refused(http.StatusGone, "web.link.unknown").ServeHTTP(w, r)
	default:
		return true
	}
	return false
}
