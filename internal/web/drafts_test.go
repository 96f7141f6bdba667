package web_test

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/web/webtest"
)

// types sends what a script sends of a form while it is typed in.
func types(v *webtest.Visitor, form, person, id string, fields map[string]string) (int, map[string]any) {
	v.T.Helper()
	texts := map[string]any{}
	for name, text := range fields {
		texts[name] = map[string]any{"values": []string{text}, "at": v.Time.UnixMilli()}
	}
	body, err := json.Marshal(map[string]any{"person": person, "id": id, "now": v.Time.UnixMilli(), "fields": texts})
	if err != nil {
		v.T.Fatal(err)
	}
	w := v.Send(httptest.NewRequestWithContext(v.T.Context(), http.MethodPost, "/drafts/"+form, strings.NewReader(string(body))))
	var answer map[string]any
	if err := json.Unmarshal(w.Body.Bytes(), &answer); err != nil {
		v.T.Fatalf("%d %s: %v", w.Code, w.Body, err)
	}
	return w.Code, answer
}

var tagged = regexp.MustCompile(`data-person="([0-9a-f]+)"`)

// tagOf the person of a page.
func tagOf(v *webtest.Visitor, path string) string {
	v.T.Helper()
	m := tagged.FindStringSubmatch(v.Get(path))
	if m == nil {
		v.T.Fatal("no tag on", path)
	}
	return m[1]
}

// Ruling 90: what a script sends while it is typed stands in the form again, also
// without a script; sending the form drops it, and what comes late is not kept.
func TestRuling90TypedWordsComeBack(t *testing.T) {
	v := webtest.New(t, "2026-01-05T07:42:00Z")
	v.Begin("fitness")
	edit := v.Get("/goals/fitness/edit")
	form := regexp.MustCompile(`data-draft="(plan:[^"]+)"`).FindStringSubmatch(edit)[1]
	webtest.Has(t, edit, "Saved when you send it.")
	tag, id := tagOf(v, "/goals/fitness/edit"), v.NewID()
	code, answer := types(v, form, tag, id, map[string]string{"reason": "a heron on the path", "cue": "After the kettle"})
	if code != http.StatusOK || answer["saved"] != "07:42" || answer["sentence"] != "Saved 07:42" {
		t.Errorf("%d %v", code, answer)
	}
	webtest.Has(t, v.Get("/goals/fitness/edit"), `value="a heron on the path"`, `value="After the kettle"`, "Saved 07:42")
	v.Did("/goals/fitness/edit", "id", id, "step", "Put on shoes", "minutes", "3", "cue", "After the kettle", "reason", "a heron on the path")
	if page := v.Get("/goals/fitness/edit"); strings.Contains(page, "a heron") {
		t.Error("it was sent, and is still a draft")
	}
	if code, answer := types(v, form, tag, id, map[string]string{"reason": "a heron"}); code != http.StatusOK || answer["sent"] != true || answer["saved"] != nil {
		t.Errorf("late: %d %v", code, answer)
	}
	if ds, err := v.Drafts(context.Background(), app.Local()); err != nil || len(ds) > 0 {
		t.Error(ds, err)
	}
}

// Ruling 90: only forms and fields that there are, and no more than fits. Ruling
// 136: nobody else's words, and no word of them in the answer.
func TestRuling90DraftsAreRefused(t *testing.T) {
	v := webtest.New(t, "2026-01-05T07:42:00Z")
	v.Begin("fitness")
	tag := tagOf(v, "/compass")
	for name, c := range map[string]struct {
		form, person string
		fields       map[string]string
		code         int
	}{
		"no form":          {"diary", tag, map[string]string{"words": "a heron"}, http.StatusUnprocessableEntity},
		"no goal of mine":  {"plan:" + v.NewID(), tag, map[string]string{"cue": "a heron"}, http.StatusUnprocessableEntity},
		"no field":         {"compass:energy", tag, map[string]string{"secret": "a heron"}, http.StatusUnprocessableEntity},
		"no field of it":   {"begin", tag, map[string]string{"9.outcome": "a heron"}, http.StatusUnprocessableEntity},
		"too much":         {"compass:energy", tag, map[string]string{"words": strings.Repeat("a heron ", 9000)}, http.StatusUnprocessableEntity},
		"somebody else's":  {"compass:energy", "0123456789ab", map[string]string{"words": "a heron"}, http.StatusConflict},
		"nobody's":         {"compass:energy", "", map[string]string{"words": "a heron"}, http.StatusConflict},
		"what is mine":     {"compass:energy", tag, map[string]string{"words": "tea"}, http.StatusOK},
		"what is mine, ok": {"begin", tag, map[string]string{"3.outcome": "Walk 5 km"}, http.StatusOK},
	} {
		code, answer := types(v, c.form, c.person, "", c.fields)
		if text, _ := answer["sentence"].(string); code != c.code || text == "" || strings.Contains(text, "heron") {
			t.Errorf("%s: %d %v, want %d", name, code, answer, c.code)
		}
	}
	if code, answer := types(v, "compass:energy", tag, "", map[string]string{"words": strings.Repeat("a heron ", 9000)}); code != http.StatusUnprocessableEntity ||
		!strings.HasPrefix(answer["sentence"].(string), "Not saved yet.") { //nolint:forcetypeassert // the test ends there
		t.Errorf("%d %v", code, answer)
	}
}

