package cli

import (
	"context"
	"slices"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
)

// reviewFlags answer the eight parts of the review beforehand.
type reviewFlags struct {
	planFlags
	week                             string
	helped                           string
	reset                            goal.Reset
	tag                              goal.MissTag
	bundled                          goal.Bundled
	pulse, ease, confidence          *int
	suffers                          string
	suffering, notSuffering, unwell  bool
	decision, why, firstStep, closes string
	noPause, short                   bool
	wellSaid                         bool // --unwell was given, yes or no
}

func newReview(d deps) *cobra.Command {
	var f reviewFlags
	c := &cobra.Command{
		Use: "review [GOAL]",
		Example: `  ippo review
  ippo review --week 2026-10-05 --json
  ippo review --helped 'the shoes by the door' --tag time --pulse 4 \
    --decision do
  ippo review --decision change --cue 'After I park the bike' \
    --why 'the mornings are full'
  ippo review --short
  ippo review --decision keep --close 'A calm week is fine.'`,
		Args:              oneGoal,
		ValidArgsFunction: d.completeGoals,
		RunE: func(c *cobra.Command, args []string) error {
			return d.app(c.Context(), func(a *app.App) error {
				f.wellSaid = c.Flags().Changed("unwell")
				return d.review(c.Context(), a, args, f, answeredFlags(c))
			})
		},
	}
	f.addReview(c, d)
	return c
}

func (f *reviewFlags) addReview(c *cobra.Command, d deps) {
	fl := c.Flags()
	fl.StringVar(&f.week, "week", "", "")
	d.takesDay(c, "week")
	fl.BoolVar(&f.noPause, "no-pause", false, "")
	fl.BoolVar(&f.short, "short", false, "")
	choiceVar(c, &f.reset, "reset", nil, goal.ResetWalk, goal.ResetBreathe, goal.ResetQuiet)
	fl.StringVar(&f.helped, "helped", "", "")
	choiceVar(c, &f.tag, "tag", d.completeTags, goal.MissTags()...)
	wholeVar(fl, &f.pulse, "pulse", scale(1, 5, 4))
	fl.BoolVar(&f.suffering, "suffering", false, "")
	fl.BoolVar(&f.notSuffering, "not-suffering", false, "")
	fl.StringVar(&f.suffers, "suffers", "", "")
	fl.BoolVar(&f.unwell, "unwell", false, "")
	wholeVar(fl, &f.ease, "ease", scale(1, 7, 4))
	choiceVar(c, &f.decision, "decision", nil, "do", "change", "keep")
	choiceVar(c, &f.bundled, "bundled", nil, goal.BundledYes, goal.BundledPartly, goal.BundledNo)
	textVar(fl, &f.cue, "cue")
	textVar(fl, &f.setup, "setup")
	textVar(fl, &f.bundle, "bundle")
	textVar(fl, &f.step, "step")
	numberVar(fl, &f.minutes, "minutes", stepMinutes())
	numberVar(fl, &f.target, "target", targets())
	textVar(fl, &f.rest, "rest")
	textVar(fl, &f.where, "where")
	fl.StringArrayVar(&f.ifThens, "if-then", nil, "")
	fl.StringVar(&f.why, "why", "", "")
	fl.StringVar(&f.firstStep, "first", "", "")
	wholeVar(fl, &f.confidence, "confidence", scale(0, 10, 7))
	fl.StringVar(&f.closes, "close", "", "")
	d.takesWeekdays(c, "rest")
	takesTexts(fl, readsNote, "helped", "suffers", "why", "first", "close")
	takesTexts(fl, readsLine, "cue", "step", "where", "if-then")
	takesTexts(fl, readsPlanLine, "setup", "bundle")
	exclusive(c, "suffering", "not-suffering")
	exclusive(c, "suffers", "not-suffering")
	for _, asks := range []string{"unwell", "pulse", "ease", "suffering", "not-suffering", "suffers", "bundled"} {
		exclusive(c, "short", asks) // the short one asks none of these (ruling 95)
	}
}

