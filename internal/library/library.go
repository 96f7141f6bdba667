// Package library holds the words of the method and of the program, as data:
// one folder a language, read when it is first asked for.
//
// Another language is another folder beside lang/en with the same files: the
// messages, the data, and lint.json, which lists the words the language does
// not use. Its plural forms are those of CLDR, its units have keys of its own
// (unit.Seiten). What it lacks is said in English; go test -v names every key
// that is missing, and once lang/complete.json declares the language complete,
// a missing key is an error and readers are offered the language.
package library

import (
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"

	"golang.org/x/text/language"

	"github.com/ippo-app/ippo/internal/goal"
)

// english is the language that is always whole: the others are compared with it.
const english = "en"

//go:embed lang
var files embed.FS

// Words are the texts of one language.
type Words struct {
	lang      string
	pages     bool // an error names no command of the terminal
	tag       language.Tag
	messages  func() *texts
	mu        sync.Mutex
	rooms     map[string]*texts // by key prefix; messages() where the prefix has no file of its own
	templates func() []Template
	prompts   func() map[Lens][]string
	obstacles func() map[goal.Area][]Obstacle
	programme func() []ProgrammeDay
	guide     func() []Topic
	english   func() *Words // stands in for what a language does not say yet
}

// For gives the words of a language; one that is not there yet gives English.
func For(lang string) *Words {
	base, _, _ := strings.Cut(strings.ToLower(lang), "-")
	if _, err := files.ReadDir("lang/" + base); err != nil || base == "" {
		base = english
	}
	w := &Words{lang: base, tag: language.Make(base), rooms: map[string]*texts{}}
	w.messages = sync.OnceValue(func() *texts {
		t, ok := loadTexts(base, "messages.json")
		if !ok {
			t, _ = loadTexts(english, "messages.json")
		}
		return t
	})
	w.templates = readOnce[[]Template](base, "templates.json")
	w.prompts = readOnce[map[Lens][]string](base, "prompts.json")
	w.obstacles = readOnce[map[goal.Area][]Obstacle](base, "obstacles.json")
	w.programme = readOnce[[]ProgrammeDay](base, "programme.json")
	w.guide = readOnce[[]Topic](base, "guide.json")
	w.english = sync.OnceValue(func() *Words { return For(english) })
	return w
}

// ForPages gives the words of a language as pages say them: an error whose
// sentence names a command of the terminal has one of its own there.
func ForPages(lang string) *Words {
	w := For(lang)
	w.pages = true
	return w
}

// listPrefixes are the key prefixes that have a file of their own.
func listPrefixes(lang string) []string {
	var prefixes []string
	es, err := files.ReadDir("lang/" + lang + "/say")
	if err != nil {
		return nil // a language may have none
	}
	for _, e := range es {
		if p, ok := strings.CutSuffix(e.Name(), ".json"); ok {
			prefixes = append(prefixes, p)
		}
	}
	return prefixes
}

// message of a key, in English while the language does not have it yet.
func (w *Words) message(key string) (message, bool) {
	m, ok := w.findOwn(key)
	if !ok && w.lang != english {
		return w.english().findOwn(key)
	}
	return m, ok
}

// findOwn finds a message of the language: from the file of its prefix, else from
// messages.json.
func (w *Words) findOwn(key string) (message, bool) {
	prefix, _, _ := strings.Cut(key, ".")
	return w.loadPrefix(prefix).find(key)
}

// loadPrefix is the file that has the messages of a key prefix, read when one of them
// is first asked for: the terminal never reads the words of pages.
func (w *Words) loadPrefix(prefix string) *texts {
	w.mu.Lock()
	defer w.mu.Unlock()
	t, ok := w.rooms[prefix]
	if !ok {
		if t, ok = loadTexts(w.lang, "say/"+prefix+".json"); !ok {
			t = w.messages()
		}
		w.rooms[prefix] = t
	}
	return t
}

// readOnce reads a file when it is first asked for, the English one while the
// language has none.
func readOnce[T any](lang, name string) func() T {
	return sync.OnceValue(func() T {
		if _, err := fs.Stat(files, path.Join("lang", lang, name)); err != nil {
			return readFile[T](english, name)
		}
		return readFile[T](lang, name)
	})
}

// readFile reads an embedded file; a test reads them all, so that a broken one never
// reaches a person.
func readFile[T any](lang, name string) T {
	var v T
	b, err := files.ReadFile(path.Join("lang", lang, name))
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

// Has says whether there is such a message.
func (w *Words) Has(key string) bool {
	_, ok := w.message(key)
	return ok
}

// Keys of the messages that the language has itself.
func (w *Words) Keys() []string {
	ks := slices.Collect(maps.Keys(w.messages().all()))
	for _, prefix := range listPrefixes(w.lang) {
		ks = slices.AppendSeq(ks, maps.Keys(w.loadPrefix(prefix).all()))
	}
	slices.Sort(ks)
	return slices.Compact(ks)
}
