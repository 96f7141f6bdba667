package library_test

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
)

// lint is what a language asks of its own texts: lang/xx/lint.json.
type lint struct {
	Forbidden  []string `json:"forbidden"`  // patterns of whole words that blame, push or promise
	Allowed    []string `json:"allowed"`    // phrases of the method that a pattern would catch
	Words      int      `json:"words"`      // most words of a sentence; 0 where a language writes none apart
	Characters int      `json:"characters"` // most characters of a sentence; 0 for no limit
	Unspaced   bool     `json:"unspaced"`   // words follow each other without a space
	IfThen     string   `json:"if_then"`    // the form of an if-then plan

	Instead map[string]string `json:"instead"` // patterns of words that have given way, and the word that people read instead
	Right   []string          `json:"right"`   // phrases in which such a word is right

	gave      map[*regexp.Regexp]string // Instead, compiled
	forbidden *regexp.Regexp
	quoted    *strings.Replacer
	ifThen    *regexp.Regexp
}

// loud is forbidden in every language: shouting and pictures.
var loud = regexp.MustCompile(`[!！¡]|\p{So}`)

func lintOf(t *testing.T, lang string) lint {
	t.Helper()
	var l lint
	b, err := os.ReadFile(path.Join("lang", lang, "lint.json"))
	if err != nil {
		t.Fatalf("%s has no word list of its own: %v", lang, err)
	}
	if err := json.Unmarshal(b, &l); err != nil {
		t.Fatalf("%s/lint.json: %v", lang, err)
	}
	if len(l.Forbidden) == 0 || l.Words+l.Characters == 0 || l.IfThen == "" {
		t.Fatalf("%s/lint.json leaves something out", lang)
	}
	pattern := `(` + strings.Join(l.Forbidden, "|") + `)`
	if !l.Unspaced {
		pattern = `(?:^|[^\p{L}\p{N}])` + pattern + `(?:[^\p{L}\p{N}]|$)`
	}
	l.forbidden = regexp.MustCompile(`(?i)` + pattern)
	l.ifThen = regexp.MustCompile(l.IfThen)
	l.gave = map[*regexp.Regexp]string{}
	for pattern, instead := range l.Instead {
		l.gave[regexp.MustCompile(pattern)] = instead
	}
	pairs := make([]string, 0, 2*len(l.Allowed))
	for _, a := range l.Allowed {
		pairs = append(pairs, a, "")
	}
	l.quoted = strings.NewReplacer(pairs...)
	return l
}

// has says whether the language has a file of its own.
func has(lang, file string) bool {
	_, err := os.Stat(path.Join("lang", lang, file))
	return !errors.Is(err, fs.ErrNotExist)
}

// Method 11: no message of any language blames, pushes,
// promises or shouts.
func TestMethod11EveryMessageIsKind(t *testing.T) {
	for _, lang := range library.Languages() {
		l := lintOf(t, lang)
		for file, messages := range messagesOf(t, lang) {
			for key, m := range messages {
				for form, text := range m {
					l.kind(t, lang+"/"+file+": "+key+" "+form, text, 3)
				}
			}
		}
	}
}

// The rest of the data too: prompts, obstacles, the thirty days, the guide and
// the templates. Prompts, if-then plans and the templates' rows are exempt from
// the length rule only (ruling 42).
func TestMethod11AllDataIsKind(t *testing.T) {
	for _, lang := range library.Languages() {
		w, l := library.For(lang), lintOf(t, lang)
		if has(lang, "prompts.json") {
			for _, lens := range library.Lenses() {
				for _, p := range w.Prompts(lens) {
					l.noBlame(t, lang+" prompt", p)
				}
			}
		}
		if has(lang, "obstacles.json") {
			l.obstacles(t, w)
		}
		if has(lang, "programme.json") {
			for _, d := range w.Programme() {
				l.kind(t, lang+" programme", d.Title, 1)
				l.kind(t, lang+" programme", d.Text, 3)
			}
		}
		if has(lang, "templates.json") {
			l.templates(t, w)
		}
		if has(lang, "guide.json") {
			for _, topic := range w.Guide() {
				for _, s := range textsOf(topic) {
					l.kind(t, lang+" guide "+topic.ID, s, 5)
				}
			}
		}
	}
}

