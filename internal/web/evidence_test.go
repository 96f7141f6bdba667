package web_test

import (
	"html"
	"slices"
	"strings"
	"testing"

	"github.com/ippo-app/ippo/internal/library"
	"github.com/ippo-app/ippo/internal/web/webtest"
)

// Rulings 59 and 60: each source and both pages to read further stand in the
// guide with where they are found, as text; no page leads to another host.
func TestRuling60SourcesStandInTheGuide(t *testing.T) {
	v := webtest.New(t, "2026-01-05T08:00:00Z")
	page := v.Get("/guide")
	topic, _ := library.For("en").Topic("sources")
	var found []string
	for _, x := range topic.Blocks[0].Items {
		if x.Found() != "" {
			found = append(found, x.Found())
		}
	}
	webtest.Has(t, html.UnescapeString(webtest.Text(page)), found...)
	for _, address := range []string{"www.britannica.com/topic/kaizen", "www.apa.org/monitor/2013/10/behavior-change"} {
		if !slices.Contains(found, address) {
			t.Errorf("nothing to read at %s", address)
		}
	}
	if strings.Contains(page, `href="http`) || strings.Contains(page, `href="//`) {
		t.Error("the guide leads to another host")
	}
}

// Ruling 60: where the weekly answers stand, it is said that the question is
// our own.
func TestRuling60TheEaseQuestionIsOurOwn(t *testing.T) {
	v := webtest.New(t, "2026-01-05T08:00:00Z")
	v.Begin("fitness")
	const own = "The weekly question is our own wording, not the published item."
	if strings.Contains(webtest.Text(v.Get("/goals/fitness")), own) {
		t.Error("said before the first answer")
	}
	v.Live("2026-01-05T08:00:00Z", "ooooooo")
	v.At("2026-01-11T20:00:00Z")
	v.Did("/goals/fitness/review/2026-01-05/pulse", "ease", "4")
	v.Did("/goals/fitness/review/2026-01-05/close", "close-week", "1")
	webtest.Has(t, webtest.Text(v.Get("/goals/fitness")), own)
}
