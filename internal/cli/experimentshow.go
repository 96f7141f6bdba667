package cli

import (
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
				told, err := a.LoadStory(c.Context(), me(), g.Slug)
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
	Chance    *float64       `json:"chance"`  // that the change is better; of days done
	Usual     *float64       `json:"usual"`   // the median before; of amounts before and after
	Above     *int           `json:"above"`   // days with the change above it
	Overlap   *float64       `json:"overlap"` // share of pairs of days in which the later is higher, ties half
	Pairs     *int           `json:"pairs"`   // whole ones; of a strong test on amounts
	P         *float64       `json:"p"`       // of its swaps
	OneIn     *int           `json:"one_in"`  // such tests luck alone would do this, with a verdict
	Words     *string        `json:"words"`
	Study     string         `json:"study"`
	Act       goal.Act       `json:"act"`
}

// armJSON is one side of the comparison. Values and mean are those of minutes,
// amounts or energy that the verdict rests on; null for days done.
type armJSON struct {
	Done   int      `json:"done"`
	Active int      `json:"active"`
	Values *int     `json:"values"`
	Mean   *float64 `json:"mean"`
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
	doc.Before, doc.With = &armJSON{Done: r.Arms[0].Done, Active: r.Arms[0].Active}, &armJSON{Done: r.Arms[1].Done, Active: r.Arms[1].Active}
	words, verdict := d.words.Verdict(r), string(r.Verdict())
	doc.Words, doc.Verdict = &words, &verdict
	if r.Amounts == nil {
		doc.Chance = &r.Comparison.Chance
		return doc
	}
	doc.compared(*r.Amounts)
	return doc
}

// compared tells what minutes, amounts or energy came to.
func (doc *experimentJSON) compared(a goal.AmountComparison) {
	for i, side := range []*armJSON{doc.Before, doc.With} {
		if n := a.Values[i]; n > 0 {
			side.Mean = &a.Means[i]
		}
		side.Values = &a.Values[i]
	}
	if a.Swaps == nil {
		doc.Usual, doc.Above, doc.Overlap = &a.Usual, &a.Above, a.NonOverlap
		return
	}
	p := a.Swaps.P()
	doc.Pairs, doc.P = &a.Pairs, &p
	if a.Luck > 0 {
		doc.OneIn = &a.Luck
	}
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
		parts = append(parts, draw.Figure{Name: d.say("experiment.part.study"), Value: d.words.Join(d.words.Verdict(r), counts, x.Study)})
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
			f.Note = d.words.Verdict(r)
		}
		fs = append(fs, f)
	}
	return fs
}
