package page

import (
	"maps"
	"net/http"
	"slices"
	"strings"
	"unicode"
)

// resubmission is a refused form as it was sent: the person's words, to read, and where
// it was no fault of theirs all of it, to send once more. It has its command's
// id, so that it counts once whatever became of the first time.
type resubmission struct {
	words  []string
	to     string // empty: sending it once more would change nothing
	fields []field
}

type field struct{ name, value string }

// resubmit takes a form apart that was answered with a status.
func resubmit(r *http.Request, status int) resubmission {
	var a resubmission
	if r.Method != http.MethodPost || r.ParseForm() != nil {
		return a
	}
	for _, name := range slices.Sorted(maps.Keys(r.PostForm)) {
		if name == personField { // the page that shows it gives its forms their own
			continue
		}
		for _, v := range r.PostForm[name] {
			a.fields = append(a.fields, field{name, v})
			if written(name, v) {
				a.words = append(a.words, strings.TrimSpace(v))
			}
		}
	}
	if status >= http.StatusInternalServerError && len(a.fields) > 0 { // a file cannot be sent by a page
		a.to = r.URL.RequestURI()
	}
	return a
}

// written says whether a field holds the person's own words: those that are
// sentences mostly, and whatever no field of ours holds: a space, or a letter
// beyond ASCII.
func written(name, value string) bool {
	value = strings.TrimSpace(value)
	return strings.ContainsFunc(value, func(c rune) bool { return c == ' ' || c > unicode.MaxASCII }) ||
		value != "" && slices.Contains([]string{"note", "words", "grow_in", "so_i_can", "text", "line", "keep", "change", "stop", "learnt", "helped", "close"}, name)
}
