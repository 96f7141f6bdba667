package cli

import (
	"context"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/cli/draw"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
)

// newCompass holds the commands about the direction: why, before what.
func newCompass(d deps) *cobra.Command {
	c := &cobra.Command{
		Use:     "compass",
		Example: "  ippo compass\n  ippo compass add 'teach chess to my nephew' --lens love \\\n    --love 3 --good 2 --needed 3 --support 2\n  ippo compass check 'I want to grow in listening so I can hear my brother'",
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) > 0 {
				return unknownCommand(c, args[0])
			}
			return d.app(c.Context(), func(a *app.App) error { return d.compass(c.Context(), a) })
		},
	}
	for i, sub := range []*cobra.Command{
		newCompassItems(d), newCompassAdd(d), newCompassPurpose(d), newCompassCheck(d), newCompassTrial(d), newCompassEnergy(d),
	} {
		inPlace(i, sub)
		c.AddCommand(sub)
	}
	return c
}

// compassJSON is the whole direction.
type compassJSON struct {
	Purpose *purposeJSON `json:"purpose"` // the last wording, null before one
	Items   []itemJSON   `json:"items"`
	Meets   []goal.Item  `json:"meets"` // items in which two lenses or more meet, the broadest first
	Trials  []trialJSON  `json:"trials"`
	Best    *goal.Trial  `json:"best_trial"`
	Energy  []energyJSON `json:"energy"`
}

type purposeJSON struct {
	From        goal.Day `json:"from"`
	Sentence    string   `json:"sentence"`
	Provisional bool     `json:"provisional"`
}

type itemJSON struct {
	Number int    `json:"number"`
	Lens   string `json:"lens"`
	goal.Item
}

type trialJSON struct {
	Number int             `json:"number"`
	Date   goal.Day        `json:"date"`
	State  goal.TrialState `json:"state"`
	goal.Trial
	Fit int `json:"fit"`
}

type energyJSON struct {
	Number int      `json:"number"`
	Date   goal.Day `json:"date"`
	Words  string   `json:"words"`
	Before int      `json:"before,omitempty"`
	After  int      `json:"after,omitempty"`
}

func (d deps) compassDocument(c goal.Compass) compassJSON {
	doc := compassJSON{Items: []itemJSON{}, Meets: append([]goal.Item{}, c.Meets()...), Trials: []trialJSON{}, Energy: []energyJSON{}}
	if p, ok := c.Purpose(); ok {
		doc.Purpose = &purposeJSON{p.From, d.words.Purpose(p), p.Provisional}
	}
	for i, x := range c.Items {
		doc.Items = append(doc.Items, itemJSON{i + 1, x.Lens, x.Item})
	}
	for i, x := range c.Trials {
		doc.Trials = append(doc.Trials, trialJSON{i + 1, x.Day, x.State, x.Trial, x.Fit()})
	}
	if best, ok := c.BestTrial(); ok {
		doc.Best = &best
	}
	for i, x := range c.Energy {
		doc.Energy = append(doc.Energy, energyJSON{i + 1, x.Day, x.Words, x.Before, x.After})
	}
	return doc
}

func (d deps) compass(ctx context.Context, a *app.App) error {
	v, err := a.Compass(ctx, me())
	if err != nil {
		return err
	}
	if d.flags.json {
		return d.json(d.compassDocument(v.Compass))
	}
	c := v.Compass
	if p, ok := c.Purpose(); ok {
		d.heading("term.compass.purpose", d.words.Purpose(p))
	}
	if len(c.Items) == 0 && len(c.Purposes) == 0 {
		d.prompts()
		return nil
	}
	d.printItems(c)
	d.printTrials(c)
	d.printEnergyNotes(c)
	return nil
}

// heading is a strong line with texts under it.
func (d deps) heading(key string, texts ...string) {
	p := d.pen()
	if d.flags.words {
		d.printf("%s\n", d.words.Stop(d.say(key)))
		for _, t := range texts {
			d.printf("%s\n", draw.Clean(d.words.Stop(t)))
		}
		return
	}
	d.draw(draw.Join(draw.Blank(2), draw.Text(draw.Strong, d.say(key))))
	for _, t := range texts {
		for _, part := range draw.Wrap(t, p.Width-4) {
			d.draw(draw.Join(draw.Blank(4), draw.Text(draw.Plain, part)))
		}
	}
}

// prompts shows three questions of every lens, for a direction that has no
// words yet.
func (d deps) prompts() {
	d.print(d.say("term.compass.note"))
	for _, l := range library.Lenses() {
		if !d.flags.words {
			d.draw(draw.Line{})
		}
		d.heading("lens."+string(l), d.words.SomePrompts(l, int(d.now().Unix()/86400))...)
	}
	d.print(d.say("term.compass.add"))
}

func (d deps) printItems(c goal.Compass) {
	var lines []string
	for i, x := range c.Items {
		lines = append(lines, d.say("term.compass.item", library.Args{
			"n": i + 1, "words": x.Words, "love": x.Love, "good": x.Good, "needed": x.Needed, "support": x.Supportable,
		}))
	}
	if len(lines) > 0 {
		d.heading("term.compass.items", lines...)
	}
	var meets []string
	for _, x := range c.Meets() {
		meets = append(meets, d.say("term.compass.meet", library.Args{"words": x.Words, "n": x.Breadth(), "count": d.words.Count(x.Breadth())}))
	}
	if len(meets) > 0 {
		d.heading("term.compass.meets", meets...)
	} else if len(lines) > 0 {
		d.print(d.say("term.compass.try"))
	}
}

func (d deps) printTrials(c goal.Compass) {
	var lines []string
	for i, x := range c.Trials {
		key := "term.compass.trial"
		if x.State != goal.TrialTried {
			key += "." + string(x.State)
		}
		lines = append(lines, d.say(key, library.Args{
			"n": i + 1, "what": x.What, "before": x.Before, "after": x.After, "again": x.Again, "fit": x.Fit(),
		}))
	}
	if len(lines) == 0 {
		return
	}
	if best, ok := c.BestTrial(); ok {
		lines = append(lines, d.say("term.compass.best", library.Args{"what": best.What}))
	}
	d.heading("term.compass.trials", lines...)
}

func (d deps) printEnergyNotes(c goal.Compass) {
	var lines []string
	for i, x := range c.Energy {
		words := x.Words
		if x.Gives() {
			words = d.say("term.compass.gives", library.Args{"words": x.Words})
		} else if x.Takes() {
			words = d.say("term.compass.takes", library.Args{"words": x.Words})
		}
		lines = append(lines, strconv.Itoa(i+1)+"  "+words)
	}
	if len(lines) > 0 {
		d.heading("term.compass.energy", lines...)
	}
}

// numbered is the place that a number from a list names.
func numbered[T any](xs []T, n int) (T, error) {
	if n < 1 || n > len(xs) {
		var none T
		return none, goal.NotFound("number", "error.number", n)
	}
	return xs[n-1], nil
}

// commandAnswer is what a command says that changes one thing.
type commandAnswer struct {
	Command string `json:"command"`
}

// saved says that a command of the compass was applied.
func (d deps) saved(ctx context.Context, a *app.App, body goal.Body, key string) error {
	ans, err := d.do(ctx, a, body)
	if err != nil {
		return err
	}
	if d.flags.json {
		return d.json(commandAnswer{ans.Command})
	}
	d.print(d.say(key))
	return nil
}
