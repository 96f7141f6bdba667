package page

import (
	"net/http"
	"strings"
	"unicode"

	"github.com/ippo-app/ippo/internal/goal"
)

// Arrival is how a request came in that is answered at no address in force.
type Arrival struct {
	Host, Scheme, Peer string
	Missing            string // what would let it through: url, proxy or scheme
	Line               string // the line that says so
}

// arrivalMost of what somebody else chose is shown.
const arrivalMost = 120

// shown is what arrived as a page may show it: no more than a line of it, and
// nothing that steers a terminal.
func shown(s string) string {
	var b strings.Builder
	for i, r := range []rune(strings.ToValidUTF8(s, "?")) {
		if i == arrivalMost {
			b.WriteRune('…')
			break
		}
		if !unicode.IsGraphic(r) {
			r = '?'
		}
		b.WriteRune(r)
	}
	if b.Len() == 0 {
		return "-"
	}
	return b.String()
}

// Misdirected answers a request that came to no address in force. It shows what
// arrived, since only who set up the way here can tell what is wrong with it.
func (k *Kit) Misdirected(w http.ResponseWriter, r *http.Request, status int, a Arrival) {
	f := k.PlainFrame(r, goal.Settings{})
	f.Tab, f.Title = "none", f.W.Say("web.error.title")
	lines := []string{f.W.Say("web.refused.host")}
	for _, x := range a.rows() {
		lines = append(lines, f.W.Say(x.key)+": "+x.value)
	}
	lines = append(lines, f.W.Say("web.refused.host."+a.Missing), a.Line)
	switch {
	case forProgram(r):
		_ = WriteJSON(w, status, Problem{Sentence: strings.Join(lines, " ")})
	case !strings.Contains(r.Header.Get("Accept"), "text/html"):
		http.Error(w, strings.Join(lines, "\n"), status)
	default:
		_ = k.Show(w, r, status, f, misdirectedPage(f, a))
	}
}

// arrived is one thing that arrived, under its name.
type arrived struct{ key, value string }

func (a Arrival) rows() []arrived {
	return []arrived{
		{"web.refused.arrived.host", shown(a.Host)}, {"web.refused.arrived.scheme", shown(a.Scheme)}, {"web.refused.arrived.peer", shown(a.Peer)},
	}
}
