package web_test

import (
	"html"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/ippo-app/ippo/internal/web/webtest"
)

// sentForm is a form of a page, as a browser would send it.
type sentForm struct {
	to     string
	file   bool // it carries one
	fields url.Values
}

var (
	wholeForm = regexp.MustCompile(`(?s)<form .*?</form>`)
	goesTo    = regexp.MustCompile(`action="([^"]*)"`)
	named     = regexp.MustCompile(`<[a-z]+ [^>]*\bname="([^"]*)"[^>]*>`)
	valued    = regexp.MustCompile(`\bvalue="([^"]*)"`)
)

// formsOf a page that send something.
func formsOf(path, page string) (all []sentForm) {
	for _, text := range wholeForm.FindAllString(page, -1) {
		tag, inside, _ := strings.Cut(text, ">")
		if !strings.Contains(tag, `method="post"`) {
			continue
		}
		f := sentForm{to: path, file: strings.Contains(tag, "multipart"), fields: url.Values{}}
		if to := goesTo.FindStringSubmatch(tag); to != nil {
			f.to = html.UnescapeString(to[1])
		}
		for _, in := range named.FindAllStringSubmatch(inside, -1) {
			value := ""
			if v := valued.FindStringSubmatch(in[0]); v != nil {
				value = html.UnescapeString(v[1])
			}
			f.fields.Add(in[1], value)
		}
		all = append(all, f)
	}
	return all
}

// Ruling 136: every form of every page carries the tag of its person. Sent under
// another session it is refused, shows no word, and changes nothing.
func TestRuling136EveryFormCarriesItsPerson(t *testing.T) {
	const words = "a heron on the path"
	v := webtest.New(t, "2026-01-05T08:00:00Z")
	v.Begin("fitness")
	v.Begin("learning")
	v.Live("2026-01-05T08:00:00Z", "ofo.oo")
	v.At("2026-01-11T20:00:00Z")
	other := v.Other("00000000-0000-7000-8000-000000000002")
	seen, all := map[string]bool{}, 0
	for _, path := range append(pages(), "/import", "/export", "/begin/1", "/goals/fitness/experiment", "/plan", "/welcome?all=1") {
		page := v.Follow(path)
		tag := regexp.MustCompile(`data-person="([0-9a-f]+)"`).FindStringSubmatch(page)
		if tag == nil {
			t.Fatal("no tag on", path)
		}
		for _, f := range formsOf(path, page) {
			all++
			if got := f.fields["person"]; !slices.Equal(got, tag[1:]) {
				t.Errorf("%s: the form to %s is of %v, not of %v", path, f.to, got, tag[1])
			}
			key := f.to + strings.Join(f.fields["to"], "")
			if f.file || seen[key] {
				continue
			}
			seen[key] = true
			for name := range f.fields {
				if name != "person" && name != "id" {
					f.fields[name] = []string{words}
				}
			}
			mine, theirs := v.Newest(), other.Newest()
			r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, f.to, strings.NewReader(f.fields.Encode()))
			r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			w := other.Send(r)
			if f.to != "/signout" && (w.Code != http.StatusConflict || strings.Contains(w.Body.String(), words)) { // that one is the server's
				t.Errorf("%s: %s answers %d to somebody else:\n%s", path, f.to, w.Code, webtest.Text(w.Body.String()))
			}
			if v.Newest() != mine || other.Newest() != theirs {
				t.Errorf("%s: %s changed something", path, f.to)
			}
		}
	}
	if all < 40 || len(seen) < 15 {
		t.Errorf("only %d forms, %d of them different", all, len(seen))
	}
	if w := other.Bring("x.csv", "date\n", "person", "somebody"); w.Code != http.StatusConflict {
		t.Errorf("a file on somebody else's page: %d", w.Code)
	}
}
