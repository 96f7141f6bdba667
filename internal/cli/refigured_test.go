package cli

import (
	"strings"
	"testing"
)

// The terminal says once that figures are counted anew, to whom it concerns
// (method 14 m).
func TestChangedFiguresAreToldOnce(t *testing.T) {
	const told = "Some of your figures are counted differently now."
	p := newPerson(t)
	p.env["XDG_CACHE_HOME"], p.env["HOME"] = t.TempDir(), t.TempDir()
	p.at("2026-08-21 13:00", "import", "../store/testdata/released/export-1.json")
	if out := p.at("2026-08-21 13:00", "today", "--json"); strings.Contains(out, told) {
		t.Error("told in JSON")
	}
	if out := p.at("2026-08-21 13:00", "today"); !strings.Contains(out, told) || !strings.Contains(out, "ippo guide figures") {
		t.Errorf("not told: %s", out)
	}
	if out := p.at("2026-08-21 13:01", "today"); strings.Contains(out, told) {
		t.Error("told twice")
	}
	if out := p.at("2026-08-21 13:02", "guide", "figures"); !strings.Contains(out, "What is left of a week") {
		t.Errorf("the guide does not say: %s", out)
	}

	began := newPerson(t)
	began.at("2026-08-21 13:00", "begin", "--template", "fitness", "--yes")
	if out := began.at("2026-08-21 13:00", "today"); strings.Contains(out, told) {
		t.Error("told to somebody who has seen no other figures")
	}
}
