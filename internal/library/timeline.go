package library

import (
	"strconv"
	"strings"
	"time"

	"github.com/ippo-app/ippo/internal/goal"
)

// Event says a line of the timeline: what happened, and in which words.
func (w *Words) Event(e goal.Event) (what, words string) {
	until := w.Date(e.Until)
	if e.Until.Year() != e.Day.Year() {
		until = w.DatedDate(e.Until)
	}
	a := Args{"n": e.Number, "until": until, "status": w.Say("status." + string(e.Status))}
	key := "timeline." + string(e.Kind)
	switch {
	case e.Kind == goal.EventVerdict && e.Act != goal.ActNone:
		key += "." + string(e.Act)
	case e.Suggested != nil:
		a["what"] = w.Suggest(*e.Suggested).What
	case e.Kind == goal.EventPause && e.Until != 0:
		key = "timeline.pause_until"
	}
	what = w.Say(key, a)
	if e.To != nil && e.From != nil {
		what = w.Join(what, w.Stop(w.change(*e.From, *e.To)))
	}
	if e.Purpose != nil {
		return what, w.Purpose(*e.Purpose)
	}
	return what, e.Words
}

// change says what of a plan differs, from what to what.
func (w *Words) change(from goal.Plan, to goal.PlanChange) string {
	var parts []string
	say := func(key string, a Args) { parts = append(parts, w.Say("timeline."+key, a)) }
	if s := to.Step; s != nil {
		if s.Minutes != from.Step.Minutes {
			say("step", Args{"from": w.About(from.Step.Minutes), "to": w.About(s.Minutes)})
		}
		if s.Text != from.Step.Text {
			say("step_words", Args{"to": s.Text})
		}
	}
	if m := to.Metric; m != nil && m.SessionMin != from.Metric.SessionMin && w.target(*m) == w.target(from.Metric) {
		say("session", Args{"from": w.About(from.Metric.SessionMin), "to": w.About(m.SessionMin)})
	} else if m != nil {
		say("target", Args{"from": w.target(from.Metric), "to": w.target(*m)})
	}
	if c := to.Cue; c != nil {
		if *c == "" {
			say("no_cue", nil)
		} else {
			say("cue", Args{"to": *c})
		}
	}
	if to.Fallback != nil {
		say("fallback", nil)
	}
	for _, x := range []struct {
		key      string
		from, to *string
	}{{"setup", &from.Setup, to.Setup}, {"bundle", &from.Bundle, to.Bundle}} {
		if x.to != nil {
			say(x.key, Args{"from": w.orNothing(*x.from), "to": w.orNothing(*x.to)})
		}
	}
	if to.Rest != nil {
		say("rest", Args{"days": w.restDays(*to.Rest)})
	}
	if r := to.Reserves; r != nil {
		say("reserves", Args{"from": from.Reserves, "to": *r})
	}
	if to.IfThens != nil {
		say("if_then", nil)
	}
	return strings.Join(parts, w.Say("chain.and"))
}

// orNothing is a line of the plan, or that there is none.
func (w *Words) orNothing(s string) string {
	if s == "" {
		return w.Say("timeline.nothing")
	}
	return s
}

// restDays names the weekdays of rest.
func (w *Words) restDays(s goal.Weekdays) string {
	var names []string
	for i := range 7 {
		if d := (time.Monday + time.Weekday(i)) % 7; s.Has(d) {
			names = append(names, w.Weekday(d))
		}
	}
	if len(names) == 0 {
		return w.Say("timeline.no_rest")
	}
	return strings.Join(names, w.Say("chain.and"))
}

// target of a week in its unit; an alternating one shows both numbers.
func (w *Words) target(m goal.Metric) string {
	t := w.About(m.Target)
	if m.Alternates {
		t += "/" + w.About(m.Target+1)
	}
	return w.amount(t, m.Target, m.Unit)
}

// Explain says a line of an explanation; shares are percentages.
func (w *Words) Explain(b goal.Because) string {
	a := Args{}
	for i, v := range b.Args {
		switch x := v.(type) {
		case goal.Day:
			v = w.FullDate(x)
		case float64:
			v = w.shortNumber(x)
			if b.Key == "explain.forecast.chance" || b.Key == "explain.experiment.chance" {
				v = w.Percent(x)
			}
		}
		a[strconv.Itoa(i)] = v
	}
	said := w.Say(b.Key, a)
	if buffer, ok := bufferOf(b); ok { // the same number as everywhere else
		return w.Join(w.Pace(buffer), said)
	}
	return said
}

// bufferOf is the distance to the pace line that a line of an explanation tells.
func bufferOf(b goal.Because) (days float64, ok bool) {
	if b.Key != "explain.pace.buffer" || len(b.Args) == 0 {
		return 0, false
	}
	days, ok = b.Args[0].(float64)
	return days, ok
}

// shortNumber is a number with two digits after the point at most.
func (w *Words) shortNumber(x float64) string {
	s := strconv.FormatFloat(x, 'f', 2, 64)
	return w.decimalPoint(strings.TrimSuffix(strings.TrimRight(s, "0"), "."))
}
