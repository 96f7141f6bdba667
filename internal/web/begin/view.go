package begin

import (
	"cmp"
	"net/url"
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
	problems []*goal.Error
	today    goal.Day
	calendar goal.Calendar
	active   []goal.Goal
	compass  goal.Compass
	template *library.Template // the page is a template's door
	other    *draft            // another goal is half begun
	typed    page.Drafted      // in the form, and not sent
	replaces int               // the step whose form would take a template in the place of other
	carried  [][2]string       // what that form said: name, value
}

// otherName is what the goal half begun can be called.
func (v view) otherName() string {
	if t := v.other.title(); t != "" {
		return t
	}
	if a := v.other.area(); a.Valid() {
		return v.W.Say("area." + string(a))
	}
	return "…"
}

// say a text of the pages of begin.
func (v view) say(key string, args ...library.Args) string {
	return v.W.Say("begin."+key, args...)
}

// is says whether a choice was made.
func (v view) is(name, value string) bool { return slices.Contains(v.form.Values[name], value) }

// opensDeeper says whether what goes deeper holds an answer of the person's
// own, or something to look at.
func (v view) opensDeeper() bool {
	own := url.Values{}
	if t, ok := v.W.Template(v.Template); ok {
		own = exampleOf(v.W, t, v.at)
	}
	for _, name := range deeperFields(v.at) {
		if v.wrong(name) != "" {
			return true
		}
		xs := filled(v.form.Values[name])
		if len(xs) > 0 && !slices.Equal(xs, own[name]) {
			return true
		}
	}
	switch v.at {
	case stepPurpose:
		return !v.forNow()
	case stepOutcome:
		return v.Mended != ""
	case stepMinimum:
		return v.wrong("minutes") != "" || v.minutes() != cmp.Or(minutesOf(own), defaultMinutes)
	}
	return false
}

func minutesOf(v url.Values) float64 {
	x, err := page.Form{Values: v}.Amount("minutes", 0)
	if err != nil {
		return 0
	}
	return x
}

// deeperFields are the fields of a step that go deeper; the length of the step
// is one too, which is never empty.
func deeperFields(step int) []string {
	switch step {
	case stepArea:
		return []string{"later_list"}
	case stepPurpose:
		return []string{"external", "introjected", "identified", "intrinsic", "private_test"}
	case stepOutcome:
		return []string{"yours", "baseline", "done_in_time", "must_not_suffer", "confidence", "mend", "helper"}
	case stepWeek:
		return []string{"session_min", "where", "control", "count", "move"}
	case stepMinimum:
		return []string{"amount", "fallback", "rest", "worst_day", "needs", "nicer"}
	case stepIfThen:
		return []string{"obstacle", "pictured"}
	}
	return nil
}

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
