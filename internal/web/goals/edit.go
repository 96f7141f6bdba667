package goals

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/web/page"
)

// Edit shows the plan as a form; what is changed holds from a day on.
func (ps *Pages) Edit(w http.ResponseWriter, r *http.Request) error {
	l, err := ps.App.Look(r.Context(), page.Who(r), r.PathValue("goal"))
	if err != nil {
		return err
	}
	return ps.showEdit(w, r, http.StatusOK, l, planForm(l), nil)
}

func (ps *Pages) showEdit(w http.ResponseWriter, r *http.Request, code int, l goal.Look, fields page.Form, problem *goal.Error) error {
	f, err := ps.Frame(r, "plan", "edit.title")
	if err != nil {
		return err
	}
	typed, err := ps.Drafted(r, f, app.FormPlan(l.Goal.ID))
	if err != nil {
		return err
	}
	if problem == nil {
		fields = typed.Over(fields)
	}
	v := editView{typed: typed, Frame: f, Look: l, form: fields, problem: problem, id: ps.App.NewID()}
	if id := fields.Text("id"); id != "" && problem != nil {
		v.id = id // the refused command left no trace
	}
	return ps.Show(w, r, code, f, editPage(v))
}

// editView is the form of a plan with what was typed.
type editView struct {
	page.Frame
	goal.Look
	form    page.Form
	problem *goal.Error
	id      string
	typed   page.Drafted
}

// wrong is the sentence for a field that was refused.
func (v editView) wrong(field string) string {
	if v.problem == nil || v.problem.Field != field {
		return ""
	}
	return v.W.Sentence(v.problem)
}

// general is the sentence of a refusal that belongs to no field shown.
func (v editView) general() string {
	if v.problem == nil {
		return ""
	}
	if slices.Contains([]string{"step", "minutes", "cue", "target", "unit", "session_min", "rest", "if_then", "grow_in", "so_i_can", "from"}, v.problem.Field) {
		return ""
	}
	return v.W.Sentence(v.problem)
}

func (v editView) restOn(d time.Weekday) bool {
	for _, x := range v.form.Values["rest"] {
		if x == d.String() {
			return true
		}
	}
	return false
}

// weekdays in the order of the person's week.
func (v editView) weekdays() []time.Weekday {
	start := v.Calendar.WeekStart(v.Today)
	var ds []time.Weekday
	for i := range 7 {
		ds = append(ds, (start+time.Weekday(i))%7)
	}
	return ds
}

// planForm fills the form with the plan in force.
func planForm(l goal.Look) page.Form {
	f := page.Form{Values: url.Values{}}
	p := l.Goal.Lasting(l.Today)
	f.Set("step", p.Step.Text)
	f.Set("minutes", page.FormatNumber(p.Step.Minutes))
	f.Set("cue", p.Cue)
	f.Set("fallback", p.Fallback)
	f.Set("setup", p.Setup)
	f.Set("bundle", p.Bundle)
	f.Set("kind", string(p.Metric.Kind))
	f.Set("target", page.FormatNumber(p.Metric.Target))
	f.Set("unit", p.Metric.Unit)
	f.Set("session_min", page.FormatNumber(p.Metric.SessionMin))
	f.Set("where", p.Metric.Where)
	for d := time.Sunday; d <= time.Saturday; d++ {
		if p.Rest.Has(d) {
			f.Add("rest", d.String())
		}
	}
	for _, x := range p.IfThens {
		f.Add("if_then", x.Words)
	}
	if l.Purpose != nil {
		f.Set("grow_in", l.Purpose.GrowIn)
		f.Set("so_i_can", l.Purpose.SoICan)
		if l.Purpose.Provisional {
			f.Set("provisional", "1")
		}
	}
	return f
}

