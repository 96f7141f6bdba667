package compass

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
	"github.com/ippo-app/ippo/internal/web/page"
)

// saveCompass runs the commands of a form of the compass; a refusal shows the
// page again with what was typed.
func (ps *Pages) saveCompass(w http.ResponseWriter, r *http.Request, f page.Form, to, part string, bodies ...goal.Body) error {
	var cs []goal.Command
	for i, b := range bodies {
		c, err := ps.Command(r, f, 0, b)
		if err != nil {
			return err
		}
		if i > 0 {
			c.ID = ps.IDFrom(f, "command "+strconv.Itoa(i))
		}
		cs = append(cs, c)
	}
	ctx := r.Context()
	if part != "" {
		ctx = app.Sends(ctx, app.FormCompass(part))
	}
	if _, err := ps.App.DoAll(ctx, page.Who(r), cs); err != nil {
		if p := page.AsError(err); p != nil && (p.Code == goal.CodeInvalid || p.Code == goal.CodeConflict) {
			if to == "/compass/items" {
				return ps.showItems(w, r, page.Status(p.Code), f, p)
			}
			return ps.showCompass(w, r, page.Status(p.Code), f, p)
		}
		return err
	}
	return page.Redirect(w, r, to, page.Flash{What: "noted"})
}

// SaveWords takes the words of the circles, separated by semicolons: new ones
// are added, those that are gone are removed.
func (ps *Pages) SaveWords(w http.ResponseWriter, r *http.Request) error {
	f, err := page.ReadForm(r)
	if err != nil {
		return err
	}
	c, err := ps.App.Compass(r.Context(), page.Who(r))
	if err != nil {
		return err
	}
	var bodies []goal.Body
	for _, l := range library.Lenses() {
		if !f.Has(string(l)) {
			continue
		}
		bodies = append(bodies, wordsOf(l, f.Text(string(l)), c.Compass, ps.App.NewID)...)
	}
	return ps.saveCompass(w, r, f, "/compass", "words", bodies...)
}

func wordsOf(l library.Lens, text string, c goal.Compass, newID func() string) []goal.Body {
	var phrases []string
	for p := range strings.SplitSeq(text, ";") {
		if p = strings.TrimSpace(p); p != "" {
			phrases = append(phrases, p)
		}
	}
	var bodies []goal.Body
	for _, i := range c.Items {
		if i.Lens == string(l) && !slices.Contains(phrases, i.Words) {
			bodies = append(bodies, goal.SetItem{ID: i.ID})
		}
	}
	for _, p := range phrases {
		if !slices.ContainsFunc(c.Items, func(i goal.CompassItem) bool { return i.Lens == string(l) && i.Words == p }) {
			bodies = append(bodies, newItem(newID(), l, p))
		}
	}
	return bodies
}

// newItem counts in the circle that it was written for until it is weighed.
func newItem(id string, l library.Lens, words string) goal.SetItem {
	x := goal.SetItem{ID: id, Lens: string(l), Item: goal.Item{Words: words}}
	switch l {
	case library.LensLove:
		x.Love = 2
	case library.LensGood:
		x.Good = 2
	case library.LensNeeded:
		x.Needed = 2
	case library.LensSupported:
		x.Supportable = 2
	}
	return x
}

// SavePurpose keeps a new wording of the sentence; the older ones stay.
func (ps *Pages) SavePurpose(w http.ResponseWriter, r *http.Request) error {
	f, err := page.ReadForm(r)
	if err != nil {
		return err
	}
	return ps.saveCompass(w, r, f, "/compass", "purpose", goal.SetPurpose{PurposeChange: goal.PurposeChange{
		GrowIn: f.Text("grow_in"), SoICan: f.Text("so_i_can"), Provisional: f.Has("provisional"),
	}})
}

