package web_test

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
)

func (v *visitor) set() goal.Settings {
	v.t.Helper()
	s, _, err := v.Settings(context.Background(), app.LocalPerson)
	if err != nil {
		v.t.Fatal(err)
	}
	return s
}

// Each form of the page changes its own settings and leaves the others.
func TestSettingsFormByForm(t *testing.T) {
	v := newVisitor(t, "2026-01-05T08:00:00Z")
	v.did("/settings", "name", "Mara", "locale", "", "theme", "dark", "emergency", "112")
	v.did("/settings", "zone", "Asia/Tokyo", "week_start", "0", "rollover", "3")
	v.did("/settings", "today", "1", "show-more", "1", "show-hard", "1", "show-note", "1")
	s := v.set()
	if s.Name != "Mara" || s.Theme != "dark" || s.Emergency != "112" || !s.Hides("energy") || !s.Hides("mood") || s.Hides("note") {
		t.Errorf("%+v", s)
	}
	if g := s.Grids[len(s.Grids)-1]; g.Rollover != 3 || g.WeekStart != 0 || s.Zones[len(s.Zones)-1].Zone != "Asia/Tokyo" {
		t.Errorf("%+v", s)
	}
	page := v.get("/settings")
	if !strings.Contains(page, `data-theme="dark"`) || !strings.Contains(page, `value="Mara"`) {
		t.Error("the page does not show what is set")
	}
	has(t, text(v.get("/guide")), "112 The number you entered in settings.")
}

func TestARefusedSettingKeepsItsWords(t *testing.T) {
	v := newVisitor(t, "2026-01-05T08:00:00Z")
	w := v.post("/settings", "zone", "Mars/Olympus", "week_start", "1", "rollover", "0")
	if w.Code != http.StatusUnprocessableEntity || !strings.Contains(w.Body.String(), `value="Mars/Olympus"`) {
		t.Errorf("%d: %s", w.Code, text(w.Body.String()))
	}
	if n := len(v.set().Zones); n != 0 {
		t.Errorf("%d zones", n)
	}
	for _, fields := range [][]string{{"week_start", "9"}, {"rollover", "x"}, {"theme", "pink"}, {"locale", strings.Repeat("x", 2000)}} {
		if w := v.post("/settings", fields...); w.Code != http.StatusUnprocessableEntity {
			t.Errorf("%v: %d", fields[0], w.Code)
		}
	}
}

// Today leaves out what a person hides, and only that.
func TestTodayHidesWhatIsNotUsed(t *testing.T) {
	v := newVisitor(t, "2026-01-05T08:00:00Z")
	v.begin("fitness")
	names := map[string]string{"more": `name="more"`, "hard": "A hard day?", "energy": `name="energy"`, "mood": `name="mood"`, "note": `id="note"`}
	for hidden := range names {
		fields := []string{"today", "1"}
		for _, f := range goal.Hideable() {
			if f != hidden {
				fields = append(fields, "show-"+f, "1")
			}
		}
		v.did("/settings", fields...)
		page := v.get("/")
		for f, mark := range names {
			if strings.Contains(page, mark) != (f != hidden) {
				t.Errorf("%s is hidden, and %s is shown: %v", hidden, f, f == hidden)
			}
		}
	}
}

// Ruling 15: words are taken out in two steps, and nothing of them is left.
func TestRuling15RemoveTheseWords(t *testing.T) {
	v := newVisitor(t, "2026-01-05T08:00:00Z")
	v.begin("fitness")
	v.did("/word", "goal", "fitness", "note", "walked with Annegret to the mill")
	w := v.post("/words/remove", "words", "Annegret")
	if w.Code != http.StatusOK {
		t.Fatal(w.Code)
	}
	has(t, text(w.Body.String()), "1 entry holds these words.")
	if !strings.Contains(v.get("/"), "Annegret") {
		t.Error("the first step took them out already")
	}
	v.did("/words/remove", "words", "Annegret", "yes", "1")
	if page := v.get("/"); strings.Contains(page, "Annegret") || !strings.Contains(page, "to the mill") {
		t.Error("the second step took out too little, or too much")
	}
	for _, words := range []string{"Annegret", "  "} {
		if w := v.post("/words/remove", "words", words); w.Code != http.StatusUnprocessableEntity {
			t.Errorf("%q: %d", words, w.Code)
		}
	}
}
