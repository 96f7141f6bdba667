// Package review is the weekly review: eight parts on a page each, one suggestion,
// one decision (method 7). What is written waits in a draft until the week is
// closed; nothing else makes the review (ruling 93).
package review

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/web/page"
)

// Pages are the weekly review.
type Pages struct{ *page.Kit }

// New makes the pages with a kit.
func New(k *page.Kit) *Pages {
	ps := &Pages{k}
	k.Keeps("review", page.FormKind{Field: hasField, Around: around})
	return ps
}

// Review leads to the review of a goal's week: to the part that is to be taken up,
// or to what was decided. Of several goals it takes one whose week is not closed
// (ruling 94). Old addresses name goal and week in their query.
func (ps *Pages) Review(w http.ResponseWriter, r *http.Request) error {
	ref, day := r.URL.Query().Get("goal"), r.URL.Query().Get("week")
	if ref == "" {
		var err error
		if ref, err = ps.next(r); err != nil {
			return err
		}
	}
	if ref == "" {
		return ps.noReview(w, r)
	}
	x, err := ps.load(r, ref, day)
	if err != nil {
		return err
	}
	return page.Redirect(w, r, x.start(), page.Flash{})
}

// next is the active goal whose review comes first: one that is open and not
// closed, else one whose first is still to come, else the first.
func (ps *Pages) next(r *http.Request) (string, error) {
	best, rank := "", 0
	active, err := ps.active(r)
	if err != nil {
		return "", err
	}
	for _, g := range active {
		if len(active) == 1 {
			return g.Slug, nil
		}
		v, err := ps.App.Review(r.Context(), page.Who(r), g.Slug, 0, goal.ReviewAnswers{})
		if err != nil {
			return "", err
		}
		this := 3
		switch {
		case v.Made != nil && v.Made.Decision != goal.DecisionNone:
			this = 1
		case !v.Open:
			this = 2
		}
		if this > rank {
			best, rank = g.Slug, this
		}
	}
	return best, nil
}

// active goals of the person.
func (ps *Pages) active(r *http.Request) ([]goal.Goal, error) {
	gs, err := ps.App.Goals(r.Context(), page.Who(r))
	return slices.DeleteFunc(slices.Clone(gs), func(g goal.Goal) bool { return g.Status != goal.StatusActive }), err
}

func (ps *Pages) noReview(w http.ResponseWriter, r *http.Request) error {
	f, err := ps.Frame(r, "review", "review.title")
	if err != nil {
		return err
	}
	return ps.Show(w, r, http.StatusOK, f, page.Empty(f, f.W.Say("review.title"), f.W.Say("reviewpage.none")))
}

// reviewed is the week of a goal that a request is about, with what was written.
type reviewed struct {
	app.ReviewView
	app.ReviewProgress
	draft page.Drafted
	typed page.Form // the review that was made, with the draft over it
}

// load reads the week that an address names; an empty day is the week to review now.
func (ps *Pages) load(r *http.Request, ref, day string) (reviewed, error) {
	var x reviewed
	week := goal.Day(0)
	var err error
	if day != "" {
		if week, err = goal.ParseDay(day); err != nil {
			return x, err
		}
	}
	if x.ReviewView, err = ps.App.Review(r.Context(), page.Who(r), ref, week, goal.ReviewAnswers{}); err != nil {
		return x, err
	}
	return x, ps.readDraft(r, &x)
}

// readDraft puts the draft over what was made, and makes the suggestion with both.
func (ps *Pages) readDraft(r *http.Request, x *reviewed) error {
	f, err := ps.Frame(r, "review", "reviewpage.title")
	if err != nil {
		return err
	}
	if x.draft, err = ps.Drafted(r, f, x.form()); err != nil {
		return err
	}
	x.ReviewProgress = app.ReadReviewProgress(x.draft.Rest())
	x.typed = x.draft.Over(madeForm(x.Made))
	if x.Made != nil {
		x.Far = len(parts()) // every part was there once
	}
	return ps.suggest(r, x)
}

// suggest makes the suggestion of what parts 2 to 5 say (ruling 93).
func (ps *Pages) suggest(r *http.Request, x *reviewed) error {
	pulse, err := x.typed.Scale("pulse")
	if err != nil {
		return err
	}
	a := goal.ReviewAnswers{Unwell: x.typed.Has("unwell"), Pulse: pulse, Tag: goal.MissTag(x.typed.Text("tag"))}
	if a == (goal.ReviewAnswers{}) {
		return nil // it is made already
	}
	x.ReviewView, err = ps.App.Review(r.Context(), page.Who(r), x.Look.Goal.Slug, x.Week, a)
	return err
}

func (x reviewed) form() app.Form { return app.FormReview(x.Look.Goal.ID, x.Week) }

// closed says whether the week was closed, and nothing was written since.
func (x reviewed) closed() bool {
	return x.Made != nil && x.Made.Decision != goal.DecisionNone && !x.draft.There
}

// notYet refuses answers before the first review opens.
func (x reviewed) notYet() error {
	if x.First.IsZero() {
		return goal.Conflict("week", "error.review.not_yet_paused")
	}
	return goal.Conflict("week", "error.review.not_yet", x.First)
}

// start is the page to come to.
func (x reviewed) start() string {
	slug := x.Look.Goal.Slug
	switch {
	case x.closed():
		return weekPath(slug, x.Week)
	case x.At == partShort || numberOf(x.At) > 0:
		return partPath(slug, x.Week, x.At)
	}
	return partPath(slug, x.Week, partReset)
}

// madeForm is a review that was made as the fields of its parts.
func madeForm(r *goal.DatedReview) page.Form {
	f := page.Form{Values: url.Values{}}
	if r == nil {
		return f
	}
	set := func(name, value string) {
		if value != "" {
			f.Set(name, value)
		}
	}
	set("reset", string(r.Reset))
	set("helped", r.Helped)
	set("tag", string(r.Tag))
	set("words", r.Words)
	set("after", r.First)
	set("close", r.Close)
	set("suffers", r.Suffers)
	set("decision", string(r.Decision))
	set("bundled", string(r.Bundle))
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
