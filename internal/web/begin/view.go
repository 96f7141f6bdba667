package begin

import (
	"slices"
	"strconv"
	"time"

	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
	"github.com/ippo-app/ippo/internal/web/page"
)

// view is what a page of begin shows.
type view struct {
	page.Frame
	draft
	at       int       // the step of the page
	form     page.Form // what was typed in it
	problem  *goal.Error
	today    goal.Day
	calendar goal.Calendar
	active   []goal.Goal
	compass  goal.Compass
	template *library.Template // the page is a template's door
	other    *draft            // another goal is half begun
	typed    page.Drafted      // in the form, and not sent
}

// say a text of the pages of begin.
func (v view) say(key string, args ...library.Args) string {
	return v.W.Say("begin."+key, args...)
}

// wrong is the sentence for a field that was refused.
func (v view) wrong(field string) string {
	if v.problem == nil || v.problem.Code != goal.CodeInvalid || v.problem.Field != field {
		return ""
	}
	return v.sentenceOf(v.problem)
}

// described is the id of what is read with a field: its problem, else its hint.
func (v view) described(field, hint string) string {
	if v.wrong(field) != "" {
		return field + "-p"
	}
	return hint
}

func hintID(name, hint string) string {
	if hint == "" {
		return ""
	}
	return name + "-h"
}

// sentenceOf a problem: the pages say some of them in their own way.
func (v view) sentenceOf(e *goal.Error) string {
	if own := "begin." + e.Key; v.W.Has(own) {
		x := *e
		x.Key = own
		return v.W.Sentence(&x)
	}
	return v.W.Sentence(e)
}

// general is the sentence of a refusal that no field of the page shows.
func (v view) general() string {
	if v.problem == nil || v.asksSecond() || v.asksRoom() || slices.Contains(v.shown(), v.problem.Field) {
		return ""
	}
	return v.sentenceOf(v.problem)
}

// shown are the fields of the page that can tell a problem.
func (v view) shown() []string {
	switch {
	case v.template != nil:
		return []string{"target", "start", "unit"}
	case v.at == stepIfThen:
		return []string{"if1", "then1", "if2", "then2", "if3", "then3"}
	case v.at == stepOutcome:
		return []string{"outcome", "type", "start", "target", "unit", "weeks", "milestones", "baseline", "must_not_suffer", "helper"}
	}
	return fieldsOf(v.at)
}

// asksSecond says whether an explicit yes is asked for, asksRoom whether two
// goals are active already.
func (v view) asksSecond() bool { return v.problem != nil && v.problem.Key == "error.goal.second" }

func (v view) asksRoom() bool {
	return v.problem != nil && v.problem.Key == "error.goal.two_active"
}

// is says whether a choice was made.
func (v view) is(name, value string) bool { return slices.Contains(v.form.Values[name], value) }

// chosen is an answer on a scale.
func (v view) chosen(name string) *int { return scaled(v.form, name) }

// stone is one of the seven at the top of the page.
type stone struct {
	n          int
	name, aria string
	now, done  bool
	open       bool // can be gone to
}

func (v view) stones() []stone {
	last := v.at
	for n := range v.Steps {
		last = max(last, n)
	}
	var all []stone
	for n := stepArea; n <= stepTracking; n++ {
		s := stone{n: n, name: v.say("stone." + strconv.Itoa(n)), now: n == v.at}
		s.done = !s.now && v.rowText(n) != ""
		s.open = s.now || s.done || n <= last
		key := "stone"
		if s.done {
			key = "stone_done"
		}
		s.aria = v.say(key, library.Args{"n": n, "name": s.name})
		all = append(all, s)
	}
	return all
}

// row of the card at the side.
type row struct {
	label, text string
	now         bool
}

// card is what was written so far, and the next thing to write.
func (v view) card() []row {
	last := v.at + 1
	for n := stepArea; n <= stepTracking; n++ {
		if v.rowText(n) != "" {
			last = max(last, n)
		}
	}
	var rows []row
	for n := stepArea; n <= min(last, stepTracking); n++ {
		r := row{label: v.say("row." + strconv.Itoa(n)), text: v.rowText(n), now: n == v.at}
		if r.text == "" {
			r.text = v.say("to_write")
		}
		rows = append(rows, r)
	}
	return rows
}

// whole is everything that a template holds.
func (v view) whole() []row {
	var rows []row
	for n := stepArea; n <= stepTracking; n++ {
		rows = append(rows, row{label: v.say("row." + strconv.Itoa(n)), text: v.rowText(n)})
		if cue := cue(v.W, v.step(stepMinimum).Text("cue")); n == stepMinimum && cue != "" {
			rows = append(rows, row{label: v.say("row.when"), text: cue})
		}
	}
	return rows
}

