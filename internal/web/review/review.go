// Package review is the weekly review: eight parts, one suggestion, one decision
// (method 7).
package review

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"time"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
	"github.com/ippo-app/ippo/internal/web/page"
)

// Pages are the weekly review.
type Pages struct{ *page.Kit }

// New makes the pages with a kit.
func New(k *page.Kit) *Pages {
	k.Keeps("review", page.FormKind{Field: page.Fields(
		"reset", "helped", "tag", "unwell", "pulse", "suffering", "suffers", "bundled", "ease", "decision", "words", "day", "after", "confidence", "close",
		"own-cue", "own-setup", "own-bundle", "own-step", "own-minutes", "own-target", "own-where", "own-rest", "own-plan",
	)})
	return &Pages{k}
}

// Review is the page of the weekly review: eight parts, each of which can be
// left out (method 7.1).
func (ps *Pages) Review(w http.ResponseWriter, r *http.Request) error {
	week, err := goal.ParseDay(r.URL.Query().Get("week"))
	if r.URL.Query().Get("week") == "" {
		week, err = 0, nil
	}
	if err != nil {
		return err
	}
	ref, others, err := ps.reviewed(r, r.URL.Query().Get("goal"))
	if err != nil {
		return err
	}
	if ref == "" {
		return ps.noReview(w, r)
	}
	v, err := ps.App.Review(r.Context(), page.Who(r), ref, week, goal.ReviewAnswers{})
	if err != nil {
		return err
	}
	return ps.showReview(w, r, http.StatusOK, v, others, madeForm(v), "", nil)
}

// reviewed is the goal to look back at, and the other active ones.
func (ps *Pages) reviewed(r *http.Request, ref string) (string, []goal.Goal, error) {
	gs, err := ps.App.Goals(r.Context(), page.Who(r))
	if err != nil {
		return "", nil, err
	}
	active := slices.DeleteFunc(slices.Clone(gs), func(g goal.Goal) bool { return g.Status != goal.StatusActive })
	if ref == "" && len(active) > 0 {
		ref = active[0].Slug
	}
	return ref, slices.DeleteFunc(active, func(g goal.Goal) bool { return g.Slug == ref }), nil
}

func (ps *Pages) noReview(w http.ResponseWriter, r *http.Request) error {
	f, err := ps.Frame(r, "review", "review.title")
	if err != nil {
		return err
	}
	return ps.Show(w, r, http.StatusOK, f, page.Empty(f, f.W.Say("review.title"), f.W.Say("reviewpage.none")))
}

// view is the review's form with what was typed.
type view struct {
	page.Frame
	app.ReviewView
	others    []goal.Goal
	form      page.Form
	notice    string
	problem   *goal.Error
	id        string
	suggested library.Suggested
	offer     goal.PlanChange
	offered   bool
	choices   []goal.IfThen
	newID     func() string
	typed     page.Drafted
}

func (ps *Pages) showReview(w http.ResponseWriter, r *http.Request, code int, v app.ReviewView, others []goal.Goal, fields page.Form, notice string, problem *goal.Error) error {
	f, err := ps.Frame(r, "review", "review.title")
	if err != nil {
		return err
	}
	typed, err := ps.Drafted(r, f, app.FormReview(v.Look.Goal.ID, v.Week))
	if err != nil {
		return err
	}
	if problem == nil && notice == "" {
		fields = typed.Over(fields)
	}
	x := view{typed: typed, Frame: f, ReviewView: v, others: others, form: fields, notice: notice, problem: problem, id: ps.App.NewID(), newID: ps.App.NewID}
	x.suggested = f.W.Suggest(v.Suggestion)
	x.offer, x.offered = f.W.Offer(v.Suggestion, v.Look.Goal, v.Base, ps.App.NewID)
	x.choices = f.W.Choices(v.Suggestion, v.Look.Goal, v.Base, ps.App.NewID)
	return ps.Show(w, r, code, f, reviewPage(x))
}

// madeForm fills the form with a review that was made, or with the tag that
// the days say.
func madeForm(v app.ReviewView) page.Form {
	f := page.Form{Values: url.Values{}}
	if top, _ := goal.TopTag(v.Inputs.Tags); top != "" {
		f.Set("tag", string(top))
	}
	r := v.Made
	if r == nil {
		return f
	}
	f.Set("reset", string(r.Reset))
	f.Set("helped", r.Helped)
	f.Set("tag", string(r.Tag))
	f.Set("words", r.Words)
	f.Set("after", r.First)
	f.Set("close", r.Close)
	f.Set("suffers", r.Suffers)
	f.Set("decision", string(r.Decision))
	f.Set("bundled", string(r.Bundle))
	for name, x := range map[string]*int{"pulse": r.Pulse, "ease": r.Ease, "confidence": r.Confidence} {
		if x != nil {
			f.Set(name, strconv.Itoa(*x))
		}
	}
	if r.Suffering != nil {
		f.Set("suffering", strconv.FormatBool(*r.Suffering))
	}
	if r.Unwell {
		f.Set("unwell", "1")
	}
	return f
}

