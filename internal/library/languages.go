package library

import (
	"slices"
	"sync"

	"golang.org/x/text/language"
)

// Languages that there are words for, English first. One that is still being
// translated is among them and says in English what it does not have yet.
func Languages() []string {
	langs := []string{english}
	es, err := files.ReadDir("lang")
	if err != nil {
		return langs // English is always there
	}
	for _, e := range es {
		if e.IsDir() && e.Name() != english {
			langs = append(langs, e.Name())
		}
	}
	return langs
}

// Complete are the languages that say everything English says, English first.
// They are declared in lang/complete.json, and a test holds them to it.
func Complete() []string {
	langs := []string{english}
	for _, l := range readFile[[]string]("", "complete.json") {
		if !slices.Contains(langs, l) {
			langs = append(langs, l)
		}
	}
	return langs
}

// matched is what matches a page's languages, made once: it costs as much as a
// tenth of a page (ruling 72).
var matched = sync.OnceValues(func() ([]string, language.Matcher) { //nolint:gochecknoglobals // made once
	langs := Complete()
	tags := make([]language.Tag, len(langs))
	for i, l := range langs {
		tags[i] = language.Make(l)
	}
	return langs, language.NewMatcher(tags)
})

// Match finds the complete language that fits an Accept-Language header best.
func Match(accept string) string {
	langs, matcher := matched()
	wanted, _, err := language.ParseAcceptLanguage(accept)
	if err != nil {
		return langs[0]
	}
	_, i, _ := matcher.Match(wanted...)
	return langs[i]
}
