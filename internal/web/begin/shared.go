package begin

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
	"github.com/ippo-app/ippo/internal/web/page"
)

// The draft is one for page and terminal. The terminal reads and writes "step"
// and "begin"; the page keeps beside them what was typed, as it was typed.

// draft that was saved, and whether there is one. A form that this program does
// not know counts as none.
func (ps *Pages) draft(r *http.Request) (draft, bool, error) {
	text, err := ps.App.Draft(r.Context(), page.Who(r))
	if err != nil || text == "" {
		return draft{}, false, err
	}
	d := newDraft("", "")
	if json.Unmarshal([]byte(text), &d) != nil {
		return draft{}, false, nil //nolint:nilerr // a form of another program counts as none
	}
	if d.Steps == nil {
		d.Steps = map[int]url.Values{}
	}
	if d.Rows == nil {
		d.Rows = map[int]int{}
	}
	d.At = min(max(d.At, stepArea), stepTracking)
	if d.Begin != nil && d.Mine != fingerprint(*d.Begin) {
		words, err := ps.Words(r)
		if err != nil {
			return draft{}, false, err
		}
		d.takeUp(words, *d.Begin)
	}
	return d, true, nil
}

// saveDraft keeps it, whatever is right or wrong with it.
func (ps *Pages) saveDraft(r *http.Request, words *library.Words, d *draft) error {
	d.Saved = ps.App.Now()
	b, _ := d.body(words, false) // what cannot be read yet stays out
	d.Begin, d.Mine = &b, fingerprint(b)
	text, err := json.Marshal(d)
	if err != nil {
		return err
	}
	if len(text) > maxDraft {
		return goal.Invalid("", "begin.too_long")
	}
	return ps.App.SaveDraft(r.Context(), page.Who(r), string(text))
}

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
