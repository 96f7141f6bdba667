package main

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/ippo-app/ippo/internal/library"
)

// TestRuling40TablesAreTheLibrary: the two tables of templates in the docs say
// what the library has.
func TestRuling40TablesAreTheLibrary(t *testing.T) {
	ruled, outcomes := rowsOf(t, "docs/rulings.md"), rowsOf(t, "docs/method.md")
	for _, x := range library.For("en").Templates() {
		begins := fmt.Sprintf("%d|%s|%s|", x.Number, x.Name, x.Area)
		metric := fmt.Sprintf("%s %s", x.Metric.Kind, strconv.FormatFloat(x.Metric.Target, 'f', -1, 64))
		minutes := strconv.FormatFloat(x.Step.Minutes, 'f', -1, 64)
		row, ok := found(ruled, begins+metric)
		if !ok || !strings.HasSuffix(row, "|"+minutes) {
			t.Errorf("ruling 40: %q does not say %s, %s minutes", row, begins+metric, minutes)
		}
		if row, ok := found(outcomes, begins+x.Outcome.Text+" ("+string(x.Outcome.Type)); !ok {
			t.Errorf("method 9.1: %q does not say %s (%s)", row, x.Outcome.Text, x.Outcome.Type)
		}
	}
}

// rowsOf the tables of a page, with a bare | between their cells.
func rowsOf(t *testing.T, file string) []string {
	t.Helper()
	var rows []string
	for line := range strings.Lines(document(t, file)) {
		line, ok := strings.CutPrefix(strings.TrimSpace(line), "| ")
		if ok {
			rows = append(rows, strings.ReplaceAll(strings.TrimSuffix(line, " |"), " | ", "|"))
		}
	}
	return rows
}

// found is the row that begins so.
func found(rows []string, begins string) (string, bool) {
	for _, row := range rows {
		if rest, ok := strings.CutPrefix(row, begins); ok && (rest == "" || strings.ContainsAny(rest[:1], " |),")) {
			return row, true
		}
	}
	return "", false
}
