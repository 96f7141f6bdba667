package goal

import "strings"

// purposeWords are one language's lists for the checks of a purpose sentence.
// A term of several words matches those words in a row.
type purposeWords struct {
	body, approval, pressure, borrowed, avoid []string
	states                                    []string // words that a state begins with
	months, monthsAfter, before               []string // months; months only after one of before
	deadlines                                 []string // after by: weekdays, seasons, feasts
	by, and                                   string
	stop, vague                               []string
}

// HasWordLists says whether the checks of words (methods 1.5 and 5.2) know a
// language, given as a tag such as en or en-GB. Where they do not, nothing is
// suggested at all (method 14e).
func HasWordLists(lang string) bool {
	_, ok := purposeWordsFor(lang)
	return ok
}

// purposeWordsFor gives a language's lists.
func purposeWordsFor(lang string) (purposeWords, bool) {
	primary, _, _ := strings.Cut(strings.ToLower(lang), "-")
	if primary == "en" {
		return englishPurposeWords(), true
	}
	return purposeWords{}, false
}

// englishPurposeWords are the lists of method 1.5.
func englishPurposeWords() purposeWords {
	return purposeWords{
		body: terms("weight, skinny, thin, fat, calories, bmi, dress size, six pack, abs"),
		approval: terms("impress, prove, proud of me, respect me, jealous, envy, envious, popular, " +
			"followers, status, famous, better than, everyone, people think, show them, keep up with, " +
			"admire, admired, expect, expects"),
		pressure: terms("should, shouldn't, must, have to, need to, ought, supposed to, got to, gotta, " +
			"finally, no excuses, force myself"),
		borrowed: terms("best version of myself, best self, best life, next level, level up, crush it, " +
			"10x, hustle, grind, change the world, make an impact, my potential, full potential, world-class"),
		avoid:  terms("stop, quit, avoid, no longer, not be, don't, less, never"),
		states: terms("be, have, feel, become, get, look, seem"),
		months: terms("january, february, april, june, july, august, september, october, " +
			"november, december"),
		monthsAfter: terms("march, may"),
		before:      terms("by, in, until"),
		deadlines: terms("monday, tuesday, wednesday, thursday, friday, saturday, sunday, " +
			"spring, summer, autumn, fall, winter, christmas"),
		by:  "by",
		and: " and ",
		stop: strings.Fields("i a an the to of in at and or for with my me so can be as on that it is am are " +
			"have get become feel by from into than do make because"),
		vague: strings.Fields("success successful better best great greatness potential happiness happy " +
			"thing things stuff everything life goal goals growth myself self productive productivity " +
			"amazing excellence impact balance wellness level fulfilled fulfilment fulfillment meaning " +
			"purpose dream dreams person version good more well being wellbeing something anything"),
	}
}

// terms splits a list written with commas.
func terms(list string) []string { return strings.Split(list, ", ") }
