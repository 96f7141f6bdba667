package live

import (
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/ippo-app/ippo/internal/goal"
)

// The names in wire.ts are those of the Go types, field by field.
func TestTheScriptAndTheServerUseTheSameNames(t *testing.T) {
	b, err := os.ReadFile("../assets/ts/shared/wire.ts")
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
