package begin

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
	"github.com/ippo-app/ippo/internal/web/page"
)

// The draft is one for page and terminal. The terminal reads and writes "step"
// and "begin" of its rest; the page keeps its own beside them, and in the fields
// what was typed, as it was typed: "3.outcome" is the outcome of step 3.

// draft that was saved, and whether there is one. A form that this program does
// not know counts as none.
func (ps *Pages) draft(r *http.Request) (draft, bool, error) {
	kept, there, err := ps.App.Draft(r.Context(), page.Who(r), app.FormBegin)
	if err != nil || !there {
		return draft{}, false, err
	}
	words, err := ps.Words(r)
	if err != nil {
		return draft{}, false, err
	}
	d, known := readDraft(words, kept)
	return d, known, nil
}

// readDraft reads a draft that was kept.
func readDraft(words *library.Words, kept app.Draft) (draft, bool) {
	d := newDraft("", "")
	if kept.Rest != "" && json.Unmarshal([]byte(kept.Rest), &d) != nil {
		return draft{}, false
	}
	theirs := d.Begin != nil && (d.Mine == "" || len(d.Steps) > 0 && d.Mine != fingerprint(*d.Begin)) // with steps: from before fields were kept
	if d.Steps == nil {
		d.Steps = map[int]url.Values{}
	}
	if d.Rows == nil {
		d.Rows = map[int]int{}
	}
	for name, t := range kept.Fields {
		if step, field, ok := fieldNamed(name); ok {
			if d.valuesOf(step).Del(field); len(t.Values) > 0 {
				d.valuesOf(step)[field] = slices.Clone(t.Values)
			}
		}
	}
	d.At, d.Saved = min(max(d.At, stepArea), stepTracking), max(d.Saved, kept.At)
	if theirs {
		d.takeUp(words, *d.Begin)
	}
	return d, true
}

// fieldNamed takes the name of a draft's field apart.
func fieldNamed(name string) (step int, field string, ok bool) {
	number, field, ok := strings.Cut(name, ".")
	step, err := strconv.Atoi(number)
	return step, field, ok && err == nil && slices.Contains(fieldsOf(step), field)
}

func fieldName(step int, field string) string { return strconv.Itoa(step) + "." + field }

// saveDraft keeps it, whatever is right or wrong with it.
func (ps *Pages) saveDraft(r *http.Request, words *library.Words, f page.Form, d *draft) error {
	rest, err := d.rest(words)
	if err != nil {
		return err
	}
	c := ps.Typed(r, app.FormBegin, f)
	for step, values := range d.Steps {
		for _, name := range fieldsOf(step) {
			c.Fields[fieldName(step, name)] = app.Text{Values: values[name]}
		}
	}
	c.Around = func(kept *app.Draft, write func()) error {
		write()
		kept.Rest = rest
		return nil
	}
	_, _, err = ps.App.SaveDraft(r.Context(), page.Who(r), c)
	return err
}

// rest is what the draft keeps that nobody typed, with the goal so far, which the
// terminal takes up.
func (d *draft) rest(words *library.Words) (string, error) {
	b, _ := d.body(words, false) // what cannot be read yet stays out
	x := *d
	x.Begin, x.Mine, x.Steps, x.Saved = &b, fingerprint(b), nil, 0
	text, err := json.Marshal(x)
	return string(text), err
}

// around is what happens around a draft that is kept while it is typed: what the
// terminal said last is taken up first, and the terminal finds the goal so far.
func (ps *Pages) around(r *http.Request, c *app.DraftChange) error {
	words, err := ps.Words(r)
	if err != nil {
		return err
	}
	fresh := ps.App.NewID()
	c.Around = func(kept *app.Draft, write func()) error {
		d, known := readDraft(words, *kept)
		if !known {
			d, kept.Rest = newDraft("", ""), ""
		}
		d.into(kept)
		write()
		whole := *kept
		whole.Rest = ""
		after, _ := readDraft(words, whole)
		d.Steps = after.Steps
		if d.Goal == "" {
			d.Goal = fresh
		}
		for name := range c.Fields {
			d.At, _, _ = fieldNamed(name)
		}
		rest, err := d.rest(words)
		kept.Rest = rest
		return err
	}
	return nil
}

