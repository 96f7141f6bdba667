package web_test

import (
	"bytes"
	"context"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
)

const history = `date,habit,value,unit,note
2026-08-01,Morning pages,yes,,slow start
2026-08-02,Morning pages,yes,,
2026-08-03,Morning pages,no,,
2026-09-30,Morning pages,yes,,
2026-08-01,Run,5,km,
2026-08-03,Run,3.5,km,
2026-08-05,Weigh-in,71,kg,
`

// bring sends a file and answers the page that it leads to.
func (v *visitor) bring(name, content string, fields ...string) *httptest.ResponseRecorder {
	v.t.Helper()
	var b bytes.Buffer
	m := multipart.NewWriter(&b)
	part, err := m.CreateFormFile("file", name)
	if err == nil {
		_, err = part.Write([]byte(content))
	}
	for i := 0; i+1 < len(fields) && err == nil; i += 2 {
		err = m.WriteField(fields[i], fields[i+1])
	}
	if err == nil {
		err = m.Close()
	}
	if err != nil {
		v.t.Fatal(err)
	}
	r := httptest.NewRequestWithContext(v.t.Context(), http.MethodPost, "/import", &b)
	r.Header.Set("Content-Type", m.FormDataContentType())
	return v.send(r)
}

// inside is the path of the look inside, and its token.
func (v *visitor) inside(w *httptest.ResponseRecorder) (path, token string) {
	v.t.Helper()
	path = w.Header().Get("Location")
	u, err := url.Parse(path)
	if err != nil || w.Code != http.StatusSeeOther || u.Path != "/import/look" {
		v.t.Fatalf("%d to %q: %s", w.Code, path, text(w.Body.String()))
	}
	return path, u.Query().Get("file")
}

