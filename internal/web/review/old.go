package review

import (
	"net/http"

	"github.com/ippo-app/ippo/internal/web/page"
)

// Save takes the form of a page that was shown before each part had its own: it
// closes the week, or keeps what was written in the draft.
func (ps *Pages) Save(w http.ResponseWriter, r *http.Request) error {
	f, x, err := ps.oldForm(r)
	if err != nil {
		return err
	}
	if !x.Open {
		return x.notYet()
	}
	for _, part := range parts() {
		sent, err := ps.keepPart(r, x, part, part, f)
		if err != nil {
			return err
		}
		if sent {
			return page.Redirect(w, r, weekPath(x.Look.Goal.Slug, x.Week), page.Flash{What: "reviewed", Goal: x.Look.Goal.Slug})
		}
		x.typed = over(x.typed, f, part)
	}
	if !f.Has("close-week") {
		return page.Redirect(w, r, "/", page.Flash{})
	}
	if err := ps.suggest(r, &x); err != nil {
		return err
	}
	if rule := f.Text("rule"); rule == string(x.Suggestion.Rule) { // the old page named the row alone
		x.Shown = ""
	} else {
		x.Shown = rule
	}
	return ps.close(w, r, x, partClose, f)
}

// WriteDay takes a tap on a quiet day from such a page.
func (ps *Pages) WriteDay(w http.ResponseWriter, r *http.Request) error {
	f, x, err := ps.oldForm(r)
	if err != nil {
		return err
	}
	return ps.writeDay(w, r, x, partLook, f)
}

func (ps *Pages) oldForm(r *http.Request) (page.Form, reviewed, error) {
	f, err := page.ReadForm(r)
	if err != nil {
		return f, reviewed{}, err
	}
	ref := f.Text("goal")
	if ref == "" {
		if ref, err = ps.next(r); err != nil {
			return f, reviewed{}, err
		}
	}
	x, err := ps.load(r, ref, f.Text("week"))
	return f, x, err
}
