// Package begin leads to a goal: the three doors, the seven steps with a draft
// that page and terminal share, the templates, and day one.
package begin

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
	"github.com/ippo-app/ippo/internal/web/page"
)

// Pages lead to a goal.
type Pages struct{ *page.Kit }

// New makes the pages with a kit.
func New(k *page.Kit) *Pages {
	ps := &Pages{k}
	k.Keeps("begin", page.FormKind{Field: func(name string) bool { _, _, ok := fieldNamed(name); return ok }, Around: ps.around})
	k.Keeps("template", page.FormKind{Field: page.Fields(leftOpen()...)})
	return ps
}

// Begin leads to the step where a goal half begun was left, to the first one,
// or to a template that is filled in already. Looking saves nothing.
func (ps *Pages) Begin(w http.ResponseWriter, r *http.Request) error {
	if name := r.URL.Query().Get("template"); name != "" {
		return ps.showTemplate(w, r, http.StatusOK, name, page.Form{Values: url.Values{}}, nil)
	}
	d, there, err := ps.draft(r)
	if err != nil {
		return err
	}
	if there {
		http.Redirect(w, r, stepPath(d.At), http.StatusSeeOther)
		return nil
	}
	return ps.showStep(w, r, http.StatusOK, ps.freshDraft(), stepArea, nil)
}

// Step shows one step.
func (ps *Pages) Step(w http.ResponseWriter, r *http.Request) error {
	step, err := stepIn(r)
	if err != nil {
		return err
	}
	d, there, err := ps.draft(r)
	if err != nil {
		return err
	}
	if !there {
		d = ps.freshDraft()
	}
	return ps.showStep(w, r, http.StatusOK, d, step, nil)
}

// SaveStep keeps what was typed, first of all; then it does what was asked for:
// go on, go back, leave, or change the step itself.
func (ps *Pages) SaveStep(w http.ResponseWriter, r *http.Request) error {
	step, err := stepIn(r)
	if err != nil {
		return err
	}
	f, err := page.ReadForm(r)
	if err != nil {
		return err
	}
	if slug, err := ps.begun(r, f.Text("id")); err != nil || slug != "" {
		return ps.toDone(w, r, slug, err)
	}
	d, there, err := ps.draft(r)
	if err != nil {
		return err
	}
	words, err := ps.Words(r)
	if err != nil {
		return err
	}
	if t, ok := words.Template(f.Text("template")); ok && (!there || d.Command != f.Text("id")) {
		d, there = ps.draftOf(f), true
		d.fromTemplate(words, t)
	}
	if !there {
		d = ps.draftOf(f)
	}
	if d.Command == "" { // the terminal's: it takes the id of the page that took it up
		d.Command = ps.draftOf(f).Command
	}
	if step > stepPurpose {
		d.Seen = d.whyWritten() // its thoughts stood on the page that was sent
	}
	d.write(step, f)
	return ps.goOn(w, r, words, &d, step, f)
}

// goOn does what a step's button asked for. Only going forward looks for
// mistakes; every other way keeps the words as they are.
func (ps *Pages) goOn(w http.ResponseWriter, r *http.Request, words *library.Words, d *draft, step int, f page.Form) error {
	d.At = step
	var to string
	var away bool
	switch n, err := strconv.Atoi(f.Text("to")); {
	case f.Has("later"):
		to = "/"
	case err == nil && n >= stepArea && n <= stepTracking:
		d.At, to = n, stepPath(n)
	default:
		if to, away = d.act(words, step, f); !away {
			return ps.next(w, r, words, d, step, f)
		}
	}
	if flag := f.Text("hush"); flag != "" && words.Has("check."+flag) {
		if _, err := ps.Do(r, page.Form{}, 0, goal.Dismiss{Flag: goal.Flag(flag)}); err != nil {
			return err
		}
	}
	if err := ps.saveDraft(r, words, f, d); err != nil {
		return err
	}
	return page.Redirect(w, r, to, page.Flash{})
}

// next goes to the step after this one, or begins the goal after the last.
func (ps *Pages) next(w http.ResponseWriter, r *http.Request, words *library.Words, d *draft, step int, f page.Form) error {
	problem := page.AsError(d.check(words, step))
	if step == stepArea && d.area() != areaUnclear && !d.area().Valid() {
		problem = goal.Invalid("area", "begin.need.area")
	}
	if problem == nil {
		d.At, d.Was = min(step+1, stepTracking), nil
	}
	if err := ps.saveDraft(r, words, f, d); err != nil {
		return err
	}
	switch {
	case problem != nil:
		return ps.showStep(w, r, http.StatusUnprocessableEntity, *d, step, problem)
	case step == stepArea && d.area() == areaUnclear:
		return page.Redirect(w, r, "/compass", page.Flash{})
	case step < stepTracking:
		return page.Redirect(w, r, stepPath(step+1), page.Flash{})
	}
	return ps.beginGoal(w, r, words, *d, f)
}

