package cli

import (
	"context"
	"strconv"
	"strings"
	"time"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
)

// reviewDraft is a review half written. Pages and terminal share it: its fields are
// those of the pages (ruling 93).
type reviewDraft struct {
	app.ReviewProgress
	there  bool
	fields map[string][]string
}

func loadReviewDraft(ctx context.Context, a *app.App, v app.ReviewView) (reviewDraft, error) {
	kept, there, err := a.Draft(ctx, me(), app.FormReview(v.Look.Goal.ID, v.Week))
	d := reviewDraft{there: there, fields: map[string][]string{}, ReviewProgress: app.ReadReviewProgress(kept.Rest)}
	for name, typed := range kept.Fields {
		d.fields[name] = typed.Values
	}
	return d, err
}

func (d reviewDraft) text(name string) string {
	if len(d.fields[name]) == 0 {
		return ""
	}
	return d.fields[name][0]
}

// into puts what was written under what is said now.
func (d reviewDraft) into(b *goal.WeekReview) {
	or(&b.Reset, goal.Reset(d.text("reset")))
	or(&b.Helped, d.text("helped"))
	or(&b.Tag, goal.MissTag(d.text("tag")))
	or(&b.Suffers, d.text("suffers"))
	or(&b.Bundle, goal.Bundled(d.text("bundled")))
	or(&b.Words, d.text("words"))
	or(&b.Close, d.text("close"))
	or(&b.Decision, goal.Decision(d.text("decision")))
	first := d.text("after")
	if day := d.text("day"); day != "" && first != "" && !strings.HasPrefix(first, day+", ") {
		first = day + ", " + first
	}
	or(&b.First, first)
	for name, to := range map[string]**int{"pulse": &b.Pulse, "ease": &b.Ease, "confidence": &b.Confidence} {
		if n, err := strconv.Atoi(d.text(name)); err == nil && *to == nil {
			*to = &n
		}
	}
	if s := d.text("suffering"); s != "" && b.Suffering == nil {
		yes := s == "true"
		b.Suffering = &yes
	}
}

// or fills what is empty.
func or[T comparable](to *T, value T) {
	var none T
	if *to == none {
		*to = value
	}
}

// planInto puts the changes of a plan that were written under those of the flags.
func (d reviewDraft) planInto(f *planFlags, base goal.Plan, weekday *time.Weekday) {
	for name, to := range map[string]**string{"own-cue": &f.cue, "own-setup": &f.setup, "own-bundle": &f.bundle, "own-step": &f.step, "own-where": &f.where} {
		if s := d.text(name); s != "" && *to == nil {
			*to = &s
		}
	}
	for name, to := range map[string]**float64{"own-minutes": &f.minutes, "own-target": &f.target} {
		if x, err := strconv.ParseFloat(strings.Replace(d.text(name), ",", ".", 1), 64); err == nil && *to == nil {
			*to = &x
		}
	}
	if plans := d.fields["own-plan"]; len(plans) > 0 && len(f.ifThens) == 0 {
		if len(plans) == 1 { // a page adds one
			for _, old := range base.IfThens {
				f.ifThens = append(f.ifThens, old.Words)
			}
			f.ifThens = f.ifThens[:min(len(f.ifThens), goal.MaxIfThen-1)]
		}
		f.ifThens = append(f.ifThens, plans...)
	}
	if d.text("own-rest") != "" && weekday != nil && f.rest == nil {
		var names []string
		for w := time.Sunday; w <= time.Saturday; w++ {
			if base.Rest.Has(w) || w == *weekday {
				names = append(names, strings.ToLower(w.String()[:3]))
			}
		}
		rest := strings.Join(names, ",")
		f.rest = &rest
	}
}

// saveReviewDraft keeps what was said, and where to take it up again. A field that
// holds nothing is emptied.
func (d deps) saveReviewDraft(ctx context.Context, a *app.App, v app.ReviewView, b goal.WeekReview, own planFlags, p app.ReviewProgress) error {
	c := app.DraftChange{Form: app.FormReview(v.Look.Goal.ID, v.Week), Device: device, Seen: a.Now(), Fields: map[string]app.Text{}}
	for name, values := range d.reviewFields(b, own) {
		c.Fields[name] = app.Text{Values: values}
	}
	c.Around = func(kept *app.Draft, write func()) error {
		old := app.ReadReviewProgress(kept.Rest)
		old.Far = max(old.Far, p.Far)
		if p.At != "" {
			old.At = p.At
		}
		if p.Shown != "" {
			old.Shown = p.Shown
		}
		write()
		kept.At = max(kept.At, a.Now())
		return old.Into(kept)
	}
	_, _, err := a.SaveDraft(ctx, me(), c)
	return err
}

// reviewFields are the answers as the fields of the pages.
func (d deps) reviewFields(b goal.WeekReview, own planFlags) map[string][]string {
	fs := map[string][]string{}
	set := func(name, value string) {
		fs[name] = nil
		if value != "" {
			fs[name] = []string{value}
		}
	}
	day, after := d.firstDay(b.First)
	for name, value := range map[string]string{
		"reset": string(b.Reset), "helped": b.Helped, "tag": string(b.Tag), "suffers": b.Suffers, "bundled": string(b.Bundle),
		"words": b.Words, "close": b.Close, "decision": string(b.Decision), "day": day, "after": after,
	} {
		set(name, value)
	}
	for name, x := range map[string]*int{"pulse": b.Pulse, "ease": b.Ease, "confidence": b.Confidence} {
		set(name, "")
		if x != nil {
			set(name, strconv.Itoa(*x))
		}
	}
	set("unwell", map[bool]string{true: "1"}[b.Unwell])
	set("suffering", "")
	if b.Suffering != nil {
		set("suffering", strconv.FormatBool(*b.Suffering))
	}
	for name, x := range map[string]*string{"own-cue": own.cue, "own-setup": own.setup, "own-bundle": own.bundle, "own-step": own.step, "own-where": own.where} {
		if x != nil {
			set(name, *x)
		}
	}
	for name, x := range map[string]*float64{"own-minutes": own.minutes, "own-target": own.target} {
		if x != nil {
			set(name, library.Number(*x))
		}
	}
	if len(own.ifThens) > 0 {
		fs["own-plan"] = own.ifThens
	}
	return fs
}

// firstDay parts the first step of next week as the page asks for it: a weekday,
// and after what.
func (d deps) firstDay(first string) (day, after string) {
	for w := time.Sunday; w <= time.Saturday; w++ {
		if name := d.words.Weekday(w); strings.HasPrefix(first, name+", ") {
			return name, strings.TrimPrefix(first, name+", ")
		}
	}
	return "", first
}
