package goals

import (
	"net/http"
	"slices"

	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
	"github.com/ippo-app/ippo/internal/web/page"
	"github.com/ippo-app/ippo/internal/workbook"
)

// Workbook sends the book of a goal as a PDF: of the goal in the address, else
// of the first one that is asked. Blank where that was asked for, and where there
// is no goal.
func (ps *Pages) Workbook(w http.ResponseWriter, r *http.Request) error {
	words, err := ps.Words(r)
	if err != nil {
		return err
	}
	q := r.URL.Query()
	if lang := q.Get("language"); slices.Contains(library.Complete(), lang) {
		words = library.For(lang)
	}
	paper := workbook.Paper(q.Get("paper"))
	if !slices.Contains(workbook.Papers(), paper) {
		paper = workbook.PaperFor(page.Region(r))
	}
	only := workbook.Only(q.Get("only"))
	if !slices.Contains(workbook.Onlies(), only) {
		only = workbook.Whole
	}
	day, err := ps.App.Day(r.Context(), page.Who(r))
	if err != nil {
		return err
	}
	b := workbook.Book{Words: words, Paper: paper, Only: only, Day: day}
	name := "ippo-workbook.pdf"
	source, err := ps.bookSource(r)
	if err != nil {
		return err
	}
	if source != nil && !q.Has("blank") {
		b.Source = source
		name = "ippo-workbook-" + source.Look.Goal.Slug + ".pdf"
	}
	return sendBook(w, b, name)
}

// sendBook sets the book before anything of it is sent, so that what goes wrong
// can still be said as a page.
func sendBook(w http.ResponseWriter, b workbook.Book, name string) error {
	page.Patient(w)
	h := w.Header()
	h.Set("Content-Type", "application/pdf")
	h.Set("Content-Disposition", `attachment; filename="`+name+`"`)
	h.Set("Cache-Control", "no-store")
	_, err := workbook.Write(w, b)
	return err
}

// bookSource is what the book is filled with; nil where there is no goal to fill
// it with.
func (ps *Pages) bookSource(r *http.Request) (*workbook.Source, error) {
	ctx, who := r.Context(), page.Who(r)
	ref := r.PathValue("goal")
	if ref == "" {
		all, err := ps.App.Goals(ctx, who)
		if err != nil {
			return nil, err
		}
		i := slices.IndexFunc(all, func(g goal.Goal) bool { return g.Status == goal.StatusActive })
		if i < 0 {
			return nil, nil
		}
		ref = all[i].Slug
	}
	told, err := ps.App.LoadStory(ctx, who, ref)
	if err != nil {
		return nil, err
	}
	view, err := ps.App.Compass(ctx, who)
	if err != nil {
		return nil, err
	}
	return &workbook.Source{Look: told.Look, Story: told.Story, Feelings: told.Feelings, Compass: view.Compass, Settings: view.Settings}, nil
}
