package begin

import (
	"maps"
	"net/url"
	"slices"
	"strconv"

	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
	"github.com/ippo-app/ippo/internal/web/page"
)

// areaUnclear is the eighth door: small tries first.
const areaUnclear goal.Area = "unclear"

// Rows that a page shows before more are asked for.
const (
	firstMilestones = 3
	mostMilestones  = 8
)

// act does what a button inside a step asked for, and says where to go on; false
// for the button that goes forward.
func (d *draft) act(w *library.Words, step int, f page.Form) (to string, ok bool) {
	here := stepPath(step)
	switch {
	case f.Has("again"):
		d.Seen = d.whyWritten()
		return here + "#thought", true
	case f.Has("hush"):
		d.Seen = d.whyWritten()
		return here, true
	case f.Has("add"):
		d.Rows[step] = d.rows(step) + 1
		return here + "#rows", true
	case f.Has("drop"):
		d.drop(step, f.Text("drop"))
		return here + "#rows", true
	case f.Has("eg"):
		d.example(w, step, f.Text("eg"))
		return here, true
	case f.Has("restore"):
		d.restore()
		return here, true
	case f.Has("size"):
		d.valuesOf(stepMinimum).Set("minutes", f.Text("size"))
		d.Settled = d.worstDay()
		return here + "#worst", true
	case f.Has("keep"):
		d.Settled = d.worstDay()
		return here + "#worst", true
	case f.Has("instead"):
		d.countDays(step)
		return here, true
	case f.Has("fill"):
		d.fill(w)
		return here + "#rows", true
	case step == stepOutcome && d.mend(w):
		return here + "#sure", true
	case step == stepIfThen && len(d.ifThens(w)) == 0:
		d.fill(w)
	}
	return "", false
}

// rows of a step that its page shows.
func (d draft) rows(step int) int {
	if step == stepOutcome {
		n := len(filled(d.step(step).Values["milestones"]))
		return min(max(n, d.Rows[step], firstMilestones), mostMilestones)
	}
	n := 0
	f := d.step(step)
	for i := range goal.MaxIfThen {
		if page.Nth(f.Values["if"], i)+page.Nth(f.Values["then"], i) != "" {
			n = i + 1
		}
	}
	return min(max(n, d.Rows[step], 1), goal.MaxIfThen)
}

// drop takes a row out.
func (d *draft) drop(step int, row string) {
	i, err := strconv.Atoi(row)
	if err != nil || i < 0 || i >= d.rows(step) {
		return
	}
	before := d.rows(step)
	v := d.valuesOf(step)
	d.Was = &was{step, maps.Clone(v)}
	for _, name := range []string{"if", "then", "tag", "milestones"} {
		if list := v[name]; i < len(list) {
			v[name] = slices.Delete(slices.Clone(list), i, i+1)
		}
	}
	d.Rows[step] = before - 1
}

// example puts a template's words into a step; what they take the place of can
// be had back.
func (d *draft) example(w *library.Words, step int, name string) {
	t, ok := w.Template(name)
	if !ok {
		return
	}
	v := d.valuesOf(step)
	old, typed := maps.Clone(v), false
	for name, x := range exampleOf(w, t, step) {
		typed = typed || len(filled(v[name])) > 0 && !slices.Equal(v[name], x)
		v[name] = x
	}
	if typed {
		d.Was = &was{step, old}
	}
}

// restore brings back what an example or a dropped row took away.
func (d *draft) restore() {
	if d.Was != nil {
		d.Steps[d.Was.Step] = d.Was.Values
		d.Rows[d.Was.Step], d.Was = 0, nil
	}
}

// fill writes the plan of the chosen obstacle into the first empty row; into
// the first one when all are full.
func (d *draft) fill(w *library.Words) {
	all := w.Obstacles(d.area())
	i, err := strconv.Atoi(d.step(stepIfThen).Text("obstacle"))
	if err != nil || i < 0 || i >= len(all) {
		return
	}
	v := d.valuesOf(stepIfThen)
	row := 0
	for n := range goal.MaxIfThen {
		if page.Nth(v["if"], n)+page.Nth(v["then"], n) == "" {
			row = n
			break
		}
	}
	if page.Nth(v["if"], row) != "" {
		d.Was = &was{stepIfThen, maps.Clone(v)}
	}
	one := url.Values{}
	addPlan(w, one, all[i].IfThen(""))
	for _, name := range []string{"if", "then", "tag"} {
		list := slices.Clone(v[name])
		for len(list) <= row {
			list = append(list, "")
		}
		list[row] = one.Get(name)
		v[name] = list
	}
}

// mend takes up what would make the confidence a 7 (method 2.5), once; then it
// is asked again. False when there is nothing to do.
func (d *draft) mend(w *library.Words) bool {
	v := d.valuesOf(stepOutcome)
	sure, by := scaled(page.Form{Values: v}, "confidence"), goal.Mend(v.Get("mend"))
	if sure == nil || *sure >= goal.ConfidentFrom || d.Mended != "" || !slices.Contains(goal.Mends(), by) || d.check(w, stepOutcome) != nil {
		return false
	}
	o, err := d.outcome(w)
	if err != nil {
		return false
	}
	changed := true
	if by == goal.MendSmaller {
		o, changed = o.Smaller()
	}
	if by == goal.MendLonger {
		o, changed = o.Half()
	}
	if !changed {
		v.Del("mend")
		return true
	}
	if by == goal.MendSmaller || by == goal.MendLonger {
		outcomeValues(v, o)
		d.Rows[stepOutcome] = 0
	}
	d.Before, d.Mended = sure, by
	v.Del("confidence")
	v.Del("mend")
	return true
}

// countDays is the other way to count, where a body would have been measured
// (method 11).
func (d *draft) countDays(step int) {
	v := d.valuesOf(step)
	if step == stepWeek {
		v.Set("metric", string(goal.MetricDays))
		v.Set("target", "5")
	} else {
		v.Set("type", string(goal.OutcomeDays))
		v.Set("target", "60")
	}
	v.Del("unit")
	v.Del("start")
}

// worstDay is the answer with the minutes it was given for.
func (d draft) worstDay() string {
	return d.step(stepMinimum).Text("worst_day") + "/" + page.FormatNumber(d.minutes())
}

// offer is a smaller step, while the worst day asks for one that was neither
// taken nor declined.
func (d draft) offer() (score int, minutes float64, ok bool) {
	n := scaled(d.step(stepMinimum), "worst_day")
	if n == nil || *n < 0 || *n > 10 || d.Settled == d.worstDay() {
		return 0, 0, false
	}
	smaller := goal.ShrinkStep(d.minutes(), goal.WorstDay(*n))
	return *n, smaller, smaller < d.minutes()
}

// whyWritten is the whole of the why as it stands.
func (d draft) whyWritten() string {
	f := d.step(stepPurpose)
	text := d.sentence()
	for _, name := range []string{"external", "introjected", "identified", "intrinsic", "private_test"} {
		text += "/" + f.Text(name)
	}
	return text
}

// missing are the steps that a goal cannot begin without.
func (d draft) missing() []int {
	var ms []int
	if !d.area().Valid() {
		ms = append(ms, stepArea)
	}
	if clause(d.step(stepMinimum).Text("step")) == "" {
		ms = append(ms, stepMinimum)
	}
	return ms
}
