package phone

import (
	"errors"
	"net/http"
	"strconv"
	"strings"
	"unicode"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
	"github.com/ippo-app/ippo/internal/web/page"
)

// AskCookie holds what a device that asks is known by, until it is let in.
const AskCookie = "ippo-asks"

// pairView is a page of a device that is not in yet.
type pairView struct {
	page.Frame
	says    string // why it did not go through
	figures string
	over    bool
}

// plain shows a page of a device that is not in: nothing of anybody is on it.
func (ps *Pages) plain(w http.ResponseWriter, r *http.Request, status int, title string, v pairView) error {
	v.Frame = ps.PlainFrame(r, goal.Settings{})
	v.Tab, v.Title = "none", v.W.Say(title)
	w.Header().Set("X-Robots-Tag", "noindex")
	switch {
	case v.figures != "":
		return ps.Show(w, r, status, v.Frame, waitPage(v))
	case v.over:
		return ps.Show(w, r, status, v.Frame, overPage(v))
	}
	return ps.Show(w, r, status, v.Frame, pairPage(v))
}

// Pair is where a code is typed, or comes in behind the # of a QR code's address. It
// uses nothing up: previews and scanners open whatever they see.
func (ps *Pages) Pair(w http.ResponseWriter, r *http.Request) error {
	return ps.plain(w, r, http.StatusOK, "pair.title", pairView{})
}

// Ask spends a code.
func (ps *Pages) Ask(w http.ResponseWriter, r *http.Request) error {
	f, err := page.ReadForm(r)
	if err != nil {
		return err
	}
	code := f.Text("token")
	if code == "" {
		code = onlyDigits(f.Text("code"))
	}
	wish, err := ps.App.AskIn(r.Context(), code, r.UserAgent(), page.Client(r))
	if rest, ok := errors.AsType[app.RestError](err); ok {
		w.Header().Set("Retry-After", strconv.Itoa(rest.Seconds))
		words := ps.PlainFrame(r, goal.Settings{}).W
		return ps.plain(w, r, http.StatusTooManyRequests, "pair.title", pairView{says: words.Say("pair.rest", library.Args{"n": rest.Seconds})})
	}
	if told := page.AsError(err); told != nil && (told.Code == goal.CodeNotFound || told.Code == goal.CodeConflict) {
		words := ps.PlainFrame(r, goal.Settings{}).W
		return ps.plain(w, r, page.Status(told.Code), "pair.title", pairView{says: words.Say(told.Key)})
	}
	if err != nil {
		return err
	}
	page.Keep(w, r, AskCookie, wish, pathCode, app.PairingLife)
	return page.Redirect(w, r, pathCode+"/wait", page.Flash{})
}

// onlyDigits of what was typed: people write 123 456 and 123-456, in any digits.
func onlyDigits(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '0' && r <= '9':
			return r
		case r >= '０' && r <= '９':
			return r - '０' + '0'
		case unicode.IsSpace(r) || r == '-':
			return -1
		}
		return r
	}, s)
}

func (ps *Pages) asked(r *http.Request) (app.Pairing, error) {
	c, err := r.Cookie(AskCookie)
	if err != nil {
		return app.Pairing{State: app.PairingNone}, nil //nolint:nilerr // nothing was asked
	}
	return ps.App.Asked(r.Context(), c.Value)
}

// Wait shows the four digits until the other device has said yes or no.
func (ps *Pages) Wait(w http.ResponseWriter, r *http.Request) error {
	p, err := ps.asked(r)
	switch {
	case err != nil:
		return err
	case p.State == app.PairingNo:
		return ps.plain(w, r, http.StatusOK, "pair.no.title", pairView{over: true, says: "pair.no"})
	case p.State == app.PairingNone:
		return ps.plain(w, r, http.StatusGone, "pair.over.title", pairView{over: true, says: "pair.over"})
	}
	return ps.plain(w, r, http.StatusOK, "pair.wait.title", pairView{figures: spaced(p.Figures)})
}

// WaitState is where it stands, for the page's script.
func (ps *Pages) WaitState(w http.ResponseWriter, r *http.Request) error {
	p, err := ps.asked(r)
	if err != nil {
		return err
	}
	return state(w, p)
}
