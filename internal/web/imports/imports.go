// Package imports brings in a file in three steps: choose it, look at what would
// be kept, keep it. The file waits on the server in between.
package imports

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"path/filepath"
	"strings"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/exchange"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/web/page"
)

// Pages bring in a file.
type Pages struct {
	*page.Kit
	uploads uploads // files that are being brought in
}

// New makes the pages with a kit.
func New(k *page.Kit) *Pages { return &Pages{Kit: k} }

// Forget lets go of all files that a person brought.
func (ps *Pages) Forget(who app.PersonID) { ps.uploads.forget(who) }

// Choose asks for a file.
func (ps *Pages) Choose(w http.ResponseWriter, r *http.Request) error {
	return ps.showChoose(w, r, http.StatusOK, page.Form{Values: url.Values{}}, nil)
}

func (ps *Pages) showChoose(w http.ResponseWriter, r *http.Request, code int, f page.Form, problem *goal.Error) error {
	fr, err := ps.Frame(r, "settings", "move.title")
	if err != nil {
		return err
	}
	return ps.Show(w, r, code, fr, choosePage(view{Frame: fr, form: f, problem: problem}))
}

// Upload takes the file in and looks inside. What can be asked is asked on
// the next page; what cannot be read is said on this one.
func (ps *Pages) Upload(w http.ResponseWriter, r *http.Request) error {
	page.Patient(w)
	x, f, err := readUpload(r)
	if err == nil {
		x.who, x.options.Format = page.Who(r), exchange.Format(f.Text("from"))
		err = ps.understand(r, x)
	}
	if foreign, told := ps.Foreign(r, f); foreign || told != nil { // a file comes in parts, after which this is known
		if x != nil {
			x.release()
		}
		return errors.Join(told, page.ErrForeign)
	}
	if problem := page.AsError(err); problem != nil && problem.Code != goal.CodeForbidden {
		return ps.showChoose(w, r, page.Status(problem.Code), f, problem)
	}
	if err != nil {
		return err
	}
	return page.Redirect(w, r, lookPath(ps.uploads.put(x, ps.App.Now())), page.Flash{})
}

func lookPath(token string) string { return "/import/look?file=" + url.QueryEscape(token) }
func keptPath(token string) string { return "/import/done?file=" + url.QueryEscape(token) }

