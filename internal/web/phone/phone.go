// Package phone lets another device of a person in: the page that shows the ways
// and the code, and the pages that the other device sees (ruling 129).
package phone

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
	"github.com/ippo-app/ippo/internal/qr"
	"github.com/ippo-app/ippo/internal/web/page"
	"github.com/ippo-app/ippo/internal/zone"
)

// Pages let another device in.
type Pages struct{ *page.Kit }

// New makes the pages with a kit.
func New(k *page.Kit) *Pages { return &Pages{k} }

// codeCookie keeps the code that a browser shows: the database holds its hash
// alone. It is sent to these pages only, and lives as long as the code.
const codeCookie = "ippo-code"

// pathCode is where a device goes with a code.
const pathCode = "/pair"

// shown is a code as the page shows it.
type shown struct {
	at      string // the address that it leads to
	digits  string
	qr      qr.Code
	until   string
	pairing app.Pairing
	device  string
}

// phoneView is the page of the ways to the phone.
type phoneView struct {
	page.Frame
	reach page.Reach
	code  *shown
	plain bool // this browser's own line is open
	may   bool // who is here may let others in
	tls   bool
}

// Phone is the page of the ways to the phone.
func (ps *Pages) Phone(w http.ResponseWriter, r *http.Request) error {
	f, err := ps.Frame(r, "settings", "phone.title")
	if err != nil {
		return err
	}
	v := phoneView{Frame: f, reach: ps.Reached(), tls: page.Secure(r), may: page.Who(r).May(app.ScopeDoors) == nil}
	v.plain = page.Who(r).Via == app.ViaPlain
	if v.may {
		if v.code, err = ps.shown(r, v); err != nil {
			return err
		}
	}
	w.Header().Set("X-Robots-Tag", "noindex")
	return ps.Show(w, r, http.StatusOK, f, phonePage(v))
}

// shown is the code that this browser shows; nil for none.
func (ps *Pages) shown(r *http.Request, v phoneView) (*shown, error) {
	c, err := r.Cookie(codeCookie)
	if err != nil {
		return nil, nil //nolint:nilerr,nilnil // no code is shown
	}
	part := strings.SplitN(c.Value, ".", 3)
	p, err := ps.App.Pairing(r.Context(), page.Who(r))
	if err != nil || p.State == app.PairingNone || len(part) != 3 {
		return nil, err
	}
	at, err := url.QueryUnescape(part[2])
	if err != nil || !slices.Contains(addresses(v.reach), at) {
		return nil, nil //nolint:nilerr,nilnil // the address is gone
	}
	code, err := qr.Encode(at + pathCode + "#" + part[0])
	if err != nil {
		return nil, err
	}
	cal := goal.NewCalendar(v.Watch.Settings, zone.Load)
	return &shown{
		at: at, digits: part[1], qr: code, until: cal.Clock(p.Ends).Format("15:04"), pairing: p, device: deviceName(v.W, p.Device),
	}, nil
}

func deviceName(w *library.Words, agent string) string {
	if name := page.DeviceName(agent); name != "" {
		return name
	}
	return w.Say("phone.device")
}

// outside says whether the way through a public address is the one to open: the one
// whose code is shown, else the better one.
func (v phoneView) outside() bool {
	if v.code != nil {
		return slices.Contains(v.reach.Public, v.code.at)
	}
	return len(v.reach.Public) > 0
}

func contains(all []string, one string) bool { return slices.Contains(all, one) }

func addresses(x page.Reach) []string { return slices.Concat(x.Public, x.Home) }

// spaced sets digits apart so that they can be read out.
func spaced(d string) string {
	half := len(d) / 2
	return d[:half] + " " + d[half:]
}

func (v phoneView) asks() string {
	return v.W.Say("phone.asks", library.Args{"device": v.code.device, "figures": spaced(v.code.pairing.Figures)})
}

