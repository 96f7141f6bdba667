package web

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"path/filepath"
	"strings"
	"time"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/exchange"
	"github.com/ippo-app/ippo/internal/goal"
)

// importPage asks for a file.
func (s *Site) importPage(w http.ResponseWriter, r *http.Request) error {
	return s.showImport(w, r, http.StatusOK, form{url.Values{}}, nil)
}

func (s *Site) showImport(w http.ResponseWriter, r *http.Request, code int, f form, problem *goal.Error) error {
	fr, err := s.frame(r, "settings", "move.title")
	if err != nil {
		return err
	}
	return s.show(w, r, code, fr, importChoosePage(importView{frame: fr, form: f, problem: problem}))
}

// importFile takes the file in and looks inside. What can be asked is asked on
// the next page; what cannot be read is said on this one.
func (s *Site) importFile(w http.ResponseWriter, r *http.Request) error {
	patient(w)
	x, f, err := take(r)
	if err == nil {
		x.who, x.options.Format = who(r), exchange.Format(f.text("from"))
		err = s.understand(r, x)
	}
	if problem := asError(err); problem != nil && problem.Code != goal.CodeForbidden {
		return s.showImport(w, r, status(problem.Code), f, problem)
	}
	if err != nil {
		return err
	}
	return back(w, r, lookPath(s.uploads.put(x, s.app.Now())), said{})
}

// patient lets a large file take its time: the limits of a connection are made
// for pages.
func patient(w http.ResponseWriter) {
	c := http.NewResponseController(w)
	_ = c.SetReadDeadline(time.Time{})  // a writer without deadlines has no limit
	_ = c.SetWriteDeadline(time.Time{}) // to lift
}

func lookPath(token string) string { return "/import/look?file=" + url.QueryEscape(token) }
func keptPath(token string) string { return "/import/done?file=" + url.QueryEscape(token) }

// understand looks inside once. A table without titles we know is asked about,
// whatever it was called; so are dates that can be read two ways.
func (s *Site) understand(r *http.Request, x *upload) error {
	_, err := s.look(r.Context(), x, true)
	if key(err) == "error.import.unknown_format" && x.options.Format == exchange.FormatUnknown && isTable(x.name) {
		x.options.Format = exchange.FormatCSV
		_, err = s.look(r.Context(), x, true)
	}
	if err != nil && !asks(err) {
		x.release()
		return err
	}
	return nil
}

func isTable(name string) bool {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".csv", ".tsv":
		return true
	}
	return false
}

// asks says whether an error is a question that the person can answer.
func asks(err error) bool {
	switch key(err) {
	case "error.import.open_dates", "error.import.columns", "error.import.no_column", "error.import.no_value":
		return true
	}
	return false
}

func key(err error) string {
	if e := asError(err); e != nil {
		return e.Key
	}
	return ""
}

// look reads the file and says what would be kept, or keeps it. Both give the
// same report.
func (s *Site) look(ctx context.Context, x *upload, dry bool) (app.Report, error) {
	if x.file == nil {
		return app.Report{}, goal.NotFound("file", "move.gone")
	}
	t, err := s.app.Today(ctx, x.who, 0)
	if err != nil {
		return app.Report{}, err
	}
	o := x.options
	o.Zone = t.Calendar.Clock(t.Clock).Location()
	read, err := exchange.OpenFrom(x.name, x.file, x.size, o)
	if key(err) == "error.import.own_export" {
		return s.lookOwn(ctx, x, dry)
	}
	if err != nil {
		return app.Report{}, err
	}
	report, err := s.app.Import(ctx, x.who, read.History(t.Day), app.ImportOptions{Dry: dry, Choose: x.choose})
	return report, errors.Join(err, read.Close())
}

// lookOwn is look for ippo's own file.
func (s *Site) lookOwn(ctx context.Context, x *upload, dry bool) (app.Report, error) {
	x.own = true
	j, err := exchange.JournalFrom(x.name, x.file, x.size)
	if err != nil {
		return app.Report{}, err
	}
	report, err := s.app.TakeIn(ctx, x.who, j.Entries(), dry)
	report.Format, report.File = string(exchange.FormatIppo), x.name
	return report, errors.Join(err, j.Close())
}

