package web_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/ippo-app/ippo/internal/library"
	"github.com/ippo-app/ippo/internal/web"
	"github.com/ippo-app/ippo/internal/web/webtest"
)

// crisisPages bear the crisis text (method 11, ruling 110).
var crisisPages = map[string]bool{"/welcome": true, "/guide": true, "/compass": true, "/compass/items": true, "/review": true}

// The crisis text stands on five pages, in every language; every other page of
// the table of routes has the quiet link to it alone.
func TestMethod11WhereTheCrisisTextStands(t *testing.T) {
	v := webtest.New(t, "2026-01-05T08:00:00Z")
	v.Begin("fitness")
	v.Begin("learning")
	v.At("2026-02-10T08:00:00Z")
	for _, lang := range library.Languages() {
		v.Lang = lang
		found := 0
		for _, path := range routes(v) {
			w := v.Send(httptest.NewRequestWithContext(t.Context(), http.MethodGet, path, nil))
			if w.Code != http.StatusOK && w.Code != http.StatusNotFound || !strings.HasPrefix(w.Header().Get("Content-Type"), "text/html") {
				continue
			}
			found++
			said := saysCrisis(lang, w.Body.String())
			if said != crisisPages[path] {
				t.Errorf("%s: %s says the crisis text: %v", lang, path, said)
			}
			if !strings.Contains(w.Body.String(), `href="/guide#safety"`) {
				t.Errorf("%s: %s has no link to it", lang, path)
			}
		}
		if found < 15 {
			t.Errorf("%s: only %d pages were looked at", lang, found)
		}
	}
}

// Words that sound as if somebody was needed bring it with the card, wherever
// they were written.
func TestMethod11TheCareCardSaysIt(t *testing.T) {
	v := webtest.New(t, "2026-01-05T08:00:00Z")
	v.Begin("fitness")
	if page := v.Get("/"); saysCrisis("en", page) {
		t.Error("Today says it without a reason")
	}
	v.Did("/word", "goal", "fitness", "note", "I want to die")
	if page := webtest.Text(v.Get("/")); !strings.Contains(page, library.For("en").Say("care.now")) {
		t.Errorf("the card does not say it: %s", page)
	}
}

// saysCrisis says whether a page bears the text, as the foot or as the guide
// words it.
func saysCrisis(lang, page string) bool {
	w := library.For(lang)
	safety, _ := w.Topic("safety")
	said := webtest.Text(page)
	return strings.Contains(said, w.Say("care.foot")) || strings.Contains(said, safety.Blocks[0].Paragraphs[0])
}

// routes are the addresses of the one table of routes, of a goal that is there.
func routes(v *webtest.Visitor) []string {
	fill := strings.NewReplacer("{$}", "", "{goal}", "fitness", "{step}", "2", "{day}", "30", "{format}", "json")
	var paths []string
	for _, rt := range v.Site.Routes() {
		path := fill.Replace(rt.Path)
		if rt.Method != http.MethodGet || rt.Door != web.Session || path == web.EventsPath {
			continue
		}
		if rt.Path == "/" {
			path = "/nowhere"
		}
		paths = append(paths, path)
	}
	return paths
}
