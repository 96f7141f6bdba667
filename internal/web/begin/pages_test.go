package begin_test

import (
	"context"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
	"github.com/ippo-app/ippo/internal/web/webtest"
)

// A mistake is told in one sentence beside its field, and nothing typed is lost.
func TestRefusedStepsLoseNothing(t *testing.T) {
	long := strings.Repeat("far ", 100)
	for name, c := range map[string]struct {
		step   int
		fields []string
		says   string
		keeps  []string
	}{
		"no area":      {1, []string{"later_list", "Italian"}, "Check this: please choose one", []string{"Italian"}},
		"long why":     {2, []string{"grow_in", long, "so_i_can", "walk"}, "keep it to 300 characters", []string{strings.TrimSpace(long)}},
		"no number":    {3, []string{"outcome", "Save", "type", "total", "target", "lots", "unit", "letters"}, "Check this: please write a number", []string{`value="lots"`, `value="letters"`}},
		"endless":      {3, []string{"outcome", "Save", "type", "total", "target", "Inf"}, "please write a number", []string{`value="Inf"`}},
		"start":        {3, []string{"outcome", "Save", "type", "level_up", "start", "5", "target", "5"}, "the number is where you start", []string{`value="5"`}},
		"wrong way":    {3, []string{"outcome", "Debt", "type", "level_down", "start", "5", "target", "9"}, "Raise a level", []string{`value="9"`}},
		"two steps":    {3, []string{"outcome", "Play", "type", "milestones", "milestones", "One", "milestones", "Two"}, "three to eight steps", []string{`value="One"`, `value="Two"`}},
		"91 days":      {3, []string{"outcome", "Daily", "type", "days", "target", "91"}, "from 1 to 90", []string{`value="91"`}},
		"odd type":     {3, []string{"outcome", "Daily", "type", "luck"}, "choose one of the seven", []string{"Daily"}},
		"no target":    {4, []string{"metric", "units", "unit", "pages"}, "how many a week", []string{`value="pages"`}},
		"eight days":   {4, []string{"metric", "days", "target", "8"}, "one to seven days", []string{`value="8"`}},
		"odd metric":   {4, []string{"metric", "steps", "target", "8"}, "The weekly metric is", []string{`value="8"`}},
		"weight":       {4, []string{"metric", "custom", "target", "8", "unit", "kg"}, "does not record weight, calories", []string{`value="kg"`, "Count 5 kind days"}},
		"body":         {3, []string{"outcome", "Less", "type", "level_down", "start", "80", "target", "75", "unit", "kg"}, "does not record weight, calories", []string{`value="75"`, "Count 60 kind days"}},
		"no minutes":   {5, []string{"step", "Walk", "minutes", "some"}, "please write a number", []string{"Walk"}},
		"all at rest":  {5, append([]string{"step", "Walk"}, everyDay()...), "At most six weekdays", []string{"Walk"}},
		"half a plan":  {6, []string{"if", "it rains", "then", ""}, "a plan has two halves", []string{"it rains"}},
		"other half":   {6, []string{"if", "", "then", "I march"}, "a plan has two halves", []string{"I march"}},
		"nothing said": {7, []string{"track", "tap", "moment", "lunch"}, "Something is still missing", []string{`value="lunch"`, "Area"}},
	} {
		t.Run(name, func(t *testing.T) {
			v := webtest.New(t, "2026-09-07T05:40:00Z")
			if c.step > 1 && c.step < 7 {
				v.To("/begin/2", "/begin/1", "area", "health")
			}
			path := "/begin/" + strconv.Itoa(c.step)
			page := v.Refused(http.StatusUnprocessableEntity, path, c.fields...)
			webtest.Has(t, webtest.Text(page), c.says)
			webtest.Has(t, page, c.keeps...)
			webtest.Has(t, v.Get(path), c.keeps...)
			webtest.Sound(t, path, page)
			webtest.Summed(t, path, page)
		})
	}
}

