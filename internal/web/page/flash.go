package page

import (
	"net/http"
	"net/url"

	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
)

// flashCookie carries what the last form did to the next page, once. It holds
// no words of the person.
const flashCookie = "ippo-said"

// Flash is what the last form did; it goes to the next page, once.
type Flash struct {
	What  string // stamped, undone, redone, skipped, ...
	Goal  string // slug
	Kind  string // what an undo took back
	First string // the first of what was written in one go
	// Day and Target are of an act about another day than the page's: what it can be taken back by.
	Day    goal.Day
	Target string
	Care   bool // what was written sounds as if somebody was needed
}

// Write hands it to the next page. [Redirect] does so for a form.
func (x Flash) Write(w http.ResponseWriter, r *http.Request) {
	if x.What == "" && !x.Care {
		return
	}
	v := url.Values{"w": {x.What}, "g": {x.Goal}, "k": {x.Kind}, "o": {x.First}, "t": {x.Target}}
	if x.Day != 0 {
		v.Set("d", x.Day.String())
	}
	if x.Care {
		v.Set("c", "1")
	}
	http.SetCookie(w, &http.Cookie{ //nolint:gosec // Secure wherever the line is
		Name: flashCookie, Value: v.Encode(), Path: "/", MaxAge: 30, HttpOnly: true,
		SameSite: http.SameSiteLaxMode, Secure: secure(r),
	})
}

func readFlash(r *http.Request) Flash {
	c, err := r.Cookie(flashCookie)
	if err != nil {
		return Flash{}
	}
	v, err := url.ParseQuery(c.Value)
	if err != nil {
		return Flash{}
	}
	x := Flash{What: v.Get("w"), Goal: v.Get("g"), Kind: v.Get("k"), First: v.Get("o"), Target: v.Get("t"), Care: v.Has("c")}
	if d, err := goal.ParseDay(v.Get("d")); err == nil {
		x.Day = d
	}
	return x
}

// clearFlash forgets it, so that a reload says nothing twice.
func clearFlash(w http.ResponseWriter, r *http.Request) {
	if _, err := r.Cookie(flashCookie); err != nil {
		return
	}
	http.SetCookie(w, &http.Cookie{ //nolint:gosec // Secure wherever the line is
		Name: flashCookie, Path: "/", MaxAge: -1, HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: secure(r),
	})
}

// Told is the sentence on what the last form did; stamps speak through
// their seal.
func (f Frame) Told() string {
	switch f.Flash.What {
	case "undone", "redone":
		return f.W.Say("web.said."+f.Flash.What, library.Args{"what": f.W.Say("what." + f.Flash.Kind)})
	case "went", "went_in", "covered":
		if f.Flash.Day != 0 {
			return f.W.Say("web.said."+f.Flash.What+"_day", library.Args{"day": f.W.Weekday(f.Flash.Day.Weekday())})
		}
		return f.W.Say("web.said.covered")
	case "resumed", "paused", "kept", "written", "written_after", "changed", "reviewed", "saved", "removed", "noted":
		return f.W.Say("web.said." + f.Flash.What)
	}
	return ""
}
