package review

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"slices"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/web/page"
)

// progress is what a draft of a review keeps beside the words: how far it went, and
// what was suggested when the change was looked at.
type progress struct {
	Command string `json:"command,omitempty"` // id of the command that will close the week
	At      string `json:"at,omitempty"`      // the part to take up again
	Far     int    `json:"far,omitempty"`     // number of the furthest part that was reached
	Shown   string `json:"shown,omitempty"`   // the suggestion that was shown, see [mark]
}

// mark tells one suggestion from another. The numbers that it rests on are no part
// of it: a tap on a quiet day moves them and may leave it as it was.
func mark(s goal.Suggestion) string {
	s.Because, s.Early = nil, false
	b, err := json.Marshal(s)
	if err != nil {
		return string(s.Rule)
	}
	sum := sha256.Sum256(b)
	return string(s.Rule) + "." + hex.EncodeToString(sum[:6])
}

// readProgress reads it; what another program wrote counts as none.
func readProgress(rest string) progress {
	var p progress
	if json.Unmarshal([]byte(rest), &p) != nil {
		return progress{}
	}
	return p
}

// around keeps the id of the command that the first page of a draft carried, so
// that a page left open in another tab is known once the week is closed.
func around(_ *http.Request, c *app.DraftChange) error {
	id := c.Command
	c.Around = func(d *app.Draft, write func()) error {
		p := readProgress(d.Rest)
		if p.Command == "" {
			p.Command = id
		}
		write()
		return p.into(d)
	}
	return nil
}

func (p progress) into(d *app.Draft) error {
	b, err := json.Marshal(p)
	d.Rest = string(b)
	return err
}

// keepPart writes what a part's page sent into the draft, and what it moves on to.
// sent says that the week was closed by this very form already.
func (ps *Pages) keepPart(r *http.Request, x asked, part, at string, f page.Form) (sent bool, err error) {
	c := ps.Typed(r, x.form(), f)
	c.Command = f.Text("id")
	for _, name := range fieldsOf(part) {
		c.Fields[name] = app.Text{Values: f.Values[name]}
	}
	c.Around = func(d *app.Draft, write func()) error {
		p := readProgress(d.Rest)
		if p.Command == "" {
			p.Command = c.Command
		}
		p.At, p.Far = at, max(p.Far, numberOf(part), numberOf(at))
		if slices.Contains([]string{partChange, partShort}, part) {
			p.Shown = f.Text("shown")
		}
		write()
		d.At = max(d.At, ps.App.Now())
		return p.into(d)
	}
	_, sent, err = ps.App.SaveDraft(r.Context(), page.Who(r), c)
	return sent, err
}