// answeredFlags says whether any flag answers a part; --week, --short and
// --no-pause only choose what is looked at.
func answeredFlags(c *cobra.Command) bool {
	answered := false
	c.Flags().Visit(func(f *pflag.Flag) {
		everywhere := c.InheritedFlags().Lookup(f.Name) != nil
		if !slices.Contains([]string{"week", "short", "no-pause"}, f.Name) && !everywhere {
			answered = true
		}
	})
	return answered
}

// review reads a week, asks its eight parts in a terminal, or takes the
// answers from flags.
func (d deps) review(ctx context.Context, a *app.App, args []string, f reviewFlags, answered bool) error {
	g, err := d.chooseGoal(ctx, a, args)
	if err != nil {
		return err
	}
	today, err := a.Day(ctx, me())
	if err != nil {
		return err
	}
	week, err := d.parseDay(f.week, today, back)
	if err != nil {
		return err
	}
	b := goal.WeekReview{
		Goal: g.ID, Reset: f.reset, Helped: f.helped, Tag: f.tag, Pulse: f.pulse, Unwell: f.unwell,
		Suffers: f.suffers, Ease: f.ease, Bundle: f.bundled, Words: f.why, First: f.firstStep, Confidence: f.confidence, Close: f.closes,
	}
	if f.suffering || f.notSuffering || f.suffers != "" {
		yes := f.suffering || f.suffers != ""
		b.Suffering = &yes
	}
	v, err := a.Review(ctx, me(), g.Slug, week, goal.ReviewAnswers{})
	if err != nil {
		return err
	}
	b.Week = v.Week
	if !v.Open && !d.flags.json {
		return d.notYet(v, answered)
	}
	if b.Decision, err = decisionOf(f.decision); err != nil {
		return err
	}
	draft, err := loadReviewDraft(ctx, a, v)
	if err != nil {
		return err
	}
	if !f.wellSaid {
		b.Unwell = draft.text("unwell") != ""
	}
	closes := b.Decision != goal.DecisionNone || b.Close != ""
	draft.into(&b)
	v, err = a.Review(ctx, me(), g.Slug, week, goal.ReviewAnswers{Unwell: b.Unwell, Pulse: b.Pulse, Tag: b.Tag})
	switch {
	case err != nil:
		return err
	case !answered && d.mayAsk() && v.Open:
		return d.askReview(ctx, a, v, b, draft, f)
	case !answered && d.flags.json:
		return d.json(d.reviewDocument(v))
	case !answered:
		d.printWeek(v)
		return nil
	case !v.Open:
		return d.notYet(v, answered)
	case !closes:
		return d.leaveReview(ctx, a, v, b, f)
	}
	if f.decision == "" && draft.Shown != "" && draft.Shown != app.SuggestionMark(v.Suggestion) {
		return goal.Conflict("decision", "error.review.other")
	}
	if b.Decision != goal.KeepAsIs { // what was written for a change and then left as it is changes nothing
		draft.planInto(&f.planFlags, v.Base, v.Suggestion.Weekday)
	}
	change, err := f.plan(d, v.Base, a.NewID)
	if err != nil {
		return err
	}
	return d.saveReview(ctx, a, v, b, change)
}

// notYet names the day on which the first review opens; nothing is answered before
// (ruling 94).
func (d deps) notYet(v app.ReviewView, answered bool) error {
	switch {
	case answered && v.First.IsZero():
		return goal.Conflict("week", "error.review.not_yet_paused")
	case answered:
		return goal.Conflict("week", "error.review.not_yet", v.First)
	case v.First.IsZero():
		d.print(d.words.Stop(d.say("reviewpage.not_yet.paused")), d.say("reviewpage.not_yet.nothing"))
	default:
		d.print(d.words.Stop(d.say("reviewpage.not_yet", library.Args{"day": d.words.FullDate(v.First)})), d.say("reviewpage.not_yet.nothing"))
	}
	return nil
}

// leaveReview keeps what was said in the draft: only a decision or a closing line
// closes a week (ruling 93).
func (d deps) leaveReview(ctx context.Context, a *app.App, v app.ReviewView, b goal.WeekReview, f reviewFlags) error {
	if err := d.saveReviewDraft(ctx, a, v, b, f.planFlags, app.ReviewProgress{}); err != nil {
		return err
	}
	d.did()
	if d.flags.json {
		return d.json(reviewAnswer{"", v.Look.Goal.Slug, b.Week, d.suggestionDocument(v), goal.DecisionNone, []string{}, nil})
	}
	d.print(d.say("reviewpage.open"))
	return nil
}

