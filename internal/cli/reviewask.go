package cli

import (
	"context"
	"errors"
	"slices"
	"strconv"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/cli/prompt"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
)

// reviewForm asks the eight parts of a review (method 7.1), or the two of a short
// one. Every part can be left empty; leaving keeps what was said in the draft.
type reviewForm struct {
	d        deps
	a        *app.App
	prompter prompt.Prompter
	v        app.ReviewView
	b        goal.WeekReview
	flags    reviewFlags
	own      goal.PlanChange
	said     planFlags // what own was made of
	shown    string    // the suggestion that was looked at
}

// reviewPart asks one part.
type reviewPart struct {
	name string // as in its page's address
	ask  func(context.Context) error
}

// askReview walks through the parts, keeps each in the draft, and closes the week.
func (d deps) askReview(ctx context.Context, a *app.App, v app.ReviewView, b goal.WeekReview, draft reviewDraft, f reviewFlags) error {
	if v.Made != nil && !draft.there {
		b = v.Made.WeekReview
		b.Plan, b.Days = goal.PlanChange{}, 0
	}
	b.Decision = goal.DecisionNone // it is asked anew
	if top, _ := goal.TopTag(v.Inputs.Tags); b.Tag == "" && !f.short {
		b.Tag = top // filled in from the days
	}
	w := &reviewForm{d: d, a: a, prompter: d.terminal().Prompter(), v: v, b: b, flags: f}
	draft.planInto(&w.said, v.Base, v.Suggestion.Weekday)
	parts := []reviewPart{
		{"reset", w.reset}, {"look", w.look}, {"keep", w.keep}, {"notice", w.notice}, {"pulse", w.pulse}, {"change", w.suggestion}, {"plan", w.plan}, {"close", w.close},
	}
	if f.short {
		parts = []reviewPart{{"look", w.look}, {"change", w.suggestion}}
	}
	for i, part := range parts {
		err := part.ask(ctx)
		switch {
		case errors.Is(err, prompt.ErrLeft):
			return w.leave(ctx, draft.there, parts, i)
		case err != nil:
			return err
		}
		if err := w.save(ctx, parts, i+1); err != nil {
			return err
		}
	}
	return d.saveReview(context.WithoutCancel(ctx), a, w.v, w.b, w.own)
}

// leave says what is kept; where nothing was said before or now, there is nothing.
func (w *reviewForm) leave(ctx context.Context, there bool, parts []reviewPart, at int) error {
	if !there && parts[at].name != "notice" && at < 3 {
		return goal.Conflict("", "error.declined")
	}
	if err := w.save(context.WithoutCancel(ctx), parts, at); err != nil {
		return err
	}
	w.d.did()
	w.d.print(w.d.say("reviewpage.open"))
	return nil
}

// save keeps the answers in the draft; next is the part to take up again.
func (w *reviewForm) save(ctx context.Context, parts []reviewPart, next int) error {
	at := parts[min(next, len(parts)-1)].name
	p := app.ReviewProgress{At: at, Far: next + 1, Shown: w.shown}
	if w.flags.short {
		p = app.ReviewProgress{At: "short", Shown: w.shown}
	}
	return w.d.saveReviewDraft(ctx, w.a, w.v, w.b, w.said, p)
}

// title of a part: "3 of 8: Keep".
func (w *reviewForm) title(n int, part string) string {
	return w.d.say("ask.part", library.Args{"n": n, "name": w.d.say("review.part." + part)})
}

// reset is part 1: arrive first.
func (w *reviewForm) reset(ctx context.Context) error {
	if w.flags.noPause {
		return nil
	}
	ways := []goal.Reset{goal.ResetNone, goal.ResetBreathe, goal.ResetQuiet, goal.ResetWalk}
	choice := max(0, slices.Index(ways, w.b.Reset))
	err := w.prompter.Ask(ctx, prompt.Form{Title: w.title(1, "reset"), Notes: []string{w.d.say("review.ask.reset")}, Fields: []prompt.Field{{
		Label: w.d.say("ask.reset"), Choice: &choice, Options: []string{
			w.d.say("review.reset.skip"), w.d.say("review.reset.breathe"), w.d.say("review.reset.quiet"), w.d.say("review.reset.walk"),
		},
	}}})
	if err != nil {
		return err
	}
	w.b.Reset = ways[choice]
	return w.d.pauseFor(ctx, w.b.Reset)
}

// look is part 2: the week, its notes, and its days without a word.
func (w *reviewForm) look(ctx context.Context) error {
	return w.prompter.Ask(ctx, prompt.Form{Title: w.title(2, "look"), Notes: append(append([]string{w.d.weekLine(w.v)}, w.d.weekNotes(w.v)...), w.d.wordless(w.v)...)})
}

// keep is part 3: what helped.
func (w *reviewForm) keep(ctx context.Context) error {
	return w.prompter.Ask(ctx, prompt.Form{Title: w.title(3, "keep"), Fields: []prompt.Field{{Label: w.d.say("review.ask.keep"), Line: &w.b.Helped}}})
}

