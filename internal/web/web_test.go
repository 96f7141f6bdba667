package web_test

import (
	"testing"

	"github.com/ippo-app/ippo/internal/library"
	"github.com/ippo-app/ippo/internal/web/webtest"
)

// pages are all pages that can be opened without a path of their own.
func pages() []string {
	all := []string{
		"/", "/welcome", "/goals/fitness", "/goals/fitness/edit", "/goals/fitness/paper", "/goals/learning", "/review", "/review?goal=learning",
		"/compass", "/compass/items", "/settings", "/guide",
	}
	for _, part := range []string{"reset", "look", "keep", "notice", "pulse", "change", "plan", "close", "short"} {
		all = append(all, "/goals/fitness/review/2026-01-05/"+part)
	}
	return all
}

// Every page is made in every language, in many states of the day, and holds
// to the strict content policy.
func TestEveryPageInEveryState(t *testing.T) {
	states := map[string]func(*webtest.Visitor){
		"open":    func(*webtest.Visitor) {},
		"stamped": func(v *webtest.Visitor) { v.Did("/more", "goal", "fitness", "more", "20") },
		"skipped": func(v *webtest.Visitor) { v.Did("/skip", "goal", "fitness", "tag", "time", "note", "late train") },
		"resting": func(v *webtest.Visitor) { v.Did("/rest", "goal", "fitness") },
		"paused":  func(v *webtest.Visitor) { v.Did("/pause", "goal", "fitness", "until", "2026-01-20") },
		"felt": func(v *webtest.Visitor) {
			v.Did("/word", "goal", "fitness", "energy", "3", "mood", "4", "note", "quiet")
		},
		"waiting": func(v *webtest.Visitor) { v.Did("/stamp", "goal", "fitness"); v.At("2026-01-07T08:00:00Z") },
		"quiet":   func(v *webtest.Visitor) { v.Did("/stamp", "goal", "fitness"); v.At("2026-01-10T08:00:00Z") },
		"over":    func(v *webtest.Visitor) { v.At("2026-04-20T08:00:00Z") },
		"kept":    func(v *webtest.Visitor) { v.Did("/goals/learning/life", "to", "keep") },
		"parked":  func(v *webtest.Visitor) { v.Did("/goals/learning/life", "to", "park") },
		"review": func(v *webtest.Visitor) {
			v.Live("2026-01-05T08:00:00Z", "ofo.oo")
			v.At("2026-01-11T20:00:00Z")
		},
		"reviewed": func(v *webtest.Visitor) {
			v.Live("2026-01-05T08:00:00Z", "ofo.oo")
			v.At("2026-01-11T20:00:00Z")
			v.Did("/goals/fitness/review/2026-01-05/close", "close", "a line", "close-week", "1")
		},
		"read": func(v *webtest.Visitor) { v.Did("/goals/fitness/measure", "value", "m2") },
	}
	for name, into := range states {
		t.Run(name, func(t *testing.T) {
			v := webtest.New(t, "2026-01-05T08:00:00Z")
			v.Begin("fitness")
			v.Begin("learning")
			into(v)
			for _, lang := range library.Languages() {
				v.Lang = lang
				for _, path := range pages() {
					webtest.Sound(t, path, v.Follow(path))
				}
			}
		})
	}
}