func (l lint) obstacles(t *testing.T, w *library.Words) {
	t.Helper()
	for _, a := range goal.Areas() {
		for _, o := range w.Obstacles(a) {
			l.kind(t, w.Lang()+" obstacle", o.Obstacle, 1)
			l.noBlame(t, w.Lang()+" obstacle", o.Plan)
			if !l.ifThen.MatchString(o.Plan) {
				t.Errorf("%s: %q is no if-then plan", w.Lang(), o.Plan)
			}
		}
	}
}

func (l lint) templates(t *testing.T, w *library.Words) {
	t.Helper()
	for _, x := range w.Templates() {
		where := w.Lang() + " template " + x.Name
		for _, text := range []string{x.Title, x.Outcome.Text, x.Weekly, x.Step.Text, x.Cue, x.Fallback, x.GrowIn, x.SoICan} {
			l.noBlame(t, where, text)
		}
		for _, p := range x.IfThens {
			l.noBlame(t, where, p.Words)
			if !l.ifThen.MatchString(p.Words) {
				t.Errorf("%s: %q is no if-then plan", where, p.Words)
			}
		}
	}
}

// textsOf a topic are all its texts.
func textsOf(topic library.Topic) []string {
	texts := []string{topic.Title}
	for _, b := range topic.Blocks {
		texts = append(append(texts, b.Title), b.Paragraphs...)
		if b.Table != nil {
			texts = append(texts, b.Table.Columns...)
			texts = append(texts, slices.Concat(b.Table.Rows...)...)
		}
		for _, p := range append(append([]library.Point{}, b.Items...), b.Questions...) {
			texts = append(texts, p.Title, p.Text)
		}
	}
	return texts
}

// sentences of a text, which end at . ? ! ; : (ruling 42) or at their full
// width forms.
func sentences(text string) []string {
	var found []string
	for _, s := range sentenceEnd.Split(text, -1) {
		if strings.ContainsFunc(s, unicode.IsLetter) {
			found = append(found, s)
		}
	}
	return found
}

var sentenceEnd = regexp.MustCompile(`[.?!;:]+(\s|$)|[。？！；：]`)

func (l lint) noBlame(t *testing.T, where, text string) {
	t.Helper()
	bare := l.quoted.Replace(text)
	if m := l.forbidden.FindString(bare) + loud.FindString(bare); m != "" {
		t.Errorf("%s: %q in %q", where, m, text)
	}
}

// kind holds a text to method 11: no blame, short sentences, and so many of
// them at once.
func (l lint) kind(t *testing.T, where, text string, most int) {
	t.Helper()
	l.noBlame(t, where, text)
	all := sentences(text)
	for _, s := range all {
		if n := len(strings.Fields(s)); l.Words > 0 && n > l.Words {
			t.Errorf("%s: a sentence of %d words: %q", where, n, s)
		}
		if n := utf8.RuneCountInString(s); l.Characters > 0 && n > l.Characters {
			t.Errorf("%s: a sentence of %d characters: %q", where, n, s)
		}
	}
	if len(all) > most {
		t.Errorf("%s: %d sentences at once: %q", where, len(all), text)
	}
}

// A lint that catches nothing would be worth nothing.
func TestTheLintBites(t *testing.T) {
	l := lintOf(t, "en")
	for _, text := range []string{
		"You failed.", "You should walk.", "No Streaks here", "Well done!", "🎉", "This is proven", "It takes 21 days", "you must go", "Nothing lost", "Only you can read it",
	} {
		if l.forbidden.FindString(l.quoted.Replace(text))+loud.FindString(text) == "" {
			t.Errorf("%q passes", text)
		}
	}
	for lang, text := range map[string]string{"de": "Nur du kannst das schaffen.", "es": "Solo tú puedes hacerlo.", "ja": "今日も失敗しました。"} {
		l := lintOf(t, lang)
		if l.forbidden.FindString(l.quoted.Replace(text)) == "" {
			t.Errorf("%s: %q passes", lang, text)
		}
	}
	if n := len(sentences("One. Two; three: four? 12:30 is no end.")); n != 5 {
		t.Errorf("%d sentences", n)
	}
	if n := len(sentences("一歩です。今日はこれで十分です。")); n != 2 {
		t.Errorf("%d sentences", n)
	}
}
