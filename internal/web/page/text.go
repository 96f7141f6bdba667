package page

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Capital writes a sentence's first letter large.
func Capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return s
	}
	return string(unicode.ToUpper(r)) + s[n:]
}

// Sentence ends a person's words with a full stop.
func Sentence(s string) string {
	s = strings.TrimSpace(s)
	if s == "" || strings.ContainsAny(s[len(s)-1:], ".?!…") {
		return s
	}
	return s + "."
}

// FormatNumber is a number for a field, without needless zeros; 0 is empty.
func FormatNumber(x float64) string {
	if x == 0 {
		return ""
	}
	return strconv.FormatFloat(x, 'f', -1, 64)
}

// Nth is a value of a list, counted from 0; empty beyond its end.
func Nth(list []string, i int) string {
	if i < len(list) {
		return list[i]
	}
	return ""
}
