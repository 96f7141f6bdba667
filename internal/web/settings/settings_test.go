package settings_test

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/web/webtest"
)

func settingsOf(v *webtest.Visitor) goal.Settings {
	v.T.Helper()
	s, _, err := v.Settings(context.Background(), app.Local())
	if err != nil {
		v.T.Fatal(err)
	}
	return s
}

// Each form of the page changes its own settings and leaves the others.
func TestSettingsFormByForm(t *testing.T) {
	v := webtest.New(t, "2026-01-05T08:00:00Z")
	v.Did("/settings", "name", "Mara", "locale", "", "theme", "dark", "emergency", "112")
	v.Did("/settings", "zone", "Asia/Tokyo", "week_start", "0", "rollover", "3")
	v.Did("/settings", "today", "1", "show-more", "1", "show-hard", "1", "show-note", "1")
	s := settingsOf(v)
	if s.Name != "Mara" || s.Theme != "dark" || s.Emergency != "112" || !s.Hides("energy") || !s.Hides("mood") || s.Hides("note") {
		t.Errorf("%+v", s)
	}
	if g := s.Grids[len(s.Grids)-1]; g.Rollover != 3 || g.WeekStart != 0 || s.Zones[len(s.Zones)-1].Zone != "Asia/Tokyo" {
		t.Errorf("%+v", s)
	}
	page := v.Get("/settings")
	if !strings.Contains(page, `data-theme="dark"`) || !strings.Contains(page, `value="Mara"`) {
		t.Error("the page does not show what is set")
	}
	webtest.Has(t, webtest.Text(v.Get("/guide")), "112 The number you entered in settings.")
}

func TestARefusedSettingKeepsItsWords(t *testing.T) {
	v := webtest.New(t, "2026-01-05T08:00:00Z")
	w := v.Post("/settings", "zone", "Mars/Olympus", "week_start", "1", "rollover", "0")
	if w.Code != http.StatusUnprocessableEntity || !strings.Contains(w.Body.String(), `value="Mars/Olympus"`) {
		t.Errorf("%d: %s", w.Code, webtest.Text(w.Body.String()))
	}
	if n := len(settingsOf(v).Zones); n != 0 {
		t.Errorf("%d zones", n)
	}
	for _, fields := range [][]string{{"week_start", "9"}, {"rollover", "x"}, {"theme", "pink"}, {"locale", strings.Repeat("x", 2000)}} {
		if w := v.Post("/settings", fields...); w.Code != http.StatusUnprocessableEntity {
			t.Errorf("%v: %d", fields[0], w.Code)
		}
	}
}

// Ruling 15: words are taken out in two steps, and nothing of them is left.
func TestRuling15RemoveTheseWords(t *testing.T) {
	v := webtest.New(t, "2026-01-05T08:00:00Z")
	v.Begin("fitness")
	v.Did("/stamp", "goal", "fitness") // a day with its word has its line beside it
	v.Did("/word", "goal", "fitness", "note", "walked with Annegret to the mill")
	w := v.Post("/words/remove", "words", "Annegret")
	if w.Code != http.StatusOK {
		t.Fatal(w.Code)
	}
	webtest.Has(t, webtest.Text(w.Body.String()), "1 entry contains these words.")
	if !strings.Contains(v.Get("/"), "Annegret") {
		t.Error("the first step took them out already")
	}
	v.Did("/words/remove", "words", "Annegret", "yes", "1")
	if page := v.Get("/"); strings.Contains(page, "Annegret") || !strings.Contains(page, "to the mill") {
		t.Error("the second step took out too little, or too much")
	}
	for _, words := range []string{"Annegret", "  "} {
		if w := v.Post("/words/remove", "words", words); w.Code != http.StatusUnprocessableEntity {
			t.Errorf("%q: %d", words, w.Code)
		}
	}
}
