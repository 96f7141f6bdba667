package settings

import (
	"io"
	"net/http"
	"strings"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/exchange"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
	"github.com/ippo-app/ippo/internal/web/page"
)

// exporter writes everything of a person in an open format.
type exporter struct {
	name, kind string // of the format and its type
	ending     string // of the file
	label      string // on the button
	write      func(io.Writer, goal.Archive, exchange.Words) error
}

func exporters() []exporter {
	return []exporter{
		{"json", "application/json", "json", "JSON", wordless(exchange.JSON)},
		{"csv", "application/zip", "zip", "CSV", wordless(exchange.CSV)},
		{"md", "text/markdown; charset=utf-8", "md", "Markdown", exchange.Markdown},
		{"ics", "text/calendar; charset=utf-8", "ics", "ICS", exchange.ICS},
	}
}

// wordless is a format that is the same in every language.
func wordless(write func(io.Writer, goal.Archive) error) func(io.Writer, goal.Archive, exchange.Words) error {
	return func(w io.Writer, ar goal.Archive, _ exchange.Words) error { return write(w, ar) }
}

// spoken are the words of an export that people read.
func spoken(w *library.Words) exchange.Words {
	return exchange.Words{
		Say:  func(key string, args map[string]any) string { return w.Say(key, args) },
		Date: w.FullDate, Number: w.Number, Unit: w.Unit, Event: w.Event, Why: w.Purpose,
		Tag: func(t goal.MissTag) string { return w.Say("tag." + string(t)) },
	}
}

// Export lists the formats; its second step asks before all is erased.
func (ps *Pages) Export(w http.ResponseWriter, r *http.Request) error {
	return ps.showExport(w, r, http.StatusOK, r.URL.Query().Has("erase"), "")
}

func (ps *Pages) showExport(w http.ResponseWriter, r *http.Request, code int, asking bool, problem string) error {
	f, err := ps.Frame(r, "settings", "move.export")
	if err != nil {
		return err
	}
	v := exportView{Frame: f, asking: asking, problem: problem}
	if asking {
		if v.what, err = ps.App.Everything(r.Context(), page.Who(r)); err != nil {
			return err
		}
	}
	return ps.Show(w, r, code, f, exportPage(v))
}

// exportView is what the page of a person's data shows.
type exportView struct {
	page.Frame
	asking  bool // the second step of erasing
	what    app.Everything
	problem string
}

func (v exportView) say(key string, args ...library.Args) string {
	return v.W.Say("move."+key, args...)
}

// word that has to be typed.
func (v exportView) word() string { return v.W.Say("term.erase.word") }

func (v exportView) eraseTitle() string {
	return v.say("erase.title", library.Args{
		"days":  v.say("erase.days", library.Args{"n": v.what.Days}),
		"goals": v.say("erase.goals", library.Args{"n": v.what.Goals}),
	})
}

// ExportFile sends one format.
func (ps *Pages) ExportFile(w http.ResponseWriter, r *http.Request) error {
	for _, x := range exporters() {
		if x.name != r.PathValue("format") {
			continue
		}
		page.Patient(w)
		day, err := ps.App.Day(r.Context(), page.Who(r))
		if err != nil {
			return err
		}
		words, err := ps.Words(r)
		if err != nil {
			return err
		}
		return ps.App.Archive(r.Context(), page.Who(r), func(archive goal.Archive) error {
			h := w.Header()
			h.Set("Content-Type", x.kind)
			h.Set("Content-Disposition", `attachment; filename="ippo-`+day.String()+"."+x.ending+`"`)
			h.Set("Cache-Control", "no-store")
			return x.write(w, archive, spoken(words))
		})
	}
	return goal.NotFound("", "web.notfound.text")
}

// Erase removes everything, after the word was typed (ruling 15). The browser
// is asked to forget what it kept for times without a network.
func (ps *Pages) Erase(w http.ResponseWriter, r *http.Request) error {
	f, err := page.ReadForm(r)
	if err != nil {
		return err
	}
	if f.Has("no") {
		return page.Redirect(w, r, "/export", page.Flash{})
	}
	words, err := ps.Words(r)
	if err != nil {
		return err
	}
	word := words.Say("term.erase.word")
	if !strings.EqualFold(f.Text("word"), word) {
		return ps.showExport(w, r, http.StatusUnprocessableEntity, true, words.Say("move.erase.check", library.Args{"word": word}))
	}
	fr, err := ps.Frame(r, "none", "move.erased")
	if err != nil {
		return err
	}
	fr.Day = 0 // there is nobody any more whose day it could be
	if err := ps.App.Erase(r.Context(), page.Who(r)); err != nil {
		return err
	}
	ps.forget(page.Who(r).Person)
	w.Header().Set("Clear-Site-Data", `"cache", "storage"`)
	return ps.Show(w, r, http.StatusOK, fr, erasedPage(fr))
}

// refusals are what did not go through.
func (v exportView) refusals() []page.Refusal {
	if v.problem == "" {
		return nil
	}
	return []page.Refusal{{Field: "word", Says: v.problem}}
}