// A file is looked at before anything is written, kept on a word, and taken
// back as one.
func TestImportLookKeepUndo(t *testing.T) {
	ctx := context.Background()
	v := newVisitor(t, "2026-09-10T08:00:00Z")
	path, token := v.inside(v.bring("habits.csv", history))
	page := v.get(path)
	has(t, text(page), "What would be kept", "habits.csv", "Nothing has been written yet.", "Morning pages", "1 dropped",
		"1 day that has not come yet", "2 days, 8.5 km", "Keep 6 days", "1 body measure; the day came along without it")
	sound(t, path, page)
	if gs, err := v.Goals(ctx, app.LocalPerson); err != nil || len(gs) != 0 {
		t.Fatalf("looking made %d goals, %v", len(gs), err)
	}
	report := v.send(httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/import/report?file="+token, nil)).Body.String()
	has(t, report, "habits.csv", "Run: 2 days, 8.5 km.", "left out: 1 day that has not come yet (2026-09-30)")

	weigh := goalOf(t, page, "Weigh-in")
	v.to(path, "/import/look", "file", token, weigh, "out")
	has(t, text(v.get(path)), "Keep 5 days", "1 day, as you asked")
	run := goalOf(t, page, "Run")
	keep := []string{"file", token, weigh, "out", run, "kept"}
	done := "/import/done?file=" + token
	v.to(done, "/import/keep", keep...)
	v.to(done, "/import/keep", keep...)
	if to := v.leads(path); to != done {
		t.Errorf("the look inside leads to %q", to)
	}
	page = v.get(done)
	sound(t, done, page)
	has(t, text(page), "5 days from a table are on their cards now.", "Morning pages 2 days practised.", "Kept, on Today as a tick.")
	gs, err := v.Goals(ctx, app.LocalPerson)
	if err != nil || len(gs) != 2 || gs[1].Status != goal.StatusKept || gs[1].Title != "Run" {
		t.Fatalf("%+v, %v", gs, err)
	}
	has(t, page, `/goals/morning-pages"`, `/goals/run"`)

	_, again := v.inside(v.bring("habits.csv", history))
	path = "/import/look?file=" + again
	v.to(path, "/import/look", "file", again, weigh, "out")
	page = v.get(path)
	has(t, text(page), "Nothing new in this file.", "as it is here: morning-pages", "Here already 5 days")

	target := hiddenValue(t, v.get(done), "target")
	v.to("/import", "/undo", "target", target, "next", "/import")
	has(t, text(v.get("/import")), "Taken back: an import.", "Bring it back")
	if gs, err := v.Goals(ctx, app.LocalPerson); err != nil || len(gs) != 0 {
		t.Errorf("after the undo %d goals are here, %v", len(gs), err)
	}
}

// goalOf is the field that says what a habit becomes.
func goalOf(t *testing.T, page, habit string) string {
	t.Helper()
	_, after, ok := strings.Cut(page, "<h2>"+habit+"</h2>")
	_, after, ok2 := strings.Cut(after, `name="as-`)
	id, _, ok3 := strings.Cut(after, `"`)
	if !ok || !ok2 || !ok3 {
		t.Fatalf("%s is not on the page", habit)
	}
	return "as-" + id
}

func hiddenValue(t *testing.T, page, name string) string {
	t.Helper()
	_, after, ok := strings.Cut(page, `name="`+name+`" value="`)
	value, _, ok2 := strings.Cut(after, `"`)
	if !ok || !ok2 {
		t.Fatalf("no field %s", name)
	}
	return value
}

// A person's own day wins, and the page says so before.
func TestImportOwnDaysWin(t *testing.T) {
	v := newVisitor(t, "2026-09-10T08:00:00Z")
	_, token := v.inside(v.bring("a.csv", "date,habit,value\n2026-09-09,Stretch,yes\n"))
	v.to("/import/done?file="+token, "/import/keep", "file", token)
	v.did("/stamp", "goal", "stretch")
	path, _ := v.inside(v.bring("b.csv", "date,habit,value\n2026-09-10,Stretch,no\n"))
	has(t, text(v.get(path)), "1 day is stamped by you already. Your own days win.")
}

// What the file leaves open is asked, never guessed.
func TestImportAsksWhatIsOpen(t *testing.T) {
	v := newVisitor(t, "2026-09-10T08:00:00Z")
	path, token := v.inside(v.bring("days.csv", "When,What,How much\n03/04/2026,Walk,20\n04/05/2026,Walk,25\n"))
	page := v.get(path)
	has(t, text(page), "Which column is which?", "How much")
	sound(t, path, page)
	v.to(path, "/import/look", "file", token, "column-date", "When", "column-habit", "What", "column-value", "How much")
	page = v.get(path)
	has(t, text(page), "How are the dates written?", "03/04/2026")
	sound(t, path, page)
	v.to(path, "/import/look", "file", token, "dates", "dmy")
	has(t, text(v.get(path)), "Walk", "2 days", "Keep 2 days")
	v.to("/import/done?file="+token, "/import/keep", "file", token)
	l := v.look2("walk")
	if l.Life.On(goal.Date(2026, 4, 3)) != goal.DayDone || l.Life.On(goal.Date(2026, 5, 4)) != goal.DayDone {
		t.Errorf("begun %v", l.Goal.Begun)
	}
}

// What is not understood of a table stops it with the sentence of the terminal,
// and nothing is written (ruling 65).
func TestImportStopsAtWhatIsNotUnderstood(t *testing.T) {
	v := newVisitor(t, "2026-10-23T08:00:00Z")
	path, token := v.inside(v.bring("german.csv", "Datum;Gewohnheit;Wert;Notiz\n20.10.2026;Laufen;1;gut\n20.10.2026;Lesen;0;müde\n"))
	page := v.get(path)
	has(t, text(page), "Which column is which?", "Not understood: Gewohnheit, Wert, Notiz.")
	sound(t, path, page)
	v.to(path, "/import/look", "file", token, "column-habit", "Gewohnheit")
	has(t, text(v.get(path)), "Not understood: Wert, Notiz.")
	v.refused(http.StatusUnprocessableEntity, "/import/keep", "file", token)
	v.to(path, "/import/look", "file", token, "column-habit", "Gewohnheit", "column-value", "Notiz")
	has(t, text(v.get(path)), "No value in column Notiz is understood, like “gut” in row 2.")
	v.to(path, "/import/look", "file", token, "column-habit", "Gewohnheit", "column-value", "Wert", "column-note", "Notiz")
	has(t, text(v.get(path)), "Keep 2 days")

	w := v.bring("cells.csv", "date,habit,value\n2026-10-20,Run,12,5\n")
	has(t, text(w.Body.String()), "Row 2 has a cell below no title: “5”.")
	if gs, err := v.Goals(context.Background(), app.LocalPerson); w.Code != http.StatusUnprocessableEntity || err != nil || len(gs) != 0 {
		t.Errorf("%d, %d goals, %v", w.Code, len(gs), err)
	}
}

func (v *visitor) look2(slug string) goal.Look {
	v.t.Helper()
	l, err := v.Look(context.Background(), app.LocalPerson, slug)
	if err != nil {
		v.t.Fatal(err)
	}
	return l
}

func TestImportRefusesInOneSentence(t *testing.T) {
	for name, c := range map[string]struct {
		file, content string
		fields        []string
		code          int
		says          string
	}{
		"nothing":   {"x.csv", "", nil, 422, "please choose a file first"},
		"a picture": {"x.png", "\x89PNG\r\n\x1a\n", nil, 422, "no file that ippo can read"},
		"other":     {"x.csv", "date,habit\n2026-01-01,Run\n", []string{"from", "beaver"}, 422, "Not sure"},
		"odd":       {"x.csv", "date,habit\n2026-01-01,Run\n", []string{"from", "abacus"}, 422, "abacus"},
		"newer":     {"x.json", `{"format":"ippo","version":99,"journal":[]}`, nil, 503, "newer ippo"},
	} {
		t.Run(name, func(t *testing.T) {
			v := newVisitor(t, "2026-09-10T08:00:00Z")
			w := v.bring(c.file, c.content, c.fields...)
			if w.Code != c.code {
				t.Errorf("%d, want %d", w.Code, c.code)
			}
			has(t, text(w.Body.String()), c.says)
			sound(t, "/import", w.Body.String())
		})
	}
	v := newVisitor(t, "2026-09-10T08:00:00Z")
	v.refused(http.StatusUnprocessableEntity, "/import", "file", "not a file")
	v.refused(http.StatusNotFound, "/import/keep", "file", "GONE")
	v.refused(http.StatusNotFound, "/import/look", "file", "GONE")
	if w := v.send(httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/import/look?file=GONE", nil)); w.Code != http.StatusNotFound {
		t.Errorf("%d", w.Code)
	}
	if to := v.leads("/import/done?file=GONE"); to != "/plan" {
		t.Errorf("%q", to)
	}
}

// A file waits for an hour, not longer, and leaves nothing in the temporary
// folder.
func TestAnUploadIsLetGo(t *testing.T) {
	folder := t.TempDir()
	t.Setenv("TMPDIR", folder)
	v := newVisitor(t, "2026-09-10T08:00:00Z")
	path, _ := v.inside(v.bring("habits.csv", history))
	v.at("2026-09-10T08:59:00Z")
	v.get(path)
	v.at("2026-09-10T10:00:00Z")
	if w := v.send(httptest.NewRequestWithContext(t.Context(), http.MethodGet, path, nil)); w.Code != http.StatusNotFound {
		t.Errorf("after an hour: %d", w.Code)
	}
	for range 12 { // more than wait at once
		v.inside(v.bring("habits.csv", history))
	}
	if left, err := filepath.Glob(filepath.Join(folder, "ippo-*")); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

// What was exported comes back in whole, through the pages alone.
func TestExportComesBackIn(t *testing.T) {
	v := newVisitor(t, "2026-09-07T05:40:00Z")
	v.walk(7)
	v.did("/more", "goal", "walk-5-km", "more", "20")
	page := v.get("/export")
	sound(t, "/export", page)
	has(t, text(page), "Everything, one file", "Erase everything")
	w := v.send(httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/export/json", nil))
	if d := w.Header().Get("Content-Disposition"); d != `attachment; filename="ippo-2026-09-07.json"` {
		t.Error(d)
	}
	for format, holds := range map[string]string{"csv": "days.csv", "md": "Walk 5 km easily", "ics": "BEGIN:VEVENT"} {
		has(t, v.send(httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/export/"+format, nil)).Body.String(), holds)
	}
	other := newVisitor(t, "2026-09-08T08:00:00Z")
	path, token := other.inside(other.bring("ippo.json", w.Body.String()))
	has(t, text(other.get(path)), "An ippo file", "Keep 2 entries")
	other.to("/import/done?file="+token, "/import/keep", "file", token)
	has(t, text(other.get("/import/done?file="+token)), "Everything of the file is here")
	again := other.send(httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/export/json", nil))
	if again.Body.String() != w.Body.String() {
		t.Error("the second export differs from the first")
	}
	if w := v.send(httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/export/xls", nil)); w.Code != http.StatusNotFound {
		t.Error(w.Code)
	}
}

// Erasing takes two steps and a word; nothing of it is left in the file.
func TestEraseTakesTwoSteps(t *testing.T) {
	v := newVisitor(t, "2026-09-07T05:40:00Z")
	v.walk(7)
	v.did("/word", "goal", "walk-5-km", "note", "kingfisher by the weir")
	if !v.onDisk("kingfisher") {
		t.Fatal("the marker is not in the file")
	}
	page := v.get("/export?erase=1")
	sound(t, "/export", page)
	has(t, text(page), "Erase 1 day, 1 goal and all words?", "This cannot be undone.", "Export first", "Keep everything")
	v.to("/export", "/erase", "word", "erase", "no", "1")
	page = v.refused(http.StatusUnprocessableEntity, "/erase", "word", "yes please")
	has(t, page, `aria-invalid="true"`)
	if gs, err := v.Goals(context.Background(), app.LocalPerson); err != nil || len(gs) != 1 {
		t.Fatalf("%d goals, %v", len(gs), err)
	}
	w := v.post("/erase", "word", " Erase ")
	if w.Code != http.StatusOK || !strings.Contains(w.Header().Get("Clear-Site-Data"), "storage") {
		t.Errorf("%d, %q", w.Code, w.Header().Get("Clear-Site-Data"))
	}
	has(t, text(w.Body.String()), "Everything is erased")
	if gs, err := v.Goals(context.Background(), app.LocalPerson); err != nil || len(gs) != 0 {
		t.Errorf("%d goals, %v", len(gs), err)
	}
	if v.onDisk("kingfisher") || v.onDisk("hill path") {
		t.Error("a person's words are still in the file")
	}
}

// onDisk looks for a text in everything that lies beside the database.
func (v *visitor) onDisk(text string) bool {
	v.t.Helper()
	files, err := filepath.Glob(filepath.Join(v.folder, "*"))
	if err != nil {
		v.t.Fatal(err)
	}
	for _, name := range files {
		b, err := os.ReadFile(name)
		if err != nil {
			v.t.Fatal(err)
		}
		if bytes.Contains(b, []byte(text)) {
			return true
		}
	}
	return false
}

// The pages for moving in and out, in every language.
func TestEveryPageOfMoving(t *testing.T) {
	v := newVisitor(t, "2026-09-10T08:00:00Z")
	for _, lang := range library.Languages() {
		v.lang = lang
		path, _ := v.inside(v.bring("habits.csv", history))
		for _, p := range []string{"/import", path, "/export", "/export?erase=1"} {
			sound(t, lang+" "+p, v.get(p))
		}
	}
}