// notice is part 4: what got in the way.
func (w *reviewForm) notice(ctx context.Context) error {
	tags := append([]goal.MissTag{""}, goal.MissTags()...)
	tag, unwell := max(0, slices.Index(tags, w.b.Tag)), []int{}
	if w.b.Unwell {
		unwell = []int{0}
	}
	names := []string{w.d.say("ask.nothing")}
	for _, t := range goal.MissTags() {
		names = append(names, w.d.say("tag."+string(t)))
	}
	err := w.prompter.Ask(ctx, prompt.Form{Title: w.title(4, "notice"), Fields: []prompt.Field{
		{Label: w.d.say("review.ask.notice"), Choice: &tag, Options: names},
		{Label: w.d.say("ask.unwell"), Ticks: &unwell, Options: []string{w.d.say("review.ask.unwell")}},
	}})
	if err != nil {
		return err
	}
	w.b.Tag, w.b.Unwell = tags[tag], len(unwell) > 0
	return nil
}

// pulse is part 5: whether it still matters, whether anything suffers, and how
// the step runs.
func (w *reviewForm) pulse(ctx context.Context) error {
	pulse, ease := "", ""
	if w.b.Pulse != nil {
		pulse = strconv.Itoa(*w.b.Pulse)
	}
	if w.b.Ease != nil {
		ease = strconv.Itoa(*w.b.Ease)
	}
	suffering := 0
	if w.b.Suffering != nil {
		suffering = 2
		if *w.b.Suffering {
			suffering = 1
		}
	}
	fields := []prompt.Field{
		{Label: w.d.say("review.ask.pulse"), Hint: w.d.say("ask.scale5"), Line: &pulse, Check: prompt.OrEmpty(prompt.Between(1, 5))},
		{Label: w.d.say("review.ask.suffering"), Choice: &suffering, Options: []string{w.d.say("ask.nothing"), w.d.say("ask.yes"), w.d.say("ask.no")}},
		{Label: w.d.say("ask.suffers"), Line: &w.b.Suffers},
	}
	bundles := []goal.Bundled{"", goal.BundledYes, goal.BundledPartly, goal.BundledNo}
	bundle := max(0, slices.Index(bundles, w.b.Bundle))
	if w.v.Base.Bundle != "" {
		fields = append(fields, prompt.Field{Label: w.d.say("review.ask.bundle") + " " + w.v.Base.Bundle, Choice: &bundle, Options: []string{
			w.d.say("ask.nothing"), w.d.say("review.bundle.yes"), w.d.say("review.bundle.partly"), w.d.say("review.bundle.no"),
		}})
	}
	fields = append(fields, prompt.Field{Label: w.d.say("ease.ask"), Hint: w.d.say("ask.scale7_unsure"), Line: &ease, Check: prompt.OrEmpty(prompt.Between(1, 7))})
	if err := w.prompter.Ask(ctx, prompt.Form{Title: w.title(5, "pulse"), Fields: fields}); err != nil {
		return err
	}
	w.b.Bundle = bundles[bundle]
	w.b.Pulse, w.b.Ease = wholeOf(pulse), wholeOf(ease)
	w.b.Suffering = nil
	if suffering > 0 {
		yes := suffering == 1
		w.b.Suffering = &yes
	}
	return nil
}

// wholeOf is a whole number that a check took; nil for an empty line.
func wholeOf(s string) *int {
	x, err := prompt.ParseNumber(s)
	if err != nil {
		return nil
	}
	n := int(x)
	return &n
}

// suggestion is part 6: one suggestion with its reason; do it, change it and
// keep as is are of equal size, and what asks for nothing puts keep first.
func (w *reviewForm) suggestion(ctx context.Context) error {
	v, err := w.a.Review(ctx, me(), w.v.Look.Goal.Slug, w.v.Week, goal.ReviewAnswers{Unwell: w.b.Unwell, Pulse: w.b.Pulse, Tag: w.b.Tag})
	if err != nil {
		return err
	}
	w.v, w.shown = v, app.SuggestionMark(v.Suggestion)
	decisions := []goal.Decision{goal.Accepted, goal.Changed, goal.KeepAsIs}
	if !v.Suggestion.Doable() { // there is only "close" (ruling 50)
		w.b.Decision = goal.KeepAsIs
		return w.prompter.Ask(ctx, prompt.Form{Title: w.title(6, "change"), Notes: append(w.d.suggested(v), w.d.say("review.close_only"))})
	}
	var names []string
	for _, x := range decisions {
		names = append(names, w.d.say("ask.decision."+string(x)))
	}
	choice := 0
	err = w.prompter.Ask(ctx, prompt.Form{Title: w.title(6, "change"), Notes: w.d.suggested(v), Fields: []prompt.Field{{
		Label: w.d.say("ask.decision"), Choice: &choice, Options: names,
	}}})
	if err != nil {
		return err
	}
	return w.decide(ctx, decisions[choice])
}

