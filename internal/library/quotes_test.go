package library_test

import (
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/ippo-app/ippo/internal/library"
)

// shell is what a person types: quotes are those of the shell there.
var shell = regexp.MustCompile(`ippo [a-z ]+ --\S+ '[^']*'`)

// One apostrophe and one kind of quotes in a language, those of print, in
// everything that people read; what is typed into a shell has the shell's.
func TestOneKindOfQuotes(t *testing.T) {
	for _, lang := range library.Languages() {
		wrong := "'\"`´" + map[string]string{"en": "„«»‹›「」", "de": "”’«»「」", "es": "„“”‘’「」", "ja": "„“”‘’«»"}[lang]
		n := 0
		for file, texts := range textsOnDisk(t, lang) {
			for _, text := range texts {
				n++
				if bare := codeOf.ReplaceAllString(shell.ReplaceAllString(text, ""), ""); strings.ContainsAny(bare, wrong) {
					t.Errorf("%s: %s has another kind of quotes than the rest of the language", file, text)
				}
			}
		}
		if n < 500 {
			t.Errorf("%s: only %d texts were read", lang, n)
		}
	}
}

// codeOf is what is shown as code: the names of a flag's value in its help.
var codeOf = regexp.MustCompile("`[^`]*`")

// textsOnDisk are all strings that the files of a language hold as values.
func textsOnDisk(t *testing.T, lang string) map[string][]string {
	t.Helper()
	all := map[string][]string{}
	err := filepath.WalkDir(filepath.Join("lang", lang), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || d.Name() == "lint.json" {
			return err
		}
		raw, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		var v any
		if err := json.Unmarshal(raw, &v); err != nil {
			return err
		}
		all[path] = stringsIn(v)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func stringsIn(v any) []string {
	var all []string
	switch x := v.(type) {
	case string:
		return []string{x}
	case []any:
		for _, y := range x {
			all = append(all, stringsIn(y)...)
		}
	case map[string]any:
		for _, y := range x {
			all = append(all, stringsIn(y)...)
		}
	}
	return all
}
