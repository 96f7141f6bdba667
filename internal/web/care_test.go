package web_test

import (
	"strconv"
	"strings"
	"testing"

	"github.com/ippo-app/ippo/internal/goal"
)

// Method 11: words that sound as if somebody was needed bring a kind card once,
// and are kept like all others.
func TestMethod11AKindCard(t *testing.T) {
	v := newVisitor(t, "2026-01-05T08:00:00Z")
	v.begin("fitness")
	v.did("/settings", "emergency", "112")
	v.did("/word", "goal", "fitness", "note", "Today I just want to die")
	page := text(v.get("/"))
	has(t, page, "That sounds heavy", "112", "Today I just want to die")
	if strings.Contains(text(v.get("/")), "That sounds heavy") {
		t.Error("the card stays after it was seen")
	}
	v.did("/word", "goal", "fitness", "note", "my legs were dying up the hill")
	if strings.Contains(text(v.get("/")), "That sounds heavy") {
		t.Error("an everyday line brings the card")
	}
}

// Method 11: a mood of 2 or less on ten of fourteen noted days brings one quiet
// word, on one day a month.
func TestMethod11ALowTime(t *testing.T) {
	v := newVisitor(t, "2026-01-05T08:00:00Z")
	v.begin("fitness")
	first := goal.Date(2026, 1, 5)
	said := map[string]bool{}
	for i := range 20 {
		d := (first + goal.Day(i)).String()
		v.at(d + "T08:00:00Z")
		v.did("/word", "goal", "fitness", "mood", "2")
		for range 2 {
			if strings.Contains(text(v.get("/")), "These weeks look heavy") {
				said[d] = true
			}
		}
	}
	if len(said) != 1 || !said["2026-01-14"] {
		t.Error("said on", said)
	}
}

// Method 11: every page says what this is not.
func TestMethod11Footer(t *testing.T) {
	v := newVisitor(t, "2026-01-05T08:00:00Z")
	v.begin("fitness")
	v.begin("learning")
	for _, path := range pages() {
		if page := v.get(path); !strings.Contains(page, "not medical or psychological care") {
			t.Error(path)
		}
	}
}

// Method 6.4: four weeks of energy and mood, without a mean under ten entries.
func TestMethod6_4FourWeeks(t *testing.T) {
	v := newVisitor(t, "2026-01-05T08:00:00Z")
	v.begin("fitness")
	first := goal.Date(2026, 1, 5)
	for i := range 10 {
		v.at((first + goal.Day(i)).String() + "T08:00:00Z")
		v.did("/word", "goal", "fitness", "energy", strconv.Itoa(1+i%5))
		page := text(v.get("/compass"))
		has(t, page, "noted on "+strconv.Itoa(i+1)+" of 28 days")
		if strings.Contains(page, "about 3 of 5") != (i == 9) || strings.Contains(page, "Mood:") {
			t.Errorf("after %d entries: %s", i+1, page)
		}
	}
}
