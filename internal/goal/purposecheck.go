package goal

import (
	"slices"
	"strings"
	"unicode"
)

// Flag is a gentle thought about the words of a purpose sentence. A flag is
// never a verdict, never blocks and never scores (method 1.5).
type Flag string

// The flags in the order of their priority.
const (
	FlagTemplate Flag = "template" // not the sentence of the template, or a blank is left
	FlagBody     Flag = "body"     // how a body looks
	FlagApproval Flag = "approval" // what others think
	FlagPressure Flag = "pressure" // a duty
	FlagBorrowed Flag = "borrowed" // a slogan
	FlagVague    Flag = "vague"    // nothing that someone could see
	FlagState    Flag = "state"    // a feeling, not a doing
	FlagNumber   Flag = "number"   // a number or a date
	FlagMulti    Flag = "multi"    // several things at once
	FlagAvoid    Flag = "avoid"    // away from something
	FlagCircular Flag = "circular" // the second half repeats the first
	FlagShort    Flag = "short"    // one more detail may help
	FlagLong     Flag = "long"     // more than one breath
)

// Flags lists them in that order.
func Flags() []Flag {
	return []Flag{
		FlagTemplate, FlagBody, FlagApproval, FlagPressure, FlagBorrowed, FlagVague, FlagState, FlagNumber, FlagMulti, FlagAvoid, FlagCircular,
		FlagShort, FlagLong,
	}
}

// maxShownFlags is the number of thoughts shown at a time (method 1.5).
const maxShownFlags = 2

// maxSentence is the number of bytes up to which a text is read as a sentence
// or plan; what is longer is not one.
const maxSentence = 2000

// CheckPurpose gives every flag that a purpose sentence raises, the most
// telling first. A language without word lists raises none. Work is linear in
// the length of the sentence; a text of more than 2,000 bytes is only long.
// Method 1.5.
func CheckPurpose(sentence, lang string) []Flag {
	lists, ok := purposeWordsFor(lang)
	if !ok {
		return nil
	}
	if len(sentence) > maxSentence {
		return []Flag{FlagLong}
	}
	growIn, soICan, ok := ParsePurpose(strings.ToLower(sentence))
	if !ok {
		return []Flag{FlagTemplate}
	}
	return newPurposeText(strings.ToLower(normalize(sentence)), growIn, soICan, lists).flags()
}

// ShownFlags leaves out what the person dismissed for good and keeps the two
// most telling of the rest.
func ShownFlags(flags []Flag, dismissed ...Flag) []Flag {
	var shown []Flag
	for _, f := range flags {
		if len(shown) < maxShownFlags && !slices.Contains(dismissed, f) {
			shown = append(shown, f)
		}
	}
	return shown
}

// purposeText is a sentence cut up for the checks. All of it is lower case.
type purposeText struct {
	lists          purposeWords
	words          []string // of the whole sentence
	line           string   // the words with one space around each
	growIn         string
	first, second  []string // content words of the two parts
	secondAllWords []string
}

func newPurposeText(sentence, growIn, soICan string, lists purposeWords) purposeText {
	stop := wordSet(lists.stop)
	words := wordsOf(sentence)
	return purposeText{
		lists:          lists,
		words:          words,
		line:           " " + strings.Join(words, " ") + " ",
		growIn:         growIn,
		first:          contentWords(growIn, stop),
		second:         contentWords(soICan, stop),
		secondAllWords: wordsOf(soICan),
	}
}

// flags is the table of method 1.5, one row a flag.
func (t purposeText) flags() []Flag {
	rows := []struct {
		flag   Flag
		raised bool
	}{
		{FlagBody, t.has(t.lists.body)},
		{FlagApproval, t.has(t.lists.approval)},
		{FlagPressure, t.has(t.lists.pressure)},
		{FlagBorrowed, t.has(t.lists.borrowed)},
		{FlagVague, t.vague(t.first) || t.vague(t.second)},
		{FlagState, len(t.secondAllWords) > 0 && slices.Contains(t.lists.states, t.secondAllWords[0])},
		{FlagNumber, t.hasDigit() || t.hasDate()},
		{FlagMulti, t.parts() >= 2},
		{FlagAvoid, t.has(t.lists.avoid)},
		{FlagCircular, overlap(prefixes(t.first), prefixes(t.second)) >= 0.5},
		{FlagShort, len(t.words) < 10 || len(t.secondAllWords) < 2},
		{FlagLong, len(t.words) > 32},
	}
	var raised []Flag
	for _, r := range rows {
		if r.raised {
			raised = append(raised, r.flag)
		}
	}
	return raised
}

// has says whether the sentence holds one of the terms, as whole words.
func (t purposeText) has(list []string) bool {
	return slices.ContainsFunc(list, func(term string) bool {
		return strings.Contains(t.line, " "+term+" ")
	})
}

// vague says that nothing is left of a part, or that at least half of what is
// left says little.
func (t purposeText) vague(content []string) bool {
	vague, n := wordSet(t.lists.vague), 0
	for _, w := range content {
		if vague[w] {
			n++
		}
	}
	return 2*n >= len(content)
}

func (t purposeText) hasDigit() bool {
	return strings.ContainsAny(t.line, "0123456789")
}

// hasDate says whether a month is named, or a day or season is a deadline.
// March and May are also a walk and a wish, so they count after by, in, until.
func (t purposeText) hasDate() bool {
	for i, w := range t.words {
		before := ""
		if i > 0 {
			before = t.words[i-1]
		}
		switch {
		case slices.Contains(t.lists.months, w),
			slices.Contains(t.lists.monthsAfter, w) && slices.Contains(t.lists.before, before),
			slices.Contains(t.lists.deadlines, w) && before == t.lists.by:
			return true
		}
	}
	return false
}

// parts counts the joints in what the person wants to grow in.
func (t purposeText) parts() int {
	n := strings.Count(t.growIn, t.lists.and)
	for _, joint := range []string{",", "/", "&"} {
		n += strings.Count(t.growIn, joint)
	}
	return n
}

// wordsOf cuts a text into words of letters, digits, apostrophes and hyphens.
func wordsOf(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) && r != '\'' && r != '-'
	})
}

// contentWords are the words that carry meaning.
func contentWords(s string, stop map[string]bool) []string {
	return slices.DeleteFunc(wordsOf(s), func(w string) bool { return stop[w] })
}

func wordSet(words []string) map[string]bool {
	set := make(map[string]bool, len(words))
	for _, w := range words {
		set[w] = true
	}
	return set
}

// prefixes is the set of the first five letters of each word, which stand for
// its stem.
func prefixes(words []string) map[string]bool {
	const stem = 5
	set := make(map[string]bool, len(words))
	for _, w := range words {
		set[firstRunes(w, stem)] = true
	}
	return set
}

// firstRunes is s cut after n characters.
func firstRunes(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}

// overlap is the Jaccard measure of two sets: shared over all, 0 for none.
func overlap(a, b map[string]bool) float64 {
	shared := 0
	for w := range a {
		if b[w] {
			shared++
		}
	}
	all := len(a) + len(b) - shared
	if all == 0 {
		return 0
	}
	return float64(shared) / float64(all)
}
