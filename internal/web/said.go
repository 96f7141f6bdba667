package web

import (
	"net/http"
	"net/url"

	"github.com/ippo-app/ippo/internal/library"
)

// saidCookie carries what the last form did to the next page, once. It holds
// no words of the person.
const saidCookie = "ippo-said"

// said is what the last form did.
type said struct {
	What  string // stamped, undone, redone, skipped, ...
	Goal  string // slug
	Kind  string // what an undo took back
	First string // the first of what was written in one go
	Care  bool   // what was written sounds as if somebody was needed
}

func (x said) write(w http.ResponseWriter, r *http.Request) {
	if x.What == "" && !x.Care {
		return
	}
	v := url.Values{"w": {x.What}, "g": {x.Goal}, "k": {x.Kind}, "o": {x.First}}
	if x.Care {
		v.Set("c", "1")
	}
	http.SetCookie(w, &http.Cookie{ //nolint:gosec // Secure wherever the line is
		Name: saidCookie, Value: v.Encode(), Path: "/", MaxAge: 30, HttpOnly: true,
		SameSite: http.SameSiteLaxMode, Secure: r.TLS != nil,
	})
}

func readSaid(r *http.Request) said {
	c, err := r.Cookie(saidCookie)
	if err != nil {
		return said{}
	}
	v, err := url.ParseQuery(c.Value)
	if err != nil {
		return said{}
	}
	return said{What: v.Get("w"), Goal: v.Get("g"), Kind: v.Get("k"), First: v.Get("o"), Care: v.Has("c")}
}

// clearSaid forgets it, so that a reload says nothing twice.
func clearSaid(w http.ResponseWriter, r *http.Request) {
	if _, err := r.Cookie(saidCookie); err != nil {
		return
	}
	http.SetCookie(w, &http.Cookie{ //nolint:gosec // Secure wherever the line is
		Name: saidCookie, Path: "/", MaxAge: -1, HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: r.TLS != nil,
	})
}

// saidText is the sentence on what the last form did; stamps speak through
// their seal.
func (f frame) saidText() string {
	switch f.Said.What {
	case "undone", "redone":
		return f.W.Say("web.said."+f.Said.What, library.Args{"what": f.W.Say("what." + f.Said.Kind)})
	case "resumed", "paused", "kept", "covered", "written", "changed", "reviewed", "saved", "removed", "noted":
		return f.W.Say("web.said." + f.Said.What)
	}
	return ""
}
