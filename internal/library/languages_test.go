package library_test

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"

	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
)

// forms of a message by the name of their plural form; a plain text is "other".
type forms map[string]string

func (f *forms) UnmarshalJSON(b []byte) error {
	if b[0] == '"' {
		var s string
		err := json.Unmarshal(b, &s)
		*f = forms{"other": s}
		return err
	}
	return json.Unmarshal(b, (*map[string]string)(f))
}

// filesOf a language, as paths inside its folder.
func filesOf(t *testing.T, lang string) []string {
	t.Helper()
	var names []string
	root := os.DirFS(path.Join("lang", lang))
	err := fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			names = append(names, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

// messagesOf a language by file and key.
func messagesOf(t *testing.T, lang string) map[string]map[string]forms {
	t.Helper()
	all := map[string]map[string]forms{}
	for _, name := range filesOf(t, lang) {
		if name == "messages.json" || strings.HasPrefix(name, "say/") {
			m := map[string]forms{}
			load(t, lang, name, &m)
			all[name] = m
		}
	}
	return all
}

func load(t *testing.T, lang, name string, into any) {
	t.Helper()
	b, err := os.ReadFile(path.Join("lang", lang, name))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b, into); err != nil {
		t.Fatalf("%s/%s: %v", lang, name, err)
	}
}

// Every language says what English says: the same files, keys, placeholders,
// plural forms and counts. What is still missing is an error for a language
// that lang/complete.json declares complete, and a remark (go test -v) for the
// others; what is wrong is an error for all.
func TestEveryLanguageSaysWhatEnglishSays(t *testing.T) {
	for _, lang := range library.Languages()[1:] {
		t.Run(lang, func(t *testing.T) {
			missing := t.Errorf
			if !slices.Contains(library.Complete(), lang) {
				missing = t.Logf
			}
			ours := filesOf(t, lang)
			for _, name := range filesOf(t, "en") {
				if !slices.Contains(ours, name) {
					missing("%s: the file %s is missing", lang, name)
				}
			}
			for _, name := range ours {
				if !slices.Contains(filesOf(t, "en"), name) {
					t.Errorf("%s: English has no file %s", lang, name)
				}
			}
			compareMessages(t, lang, missing)
			for _, name := range []string{"templates.json", "prompts.json", "obstacles.json", "programme.json", "guide.json"} {
				if slices.Contains(ours, name) {
					compareData(t, lang, name)
				}
			}
		})
	}
}

func TestCompleteLanguagesExist(t *testing.T) {
	for _, lang := range library.Complete() {
		if !slices.Contains(library.Languages(), lang) {
			t.Errorf("complete.json names %s, and there is no lang/%s", lang, lang)
		}
	}
}

func compareMessages(t *testing.T, lang string, missing func(string, ...any)) {
	t.Helper()
	ours := messagesOf(t, lang)
	for file, english := range messagesOf(t, "en") {
		for _, key := range slices.Sorted(maps.Keys(english)) {
			m, ok := ours[file][key]
			if !ok {
				missing("%s: %s is missing in %s", lang, key, file)
				continue
			}
			for _, p := range differences(lang, english[key], m) {
				t.Errorf("%s: %s in %s %s", lang, key, file, p)
			}
		}
		for key := range ours[file] {
			// Units are named in each language's own words, which are its keys.
			if _, ok := english[key]; !ok && !strings.HasPrefix(key, "unit.") {
				t.Errorf("%s: English has no %s in %s", lang, key, file)
			}
		}
	}
}

var placeholder = regexp.MustCompile(`\{\w+\}`)

// holes of a text, each once.
func holes(texts ...string) []string {
	found := placeholder.FindAllString(strings.Join(texts, " "), -1)
	slices.Sort(found)
	return slices.Compact(found)
}

// differences between the English message and ours: what does not fit.
func differences(lang string, english, ours forms) []string {
	var wrong []string
	want := holes(slices.Collect(maps.Values(english))...)
	if got := holes(ours["other"]); !slices.Equal(got, want) {
		wrong = append(wrong, fmt.Sprintf("holds %v where English holds %v", got, want))
	}
	if len(pluralKeys(ours)) > 1 || len(pluralKeys(english)) > 1 {
		need := pluralForms(lang)
		if got := pluralKeys(ours); !slices.Equal(got, need) {
			wrong = append(wrong, fmt.Sprintf("has the plural forms %v and needs %v", got, need))
		}
	}
	for form, text := range ours {
		if strings.TrimSpace(text) == "" && english["other"] != "" {
			wrong = append(wrong, "is empty")
		}
		for _, h := range holes(text) {
			if !slices.Contains(want, h) {
				wrong = append(wrong, fmt.Sprintf("holds %s in its form %q, which English does not", h, form))
			}
		}
		if text == english["other"] && untranslated(text) {
			wrong = append(wrong, "is still English")
		}
	}
	return wrong
}

// pluralKeys are the plural forms of a message, without the texts for one number.
func pluralKeys(f forms) []string {
	return slices.DeleteFunc(slices.Sorted(maps.Keys(f)), func(name string) bool { return strings.HasPrefix(name, "=") })
}

// untranslated says of a text that is the same in both languages whether it
// can hardly be meant: it has several words and is no command to type.
func untranslated(text string) bool {
	words := 0
	for f := range strings.FieldsSeq(placeholder.ReplaceAllString(text, "")) {
		if strings.ContainsFunc(f, unicode.IsLetter) {
			words++
		}
	}
	return words > 3 && !strings.HasPrefix(text, "ippo ")
}

// pluralForms that the whole numbers of a language take.
func pluralForms(lang string) []string {
	names := map[plural.Form]string{
		plural.Zero: "zero", plural.One: "one", plural.Two: "two", plural.Few: "few", plural.Many: "many", plural.Other: "other",
	}
	tag := language.Make(lang)
	seen := map[string]bool{"other": true}
	for n := range 201 {
		seen[names[plural.Cardinal.MatchPlural(tag, n, 0, 0, 0, 0)]] = true
	}
	return slices.Sorted(maps.Keys(seen))
}

// compareData holds a data file to the English one: the same shape, numbers
// and codes. Only texts differ.
func compareData(t *testing.T, lang, name string) {
	t.Helper()
	var english, ours any
	load(t, "en", name, &english)
	load(t, lang, name, &ours)
	compareValues(t, lang+"/"+name, english, ours)
	e, o := library.For("en"), library.For(lang)
	switch name {
	case "templates.json":
		for i, x := range e.Templates() {
			y := o.Templates()[i]
			if x.Name != y.Name || x.Area != y.Area || x.Metric.Kind != y.Metric.Kind || x.Outcome.Type != y.Outcome.Type {
				t.Errorf("%s: template %d is %s in English and %s here", lang, i+1, x.Name, y.Name)
			}
			for j, p := range x.IfThens {
				if q := y.IfThens[j]; p.ID != q.ID || p.Obstacle != q.Obstacle {
					t.Errorf("%s: plan %d of %s has another id or tag", lang, j+1, x.Name)
				}
			}
		}
	case "obstacles.json":
		for _, a := range goal.Areas() {
			for i, x := range e.Obstacles(a) {
				if y := o.Obstacles(a)[i]; x.Tag != y.Tag {
					t.Errorf("%s: obstacle %d of %s has the tag %s, in English %s", lang, i+1, a, y.Tag, x.Tag)
				}
			}
		}
	case "guide.json":
		for i, x := range e.Guide() {
			if y := o.Guide()[i]; x.ID != y.ID {
				t.Errorf("%s: topic %d of the guide is %s, in English %s", lang, i+1, y.ID, x.ID)
			}
		}
	}
}

// compareValues walks two JSON values; t.Fatal where one has another shape.
func compareValues(t *testing.T, where string, english, ours any) {
	t.Helper()
	switch e := english.(type) {
	case map[string]any:
		o, _ := ours.(map[string]any)
		if want, got := slices.Sorted(maps.Keys(e)), slices.Sorted(maps.Keys(o)); !slices.Equal(want, got) {
			t.Fatalf("%s: has %v, in English %v", where, got, want)
		}
		for k := range e {
			compareValues(t, where+"."+k, e[k], o[k])
		}
	case []any:
		o, _ := ours.([]any)
		if len(o) != len(e) {
			t.Fatalf("%s: %d entries, in English %d", where, len(o), len(e))
		}
		for i := range e {
			compareValues(t, fmt.Sprintf("%s[%d]", where, i), e[i], o[i])
		}
	case string:
		o, ok := ours.(string)
		if !ok || (o == "") != (e == "") {
			t.Errorf("%s: %q, in English %q", where, o, e)
		}
		if o == e && untranslated(e) {
			t.Errorf("%s: %q is still English", where, e)
		}
	default:
		if english != ours {
			t.Errorf("%s: %v, in English %v", where, ours, english)
		}
	}
}

// The comparison itself finds what it promises to find.
func TestTheComparisonBites(t *testing.T) {
	day := forms{"one": "{n} day", "other": "{n} days"}
	for _, x := range []struct {
		lang          string
		english, ours forms
		wrong         bool
	}{
		{"de", day, forms{"one": "{n} Tag", "other": "{n} Tage"}, false},
		{"de", day, forms{"one": "ein Tag", "other": "{n} Tage"}, false},
		{"de", day, forms{"other": "{n} Tage"}, true},
		{"de", day, forms{"one": "{n} Tag", "other": "{m} Tage"}, true},
		{"ja", day, forms{"other": "{n}日"}, false},
		{"ja", day, forms{"one": "{n}日", "other": "{n}日"}, true},
		{"pl", day, forms{"one": "{n} dzień", "other": "{n} dnia"}, true},
		{"de", forms{"other": "Stamp {day}"}, forms{"other": "Stempel"}, true},
		{"de", forms{"other": "This is not yet translated"}, forms{"other": "This is not yet translated"}, true},
		{"de", forms{"other": "ippo"}, forms{"other": ""}, true},
	} {
		if got := differences(x.lang, x.english, x.ours); (len(got) > 0) != x.wrong {
			t.Errorf("%s: %v for %v", x.lang, got, x.ours)
		}
	}
}

// Every key lies in the file of its prefix, or else in messages.json: a key in
// another file would never be found.
func TestEveryKeyLiesInTheFileOfItsPrefix(t *testing.T) {
	for _, lang := range library.Languages() {
		all := messagesOf(t, lang)
		for file, messages := range all {
			for key := range messages {
				prefix, _, _ := strings.Cut(key, ".")
				want := "say/" + prefix + ".json"
				if _, room := all[want]; !room {
					want = "messages.json"
				}
				if file != want {
					t.Errorf("%s: %s lies in %s, not in %s", lang, key, file, want)
				}
			}
		}
	}
}