// Two mistakes are told at once, each with a link to its field, which keeps
// what was typed.
func TestTwoThingsToLookAt(t *testing.T) {
	for name, c := range map[string]struct {
		step   int
		fields []string
		links  []string
	}{
		"numbers":    {3, []string{"outcome", "Save", "type", "level_up", "start", "none", "target", "lots", "unit", "euros"}, []string{"start", "target"}},
		"week":       {4, []string{"metric", "custom", "target", "many", "unit", "kcal"}, []string{"target", "unit"}},
		"two halves": {6, []string{"if", "it rains", "then", "", "if", "", "then", "I march"}, []string{"then1", "if2"}},
	} {
		t.Run(name, func(t *testing.T) {
			v := webtest.New(t, "2026-09-07T05:40:00Z")
			v.To("/begin/2", "/begin/1", "area", "health")
			path := "/begin/" + strconv.Itoa(c.step)
			page := v.Refused(http.StatusUnprocessableEntity, path, c.fields...)
			webtest.Has(t, webtest.Text(page), "Two things to look at", "Everything else you wrote is saved.")
			for _, id := range c.links {
				webtest.Has(t, page, `href="#`+id+`"`)
			}
			webtest.Summed(t, path, page)
		})
	}
}

func everyDay() []string {
	var fields []string
	for d := time.Sunday; d <= time.Saturday; d++ {
		fields = append(fields, "rest", d.String())
	}
	return fields
}

// The last page finds a mistake of an earlier one and shows it there.
func TestTheLastStepLooksBack(t *testing.T) {
	v := webtest.New(t, "2026-09-07T05:40:00Z")
	v.Walk(6)
	v.To("/begin/7", "/begin/4", "metric", "sessions", "target", "lots", "to", "7")
	page := v.Refused(http.StatusUnprocessableEntity, "/begin/7", "track", "tap")
	webtest.Has(t, webtest.Text(page), "What will you count each week?", "please write a number")
}

// Through the template door it takes three requests to the stamp.
func TestTheTemplateDoor(t *testing.T) {
	for _, tpl := range library.For("en").Templates() {
		t.Run(tpl.Name, func(t *testing.T) {
			v := webtest.New(t, "2026-09-07T05:40:00Z")
			page := v.Get("/begin?template=" + tpl.Name)
			webtest.Has(t, webtest.Text(page), tpl.Title, tpl.Step.Text, tpl.Weekly, "Begin with this")
			form := append(ids(page), "template", tpl.Name, "area", string(tpl.Area))
			v.To("/begin/done?goal="+tpl.Name, "/begin/template", form...)
			webtest.Has(t, webtest.Text(v.Get("/begin/done?goal="+tpl.Name)), tpl.Step.Text, "Stamp today")
			v.To("/begin/done?goal="+tpl.Name, "/begin/template", form...)
			l := v.LookAt("")
			if l.Goal.Template != tpl.Name || l.Plan.Cue != tpl.Cue || l.Plan.Fallback != tpl.Fallback || l.Plan.Metric != tpl.Metric || l.Plan.Step != tpl.Step {
				t.Errorf("the plan of %s became %+v", tpl.Name, l.Plan)
			}
			if got := show(t, l.Plan.IfThens); got != show(t, tpl.IfThens) {
				t.Errorf("plans %s", got)
			}
			if got := show(t, l.Season.Outcome); got != show(t, tpl.Outcome) {
				t.Errorf("outcome %s", got)
			}
			if l.Purpose == nil || l.Purpose.GrowIn != tpl.GrowIn || l.Purpose.SoICan != tpl.SoICan {
				t.Errorf("purpose %+v", l.Purpose)
			}
		})
	}
}

func TestATemplateIsChangedFirst(t *testing.T) {
	v := webtest.New(t, "2026-09-07T05:40:00Z")
	if to := v.Leads("/begin?template=fitness"); to != "" {
		t.Error(to)
	}
	if to := v.Leads("/begin"); to != "" {
		t.Error("looking at a template made a draft")
	}
	page := v.Get("/begin?template=fitness")
	v.To("/begin/2", "/begin/1", append(ids(page), "template", "fitness", "area", "health")...)
	webtest.Has(t, v.Get("/begin/2"), "steady strength", "walk the long way home with a friend")
	webtest.Has(t, v.Get("/begin/3"), `value="10-minute easy run"`, `value="5 km easy"`)
	webtest.Has(t, v.Get("/begin/5"), "hang up my work bag", "finish lunch")
	webtest.Has(t, v.Get("/begin/6"), "it rains", "I march indoors for two songs")
	v.To("/begin/6", "/begin/5", "step", "Put on shoes", "minutes", "2", "cue", "finish tea")
	v.To("/begin/done?goal=fitness", "/begin/7", "track", "tap")
	if p := v.LookAt("").Plan; p.Step.Text != "Put on shoes" || p.Cue != "After I finish tea" || len(p.IfThens) != 2 {
		t.Errorf("%+v", p)
	}
}