// understand looks inside once. A table without titles we know is asked about,
// whatever it was called; so are dates that can be read two ways.
func (ps *Pages) understand(r *http.Request, x *upload) error {
	_, err := ps.readFile(r.Context(), x, true)
	if key(err) == "error.import.unknown_format" && x.options.Format == exchange.FormatUnknown && isTable(x.name) {
		x.options.Format = exchange.FormatCSV
		_, err = ps.readFile(r.Context(), x, true)
	}
	if err != nil && !answerable(err) {
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

// answerable says whether an error is a question that the person can answer.
func answerable(err error) bool {
	switch key(err) {
	case "error.import.open_dates", "error.import.open_numbers", "error.import.people", "error.import.columns", "error.import.no_column", "error.import.no_value":
		return true
	}
	return false
}

func key(err error) string {
	if e := page.AsError(err); e != nil {
		return e.Key
	}
	return ""
}

// readFile reads the file and says what would be kept, or keeps it. Both give the
// same report.
func (ps *Pages) readFile(ctx context.Context, x *upload, dry bool) (app.Report, error) {
	if x.file == nil {
		return app.Report{}, goal.NotFound("file", "move.gone")
	}
	t, err := ps.App.Today(ctx, x.who, 0)
	if err != nil {
		return app.Report{}, err
	}
	o := x.options
	o.Zone = t.Calendar.Clock(t.Clock).Location()
	o.Recall = func(shape string) map[string]string {
		columns, err := ps.App.Recall(ctx, x.who, shape)
		if err != nil { // then they are asked for
			return nil
		}
		return columns
	}
	read, err := exchange.OpenFrom(x.name, x.file, x.size, o)
	if key(err) == "error.import.own_export" {
		return ps.readOwn(ctx, x, dry)
	}
	if err != nil {
		return app.Report{}, err
	}
	report, err := ps.App.Import(ctx, x.who, read.History(t.Day), app.ImportOptions{Dry: dry, Choose: x.choose})
	return report, errors.Join(err, read.Close())
}

// readOwn is look for ippo's own file.
func (ps *Pages) readOwn(ctx context.Context, x *upload, dry bool) (app.Report, error) {
	x.own = true
	j, err := exchange.JournalFrom(x.name, x.file, x.size)
	if err != nil {
		return app.Report{}, err
	}
	report, err := ps.App.TakeIn(ctx, x.who, j.Entries(), dry)
	report.Format, report.File = string(exchange.FormatIppo), x.name
	return report, errors.Join(err, j.Close())
}

// Preview shows what would be kept and what dropped, or asks what the file
// leaves open.
func (ps *Pages) Preview(w http.ResponseWriter, r *http.Request) error {
	page.Patient(w)
	token := r.URL.Query().Get("file")
	x, err := ps.uploads.get(token, page.Who(r), ps.App.Now())
	if err != nil {
		return err
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.report != nil {
		http.Redirect(w, r, keptPath(token), http.StatusSeeOther)
		return nil
	}
	report, err := ps.readFile(r.Context(), x, true)
	if err != nil && !answerable(err) {
		return err
	}
	return ps.showLook(w, r, token, x, report, page.AsError(err))
}

func (ps *Pages) showLook(w http.ResponseWriter, r *http.Request, token string, x *upload, report app.Report, question *goal.Error) error {
	f, err := ps.Frame(r, "settings", "move.look.title")
	if err != nil {
		return err
	}
	v := view{Frame: f, token: token, report: report, problem: question, name: x.name, own: x.own, choose: x.choose, options: x.options}
	if question != nil {
		return ps.Show(w, r, http.StatusOK, f, askPage(v))
	}
	return ps.Show(w, r, http.StatusOK, f, lookPage(v))
}

// Answer takes answers and choices and looks once more.
func (ps *Pages) Answer(w http.ResponseWriter, r *http.Request) error {
	return ps.withUpload(w, r, func(token string, x *upload, f page.Form) error {
		x.answer(f)
		return page.Redirect(w, r, lookPath(token), page.Flash{})
	})
}

// Keep writes what was shown.
func (ps *Pages) Keep(w http.ResponseWriter, r *http.Request) error {
	return ps.withUpload(w, r, func(token string, x *upload, f page.Form) error {
		if x.report == nil { // else it was sent twice
			x.answer(f)
			report, err := ps.readFile(r.Context(), x, false)
			if err != nil {
				return err
			}
			x.report = &report
			x.release()
		}
		return page.Redirect(w, r, keptPath(token), page.Flash{})
	})
}

// withUpload finds the upload that a form is about; one request at a time.
func (ps *Pages) withUpload(w http.ResponseWriter, r *http.Request, do func(string, *upload, page.Form) error) error {
	page.Patient(w)
	f, err := page.ReadForm(r)
	if err != nil {
		return err
	}
	token := f.Text("file")
	x, err := ps.uploads.get(token, page.Who(r), ps.App.Now())
	if key(err) == "move.gone" {
		return ps.showChoose(w, r, http.StatusNotFound, f, page.AsError(err))
	}
	if err != nil {
		return err
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	return do(token, x, f)
}

// answer takes what the person says of the file.
func (x *upload) answer(f page.Form) {
	if o := exchange.Order(f.Text("dates")); f.Has("dates") && o.Valid() {
		x.options.Dates = o
	}
	if m := exchange.Mark(f.Text("numbers")); f.Has("numbers") && m.Valid() {
		x.options.Numbers = m
	}
	if f.Has("whose") {
		x.options.Person = f.Text("whose")
	}
	columns := map[string]string{}
	if own := f.Values["column-habits"]; len(own) > 0 {
		columns["habits"] = strings.Join(own, "|")
	}
	for _, role := range columnRoles() {
		if title := f.Text("column-" + role); title != "" {
			columns[role] = title
		}
	}
	if len(columns) > 0 {
		x.options.Columns = columns
	}
	for name := range f.Values {
		if id, ok := strings.CutPrefix(name, "as-"); ok {
			x.choose[id] = goal.Choice(f.Text(name))
		}
	}
}

// columnRoles are what one column of a table can be; several can be habits.
func columnRoles() []string { return []string{"date", "habit", "value", "note", "unit"} }

// Done says what was kept, and how to take it back.
func (ps *Pages) Done(w http.ResponseWriter, r *http.Request) error {
	x, err := ps.uploads.get(r.URL.Query().Get("file"), page.Who(r), ps.App.Now())
	if err != nil || x.report == nil {
		http.Redirect(w, r, "/plan", http.StatusSeeOther)
		return nil //nolint:nilerr // the report is gone; the goals are there
	}
	f, err := ps.Frame(r, "settings", "move.done.title")
	if err != nil {
		return err
	}
	looks, err := ps.App.Looks(r.Context(), page.Who(r), true)
	if err != nil {
		return err
	}
	v := view{Frame: f, report: *x.report, own: x.own, looks: looks}
	return ps.Show(w, r, http.StatusOK, f, donePage(v))
}

// Report is the look inside as plain text, to be saved.
func (ps *Pages) Report(w http.ResponseWriter, r *http.Request) error {
	x, err := ps.uploads.get(r.URL.Query().Get("file"), page.Who(r), ps.App.Now())
	if err != nil {
		return err
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	report, err := ps.readFile(r.Context(), x, true)
	if err != nil {
		return err
	}
	f, err := ps.Frame(r, "settings", "move.look.title")
	if err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", "text/plain; charset=utf-8")
	h.Set("Content-Disposition", `attachment; filename="ippo-import.txt"`)
	h.Set("Cache-Control", "no-store")
	_, err = w.Write([]byte(view{Frame: f, report: report, name: x.name, own: x.own, choose: x.choose}.plain()))
	return err
}
