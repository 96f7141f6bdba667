package exchange

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/jsonschema-go/jsonschema"

	"github.com/ippo-app/ippo/internal/goal"
)

// published is the schema of our own file that other programs read.
const published = "../../docs/export.schema.json"

// OwnVersion of the file that is written.
const OwnVersion = ownVersion

// EveryKind of command that a journal may hold.
func EveryKind() []goal.Kind {
	return append(goal.OrderedKinds(), goal.KindStamp, goal.KindSkip, goal.KindRest, goal.KindRemark, goal.KindMeasure, goal.KindRecord)
}

// names is a schema of the names that a value may have; none may stand too
// where the value is not given.
func names[T ~string](xs []T) *jsonschema.Schema {
	s := &jsonschema.Schema{Type: "string"}
	for _, x := range append(xs, "") {
		s.Enum = append(s.Enum, string(x))
	}
	return s
}

// schemaOf is what a value of a type looks like.
func schemaOf(t *testing.T, x reflect.Type) *jsonschema.Schema {
	t.Helper()
	s, err := jsonschema.ForType(x, &jsonschema.ForOptions{TypeSchemas: map[reflect.Type]*jsonschema.Schema{
		reflect.TypeFor[goal.Day]():        {Type: "string", Pattern: `^([0-9]{4}-[0-9]{2}-[0-9]{2})?$`, Description: "a civil day in the person's zone"},
		reflect.TypeFor[goal.DayStatus]():  names([]string{"open", "done", "missed", "rest", "pause", "covered", "unlogged"}),
		reflect.TypeFor[goal.Area]():       names(goal.Areas()),
		reflect.TypeFor[goal.MissTag]():    names(goal.MissTags()),
		reflect.TypeFor[goal.Lever]():      names(goal.Levers()),
		reflect.TypeFor[json.RawMessage](): {},
		reflect.TypeFor[goal.Weekdays]():   {Type: "integer", Description: "a bit a weekday, Sunday is 1"},
		reflect.TypeFor[map[string]any]():  {Type: "object"},
	}})
	if err != nil {
		t.Fatal(x, err)
	}
	return s
}

// exportSchema is made of the types that write the file, so that it cannot say
// anything else than they do.
func exportSchema(t *testing.T) []byte {
	t.Helper()
	type file struct {
		Format       string            `json:"format"`
		Version      int               `json:"version"`
		Settings     goal.Settings     `json:"settings"`
		Journal      []jsonEntry       `json:"journal"`
		Goals        []goal.Goal       `json:"goals"`
		Days         []jsonDay         `json:"days"`
		Feelings     []jsonFeeling     `json:"feelings"`
		Measurements []jsonMeasurement `json:"measurements"`
		Stories      []jsonStory       `json:"stories"`
		Compass      goal.Compass      `json:"compass"`
	}
	s := schemaOf(t, reflect.TypeFor[file]())
	s.Schema = "https://json-schema.org/draft/2020-12/schema"
	s.Title = "Everything that ippo keeps of a person, version 2"
	s.Description = "The journal holds every command in the order in which it came in; all else is made of it and is there for readers. " +
		"Instants are milliseconds since 1970, UTC."
	format := any(string(FormatIppo))
	s.Properties["format"].Const = &format
	for version := range ownVersion { // an older file stays valid
		s.Properties["version"].Enum = append(s.Properties["version"].Enum, version+1)
	}
	entry := s.Properties["journal"].Items
	entry.Properties["kind"] = names(EveryKind())
	entry.Properties["kind"].Enum = entry.Properties["kind"].Enum[:len(EveryKind())]
	for _, k := range EveryKind() {
		body, err := goal.ParseBody(k, []byte("{}"))
		if err != nil {
			t.Fatal(err)
		}
		kind := any(string(k))
		entry.AllOf = append(entry.AllOf, &jsonschema.Schema{
			If:   &jsonschema.Schema{Properties: map[string]*jsonschema.Schema{"kind": {Const: &kind}}},
			Then: &jsonschema.Schema{Properties: map[string]*jsonschema.Schema{"body": schemaOf(t, reflect.TypeOf(body))}},
		})
	}
	b, err := json.MarshalIndent(s, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return append(b, '\n')
}

// The published schema is what the types say.
func TestSchemaIsPublished(t *testing.T) {
	t.Parallel()
	got := exportSchema(t)
	if flag.Lookup("update").Value.String() == "true" {
		if err := os.WriteFile(published, got, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(published)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), string(got)); d != "" {
		t.Errorf("docs/export.schema.json is not current; run with -update: %s", d)
	}
}

// Files that were written hold to the schema, and broken ones do not.
func TestSchemaHolds(t *testing.T) {
	t.Parallel()
	b, err := os.ReadFile(published)
	if err != nil {
		t.Fatal(err)
	}
	var s jsonschema.Schema
	if err := json.Unmarshal(b, &s); err != nil {
		t.Fatal(err)
	}
	schema, err := s.Resolve(nil)
	if err != nil {
		t.Fatal(err)
	}
	valid := func(file []byte) error {
		var v any
		if err := json.Unmarshal(file, &v); err != nil {
			t.Fatal(err)
		}
		return schema.Validate(v)
	}
	paths, err := filepath.Glob("testdata/own/v[0-9]-schema-[3-9].json") // the schema was published after the second
	if err != nil || len(paths) == 0 {
		t.Fatal("no files", err)
	}
	for _, path := range paths {
		file, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if err := valid(file); err != nil {
			t.Errorf("%s: %v", path, err)
		}
		for _, broken := range [][2]string{
			{`"version": `, `"version": 9`},
			{`"format": "ippo"`, `"format": "ipo"`},
			{`"kind":"stamp"`, `"kind":"tamp"`},
			{`"minutes":20`, `"minutes":"20"`},
			{`"day":"2026-01-06"`, `"day":"6 January"`},
			{`"tag":"time"`, `"tag":"tim"`},
			{`"grow_in"`, `"grow"`},
		} {
			if !bytes.Contains(file, []byte(broken[0])) {
				t.Errorf("%s has no %s", path, broken[0])
				continue
			}
			if valid([]byte(strings.Replace(string(file), broken[0], broken[1], 1))) == nil {
				t.Errorf("%s with %s holds", path, broken[1])
			}
		}
	}
}