// Save keeps the answers and the decision.
func (ps *Pages) Save(w http.ResponseWriter, r *http.Request) error {
	f, err := page.ReadForm(r)
	if err != nil {
		return err
	}
	week, err := f.Day("week")
	if err != nil {
		return err
	}
	pulse, err := f.Scale("pulse")
	if err != nil {
		return err
	}
	ref, others, err := ps.reviewed(r, f.Text("goal"))
	if err != nil {
		return err
	}
	v, err := ps.App.Review(r.Context(), page.Who(r), ref, week, goal.ReviewAnswers{Unwell: f.Has("unwell"), Pulse: pulse})
	if err != nil {
		return err
	}
	if f.Has("close-week") && string(v.Suggestion.Rule) != f.Text("rule") && goal.Decision(f.Text("decision")) != goal.KeepAsIs {
		f.Del("decision")
		return ps.showReview(w, r, http.StatusOK, v, others, f, "reviewpage.other", nil)
	}
	fr, err := ps.Frame(r, "review", "review.title")
	if err != nil {
		return err
	}
	b, err := ps.reviewBody(fr.W, f, v)
	if err == nil {
		err = ps.Conclude(page.Sends(r, app.FormReview(v.Look.Goal.ID, v.Week)), f, v.Look, b)
	}
	if p := page.AsError(err); p != nil && (p.Code == goal.CodeInvalid || p.Code == goal.CodeConflict) {
		return ps.showReview(w, r, page.Status(p.Code), v, others, f, "", p)
	}
	if err != nil {
		return err
	}
	return page.Redirect(w, r, "/review?goal="+v.Look.Goal.Slug+"&week="+v.Week.String(), page.Flash{What: "reviewed", Goal: v.Look.Goal.Slug})
}

// WriteDay says what a day without a word was, and comes back to the review. For
// these days the three days of back-filling do not hold (ruling 49).
func (ps *Pages) WriteDay(w http.ResponseWriter, r *http.Request) error {
	f, err := page.ReadForm(r)
	if err != nil {
		return err
	}
	week, err := f.Day("week")
	if err != nil {
		return err
	}
	day, err := f.Day("day")
	if err != nil {
		return err
	}
	l, err := ps.App.Look(r.Context(), page.Who(r), f.Text("goal"))
	if err != nil {
		return err
	}
	sent, err := ps.App.Written(r.Context(), page.Who(r), f.Text("id"))
	if err != nil {
		return err
	}
	if !sent && !slices.Contains(l.WordlessDays(week), day) {
		return goal.Conflict("day", "error.review.day")
	}
	bodies := map[string]goal.Body{"done": goal.Stamp{Goal: l.Goal.ID}, "skip": goal.Skip{Goal: l.Goal.ID}, "rest": goal.Rest{Goal: l.Goal.ID}}
	body, ok := bodies[f.Text("what")]
	if !ok {
		return goal.Invalid("what", "goalpage.back.choose")
	}
	if _, err := ps.Do(r, f, day, body); err != nil {
		return err
	}
	return page.Redirect(w, r, "/review?goal="+l.Goal.Slug+"&week="+week.String(), page.Flash{What: "written", Goal: l.Goal.Slug})
}

// reviewBody is the command that the form makes.
func (ps *Pages) reviewBody(words *library.Words, f page.Form, v app.ReviewView) (goal.WeekReview, error) {
	b := goal.WeekReview{
		Goal: v.Look.Goal.ID, Week: v.Week, Reset: goal.Reset(f.Text("reset")), Helped: f.Text("helped"),
		Tag: goal.MissTag(f.Text("tag")), Unwell: f.Has("unwell"), Suffers: f.Text("suffers"), Suggestion: v.Suggestion,
		Words: f.Text("words"), First: firstStep(f), Close: f.Text("close"), Bundle: goal.Bundled(f.Text("bundled")),
	}
	if t := f.Text("suffering"); t != "" {
		yes := t == "true"
		b.Suffering = &yes
	}
	var err error
	for name, to := range map[string]**int{"pulse": &b.Pulse, "ease": &b.Ease, "confidence": &b.Confidence} {
		if f.Text(name) == "not_sure" {
			continue
		}
		if *to, err = f.Scale(name); err != nil {
			return b, err
		}
	}
	if !f.Has("close-week") {
		return b, nil // left open: what was written stays
	}
	b.Decision = goal.Decision(f.Text("decision"))
	if b.Decision == goal.DecisionNone || !v.Suggestion.Doable() && b.Decision == goal.Accepted {
		b.Decision = goal.KeepAsIs // closing without an answer keeps things as they are (ruling 50)
	}
	return b, ps.decided(words, f, v, &b)
}