// Ruling 92: a goal half begun is not lost when a template is begun beside it,
// and its words only go to a template that was asked about.
func TestRuling92ATemplateOverADraft(t *testing.T) {
	v := webtest.New(t, "2026-09-07T05:40:00Z")
	v.Walk(3)
	page := v.Get("/begin?template=music")
	webtest.Has(t, webtest.Text(page), "Another goal is unfinished: Walk 5 km easily. It stays as it is.")
	form := append(ids(page), "template", "music", "area", "creativity")
	for range 2 {
		asked := v.Refused(http.StatusConflict, "/begin/1", form...)
		webtest.Has(t, asked, "Walk 5 km easily. This plan would take the place of its words.", "autofocus", `name="replace"`)
		webtest.Has(t, v.Get("/begin/3"), "Walk 5 km easily")
	}
	v.To("/begin/done?goal=music", "/begin/template", form...)
	if to := v.Leads("/begin"); to != "/begin/4" {
		t.Errorf("the draft is at %q", to)
	}
	webtest.Has(t, v.Get("/begin/3"), "Walk 5 km easily")

	// a page of a goal that was replaced in another tab asks, too, and loses nothing
	page = v.Get("/begin?template=learning")
	step := append(ids(page), "template", "learning", "step", "Sharpen a pencil")
	asked := v.Refused(http.StatusConflict, "/begin/5", step...)
	webtest.Has(t, asked, `formaction="/begin/5"`, `value="Sharpen a pencil"`)
	v.To("/begin/6", "/begin/5", append(step, "replace", "1")...)
	webtest.Has(t, v.Get("/begin/5"), "Sharpen a pencil")
	if strings.Contains(v.Get("/begin/3"), "Walk 5 km easily") {
		t.Error("the template took no place")
	}
}

// What a template leaves open can be said at its door.
func TestATemplateAsksForItsNumber(t *testing.T) {
	v := webtest.New(t, "2026-09-07T05:40:00Z")
	page := v.Get("/begin?template=finances")
	webtest.Has(t, webtest.Text(page), "One number is still open")
	form := append(ids(page), "template", "finances")
	webtest.Has(t, v.Refused(422, "/begin/template", append(form, "start", "200", "target", "much", "unit", "euros")...),
		`value="much"`, `value="euros"`, "please write a number")
	v.To("/begin/done?goal=finances", "/begin/template", append(form, "start", "200", "target", "700", "unit", "euros")...)
	if o := v.LookAt("").Season.Outcome; o.Target == nil || *o.Target != 700 || o.Start != 200 || o.Unit != "euros" {
		t.Errorf("%+v", o)
	}
}

// Ruling 2: a second goal takes an explicit yes, a third is refused with the
// way to park one; the words wait.
func TestRuling2OneGoalAtATime(t *testing.T) {
	v := webtest.New(t, "2026-09-07T05:40:00Z")
	v.Begin("fitness")
	webtest.Has(t, webtest.Text(v.Get("/begin")), "Complete a 5K comfortably is active now.")
	v.Walk(6)
	page := v.Refused(http.StatusConflict, "/begin/7", "track", "tap")
	webtest.Has(t, webtest.Text(page), "Would you like two?", "Yes, begin a second goal", "Park Complete a 5K comfortably first")
	v.To("/begin/done?goal=walk-5-km", "/begin/7", "track", "tap", "second", "1")

	door := v.Get("/begin?template=music")
	form := append(ids(door), "template", "music")
	page = v.Refused(http.StatusConflict, "/begin/template", append(form, "second", "1")...)
	webtest.Has(t, webtest.Text(page), "Two goals are active, and two are enough.", "Park Walk 5 km easily first")
	v.To("/begin?template=music", "/begin/park", append(form, "park", "walk-5-km")...)
	v.To("/begin?template=music", "/begin/park", append(form, "park", "walk-5-km")...)
	v.Refused(http.StatusConflict, "/begin/template", form...)
	v.To("/begin/done?goal=music", "/begin/template", append(form, "second", "1")...)
}

