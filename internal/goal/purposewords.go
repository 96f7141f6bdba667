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
		body: splitList("weight, skinny, thin, fat, calories, bmi, dress size, six pack, abs"),
		approval: splitList("impress, prove, proud of me, respect me, jealous, envy, envious, popular, " +
			"followers, status, famous, better than, everyone, people think, show them, keep up with, " +
			"admire, admired, expect, expects"),
		pressure: splitList("should, shouldn't, must, have to, need to, ought, supposed to, got to, gotta, " +
			"finally, no excuses, force myself"),
		borrowed: splitList("best version of myself, best self, best life, next level, level up, crush it, " +
			"10x, hustle, grind, change the world, make an impact, my potential, full potential, world-class"),
		avoid:  splitList("stop, quit, avoid, no longer, not be, don't, less, never"),
		states: splitList("be, have, feel, become, get, look, seem"),
		months: splitList("january, february, april, june, july, august, september, october, " +
			"november, december"),
		monthsAfter: splitList("march, may"),
		before:      splitList("by, in, until"),
		deadlines: splitList("monday, tuesday, wednesday, thursday, friday, saturday, sunday, " +
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

// splitList splits a list written with commas.
func splitList(list string) []string { return strings.Split(list, ", ") }
