package goal

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// joint is where the response of a plan begins, in lower case. What of it
// belongs to the cue is kept there: the たら of a Japanese condition.
type joint struct {
	text string
	cue  int // bytes of it that end the cue
}

// joints of all languages, the clearest first: a person writes in the language
// they feel in, whatever the pages speak. A bare comma is the last resort.
func joints() []joint {
	js := []joint{}
	for _, s := range []string{", then ", " then i ", " then ", " i will ", " i'll ", ", dann ", " dann ", ", entonces ", " entonces "} {
		js = append(js, joint{s, 0})
	}
	for _, s := range []string{"たら、", "なら、", "れば、", "ときは、", "とき、", "たら", "なら"} {
		js = append(js, joint{s, len(strings.TrimSuffix(s, "、"))})
	}
	return append(js, joint{", ", 0}, joint{"、", 0})
}

// SplitIfThen parts a plan into its cue and its response. The response begins
// at "then", "dann" or "entonces", behind a Japanese condition, else at "I
// will", else after the first comma; without any of them there is no response.
func SplitIfThen(words string) (cue, response string) {
	s := normalize(words)
	lower := asciiLower(s)
	for _, j := range joints() {
		if i := strings.Index(lower, j.text); i >= 0 {
			i += j.cue
			return strings.TrimRight(s[:i], ", "), strings.TrimPrefix(strings.TrimLeft(s[i:], ", "), "、")
		}
	}
	return s, ""
}

// IfThenDeed is the response of a plan as something to do: "climb the stairs
// twice". It is not ok where the language would have to turn the words around.
func IfThenDeed(words string) (string, bool) {
	_, response := SplitIfThen(words)
	for _, begin := range []string{"then i ", "entonces "} {
		if hasOpener(response, begin) {
			return strings.TrimRight(response[len(begin):], ". "), true
		}
	}
	if r, _ := utf8.DecodeRuneInString(response); unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) {
		return strings.TrimRight(response, "。 "), true
	}
	return "", false
}

// openers are the words that a plan begins with; those of the first list only
// say that it is one.
func openers() (bare, telling []string) {
	return []string{"if ", "wenn ", "falls ", "si ", "もし"},
		[]string{"when ", "whenever ", "after ", "as soon as ", "sobald ", "nachdem ", "nach ", "cuando ", "en cuanto ", "después de ", "tras "}
}

// IfThenLower is the words of a plan as they stand inside a sentence: with a
// small first letter where they begin with an if.
func IfThenLower(words string) string {
	bare, telling := openers()
	for _, o := range append(bare, telling...) {
		if hasOpener(words, o) {
			return asciiLower(words[:1]) + words[1:]
		}
	}
	return words
}

// IfThenCue is the cue of a plan without the if: "it rains".
func IfThenCue(words string) string {
	cue, _ := SplitIfThen(words)
	bare, _ := openers()
	for _, o := range bare {
		if hasOpener(cue, o) {
			return strings.TrimSpace(cue[len(o):])
		}
	}
	return cue
}

func hasOpener(words, opener string) bool {
	return len(words) >= len(opener) && asciiLower(words[:len(opener)]) == opener
}