// beginGoal begins the goal that the draft says.
func (ps *Pages) beginGoal(w http.ResponseWriter, r *http.Request, words *library.Words, d draft, f page.Form) error {
	for step := stepArea; step <= stepTracking; step++ {
		if problem := page.AsError(d.check(words, step)); problem != nil {
			return ps.showStep(w, r, http.StatusUnprocessableEntity, d, step, problem)
		}
	}
	if len(d.missing()) > 0 {
		return ps.showStep(w, r, http.StatusUnprocessableEntity, d, stepTracking, goal.Invalid("", "begin.need.more"))
	}
	b, err := d.body(words, f.Has("second"))
	if err != nil {
		return err
	}
	f.Set("id", d.Command)
	ans, err := ps.Do(page.Sends(r, app.FormBegin), f, 0, b)
	if problem := page.AsError(err); problem != nil && problem.Code == goal.CodeConflict {
		return ps.showStep(w, r, http.StatusConflict, d, stepTracking, problem)
	}
	if err != nil {
		return err
	}
	return ps.toDone(w, r, ans.Entry.Result.Slug, nil)
}

// BeginTemplate begins a template's goal as it is: the shortest way to a stamp.
// A goal half begun stays where it is.
func (ps *Pages) BeginTemplate(w http.ResponseWriter, r *http.Request) error {
	f, err := page.ReadForm(r)
	if err != nil {
		return err
	}
	if slug, err := ps.begun(r, f.Text("id")); err != nil || slug != "" {
		return ps.toDone(w, r, slug, err)
	}
	words, err := ps.Words(r)
	if err != nil {
		return err
	}
	t, ok := words.Template(f.Text("template"))
	if !ok {
		return goal.NotFound("template", "begin.no_template")
	}
	d := ps.draftOf(f)
	d.fromTemplate(words, t)
	d.fillOpen(f)
	b, err := d.body(words, f.Has("second"))
	if err == nil {
		err = d.check(words, stepOutcome)
	}
	if err == nil {
		f.Set("id", d.Command)
		ans, e := ps.Do(page.Sends(r, app.FormTemplate(t.Name)), f, 0, b)
		if e == nil {
			return ps.toDone(w, r, ans.Entry.Result.Slug, nil)
		}
		err = e
	}
	if problem := page.AsError(err); problem != nil && problem.Code != goal.CodeUnavailable {
		return ps.showTemplate(w, r, page.Status(problem.Code), t.Name, f, problem)
	}
	return err
}

// leftOpen are those that a template may leave open.
func leftOpen() []string { return []string{"start", "target", "unit"} }

// fillOpen puts in what the template left open.
func (d *draft) fillOpen(f page.Form) {
	for _, name := range leftOpen() {
		if x := f.Text(name); x != "" {
			d.valuesOf(stepOutcome).Set(name, x)
		}
	}
}

// Park parks a goal, so that there is room for the one being begun.
func (ps *Pages) Park(w http.ResponseWriter, r *http.Request) error {
	f, err := page.ReadForm(r)
	if err != nil {
		return err
	}
	l, err := ps.App.Look(r.Context(), page.Who(r), f.Text("park"))
	if err != nil {
		return err
	}
	to := stepPath(stepTracking)
	if name := f.Text("template"); name != "" {
		to = "/begin?template=" + url.QueryEscape(name)
	}
	if l.Goal.Status != goal.StatusParked {
		f.Del("id") // that one is for the goal
		if _, err := ps.Do(r, f, 0, goal.SetStatus{Goal: l.Goal.ID, To: goal.StatusParked}); err != nil {
			return err
		}
	}
	return page.Redirect(w, r, to, page.Flash{})
}

// begun is the slug of the goal that a command began; empty if it did not. A
// form that is sent twice leads to the same goal.
func (ps *Pages) begun(r *http.Request, command string) (string, error) {
	gs, err := ps.App.Goals(r.Context(), page.Who(r))
	if err != nil || command == "" {
		return "", err
	}
	if i := slices.IndexFunc(gs, func(g goal.Goal) bool { return g.Command == command }); i >= 0 {
		return gs[i].Slug, nil
	}
	return "", nil
}

func (ps *Pages) toDone(w http.ResponseWriter, r *http.Request, slug string, err error) error {
	if err != nil {
		return err
	}
	return page.Redirect(w, r, donePath(slug), page.Flash{})
}

func donePath(slug string) string { return "/begin/done?goal=" + url.QueryEscape(slug) }

func stepPath(step int) string { return "/begin/" + strconv.Itoa(step) }

// stepIn is the step in the path.
func stepIn(r *http.Request) (int, error) {
	n, err := strconv.Atoi(r.PathValue("step"))
	if err != nil || n < stepArea || n > stepTracking {
		return 0, goal.NotFound("", "web.notfound.text")
	}
	return n, nil
}
