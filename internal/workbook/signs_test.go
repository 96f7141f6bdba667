package workbook

import (
	"strings"
	"testing"

	"github.com/ippo-app/ippo/internal/library"
)

// What the book says in Japanese is set in one sans: a sign that it lacks would
// be set in the face of the person's own words. tools/fonts brings it in.
func TestTheSansHasEverySignOfTheBook(t *testing.T) {
	f, err := embedded[gothic]()
	if err != nil {
		t.Fatal(err)
	}
	words, said := library.For("ja"), 0
	for _, key := range words.Keys() {
		if !strings.HasPrefix(key, "workbook.") {
			continue
		}
		for _, r := range words.Say(key) {
			if _, there := f.glyphs[r]; !there && r > 0x2e80 {
				t.Errorf("%s has no %c: run the script of tools/fonts", key, r)
			}
			said++
		}
	}
	if said < 500 {
		t.Errorf("only %d signs were looked at", said)
	}
}
