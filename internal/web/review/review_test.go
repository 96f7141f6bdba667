package review_test

import (
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/web/webtest"
)

var (
	ruleField  = regexp.MustCompile(`name="rule" value="(\w+)"`)
	shownField = regexp.MustCompile(`name="shown" value="([^"]+)"`)
)

// week is the review of a week of fitness, as its pages see it.
type week struct {
	*webtest.Visitor
	start string // its first day
}

func (w week) at(part string) string { return "/goals/fitness/review/" + w.start + "/" + part }

// page of a part.
func (w week) page(part string) string { return w.Get(w.at(part)) }

// next sends a part on.
func (w week) next(part string, fields ...string) {
	w.T.Helper()
	if part == "change" {
		m := shownField.FindStringSubmatch(w.page(part))
		if m == nil {
			w.T.Fatal("no suggestion is shown")
		}
		fields = append(fields, "shown", m[1])
	}
	w.Did(w.at(part), append(fields, "id", "")...)
}

// close closes the week.
func (w week) close(fields ...string) {
	w.T.Helper()
	w.To("/goals/fitness/review/"+w.start, w.at("close"), append(fields, "close-week", "1")...)
}

// A week with forgotten days: the page suggests another cue, offers the
// fallback, and the accepted change holds from Monday on.
func TestTheReviewSuggestsOneChange(t *testing.T) {
	v := webtest.New(t, "2026-01-05T08:00:00Z")
	v.Begin("fitness")
	v.Live("2026-01-05T08:00:00Z", "oofoffoofoofo")
	v.At("2026-01-18T20:00:00Z")
	if to := v.Leads("/review"); to != "/goals/fitness/review/2026-01-12/reset" {
		t.Fatalf("the tab leads to %q", to)
	}
	w := week{v, "2026-01-12"}
	webtest.Has(t, webtest.Text(w.page("look")), "Week 2, 12 to 18 January", "You mended Friday on Saturday morning.")
	change := w.page("change")
	webtest.Has(t, webtest.Text(change), "Most misses were forgotten, not refused.", "Do it", "Change it", "From Monday on", "After I finish lunch")
	if m := ruleField.FindStringSubmatch(change); m == nil || m[1] != "R7a" {
		t.Fatalf("rule %v", m)
	}
	w.next("reset", "reset", "quiet")
	w.next("look")
	w.next("keep", "helped", "the shoes by the door")
	w.next("notice", "tag", "cue")
	w.next("pulse", "pulse", "4", "ease", "not_sure", "suffering", "false")
	w.next("change", "decision", "accepted")
	w.next("plan", "day", "Monday", "after", "lunch", "confidence", "8")
	if s := v.Story(); len(s.Reviews) != 0 {
		t.Fatalf("nothing is made before the week is closed: %+v", s.Reviews)
	}
	w.close("close", "It was fine.")
	l := v.LookAt("")
	if p := l.Life.Plan(goal.Date(2026, 1, 19)); p.Cue != "After I finish lunch" || p.Fallback != "After I hang up my work bag" {
		t.Errorf("from Monday on: %+v", p)
	}
	s := v.Story()
	r := s.Reviews[0]
	if len(s.Reviews) != 1 || r.Decision != goal.Accepted || *r.Pulse != 4 || r.Ease != nil || *r.Suffering || r.First != "Monday, lunch" || r.Reset != goal.ResetQuiet || r.Helped != "the shoes by the door" || r.Close != "It was fine." {
		t.Errorf("%+v", s.Reviews)
	}
	webtest.Has(t, webtest.Text(v.Get("/goals/fitness/review/2026-01-12")), "The week is closed", "The cue: After I finish lunch", "From Monday 19 January on.", "The first step: Monday, lunch", "It was fine.")
	webtest.Has(t, webtest.Text(v.Get("/")), "Decided in the review: the cue: After I finish lunch", "From Monday 19 January on.")
	if to := v.Leads("/review?goal=fitness&week=2026-01-12"); to != "/goals/fitness/review/2026-01-12" {
		t.Errorf("the old address leads to %q", to)
	}
	webtest.Has(t, webtest.Text(v.Get("/goals/fitness")), "Changed after a review: the cue: After I finish lunch")
}