// SavePlan makes a revision of what differs from the plan in force.
func (ps *Pages) SavePlan(w http.ResponseWriter, r *http.Request) error {
	f, l, err := ps.goalForm(r)
	if err != nil {
		return err
	}
	b, err := planChange(f, l, ps.App.NewID)
	if err == nil && b.Plan == (goal.PlanChange{}) && b.Purpose == nil {
		if err := ps.App.DropDraft(r.Context(), page.Who(r), app.FormPlan(l.Goal.ID)); err != nil {
			return err
		}
		return page.Redirect(w, r, "/goals/"+l.Goal.Slug, page.Flash{})
	}
	if err == nil {
		_, err = ps.Do(page.Sends(r, app.FormPlan(l.Goal.ID)), f, 0, b)
	}
	if problem := page.AsError(err); problem != nil && problem.Code == goal.CodeInvalid {
		return ps.showEdit(w, r, http.StatusUnprocessableEntity, l, f, problem)
	}
	if err != nil {
		return err
	}
	return page.Redirect(w, r, "/goals/"+l.Goal.Slug, page.Flash{What: "changed", Goal: l.Goal.Slug})
}

// planChange is what the form says differently from the plan in force.
func planChange(f page.Form, l goal.Look, newID func() string) (goal.Revise, error) {
	b := goal.Revise{Goal: l.Goal.ID, Reason: f.Text("reason")}
	p := l.Goal.Lasting(l.Today)
	var err error
	if b.From, err = f.Day("from"); err != nil {
		return b, err
	}
	step, metric := p.Step, p.Metric
	step.Text = f.Text("step")
	if step.Minutes, err = f.Amount("minutes", step.Minutes); err != nil {
		return b, err
	}
	if step != p.Step {
		b.Plan.Step = &step
	}
	if metric, err = metricOf(f, metric); err != nil {
		return b, err
	}
	if metric != p.Metric {
		b.Plan.Metric = &metric
	}
	if cue := f.Text("cue"); cue != p.Cue {
		b.Plan.Cue = &cue
	}
	if fallback := f.Text("fallback"); fallback != p.Fallback {
		b.Plan.Fallback = &fallback
	}
	if setup := f.Text("setup"); f.Has("setup") && setup != p.Setup {
		b.Plan.Setup = &setup
	}
	if bundle := f.Text("bundle"); f.Has("bundle") && bundle != p.Bundle {
		b.Plan.Bundle = &bundle
	}
	if rest := page.RestOf(f); rest != p.Rest {
		b.Plan.Rest = &rest
	}
	if plans, changed := plansOf(f, p.IfThens, newID); changed {
		b.Plan.IfThens = &plans
	}
	purposeOf(f, l, &b)
	return b, nil
}

func metricOf(f page.Form, m goal.Metric) (goal.Metric, error) {
	if m.Kind == goal.MetricNone {
		return m, nil
	}
	var err error
	if m.Target, err = f.Amount("target", m.Target); err != nil {
		return m, err
	}
	if m.SessionMin, err = f.Amount("session_min", m.SessionMin); err != nil {
		return m, err
	}
	if u := f.Text("unit"); u != "" {
		m.Unit = u
	}
	m.Where = f.Text("where")
	return m, nil
}

// plansOf reads the if-then plans; one keeps its id while its words are
// sharpened in their place (ruling 4).
func plansOf(f page.Form, old []goal.IfThen, newID func() string) ([]goal.IfThen, bool) {
	plans, changed := []goal.IfThen{}, false
	for i, words := range f.Values["if_then"] {
		words = strings.TrimSpace(words)
		switch {
		case words == "":
			changed = changed || i < len(old)
		case i < len(old):
			p := old[i]
			changed = changed || p.Words != words
			p.Words = words
			plans = append(plans, p)
		default:
			changed = true
			plans = append(plans, goal.IfThen{ID: newID(), Words: words})
		}
	}
	return plans, changed
}

func purposeOf(f page.Form, l goal.Look, b *goal.Revise) {
	p := goal.PurposeChange{GrowIn: f.Text("grow_in"), SoICan: f.Text("so_i_can"), Provisional: f.Has("provisional")}
	if l.Purpose == nil {
		if p.GrowIn != "" || p.SoICan != "" {
			b.Purpose = &p
		}
		return
	}
	if p.GrowIn != l.Purpose.GrowIn || p.SoICan != l.Purpose.SoICan || p.Provisional != l.Purpose.Provisional {
		b.Purpose = &p
	}
}

// stepMost is how long a step may be: a new one is short, one that is longer stays (ruling 97).
func stepMost(now string) string {
	return strconv.Itoa(max(goal.MaxStep, utf8.RuneCountInString(now)))
}