// In a language that is complete, what templates and obstacles say fits the
// lines of the form, and comes out of it as it went in.
func TestExamplesFitTheirLines(t *testing.T) {
	for _, lang := range library.Complete() {
		w := library.For(lang)
		fits := func(pattern, text string) {
			parts := strings.Split(regexp.QuoteMeta(w.Say(pattern)), `\{`)
			for i := range parts[1:] {
				_, after, _ := strings.Cut(parts[i+1], `\}`)
				parts[i+1] = "(.+)" + after
			}
			if !regexp.MustCompile(`(?i)^` + strings.Join(parts, "") + `$`).MatchString(text) {
				t.Errorf("%s: %q is not like %q", lang, text, w.Say(pattern))
			}
		}
		for _, tpl := range w.Templates() {
			fits("begin.cue", tpl.Cue)
			fits("begin.cue", tpl.Fallback)
			for _, p := range tpl.IfThens {
				fits("begin.plan", p.Words)
			}
		}
		for _, a := range goal.Areas() {
			for _, o := range w.Obstacles(a) {
				fits("begin.plan", o.IfThen("").Words)
			}
		}
	}
}

// Every page of begin in every language: with nothing written, half way, all
// written, and beside one and two goals.
func TestEveryPageOfBegin(t *testing.T) {
	for name, into := range map[string]func(*webtest.Visitor){
		"empty":    func(*webtest.Visitor) {},
		"half way": func(v *webtest.Visitor) { v.Walk(4) },
		"written":  func(v *webtest.Visitor) { v.Walk(6) },
		"second":   func(v *webtest.Visitor) { v.Begin("fitness"); v.Walk(6) },
		"third":    func(v *webtest.Visitor) { v.Begin("fitness"); v.Begin("learning") },
		"template": func(v *webtest.Visitor) { v.To("/begin/2", "/begin/1", "template", "debt", "area", "finances") },
	} {
		v := webtest.New(t, "2026-09-07T05:40:00Z")
		into(v)
		for _, lang := range library.Languages() {
			v.Lang = lang
			for step := 1; step <= 7; step++ {
				path := "/begin/" + strconv.Itoa(step)
				webtest.Sound(t, name+path, v.Get(path))
			}
			for _, tpl := range library.For(lang).Templates() {
				webtest.Sound(t, name+tpl.Name, v.Get("/begin?template="+tpl.Name))
			}
			if page := v.Post("/begin/7", "track", "tap").Body.String(); page != "" {
				webtest.Sound(t, name+"/begin/7 sent", page)
			}
		}
	}
}

// Whatever a form says, it is kept or refused in words, and every page can be
// shown afterwards.
func TestBeginBearsAnything(t *testing.T) {
	odd := []string{"", "1", "-3", "1e400", "NaN", "days", "total", "health", "…", "If a, then b", "<b>", "\x00", "\xff", "2,5", "11", strings.Repeat("x", 400)}
	names := []string{
		"area", "later_list", "grow_in", "so_i_can", "external", "private_test", "outcome", "type", "start", "target", "unit", "weeks",
		"milestones", "done_in_time", "confidence", "mend", "metric", "session_min", "step", "minutes", "amount", "cue", "rest", "worst_day",
		"needs", "obstacle", "if", "then", "tag", "track", "to", "later", "again", "hush", "add", "drop", "eg", "restore", "size", "keep",
		"instead", "fill", "template", "second", "id", "goal", "baseline",
	}
	v := webtest.New(t, "2026-09-07T05:40:00Z")
	rapid.Check(t, func(rt *rapid.T) {
		if err := v.DropDraft(context.Background(), app.Local(), app.FormBegin); err != nil {
			rt.Fatal(err)
		}
		for range rapid.IntRange(1, 6).Draw(rt, "forms") {
			step := rapid.IntRange(1, 7).Draw(rt, "step")
			var fields []string
			for range rapid.IntRange(0, 8).Draw(rt, "fields") {
				fields = append(fields, rapid.SampledFrom(names).Draw(rt, "name"), rapid.SampledFrom(odd).Draw(rt, "value"))
			}
			w := v.Post("/begin/"+strconv.Itoa(step), fields...)
			if w.Code != http.StatusSeeOther && w.Code != http.StatusUnprocessableEntity && w.Code != http.StatusConflict {
				rt.Fatalf("step %d %q: %d", step, fields, w.Code)
			}
		}
		for step := 1; step <= 7; step++ {
			path := "/begin/" + strconv.Itoa(step)
			webtest.Sound(t, path, v.Get(path))
		}
	})
}
