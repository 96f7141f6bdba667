package cli

import (
	"bytes"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/ippo-app/ippo/internal/cli/draw"
)

// A zip is no text: on a terminal it is refused with the ways that work (ruling
// 64).
func TestAZipNeverGoesToATerminal(t *testing.T) {
	tty, err := os.OpenFile("/dev/ptmx", os.O_RDWR, 0)
	if err != nil || !draw.IsTerminal(tty) {
		t.Fatalf("a terminal is needed here: %v", err)
	}
	defer func() { _ = tty.Close() }()
	p := newPerson(t)
	p.at("2026-10-05 08:00", "begin", "--yes", "--template", "fitness")
	var errs bytes.Buffer
	code := Main(t.Context(), []string{"export", "--format", "csv"}, bytes.NewReader(nil), tty, &errs, func(k string) string { return p.env[k] }, func() time.Time { return time.Date(2026, 10, 5, 9, 0, 0, 0, time.UTC) })
	if code != exitUsage || !strings.Contains(errs.String(), ".zip") {
		t.Errorf("exit %d, %s", code, errs.String())
	}
}
