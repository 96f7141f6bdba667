package cli

import (
	"context"
	"math/rand/v2"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
)

// experimentFlags are the plan of an experiment: one lever, a prediction, dates.
type experimentFlags struct {
	lever                goal.Lever
	measure              goal.MeasureOf
	what, from, to, days string
	alternate            bool
	cue, step            *string
	minutes              *float64
	ifThens              []string
}

func newExperimentStart(d deps) *cobra.Command {
	var f experimentFlags
	c := &cobra.Command{
		Use: "start [GOAL]",
		Example: `  ippo experiment start --lever cue --what 'go right after lunch' \
    --cue 'After I finish lunch' --from 8 --to 12
  ippo experiment start --lever company --measure energy \
    --what 'call my brother while I walk'
  ippo experiment start --lever time --what 'go in the morning' --alternate`,
		Args:              oneGoal,
		ValidArgsFunction: d.completeGoals,
		RunE: func(c *cobra.Command, args []string) error {
			return d.app(c.Context(), func(a *app.App) error { return d.startExperiment(c.Context(), a, args, f) })
		},
	}
	fl := c.Flags()
	choiceVar(c, &f.lever, "lever", nil, goal.Levers()...)
	fl.StringVar(&f.what, "what", "", "")
	f.measure = goal.OfAdherence
	choiceVar(c, &f.measure, "measure", nil, goal.MeasuresOf()...)
	fl.StringVar(&f.from, "from", "", "")
	fl.StringVar(&f.to, "to", "", "")
	choiceVar(c, &f.days, "days", nil, "7", "14", "28")
	fl.BoolVar(&f.alternate, "alternate", false, "")
	textVar(fl, &f.cue, "cue")
	textVar(fl, &f.step, "step")
	numberVar(fl, &f.minutes, "minutes", stepMinutes())
	fl.StringArrayVar(&f.ifThens, "if-then", nil, "")
	takesTexts(fl, readsNote, "what")
	takesTexts(fl, readsLine, "from", "to", "cue", "step", "if-then")
	return c
}

type experimentAnswer struct {
	Command    string   `json:"command"`
	Goal       string   `json:"goal"`
	Experiment string   `json:"experiment"`
	First      goal.Day `json:"first"`
	Last       goal.Day `json:"last"`
}

func (d deps) startExperiment(ctx context.Context, a *app.App, args []string, f experimentFlags) error {
	g, err := d.chooseGoal(ctx, a, args)
	if err != nil {
		return err
	}
	l, err := a.Look(ctx, me(), g.Slug)
	if err != nil {
		return err
	}
	days, err := strconv.Atoi(f.days)
	switch {
	case err == nil:
	case f.alternate:
		days = goal.AlternateExperiment
	default:
		days = goal.UsualExperiment
	}
	b := goal.StartExperiment{
		Experiment: a.NewID(), Goal: g.ID, Lever: f.lever, What: strings.TrimSuffix(strings.TrimSpace(f.what), "."),
		Measure: f.measure, From: f.from, To: f.to, Days: days, Alternate: f.alternate,
		Seed: rand.Uint64(), Trigger: l.ReviewWeek(), //nolint:gosec // a coin, not a secret
	}
	plan := planFlags{cue: f.cue, step: f.step, minutes: f.minutes, ifThens: f.ifThens}
	if b.Plan, err = plan.plan(d, l.Goal.Lasting(l.Today), a.NewID); err != nil {
		return err
	}
	ans, err := d.do(ctx, a, b)
	if err != nil {
		return err
	}
	first := ans.Entry.Result.From
	doc := experimentAnswer{ans.Command, g.Slug, b.Experiment, first, first + goal.Day(days) - 1}
	if d.flags.json {
		return d.json(doc)
	}
	d.print(d.say("experiment.started", library.Args{"day": d.words.FullDate(doc.First), "last": d.words.FullDate(doc.Last)}),
		d.say("experimentpage.log"))
	return nil
}
