package begin

import (
	"strconv"

	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
	"github.com/ippo-app/ippo/internal/web/page"
)

// Hints of the steps: they suggest and never stop anybody.

// onStep is the view with the words of another step in its fields.
func (v view) onStep(step int) view {
	v.form = v.step(step)
	return v
}

// openNumber says whether a template leaves its number to the person.
func (v view) openNumber() bool {
	o := v.template.Outcome
	switch o.Type {
	case goal.OutcomeTotal, goal.OutcomeAverage, goal.OutcomeLevelUp, goal.OutcomeLevelDown:
		return o.Target == nil
	default:
		return false
	}
}

func (v view) purposeOf(t library.Template) string {
	return v.W.PurposeSentence(t.GrowIn, t.SoICan)
}

// prompts are three questions for somebody who looks for words.
func (v view) prompts() []string {
	var qs []string
	for _, l := range []library.Lens{library.LensLove, library.LensGood, library.LensNeeded} {
		if some := v.W.SomePrompts(l, 0); len(some) > 0 {
			qs = append(qs, some[0])
		}
	}
	return qs
}

// bodyUnit says whether the page counts a measure of a body (method 11).
func (v view) bodyUnit() bool {
	return v.area() == goal.Health && goal.IsBodyUnit(v.form.Text("unit"))
}

// hint is a line with a sign before it.
type hint struct{ icon, text string }

// evaluable says whether one can tell on the last day.
func (v view) evaluable() hint {
	o, err := v.outcome(v.W)
	switch {
	case err != nil || o.Type == goal.OutcomeNone:
		return hint{"i-pen", v.say("real.how")}
	case !o.Evaluable():
		return hint{"i-pen", v.say("real.number")}
	case o.Type == goal.OutcomeOneOff || o.Type == goal.OutcomeMilestones:
		return hint{"i-check", v.say("real.event")}
	}
	return hint{"i-check", v.say("real.counted")}
}

// rate is what the outcome asks of a week, and how far that is from now.
type rate struct{ asked, text string }

func (v view) rate() rate {
	o, err := v.outcome(v.W)
	if err != nil {
		return rate{}
	}
	asked, ok := o.WeeklyRate()
	if !ok {
		return rate{}
	}
	r := rate{asked: v.say("real.asks", library.Args{"n": v.W.About(max(asked, -asked)), "unit": v.W.Unit(o.Unit, asked)})}
	now, err := v.form.Number("baseline")
	if err != nil {
		return r
	}
	if now != nil && asked < 0 {
		less := -*now
		now = &less
	}
	r.text = v.W.Say("check.rate." + string(goal.RateOf(asked, now)))
	return r
}

// mends are what can make the confidence a 7, as far as the outcome allows.
func (v view) mends() []goal.Mend {
	o, err := v.outcome(v.W)
	var ms []goal.Mend
	for _, m := range goal.Mends() {
		ok := true
		switch {
		case err != nil || o.Type == goal.OutcomeNone:
		case m == goal.MendSmaller:
			_, ok = o.Smaller()
		case m == goal.MendLonger:
			_, ok = o.Half()
		}
		if ok {
			ms = append(ms, m)
		}
	}
	return ms
}

// offerText says the smaller step, and asks for a version at home when the step
// leans on something.
func (v view) offerText(score int, minutes float64) string {
	text := v.say("worst.offer", library.Args{
		"score": v.W.Count(score), "new": page.Capital(v.wordFor(minutes)), "old": v.wordFor(v.minutes()),
	})
	if len(v.step(stepMinimum).Values["needs"]) > 0 {
		text += " " + v.W.Say("check.needs.hint")
	}
	return text
}

// wordFor writes a number of minutes as prose does.
func (v view) wordFor(minutes float64) string {
	if n := int(minutes); float64(n) == minutes {
		return v.W.Count(n)
	}
	return v.W.About(minutes)
}

// planNote is the key of the one question about a plan, "good" when it has a
// moment and one small action, or nothing (method 5.2).
func (v view) planNote(i int) string {
	words, _ := planAt(v.W, v.form, i)
	if words == "" || !goal.HasWordLists(v.W.Lang()) || v.wrong("if"+strconv.Itoa(i+1))+v.wrong("then"+strconv.Itoa(i+1)) != "" {
		return ""
	}
	m := goal.MarkIfThen(words)
	switch {
	case m.Weak() && m.NeedsCue():
		return "check.if_then"
	case m.Weak():
		return "check.if_then.small"
	case (m.Moment || m.Place) && m.OneAction && m.Small:
		return "good"
	}
	return ""
}

// mendedText says what was done to make the confidence a 7.
func (v view) mendedText() string {
	o, err := v.outcome(v.W)
	if err == nil && (v.Mended == goal.MendSmaller || v.Mended == goal.MendLonger) {
		if o.Target != nil {
			return v.say("mended.number", library.Args{"number": v.W.Amount(*o.Target, o.Unit)})
		}
		return v.say("mended.steps", library.Args{"n": len(o.Milestones), "count": v.W.Count(len(o.Milestones))})
	}
	return v.say("mended", library.Args{"how": v.say("mend." + string(v.Mended))})
}
