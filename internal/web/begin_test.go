package web_test

import (
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strconv"
	"testing"
	"time"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
	"github.com/ippo-app/ippo/internal/web"
)

var hidden = regexp.MustCompile(`name="(id|goal)" value="([^"]+)"`)

// ids that a page of begin carries.

func ids(page string) []string {
	var fields []string
	for _, m := range hidden.FindAllStringSubmatch(page, -1) {
		fields = append(fields, m[1], m[2])
	}
	return fields[:4]
}

// to follows a form to where it leads.

func (v *visitor) to(want, path string, fields ...string) {
	v.t.Helper()
	w := v.post(path, fields...)
	if w.Code != http.StatusSeeOther || w.Header().Get("Location") != want {
		v.t.Fatalf("POST %s %v: %d to %q, want %q\n%s", path, fields, w.Code, w.Header().Get("Location"), want, text(w.Body.String()))
	}
}

// refused is a form that does not go through; its page.

func (v *visitor) refused(code int, path string, fields ...string) string {
	v.t.Helper()
	w := v.post(path, fields...)
	if w.Code != code {
		v.t.Fatalf("POST %s %v: %d, want %d\n%s", path, fields, w.Code, code, text(w.Body.String()))
	}
	return w.Body.String()
}

// leads says where a path sends the browser.

func (v *visitor) leads(path string) string {
	v.t.Helper()
	w := v.send(httptest.NewRequestWithContext(v.t.Context(), http.MethodGet, path, nil))
	return w.Header().Get("Location")
}

// walk answers the steps from 1 to last as the sample season does.

func (v *visitor) walk(last int) {
	v.t.Helper()
	steps := [][]string{
		{"area", "health", "later_list", "Italian; the shed roof"},
		{
			"grow_in", "steady strength", "so_i_can", "keep up with my daughter on the hill path.", "provisional", "1",
			"external", "2", "introjected", "4", "identified", "6", "intrinsic", "5", "private_test", "8",
		},
		{
			"outcome", "Walk 5 km easily", "type", "level_up", "start", "0,8", "target", "5", "unit", "km",
			"milestones", "left over", "yours", "yes", "done_in_time", "1", "must_not_suffer", "Sleep", "confidence", "8",
		},
		{"metric", "sessions", "target", "3", "unit", "walks", "session_min", "15", "where", "the park", "control", "yes", "count", "no"},
		{
			"step", "Put on shoes, walk five minutes", "minutes", "5", "cue", "pour the first coffee,", "fallback", "hang up my work bag.",
			"rest", "Sunday", "worst_day", "9", "needs", "weather", "needs", "kit", "nicer", "music",
		},
		{"if", "it rains when I reach for my shoes,", "then", "I march on the spot for one song.", "tag", "place", "pictured", "1"},
		{"track", "paper", "moment", "I take my shoes off"},
	}
	for i, fields := range steps[:last] {
		want := "/begin/" + strconv.Itoa(i+2)
		if i == 6 {
			want = "/begin/done?goal=walk-5-km"
		}
		v.to(want, "/begin/"+strconv.Itoa(i+1), fields...)
	}
}

// The seven steps end in a goal that holds everything that was said.

