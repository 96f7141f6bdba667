package cli

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/cli/draw"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
)

// beginFlags are the seven steps as flags.
type beginFlags struct {
	planFlags
	template, slug string
	area           goal.Area
	confidence     *int
}

func newBegin(d deps) *cobra.Command {
	var f beginFlags
	c := &cobra.Command{
		Use: "begin",
		Example: `  ippo begin
  ippo begin --template fitness
  ippo begin --template fitness --yes
  ippo begin --yes --area skill-building --outcome 'Read six books' \
    --outcome-type total --goal-value 6 --outcome-unit books \
    --metric minutes --target 90 --step 'Read one page' --minutes 2 \
    --cue 'After I put the kettle on' \
    --if-then 'If I am tired in bed, then I read one line'`,
		Args: noArgs,
		PreRunE: func(*cobra.Command, []string) error {
			if _, ok := d.words.Template(f.template); f.template != "" && !ok {
				return d.noTemplate(f.template)
			}
			if slug := f.wantedSlug(); slug != "" {
				return goal.CheckSlug(slug)
			}
			return nil
		},
		RunE: func(c *cobra.Command, _ []string) error {
			return d.app(c.Context(), func(a *app.App) error { return d.begin(c.Context(), a, f) })
		},
	}
	fl := c.Flags()
	fl.StringVar(&f.template, "template", "", "")
	choiceVar(c, &f.area, "area", d.completeAreas, goal.Areas()...)
	fl.StringVar(&f.slug, "slug", "", "")
	f.add(c, d)
	wholeVar(fl, &f.confidence, "confidence", scale(0, 10, 7))
	_ = c.RegisterFlagCompletionFunc("template", d.completeTemplates) // only refuses a flag that is not there
	return c
}

func (d deps) begin(ctx context.Context, a *app.App, f beginFlags) error {
	b, err := d.fromFlags(a, f)
	if err != nil {
		return err
	}
	asking := !d.flags.yes
	if asking && !d.mayAsk() {
		return wrong("error.begin.ask")
	}
	if _, err := d.firstZone(ctx, a); err != nil {
		return err
	}
	if asking {
		if b, err = d.sevenSteps(ctx, a, b); err != nil {
			return err
		}
	}
	if err := d.saveFirstSettings(ctx, a); err != nil {
		return err
	}
	if asking {
		ctx = app.Sends(ctx, app.FormBegin)
	}
	ans, err := d.do(ctx, a, b)
	if needsSecond(err) && asking {
		if err = d.confirm(ctx, d.say("term.second"), err); err == nil {
			b.Second = true
			ans, err = d.do(ctx, a, b)
		}
	}
	if err != nil {
		return err
	}
	return d.printBegun(b, ans.Entry)
}

// wantedSlug is the short name that the flags give; empty when they give none.
func (f beginFlags) wantedSlug() string { return strings.ToLower(strings.TrimSpace(f.slug)) }

// fromFlags is the goal that template and flags describe.
func (d deps) fromFlags(a *app.App, f beginFlags) (goal.Begin, error) {
	b := goal.Begin{Goal: a.NewID()}
	if t, ok := d.words.Template(f.template); ok {
		b = t.Begin(b.Goal)
	}
	b.Second, b.Confidence = d.flags.yes, f.confidence
	b.Slug = f.wantedSlug()
	if f.area != "" {
		b.Area = f.area
	}
	setIf(&b.GrowIn, f.growIn)
	setIf(&b.SoICan, f.soICan)
	if f.growIn != nil || f.soICan != nil || f.provisional {
		b.Provisional = f.provisional
	}
	b.Outcome, _ = f.outcomeOver(b.Outcome)
	if err := f.checkOutcome(b.Outcome); err != nil {
		return b, err
	}
	if b.Outcome.Text != "" {
		b.Title = b.Outcome.Text
	}
	var base goal.Plan
	setIf(&base.Metric, b.Plan.Metric)
	setIf(&base.Step, b.Plan.Step)
	change, err := f.plan(d, base, a.NewID)
	b.Plan = over(b.Plan, change)
	return b, err
}

// noTemplate names the template that was meant.
func (d deps) noTemplate(typed string) error {
	var names []string
	for _, t := range d.words.Templates() {
		names = append(names, t.Name)
	}
	if n := near(typed, names); n != "" {
		return wrong("error.template.near", clipped(typed), n)
	}
	return wrong("error.template", clipped(typed))
}

type beginAnswer struct {
	Command string `json:"command"`
	Goal    string `json:"goal"`
	Number  int    `json:"number"`
	Active  int    `json:"active"` // active goals now
}

func (d deps) printBegun(b goal.Begin, e goal.Entry) error {
	r := e.Result
	if d.flags.json {
		return d.json(beginAnswer{e.ID, r.Slug, r.Number, r.Active})
	}
	p := d.pen()
	if !d.flags.words {
		d.draw(draw.Join(draw.Blank(2), draw.Text(draw.Shu, p.Open()), draw.Blank(2), draw.Text(draw.Strong, p.Shorten(b.Plan.Step.Text, p.Width-5))))
	}
	d.printIndented(d.say("say.begun"))
	if r.Active > 1 {
		d.printIndented(d.say("say.begun_two"))
	}
	d.printIndented(d.say("say.yourgoal", library.Args{"slug": r.Slug}))
	return nil
}
