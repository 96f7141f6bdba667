package cli

import (
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/runes"
	"golang.org/x/text/transform"
	"golang.org/x/text/unicode/norm"

	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
)

// english is understood whatever the language.
func english() *library.Words { return library.For("en") }

// direction says which way a weekday's name points.
type direction int

const (
	back  direction = iota // the latest such day up to today
	ahead                  // the next such day from today on
)

// parseDay reads a date as people write it: today, yesterday, tomorrow, -2, 2
// days ago, mon, last mon, 2026-01-31, 31.1.2026; in English, and in the
// language of the person. Empty is no day.
func (d deps) parseDay(s string, today goal.Day, to direction) (goal.Day, error) {
	s = strings.Join(strings.Fields(folded(s)), " ")
	if s == "" {
		return 0, nil
	}
	for when, days := range map[string]goal.Day{"today": 0, "yesterday": -1, "tomorrow": 1} {
		if s == when || s == folded(d.say("when."+when)) {
			return today + days, nil
		}
	}
	if n, err := strconv.Atoi(s); err == nil && n < 0 && n > -daysAgoMost {
		return today + goal.Day(n), nil
	}
	if w, ok := d.parseWeekday(s); ok {
		if to == ahead {
			return soonest(today, w), nil
		}
		return latest(today, w), nil
	}
	if day, ok := d.parseAgo(s, today); ok {
		return day, nil
	}
	if day, ok := d.parseNamed(s, today); ok {
		return day, nil
	}
	return d.parseNumeric(s)
}

// Fewest letters of a weekday's name: an English one, and one of the person's
// language, where the short form may be as long as so, or as 日.
const (
	englishWeekday = 3
	foreignWeekday = 2
)

// parseWeekday reads the first letters of a weekday.
func (d deps) parseWeekday(s string) (time.Weekday, bool) {
	s = folded(s)
	for w := time.Sunday; w <= time.Saturday; w++ {
		if len(s) >= englishWeekday && strings.HasPrefix(folded(w.String()), s) {
			return w, true
		}
	}
	if d.words.Lang() == "en" {
		return 0, false
	}
	for w := time.Sunday; w <= time.Saturday; w++ {
		name, short := folded(d.words.Weekday(w)), folded(d.words.ShortWeekday(w))
		if s == short || utf8.RuneCountInString(s) >= foreignWeekday && strings.HasPrefix(name, s) {
			return w, true
		}
	}
	return 0, false
}

// parseWeekdays reads sun,wed or none.
func (d deps) parseWeekdays(s string) (goal.Weekdays, error) {
	var set goal.Weekdays
	for p := range strings.FieldsFuncSeq(s, func(r rune) bool { return r == ',' || r == '、' }) {
		p = folded(p)
		if p == "" || p == "none" || p == folded(d.say("when.none")) {
			continue
		}
		w, ok := d.parseWeekday(p)
		if !ok {
			return 0, wrong("error.weekday", p)
		}
		set = set.With(w)
	}
	return set, nil
}

// folded is a word in small letters, without the accents that people leave
// out when they type: mié is mie.
func folded(s string) string {
	s = strings.ToLower(strings.TrimSpace(s))
	bare, _, err := transform.String(transform.Chain(norm.NFD, runes.Remove(runes.In(unicode.Mn)), norm.NFC), s)
	if err != nil {
		return s
	}
	return bare
}
