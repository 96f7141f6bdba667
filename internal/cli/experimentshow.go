package cli

import (
	"math"

	"github.com/spf13/cobra"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/cli/draw"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
)

func newExperimentShow(d deps) *cobra.Command {
	return &cobra.Command{
		Use:               "show [GOAL]",
		Example:           "  ippo experiment show\n  ippo experiment show fitness --json",
		Args:              oneGoal,
		ValidArgsFunction: d.completeGoals,
		RunE: func(c *cobra.Command, args []string) error {
			return d.app(c.Context(), func(a *app.App) error {
				g, err := d.chooseGoal(c.Context(), a, args)
				if err != nil {
					return err
				}
				told, err := a.LoadStory(c.Context(), me, g.Slug)
				if err != nil {
					return err
				}
				if d.flags.json {
					return d.json(map[string]any{"goal": g.Slug, "experiments": d.experimentDocuments(told)})
				}
				d.experiments(told)
				return nil
			})
		},
	}
}

// experimentJSON is one experiment. While it runs nothing is said of how it
// goes: the arms, the verdict and the words are null.
type experimentJSON struct {
	ID        string         `json:"id"`
	Lever     goal.Lever     `json:"lever"`
	What      string         `json:"what"`
	Measure   goal.MeasureOf `json:"measure"`
	From      string         `json:"from"`
	To        string         `json:"to"`
	First     goal.Day       `json:"first"`
	Last      goal.Day       `json:"last"`
	Alternate bool           `json:"alternate"`
	Day       int            `json:"day"` // of its days
	Over      bool           `json:"over"`
	Ended     bool           `json:"ended"`
	Before    *armJSON       `json:"before"`
	With      *armJSON       `json:"with"`
	Verdict   *string        `json:"verdict"`
	Chance    *float64       `json:"chance"`
	Words     *string        `json:"words"`
	Study     string         `json:"study"`
	Act       goal.Act       `json:"act"`
}

// armJSON is one side of the comparison.
type armJSON struct {
	Done   int      `json:"done"`
	Active int      `json:"active"`
	Median *float64 `json:"median"` // of minutes or energy; null for days done
}

func (d deps) experimentDocuments(t app.GoalStory) []experimentJSON {
	docs := []experimentJSON{}
	for _, x := range t.Story.Experiments {
		docs = append(docs, d.experimentDocument(t.Look.ExperimentResult(x, t.Feelings)))
	}
	return docs
}

func (d deps) experimentDocument(r goal.ExperimentResult) experimentJSON {
	x := r.Experiment
	doc := experimentJSON{
		ID: x.Experiment, Lever: x.Lever, What: x.What, Measure: x.Measure, From: x.From, To: x.To, First: x.First, Last: x.Last,
		Alternate: x.Alternate, Day: r.DaysSoFar, Over: r.Over, Ended: x.Ended, Study: x.Study, Act: x.Act,
	}
	if !r.Over {
		return doc
	}
	doc.Before, doc.With = &armJSON{r.Arms[0].Done, r.Arms[0].Active, nil}, &armJSON{r.Arms[1].Done, r.Arms[1].Active, nil}
	words := d.verdict(r)
	doc.Words = &words
	if r.Amounts != nil {
		doc.Before.Median, doc.With.Median = known(r.Medians[0]), known(r.Medians[1])
		return doc
	}
	verdict := string(r.Comparison.Verdict)
	doc.Verdict, doc.Chance = &verdict, &r.Comparison.Chance
	return doc
}

// known is a number that can be said; nil for none.
func known(x float64) *float64 {
	if math.IsNaN(x) {
		return nil
	}
	return &x
}

// verdict of an experiment that is over, in words.
func (d deps) verdict(r goal.ExperimentResult) string {
	if r.Amounts == nil {
		return d.say("experiment.verdict." + string(r.Comparison.Verdict))
	}
	s := d.say("experiment.median", library.Args{
		"a": d.words.About(r.Medians[0]), "b": d.words.About(r.Medians[1]), "n": r.Amounts.Above, "of": r.Amounts.Days,
	})
	if !r.Amounts.Sayable {
		s += " " + d.say("experiment.verdict.not_clear")
	}
	return s
}

// experiments draws them all, the newest last.
func (d deps) experiments(t app.GoalStory) {
	if len(t.Story.Experiments) == 0 {
		d.print(d.say("experiment.none"))
	}
	for i, x := range t.Story.Experiments {
		if i > 0 && !d.flags.words {
			d.draw(draw.Line{})
		}
		d.experimentParts(t, t.Look.ExperimentResult(x, t.Feelings))
	}
}

// experimentParts are Plan, Do, Study and Act.
func (d deps) experimentParts(t app.GoalStory, r goal.ExperimentResult) {
	x := r.Experiment
	parts := []draw.Figure{
		{Name: d.say("experiment.part.plan"), Value: d.words.Join(d.words.Hypothesis(x), d.words.OneLever(x))},
		{Name: d.say("experiment.part.do"), Value: d.doing(t, r)},
	}
	if r.Over {
		counts := d.words.Stop(d.words.List(d.say("experiment.before")+" "+d.arm(r.Arms[0]), small(d.say("experiment.with"))+" "+d.arm(r.Arms[1])))
		parts = append(parts, draw.Figure{Name: d.say("experiment.part.study"), Value: d.words.Join(d.verdict(r), counts, x.Study)})
	}
	if x.Ended && x.Act != goal.ActNone {
		parts = append(parts, draw.Figure{Name: d.say("experiment.part.act"), Value: d.words.Stop(d.say("experiment.act." + string(x.Act)))})
	}
	d.printer().Facts(parts)
}

// doing is where a running experiment stands, without a word on how it goes.
func (d deps) doing(t app.GoalStory, r goal.ExperimentResult) string {
	x := r.Experiment
	if r.Over {
		return d.say("experimentpage.over", d.words.Span(x.First, x.Last))
	}
	s := d.say("experimentpage.doing", library.Args{"n": r.DaysSoFar, "of": x.Days})
	if sides, i := x.Sides(), int(t.Look.Today-x.First); i >= 0 && i < len(sides) {
		key := "experimentpage.side_a"
		if sides[i] {
			key = "experimentpage.side_b"
		}
		s = d.words.Join(s, d.say(key))
	}
	return d.words.Join(s, d.say("experiment.until", library.Args{"day": d.words.Date(x.Last)}),
		d.say("experiment.running", library.Args{"n": max(1, r.DaysSoFar)}))
}

func (d deps) arm(a goal.Arm) string {
	return d.say("experiment.days_of", library.Args{"done": a.Done, "active": a.Active})
}

// experimentFigures are the experiments in the table of figures.
func (d deps) experimentFigures(t app.GoalStory) []draw.Figure {
	var fs []draw.Figure
	for _, x := range t.Story.Experiments {
		r := t.Look.ExperimentResult(x, t.Feelings)
		f := draw.Figure{Name: d.say("term.stat.experiment"), Value: d.pen().Shorten(d.say("experiment.lever."+string(x.Lever)), draw.FigureValue-2)}
		f.Note = d.say("experiment.until", library.Args{"day": d.words.Date(x.Last)})
		if r.Over {
			f.Note = d.verdict(r)
		}
		fs = append(fs, f)
	}
	return fs
}
