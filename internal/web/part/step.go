package part

import (
	"context"
	"io"
	"regexp"
	"strings"

	"github.com/a-h/templ"
)

var hyphened = regexp.MustCompile(`\d+-\p{L}+`)

// Step is the words of a step. A number and the word that hangs on it by a hyphen, as in
// "5-minute", stay on one line.
func Step(text string) templ.Component {
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		var b strings.Builder
		last := 0
		for _, at := range hyphened.FindAllStringIndex(text, -1) {
			b.WriteString(templ.EscapeString(text[last:at[0]]))
			b.WriteString(`<span class="nb">` + templ.EscapeString(text[at[0]:at[1]]) + `</span>`)
			last = at[1]
		}
		b.WriteString(templ.EscapeString(text[last:]))
		_, err := io.WriteString(w, b.String())
		return err
	})
}

// Lengths of a step, in letters, past which it is drawn smaller.
const (
	longStep   = 60
	longerStep = 90
)

// StepClass is the class of a step's words: the longer, the smaller.
func StepClass(text string) string {
	switch n := len([]rune(text)); {
	case n > longerStep:
		return "do longer"
	case n > longStep:
		return "do long"
	}
	return "do"
}
