package begin_test

import (
	"context"
	"strconv"
	"strings"
	"testing"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/library"
	"github.com/ippo-app/ippo/internal/web/webtest"
)

// rows are the plans that a page lists.
func rows(page string) int { return strings.Count(page, `href="/begin?template=`) }

// Welcome has one door in front, a plan of each area, and the rest one tap away.
func TestWelcome(t *testing.T) {
	v := webtest.New(t, "2026-09-07T05:40:00Z")
	for _, lang := range library.Languages() {
		v.Lang = lang
		page := v.Get("/welcome")
		webtest.Sound(t, lang, page)
		if rows(page) != 7 || strings.Count(page, `class="btn go`) != 1 {
			t.Errorf("%s: %d plans, %d doors in front", lang, rows(page), strings.Count(page, `class="btn go`))
		}
		all := v.Get("/welcome?q=")
		webtest.Sound(t, lang, all)
		webtest.Has(t, webtest.Text(page), strconv.Itoa(rows(all)))
		if rows(all) != len(library.For(lang).Templates()) {
			t.Errorf("%s: %d plans in the whole list", lang, rows(all))
		}
	}
	v.Lang = "en"
	webtest.Has(t, v.Get("/welcome"), "Begin with the first step", `href="/compass/items"`, `href="/import"`, "a crisis line now")
	v.Walk(2)
	page := v.Get("/welcome")
	webtest.Has(t, page, "Go on with your goal")
	if strings.Contains(page, "Begin with the first step") {
		t.Error("with a goal half begun two doors stand in front")
	}
}

// The list is searched for whole sentences or parts of words, whatever their case
// and accents.
func TestPlansAreSearched(t *testing.T) {
	v := webtest.New(t, "2026-09-07T05:40:00Z")
	for _, c := range []struct {
		lang, query string
		want        int
	}{
		{"en", "FITNESS", 1},
		{"en", "push-ups wall", 1},
		{"en", "  ", 18},
		{"en", "no such plan", 0},
		{"de", "FREUNDSCHAFT", 1},
		{"de", "übung", -1},
		{"de", "ubung", -1},
		{"es", "espanol", -1},
		{"es", "MÚSICA", 1},
		{"es", "musica", 1},
		{"ja", "音楽", 1},
	} {
		v.Lang = c.lang
		page := v.Get("/welcome?q=" + strings.ReplaceAll(c.query, " ", "+"))
		if got := rows(page); c.want >= 0 && got != c.want {
			t.Errorf("%s %q: %d plans, want %d", c.lang, c.query, got, c.want)
		}
		if c.want == 0 {
			webtest.Has(t, webtest.Text(page), "No plan has that word.", "Write your own")
		}
	}
	v.Lang = "de"
	if a, b := rows(v.Get("/welcome?q=%C3%BCbung")), rows(v.Get("/welcome?q=UBUNG")); a != b {
		t.Errorf("an accent makes %d of %d plans", b, a)
	}
	webtest.Has(t, v.Get(`/welcome?q=%22%3E%3Cb%3E`), `value="&#34;&gt;&lt;b&gt;"`)
}

// The language is chosen where nobody has found the settings yet.
func TestTheLanguageIsChosenOnWelcome(t *testing.T) {
	v := webtest.New(t, "2026-09-07T05:40:00Z")
	webtest.Has(t, v.Get("/welcome"), `name="locale" value="de"`)
	v.To("/welcome", "/settings", "locale", "de", "next", "/welcome")
	webtest.Has(t, v.Get("/welcome"), `<html lang="de"`, "Mit dem ersten Schritt beginnen")
	v.To("/welcome", "/settings", "locale", "en", "next", "/welcome")
	v.To("/", "/settings", "locale", "en", "next", "//elsewhere")
	if set, _, err := v.Settings(context.Background(), app.Local()); err != nil || set.Locale != "en" {
		t.Errorf("%q, %v", set.Locale, err)
	}
}
