package begin

import (
	"net/http"
	"net/url"
	"strconv"
	"time"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
	"github.com/ippo-app/ippo/internal/web/page"
)

// showStep writes a step's page.
func (ps *Pages) showStep(w http.ResponseWriter, r *http.Request, code int, d draft, step int, problem *goal.Error) error {
	v, err := ps.newView(r, d, step)
	if err != nil {
		return err
	}
	v.problem = problem
	return ps.Show(w, r, code, v.Frame, stepPage(v))
}

// showTemplate writes the first page with everything of a template filled in.
func (ps *Pages) showTemplate(w http.ResponseWriter, r *http.Request, code int, name string, f page.Form, problem *goal.Error) error {
	words, err := ps.Words(r)
	if err != nil {
		return err
	}
	t, ok := words.Template(name)
	if !ok {
		return goal.NotFound("template", "begin.no_template")
	}
	old, other, err := ps.draft(r)
	if err != nil {
		return err
	}
	d := ps.draftOf(f)
	d.fromTemplate(words, t)
	d.fillOpen(f)
	v, err := ps.newView(r, d, stepArea)
	if err != nil {
		return err
	}
	v.problem, v.template = problem, &t
	if v.typed, err = ps.Drafted(r, v.Frame, app.FormTemplate(name)); err != nil {
		return err
	}
	if problem == nil {
		v.fillOpen(v.typed.Over(f))
	}
	if other {
		v.other = &old
	}
	return ps.Show(w, r, code, v.Frame, stepPage(v))
}

// newView is what every page of begin stands in.
func (ps *Pages) newView(r *http.Request, d draft, step int) (view, error) {
	if d.Command == "" {
		d.Command = ps.App.NewID()
	}
	f, err := ps.Frame(r, "none", "begin.title")
	if err != nil {
		return view{}, err
	}
	c, err := ps.App.Compass(r.Context(), page.Who(r))
	if err != nil {
		return view{}, err
	}
	v := view{Frame: f, draft: d, at: step, form: d.step(step), today: c.Day, calendar: goal.NewCalendar(c.Settings, time.LoadLocation), compass: c.Compass}
	if v.typed, err = ps.Drafted(r, f, app.FormBegin); err != nil {
		return view{}, err
	}
	v.typed.Prefix = fieldName(step, "")
	for _, g := range c.Goals {
		if g.Status == goal.StatusActive {
			v.active = append(v.active, g)
		}
	}
	if p, ok := c.Compass.Purpose(); ok && step == stepPurpose && !d.visited(step) {
		v.form = purposeForm(p) // the compass has the words already
	}
	if d.Saved != 0 {
		v.Corner = f.W.Say("begin.saved", library.Args{"time": v.calendar.Clock(d.Saved).Format("15:04")})
	}
	v.Title = f.W.Say("begin.stone."+strconv.Itoa(step)) + " · " + f.Title
	return v, nil
}

// purposeForm is a purpose as the fields of its step.
func purposeForm(p goal.Purpose) page.Form {
	f := page.Form{Values: url.Values{"grow_in": {p.GrowIn}, "so_i_can": {p.SoICan}}}
	if p.Provisional {
		f.Set("provisional", "1")
	}
	return f
}
