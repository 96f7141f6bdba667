package exchange_test

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/ippo-app/ippo/internal/exchange"
	"github.com/ippo-app/ippo/internal/goal"
)

func TestDetect(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, content string
		want          exchange.Format
	}{
		{"x.json", `{"schema": {"format": "other", "n": [1, {}]}, "format": "ippo", "goals": []}`, exchange.FormatIppo},
		{"x.json", ` {"format":"ippo"`, exchange.FormatIppo},
		{"any", harshLog, exchange.FormatHarsh},
		{"habits.txt", harshHabits, exchange.FormatHarsh},
	} {
		got, err := exchange.Detect(c.name, strings.NewReader(c.content), int64(len(c.content)))
		if err != nil || got != c.want {
			t.Errorf("%.20q: %q %v, want %q", c.content, got, err, c.want)
		}
	}
	for _, content := range []string{
		"x", `{"format":"other"}`, `{"a":{"format":"ippo"}}`, `["format","ippo"]`, `{"format":["ippo"]}`, "{", harshHabits, "\xFF\xFE",
	} {
		_, err := exchange.Detect("x", strings.NewReader(content), int64(len(content)))
		wantKey(t, err, goal.CodeInvalid, "error.import.unknown_format")
	}
}

func TestReadRefuses(t *testing.T) {
	t.Parallel()
	_, err := exchange.Read(file(t, "x", ""), "")
	wantKey(t, err, goal.CodeInvalid, "error.import.empty")
	_, err = exchange.Read(file(t, "x", `{"format":"ippo"}`), "")
	wantKey(t, err, goal.CodeInvalid, "error.import.own_export")
	_, err = exchange.Read(file(t, "x", "x"), "unheard-of")
	wantKey(t, err, goal.CodeInvalid, "error.import.no_reader")
	for _, f := range exchange.Formats() {
		_, err = exchange.ReadFrom("x", bytes.NewReader(nil), 1<<40, f)
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
		_, err := exchange.ReadFrom("x", bytes.NewReader(content), int64(len(content)), "")
		t.Log(err)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) != 0 {
		t.Errorf("left behind: %v %v", left, err)
	}
	gone := filepath.Join(dir, "gone")
	t.Setenv("TMPDIR", gone)
	t.Setenv("TMP", gone)
	_, err = exchange.ReadFrom("x", bytes.NewReader(whole), int64(len(whole)), "")
	wantKey(t, err, goal.CodeUnavailable, "error.import.no_room")
}

func TestImportIDs(t *testing.T) {
	t.Parallel()
	v8 := regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`)
	d := day(t, "2026-01-02")
	seen := map[string]bool{}
	for _, id := range []string{
		exchange.EntryID("harsh", "a", d, "done"),
		exchange.EntryID("harsh", "a", d+1, "done"),
		exchange.EntryID("harsh", "ab", d, "done"),
		exchange.EntryID("loop-db", "a", d, "done"),
		exchange.EntryID("harsh", "a", d, "no"),
		exchange.GoalID("harsh", "a"),
		exchange.GoalID("harsha", ""),
	} {
		if !v8.MatchString(id) || seen[id] {
			t.Errorf("id %q is no UUID of version 8 or there twice", id)
		}
		seen[id] = true
	}
	// The rule is part of every journal that holds an import: it never changes.
	if got, want := exchange.EntryID("harsh", "name:1:Gym", d, "done 1.5 Leg day"), "6c2e4202-0b85-8a09-9447-6f8c9b47395f"; got != want {
		t.Errorf("id %s, want %s", got, want)
	}
}

func TestEntryToken(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, e := range []exchange.Entry{
		{Value: exchange.ValueDone},
		{Value: exchange.ValueDone, Note: "1"},
		{Value: exchange.ValueDone, Amount: 1},
		{Value: exchange.ValueAmount, Amount: 1},
		{Value: exchange.ValueAmount, Amount: 0.001},
	} {
		if seen[e.Token()] {
			t.Errorf("token %q twice", e.Token())
		}
		seen[e.Token()] = true
	}
}

func TestReasonLoses(t *testing.T) {
	t.Parallel()
	for r, want := range map[exchange.Reason]bool{
		exchange.ReasonAutoDay: true, exchange.ReasonJoinedComment: false, "new": true,
	} {
		if r.Loses() != want {
			t.Errorf("%s: %v", r, !want)
		}
	}
}

func TestDaily(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		num, den int
		want     bool
	}{{1, 1, true}, {0, 1, false}, {3, 7, false}, {1, 7, false}} {
		if (exchange.Habit{Num: c.num, Den: c.den}).Daily() != c.want {
			t.Errorf("%d in %d: %v", c.num, c.den, !c.want)
		}
	}
}
