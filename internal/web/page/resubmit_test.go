package page_test

import (
	"html"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/ippo-app/ippo/internal/web/webtest"
)

var (
	keptField = regexp.MustCompile(`<input type="hidden" name="([^"]*)" value="([^"]*)">`)
	resend    = regexp.MustCompile(`(?s)<form class="row" method="post" action="([^"]*)">(.*?)</form>`)
)

// While the database cannot be written, the page keeps all that was sent, and
// its button sends it again: once for good.
func TestTryAgain(t *testing.T) {
	v := webtest.New(t, "2026-01-05T08:00:00Z")
	v.Begin("fitness")
	file := filepath.Join(v.Folder, "ippo.db")
	away := func(from, to string) {
		if err := os.Rename(from, to); err != nil {
			t.Fatal(err)
		}
	}
	away(file, file+".away")
	w := v.Post("/more", "id", v.NewID(), "goal", "fitness", "more", "25", "note", `up the "hill" & back`)
	if w.Code != http.StatusServiceUnavailable {
		t.Fatalf("%d", w.Code)
	}
	form := resend.FindStringSubmatch(w.Body.String())
	if form == nil || form[1] != "/more" {
		t.Fatalf("nothing to send again: %q", form)
	}
	webtest.Has(t, html.UnescapeString(webtest.Text(w.Body.String())), "Your words are still here", `up the "hill" & back`, "Try again")
	var fields []string
	for _, f := range keptField.FindAllStringSubmatch(form[2], -1) {
		fields = append(fields, html.UnescapeString(f[1]), html.UnescapeString(f[2]))
	}
	away(file+".away", file)
	v.Did(form[1], fields...)
	v.Did(form[1], fields...)
	if m, _ := v.LookAt("").Log.Minutes(); m != 25 {
		t.Errorf("%v minutes", m)
	}
	if w := v.Post("/word", "goal", "fitness", "note", "a line that stays", "energy", "9"); w.Code != http.StatusUnprocessableEntity || resend.MatchString(w.Body.String()) {
		t.Errorf("%d: what has to be mended is not offered to be sent again", w.Code)
	}
}

func TestRefusalsSayWhatToDo(t *testing.T) {
	v := webtest.New(t, "2026-01-05T08:00:00Z")
	v.Begin("fitness")
	for _, c := range []struct {
		path   string
		fields []string
		code   int
		says   string
	}{
		{"/more", []string{"goal", "fitness", "more", "lots"}, 422, "Please write a number."},
		{"/more", []string{"goal", "fitness"}, 422, "Please write a number."},
		{"/stamp", []string{"goal", "nothing"}, 404, "There is no goal called nothing."},
		{"/stamp", []string{"goal", "fitness", "day", "2026-01-09"}, 422, "That day has not come yet."},
		{"/stamp", []string{"goal", "fitness", "day", "someday"}, 422, "ippo can’t read that date."},
		{"/skip", []string{"goal", "fitness", "tag", "weather"}, 422, "does not know the tag weather"},
		{"/cover", []string{"goal", "fitness", "day", "2026-01-05"}, 409, ""},
		{"/undo", []string{"target", "00000000-0000-7000-8000-000000000009"}, 404, "There is no command"},
		{"/goals/fitness/measure", []string{"value", "soon"}, 422, "Write yes, no, a milestone"},
		{"/goals/fitness/day", []string{"day", "2026-01-05", "what", "lunch"}, 422, "Please choose what the day was."},
		{"/goals/fitness/edit", []string{"step", "", "minutes", "5"}, 422, ""},
		{"/goals/fitness/life", []string{"to", "fly"}, 422, "A goal cannot become fly."},
	} {
		w := v.Post(c.path, c.fields...)
		if w.Code != c.code {
			t.Errorf("%s %v: %d, want %d", c.path, c.fields, w.Code, c.code)
		}
		webtest.Has(t, webtest.Text(w.Body.String()), c.says)
	}
	if l := v.LookAt(""); l.Practised != 0 {
		t.Error("a refused form left a trace")
	}
}

// What was typed into a refused form comes back.
func TestRefusedWordsAreNotLost(t *testing.T) {
	v := webtest.New(t, "2026-01-05T08:00:00Z")
	v.Begin("fitness")
	w := v.Post("/skip", "goal", "fitness", "tag", "weather", "note", "Rain since noon & <b>wind</b>")
	webtest.Has(t, w.Body.String(), "Your words are still here", "Rain since noon &amp; &lt;b&gt;wind&lt;/b&gt;")
	w = v.Post("/goals/fitness/edit", "step", "Walk to the corner", "minutes", "many", "cue", "After tea")
	if w.Code != http.StatusUnprocessableEntity {
		t.Error(w.Code)
	}
	webtest.Has(t, w.Body.String(), `value="Walk to the corner"`, `value="many"`, `value="After tea"`, `aria-invalid="true"`)
}
