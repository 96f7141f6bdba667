package web

import (
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
)

// The names in wire.ts are those of the Go types, field by field.
func TestTheScriptAndTheServerUseTheSameNames(t *testing.T) {
	b, err := os.ReadFile("assets/ts/shared/wire.ts")
	if err != nil {
		t.Fatal(err)
	}
	fields := map[string][]string{}
	for _, m := range regexp.MustCompile(`(?s)interface (\w+) \{(.*?)\n\}`).FindAllStringSubmatch(string(b), -1) {
		for _, f := range regexp.MustCompile(`(?m)^  (\w+)\??:`).FindAllStringSubmatch(m[2], -1) {
			fields[m[1]] = append(fields[m[1]], f[1])
		}
	}
	for name, v := range map[string]any{
		"SentCommand": sentCommand{}, "SentCommands": sentCommands{},
		"AnsweredCommand": answeredCommand{}, "AnsweredCommands": answeredCommands{},
		"Stamp": goal.Stamp{}, "Skip": goal.Skip{}, "Rest": goal.Rest{}, "Remark": goal.Remark{}, "Undo": goal.Undo{}, "Met": goal.Met{},
	} {
		known := jsonNames(reflect.TypeOf(v))
		if len(fields[name]) == 0 {
			t.Errorf("%s is not in wire.ts", name)
		}
		for _, f := range fields[name] {
			if !slices.Contains(known, f) {
				t.Errorf("%s.%s of wire.ts is not one of %v", name, f, known)
			}
		}
	}
}

func jsonNames(t reflect.Type) []string {
	var names []string
	for f := range t.Fields() {
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if f.Anonymous {
			names = append(names, jsonNames(f.Type)...)
		} else if name != "" {
			names = append(names, name)
		}
	}
	return names
}

// Every text that the script says is on the page, and no other.
func TestTheScriptHasItsWords(t *testing.T) {
	files, err := filepath.Glob("assets/ts/page/*.ts")
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
