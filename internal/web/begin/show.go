package begin

import (
	"net/http"
	"net/url"
	"strconv"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/web/page"
	"github.com/ippo-app/ippo/internal/zone"
)

// showStep writes a step's page.
func (ps *Pages) showStep(w http.ResponseWriter, r *http.Request, code int, d draft, step int, problems ...*goal.Error) error {
	v, err := ps.newView(r, d, step)
	if err != nil {
		return err
	}
	v.problems = problems
	return ps.Show(w, r, code, v.Frame, stepPage(v))
}

// showTemplate writes the first page with everything of a template filled in.
func (ps *Pages) showTemplate(w http.ResponseWriter, r *http.Request, code int, name string, f page.Form, problem *goal.Error) error {
	v, err := ps.templateView(r, name, f, problem != nil)
	if err != nil {
		return err
	}
	if problem != nil {
		v.problems = []*goal.Error{problem}
	}
	return ps.Show(w, r, code, v.Frame, stepPage(v))
}

// askReplace asks before a template takes the place of a goal half begun, whose
// words would go with it (ruling 92). What the form said of a step is sent again.
func (ps *Pages) askReplace(w http.ResponseWriter, r *http.Request, name string, step int, f page.Form) error {
	v, err := ps.templateView(r, name, f, false)
	if err != nil {
		return err
	}
	v.replaces = step
	for _, field := range fieldsOf(step) {
		for _, value := range f.Values[field] {
			if step != stepArea {
				v.carried = append(v.carried, [2]string{field, value})
			}
		}
	}
	return ps.Show(w, r, http.StatusConflict, v.Frame, stepPage(v))
}

// templateView is a template's door, with what was typed there; a form that was
// refused says it itself.
func (ps *Pages) templateView(r *http.Request, name string, f page.Form, refused bool) (view, error) {
	words, err := ps.Words(r)
	if err != nil {
		return view{}, err
	}
	t, ok := words.Template(name)
	if !ok {
		return view{}, goal.NotFound("template", "begin.no_template")
	}
	old, other, err := ps.draft(r)
	if err != nil {
		return view{}, err
	}
	d := ps.draftOf(f)
	d.fromTemplate(words, t)
	d.fillOpen(f)
	v, err := ps.newView(r, d, stepArea)
	if err != nil {
		return view{}, err
	}
	v.template = &t
	if v.typed, err = ps.Drafted(r, v.Frame, app.FormTemplate(name)); err != nil {
		return view{}, err
	}
	if !refused {
		v.fillOpen(v.typed.Over(f))
	}
	if other {
		v.other = &old
	}
	return v, nil
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
	v := view{Frame: f, draft: d, at: step, form: d.step(step), today: c.Day, calendar: goal.NewCalendar(c.Settings, zone.Load), compass: c.Compass}
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
	v.Day = 0 // when the words were saved stands in its place
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
