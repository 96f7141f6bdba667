package web_test

import (
	"context"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/web/webtest"
)

// twice is a form of the site and the life in which it is sent.
type twice struct {
	path   string
	life   func(*webtest.Visitor)
	fields []string
}

// forms are all that write, by their route.
func forms() map[string]twice {
	lived := func(marks, at string) func(*webtest.Visitor) {
		return func(v *webtest.Visitor) {
			v.Begin("fitness")
			v.Live("2026-01-05T08:00:00Z", marks)
			v.At(at)
		}
	}
	day := lived("oo.", "2026-01-08T08:00:00Z")
	return map[string]twice{
		"/stamp": {"/stamp", day, []string{"goal", "fitness"}},
		"/more":  {"/more", day, []string{"goal", "fitness", "more", "20"}},
		"/skip":  {"/skip", day, []string{"goal", "fitness", "tag", "cue"}},
		"/rest":  {"/rest", day, []string{"goal", "fitness"}},
		"/pause": {"/pause", day, []string{"goal", "fitness"}},
		"/resume": {"/resume", func(v *webtest.Visitor) {
			day(v)
			v.Did("/pause", "goal", "fitness")
		}, []string{"goal", "fitness"}},
		"/cover":                             {"/cover", lived("oo..", "2026-01-09T08:00:00Z"), []string{"goal", "fitness", "day", "2026-01-08"}},
		"/word":                              {"/word", day, []string{"goal", "fitness", "note", "a heron", "energy", "3"}},
		"/quiet":                             {"/quiet", lived("oo....", "2026-01-11T08:00:00Z"), []string{"goal", "fitness", "way", "two"}},
		"/quiet pause":                       {"/quiet", lived("oo....", "2026-01-11T08:00:00Z"), []string{"goal", "fitness", "way", "pause", "from", "2026-01-07"}},
		"/undo":                              {"/undo", day, nil},
		"/notice":                            {"/notice", day, []string{"notice", "figures"}},
		"/settings":                          {"/settings", day, []string{"zone", "Asia/Tokyo"}},
		"/review":                            {"/review", lived("oofoffoofoofo", "2026-01-18T20:00:00Z"), []string{"goal", "fitness", "week", "2026-01-12", "rule", "R7a", "decision", "accepted", "close-week", "1", "helped", "shoes"}},
		"/review rest":                       {"/review", lived("ooooooooooooo", "2026-01-18T20:00:00Z"), []string{"goal", "fitness", "week", "2026-01-12", "unwell", "1", "rule", "R1", "decision", "accepted", "close-week", "1"}},
		"/goals/{goal}/review/{week}/{part}": {"/goals/fitness/review/2026-01-12/close", lived("oofoffoofoofo", "2026-01-18T20:00:00Z"), []string{"decision", "kept", "close-week", "1", "close", "fine"}},
		"/goals/{goal}/review/{week}/{part} short": {"/goals/fitness/review/2026-01-12/short", lived("oofoffoofoofo", "2026-01-18T20:00:00Z"), []string{"decision", "accepted", "close-week", "1"}},
		"/goals/{goal}/review/{week}/{part} day":   {"/goals/fitness/review/2026-01-12/look", lived("ooooooo", "2026-01-18T20:00:00Z"), []string{"day", "2026-01-13", "what", "skip"}},
		"/review/day":                              {"/review/day", lived("ooooooo", "2026-01-18T20:00:00Z"), []string{"goal", "fitness", "week", "2026-01-12", "day", "2026-01-13", "what", "skip"}},
		"/compass/words":                           {"/compass/words", day, []string{"love", "drawing\nchess"}},
		"/compass/items":                           {"/compass/items", day, []string{"lens", "love", "answer", "drawing", "answer", "", "answer", "chess"}},
		"/compass/purpose":                         {"/compass/purpose", day, []string{"grow_in", "calm", "so_i_can", "play with my daughter"}},
		"/compass/energy":                          {"/compass/energy", day, []string{"words", "tea", "before", "2", "after", "4"}},
		"/compass/trial":                           {"/compass/trial", day, []string{"what", "bread", "before", "2", "after", "4", "again", "7"}},
		"/goals/{goal}/edit":                       {"/goals/fitness/edit", day, []string{"step", "Put on shoes", "minutes", "3", "cue", "After tea", "fallback", "", "target", "2", "unit", "walks", "session_min", "15"}},
		"/goals/{goal}/experiment":                 {"/goals/fitness/experiment", day, []string{"lever", "cue", "what", "earlier", "cue", "After tea", "measure", "adherence", "days", "14"}},
		"/goals/{goal}/experiment stop": {"/goals/fitness/experiment", func(v *webtest.Visitor) {
			day(v)
			v.Did("/goals/fitness/experiment", "lever", "cue", "what", "earlier", "measure", "adherence", "days", "14")
		}, []string{"act", "adopt"}},
		"/goals/{goal}/day":      {"/goals/fitness/day", day, []string{"day", "2026-01-07", "what", "done", "more", "20"}},
		"/goals/{goal}/measure":  {"/goals/fitness/measure", day, []string{"value", "m1"}},
		"/goals/{goal}/life":     {"/goals/fitness/life", day, []string{"to", "park"}},
		"/goals/{goal}/life end": {"/goals/fitness/life", day, []string{"to", "end"}},
	}
}

