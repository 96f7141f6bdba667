package begin_test

import (
	"context"
	"encoding/json"
	"log/slog"
	"regexp"
	"testing"
	"time"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
	"github.com/ippo-app/ippo/internal/web"
	"github.com/ippo-app/ippo/internal/web/webtest"
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

// The seven steps end in a goal that holds everything that was said.
func TestTheSevenSteps(t *testing.T) {
	v := webtest.New(t, "2026-09-07T05:40:00Z")
	v.Walk(7)
	l := v.LookAt("")
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
	done := v.Get("/begin/done?goal=walk-5-km")
	webtest.Has(t, webtest.Text(done), "Season 1: 7 September to 5 December", "Day one", "Stamp today", "3 walks, of 15 minutes or more",
		"Paper, after I take my shoes off", "Italian; the shed roof", "Sunday 13 September")
	v.To("/begin/done?goal=walk-5-km", "/stamp", "goal", "walk-5-km", "next", "/begin/done?goal=walk-5-km")
	webtest.Has(t, webtest.Text(v.Get("/begin/done?goal=walk-5-km")), "That’s today done.", "Take it back")
	if to := v.Leads("/begin"); to != "" {
		t.Errorf("the draft is still there: %s", to)
	}
	v.At("2026-09-08T05:40:00Z")
	if to := v.Leads("/begin/done?goal=walk-5-km"); to != "/" {
		t.Errorf("the second day is told on %q", to)
	}
}

// A closed tab, another browser, a server that was started again: every word is
// still there, also on pages that were left in the middle.
func TestADraftSurvives(t *testing.T) {
	v := webtest.New(t, "2026-09-07T05:40:00Z")
	v.Walk(3)
	v.To("/", "/begin/4", "metric", "sessions", "target", "three or so", "later", "1")
	webtest.Has(t, webtest.Text(v.Get("/")), "You have an unfinished goal.")
	v.Handler = web.New(v.App, slog.New(slog.DiscardHandler)).Handler()
	if to := v.Leads("/begin"); to != "/begin/4" {
		t.Errorf("it is taken up again at %q", to)
	}
	page := v.Get("/begin/4")
	webtest.Has(t, page, `value="three or so"`, "Walk 5 km easily", "Saved 05:40", "Still to write")
	v.To("/begin/2", "/begin/4", "metric", "sessions", "target", "3", "unit", "walks", "to", "2")
	webtest.Has(t, v.Get("/begin/2"), "keep up with my daughter")
	v.To("/begin/5", "/begin/4", "metric", "sessions", "target", "3", "unit", "walks")
}

// Terminal and page take up each other's drafts.
func TestTheDraftIsShared(t *testing.T) {
	ctx := context.Background()
	v := webtest.New(t, "2026-09-07T05:40:00Z")
	tpl, _ := library.For("en").Template("strength")
	b := tpl.Begin(v.NewID())
	cue := "After I feed the cat"
	b.Plan.Cue, b.Later, b.Moment = &cue, "Italian", "the kettle clicks"
	fromTerminal(v, `{"step":5,"begin":`+show(t, b)+`}`)
	if to := v.Leads("/begin"); to != "/begin/5" {
		t.Errorf("taken up at %q", to)
	}
	webtest.Has(t, v.Get("/begin/5"), "feed the cat", "5 wall push-ups + 1 stretch")
	webtest.Has(t, v.Get("/begin/3"), `value="level_up" selected`, `value="push-ups"`)
	v.To("/begin/4", "/begin/3", "outcome", "Do 12 push-ups", "type", "level_up", "start", "0", "target", "twelve", "unit", "push-ups", "to", "4")

	found, _, err := v.Draft(ctx, app.Local(), app.FormBegin)
	if err != nil {
		t.Fatal(err)
	}
	var kept struct {
		Step  int        `json:"step"`
		Begin goal.Begin `json:"begin"`
	}
	if err := json.Unmarshal([]byte(found.Rest), &kept); err != nil {
		t.Fatal(err)
	}
	if kept.Step != 4 || kept.Begin.Outcome.Text != "Do 12 push-ups" || kept.Begin.Outcome.Target != nil || kept.Begin.Later != "Italian" || *kept.Begin.Plan.Cue != cue {
		t.Errorf("the terminal would take up %s", show(t, kept))
	}
	webtest.Has(t, v.Get("/begin/3"), `value="twelve"`) // the page still has what was typed

	kept.Begin.Outcome.Text = "Do 15 push-ups" // said in the terminal
	fromTerminal(v, show(t, kept))
	webtest.Has(t, v.Get("/begin/3"), "Do 15 push-ups")
	last := append(ids(v.Get("/begin/7")), "track", "tap")
	v.To("/begin/done?goal=strength", "/begin/7", last...)
	v.To("/begin/done?goal=strength", "/begin/7", last...)
	fromTerminal(v, `[1]`)
	webtest.Has(t, v.Get("/begin"), "Which part of life") // no draft that anybody knows
}

// A form that is sent twice begins one goal.
func TestBeginSentTwiceIsOneGoal(t *testing.T) {
	v := webtest.New(t, "2026-09-07T05:40:00Z")
	v.Walk(6)
	last := append(ids(v.Get("/begin/7")), "track", "tap")
	v.To("/begin/done?goal=walk-5-km", "/begin/7", last...)
	v.At("2026-09-07T05:40:09Z")
	v.To("/begin/done?goal=walk-5-km", "/begin/7", last...)
	v.To("/begin/done?goal=walk-5-km", "/begin/3", last...)
	if gs, err := v.Goals(context.Background(), app.Local()); err != nil || len(gs) != 1 {
		t.Errorf("%d goals, %v", len(gs), err)
	}
}

// show a value as it would be stored.
// fromTerminal keeps a draft as the terminal does, which knows no fields.
func fromTerminal(v *webtest.Visitor, rest string) {
	v.T.Helper()
	_, _, err := v.SaveDraft(context.Background(), app.Local(), app.DraftChange{Form: app.FormBegin, Device: "terminal", Around: func(d *app.Draft, _ func()) error {
		d.Rest, d.Fields = rest, nil
		return nil
	}})
	if err != nil {
		v.T.Fatal(err)
	}
}

func show(t *testing.T, x any) string {
	t.Helper()
	b, err := json.Marshal(x)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
