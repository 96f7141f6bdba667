package cli

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
)

type editAnswer struct {
	Command string   `json:"command"`
	Goal    string   `json:"goal"`
	From    goal.Day `json:"from"`
}

func newGoalEdit(d deps) *cobra.Command {
	var f planFlags
	var from string
	c := &cobra.Command{
		Use:               "edit [GOAL]",
		Example:           "  ippo goal edit --minutes 3\n  ippo goal edit fitness --cue 'After I park the bike' --from mon\n  ippo goal edit --rest sun,wed",
		Args:              oneGoal,
		ValidArgsFunction: d.completeGoals,
		RunE: func(c *cobra.Command, args []string) error {
			return d.app(c.Context(), func(a *app.App) error { return d.edit(c.Context(), a, args, f, from) })
		},
	}
	f.add(c, d)
	clearsTexts(c)
	c.Flags().StringVar(&from, "from", "", "")
	d.takesDay(c, "from")
	return c
}

func (d deps) edit(ctx context.Context, a *app.App, args []string, f planFlags, from string) error {
	g, err := d.chooseGoal(ctx, a, args)
	if err != nil {
		return err
	}
	l, err := a.Look(ctx, me(), g.Slug)
	if err != nil {
		return err
	}
	b := goal.Revise{Goal: g.ID}
	base := l.Goal.Lasting(l.Today)
	if b.Plan, err = f.plan(d, base, a.NewID); err != nil {
		return err
	}
	if b.From, err = d.parseDay(from, l.Today, ahead); err != nil {
		return err
	}
	b.Purpose = f.purposeOver(l.Purpose)
	if l.Season != nil {
		if o, given := f.outcomeOver(l.Season.Outcome); given {
			if err := f.checkOutcome(o); err != nil {
				return err
			}
			b.Outcome = &o
			b.Title = f.outcome
		}
	}
	if b.Plan == (goal.PlanChange{}) && b.Purpose == nil && b.Outcome == nil {
		return wrong("error.edit.nothing")
	}
	ans, err := d.do(ctx, a, b)
	if err != nil {
		return err
	}
	r := ans.Entry.Result
	if d.flags.json {
		return d.json(editAnswer{ans.Command, g.Slug, r.From})
	}
	if b.Plan == (goal.PlanChange{}) { // words hold at once
		d.print(d.say("term.edited"))
		return nil
	}
	d.print(append(d.changes(base, b.Plan), d.say("term.edited_from", library.Args{"day": d.words.FullDate(r.From)}))...)
	return nil
}

// purposeOver lays the flags over the sentence in force; nil when none of them
// was given.
func (f planFlags) purposeOver(old *goal.Purpose) *goal.PurposeChange {
	if f.growIn == nil && f.soICan == nil && !f.provisional {
		return nil
	}
	p := goal.PurposeChange{Provisional: f.provisional}
	if old != nil {
		p.GrowIn, p.SoICan = old.GrowIn, old.SoICan
	}
	setIf(&p.GrowIn, f.growIn)
	setIf(&p.SoICan, f.soICan)
	return &p
}