// A week that is reviewed late changes nothing that lies behind: the page says
// the day on which the change begins, and it begins then (ruling 5).
func TestALateReviewSaysWhenItsChangeBegins(t *testing.T) {
	v := webtest.New(t, "2026-01-05T08:00:00Z")
	v.Begin("fitness")
	v.Live("2026-01-05T08:00:00Z", "oofoffoofoofoo")
	v.At("2026-01-20T08:00:00Z")
	w := week{v, "2026-01-12"}
	webtest.Has(t, webtest.Text(w.page("change")), "From Tuesday on")
	v.Did("/stamp", "goal", "fitness")
	webtest.Has(t, webtest.Text(w.page("change")), "From Wednesday on")
	w.next("change", "decision", "accepted")
	w.close()
	for day, cue := range map[int]string{20: "After I hang up my work bag", 21: "After I finish lunch"} {
		if p := v.LookAt("").Life.Plan(goal.Date(2026, 1, day)); p.Cue != cue {
			t.Errorf("%d January: %q", day, p.Cue)
		}
	}
}

// What is ticked after the change was looked at may lead to another suggestion:
// then closing shows the change once more, and keeps the words (ruling 93).
func TestRuling93ASuggestionThatChangedIsShownOnceMore(t *testing.T) {
	v := webtest.New(t, "2026-01-05T08:00:00Z")
	v.Begin("fitness")
	v.Live("2026-01-05T08:00:00Z", "oofoff")
	v.At("2026-01-11T20:00:00Z")
	w := week{v, "2026-01-05"}
	w.next("keep", "helped", "the neighbour's dog")
	w.next("change", "decision", "accepted")
	w.next("notice", "unwell", "1")
	page := v.Refused(http.StatusConflict, w.at("close"), "close", "a line", "close-week", "1")
	webtest.Has(t, webtest.Text(page), "Rest is part of the plan.", "What you ticked leads to another suggestion.")
	if strings.Contains(page, "checked") {
		t.Error("what was chosen for another suggestion is chosen no more")
	}
	webtest.Has(t, w.page("keep"), "the neighbour&#39;s dog")
	webtest.Has(t, w.page("close"), "a line")
	w.next("change", "decision", "accepted")
	w.close()
	if l := v.LookAt(""); l.Life.On(goal.Date(2026, 1, 12)) != goal.DayPause || l.Life.On(goal.Date(2026, 1, 19)) != goal.DayOpen {
		t.Error("a pause of seven days from tomorrow")
	}
	webtest.Has(t, webtest.Text(v.Get("/goals/fitness/review/2026-01-05")), "A week of rest, without a target.", "From Monday 12 January on.")
}

