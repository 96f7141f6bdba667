package goals_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/web/webtest"
)

func TestLookBackOfThirtyDays(t *testing.T) {
	v := webtest.New(t, "2026-01-05T08:00:00Z")
	v.Begin("fitness")
	v.Live("2026-01-05T08:00:00Z", strings.Repeat("oooofo.", 4)+"oo")
	if w := v.Post("/goals/fitness/look-back/60"); w.Code != http.StatusNotFound {
		t.Errorf("day 60 has not come: %d", w.Code)
	}
	page := webtest.Text(v.Get("/goals/fitness/look-back/30"))
	webtest.Has(t, page, "Thirty days", "22 days practised", "Keep, change, stop", "The same again", "Finish later")
	l, err := v.Look(t.Context(), app.Local(), "fitness")
	if r, ok := l.Round(30); err != nil || !ok {
		t.Error(err)
	} else {
		webtest.Has(t, page, fmt.Sprintf("Best week %d days, 26 Jan to 1 Feb", r.Best.Done), fmt.Sprintf("Weeks met %d of %d", r.Met, r.Scored))
	}
	v.Did("/goals/fitness/look-back/30", "keep", "the mornings", "stop", "the second app", "way", "repeat", "pulse", "4")
	s := v.Story()
	if len(s.LookBacks) != 1 || s.LookBacks[0].Way != goal.WayRepeat || s.LookBacks[0].Keep != "the mornings" {
		t.Errorf("%+v", s.LookBacks)
	}
	webtest.Has(t, v.Get("/goals/fitness/look-back/30"), "the mornings", "Does this still matter to you?", `name="pulse" value="4" checked`)
	webtest.Has(t, webtest.Text(v.Get("/goals/fitness")), "Looked back at day 30.")
	w := v.Post("/goals/fitness/look-back/30", "way", "fly", "keep", "words <b>")
	if w.Code != http.StatusUnprocessableEntity || !strings.Contains(w.Body.String(), "words &lt;b&gt;") {
		t.Errorf("%d", w.Code)
	}
}

func TestTheSeasonEndsAsThePersonChooses(t *testing.T) {
	for way, check := range map[goal.Way]func(goal.Look) bool{
		goal.WayKeep:    func(l goal.Look) bool { return l.Goal.Status == goal.StatusKept },
		goal.WayRepeat:  func(l goal.Look) bool { return len(l.Goal.Seasons) == 2 },
		goal.WayNewArea: func(l goal.Look) bool { return l.Goal.Status == goal.StatusParked },
		goal.WayRest:    func(l goal.Look) bool { return l.Goal.Paused(l.Today + 1) },
		goal.WayNone:    func(l goal.Look) bool { return l.Goal.Status == goal.StatusActive && len(l.Goal.Seasons) == 1 },
	} {
		t.Run(string(way), func(t *testing.T) {
			v := webtest.New(t, "2026-01-05T08:00:00Z")
			v.Begin("fitness")
			v.Live("2026-01-05T08:00:00Z", strings.Repeat("ooooooo", 12)+"oooooo")
			v.At("2026-04-05T08:00:00Z")
			webtest.Has(t, webtest.Text(v.Get("/")), "Ninety days", "Close the season", "The step for today")
			webtest.Has(t, webtest.Text(v.Get("/goals/fitness/look-back/90")), "Ninety days 90 days done.", "Did you reach it?", "My days feel worth living", "Does this still matter to you?", "The plan stayed as it was.")
			if page := webtest.Text(v.Get("/goals/fitness/look-back/60")); strings.Contains(page, "still matter") {
				t.Error("day 60 asks of the why")
			}
			v.Did("/goals/fitness/look-back/90", "reached", "nearly", "worth", "7", "way", string(way))
			l, err := v.Look(t.Context(), app.Local(), "fitness")
			if err != nil || !check(l) {
				t.Errorf("%s leads to %s, %v", way, l.Goal.Status, err)
			}
		})
	}
}