// rowText is what a step holds, in short.
func (v view) rowText(step int) string {
	f := v.step(step)
	switch step {
	case stepArea:
		switch a := v.area(); {
		case a.Valid():
			return v.W.Say("area." + string(a))
		case a == areaUnclear:
			return v.say("area.unclear")
		}
	case stepPurpose:
		if growIn, soICan := v.purpose(); growIn != "" {
			return v.W.PurposeSentence(growIn, soICan)
		}
	case stepOutcome:
		return f.Text("outcome")
	case stepWeek:
		return v.weekText()
	case stepMinimum:
		return f.Text("step")
	case stepIfThen:
		if plans := v.ifThens(v.W); len(plans) > 0 {
			return plans[0].Words
		}
	case stepTracking:
		return v.trackText()
	}
	return ""
}

func (v view) weekText() string {
	m, err := v.metric(v.W)
	if err != nil || m == nil || m.Target <= 0 {
		return ""
	}
	return weekly(v.W, v.Template, *m)
}

// weekly says the number of a week; a template's own number in its own words.
func weekly(w *library.Words, template string, m goal.Metric) string {
	if t, ok := w.Template(template); ok && t.Metric == m {
		return t.Weekly
	}
	return w.Amount(m.Target, m.Unit)
}

func (v view) trackText() string {
	f := v.step(stepTracking)
	t := f.Text("track")
	if !slices.Contains(tracks(), t) {
		return ""
	}
	text := v.say("track." + t)
	if m := clause(f.Text("moment")); m != "" {
		text += ", " + v.say("after", library.Args{"moment": m})
	}
	return text
}

// tracks are the ways to keep count (method 6.1).
func tracks() []string { return []string{"tap", "timer", "paper", "terminal", "script", "weekly"} }

// templates of the chosen area, as examples.
func (v view) examples() []library.Template {
	var ts []library.Template
	for _, t := range v.W.Templates() {
		if t.Area == v.area() {
			ts = append(ts, t)
		}
	}
	return ts
}

// thought is one gentle question about the why.
type thought struct{ flag, text string }

// thoughts are the at most two that are shown, and the one question about whose
// goal it is (method 1.5).
func (v view) thoughts() []thought {
	var ts []thought
	if s := v.sentence(); s != "" {
		for _, f := range goal.ShownFlags(goal.CheckPurpose(s, v.W.Lang()), v.compass.Dismissed...) {
			ts = append(ts, thought{string(f), v.W.Say("check." + string(f))})
		}
	}
	w, all := v.why()
	private := scaled(v.step(stepPurpose), "private_test")
	if len(ts) < 2 && (all && w.Concern() || private != nil && goal.PrivateTest(*private).Concern()) && !slices.Contains(v.compass.Dismissed, "why") {
		ts = append(ts, thought{"why", v.W.Say("check.why")})
	}
	return ts
}

// behind are the thoughts that the page after the why still has to show.
func (v view) behind() []thought {
	if v.at <= stepPurpose || v.Seen == v.whyWritten() || v.template != nil {
		return nil
	}
	return v.thoughts()
}

// lastDay is the ninetieth day of a season that begins today.
func (v view) lastDay() goal.Day { return v.today + goal.SeasonDays - 1 }

// forNow says whether the sentence may still be wrong; a new one may.
func (v view) forNow() bool {
	return v.form.Has("provisional") || !v.visited(stepPurpose) && len(v.form.Values) == 0
}

// askAgain is the day on which a sentence that is for now is looked at again.
func (v view) askAgain() goal.Day { return v.today + goal.ProvisionalDays }

// weekdays in the order of the person's week.
func (v view) weekdays() []time.Weekday {
	var ds []time.Weekday
	for i := range 7 {
		ds = append(ds, (v.calendar.WeekStart(v.today)+time.Weekday(i))%7)
	}
	return ds
}

// daysLeft of the running week, today included.
func (v view) daysLeft() int {
	_, last := v.calendar.Week(v.today)
	return int(last-v.today) + 1
}

// firstWeek says what a season that begins today asks of its first week.
func (v view) firstWeek() string {
	m, err := v.metric(v.W)
	left := v.daysLeft()
	switch {
	case left == 7:
		return v.say("week.full")
	case err != nil || m == nil || m.Target <= 0:
		return v.say("week.share")
	case left <= goal.SettlingDays:
		return v.say("week.settling", library.Args{"day": v.W.Weekday(v.today.Weekday())})
	}
	return v.say("week.part", library.Args{
		"day": v.W.Weekday(v.today.Weekday()), "n": v.W.About(goal.WeekTarget(m.Target, left)), "unit": v.W.Unit(m.Unit, goal.WeekTarget(m.Target, left)), "target": v.W.About(m.Target),
	})
}

// lengths of a step to choose from, and the one that was written if it is none
// of them.
func (v view) lengths() []float64 {
	all := []float64{2, 3, 5, 8, 10}
	if m := v.minutes(); m > 0 && !slices.Contains(all, m) {
		all = append(all, m)
		slices.Sort(all)
	}
	return all
}

// counted says whether the step may carry an amount in the week's unit.
func (v view) counted() bool {
	return goal.MetricKind(v.step(stepWeek).Text("metric")).CountsUnits()
}