// Next, Back, the stones and leaving write the draft and nothing else; the tab
// comes back to where it was left (ruling 93).
func TestRuling93APartIsKeptAndTakenUpAgain(t *testing.T) {
	v := webtest.New(t, "2026-01-05T08:00:00Z")
	v.Begin("fitness")
	v.Live("2026-01-05T08:00:00Z", "oooooo")
	v.At("2026-01-11T20:00:00Z")
	w := week{v, "2026-01-05"}
	v.To("/", w.at("keep"), "leave", "1", "helped", "an early night")
	if to := v.Leads("/review"); to != w.at("keep") {
		t.Errorf("the tab leads to %q", to)
	}
	webtest.Has(t, v.Get("/"), "Your review of the week waits where you left it.", `href="/review?goal=fitness&amp;week=2026-01-05"`)
	webtest.Has(t, w.page("keep"), "an early night", "Saved 20:00")
	v.To(w.at("look"), w.at("keep"), "to", "look", "helped", "an early night, twice")
	webtest.Has(t, w.page("keep"), "an early night, twice")
	v.To(w.at("notice"), w.at("keep"), "helped", "")
	if page := w.page("keep"); strings.Contains(page, "an early night") {
		t.Error("an emptied field stays empty")
	}
	v.To(w.at("pulse"), w.at("notice"), "unwell", "1")
	v.To(w.at("pulse"), w.at("notice"))
	if page := w.page("notice"); strings.Contains(page, `value="1" checked`) {
		t.Error("a box that was unticked stays so")
	}
	if s := v.Story(); len(s.Reviews) != 0 {
		t.Errorf("nothing was closed: %+v", s.Reviews)
	}
	// The stones that were reached lead there, the others lie ahead.
	page := w.page("keep")
	webtest.Has(t, page, `aria-label="Part 1, Reset, done"`, `aria-label="Part 4, Notice, done"`, `value="pulse" aria-label`)
	if strings.Contains(page, `value="plan" aria-label`) {
		t.Error("a stone that lies ahead is no button")
	}
}

// Only what was in the journal before counts as sent: a page that was left open in
// another tab changes nothing once the week is closed.
func TestRuling93AClosedWeekStaysClosed(t *testing.T) {
	v := webtest.New(t, "2026-01-05T08:00:00Z")
	v.Begin("fitness")
	v.Live("2026-01-05T08:00:00Z", "oooooo")
	v.At("2026-01-11T20:00:00Z")
	w := week{v, "2026-01-05"}
	id := v.NewID()
	v.Did(w.at("keep"), "id", id, "helped", "tea")
	w.close("id", id)
	v.To("/goals/fitness/review/2026-01-05", w.at("keep"), "id", id, "helped", "tea, and more")
	if r := v.Story().Reviews; len(r) != 1 || r[0].Helped != "tea" || r[0].Decision != goal.KeepAsIs {
		t.Errorf("%+v", r)
	}
	webtest.Has(t, webtest.Text(v.Follow("/review")), "The week is closed", "Everything stays as it is.")
}

func TestWordsAreAskedForWhereOnlyThePersonKnows(t *testing.T) {
	v := webtest.New(t, "2026-01-05T08:00:00Z")
	v.Begin("fitness")
	v.At("2026-01-05T08:00:00Z")
	start := v.Time
	for i, c := range "ouououo" + "ououou" {
		v.Time = start.AddDate(0, 0, i)
		if c == 'o' {
			v.Did("/stamp", "goal", "fitness")
		} else {
			v.Did("/skip", "goal", "fitness", "tag", "unclear")
		}
	}
	v.Time = start.Add(13*24*time.Hour + 12*time.Hour)
	w := week{v, "2026-01-12"}
	change := w.page("change")
	if m := ruleField.FindStringSubmatch(change); m == nil || m[1] != "R7d" {
		t.Fatalf("rule %v in %s", m, webtest.Text(change))
	}
	shown := shownField.FindStringSubmatch(change)[1]
	page := v.Refused(http.StatusUnprocessableEntity, w.at("change"), "shown", shown, "decision", "accepted", "words", "tired <i>today</i>", "to", "plan")
	webtest.Has(t, page, "tired &lt;i&gt;today", `id="own-step" name="own-step" value="" autofocus`)
	webtest.Has(t, webtest.Text(page), "Please write what changes, or leave it as it is.")
	v.To(w.at("pulse"), w.at("change"), "shown", shown, "decision", "accepted", "to", "pulse") // back asks for nothing
	v.Refused(http.StatusUnprocessableEntity, w.at("close"), "close-week", "1")
	v.To(w.at("plan"), w.at("change"), "shown", shown, "decision", "accepted", "own-step", "Put on both shoes and open the door", "to", "plan")
	w.close()
	if p := v.LookAt("").Life.Plan(goal.Date(2026, 1, 19)); p.Step.Text != "Put on both shoes and open the door" || p.Step.Minutes != 5 {
		t.Errorf("%+v", p.Step)
	}
}

