package web

import (
	"net/http"
	"strings"

	"github.com/ippo-app/ippo/internal/goal"
)

// Refuse answers a request that never reached a page: no session, a foreign
// host, a form of another site.
func (s *Site) Refuse(w http.ResponseWriter, r *http.Request, status int, key string) {
	f := s.plainFrame(r, goal.Settings{})
	f.Tab, f.Title = "none", f.W.Say("web.refused.title")
	if !strings.Contains(r.Header.Get("Accept"), "text/html") {
		http.Error(w, f.W.Say(key), status)
		return
	}
	_ = s.show(w, r, status, f, refusedPage(f, f.W.Say(key)))
}

// Failed answers a request whose session could not be looked up. Nobody is sent
// away for that, and nothing that was typed is lost.
func (s *Site) Failed(w http.ResponseWriter, r *http.Request, err error) { s.refuse(w, r, err) }