func TestTheSevenSteps(t *testing.T) {
	v := newVisitor(t, "2026-09-07T05:40:00Z")
	v.walk(7)
	l := v.look()
	eight, nine := 8, 9
	answers := goal.Answers{
		Confidence: &eight, Why: []int{2, 4, 6, 5}, PrivateTest: &eight, WorstDay: &nine, MustNot: "Sleep", Track: "paper",
		Moment: "I take my shoes off", Needs: []goal.Dependency{goal.NeedsKit, goal.NeedsWeather}, Nicer: "music", Later: "Italian; the shed roof",
	}
	if got := show(t, l.Goal.Start); got != show(t, answers) {
		t.Errorf("answers %s", got)
	}
	target := 5.0
	outcome := goal.Outcome{Type: goal.OutcomeLevelUp, Text: "Walk 5 km easily", Start: 0.8, Target: &target, Unit: "km"}
	if got := show(t, l.Season.Outcome); got != show(t, outcome) {
		t.Errorf("outcome %s", got)
	}
	p := l.Plan
	if p.Cue != "After I pour the first coffee" || p.Fallback != "After I hang up my work bag" || !p.Rest.Has(time.Sunday) || p.Rest.Len() != 1 {
		t.Errorf("plan %+v", p)
	}
	if m := (goal.Metric{Kind: goal.MetricSessions, Target: 3, Unit: "walks", SessionMin: 15, Cap: 1, Where: "the park"}); p.Metric != m {
		t.Errorf("metric %+v", p.Metric)
	}
	if len(p.IfThens) != 1 || p.IfThens[0].Words != "If it rains when I reach for my shoes, then I march on the spot for one song" || p.IfThens[0].Obstacle != goal.TagPlace {
		t.Errorf("if-then %+v", p.IfThens)
	}
	if l.Purpose == nil || l.Purpose.SoICan != "keep up with my daughter on the hill path" || !l.Purpose.Provisional {
		t.Errorf("purpose %+v", l.Purpose)
	}
	done := v.get("/begin/done?goal=walk-5-km")
	has(t, text(done), "Season 1: 7 September to 5 December", "Day one", "Stamp today", "3 walks, of 15 minutes or more",
		"Paper, after I take my shoes off", "Italian; the shed roof", "Sunday 13 September")
	v.to("/begin/done?goal=walk-5-km", "/stamp", "goal", "walk-5-km", "next", "/begin/done?goal=walk-5-km")
	has(t, text(v.get("/begin/done?goal=walk-5-km")), "That is today kept.", "Take it back")
	if to := v.leads("/begin"); to != "" {
		t.Errorf("the draft is still there: %s", to)
	}
	v.at("2026-09-08T05:40:00Z")
	if to := v.leads("/begin/done?goal=walk-5-km"); to != "/" {
		t.Errorf("the second day is told on %q", to)
	}
}

// A closed tab, another browser, a server that was started again: every word is

// still there, also on pages that were left in the middle.

func TestADraftSurvives(t *testing.T) {
	v := newVisitor(t, "2026-09-07T05:40:00Z")
	v.walk(3)
	v.to("/", "/begin/4", "metric", "sessions", "target", "three or so", "later", "1")
	has(t, text(v.get("/")), "A goal is half begun.")
	v.handler = web.New(v.App, slog.New(slog.DiscardHandler)).Handler()
	if to := v.leads("/begin"); to != "/begin/4" {
		t.Errorf("it is taken up again at %q", to)
	}
	page := v.get("/begin/4")
	has(t, page, `value="three or so"`, "Walk 5 km easily", "Saved 05:40", "Still to write")
	v.to("/begin/2", "/begin/4", "metric", "sessions", "target", "3", "unit", "walks", "to", "2")
	has(t, v.get("/begin/2"), "keep up with my daughter")
	v.to("/begin/5", "/begin/4", "metric", "sessions", "target", "3", "unit", "walks")
}

// Terminal and page take up each other's drafts.