// The days without a word are asked for with one tap each: late, whatever their
// age, and the suggestion is made after the taps (ruling 49). A tap is a command at
// once (ruling 93).
func TestRuling49AWordlessDayTakesOneTap(t *testing.T) {
	v := webtest.New(t, "2026-01-05T08:00:00Z")
	v.Begin("fitness")
	v.Live("2026-01-05T08:00:00Z", "ooooooo")
	v.At("2026-01-18T20:00:00Z")
	w := week{v, "2026-01-12"}
	webtest.Has(t, webtest.Text(w.page("look")), "Days with no entry", "One tap each, or leave them.")
	for day, what := range map[string]string{"2026-01-12": "done", "2026-01-13": "skip"} {
		v.To(w.at("look"), w.at("look"), "day", day, "what", what)
	}
	v.To(w.at("short"), w.at("short"), "day", "2026-01-14", "what", "rest")
	l := v.LookAt("")
	for day, want := range map[int]goal.DayStatus{12: goal.DayDone, 13: goal.DayMissed, 14: goal.DayRest, 15: goal.DayUnlogged} {
		if got := l.Life.On(goal.Date(2026, 1, day)); got != want {
			t.Errorf("%d January is %s, want %s", day, got, want)
		}
	}
	if log := l.Logs[goal.Date(2026, 1, 12)]; !log.Late || log.Morning {
		t.Errorf("written later, and no morning: %+v", log)
	}
	if w := v.Post(w.at("look"), "day", "2026-01-12", "what", "skip"); w.Code < 400 {
		t.Errorf("a day that has its word: %d", w.Code)
	}
}

// The week's own notes stand in Look.
func TestRuling93LookHasTheWeeksNotes(t *testing.T) {
	v := webtest.New(t, "2026-01-05T08:00:00Z")
	v.Begin("fitness")
	v.Live("2026-01-05T08:00:00Z", "oooo")
	v.At("2026-01-08T20:00:00Z")
	v.Did("/word", "goal", "fitness", "note", "Saw a heron at the weir")
	v.At("2026-01-11T20:00:00Z")
	webtest.Has(t, webtest.Text(week{v, "2026-01-05"}.page("look")), "“Saw a heron at the weir” Thursday")
}

// The short review is look and one change on one page. Nothing is chosen
// beforehand, and what it does not ask breaks the row of ease answers (ruling 95).
func TestRuling95ShortReview(t *testing.T) {
	v := webtest.New(t, "2026-01-05T08:00:00Z")
	v.Begin("fitness")
	v.Live("2026-01-05T08:00:00Z", "oofoffoofoofo")
	v.At("2026-01-18T20:00:00Z")
	w := week{v, "2026-01-12"}
	webtest.Has(t, w.page("reset"), `href="/goals/fitness/review/2026-01-12/short"`)
	page := w.page("short")
	webtest.Has(t, webtest.Text(page), "Your week, and one change", "Most misses were forgotten", "All eight parts")
	for _, asks := range []string{"checked", `name="unwell"`, `name="pulse"`, `name="ease"`} {
		if strings.Contains(page, asks) {
			t.Errorf("the short review has %s", asks)
		}
	}
	shown := shownField.FindStringSubmatch(page)[1]
	v.To("/", w.at("short"), "shown", shown, "decision", "changed", "words", "mornings are full", "leave", "1")
	if to := v.Leads("/review"); to != w.at("short") {
		t.Errorf("the tab leads to %q", to)
	}
	webtest.Has(t, w.page("short"), "mornings are full")
	v.To("/goals/fitness/review/2026-01-12", w.at("short"), "shown", shown, "decision", "accepted", "close-week", "1")
	r := v.Story().Reviews
	if len(r) != 1 || r[0].Decision != goal.Accepted || r[0].Ease != nil || r[0].Pulse != nil || r[0].Unwell || r[0].Tag != "" {
		t.Errorf("%+v", r)
	}
}