// importLook shows what would be kept and what dropped, or asks what the file
// leaves open.
func (s *Site) importLook(w http.ResponseWriter, r *http.Request) error {
	patient(w)
	token := r.URL.Query().Get("file")
	x, err := s.uploads.get(token, who(r), s.app.Now())
	if err != nil {
		return err
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.report != nil {
		http.Redirect(w, r, keptPath(token), http.StatusSeeOther)
		return nil
	}
	report, err := s.look(r.Context(), x, true)
	if err != nil && !asks(err) {
		return err
	}
	return s.showLook(w, r, token, x, report, asError(err))
}

func (s *Site) showLook(w http.ResponseWriter, r *http.Request, token string, x *upload, report app.Report, question *goal.Error) error {
	f, err := s.frame(r, "settings", "move.look.title")
	if err != nil {
		return err
	}
	v := importView{frame: f, token: token, report: report, problem: question, name: x.name, own: x.own, choose: x.choose, options: x.options}
	if question != nil {
		return s.show(w, r, http.StatusOK, f, importAskPage(v))
	}
	return s.show(w, r, http.StatusOK, f, importLookPage(v))
}

// importAgain takes answers and choices and looks once more.
func (s *Site) importAgain(w http.ResponseWriter, r *http.Request) error {
	return s.withUpload(w, r, func(token string, x *upload, f form) error {
		x.answer(f)
		return back(w, r, lookPath(token), said{})
	})
}

// importKeep writes what was shown.
func (s *Site) importKeep(w http.ResponseWriter, r *http.Request) error {
	return s.withUpload(w, r, func(token string, x *upload, f form) error {
		if x.report == nil { // else it was sent twice
			x.answer(f)
			report, err := s.look(r.Context(), x, false)
			if err != nil {
				return err
			}
			x.report = &report
			x.release()
		}
		return back(w, r, keptPath(token), said{})
	})
}

// withUpload finds the upload that a form is about; one request at a time.
func (s *Site) withUpload(w http.ResponseWriter, r *http.Request, do func(string, *upload, form) error) error {
	patient(w)
	f, err := read(r)
	if err != nil {
		return err
	}
	token := f.text("file")
	x, err := s.uploads.get(token, who(r), s.app.Now())
	if key(err) == "move.gone" {
		return s.showImport(w, r, http.StatusNotFound, f, asError(err))
	}
	if err != nil {
		return err
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	return do(token, x, f)
}

// answer takes what the person says of the file.
func (x *upload) answer(f form) {
	if o := exchange.Order(f.text("dates")); f.has("dates") && o.Valid() {
		x.options.Dates = o
	}
	columns := map[string]string{}
	for _, role := range columnRoles() {
		if title := f.text("column-" + role); title != "" {
			columns[role] = title
		}
	}
	if len(columns) > 0 {
		x.options.Columns = columns
	}
	for name := range f.Values {
		if id, ok := strings.CutPrefix(name, "as-"); ok {
			x.choose[id] = goal.Choice(f.text(name))
		}
	}
}

// columnRoles are what a column of a table can be.
func columnRoles() []string { return []string{"date", "habit", "value", "note", "unit"} }

// importDone says what was kept, and how to take it back.
func (s *Site) importDone(w http.ResponseWriter, r *http.Request) error {
	x, err := s.uploads.get(r.URL.Query().Get("file"), who(r), s.app.Now())
	if err != nil || x.report == nil {
		http.Redirect(w, r, "/plan", http.StatusSeeOther)
		return nil //nolint:nilerr // the report is gone; the goals are there
	}
	f, err := s.frame(r, "settings", "move.done.title")
	if err != nil {
		return err
	}
	looks, err := s.app.Looks(r.Context(), who(r), true)
	if err != nil {
		return err
	}
	v := importView{frame: f, report: *x.report, own: x.own, looks: looks}
	return s.show(w, r, http.StatusOK, f, importDonePage(v))
}

// importReport is the look inside as plain text, to be saved.
func (s *Site) importReport(w http.ResponseWriter, r *http.Request) error {
	x, err := s.uploads.get(r.URL.Query().Get("file"), who(r), s.app.Now())
	if err != nil {
		return err
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	report, err := s.look(r.Context(), x, true)
	if err != nil {
		return err
	}
	f, err := s.frame(r, "settings", "move.look.title")
	if err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", "text/plain; charset=utf-8")
	h.Set("Content-Disposition", `attachment; filename="ippo-import.txt"`)
	h.Set("Cache-Control", "no-store")
	_, err = w.Write([]byte(importView{frame: f, report: report, name: x.name, own: x.own, choose: x.choose}.plain()))
	return err
}
