package settings_test

import (
	"bytes"
	"context"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/web/webtest"
)

// Erasing takes two steps and a word; nothing of it is left in the file.
func TestEraseTakesTwoSteps(t *testing.T) {
	v := webtest.New(t, "2026-09-07T05:40:00Z")
	v.Walk(7)
	v.Did("/word", "goal", "walk-5-km", "note", "kingfisher by the weir")
	if !onDisk(v, "kingfisher") {
		t.Fatal("the marker is not in the file")
	}
	page := v.Get("/export?erase=1")
	webtest.Sound(t, "/export", page)
	webtest.Has(t, webtest.Text(page), "Erase 1 day, 1 goal and all words?", "This cannot be undone.", "Export first", "Keep everything")
	v.To("/export", "/erase", "word", "erase", "no", "1")
	page = v.Refused(http.StatusUnprocessableEntity, "/erase", "word", "yes please")
	webtest.Has(t, page, `aria-invalid="true"`)
	if gs, err := v.Goals(context.Background(), app.Local()); err != nil || len(gs) != 1 {
		t.Fatalf("%d goals, %v", len(gs), err)
	}
	w := v.Post("/erase", "word", " Erase ")
	if w.Code != http.StatusOK || !strings.Contains(w.Header().Get("Clear-Site-Data"), "storage") {
		t.Errorf("%d, %q", w.Code, w.Header().Get("Clear-Site-Data"))
	}
	webtest.Has(t, webtest.Text(w.Body.String()), "Everything is erased")
	if gs, err := v.Goals(context.Background(), app.Local()); err != nil || len(gs) != 0 {
		t.Errorf("%d goals, %v", len(gs), err)
	}
	if onDisk(v, "kingfisher") || onDisk(v, "hill path") {
		t.Error("a person's words are still in the file")
	}
}

// onDisk looks for a text in everything that lies beside the database.
func onDisk(v *webtest.Visitor, text string) bool {
	v.T.Helper()
	files, err := filepath.Glob(filepath.Join(v.Folder, "*"))
	if err != nil {
		v.T.Fatal(err)
	}
	for _, name := range files {
		b, err := os.ReadFile(name)
		if err != nil {
			v.T.Fatal(err)
		}
		if bytes.Contains(b, []byte(text)) {
			return true
		}
	}
	return false
}