// Before the first review opens the page names its day, and takes nothing.
func TestRuling94TheFirstReviewIsNamed(t *testing.T) {
	v := webtest.New(t, "2026-01-05T08:00:00Z")
	v.Begin("fitness")
	v.Live("2026-01-05T08:00:00Z", "oo")
	v.At("2026-01-07T08:00:00Z")
	page := v.Follow("/review")
	webtest.Has(t, webtest.Text(page), "Your first review is on Sunday", "Sunday 11 January, ten minutes at most.", "Days practised so far: 2.", "nothing to fill in")
	if strings.Contains(page, "<form") && strings.Contains(page, "close-week") {
		t.Error("there is something to fill in")
	}
	w := week{v, "2026-01-05"}
	webtest.Has(t, webtest.Text(v.Refused(http.StatusConflict, w.at("keep"), "helped", "tea")), "The first review is on")
	webtest.Has(t, webtest.Text(v.Refused(http.StatusConflict, "/review", "goal", "fitness", "week", "2026-01-05", "close-week", "1")), "The first review is on")
	v.At("2026-01-11T08:00:00Z")
	webtest.Has(t, webtest.Text(w.page("reset")), "Settle in first.")
}

// With two goals the tab opens the one that is not closed (ruling 94).
func TestRuling94TheTabOpensTheGoalThatIsNotClosed(t *testing.T) {
	v := webtest.New(t, "2026-01-05T08:00:00Z")
	v.Begin("fitness")
	v.Begin("learning")
	v.Live("2026-01-05T08:00:00Z", "oooo")
	v.At("2026-01-11T20:00:00Z")
	first := v.Leads("/review")
	v.Did(first[:strings.LastIndex(first, "/")]+"/close", "close-week", "1")
	if second := v.Leads("/review"); second == first || !strings.HasSuffix(second, "/review/2026-01-05/reset") {
		t.Errorf("first to %q, then to %q", first, second)
	}
}

// A page of before still closes its week, and its addresses lead on.
func TestAnOldPageStillClosesItsWeek(t *testing.T) {
	v := webtest.New(t, "2026-01-05T08:00:00Z")
	v.Begin("fitness")
	v.Live("2026-01-05T08:00:00Z", "oofoffoofoofo")
	v.At("2026-01-18T20:00:00Z")
	v.To("/", "/review", "goal", "fitness", "week", "2026-01-12", "rule", "R7a", "helped", "shoes")
	webtest.Has(t, week{v, "2026-01-12"}.page("keep"), "shoes")
	v.Refused(http.StatusConflict, "/review", "goal", "fitness", "week", "2026-01-12", "rule", "R8a", "decision", "accepted", "close-week", "1", "helped", "shoes")
	v.To("/goals/fitness/review/2026-01-12", "/review", "goal", "fitness", "week", "2026-01-12", "rule", "R7a", "decision", "accepted", "close-week", "1", "helped", "shoes")
	if r := v.Story().Reviews; len(r) != 1 || r[0].Decision != goal.Accepted || r[0].Helped != "shoes" {
		t.Errorf("%+v", r)
	}
}

func TestAnOldPageStillWritesADay(t *testing.T) {
	v := webtest.New(t, "2026-01-05T08:00:00Z")
	v.Begin("fitness")
	v.Live("2026-01-05T08:00:00Z", "ooooooo")
	v.At("2026-01-18T20:00:00Z")
	v.To("/goals/fitness/review/2026-01-12/look", "/review/day", "goal", "fitness", "week", "2026-01-12", "day", "2026-01-13", "what", "done")
	if st := v.LookAt("").Life.On(goal.Date(2026, 1, 13)); st != goal.DayDone {
		t.Errorf("13 January is %s", st)
	}
}