// decisionOf reads do, change or keep.
func decisionOf(s string) (goal.Decision, error) {
	switch s {
	case "":
		return goal.DecisionNone, nil
	case "do":
		return goal.Accepted, nil
	case "change":
		return goal.Changed, nil
	case "keep":
		return goal.KeepAsIs, nil
	}
	return goal.DecisionNone, wrong("error.review.flag_decision", s)
}

// saveReview fills in what is decided and keeps the review. own is what the
// person said to change; it wins over what was suggested.
func (d deps) saveReview(ctx context.Context, a *app.App, v app.ReviewView, b goal.WeekReview, own goal.PlanChange) error {
	v, err := a.Review(ctx, me(), v.Look.Goal.Slug, v.Week, goal.ReviewAnswers{Unwell: b.Unwell, Pulse: b.Pulse, Tag: b.Tag})
	if err != nil {
		return err
	}
	b.Suggestion = v.Suggestion
	switch b.Decision {
	case goal.Accepted:
		b.Plan, b.Days = own, v.Suggestion.Days
		if own == (goal.PlanChange{}) {
			b.Plan, _ = d.words.Offer(v.Suggestion, v.Look.Goal, v.Base, a.NewID)
		}
		if !v.Suggestion.Doable() {
			return wrong("error.review.nothing")
		}
		if v.Unchanged(b.Plan) && v.Suggestion.Action.AsksForWords() {
			return wrong("error.review.own_words", flagFor(v.Suggestion))
		}
	case goal.Changed:
		b.Plan, b.Days = own, v.Suggestion.Days
		if own == (goal.PlanChange{}) && b.Words == "" {
			return wrong("error.review.own_words", flagFor(v.Suggestion))
		}
	case goal.KeepAsIs, goal.DecisionNone:
		if own != (goal.PlanChange{}) {
			return wrong("error.review.keep_changes")
		}
		b.Decision = goal.KeepAsIs // closing without an answer keeps things as they are (ruling 50)
	}
	return d.applyReview(ctx, a, v, b)
}

// flagFor is the flag that says what a suggestion needs to hear.
func flagFor(s goal.Suggestion) string {
	switch s.Action {
	case goal.ActEnvironment:
		return "--setup"
	case goal.ActBundle:
		return "--bundle"
	case goal.ActRewriteStep:
		return "--step"
	case goal.ActAddIfThen, goal.ActSharpenCue, goal.ActChangeResponse:
		return "--if-then"
	case goal.ActAddSession:
		return "--where"
	case goal.ActSwapMetric:
		return "--target"
	default:
		return "--cue"
	}
}

type reviewAnswer struct {
	Command    string         `json:"command"`
	Goal       string         `json:"goal"`
	Week       goal.Day       `json:"week"`
	Suggestion suggestionJSON `json:"suggestion"`
	Decision   goal.Decision  `json:"decision"`
	Changes    []string       `json:"changes"` // from what to what, empty where nothing changes
	From       *goal.Day      `json:"from"`    // first day of the change, null without one
}

// applyReview keeps the review, with what follows from it, and says so.
func (d deps) applyReview(ctx context.Context, a *app.App, v app.ReviewView, b goal.WeekReview) error {
	c, err := a.Command(ctx, me(), device, 0, b)
	if err != nil {
		return err
	}
	ans, err := a.Conclude(app.Sends(ctx, app.FormReview(v.Look.Goal.ID, v.Week)), me(), v.Look, c)
	if err != nil {
		return err
	}
	d.did()
	from := ans.Entry.Result.From
	if d.flags.json {
		doc := reviewAnswer{c.ID, v.Look.Goal.Slug, b.Week, d.suggestionDocument(v), b.Decision, d.changes(v.Base, b.Plan), nil}
		if doc.Changes == nil {
			doc.Changes = []string{}
		}
		if from != 0 {
			doc.From = &from
		}
		return d.json(doc)
	}
	d.print(d.closed(v, b, from)...)
	return nil
}