// decided fills in what changes.
func (ps *Pages) decided(words *library.Words, f page.Form, v app.ReviewView, b *goal.WeekReview) error {
	switch b.Decision {
	case goal.Accepted:
		c, ok := words.Offer(v.Suggestion, v.Look.Goal, v.Base, ps.App.NewID)
		own, err := ownChange(f, v, ps.App.NewID)
		if err != nil {
			return err
		}
		if own != (goal.PlanChange{}) {
			c, ok = own, true // the person's own words win over the example
		}
		b.Plan, b.Days = c, v.Suggestion.Days
		if (!ok || v.Unchanged(c)) && v.Suggestion.Action.AsksForWords() {
			return goal.Invalid("own", "reviewpage.own_words")
		}
	case goal.Changed:
		c, err := ownChange(f, v, ps.App.NewID)
		if err != nil {
			return err
		}
		if c == (goal.PlanChange{}) && b.Words == "" {
			return goal.Invalid("own", "reviewpage.own_words")
		}
		b.Plan, b.Days = c, v.Suggestion.Days
	case goal.KeepAsIs, goal.DecisionNone:
	}
	return nil
}

// ownChange is what the person changed in their own words and numbers.
func ownChange(f page.Form, v app.ReviewView, newID func() string) (goal.PlanChange, error) {
	var c goal.PlanChange
	p := v.Base
	if t := f.Text("own-cue"); t != "" && t != p.Cue {
		c.Cue = &t
	}
	if t := f.Text("own-setup"); t != "" && t != p.Setup {
		c.Setup = &t
	}
	if t := f.Text("own-bundle"); t != "" && (t != p.Bundle || v.Suggestion.Action == goal.ActBundle) { // kept, it is dated anew (ruling 54)
		c.Bundle = &t
	}
	step := p.Step
	if t := f.Text("own-step"); t != "" {
		step.Text = t
	}
	var err error
	if step.Minutes, err = f.Amount("own-minutes", step.Minutes); err != nil {
		return c, err
	}
	if step != p.Step {
		c.Step = &step
	}
	m := p.Metric
	if m.Target, err = f.Amount("own-target", m.Target); err != nil {
		return c, err
	}
	if t := f.Text("own-where"); t != "" {
		m.Where = t
	}
	if m != p.Metric {
		c.Metric = &m
	}
	if f.Has("own-rest") && v.Suggestion.Weekday != nil {
		rest := p.Rest.With(*v.Suggestion.Weekday)
		c.Rest = &rest
	}
	if t := f.Text("own-plan"); t != "" {
		c.IfThens = ownPlan(t, v, newID)
	}
	return c, nil
}

// ownPlan adds a plan, or gives the one for the obstacle new words under a new
// id: its counts start anew (ruling 4).
func ownPlan(words string, v app.ReviewView, newID func() string) *[]goal.IfThen {
	plans := slices.Clone(v.Base.IfThens)
	x := goal.IfThen{ID: newID(), Words: words, Obstacle: v.Suggestion.Tag}
	i := -1
	if a := v.Suggestion.Action; a == goal.ActSharpenCue || a == goal.ActChangeResponse {
		i = slices.IndexFunc(plans, func(p goal.IfThen) bool { return p.Obstacle == v.Suggestion.Tag })
	}
	switch {
	case i >= 0:
		plans[i] = x
	case len(plans) < goal.MaxIfThen:
		plans = append(plans, x)
	default:
		plans[len(plans)-1] = x
	}
	return &plans
}

func firstStep(f page.Form) string {
	day, after := f.Text("day"), f.Text("after")
	if day == "" || after == "" {
		return after
	}
	return day + ", " + after
}

// cells of the week.
func (v view) cells() []goal.Cell {
	var cs []goal.Cell
	for d := v.Week; d <= v.End; d++ {
		cs = append(cs, v.Look.Cell(d))
	}
	return cs
}

func (v view) weekOf() *goal.Week {
	for i := range v.Look.Weeks {
		if v.Look.Weeks[i].Start == v.Week {
			return &v.Look.Weeks[i]
		}
	}
	return nil
}

