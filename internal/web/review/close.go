package review

import (
	"net/http"
	"slices"
	"strings"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
	"github.com/ippo-app/ippo/internal/web/page"
)

// close makes the review of the draft and what the last page sent. If something
// else is suggested by now than when the change was looked at, it shows the change
// once more (ruling 93).
func (ps *Pages) close(w http.ResponseWriter, r *http.Request, x reviewed, part string, f page.Form) error {
	slug := x.Look.Goal.Slug
	there := weekPath(slug, x.Week)
	done := page.Flash{What: "reviewed", Goal: slug}
	if sent, err := ps.keepPart(r, x, part, part, f); err != nil {
		return err
	} else if sent {
		return page.Redirect(w, r, there, done)
	}
	x.typed = over(x.typed, f, part)
	if part == partShort {
		x.Shown = f.Text("shown")
	}
	if err := ps.suggest(r, &x); err != nil {
		return err
	}
	if x.Shown != "" && x.Shown != app.SuggestionMark(x.Suggestion) {
		x.typed.Del("decision")
		back := partChange
		if part == partShort {
			back = partShort
		}
		return ps.show(w, r, http.StatusConflict, x, back, shown{notice: "reviewpage.other"})
	}
	words, err := ps.Words(r)
	if err != nil {
		return err
	}
	b, err := ps.body(words, x.typed, x.ReviewView)
	if err == nil {
		err = ps.Conclude(page.Sends(r, x.form()), f, x.Look, b)
	}
	if p := page.AsError(err); p != nil && (p.Code == goal.CodeInvalid || p.Code == goal.CodeConflict) {
		back := partChange
		if part == partShort {
			back = partShort
		}
		return ps.show(w, r, page.Status(p.Code), x, back, shown{problem: p})
	}
	if err != nil {
		return err
	}
	return page.Redirect(w, r, there, done)
}

// body is the command that closes a week.
func (ps *Pages) body(words *library.Words, f page.Form, v app.ReviewView) (goal.WeekReview, error) {
	b := goal.WeekReview{
		Goal: v.Look.Goal.ID, Week: v.Week, Reset: goal.Reset(f.Text("reset")), Helped: f.Text("helped"),
		Tag: goal.MissTag(f.Text("tag")), Unwell: f.Has("unwell"), Suffers: f.Text("suffers"), Suggestion: v.Suggestion,
		Words: f.Text("words"), First: firstStep(f), Close: f.Text("close"), Bundle: goal.Bundled(f.Text("bundled")),
		Decision: goal.Decision(f.Text("decision")),
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
	return b, ps.decided(words, f, v, &b)
}

// decided fills in what changes. Closing without an answer keeps things as they
// are (ruling 50).
func (ps *Pages) decided(words *library.Words, f page.Form, v app.ReviewView, b *goal.WeekReview) error {
	if b.Decision == goal.DecisionNone || !v.Suggestion.Doable() && b.Decision == goal.Accepted {
		b.Decision = goal.KeepAsIs
	}
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
		if c == (goal.PlanChange{}) && f.Text("words") == "" {
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
	if day == "" || after == "" || strings.HasPrefix(after, day+", ") {
		return after
	}
	return day + ", " + after
}
