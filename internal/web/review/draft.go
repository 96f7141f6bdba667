package review

import (
	"net/http"
	"slices"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/web/page"
)

// around keeps the id of the command that the first page of a draft carried, so
// that a page left open in another tab is known once the week is closed.
func around(_ *http.Request, c *app.DraftChange) error {
	id := c.Command
	c.Around = func(d *app.Draft, write func()) error {
		p := app.ReadReviewProgress(d.Rest)
		if p.Command == "" {
			p.Command = id
		}
		write()
		return p.Into(d)
	}
	return nil
}

// keepPart writes what a part's page sent into the draft, and what it moves on to.
// sent says that the week was closed by this very form already.
func (ps *Pages) keepPart(r *http.Request, x reviewed, part, at string, f page.Form) (sent bool, err error) {
	c := ps.Typed(r, x.form(), f)
	c.Command = f.Text("id")
	for _, name := range fieldsOf(part) {
		c.Fields[name] = app.Text{Values: f.Values[name]}
	}
	c.Around = func(d *app.Draft, write func()) error {
		p := app.ReadReviewProgress(d.Rest)
		if p.Command == "" {
			p.Command = c.Command
		}
		p.At, p.Far = at, max(p.Far, numberOf(part), numberOf(at))
		if slices.Contains([]string{partChange, partShort}, part) {
			p.Shown = f.Text("shown")
		}
		write()
		d.At = max(d.At, ps.App.Now())
		return p.Into(d)
	}
	_, sent, err = ps.App.SaveDraft(r.Context(), page.Who(r), c)
	return sent, err
}