func (v view) head() string { return v.W.ReviewHead(v.Inputs.Week, v.Week, v.End) }

// numbers behind the suggestion.
func (v view) numbers() [][]string {
	in := v.Inputs
	rows := [][]string{
		{v.W.Say("reviewpage.n.logged"), strconv.Itoa(in.Logged7) + " / 7"},
		{v.W.Say("reviewpage.n.days7"), strconv.Itoa(in.Done7) + " / " + strconv.Itoa(in.Active7)},
		{v.W.Say("reviewpage.n.days14"), strconv.Itoa(in.Done14) + " / " + strconv.Itoa(in.Active14)},
	}
	share := func(key string, x *float64) {
		if x != nil {
			rows = append(rows, []string{v.W.Say("reviewpage.n." + key), v.W.Percent(*x)})
		}
	}
	mean := func(key string, x *float64) {
		if x != nil {
			rows = append(rows, []string{v.W.Say("reviewpage.n." + key), v.W.About(*x)})
		}
	}
	share("p1", in.P1)
	share("p2", in.P2)
	share("p4", in.P4)
	mean("energy", in.Energy)
	mean("energy_was", in.EnergyWas)
	share("low_energy", in.LowEnergy)
	share("chance", in.Chance)
	for _, t := range goal.MissTags() {
		if n := in.Tags[t]; n > 0 {
			rows = append(rows, []string{v.W.Say("tag." + string(t)), strconv.Itoa(n)})
		}
	}
	if in.Confidence != nil {
		rows = append(rows, []string{v.W.Say("reviewpage.n.confidence"), strconv.Itoa(*in.Confidence)})
	}
	if in.SinceChange != nil {
		rows = append(rows, []string{v.W.Say("reviewpage.n.change"), strconv.Itoa(*in.SinceChange)})
	}
	if in.Quiet14 > 0 {
		rows = append(rows, []string{v.W.Say("reviewpage.n.quiet"), strconv.Itoa(in.Quiet14) + " / " + strconv.Itoa(in.Active14)})
	}
	return append(rows, []string{v.W.Say("reviewpage.n.target"), strconv.Itoa(in.SinceTarget)})
}

// fields that "Change it" shows for the suggestion; all of them when the
// person chooses the lever.
func (v view) fields() []string {
	switch v.Suggestion.Action {
	case goal.ActMoveCue:
		return []string{"cue"}
	case goal.ActEnvironment:
		return []string{"setup"}
	case goal.ActBundle:
		return []string{"bundle"}
	case goal.ActWeekdayCue:
		return []string{"cue", "rest"}
	case goal.ActRewriteStep:
		return []string{"step", "minutes"}
	case goal.ActAddIfThen, goal.ActSharpenCue, goal.ActChangeResponse:
		return []string{"plan"}
	case goal.ActShrinkStep:
		return []string{"minutes", "step"}
	case goal.ActRestWeek, goal.ActDeload:
		return []string{"minutes", "target"}
	case goal.ActAddSession:
		return []string{"where"}
	case goal.ActLowerTarget, goal.ActGrow, goal.ActSwapMetric:
		return []string{"target"}
	default:
		return []string{"cue", "step", "minutes", "target", "plan"}
	}
}

// gap is the first day of the silence before a return (R0).
func (v view) gap() goal.Day {
	d := v.Look.Today
	for d > v.Look.Life.First && v.Look.Life.On(d-1) == goal.DayUnlogged {
		d--
	}
	return d
}

// ownLine is what was typed of a line of the plan, or what it is now.
func (v view) ownLine(name string) string {
	if v.form.Has("own-" + name) {
		return v.form.Get("own-" + name)
	}
	return map[string]string{"setup": v.Base.Setup, "bundle": v.Base.Bundle}[name]
}

// weekdays of the next week for the plan.
func (v view) weekdays() []time.Weekday {
	var ds []time.Weekday
	for i := range 7 {
		ds = append(ds, (v.End + 1 + goal.Day(i)).Weekday())
	}
	return ds
}

func (v view) chosen(name string) *int {
	n, err := v.form.Scale(name)
	if err != nil {
		return nil
	}
	return n
}

// was is what the offered change would change, as it is now.
func (v view) was() string {
	c, p := v.offer, v.Base
	now := goal.PlanChange{}
	if c.Step != nil {
		return v.W.Say("goalpage.step_minutes", library.Args{"n": p.Step.Minutes}) + " " + p.Step.Text
	}
	if c.Metric != nil {
		now.Metric = &p.Metric
		return v.W.Amount(p.Metric.Target, p.Metric.Unit)
	}
	if c.Cue != nil {
		return p.Cue
	}
	return p.Step.Text
}
