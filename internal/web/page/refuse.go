package page

import (
	"net/http"
	"strings"

	"github.com/ippo-app/ippo/internal/goal"
)

// Refuse answers a request that never reached a page: no session, a foreign
// host, a form of another site.
func (k *Kit) Refuse(w http.ResponseWriter, r *http.Request, status int, key string) {
	f := k.PlainFrame(r, goal.Settings{})
	f.Tab, f.Title = "none", f.W.Say(refusedTitle(key))
	if forProgram(r) {
		_ = WriteJSON(w, status, Problem{Sentence: f.W.Say(key)})
		return
	}
	if !strings.Contains(r.Header.Get("Accept"), "text/html") {
		http.Error(w, f.W.Say(key), status)
		return
	}
	_ = k.Show(w, r, status, f, refusedPage(f, key, refusedTitle(key) == "web.refused.title" && k.Reached().Open()))
}

// refusedTitle asks for a sign-in only where one is what is missing, or has just
// been given up.
func refusedTitle(key string) string {
	if key == "web.refused.session" || key == "web.signed_out" || isLink(key) {
		return "web.refused.title"
	}
	return "web.error.title"
}

// howKey is the message of what to do about a refusal: a link that is not good
// asks for another one, as a missing session does.
func howKey(key string) string {
	if isLink(key) {
		return "web.refused.session.how"
	}
	return key + ".how"
}

func isLink(key string) bool { return strings.HasPrefix(key, "web.link.") }
