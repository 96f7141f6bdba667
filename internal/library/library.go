// Package library holds the words of the method and of the program, as data:
// one folder a language, read when it is first asked for.
package library

import (
	"embed"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"time"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"

	"github.com/ippo-app/ippo/internal/goal"
)

//go:embed lang
var files embed.FS //nolint:gochecknoglobals // embedded files have no other form

// Words are the texts of one language.
type Words struct {
	lang      string
	tag       language.Tag
	messages  func() map[string]message
	templates func() []Template
}

// message is one text, or one a plural form.
type message struct {
	One   string `json:"one"`
	Other string `json:"other"`
}

// UnmarshalJSON reads a plain string or an object of plural forms.
func (m *message) UnmarshalJSON(b []byte) error {
	if len(b) > 0 && b[0] == '"' {
		return json.Unmarshal(b, &m.Other)
	}
	type forms message
	return json.Unmarshal(b, (*forms)(m))
}

// For gives the words of a language; one that is not there yet gives English.
func For(lang string) *Words {
	base, _, _ := strings.Cut(strings.ToLower(lang), "-")
	if _, err := files.ReadDir("lang/" + base); err != nil || base == "" {
		base = "en"
	}
	w := &Words{lang: base, tag: language.Make(base)}
	w.messages = sync.OnceValue(func() map[string]message { return read[map[string]message](base, "messages.json") })
	w.templates = sync.OnceValue(func() []Template { return read[[]Template](base, "templates.json") })
	return w
}

// read an embedded file; a test reads them all, so that a broken one never
// reaches a person.
func read[T any](lang, name string) T {
	var v T
	b, err := files.ReadFile("lang/" + lang + "/" + name)
	if err == nil {
		err = json.Unmarshal(b, &v)
	}
	if err != nil {
		panic(fmt.Sprintf("%s/%s: %v", lang, name, err))
	}
	return v
}

// Lang is the language of the words, as in the lang attribute of a page.
func (w *Words) Lang() string { return w.lang }

// Args fill the {names} of a message; n chooses its plural form.
type Args map[string]any

// Say a message. An unknown key comes back as it is; a test holds that none is.
func (w *Words) Say(key string, args ...Args) string {
	m, ok := w.messages()[key]
	if !ok {
		return key
	}
	if len(args) == 0 {
		return m.Other
	}
	text := m.Other
	if n, ok := args[0]["n"]; ok && m.One != "" && w.one(n) {
		text = m.One
	}
	for k, v := range args[0] {
		text = strings.ReplaceAll(text, "{"+k+"}", show(v))
	}
	return text
}

func (w *Words) one(n any) bool {
	switch x := n.(type) {
	case int:
		return plural.Cardinal.MatchPlural(w.tag, x, 0, 0, 0, 0) == plural.One
	case float64:
		return x == 1
	}
	return false
}

// Has says whether there is such a message.
func (w *Words) Has(key string) bool {
	_, ok := w.messages()[key]
	return ok
}

// Keys of all messages.
func (w *Words) Keys() []string {
	var ks []string
	for k := range w.messages() {
		ks = append(ks, k)
	}
	return ks
}

// Sentence says what an error asks of the person.
func (w *Words) Sentence(e *goal.Error) string {
	a := Args{}
	for i, v := range e.Args {
		a[strconv.Itoa(i)] = v
	}
	return w.Say(e.Key, a)
}

func show(v any) string {
	if f, ok := v.(float64); ok {
		return Number(f)
	}
	return fmt.Sprint(v)
}

// Number without needless zeros: 3, 2.5.
func Number(f float64) string {
	return strconv.FormatFloat(f, 'f', -1, 64)
}

// About is a number with one digit after the point at most.
func About(f float64) string {
	s := strconv.FormatFloat(f, 'f', 1, 64)
	return strings.TrimSuffix(s, ".0")
}

// Weekday is the name of a weekday; short is its first three letters.
func (w *Words) Weekday(d time.Weekday) string { return w.Say("weekday." + strconv.Itoa(int(d))) }

// ShortWeekday is Mon, Tue and so on.
func (w *Words) ShortWeekday(d time.Weekday) string {
	return w.Say("weekday.short." + strconv.Itoa(int(d)))
}

// Date is 7 October.
func (w *Words) Date(d goal.Day) string {
	t := d.Time()
	return strconv.Itoa(t.Day()) + " " + w.Say("month."+strconv.Itoa(int(t.Month())))
}

// ShortDate is 7 Oct.
func (w *Words) ShortDate(d goal.Day) string {
	t := d.Time()
	return strconv.Itoa(t.Day()) + " " + w.Say("month.short."+strconv.Itoa(int(t.Month())))
}