// box is the view of a picture of the code, with the quiet around it.
func (s shown) box() string {
	from, n := strconv.Itoa(-qr.Quiet), strconv.Itoa(s.qr.Size+2*qr.Quiet)
	return from + " " + from + " " + n + " " + n
}

func (s shown) ground() string {
	from, n := strconv.Itoa(-qr.Quiet), strconv.Itoa(s.qr.Size+2*qr.Quiet)
	return "M" + from + " " + from + "h" + n + "v" + n + "h-" + n + "z"
}

// Code makes a code and shows it.
func (ps *Pages) Code(w http.ResponseWriter, r *http.Request) error {
	f, err := page.ReadForm(r)
	if err != nil {
		return err
	}
	all := addresses(ps.Reached())
	at := f.Text("at")
	if len(all) == 0 {
		return goal.Unavailable("at", "phone.wifi_none")
	}
	if !slices.Contains(all, at) {
		at = all[0]
	}
	c, err := ps.App.OpenPairing(r.Context(), page.Who(r))
	if err != nil {
		return err
	}
	page.Keep(w, r, codeCookie, c.Token+"."+c.Digits+"."+url.QueryEscape(at), "/phone", app.PairingLife)
	return page.Redirect(w, r, "/phone#code", page.Flash{})
}

// Answer lets the device in that asks, or does not.
func (ps *Pages) Answer(w http.ResponseWriter, r *http.Request) error {
	f, err := page.ReadForm(r)
	if err != nil {
		return err
	}
	if err := ps.App.AnswerPairing(r.Context(), page.Who(r), f.Text("figures"), f.Text("answer") == "yes"); err != nil {
		return err
	}
	return page.Redirect(w, r, "/phone#code", page.Flash{})
}

// Close ends the code.
func (ps *Pages) Close(w http.ResponseWriter, r *http.Request) error {
	if err := ps.App.ClosePairing(r.Context(), page.Who(r)); err != nil {
		return err
	}
	page.Keep(w, r, codeCookie, "", "/phone", 0)
	return page.Redirect(w, r, "/phone", page.Flash{})
}

// State is where the code stands, for the page's script.
func (ps *Pages) State(w http.ResponseWriter, r *http.Request) error {
	p, err := ps.App.Pairing(r.Context(), page.Who(r))
	if err != nil {
		return err
	}
	return state(w, p)
}

func state(w http.ResponseWriter, p app.Pairing) error {
	w.Header().Set("Cache-Control", "no-store")
	return page.WriteJSON(w, http.StatusOK, map[string]string{"state": string(p.State)})
}

// Screen says how to put the pages on the home screen.
func (ps *Pages) Screen(w http.ResponseWriter, r *http.Request) error {
	f, err := ps.Frame(r, "settings", "phone.screen.title")
	if err != nil {
		return err
	}
	return ps.Show(w, r, http.StatusOK, f, screenPage(f))
}

// turn is one thing to do on a phone, with what stands beside it.
type turn struct{ key, hint, icon string }

func iosTurns() []turn {
	return []turn{
		{"phone.ios.1", "", ""}, {"phone.ios.2", "phone.ios.2h", "i-share"}, {"phone.ios.3", "phone.ios.3h", "i-plus"}, {"phone.ios.4", "phone.ios.4h", ""},
	}
}

func androidTurns() []turn {
	return []turn{
		{"phone.android.1", "", ""}, {"phone.android.2", "phone.android.2h", "i-dots"}, {"phone.android.3", "", "i-phone"}, {"phone.android.4", "", ""},
	}
}

// tests are what the page tries out in the browser that shows it, in the order in
// which each needs the one before.
func tests() []string { return []string{"address", "tls", "secure", "installed", "push"} }

// known is what the server knows of a test by itself: yes, no, or nothing.
func (v phoneView) known(test string) string {
	switch {
	case test == "address" || test == "tls" && v.tls:
		return "yes"
	case test == "tls" && v.plain:
		return "no"
	}
	return ""
}
