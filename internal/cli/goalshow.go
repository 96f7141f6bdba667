package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/cli/draw"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
)

func newGoalShow(d deps) *cobra.Command {
	return &cobra.Command{
		Use:               "show [GOAL]",
		Example:           "  ippo goal show\n  ippo goal show fitness --json",
		Args:              oneGoal,
		ValidArgsFunction: d.completeGoals,
		RunE: func(c *cobra.Command, args []string) error {
			return d.app(c.Context(), func(a *app.App) error {
				g, err := d.chooseGoalToRead(c.Context(), a, args)
				if err != nil {
					return err
				}
				told, err := a.LoadStory(c.Context(), me(), g.Slug)
				if err != nil {
					return err
				}
				if d.flags.json {
					return d.json(map[string]any{"goal": told.Look.Goal, "plan": told.Look.Plan, "stats": d.statsDocument(told)})
				}
				d.printGoal(told)
				return nil
			})
		},
	}
}

// printGoal prints plan, purpose, outcome and timeline.
func (d deps) printGoal(t app.GoalStory) {
	if d.flags.words {
		d.printf("%s\n", draw.Clean(d.words.Stop(t.Look.Goal.Title)))
		d.printAhead(t.Look)
		d.printer().Facts(d.facts(t.Look))
		d.printSpokenTimeline(t)
		return
	}
	p := d.pen()
	d.draw(draw.Join(draw.Blank(2), draw.Text(draw.Strong, p.Shorten(t.Look.Goal.Title, p.Width-2))), draw.Line{})
	d.printAhead(t.Look)
	d.printer().Facts(d.facts(t.Look))
	d.draw(d.timeline(p, t)...)
}

// facts are what a goal holds, in the order of the path from why to when.
func (d deps) facts(l goal.Look) []draw.Figure {
	var fs []draw.Figure
	add := func(key, value string) {
		if value == "" {
			return
		}
		name := ""
		if key != "" {
			name = d.say("term.show." + key)
		}
		fs = append(fs, draw.Figure{Name: name, Value: value})
	}
	plan := l.Plan
	if l.Purpose != nil {
		why := d.words.Purpose(*l.Purpose)
		if l.Purpose.Provisional {
			why += " " + d.say("term.show.provisional")
		}
		add("why", why)
	}
	if l.Season != nil {
		add("outcome", l.Season.Outcome.Text)
		add("", d.outcomeNumber(l.Season.Outcome))
		for i, m := range l.Season.Outcome.Milestones {
			add("", fmt.Sprintf("m%d  %s", i+1, m.Text))
		}
		if l.SeasonEnd != 0 {
			add("until", d.words.FullDate(l.SeasonEnd))
		}
	}
	add("week", d.weekly(plan.Metric))
	add("step", d.say("term.show.step_minutes", library.Args{"step": plan.Step.Text, "n": plan.Step.Minutes}))
	add("cue", plan.Cue)
	add("fallback", plan.Fallback)
	add("setup", plan.Setup)
	add("bundle", plan.Bundle)
	add("rest", d.words.Weekdays(plan.Rest))
	for i, x := range plan.IfThens {
		add("", "")
		fs = append(fs, draw.Figure{Name: d.say("term.show.plan", library.Args{"n": i + 1}), Value: x.Words})
		if says := d.words.PlanSays(l, x.ID); says != "" {
			fs = append(fs, draw.Figure{Value: says})
		}
	}
	if l.Adherence != nil {
		add("always", d.say("term.default_plan"))
		add("reserves", d.say("term.show.reserves_left", library.Args{"n": l.Reserves}))
	}
	if day, own, ok := d.words.DayAsks(l); ok {
		fs = append(fs, draw.Figure{Name: d.say("term.show.asks"), Value: strings.TrimSpace(day.Text + " " + own)})
	}
	return fs
}

// outcomeNumber says how the outcome is measured, where it has a number.
func (d deps) outcomeNumber(o goal.Outcome) string {
	if o.Target == nil {
		return ""
	}
	target := d.words.Amount(*o.Target, o.Unit)
	switch o.Type {
	case goal.OutcomeLevelUp, goal.OutcomeLevelDown:
		return d.say("term.show.level", library.Args{"start": d.words.Amount(o.Start, o.Unit), "target": target})
	case goal.OutcomeAverage:
		return d.say("term.show.average", library.Args{"target": target})
	case goal.OutcomeDays:
		return d.words.Amount(*o.Target, "days")
	case goal.OutcomeTotal:
		return target
	case goal.OutcomeNone, goal.OutcomeMilestones, goal.OutcomeOneOff:
	}
	return ""
}

// weekly says what a week counts.
func (d deps) weekly(m goal.Metric) string {
	if m.Kind == goal.MetricNone {
		return ""
	}
	s := d.words.Amount(m.Target, m.Unit)
	if m.Kind == goal.MetricSessions && m.SessionMin > 0 {
		s = d.words.List(s, d.say("term.show.session_min", library.Args{"n": m.SessionMin}))
	}
	return s
}
