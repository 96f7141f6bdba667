package library

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/text/feature/plural"

	"github.com/ippo-app/ippo/internal/goal"
)

// message is one text, or one for each plural form that the language has.
type message struct {
	text  string // of the form "other", which every language has
	forms map[plural.Form]string
	exact map[string]string // for one number only, as it is written: "=21"
}

// pluralForm by its name in CLDR.
func pluralForm(name string) (plural.Form, bool) {
	switch name {
	case "zero":
		return plural.Zero, true
	case "one":
		return plural.One, true
	case "two":
		return plural.Two, true
	case "few":
		return plural.Few, true
	case "many":
		return plural.Many, true
	case "other":
		return plural.Other, true
	}
	return 0, false
}

// UnmarshalJSON reads a plain string or an object of plural forms.
func (m *message) UnmarshalJSON(b []byte) error {
	if len(b) > 0 && b[0] == '"' {
		return json.Unmarshal(b, &m.text)
	}
	var named map[string]string
	if err := json.Unmarshal(b, &named); err != nil {
		return err
	}
	m.forms = make(map[plural.Form]string, len(named))
	for name, text := range named {
		if number, ok := strings.CutPrefix(name, "="); ok {
			if m.exact == nil {
				m.exact = map[string]string{}
			}
			m.exact[number] = text
			continue
		}
		form, ok := pluralForm(name)
		if !ok {
			return fmt.Errorf("%q is no plural form", name)
		}
		m.forms[form] = text
	}
	m.text = m.forms[plural.Other]
	return nil
}

// Args fill the {names} of a message; n chooses its plural form, or the first
// place where the places are numbered.
type Args map[string]any

// Say a message. An unknown key comes back as it is; a test holds that none is.
func (w *Words) Say(key string, args ...Args) string {
	m, ok := w.message(key)
	if !ok {
		return key
	}
	if len(args) == 0 {
		return m.text
	}
	text := m.text
	if m.forms != nil {
		n, ok := args[0]["n"]
		if !ok {
			n = args[0]["0"]
		}
		if t, ok := m.exact[w.formatValue(n)]; ok {
			text = t
		} else if t, ok := m.forms[w.form(n)]; ok {
			text = t
		}
	}
	if !strings.Contains(text, "{") {
		return text
	}
	return w.fillIn(text, args[0])
}

// fillIn writes the arguments into their places; a place without one stays.
func (w *Words) fillIn(text string, args Args) string {
	var b strings.Builder
	for {
		before, rest, ok := strings.Cut(text, "{")
		b.WriteString(before)
		if !ok {
			return b.String()
		}
		name, after, closed := strings.Cut(rest, "}")
		v, known := args[name]
		if !closed || !known {
			b.WriteByte('{')
			text = rest
			continue
		}
		b.WriteString(w.formatValue(v))
		text = after
	}
}

// form is the plural form that a number takes in the language, as it is
// written: in English 1 is one and 1.5 is other.
func (w *Words) form(n any) plural.Form {
	switch x := n.(type) {
	case int:
		return plural.Cardinal.MatchPlural(w.tag, max(x, -x), 0, 0, 0, 0)
	case float64:
		whole, fraction, _ := strings.Cut(strings.TrimPrefix(Number(x), "-"), ".")
		i, err := strconv.Atoi(whole)
		if err != nil {
			return plural.Other // too large to have a form of its own
		}
		f, err := strconv.Atoi("0" + fraction)
		if err != nil {
			return plural.Other
		}
		return plural.Cardinal.MatchPlural(w.tag, i, len(fraction), len(fraction), f, f)
	}
	return plural.Other
}

// formatValue writes a value into a message.
func (w *Words) formatValue(v any) string {
	switch x := v.(type) {
	case string:
		return x
	case int:
		return strconv.Itoa(x)
	case float64:
		return w.Number(x)
	}
	return fmt.Sprint(v)
}

// Sentence says what an error asks of the person.
func (w *Words) Sentence(e *goal.Error) string {
	a := Args{}
	for i, v := range e.Args {
		if d, ok := v.(goal.Day); ok {
			v = w.DatedDate(d)
		}
		a[strconv.Itoa(i)] = v
	}
	if page := e.Key + ".page"; w.pages && w.Has(page) {
		return w.Say(page, a)
	}
	return w.Say(e.Key, a)
}
