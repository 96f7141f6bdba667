package goal

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// secret stands in every text of these bodies; ids, days and names of kinds are
// no words of a person.
const secret = "the letter to Ana"

func wordyBodies() []Body {
	s := "x " + secret + " y"
	return []Body{
		Stamp{Goal: "g", Note: s},
		Skip{Goal: "g", Note: s, Tag: TagTime},
		Remark{Note: s},
		Record{Goal: "g", Note: s},
		Begin{
			Goal: "g", Title: s, Area: Health, GrowIn: s, SoICan: s, Outcome: Outcome{Text: s, Unit: s, Milestones: []Milestone{{Text: s}}},
			Plan:    PlanChange{Step: &Step{Text: s}, Cue: &s, Fallback: &s, Metric: &Metric{Unit: s, Where: s}, IfThens: &[]IfThen{{ID: "p", Words: s}}},
			MustNot: s, Track: s, Moment: s, Nicer: s, Helper: s, Later: s,
		},
		Revise{Goal: "g", From: Date(2026, 1, 5), Title: &s, Purpose: &PurposeChange{GrowIn: s, SoICan: s}, Reason: s},
		PauseGoals{From: Date(2026, 1, 5), To: Date(2026, 1, 6)},
		SetSettings{Name: &s, Emergency: &s},
		Import{Format: "loop", File: s, Goals: []ImportedGoal{{Goal: "g", Title: s, Note: s, Source: Source{First: Date(2026, 1, 5)}}}},
		WeekReview{Goal: "g", Week: Date(2026, 1, 5), Helped: s, Suffers: s, Words: s, First: s, Close: s},
		StartExperiment{Experiment: "e", Goal: "g", What: s, From: s, To: s, Seed: 1<<64 - 1, Trigger: Date(2026, 1, 5)},
		EndExperiment{Experiment: "e", Goal: "g", Study: s},
		LookBack{Goal: "g", Keep: s, Change: s, Stop: s, Learnt: s},
		SetItem{ID: "i", Item: Item{Words: s}},
		SetEnergyNote{ID: "n", Words: s},
		SetTrial{ID: "t", Trial: Trial{What: s, Line: s}},
		SetPurpose{PurposeChange{GrowIn: s, SoICan: s}},
	}
}

// Ruling 15: words are gone from every text of every kind of command, and
// nothing else of it changes.
func TestRuling15WithoutWords(t *testing.T) {
	for _, b := range wordyBodies() {
		before, err := encode(b)
		if err != nil {
			t.Fatal(err)
		}
		out, held, err := Without(b, secret)
		if err != nil || held != Holds(before, secret) {
			t.Errorf("%s: held %v, %v", b.Kind(), held, err)
			continue
		}
		after, err := encode(out)
		if err != nil || Holds(after, secret) || out.Kind() != b.Kind() || out.About() != b.About() {
			t.Errorf("%s: %s, %v", b.Kind(), after, err)
		}
		if want := strings.ReplaceAll(string(before), "x "+secret+" y", "x  y"); string(after) != want {
			t.Errorf("%s became\n%s, want\n%s", b.Kind(), after, want)
		}
		if again, held, err := Without(out, secret); held || err != nil {
			t.Errorf("%s: once more %v, %v", b.Kind(), again, err)
		}
	}
	out, _, err := Without(Begin{Title: secret, Plan: PlanChange{Step: &Step{Text: secret}}}, secret)
	if b, ok := out.(Begin); err != nil || !ok || b.Title != blanked || b.Plan.Step.Text != blanked {
		t.Errorf("where a text is nothing but the words, a mark stands: %+v, %v", out, err)
	}
	for _, short := range []string{"", " ", "2026-01-05", "health", "g", "time"} {
		for _, b := range []Body{PauseGoals{From: Date(2026, 1, 5)}, Skip{Goal: "g", Tag: TagTime}, Begin{Goal: "g", Area: Health}} {
			if out, held, err := Without(b, short); held || err != nil {
				t.Errorf("%q is no word of %+v: %v", short, out, err)
			}
		}
	}
}

// write puts the secret into every plain string of a value, however deep; the
// strings of a type of their own are names of the method's.
func write(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		if v.Type() == reflect.TypeFor[string]() {
			v.SetString(secret)
		}
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		write(v.Elem())
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		write(v.Index(0))
	case reflect.Struct:
		for _, f := range v.Fields() {
			write(f)
		}
	default: // no words
	}
}

// A text that is added to a command is either looked at for words, or named
// here as one that a program gives.
func TestRuling15EveryTextIsKnown(t *testing.T) {
	given := []string{
		"goal", "batch", "slug", "template", "id", "plan", "zone", "locale", "theme", "hidden", "shown", "experiment", "lens", "reached", "key",
		"of", "target", "format", "replaces", "restored", "withdrawn", "goals", "reason.key", "shape", "role",
	}
	for _, b := range wordyBodies() {
		v := reflect.New(reflect.TypeOf(b)).Elem()
		write(v)
		full, ok := reflect.TypeAssert[Body](v)
		if !ok {
			t.Fatalf("%T", b)
		}
		out, _, err := Without(full, secret)
		if err != nil {
			t.Errorf("%s: %v", b.Kind(), err)
			continue
		}
		payload, err := encode(out)
		if err != nil {
			t.Fatal(err)
		}
		var left map[string]any
		if err := json.Unmarshal(payload, &left); err != nil {
			t.Fatal(err)
		}
		holding(left, func(field string) {
			if !slices.Contains(given, field) && (field != "reason" || b.Kind() != KindReview) {
				t.Errorf("%s: words in %s would stay", b.Kind(), field)
			}
		})
	}
}

// holding calls f with the name of every field that still holds the secret.
func holding(fields map[string]any, f func(string)) {
	for name, v := range fields {
		switch x := v.(type) {
		case string:
			if x == secret {
				f(name)
			}
		case map[string]any:
			holding(x, f)
		case []any:
			for _, y := range x {
				if m, ok := y.(map[string]any); ok {
					holding(m, f)
				} else if y == secret {
					f(name)
				}
			}
		}
	}
}
