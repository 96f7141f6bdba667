package web_test

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"
)

// Without a script the timer's end stands in the page's address, so that a
// reload changes nothing.
func TestTheTimerWithoutAScript(t *testing.T) {
	v := newVisitor(t, "2026-01-05T08:00:00Z")
	v.begin("fitness")
	w := v.post("/timer", "goal", "fitness", "minutes", "2", "hard", "1")
	to := w.Header().Get("Location")
	if w.Code != http.StatusSeeOther || !strings.HasPrefix(to, "/?") {
		t.Fatalf("%d to %q", w.Code, to)
	}
	has(t, text(v.get(to)), "Two minutes", "until 08:02", "Done, stamp today", "Stop the timer", "Your plan for a hard day")
	has(t, v.get(to), `class="run"`)
	v.at("2026-01-05T08:01:00Z")
	has(t, v.get(to), `stroke-dasharray="50.0 200"`)
	v.at("2026-01-05T08:02:30Z")
	has(t, text(v.get(to)), "ended 08:02", "That was the time. Stamp it, if you like.")
	v.at("2026-01-05T09:02:30Z")
	has(t, text(v.get(to)), "Stamp today")
	v.at("2026-01-05T08:03:00Z")
	v.did("/stamp", "goal", "fitness")
	has(t, text(v.get(to)), "That is today kept.")
}

func TestATimerIsBounded(t *testing.T) {
	v := newVisitor(t, "2026-01-05T08:00:00Z")
	v.begin("fitness")
	for _, m := range []string{"", "0", "-2", "61", "NaN", "soon"} {
		if w := v.post("/timer", "goal", "fitness", "minutes", m); w.Code != http.StatusUnprocessableEntity {
			t.Errorf("%q minutes: %d", m, w.Code)
		}
	}
	now := v.now.UnixMilli()
	for _, q := range []url.Values{
		{"timer": {"fitness"}, "from": {"x"}, "until": {"y"}},
		{"timer": {"fitness"}, "from": {strconv.FormatInt(now, 10)}, "until": {strconv.FormatInt(now, 10)}},
		{"timer": {"fitness"}, "from": {"1"}, "until": {strconv.FormatInt(now, 10)}},
		{"timer": {"nothing"}, "from": {strconv.FormatInt(now, 10)}, "until": {strconv.FormatInt(now+60000, 10)}},
	} {
		page := text(v.get("/?" + q.Encode()))
		if strings.Contains(page, "until 0") {
			t.Errorf("%v is taken for a timer", q)
		}
	}
}