// Every form of the site carries an id, and whatever is sent twice does its thing
// once: the double click, and the page that is sent again.
func TestAFormSentTwiceCountsOnce(t *testing.T) {
	for name, x := range forms() {
		t.Run(name, func(t *testing.T) {
			v := webtest.New(t, "2026-01-05T08:00:00Z")
			x.life(v)
			fields := append([]string{"id", v.NewID()}, x.fields...)
			before := head(v)
			first := v.Post(x.path, fields...)
			once := head(v)
			if first.Code != http.StatusSeeOther || once == before {
				t.Fatalf("%d, head %d and %d\n%s", first.Code, before, once, webtest.Text(first.Body.String()))
			}
			again := v.Post(x.path, fields...)
			if twice := head(v); twice != once || again.Code != http.StatusSeeOther || again.Header().Get("Location") != first.Header().Get("Location") {
				t.Errorf("%d to %q, %d entries more, after %q\n%s", again.Code, again.Header().Get("Location"), twice-once, first.Header().Get("Location"), webtest.Text(again.Body.String()))
			}
		})
	}
}

func head(v *webtest.Visitor) int64 {
	t, err := v.Today(context.Background(), app.Local(), goal.Day(0))
	if err != nil {
		v.T.Fatal(err)
	}
	return t.Head
}

// Every route that takes a form is in the table, or has its reason here.
func TestEveryFormIsSentTwice(t *testing.T) {
	others := notTwice()
	table := forms()
	for _, rt := range webtest.New(t, "2026-01-05T08:00:00Z").Site.Routes() {
		if _, ok := table[rt.Path]; rt.Method == http.MethodPost && !ok && others[rt.Path] == "" {
			t.Errorf("%s is not sent twice", rt.Path)
		}
	}
}

var (
	postForm = regexp.MustCompile(`(?s)<form[^>]*method="post"[^>]*>.*?</form>`)
	action   = regexp.MustCompile(`action="([^"]+)"`)
)

// Every form that a page shows carries the id of its command.
func TestEveryFormCarriesAnId(t *testing.T) {
	files, err := filepath.Glob("*/*.templ")
	if err != nil || len(files) == 0 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	others := notTwice()
	for _, file := range files {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, form := range postForm.FindAllString(string(source), -1) {
			carries := strings.Contains(form, `name="id"`) || strings.Contains(form, "@dayFields(") || strings.Contains(form, "{ children... }") ||
				strings.Contains(form, "range a.fields") // a form that is sent once more, with all that it had
			m := action.FindStringSubmatch(form)
			if !carries && others[file] == "" && (m == nil || others[m[1]] == "" && m[1] != "/signout") {
				t.Errorf("%s: no id in %s", file, form)
			}
		}
	}
}

// notTwice are the routes that are not in the table, and the templates whose
// forms say no route, each with its reason.
func notTwice() map[string]string {
	return map[string]string{
		"/pair":         "it spends a code, which works once: TestRuling129PairingNeverLetsInByItself",
		"/pair/in":      "it makes a session of what was said yes to, once",
		"/phone/code":   "each makes another code, and ends the one before",
		"/phone/answer": "it answers, and writes nothing in the journal",
		"/phone/close":  "it ends the code, and writes nothing in the journal",
		"/import":       "a file; the same file again is told as the same", "/import/look": "an answer about a file", "/import/keep": "an import is one however often it is kept",
		"/erase": "there is nothing left", "/begin/template": "TestBeginSentTwiceIsOneGoal", "/begin/park": "parked is parked", "/begin/{step}": "a draft is one row",
		"/timer": "writes nothing", "/commands": "TestAnIdInCapitalsIsTheSame", "/drafts/{form}": "what is typed twice is kept once", "/compass/weigh": "a weight is set, not added",
		"page/link.templ": "a link is used once, whoever sends it", "/words/remove": "what is removed is gone", "/goals/{goal}/paper": "ids follow from the form's", "/goals/{goal}/look-back/{day}": "TestConcludingTwiceFollowsOnce",
	}
}