// into writes the steps into the fields of a draft where they say something else:
// the terminal said it.
func (d *draft) into(kept *app.Draft) {
	for step, values := range d.Steps {
		for _, name := range fieldsOf(step) {
			key := fieldName(step, name)
			t := kept.Fields[key]
			if !slices.Equal(t.Values, values[name]) {
				t.Text = app.Text{Values: values[name], At: max(d.Saved, t.At), Device: terminal}
				kept.Fields[key] = t
			}
		}
	}
}

// terminal is the device of what was said there.
const terminal = "terminal"

func fingerprint(b goal.Begin) string {
	text, err := json.Marshal(b)
	if err != nil {
		return "" // holds what JSON cannot: it is no goal the terminal could have written
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:8])
}

// takeUp writes into the steps what the terminal said last.
func (d *draft) takeUp(w *library.Words, b goal.Begin) {
	if b.Goal != "" {
		d.Goal = b.Goal
	}
	d.Template, d.Before = b.Template, b.Before
	set := func(step int, name, value string) { d.valuesOf(step).Set(name, value) }
	set(stepArea, "area", string(b.Area))
	set(stepArea, "later_list", b.Later)
	if b.GrowIn+b.SoICan != "" {
		set(stepPurpose, "grow_in", b.GrowIn)
		set(stepPurpose, "so_i_can", b.SoICan)
		d.Steps[stepPurpose].Del("provisional")
		if b.Provisional {
			set(stepPurpose, "provisional", "1")
		}
	}
	d.takeUpAnswers(b)
	outcomeValues(d.valuesOf(stepOutcome), b.Outcome)
	if m := b.Plan.Metric; m != nil {
		metricValues(d.valuesOf(stepWeek), *m)
	}
	d.takeUpPlan(w, b.Plan)
	if b.Track != "" {
		set(stepTracking, "track", b.Track)
		set(stepTracking, "moment", b.Moment)
	}
}

func (d *draft) takeUpAnswers(b goal.Begin) {
	scale := func(step int, name string, n *int) {
		if n != nil {
			d.valuesOf(step).Set(name, strconv.Itoa(*n))
		}
	}
	scale(stepOutcome, "confidence", b.Confidence)
	scale(stepPurpose, "private_test", b.PrivateTest)
	scale(stepMinimum, "worst_day", b.WorstDay)
	if len(b.Why) == 4 {
		for i, name := range goal.WhyNames() {
			scale(stepPurpose, name, &b.Why[i])
		}
	}
	d.valuesOf(stepOutcome).Set("must_not_suffer", b.MustNot)
	d.valuesOf(stepOutcome).Set("helper", b.Helper)
	d.valuesOf(stepMinimum).Set("nicer", b.Nicer)
	d.valuesOf(stepMinimum).Del("needs")
	for _, n := range b.Needs {
		d.valuesOf(stepMinimum).Add("needs", string(n))
	}
}

func (d *draft) takeUpPlan(w *library.Words, c goal.PlanChange) {
	v := d.valuesOf(stepMinimum)
	if s := c.Step; s != nil {
		v.Set("step", s.Text)
		v.Set("minutes", page.FormatNumber(s.Minutes))
		v.Set("amount", page.FormatNumber(s.Amount))
	}
	if c.Cue != nil {
		v.Set("cue", unwrapped(w.Say("begin.cue"), *c.Cue))
	}
	if c.Fallback != nil {
		v.Set("fallback", unwrapped(w.Say("begin.cue"), *c.Fallback))
	}
	if c.Rest != nil {
		v.Del("rest")
		for d := time.Sunday; d <= time.Saturday; d++ {
			if c.Rest.Has(d) {
				v.Add("rest", d.String())
			}
		}
	}
	if c.IfThens != nil {
		v := url.Values{}
		for _, p := range *c.IfThens {
			addPlan(w, v, p)
		}
		d.Steps[stepIfThen] = v
	}
}
