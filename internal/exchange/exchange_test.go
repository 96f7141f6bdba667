package exchange

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/ippo-app/ippo/internal/goal"
)

func TestDetect(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, content string
		want          Format
	}{
		{"x.json", `{"schema": {"format": "other", "n": [1, {}]}, "format": "ippo", "goals": []}`, FormatIppo},
		{"x.json", ` {"format":"ippo"`, FormatIppo},
		{"any", harshLog, FormatHarsh},
		{"habits.txt", harshHabits, FormatHarsh},
	} {
		got, err := formatOf(t, c.name, c.content)
		if err != nil || got != c.want {
			t.Errorf("%.20q: %q %v, want %q", c.content, got, err, c.want)
		}
	}
	for _, content := range []string{
		"x", `{"format":"other"}`, `{"a":{"format":"ippo"}}`, `["format","ippo"]`, `{"format":["ippo"]}`, "{", harshHabits, "\xFF\xFE",
	} {
		_, err := formatOf(t, "x", content)
		wantKey(t, err, goal.CodeInvalid, "error.import.unknown_format")
	}
}

// formatOf says of which format a file is.
func formatOf(tb testing.TB, name, content string) (Format, error) {
	tb.Helper()
	tr, err := openFile(name, strings.NewReader(content), int64(len(content)))
	if err != nil {
		return "", err
	}
	k, _, err := detect(tr, Options{})
	if key(err) == "error.import.own_export" {
		return FormatIppo, nil
	}
	return k.format, err
}

func key(err error) string {
	if e, ok := errors.AsType[*goal.Error](err); ok {
		return e.Key
	}
	return ""
}

func TestReadRefuses(t *testing.T) {
	t.Parallel()
	_, err := Read(t, file(t, "x", ""), "")
	wantKey(t, err, goal.CodeInvalid, "error.import.empty")
	_, err = Read(t, file(t, "x", `{"format":"ippo"}`), "")
	wantKey(t, err, goal.CodeInvalid, "error.import.own_export")
	_, err = Read(t, file(t, "x", "x"), "unheard-of")
	wantKey(t, err, goal.CodeInvalid, "error.import.no_reader")
	for _, f := range Formats() {
		_, err = OpenFrom("x", bytes.NewReader(nil), 1<<40, Options{Format: f})
		wantKey(t, err, goal.CodeInvalid, "error.import.too_large")
	}
}

// Nothing is left behind in the temporary folder, whatever the outcome.
func TestReadLeavesNoCopy(t *testing.T) {
	dir := t.TempDir()
	whole, err := os.ReadFile(database(t, append(loopSchema(25), loopRows(t, 25)...)...))
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("TMPDIR", dir)
	t.Setenv("TMP", dir)
	for _, content := range [][]byte{whole, whole[:100], whole[:8192]} {
		_, err := ReadFrom(t, "x", content, Options{})
		t.Log(err)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) != 0 {
		t.Errorf("left behind: %v %v", left, err)
	}
	gone := filepath.Join(dir, "gone")
	t.Setenv("TMPDIR", gone)
	t.Setenv("TMP", gone)
	_, err = ReadFrom(t, "x", whole, Options{})
	wantKey(t, err, goal.CodeUnavailable, "error.import.no_room")
}

func TestImportIDs(t *testing.T) {
	t.Parallel()
	v8 := regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`)
	d := day(t, "2026-01-02")
	seen := map[string]bool{}
	for _, id := range []string{
		EntryID("harsh", "a", d, "done"),
		EntryID("harsh", "a", d+1, "done"),
		EntryID("harsh", "ab", d, "done"),
		EntryID("loop-db", "a", d, "done"),
		EntryID("harsh", "a", d, "no"),
		goalID("harsh", "a"),
		goalID("harsha", ""),
	} {
		if !v8.MatchString(id) || seen[id] {
			t.Errorf("id %q is no UUID of version 8 or there twice", id)
		}
		seen[id] = true
	}
	// The rule is part of every journal that holds an import: it never changes.
	if got, want := EntryID("harsh", "name:1:Gym", d, "done 1.5 Leg day"), "6c2e4202-0b85-8a09-9447-6f8c9b47395f"; got != want {
		t.Errorf("id %s, want %s", got, want)
	}
}

func TestToken(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, e := range []record{
		{value: valueDone},
		{value: valueDone, note: "1"},
		{value: valueDone, amount: 1},
		{value: valueAmount, amount: 1},
		{value: valueAmount, amount: 0.001},
	} {
		if seen[e.token()] {
			t.Errorf("token %q twice", e.token())
		}
		seen[e.token()] = true
	}
	if got := (record{value: valueDone, amount: 1.5, note: "Leg day"}).token(); got != "done 1.5 Leg day" {
		t.Errorf("the token %q is part of every id and never changes", got)
	}
}

func TestReasonLoses(t *testing.T) {
	t.Parallel()
	for r, want := range map[reason]bool{
		reasonAutoDay: true, reasonJoinedComment: false, "new": true,
	} {
		if r.loses() != want {
			t.Errorf("%s: %v", r, !want)
		}
	}
}
