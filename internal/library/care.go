package library

import (
	"slices"
	"strings"
	"sync"
)

// everyCarePhrase is what is looked for, in every language; read when a form is
// first looked at, for every form is.
//
//nolint:gochecknoglobals // a lazily read embedded file
var everyCarePhrase = sync.OnceValue(func() []string {
	var all []string
	for _, lang := range Languages() {
		all = append(all, carePhrases(lang)...)
	}
	return all
})

// spelling is what people leave out or write in another way. Where a sentence
// or a part of it ends, a full stop stands alone: a phrase that holds one is
// meant only there, so that "acabar con todo" is and "acabar con todo el pan"
// is not.
//
//nolint:gochecknoglobals // a pattern, compiled when it is needed
var spelling = sync.OnceValue(func() *strings.Replacer {
	pairs := []string{"’", "", "'", "", "-", " "}
	for _, end := range []string{".", ",", ";", ":", "!", "?", "¡", "¿", "…", "。", "、", "！", "？"} {
		pairs = append(pairs, end, " . ")
	}
	return strings.NewReplacer(pairs...)
})

// NeedsCare says whether a text sounds as if its writer needed somebody now.
// It knows a few phrases of every language, because people write in the one
// they feel in; it is clearly imperfect, keeps nothing and stops nothing
// (method 11, mental health).
func NeedsCare(text string) bool {
	text = plainLower(text)
	if text == "" {
		return false
	}
	text += " ."
	return slices.ContainsFunc(everyCarePhrase(), func(phrase string) bool { return strings.Contains(text, phrase) })
}

// carePhrases of a language; one that is still being translated may have none.
func carePhrases(lang string) []string {
	if _, err := files.Open("lang/" + lang + "/care.json"); err != nil {
		return nil
	}
	return readFile[[]string](lang, "care.json")
}

// plainLower is a text in small letters, with one space between words, a full stop
// where a part of it ends, and none of the marks that people leave out.
func plainLower(text string) string {
	text = spelling().Replace(strings.ToLower(text))
	return strings.Join(strings.Fields(text), " ")
}
