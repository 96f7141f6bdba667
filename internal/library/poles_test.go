package library_test

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/ippo-app/ippo/internal/library"
)

// poles are the words of the two ends of a scale in one language.
type poles struct{ low, high *regexp.Regexp }

// polesOf every language: a low end denies or lacks, a high end has in full. A
// word that could be read as either is in neither.
var polesOf = map[string]poles{
	"en": {
		regexp.MustCompile(`\bnot at all|\bhardly|\bno$|\bempty|\blow$|\bnot a chance`),
		regexp.MustCompile(`very much|fully|completely|certain|always|easily|soon|full$|bright|just as much`),
	},
	"de": {
		regexp.MustCompile(`gar nicht|\bkaum|\bnein|\bleer|trüb|\bkeine`),
		regexp.MustCompile(`sehr|\bganz|völlig|immer|leicht|\bbald|\bvoll|\bhell`),
	},
	"es": {
		regexp.MustCompile(`\bnada|\bapenas|\bninguna|\bno$|imposible|vacía|\bbajo`),
		regexp.MustCompile(`mucho|del todo|total|siempre|fácil|pronto|plena|claro`),
	},
	"ja": {
		regexp.MustCompile(`ない|無理`),
		regexp.MustCompile(`とても|すっかり|いつも|確か|楽に|すぐに|いっぱい|明るい|同じだけ`),
	},
}

// scales are the keys of the two ends of each.
var scales = [][2]string{
	{"begin.low", "begin.private.high"},
	{"begin.low", "begin.sure.high"},
	{"begin.low", "begin.why.high"},
	{"begin.worst.low", "begin.worst.high"},
	{"check.slider.low", "check.slider.high"},
	{"check.sure.low", "check.sure.high"},
	{"check.worst.low", "check.worst.high"},
	{"compass.again_low", "compass.again_high"},
	{"ease.low", "ease.high"},
	{"retro.worth.low", "retro.worth.high"},
	{"reviewpage.hardly", "reviewpage.very"},
	{"reviewpage.sure_low", "reviewpage.sure_high"},
	{"web.word.low", "web.word.high"},
	{"web.word.mood_low", "web.word.mood_high"},
	{"workbook.low", "workbook.high"},
	{"workbook.review.hardly", "reviewpage.very"},
}

// whole are the scales that one text tells, from the low end to the high one.
var whole = []string{"ask.scale5", "ask.scale7", "ask.scale7_unsure", "ask.scale10", "begin.why.hint", "compass.items_hint"}

// noEnds end like the end of a scale and are none: low weeks and what a figure
// says of few days.
var noEnds = []string{"care.low", "label.low", "explain.adherence.low"}

// Ruling 110: both ends of every scale have their poles in order, in every
// language. The test translates nothing.
func TestRuling110ThePolesOfEveryScale(t *testing.T) {
	t.Parallel()
	for _, lang := range library.Languages() {
		w, p := library.For(lang), polesOf[lang]
		if p.low == nil {
			t.Fatalf("%s has no poles", lang)
		}
		for _, s := range scales {
			low, high := w.Say(s[0]), w.Say(s[1])
			p.atLow(t, lang+": "+s[0], low)
			p.atHigh(t, lang+": "+s[1], high)
			if a, b := leading(low), leading(high); a >= b && b > 0 {
				t.Errorf("%s: %s counts from %d to %d", lang, s[0], a, b)
			}
		}
		for _, key := range whole {
			text := w.Say(key)
			low, high, ok := p.parted(text)
			if !ok {
				t.Errorf("%s: %s has not its two ends in order: %q", lang, key, text)
				continue
			}
			p.atLow(t, lang+": "+key, low)
			p.atHigh(t, lang+": "+key, high)
		}
	}
}

// A scale that nobody entered in the table is held by nothing.
func TestRuling110NoScaleIsMissing(t *testing.T) {
	t.Parallel()
	end := regexp.MustCompile(`[._](low|high)$|scale\d|[._](hardly|very)$`)
	var known []string
	for _, s := range scales {
		known = append(known, s[:]...)
	}
	known = append(append(known, whole...), noEnds...)
	for _, key := range library.For("en").Keys() {
		if end.MatchString(key) && !strings.HasPrefix(key, "error.") && !slices.Contains(known, key) {
			t.Errorf("%s is in no table", key)
		}
	}
}

// The ends that were there before would not pass.
func TestThePolesBite(t *testing.T) {
	t.Parallel()
	for lang, text := range map[string]string{"ja": "1 ほとんど、5 とても", "en": "1 very much, 5 hardly", "es": "1 mucho, 5 apenas", "de": "1 sehr, 5 kaum"} {
		if low, _, ok := polesOf[lang].parted(text); ok && polesOf[lang].low.MatchString(low) {
			t.Errorf("%s: %q passes", lang, text)
		}
	}
}

func (p poles) atLow(t *testing.T, where, text string) {
	t.Helper()
	if !p.low.MatchString(text) || p.high.MatchString(text) {
		t.Errorf("%s is no low end: %q", where, text)
	}
}

func (p poles) atHigh(t *testing.T, where, text string) {
	t.Helper()
	if !p.high.MatchString(text) || p.low.MatchString(text) {
		t.Errorf("%s is no high end: %q", where, text)
	}
}

// parted is a text of a whole scale in its two ends: what is said of the first
// number, and what of the second.
func (p poles) parted(text string) (low, high string, ok bool) {
	at := numeral.FindAllStringIndex(text, -1)
	if len(at) < 2 {
		return "", "", false
	}
	first, second := at[len(at)-2], at[len(at)-1]
	if leading(text[first[0]:]) >= leading(text[second[0]:]) {
		return "", "", false
	}
	high = text[second[0]:]
	if i := strings.IndexAny(high, ";.。"); i > 0 {
		high = high[:i]
	}
	return strings.TrimRight(text[first[0]:second[0]], " ,、"), high, true
}

var numeral = regexp.MustCompile(`\d+`)

// leading is the number that a text begins with; 0 without one.
func leading(text string) int {
	n, err := strconv.Atoi(numeral.FindString(text))
	if err != nil {
		return 0
	}
	return n
}
