package today_test

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"github.com/ippo-app/ippo/internal/web/webtest"
)

// Without a script the timer's end stands in the page's address, so that a
// reload changes nothing.
func TestTheTimerWithoutAScript(t *testing.T) {
	v := webtest.New(t, "2026-01-05T08:00:00Z")
	v.Begin("fitness")
	w := v.Post("/timer", "goal", "fitness", "minutes", "2", "hard", "1")
	to := w.Header().Get("Location")
	if w.Code != http.StatusSeeOther || !strings.HasPrefix(to, "/?") {
		t.Fatalf("%d to %q", w.Code, to)
	}
	webtest.Has(t, webtest.Text(v.Get(to)), "Two minutes", "until 08:02", "Done, stamp today", "Stop the timer", "Your plan for a hard day")
	webtest.Has(t, v.Get(to), `class="run"`)
	v.At("2026-01-05T08:01:00Z")
	webtest.Has(t, v.Get(to), `stroke-dasharray="50.0 200"`)
	v.At("2026-01-05T08:02:30Z")
	webtest.Has(t, webtest.Text(v.Get(to)), "ended 08:02", "Time’s up. Stamp it, if you like.")
	v.At("2026-01-05T09:02:30Z")
	webtest.Has(t, webtest.Text(v.Get(to)), "Stamp today")
	v.At("2026-01-05T08:03:00Z")
	v.Did("/stamp", "goal", "fitness")
	webtest.Has(t, webtest.Text(v.Get(to)), "That’s today done.")
}

func TestATimerIsBounded(t *testing.T) {
	v := webtest.New(t, "2026-01-05T08:00:00Z")
	v.Begin("fitness")
	for _, m := range []string{"", "0", "-2", "61", "NaN", "soon"} {
		if w := v.Post("/timer", "goal", "fitness", "minutes", m); w.Code != http.StatusUnprocessableEntity {
			t.Errorf("%q minutes: %d", m, w.Code)
		}
	}
	now := v.Time.UnixMilli()
	for _, q := range []url.Values{
		{"timer": {"fitness"}, "from": {"x"}, "until": {"y"}},
		{"timer": {"fitness"}, "from": {strconv.FormatInt(now, 10)}, "until": {strconv.FormatInt(now, 10)}},
		{"timer": {"fitness"}, "from": {"1"}, "until": {strconv.FormatInt(now, 10)}},
		{"timer": {"nothing"}, "from": {strconv.FormatInt(now, 10)}, "until": {strconv.FormatInt(now+60000, 10)}},
	} {
		page := webtest.Text(v.Get("/?" + q.Encode()))
		if strings.Contains(page, "until 0") {
			t.Errorf("%v is taken for a timer", q)
		}
	}
}
