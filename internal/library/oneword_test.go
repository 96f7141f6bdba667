package library_test

import (
	"path"
	"strings"
	"testing"

	"github.com/ippo-app/ippo/internal/library"
)

// Ruling 110: one word for one thing. What has given way to it stands in no text
// of a language, neither as a message nor in the guide, the prompts, the days or
// the templates.
func TestRuling110OneWordForOneThing(t *testing.T) {
	t.Parallel()
	for _, lang := range library.Languages() {
		l := lintOf(t, lang)
		if len(l.Instead) < 10 {
			t.Errorf("%s has only %d words that gave way", lang, len(l.Instead))
		}
		for _, name := range filesOf(t, lang) {
			if name == "lint.json" || name == "care.json" { // what is looked for, and what a person writes
				continue
			}
			var data any
			load(t, lang, name, &data)
			eachText(data, func(text string) {
				for _, m := range l.gaveWay(text) {
					t.Errorf("%s: %q in %q", path.Join(lang, name), m, text)
				}
			})
		}
	}
}

// What stood there before is found.
func TestTheOneWordBites(t *testing.T) {
	t.Parallel()
	for lang, texts := range map[string][]string{
		"en": {"Kept. The week is closed.", "It can be brought in later.", "Keep as is", "this week held {0} of its target", "The line stands at 5.", "{0} is no backup of ippo."},
		"de": {"aus deinen Einstellungen", "Die erste Rückschau", "ein behaltenes Ziel", "Tage, die fragten", "3 Gänge"},
		"es": {"Una meta conservada", "Lo que amo", "semana tomando sitio", "¿Cuánto te falta, de 0 a 10?"},
		"ja": {"つながりが待っています", "型から始める", "その札は知りません", "てこを一つ", "目指す数は。"},
	} {
		l := lintOf(t, lang)
		for _, text := range texts {
			if len(l.gaveWay(text)) == 0 {
				t.Errorf("%s: %q passes", lang, text)
			}
		}
	}
}

// gaveWay are the words of a text that another word has taken the place of.
func (l lint) gaveWay(text string) []string {
	for _, phrase := range l.Right {
		text = strings.ReplaceAll(text, phrase, "")
	}
	var found []string
	for pattern, instead := range l.gave {
		if m := pattern.FindString(text); m != "" {
			found = append(found, m+" instead of "+instead)
		}
	}
	return found
}

// eachText calls f with every text of a decoded JSON value.
func eachText(value any, f func(string)) {
	switch x := value.(type) {
	case string:
		f(x)
	case []any:
		for _, v := range x {
			eachText(v, f)
		}
	case map[string]any:
		for _, v := range x {
			eachText(v, f)
		}
	}
}
