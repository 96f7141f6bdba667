package cli

import (
	"github.com/spf13/cobra"

	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
)

func newMeasure(d deps) *cobra.Command {
	var on string
	c := &cobra.Command{
		Use:     "measure [GOAL] VALUE",
		Example: "  ippo measure 3.2\n  ippo measure fitness m2\n  ippo measure language yes --on yesterday",
		Args: func(c *cobra.Command, args []string) error {
			if len(args) < 1 || len(args) > 2 {
				return wrong("error.args.measure", c.CommandPath()+" --help")
			}
			return nil
		},
		ValidArgsFunction: d.completeGoals,
		RunE: func(c *cobra.Command, args []string) error {
			value := args[len(args)-1]
			return d.onDay(c.Context(), args[:len(args)-1], on, func(t dayAct) error { return d.measure(c, t, value) })
		},
	}
	c.Flags().StringVar(&on, "on", "", "")
	d.takesDay(c, "on")
	return c
}

func (d deps) measure(c *cobra.Command, t dayAct, value string) error {
	t.looks = t.looks[:1]
	changes, err := d.apply(c.Context(), t, func(l goal.Look) (goal.Body, error) { return d.measurement(l, value) }, never)
	if err != nil {
		return err
	}
	x := changes[0]
	if d.flags.json {
		return d.json(measureAnswer{x.command, x.now.Goal.Slug, t.day, d.outcomeDocument(x.now)})
	}
	said := []string{d.say("say.measured", library.Args{"value": d.measured(x.before.Season.Outcome, x.body, value)})}
	if s, ok := x.now.Goal.Season(t.day); ok && x.now.SeasonOver && t.day > x.now.SeasonEnd {
		said = append(said, d.say("say.measured_after", library.Args{"n": s.Number}))
	} else if ok && len(x.now.Goal.Seasons) > 1 {
		said = append(said, d.say("say.measured_season", library.Args{"n": s.Number}))
	}
	if p := x.now.Progress; p.BufferDays != nil {
		said = append(said, d.words.Pace(*p.BufferDays))
	}
	d.print(said...)
	return nil
}

// never: each measurement is kept, though it be the same.
func never(goal.Look, goal.Body) bool { return false }

// measurement reads a value in the form of the goal's outcome.
func (d deps) measurement(l goal.Look, value string) (goal.Body, error) {
	if l.Season == nil {
		return nil, goal.Invalid("value", "error.measure.no_outcome")
	}
	if l.Season.Outcome.FedByLog(l.Plan.Metric) {
		return nil, goal.Invalid("value", "error.measure.from_log")
	}
	if err := ambiguous("ippo measure", value, d.words.Lang()); err != nil {
		return nil, err
	}
	b := goal.Measure{Goal: l.Goal.ID}
	var err error
	b.Value, b.Milestone, b.Yes, b.Ready, err = goal.ParseMeasurement(l.Season.Outcome, value)
	if err != nil {
		return nil, err
	}
	return b, nil
}

// measured is what was written down: the milestone's own words, or the value.
func (d deps) measured(o goal.Outcome, body goal.Body, value string) string {
	b, ok := body.(goal.Measure)
	if !ok {
		return value
	}
	if b.Ready {
		return d.say("say.ready", library.Args{"n": b.Value})
	}
	if i := b.Milestone - 1; i >= 0 && i < len(o.Milestones) {
		return o.Milestones[i].Text
	}
	return value
}

type measureAnswer struct {
	Command string       `json:"command"`
	Goal    string       `json:"goal"`
	Date    goal.Day     `json:"date"`
	Outcome *outcomeJSON `json:"outcome"`
}
