package imports_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"testing"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
	"github.com/ippo-app/ippo/internal/web/webtest"
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

// inside is the path of the look inside, and its token.
func inside(v *webtest.Visitor, w *httptest.ResponseRecorder) (path, token string) {
	v.T.Helper()
	path = w.Header().Get("Location")
	u, err := url.Parse(path)
	if err != nil || w.Code != http.StatusSeeOther || u.Path != "/import/look" {
		v.T.Fatalf("%d to %q: %s", w.Code, path, webtest.Text(w.Body.String()))
	}
	return path, u.Query().Get("file")
}

// A file is looked at before anything is written, kept on a word, and taken
// back as one.
func TestImportLookKeepUndo(t *testing.T) {
	ctx := context.Background()
	v := webtest.New(t, "2026-09-10T08:00:00Z")
	path, token := inside(v, v.Bring("habits.csv", history))
	page := v.Get(path)
	webtest.Has(t, webtest.Text(page), "What would be imported", "habits.csv", "Nothing has been written yet.", "Morning pages", "1 dropped",
		"1 day that has not come yet", "2 days, 8.5 km", "Import 6 days", "1 body measure; its day is imported without it")
	webtest.Sound(t, path, page)
	if gs, err := v.Goals(ctx, app.Local()); err != nil || len(gs) != 0 {
		t.Fatalf("looking made %d goals, %v", len(gs), err)
	}
	report := v.Send(httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/import/report?file="+token, nil)).Body.String()
	webtest.Has(t, report, "habits.csv", "Run: 2 days, 8.5 km.", "left out: 1 day that has not come yet (2026-09-30)")

	weigh := goalOf(t, page, "Weigh-in")
	v.To(path, "/import/look", "file", token, weigh, "out")
	webtest.Has(t, webtest.Text(v.Get(path)), "Import 5 days", "1 day, as you asked")
	run := goalOf(t, page, "Run")
	keep := []string{"file", token, weigh, "out", run, "kept"}
	done := "/import/done?file=" + token
	v.To(done, "/import/keep", keep...)
	v.To(done, "/import/keep", keep...)
	if to := v.Leads(path); to != done {
		t.Errorf("the look inside leads to %q", to)
	}
	page = v.Get(done)
	webtest.Sound(t, done, page)
	webtest.Has(t, webtest.Text(page), "5 days from a table are on their cards now.", "Morning pages 2 days practised.", "A small habit, on Today as a tick.")
	gs, err := v.Goals(ctx, app.Local())
	if err != nil || len(gs) != 2 || gs[1].Status != goal.StatusKept || gs[1].Title != "Run" {
		t.Fatalf("%+v, %v", gs, err)
	}
	webtest.Has(t, page, `/goals/morning-pages"`, `/goals/run"`)

	_, again := inside(v, v.Bring("habits.csv", history))
	path = "/import/look?file=" + again
	v.To(path, "/import/look", "file", again, weigh, "out")
	page = v.Get(path)
	webtest.Has(t, webtest.Text(page), "Nothing new in this file.", "as it is here: morning-pages", "Here already 5 days")

	target := hiddenValue(t, v.Get(done), "target")
	v.To("/import", "/undo", "target", target, "next", "/import")
	webtest.Has(t, webtest.Text(v.Get("/import")), "Taken back: an import.", "Bring it back")
	if gs, err := v.Goals(ctx, app.Local()); err != nil || len(gs) != 0 {
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
	v := webtest.New(t, "2026-09-10T08:00:00Z")
	_, token := inside(v, v.Bring("a.csv", "date,habit,value\n2026-09-09,Stretch,yes\n"))
	v.To("/import/done?file="+token, "/import/keep", "file", token)
	v.Did("/stamp", "goal", "stretch")
	path, _ := inside(v, v.Bring("b.csv", "date,habit,value\n2026-09-10,Stretch,no\n"))
	webtest.Has(t, webtest.Text(v.Get(path)), "You have stamped 1 day already. Your own days win.")
}

// What the file leaves open is asked, never guessed.
func TestImportAsksWhatIsOpen(t *testing.T) {
	v := webtest.New(t, "2026-09-10T08:00:00Z")
	path, token := inside(v, v.Bring("days.csv", "When,What,How much\n03/04/2026,Walk,20\n04/05/2026,Walk,25\n"))
	page := v.Get(path)
	webtest.Has(t, webtest.Text(page), "Which column is which?", "How much")
	webtest.Sound(t, path, page)
	v.To(path, "/import/look", "file", token, "column-date", "When", "column-habit", "What", "column-value", "How much")
	page = v.Get(path)
	webtest.Has(t, webtest.Text(page), "How are the dates written?", "03/04/2026")
	webtest.Sound(t, path, page)
	v.To(path, "/import/look", "file", token, "dates", "dmy")
	webtest.Has(t, webtest.Text(v.Get(path)), "Walk", "2 days", "Import 2 days")
	v.To("/import/done?file="+token, "/import/keep", "file", token)
	l := v.LookAt("walk")
	if l.Life.On(goal.Date(2026, 4, 3)) != goal.DayDone || l.Life.On(goal.Date(2026, 5, 4)) != goal.DayDone {
		t.Errorf("begun %v", l.Goal.Begun)
	}
}

// What is not understood of a table stops it with the sentence of the terminal,
// and nothing is written (ruling 65).
func TestImportStopsAtWhatIsNotUnderstood(t *testing.T) {
	v := webtest.New(t, "2026-10-23T08:00:00Z")
	path, token := inside(v, v.Bring("dutch.csv", "Datum;Gewoonte;Waarde;Opmerking\n20.10.2026;Lopen;1;goed\n20.10.2026;Lezen;0;moe\n"))
	page := v.Get(path)
	webtest.Has(t, webtest.Text(page), "Which column is which?", "Not understood: Gewoonte, Waarde, Opmerking.")
	webtest.Sound(t, path, page)
	v.To(path, "/import/look", "file", token, "column-habit", "Gewoonte")
	webtest.Has(t, webtest.Text(v.Get(path)), "Not understood: Waarde, Opmerking.")
	v.Refused(http.StatusUnprocessableEntity, "/import/keep", "file", token)
	v.To(path, "/import/look", "file", token, "column-habit", "Gewoonte", "column-value", "Opmerking")
	webtest.Has(t, webtest.Text(v.Get(path)), "No value in column Opmerking is understood, like “goed” in row 2.")
	v.To(path, "/import/look", "file", token, "column-habit", "Gewoonte", "column-value", "Waarde", "column-note", "Opmerking")
	webtest.Has(t, webtest.Text(v.Get(path)), "Import 2 days")

	w := v.Bring("cells.csv", "date,habit,value\n2026-10-20,Run,12,5\n")
	webtest.Has(t, webtest.Text(w.Body.String()), "Row 2 has a cell below no title: “5”.")
	if gs, err := v.Goals(context.Background(), app.Local()); w.Code != http.StatusUnprocessableEntity || err != nil || len(gs) != 0 {
		t.Errorf("%d, %d goals, %v", w.Code, len(gs), err)
	}
}

// A wide German table, from the file to Today: its columns are asked for, since
// they hold numbers, then how the numbers are written.
func TestImportReadsAWideGermanTable(t *testing.T) {
	v := webtest.New(t, "2026-10-23T08:00:00Z")
	path, token := inside(v, v.Bring("woche.csv", "Datum;Laufen;Schritte;Bemerkung\n20.10.2026;ja;12.000;gut\n21.10.2026;nein;9.850;\n22.10.2026;;950;müde\n"))
	page := v.Get(path)
	webtest.Has(t, webtest.Text(page), "Which columns are a habit each?", "Not understood: Laufen, Schritte.")
	webtest.Sound(t, path, page)
	v.To(path, "/import/look", "file", token, "column-habits", "Laufen", "column-habits", "Schritte")
	page = v.Get(path)
	webtest.Has(t, webtest.Text(page), "How are the numbers written?", "12.000", "Whole numbers, in groups of three")
	webtest.Sound(t, path, page)
	v.To(path, "/import/look", "file", token, "numbers", "none")
	webtest.Has(t, webtest.Text(v.Get(path)), "Laufen", "2 days", "3 days, 22800", "Import 5 days")
	v.To("/import/done?file="+token, "/import/keep", "file", token)
	l := v.LookAt("laufen")
	if l.Life.On(goal.Date(2026, 10, 20)) != goal.DayDone || l.Life.On(goal.Date(2026, 10, 21)) != goal.DayMissed {
		t.Errorf("begun %v", l.Goal.Begun)
	}

	path, _ = inside(v, v.Bring("marken.csv", "Datum;Dehnen;Lesen\n20.10.2026;x;\n21.10.2026;;x\n"))
	webtest.Has(t, webtest.Text(v.Get(path)), "Dehnen", "Lesen", "Import 2 days")
}

func TestImportRefusesInOneSentence(t *testing.T) {
	for name, c := range map[string]struct {
		file, content string
		fields        []string
		code          int
		says          string
	}{
		"nothing":   {"x.csv", "", nil, 422, "please choose a file first"},
		"a picture": {"x.png", "\x89PNG\r\n\x1a\n", nil, 422, "not a file that ippo can read"},
		"other":     {"x.csv", "date,habit\n2026-01-01,Run\n", []string{"from", "beaver"}, 422, "Not sure"},
		"odd":       {"x.csv", "date,habit\n2026-01-01,Run\n", []string{"from", "abacus"}, 422, "abacus"},
		"newer":     {"x.json", `{"format":"ippo","version":99,"journal":[]}`, nil, 503, "newer ippo"},
	} {
		t.Run(name, func(t *testing.T) {
			v := webtest.New(t, "2026-09-10T08:00:00Z")
			w := v.Bring(c.file, c.content, c.fields...)
			if w.Code != c.code {
				t.Errorf("%d, want %d", w.Code, c.code)
			}
			webtest.Has(t, webtest.Text(w.Body.String()), c.says)
			webtest.Sound(t, "/import", w.Body.String())
		})
	}
	v := webtest.New(t, "2026-09-10T08:00:00Z")
	v.Refused(http.StatusUnprocessableEntity, "/import", "file", "not a file")
	v.Refused(http.StatusNotFound, "/import/keep", "file", "GONE")
	v.Refused(http.StatusNotFound, "/import/look", "file", "GONE")
	if w := v.Send(httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/import/look?file=GONE", nil)); w.Code != http.StatusNotFound {
		t.Errorf("%d", w.Code)
	}
	if to := v.Leads("/import/done?file=GONE"); to != "/plan" {
		t.Errorf("%q", to)
	}
}

// A file waits for an hour, not longer, and leaves nothing in the temporary
// folder.
func TestAnUploadIsLetGo(t *testing.T) {
	folder := t.TempDir()
	t.Setenv("TMPDIR", folder)
	v := webtest.New(t, "2026-09-10T08:00:00Z")
	path, _ := inside(v, v.Bring("habits.csv", history))
	v.At("2026-09-10T08:59:00Z")
	v.Get(path)
	v.At("2026-09-10T10:00:00Z")
	if w := v.Send(httptest.NewRequestWithContext(t.Context(), http.MethodGet, path, nil)); w.Code != http.StatusNotFound {
		t.Errorf("after an hour: %d", w.Code)
	}
	for range 12 { // more than wait at once
		inside(v, v.Bring("habits.csv", history))
	}
	if left, err := filepath.Glob(filepath.Join(folder, "ippo-*")); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

// What was exported comes back in whole, through the pages alone.
func TestExportComesBackIn(t *testing.T) {
	v := webtest.New(t, "2026-09-07T05:40:00Z")
	v.Walk(7)
	v.Did("/more", "goal", "walk-5-km", "more", "20")
	page := v.Get("/export")
	webtest.Sound(t, "/export", page)
	webtest.Has(t, webtest.Text(page), "Everything, one file", "Erase everything")
	w := v.Send(httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/export/json", nil))
	if d := w.Header().Get("Content-Disposition"); d != `attachment; filename="ippo-2026-09-07.json"` {
		t.Error(d)
	}
	for format, holds := range map[string]string{"csv": "days.csv", "md": "Walk 5 km easily", "ics": "BEGIN:VEVENT"} {
		webtest.Has(t, v.Send(httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/export/"+format, nil)).Body.String(), holds)
	}
	other := webtest.New(t, "2026-09-08T08:00:00Z")
	path, token := inside(other, other.Bring("ippo.json", w.Body.String()))
	webtest.Has(t, webtest.Text(other.Get(path)), "An ippo file", "Import 2 entries")
	other.To("/import/done?file="+token, "/import/keep", "file", token)
	webtest.Has(t, webtest.Text(other.Get("/import/done?file="+token)), "Everything of the file is here")
	again := other.Send(httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/export/json", nil))
	if again.Body.String() != w.Body.String() {
		t.Error("the second export differs from the first")
	}
	if w := v.Send(httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/export/xls", nil)); w.Code != http.StatusNotFound {
		t.Error(w.Code)
	}
}

// The pages for moving in and out, in every language.
func TestEveryPageOfMoving(t *testing.T) {
	v := webtest.New(t, "2026-09-10T08:00:00Z")
	for _, lang := range library.Languages() {
		v.Lang = lang
		path, _ := inside(v, v.Bring("habits.csv", history))
		for _, p := range []string{"/import", path, "/export", "/export?erase=1"} {
			webtest.Sound(t, lang+" "+p, v.Get(p))
		}
	}
}
