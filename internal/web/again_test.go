package web_test

import (
	"html"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"testing"
)

var (
	keptField = regexp.MustCompile(`<input type="hidden" name="([^"]*)" value="([^"]*)">`)
	resend    = regexp.MustCompile(`(?s)<form class="row" method="post" action="([^"]*)">(.*?)</form>`)
)

// While the database cannot be written, the page keeps all that was sent, and
// its button sends it again: once for good.
func TestTryAgain(t *testing.T) {
	v := newVisitor(t, "2026-01-05T08:00:00Z")
	v.begin("fitness")
	file := filepath.Join(v.folder, "ippo.db")
	away := func(from, to string) {
		if err := os.Rename(from, to); err != nil {
			t.Fatal(err)
		}
	}
	away(file, file+".away")
	w := v.post("/more", "id", v.NewID(), "goal", "fitness", "more", "25", "note", `up the "hill" & back`)
	if w.Code != http.StatusServiceUnavailable {
		t.Fatalf("%d", w.Code)
	}
	form := resend.FindStringSubmatch(w.Body.String())
	if form == nil || form[1] != "/more" {
		t.Fatalf("nothing to send again: %q", form)
	}
	has(t, html.UnescapeString(text(w.Body.String())), "Your words are still here", `up the "hill" & back`, "Try again")
	var fields []string
	for _, f := range keptField.FindAllStringSubmatch(form[2], -1) {
		fields = append(fields, html.UnescapeString(f[1]), html.UnescapeString(f[2]))
	}
	away(file+".away", file)
	v.did(form[1], fields...)
	v.did(form[1], fields...)
	if m, _ := v.look().Log.Minutes(); m != 25 {
		t.Errorf("%v minutes", m)
	}
	if w := v.post("/word", "goal", "fitness", "note", "a line that stays", "energy", "9"); w.Code != http.StatusUnprocessableEntity || resend.MatchString(w.Body.String()) {
		t.Errorf("%d: what has to be mended is not offered to be sent again", w.Code)
	}
}