// decide asks for the person's own words where a decision needs them.
func (w *reviewForm) decide(ctx context.Context, decision goal.Decision) error {
	_, offered := w.d.words.Offer(w.v.Suggestion, w.v.Look.Goal, w.v.Base, w.a.NewID)
	needs := decision == goal.Accepted && !offered && w.v.Suggestion.Action.AsksForWords()
	if decision == goal.Changed || needs {
		if err := w.change(ctx); err != nil {
			return err
		}
		if w.own == (goal.PlanChange{}) && w.b.Words == "" {
			decision = goal.KeepAsIs // nothing was changed after all
		}
	}
	w.b.Decision = decision
	return nil
}

// change asks what differs from now on.
func (w *reviewForm) change(ctx context.Context) error {
	p := w.v.Base
	cue, step, minutes, target := p.Cue, p.Step.Text, library.Number(p.Step.Minutes), library.Number(p.Metric.Target)
	plan, setup, bundle := "", p.Setup, p.Bundle
	fields := []prompt.Field{
		{Label: w.d.say("reviewpage.own.cue"), Line: &cue},
		{Label: w.d.say("reviewpage.own.step"), Line: &step, Check: prompt.Needed},
		{Label: w.d.say("reviewpage.own.minutes"), Line: &minutes, Check: prompt.Between(1, 60)},
	}
	switch w.v.Suggestion.Action { // a line that is asked for stands first
	case goal.ActEnvironment:
		fields = append([]prompt.Field{{Label: w.d.say("reviewpage.own.setup"), Line: &setup}}, fields...)
	case goal.ActBundle:
		fields = append([]prompt.Field{{Label: w.d.say("reviewpage.own.bundle"), Line: &bundle}}, fields...)
	default:
	}
	if p.Metric.Kind != goal.MetricNone {
		fields = append(fields, prompt.Field{Label: w.d.say("reviewpage.own.target"), Line: &target, Check: prompt.Between(1, 10000)})
	}
	fields = append(fields,
		prompt.Field{Label: w.d.say("reviewpage.own.plan"), Hint: w.examples(), Line: &plan},
		prompt.Field{Label: w.d.say("reviewpage.own.words"), Line: &w.b.Words})
	if err := w.prompter.Ask(ctx, prompt.Form{Fields: fields}); err != nil {
		return err
	}
	f := planFlags{}
	if cue != p.Cue {
		f.cue = &cue
	}
	if setup != p.Setup {
		f.setup = &setup
	}
	if bundle != p.Bundle || bundle != "" && w.v.Suggestion.Action == goal.ActBundle { // kept, it is dated anew (ruling 54)
		f.bundle = &bundle
	}
	if step != p.Step.Text {
		f.step = &step
	}
	if x, err := prompt.ParseNumber(minutes); err == nil && x != p.Step.Minutes {
		f.minutes = &x
	}
	if x, err := prompt.ParseNumber(target); err == nil && x != p.Metric.Target {
		f.target = &x
	}
	if plan != "" {
		for _, old := range p.IfThens {
			f.ifThens = append(f.ifThens, old.Words)
		}
		f.ifThens = append(f.ifThens[:min(len(f.ifThens), goal.MaxIfThen-1)], plan)
	}
	w.said = f
	var err error
	w.own, err = f.plan(w.d, p, w.a.NewID)
	return err
}

// examples are plans of the library for what got in the way.
func (w *reviewForm) examples() string {
	var words []string
	for _, x := range w.d.words.Choices(w.v.Suggestion, w.v.Look.Goal, w.v.Base, w.a.NewID) {
		words = append(words, w.d.words.Stop(x.Words))
	}
	return w.d.words.Join(words...)
}

// plan is part 7: the first step of next week, and how sure.
func (w *reviewForm) plan(ctx context.Context) error {
	sure := ""
	if w.b.Confidence != nil {
		sure = strconv.Itoa(*w.b.Confidence)
	}
	err := w.prompter.Ask(ctx, prompt.Form{Title: w.title(7, "plan"), Fields: []prompt.Field{
		{Label: w.d.say("review.ask.plan"), Line: &w.b.First},
		{Label: w.d.say("review.ask.confidence"), Hint: w.d.say("ask.scale10"), Line: &sure, Check: prompt.OrEmpty(prompt.Between(0, 10))},
	}})
	if err != nil {
		return err
	}
	w.b.Confidence = wholeOf(sure)
	return nil
}

// close is part 8: one line to oneself.
func (w *reviewForm) close(ctx context.Context) error {
	return w.prompter.Ask(ctx, prompt.Form{Title: w.title(8, "close"), Fields: []prompt.Field{{Label: w.d.say("review.ask.close"), Line: &w.b.Close}}})
}
