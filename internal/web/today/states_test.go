package today_test

import (
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/web/webtest"
)

// card is what the card of the day says, without what stands around it.
func card(t *testing.T, page string) string {
	t.Helper()
	_, after, found := strings.Cut(page, `<section class="sheet label hero`)
	section, _, closed := strings.Cut(after, "</section>")
	if !found || !closed {
		t.Fatal("no card")
	}
	return section
}

// Every state of a day has its mark, one sentence in the card, and the way back where an act
// made it; the circle stands in the same place.
func TestEveryStateOfADay(t *testing.T) {
	for name, tt := range map[string]struct {
		act  func(v *webtest.Visitor)
		mark string
		says []string
		back bool
	}{
		"open":    {func(*webtest.Visitor) {}, "s-place", []string{"The minimum is enough today.", "Did more", "Hard day", "Not today"}, false},
		"stamped": {func(v *webtest.Visitor) { v.Did("/stamp", "goal", "fitness") }, "m-min", []string{"08:00, with the minimum step", "Did more", "A line"}, true},
		"not today": {
			func(v *webtest.Visitor) { v.Did("/skip", "goal", "fitness") }, "s-not",
			[]string{"Noted. Tomorrow’s step mends today.", "Nothing else is asked of you.", "Stamp now", "A line"},
			true,
		},
		"a rest": {func(v *webtest.Visitor) { v.Did("/rest", "goal", "fitness") }, "s-rest", []string{"Nothing is asked today", "A rest day.", "Stamp now"}, true},
		"a planned rest": {
			func(v *webtest.Visitor) {
				v.At("2026-01-17T08:00:00Z")
				v.Did("/stamp", "goal", "fitness")
				v.At("2026-01-18T08:00:00Z")
				v.Get("/")
			}, "s-rest",
			[]string{"Nothing is asked today", "Sunday is your rest day.", "Stamp now", "Review", "Tomorrow: Put on shoes"},
			false,
		},
		"a pause of today": {func(v *webtest.Visitor) { v.Did("/pause", "goal", "fitness") }, "s-pause", []string{"The card waits where it is.", "Stamp now"}, true},
		"a pause since yesterday": {
			func(v *webtest.Visitor) { v.Did("/pause", "goal", "fitness"); v.At("2026-01-07T08:00:00Z") }, "s-pause",
			[]string{"The card waits where it is.", "End the pause"},
			false,
		},
	} {
		t.Run(name, func(t *testing.T) {
			v := webtest.New(t, "2026-01-05T08:00:00Z")
			v.Begin("fitness")
			v.Did("/goals/fitness/edit", "step", "Put on shoes", "minutes", "5", "cue", "After tea", "fallback", "", "target", "3", "unit", "walks", "session_min", "15", "rest", "Sunday")
			v.Get("/goals/fitness")
			v.Did("/stamp", "goal", "fitness")
			v.At("2026-01-06T08:00:00Z")
			v.Get("/")
			tt.act(v)
			section := card(t, v.Get("/"))
			webtest.Has(t, webtest.Text(section), tt.says...)
			webtest.Has(t, section, "#"+tt.mark)
			m := regexp.MustCompile(`name="target" value="([^"]+)">\s*<button class="btn" data-takeback`).FindStringSubmatch(section)
			if (m != nil) != tt.back {
				t.Fatalf("a way back: %v", m)
			}
			if m == nil {
				return
			}
			v.Did("/undo", "target", m[1])
			webtest.Has(t, webtest.Text(card(t, v.Get("/"))), "Stamp today", "The minimum is enough today.")
		})
	}
}

// Ruling 97: "tomorrow's step mends today" only where that mend would count.
func TestRuling97WhatNotTodaySays(t *testing.T) {
	for days, want := range map[string]string{
		"":  "Noted. The card waits where it is.", // nothing stands before it in a chain
		"o": "Noted. Tomorrow’s step mends today.",
		"-": "Noted. The card waits where it is.",
	} {
		v := webtest.New(t, "2026-01-05T08:00:00Z")
		v.Begin("fitness")
		v.Live("2026-01-05T08:00:00Z", days)
		v.At(map[bool]string{true: "2026-01-05T08:00:00Z", false: "2026-01-06T08:00:00Z"}[days == ""])
		v.Did("/skip", "goal", "fitness")
		webtest.Has(t, webtest.Text(card(t, v.Get("/"))), want)
	}
}