func TestTheDraftIsShared(t *testing.T) {
	ctx := context.Background()
	v := newVisitor(t, "2026-09-07T05:40:00Z")
	tpl, _ := library.For("en").Template("strength")
	b := tpl.Begin(v.NewID())
	cue := "After I feed the cat"
	b.Plan.Cue, b.Later, b.Moment = &cue, "Italian", "the kettle clicks"
	err := v.SaveDraft(ctx, app.LocalPerson, `{"step":5,"begin":`+show(t, b)+`}`)
	if err != nil {
		t.Fatal(err)
	}
	if to := v.leads("/begin"); to != "/begin/5" {
		t.Errorf("taken up at %q", to)
	}
	has(t, v.get("/begin/5"), "feed the cat", "5 wall push-ups + 1 stretch")
	has(t, v.get("/begin/3"), `value="level_up" checked`, `value="push-ups"`)
	v.to("/begin/4", "/begin/3", "outcome", "Do 12 push-ups", "type", "level_up", "start", "0", "target", "twelve", "unit", "push-ups", "to", "4")

	text, err := v.Draft(ctx, app.LocalPerson)
	if err != nil {
		t.Fatal(err)
	}
	var kept struct {
		Step  int        `json:"step"`
		Begin goal.Begin `json:"begin"`
	}
	if err := json.Unmarshal([]byte(text), &kept); err != nil {
		t.Fatal(err)
	}
	if kept.Step != 4 || kept.Begin.Outcome.Text != "Do 12 push-ups" || kept.Begin.Outcome.Target != nil || kept.Begin.Later != "Italian" || *kept.Begin.Plan.Cue != cue {
		t.Errorf("the terminal would take up %s", show(t, kept))
	}
	has(t, v.get("/begin/3"), `value="twelve"`) // the page still has what was typed

	kept.Begin.Outcome.Text = "Do 15 push-ups" // said in the terminal
	if err := v.SaveDraft(ctx, app.LocalPerson, show(t, kept)); err != nil {
		t.Fatal(err)
	}
	has(t, v.get("/begin/3"), "Do 15 push-ups")
	last := append(ids(v.get("/begin/7")), "track", "tap")
	v.to("/begin/done?goal=strength", "/begin/7", last...)
	v.to("/begin/done?goal=strength", "/begin/7", last...)
	if err := v.SaveDraft(ctx, app.LocalPerson, `[1]`); err != nil {
		t.Fatal(err)
	}
	has(t, v.get("/begin"), "Which part of life") // no draft that anybody knows
}

// A mistake is told in one sentence beside its field, and nothing typed is lost.

// The last page finds a mistake of an earlier one and shows it there.

func TestBeginSentTwiceIsOneGoal(t *testing.T) {
	v := newVisitor(t, "2026-09-07T05:40:00Z")
	v.walk(6)
	last := append(ids(v.get("/begin/7")), "track", "tap")
	v.to("/begin/done?goal=walk-5-km", "/begin/7", last...)
	v.at("2026-09-07T05:40:09Z")
	v.to("/begin/done?goal=walk-5-km", "/begin/7", last...)
	v.to("/begin/done?goal=walk-5-km", "/begin/3", last...)
	if gs, err := v.Goals(context.Background(), app.LocalPerson); err != nil || len(gs) != 1 {
		t.Errorf("%d goals, %v", len(gs), err)
	}
}

// Through the template door it takes three requests to the stamp.

// A goal half begun is not lost when a template is begun beside it.

// What a template leaves open can be said at its door.

// Ruling 2: a second goal takes an explicit yes, a third is refused with the

// way to park one; the words wait.

// Method 1.5: thoughts are shown, at most two, can be sent away for good, and

// never stop anybody.

// newDraftOf begins anew.

// The compass knows the why already: nobody is asked twice.

// Method 2.5: below 7 a menu asks what would help; the smaller outcome is asked

// about once more.

// Method 4.1: the worst day offers a smaller step, beside keeping it.

// Obstacles fill plans; a plan that is left out can be had back.

// An example fills its step, and gives back the words it took the place of.

// Method 11: where a body would be measured, days can be counted.

// The first week is told as it will be scored (method 3.2).

// In a language that is complete, what templates and obstacles say fits the

// lines of the form, and comes out of it as it went in.

// Every page of begin in every language: with nothing written, half way, all

// written, and beside one and two goals.

// Whatever a form says, it is kept or refused in words, and every page can be

// shown afterwards.

// show a value as it would be stored.

func show(t *testing.T, x any) string {
	t.Helper()
	b, err := json.Marshal(x)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