// Ruling 90: the goal half begun of before fields were kept is taken up, and what
// a page keeps while it is typed is there for the terminal.
func TestRuling90BeginIsOneDraft(t *testing.T) {
	v := webtest.New(t, "2026-01-05T07:42:00Z")
	ctx := context.Background()
	_, _, err := v.SaveDraft(ctx, app.Local(), app.DraftChange{Form: app.FormBegin, Around: func(d *app.Draft, _ func()) error {
		d.Rest = `{"command":"` + v.NewID() + `","goal":"` + v.NewID() + `","step":3,"steps":{"1":{"area":["health"]},"3":{"outcome":["Walk 5 km"]}}}`
		return nil
	}})
	if err != nil {
		t.Fatal(err)
	}
	if to := v.Leads("/begin"); to != "/begin/3" {
		t.Errorf("taken up at %q", to)
	}
	webtest.Has(t, v.Get("/begin/3"), "Walk 5 km")
	if code, answer := types(v, "begin", tagOf(v, "/begin/2"), "", map[string]string{"2.grow_in": "patience"}); code != http.StatusOK {
		t.Fatal(code, answer)
	}
	webtest.Has(t, v.Get("/begin/2"), "patience")
	webtest.Has(t, v.Get("/begin/3"), "Walk 5 km")
	d, _, err := v.Draft(ctx, app.Local(), app.FormBegin)
	if err != nil {
		t.Fatal(err)
	}
	var terminal struct {
		Step  int        `json:"step"`
		Begin goal.Begin `json:"begin"`
	}
	if err := json.Unmarshal([]byte(d.Rest), &terminal); err != nil || terminal.Step != 2 || terminal.Begin.GrowIn != "patience" || terminal.Begin.Outcome.Text != "Walk 5 km" {
		t.Errorf("the terminal takes up %+v, %v", terminal, err)
	}
}

// Ruling 90: of two devices' words none is gone; the other's stand beside.
func TestRuling90AnotherDevicesWordsStandBeside(t *testing.T) {
	v := webtest.New(t, "2026-01-05T07:42:00Z")
	v.Begin("fitness")
	_, _, err := v.SaveDraft(context.Background(), app.Local(), app.DraftChange{Form: app.FormCompass("energy"), Device: "phone", Fields: map[string]app.Text{"words": {Values: []string{"mending the gate"}}}})
	if err != nil {
		t.Fatal(err)
	}
	v.At("2026-01-05T07:43:00Z")
	if code, answer := types(v, "compass:energy", tagOf(v, "/compass"), "", map[string]string{"words": "tea"}); code != http.StatusOK {
		t.Fatal(code, answer)
	}
	webtest.Has(t, v.Get("/compass"), `value="tea"`, "Another device wrote this here", "mending the gate")
}

// Ruling 91: pages name the newest removal of words.
func TestRuling91PagesNameTheNewestRemoval(t *testing.T) {
	v := webtest.New(t, "2026-01-05T07:42:00Z")
	v.Begin("fitness")
	if strings.Contains(v.Get("/settings"), "data-removed") {
		t.Error("nothing was removed")
	}
	v.Did("/word", "id", v.NewID(), "goal", "fitness", "note", "a heron")
	if _, err := v.RemoveWords(context.Background(), app.Local(), "web", "a heron"); err != nil {
		t.Fatal(err)
	}
	webtest.Has(t, v.Get("/settings"), `data-removed="`)
}
