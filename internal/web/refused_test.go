package web_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/ippo-app/ippo/internal/library"
	"github.com/ippo-app/ippo/internal/web/webtest"
)

// refusedForm is a form that cannot go through as it is filled in.
type refusedForm struct {
	path   string
	fields []string
	links  bool // whether a field of the page can mend it
}

func refusedForms() map[string]refusedForm {
	long := strings.Repeat("far ", 2000)
	return map[string]refusedForm{
		"begin area":       {"/begin/1", []string{"later_list", "Italian"}, true},
		"begin outcome":    {"/begin/3", []string{"outcome", "Save", "type", "level_up", "start", "x", "target", "y"}, true},
		"begin plan":       {"/begin/6", []string{"if", "it rains", "then", ""}, true},
		"begin missing":    {"/begin/7", []string{"track", "tap"}, true},
		"plan without":     {"/goals/fitness/edit", []string{"step", "", "minutes", "5"}, true},
		"plan minutes":     {"/goals/fitness/edit", []string{"step", "Walk", "minutes", "some"}, true},
		"plan number":      {"/goals/fitness/edit", []string{"step", "Walk", "minutes", "5", "target", "lots", "unit", "walks"}, true},
		"plan cue":         {"/goals/fitness/edit", []string{"step", "Walk", "minutes", "5", "cue", long}, true},
		"plan if-then":     {"/goals/fitness/edit", []string{"step", "Walk", "minutes", "5", "if_then", long}, false},
		"experiment empty": {"/goals/fitness/experiment", []string{"lever", "cue", "days", "14"}, false},
		"zone":             {"/settings", []string{"zone", "Mars/Olympus", "part", "time"}, true},
		"roll-over":        {"/settings", []string{"rollover", "99", "part", "time"}, false},
		"words":            {"/words/remove", []string{"words", " "}, true},
		"erase":            {"/erase", []string{"word", "yes"}, true},
		"compass words":    {"/compass/trial", []string{"what", ""}, false},
		"look back":        {"/goals/fitness/look-back/30", []string{"keep", long}, false},
		"paper week":       {"/goals/learning/paper", []string{"card", "1", "w2026-01-05", "many"}, true},
	}
}

// Whatever form is refused, in whatever language: the page says so on top, where
// the focus is, and leads to fields that are there.
func TestEveryRefusedFormHasItsSummary(t *testing.T) {
	v := webtest.New(t, "2026-01-05T08:00:00Z")
	v.Begin("fitness")
	v.Begin("learning")
	v.At("2026-02-09T08:00:00Z")
	for name, form := range refusedForms() {
		t.Run(name, func(t *testing.T) {
			for _, lang := range library.Languages() {
				v.Lang = lang
				w := v.Post(form.path, form.fields...)
				if w.Code != http.StatusUnprocessableEntity {
					t.Fatalf("%d\n%s", w.Code, webtest.Text(w.Body.String()))
				}
				page := w.Body.String()
				webtest.Sound(t, name, page)
				if links := webtest.Summed(t, lang+" "+form.path, page); form.links && links == 0 {
					t.Errorf("%s: no link to a field", lang)
				}
			}
		})
	}
}
