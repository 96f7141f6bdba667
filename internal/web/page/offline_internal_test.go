package page

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"testing"

	"github.com/ippo-app/ippo/internal/library"
)

// Every text that the script says is on the page, and no other.
func TestTheScriptHasItsWords(t *testing.T) {
	files, err := filepath.Glob("../assets/ts/page/*.ts")
	if err != nil {
		t.Fatal(err)
	}
	said := []string{"what-stamp", "what-skip", "what-rest", "what-remark", "what-undo"} // by kind
	for _, name := range files {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, call := range regexp.MustCompile(`\bsay\(([^)]*)\)`).FindAllSubmatch(b, -1) {
			for _, key := range regexp.MustCompile(`"([a-z_-]+)"`).FindAllSubmatch(call[1], -1) {
				said = append(said, string(key[1]))
			}
		}
	}
	var given []string
	for _, s := range sayings(library.For("en")) {
		given = append(given, s.key)
		if !slices.Contains(said, s.key) {
			t.Errorf("nobody says %s", s.key)
		}
	}
	for _, key := range said {
		if !slices.Contains(given, key) {
			t.Errorf("the page does not give %s to the script", key)
		}
	}
}
