package goal

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// dayWords and weekdayWords are the words for a day in the languages that ippo speaks, folded as
// a slug is; weekdays are also known by their first letters. A goal of such a
// name could not be told from a day on the command line (ruling 113).
const (
	dayWords     = "today yesterday tomorrow heute gestern morgen hoy ayer manana 今日 昨日 明日"
	weekdayWords = "sunday monday tuesday wednesday thursday friday saturday" +
		" sonntag montag dienstag mittwoch donnerstag freitag samstag" +
		" domingo lunes martes miercoles jueves viernes sabado" +
		" 日曜日 月曜日 火曜日 水曜日 木曜日 金曜日 土曜日"
)

// fewestLetters of a weekday are enough to name it.
const fewestLetters = 2

// readsAsDate says whether a slug could be a day in any of the languages.
func readsAsDate(s string) bool {
	bare := foldWord(s)
	if slices.Contains(strings.Fields(dayWords), bare) {
		return true
	}
	for w := range strings.FieldsSeq(weekdayWords) {
		one := unicode.Is(unicode.Han, []rune(w)[0]) // 日 alone is one
		if n := len([]rune(bare)); (n >= fewestLetters || one && n == 1) && strings.HasPrefix(w, bare) {
			return true
		}
	}
	return strings.ContainsFunc(s, unicode.IsDigit) && !strings.ContainsFunc(s, func(r rune) bool {
		return unicode.IsLetter(r) && !strings.ContainsRune("年月日", r)
	})
}

// readsAsNumber says whether a slug is a number in any notation.
func readsAsNumber(s string) bool {
	_, err := strconv.ParseFloat(strings.ReplaceAll(s, ",", "."), 64)
	return err == nil || onlyDigits(s)
}

// foldWord writes common Latin letters without marks and keeps the rest.
func foldWord(s string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(s) {
		if p := plainLetter(r); p != "" {
			b.WriteString(p)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}
