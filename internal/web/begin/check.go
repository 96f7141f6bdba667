package begin

import (
	"maps"
	"net/url"
	"strconv"
	"time"

	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
	"github.com/ippo-app/ippo/internal/web/page"
)

// probe asks the rules what they think of one part of a goal, with all else as
// it may be.
func probe(d draft, change func(*goal.Begin)) error {
	b := goal.Begin{
		Goal: d.Goal, Title: "-", Area: d.area(),
		Plan: goal.PlanChange{Step: &goal.Step{Text: "-", Minutes: goal.MinStepMinutes}},
	}
	if !b.Area.Valid() {
		b.Area = goal.Contribution
	}
	change(&b)
	return goal.CheckCommand(goal.Command{ID: d.Command, At: 1, Day: goal.Date(2026, time.January, 1), Body: b})
}

// check says what is wrong with a step; what is only missing is no mistake.
func (d draft) check(w *library.Words, step int) error {
	switch step {
	case stepPurpose:
		growIn, soICan := d.purpose()
		return probe(d, func(b *goal.Begin) { b.GrowIn, b.SoICan = growIn, soICan })
	case stepOutcome:
		o, err := d.outcome(w)
		if err != nil {
			return err
		}
		return probe(d, func(b *goal.Begin) { b.Outcome = o; d.answers(b); b.Track, b.Moment = "", "" })
	case stepWeek:
		m, err := d.metric(w)
		if err != nil {
			return err
		}
		return probe(d, func(b *goal.Begin) { b.Plan.Metric = m })
	case stepMinimum:
		return d.checkMinimum(w)
	case stepIfThen:
		return d.checkPlans(w)
	case stepTracking:
		return probe(d, func(b *goal.Begin) { b.Moment = d.step(stepTracking).Text("moment") })
	}
	return nil
}

// mostMistakes are told of a step at once.
const mostMistakes = 4

// mistakes are all that is wrong with a step: each is looked for with those
// found before it left out.
func (d draft) mistakes(w *library.Words, step int) []*goal.Error {
	if step == stepArea {
		if d.area() == areaUnclear || d.area().Valid() {
			return nil
		}
		return []*goal.Error{goal.Invalid("area", "begin.need.area")}
	}
	d.Steps = maps.Clone(d.Steps)
	d.Steps[step] = maps.Clone(d.valuesOf(step))
	var es []*goal.Error
	for len(es) < mostMistakes {
		e := page.AsError(d.check(w, step))
		if e == nil || len(es) > 0 && (e.Field == "" || e.Field == es[len(es)-1].Field) {
			break
		}
		es = append(es, e)
		if !d.leaveOut(step, e.Field) {
			break
		}
	}
	return es
}

// leaveOut empties a field, and both halves of a plan; false for none of the
// step's.
func (d draft) leaveOut(step int, field string) bool {
	v := d.Steps[step]
	if step == stepIfThen && len(field) > 1 {
		i := int(field[len(field)-1]-'0') - 1
		for _, name := range []string{"if", "then"} {
			if list := v[name]; i >= 0 && i < len(list) {
				list = append([]string{}, list...)
				list[i] = ""
				v[name] = list
			}
		}
		return true
	}
	switch {
	case !v.Has(field):
		return false
	case step == stepWeek && field == "target":
		v.Set(field, "1") // a week without a number is a mistake of its own
	default:
		v.Del(field)
	}
	return true
}

func (d draft) checkMinimum(w *library.Words) error {
	s, err := d.minimum()
	if err != nil {
		return err
	}
	f := d.step(stepMinimum)
	first, second, rest := cue(w, f.Text("cue")), cue(w, f.Text("fallback")), page.RestOf(f)
	return probe(d, func(b *goal.Begin) {
		if s.Text != "" {
			b.Plan.Step = &s
		}
		b.Plan.Cue, b.Plan.Fallback, b.Plan.Rest = &first, &second, &rest
		b.Nicer = f.Text("nicer")
	})
}

// checkPlans asks for both halves of a plan, since one alone decides nothing.
func (d draft) checkPlans(w *library.Words) error {
	f := d.step(stepIfThen)
	for i := range goal.MaxIfThen {
		if cue, response := page.Nth(f.Values["if"], i), page.Nth(f.Values["then"], i); (cue == "") != (response == "") {
			half := "if"
			if response == "" {
				half = "then"
			}
			return goal.Invalid(half+strconv.Itoa(i+1), "begin.half")
		}
	}
	plans := d.ifThens(w)
	return probe(d, func(b *goal.Begin) { b.Plan.IfThens = &plans })
}

// valuesOf is a step's values to write into.
func (d *draft) valuesOf(step int) url.Values {
	if d.Steps[step] == nil {
		d.Steps[step] = url.Values{}
	}
	return d.Steps[step]
}