// SaveEnergy keeps a note on what gives or takes energy, or removes it.
func (ps *Pages) SaveEnergy(w http.ResponseWriter, r *http.Request) error {
	f, err := page.ReadForm(r)
	if err != nil {
		return err
	}
	b := goal.SetEnergyNote{ID: f.Text("note"), Words: f.Text("words")}
	if b.ID == "" {
		b.ID = ps.IDFrom(f, "energy")
	}
	part := "energy"
	if f.Has("remove") {
		b.Words, part = "", ""
	} else if b.Words == "" {
		return ps.showCompass(w, r, http.StatusUnprocessableEntity, f, goal.Invalid("words", "error.lens.empty"))
	}
	for name, to := range map[string]*int{"before": &b.Before, "after": &b.After} {
		if n, err := f.Scale(name); err != nil {
			return err
		} else if n != nil {
			*to = *n
		}
	}
	return ps.saveCompass(w, r, f, "/compass", part, b)
}

// SaveTrial plans a try, writes down how it went, or lets it go.
func (ps *Pages) SaveTrial(w http.ResponseWriter, r *http.Request) error {
	f, err := page.ReadForm(r)
	if err != nil {
		return err
	}
	b := goal.SetTrial{ID: f.Text("trial"), State: goal.TrialState(f.Text("state")), Trial: goal.Trial{
		What: f.Text("what"), Tell: f.Has("tell"), Line: f.Text("line"),
	}}
	part := trialPart(b.ID)
	if b.ID == "" {
		b.ID = ps.IDFrom(f, "trial")
	}
	if b.What == "" {
		return ps.showCompass(w, r, http.StatusUnprocessableEntity, f, goal.Invalid("what", "error.lens.empty"))
	}
	for name, to := range map[string]*int{"before": &b.Before, "after": &b.After, "again": &b.Again} {
		if n, err := f.Scale(name); err != nil {
			return err
		} else if n != nil {
			*to = *n
		}
	}
	return ps.saveCompass(w, r, f, "/compass", part, b)
}

// trialPart names the form of a try that is planned, or of one that is written down.
func trialPart(id string) string {
	if id == "" {
		return "trial"
	}
	return "trial-" + id
}

// itemsPart names the form of the answers of a circle.
func itemsPart(l library.Lens) string { return "items-" + string(l) }

// SaveItems keeps the answers of one circle as items.
func (ps *Pages) SaveItems(w http.ResponseWriter, r *http.Request) error {
	f, err := page.ReadForm(r)
	if err != nil {
		return err
	}
	l := library.Lens(f.Text("lens"))
	if !slices.Contains(library.Lenses(), l) {
		return goal.Invalid("lens", "error.lens.range")
	}
	var bodies []goal.Body
	for i, a := range f.Values["answer"] {
		if a = strings.TrimSpace(a); a != "" {
			bodies = append(bodies, newItem(ps.IDFrom(f, "item "+strconv.Itoa(i)), l, a))
		}
	}
	return ps.saveCompass(w, r, f, "/compass/items", itemsPart(l), bodies...)
}

// Weigh sees every item through the four circles.
func (ps *Pages) Weigh(w http.ResponseWriter, r *http.Request) error {
	f, err := page.ReadForm(r)
	if err != nil {
		return err
	}
	c, err := ps.App.Compass(r.Context(), page.Who(r))
	if err != nil {
		return err
	}
	var bodies []goal.Body
	for _, i := range c.Compass.Items {
		x := goal.SetItem(i)
		if f.Text("remove") == i.ID {
			x.Words = ""
			bodies = append(bodies, x)
			continue
		}
		for name, to := range map[string]*int{"love": &x.Love, "good": &x.Good, "needed": &x.Needed, "supported": &x.Supportable} {
			if n, err := f.Scale(name + "-" + i.ID); err != nil {
				return err
			} else if n != nil {
				*to = *n
			}
		}
		if x != goal.SetItem(i) {
			bodies = append(bodies, x)
		}
	}
	return ps.saveCompass(w, r, f, "/compass/items", "", bodies...)
}
