package today

import (
	"net/http"
	"net/url"
	"strconv"
	"time"
	"unicode/utf8"

	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
	"github.com/ippo-app/ippo/internal/web/page"
)

// hardMinutes is the timer of a hard day; timerMost bounds any.
const (
	hardMinutes = 2
	timerMost   = 60
)

// timing is a timer that runs until an instant. Nothing of it is kept on the
// server: without a script it stands in the page's address.
type timing struct {
	goal        string // slug
	from, until int64  // ms UTC
	hard        bool   // the two minutes of a hard day
}

// Timer starts one and shows the day with its end.
func (ps *Pages) Timer(w http.ResponseWriter, r *http.Request) error {
	f, l, _, err := ps.dayForm(r)
	if err != nil {
		return err
	}
	n, err := f.Number("minutes")
	if err != nil {
		return err
	}
	if n == nil || !(*n > 0 && *n <= timerMost) { // NaN is neither
		return goal.Invalid("minutes", "timer.minutes", timerMost)
	}
	now := ps.App.Now()
	q := url.Values{
		"timer": {l.Goal.Slug}, "from": {strconv.FormatInt(now, 10)},
		"until": {strconv.FormatInt(now+int64(*n*float64(time.Minute/time.Millisecond)), 10)},
	}
	if f.Has("hard") {
		q.Set("hard", "1")
	}
	http.Redirect(w, r, "/?"+q.Encode(), http.StatusSeeOther)
	return nil
}

// readTiming reads the timer in an address; nonsense is no timer.
func readTiming(r *http.Request) timing {
	q := r.URL.Query()
	from, err := strconv.ParseInt(q.Get("from"), 10, 64)
	until, err2 := strconv.ParseInt(q.Get("until"), 10, 64)
	if err != nil || err2 != nil || until <= from || until-from > (timerMost*time.Minute).Milliseconds() {
		return timing{}
	}
	return timing{goal: q.Get("timer"), from: from, until: until, hard: q.Has("hard")}
}

// running is the timer of the hero's place, for as long as it is of use: until
// the stamp, and at most an hour past its end.
func (v view) running(l goal.Look) (timing, bool) {
	t := v.timer
	of := t.goal != "" && t.goal == l.Goal.Slug && page.DayState(l) == "open"
	return t, of && v.Watch.Now >= t.from && v.Watch.Now < t.until+time.Hour.Milliseconds()
}

// part of the timer that is over at an instant, in percent.
func (t timing) part(now int64) float64 {
	if t.until <= t.from {
		return 0
	}
	return min(100, max(0, float64(now-t.from)/float64(t.until-t.from)*100))
}

// fresh says whether the style's own two minutes are this timer's.
func (t timing) fresh(now int64) bool {
	return t.until-t.from == (hardMinutes*time.Minute).Milliseconds() && t.part(now) < 1
}

// end of the timer on the person's wall clock.
func (v view) end(l goal.Look, t timing) string {
	if t.until == 0 {
		return ""
	}
	return l.Calendar.Clock(t.until).Format("15:04")
}

// dash of the ring that shows what is over.
func (v view) dash(t timing) string {
	return strconv.FormatFloat(t.part(v.Watch.Now), 'f', 1, 64) + " 200"
}

// startable is a timer that a form starts, and what is said while it runs.
type startable struct {
	minutes    float64
	hard       bool
	line, step string
}

// stepTimer is for the minimum step as it is planned.
func stepTimer(w *library.Words, l goal.Look) startable {
	n := l.Plan.Step.Minutes
	return startable{minutes: n, line: minutesLine(w, n), step: l.Plan.Step.Text}
}

// hardTimer is for two minutes of whatever the if-then plan says.
func hardTimer(w *library.Words, l goal.Look) startable {
	return startable{
		minutes: hardMinutes, hard: true, line: minutesLine(w, hardMinutes), step: hardStep(l),
	}
}

// minutesLine is "Two minutes".
func minutesLine(w *library.Words, n float64) string {
	return page.Capital(w.Say("timer.line", library.Args{"n": n, "count": countOf(w, n)}))
}

// minutesLabel is "Two-minute timer".
func minutesLabel(w *library.Words, n float64) string {
	return page.Capital(w.Say("timer.start", library.Args{"n": n, "count": countOf(w, n)}))
}

func countOf(w *library.Words, n float64) string {
	if n == float64(int(n)) {
		return w.Count(int(n))
	}
	return w.About(n)
}

// hardStep is what the THEN of the first if-then plan asks, as a title; where
// the words do not say it as a deed, the step itself.
func hardStep(l goal.Look) string {
	p, _, ok := ifThen(l)
	if !ok {
		return l.Plan.Step.Text
	}
	then, ok := goal.IfThenDeed(p.Words)
	if !ok || then == "" || utf8.RuneCountInString(then) > 60 {
		return l.Plan.Step.Text
	}
	return page.Capital(then)
}
