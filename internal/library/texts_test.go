package library

import (
	"reflect"
	"testing"
)

// Every message of every file stands on a line of its own, and is found there
// as it is decoded with all others.
func TestEveryMessageIsFoundOnItsLine(t *testing.T) {
	t.Parallel()
	for _, lang := range Languages() {
		names := []string{"messages.json"}
		for _, prefix := range listPrefixes(lang) {
			names = append(names, "say/"+prefix+".json")
		}
		for _, name := range names {
			file, ok := loadTexts(lang, name)
			if !ok {
				t.Errorf("%s has no %s", lang, name)
			}
			all := readFile[map[string]message](lang, name)
			if len(all) == 0 || !reflect.DeepEqual(all, file.all()) {
				t.Errorf("%s/%s: %d messages, %d of them together", lang, name, len(file.all()), len(all))
			}
			for key, want := range all {
				for range 2 { // the second one is remembered
					if got, ok := file.find(key); !ok || !reflect.DeepEqual(got, want) {
						t.Errorf("%s/%s: %s is %v, want %v", lang, name, key, got, want)
					}
				}
			}
		}
	}
}

// Words of a person inside a key find nothing else and break nothing.
func TestAStrangeKeyFindsNothing(t *testing.T) {
	t.Parallel()
	w := For(english)
	for _, key := range []string{"", ".", "unit.", "unit.pages\": {\"one", "unit.\n", "chain", "chain.and\": \", \",\n  \"chain.days"} {
		if w.Has(key) {
			t.Errorf("%q says something", key)
		}
	}
}
