package goal

import (
	"strconv"
	"strings"
	"unicode"
)

// maxSlug is the length of a slug that is made, in characters (ruling 3).
const maxSlug = 32

// makeSlug folds the first three words of a title to a-z, 0-9 and hyphen; a
// title that leaves nothing gives the area's name. A slug that is taken gets
// -2, -3 and so on.
func makeSlug(title string, area Area, taken func(string) bool) string {
	words := strings.FieldsFunc(strings.ToLower(title), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
	var parts []string
	for _, w := range words {
		if w = foldASCII(w); w != "" {
			parts = append(parts, w)
		}
		if len(parts) == 3 {
			break
		}
	}
	s := strings.Trim(strings.Join(parts, "-"), "-")
	if len(s) > maxSlug {
		s = strings.Trim(s[:maxSlug], "-")
	}
	if s == "" || readsAsDate(s) || readsAsNumber(s) {
		s = string(area)
	}
	if s == "" {
		s = "goal"
	}
	for n, try := 2, s; ; n++ {
		if !taken(try) {
			return try
		}
		try = s + "-" + strconv.Itoa(n)
	}
}

// foldASCII keeps a-z and 0-9 and writes common Latin letters without marks.
func foldASCII(w string) string {
	var b strings.Builder
	for _, r := range w {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			b.WriteRune(r)
		default:
			b.WriteString(plainLetter(r))
		}
	}
	return b.String()
}

func plainLetter(r rune) string {
	const from = "àáâãäåāçćčèéêëēęìíîïīñńòóôõöøōùúûüūýÿšśžźżł"
	const to = "aaaaaaaccceeeeeeiiiiinnooooooouuuuuyysszzzl"
	i := 0
	for _, x := range from {
		if x == r {
			return to[i : i+1]
		}
		i++
	}
	if r == 'ß' {
		return "ss"
	}
	return ""
}

func onlyDigits(s string) bool {
	for _, r := range s {
		if r < '0' || r > '9' {
			return false
		}
	}
	return s != ""
}

// CheckSlug says what is wrong with a slug that a person gave: any script,
// lower case, no spaces, not only digits.
func CheckSlug(s string) error {
	if s == "" || len([]rune(s)) > maxSlug || s != strings.ToLower(s) || onlyDigits(s) ||
		strings.ContainsFunc(s, func(r rune) bool {
			return unicode.IsSpace(r) || unicode.IsControl(r) || r == '/' || r == '?' || r == '#' || r == '%'
		}) || strings.HasPrefix(s, "-") {
		return Invalid("slug", "error.slug", s, maxSlug)
	}
	if readsAsDate(s) || readsAsNumber(s) {
		return Invalid("slug", "error.slug.date", s)
	}
	return nil
}
