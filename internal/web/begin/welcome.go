package begin

import (
	"net/http"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
	"github.com/ippo-app/ippo/internal/web/page"
)

// welcomeView is what somebody sees first.
type welcomeView struct {
	page.Frame
	half  bool   // a goal is half begun
	all   bool   // every plan is listed
	query string // what they are searched for
	plans []library.Template
	count int // of all plans
}

// Welcome says in a few lines what this is, with one door in front; with q it is
// the list of all plans, searched for the words in it.
func (ps *Pages) Welcome(w http.ResponseWriter, r *http.Request) error {
	f, err := ps.Frame(r, "none", "web.welcome")
	if err != nil {
		return err
	}
	_, there, err := ps.draft(r)
	if err != nil {
		return err
	}
	f.Day = 0 // nothing happens on this page that belongs to a day
	f.Crisis = true
	all := f.W.Templates()
	v := welcomeView{Frame: f, half: there, all: r.URL.Query().Has("q"), query: r.URL.Query().Get("q"), count: len(all), plans: firstOfArea(all)}
	if v.all {
		v.Title = v.say("all", library.Args{"n": v.count})
		v.plans = found(f.W, all, v.query)
	}
	return ps.Show(w, r, http.StatusOK, v.Frame, welcomePage(v))
}

// say a text of the welcome page.
func (v welcomeView) say(key string, args ...library.Args) string {
	return v.W.Say("welcome."+key, args...)
}

// languages that can be chosen here.
func (v welcomeView) languages() []string { return library.Complete() }

// firstOfArea are the plans that are shown at once, one of each area.
func firstOfArea(ts []library.Template) []library.Template {
	seen := map[goal.Area]bool{}
	var first []library.Template
	for _, t := range ts {
		if !seen[t.Area] {
			first = append(first, t)
		}
		seen[t.Area] = true
	}
	return first
}

// found are the plans that say every word of a query somewhere, whatever its
// case and accents.
func found(w *library.Words, ts []library.Template, query string) []library.Template {
	var hits []library.Template
	for _, t := range ts {
		text := fold(strings.Join([]string{
			t.Name, t.Title, w.Say("area." + string(t.Area)), t.Outcome.Text, t.Weekly, t.Step.Text, t.GrowIn, t.SoICan,
		}, " "))
		hit := true
		for word := range strings.FieldsSeq(fold(query)) {
			hit = hit && strings.Contains(text, word)
		}
		if hit {
			hits = append(hits, t)
		}
	}
	return hits
}

// fold takes case and accents away.
func fold(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFKD.String(s))
	return strings.ReplaceAll(s, "ß", "ss")
}