// Ruling 98: a number that the day has no room for comes back with its field and the sentence.
func TestRuling98MoreThanADayHas(t *testing.T) {
	v := webtest.New(t, "2026-01-05T08:00:00Z")
	v.Begin("fitness")
	page := v.Refused(http.StatusUnprocessableEntity, "/more", "goal", "fitness", "more", "2000")
	webtest.Has(t, card(t, page), `value="2000"`, `max="1440"`, "A day has 1,440 minutes.", `aria-invalid="true"`, "autofocus", "open")
	v.Did("/more", "goal", "fitness", "more", "1400")
	page = v.Refused(http.StatusUnprocessableEntity, "/more", "goal", "fitness", "more", "41")
	webtest.Has(t, card(t, page), `value="41"`, `max="40"`, "A day has 1,440 minutes.")
	v.Did("/more", "goal", "fitness", "more", "40")
	webtest.Has(t, card(t, v.Refused(http.StatusUnprocessableEntity, "/more", "goal", "fitness", "more", "lots")), `value="lots"`)
	if m, _ := v.LookAt("").Log.Minutes(); m != 1440 {
		t.Errorf("%v minutes", m)
	}
}

// A page that stayed open overnight says where its stamp went, and takes it back.
func TestAStampFromAnOldPageSaysWhereItWent(t *testing.T) {
	v := webtest.New(t, "2026-01-09T08:00:00Z")
	v.Begin("fitness")
	v.At("2026-01-10T08:00:00Z")
	v.Did("/stamp", "goal", "fitness", "day", "2026-01-09")
	page := v.Get("/")
	webtest.Has(t, webtest.Text(page), "That went to Friday. Today is open.", "Take it back", "Stamp today")
	m := regexp.MustCompile(`<input type="hidden" name="target" value="([^"]+)">\s*<button class="btn bare"`).FindStringSubmatch(page)
	if m == nil {
		t.Fatal("no way back")
	}
	v.Did("/undo", "target", m[1])
	if l := v.LookAt(""); l.Practised != 0 {
		t.Errorf("%d days practised", l.Practised)
	}
	v.Did("/stamp", "goal", "fitness", "day", "2026-01-09", "write_in", "1")
	webtest.Has(t, webtest.Text(v.Get("/")), "Friday is stamped.", "Take it back")
}

// After "not today" a line takes what got in the way: rules of the review live on it.
func TestATagAfterNotToday(t *testing.T) {
	v := webtest.New(t, "2026-01-05T08:00:00Z")
	v.Begin("fitness")
	v.Did("/skip", "goal", "fitness")
	section := card(t, v.Get("/"))
	for _, tag := range goal.MissTags() {
		webtest.Has(t, section, `name="tag" value="`+string(tag)+`"`)
	}
	v.Did("/word", "goal", "fitness", "tag", "energy", "energy", "2")
	if l := v.LookAt(""); l.Log.Tag != "energy" || l.Status != goal.DayMissed {
		t.Errorf("%+v", l.Log)
	}
}

// A long step is drawn smaller, and a number keeps the word that hangs on it.
func TestTheWordsOfAStep(t *testing.T) {
	for n, class := range map[int]string{60: `class="do"`, 61: `class="do long"`, 91: `class="do longer"`} {
		v := webtest.New(t, "2026-01-05T08:00:00Z")
		v.Begin("fitness")
		step := "5-minute walk " + strings.Repeat("x", n-14)
		v.Did("/goals/fitness/edit", "step", step, "minutes", "5", "cue", "After tea", "fallback", "", "target", "3", "unit", "walks", "session_min", "15", "rest", "Sunday")
		v.At("2026-01-12T08:00:00Z") // a change holds from the next week on
		webtest.Has(t, card(t, v.Get("/")), class, `<span class="nb">5-minute</span> walk`)
	}
}

// Two goals have two cards, each with its own choices, strip and week.
func TestTwoGoalsHaveTwoCards(t *testing.T) {
	v := webtest.New(t, "2026-01-05T08:00:00Z")
	v.Begin("fitness")
	v.Begin("learning")
	page := v.Get("/")
	shown, _, _ := strings.Cut(page, "<template")
	for what, want := range map[string]int{`class="three full`: 2, `class="strip eight"`: 2, `class="wk"`: 2, `<section class="sheet`: 2} {
		if n := strings.Count(shown, what); n != want {
			t.Errorf("%s: %d times", what, n)
		}
	}
	v.Did("/stamp", "goal", "learning")
	webtest.Has(t, v.Get("/"), `id="more-learning"`)
}
