// Package settings is everything that a person can set, take along and erase,
// and the guide, which stands beside it.
package settings

import (
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/a-h/templ"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
	"github.com/ippo-app/ippo/internal/web/page"
)

// Pages are everything that a person can set, take along and erase.
type Pages struct {
	*page.Kit
	forget func(app.PersonID)
}

// New makes the pages with a kit, and with what lets go of all files that a person
// has brought in: they are erased with the rest.
func New(k *page.Kit, forget func(app.PersonID)) *Pages {
	k.Keeps("settings", page.FormKind{Field: page.Fields("name", "emergency", "locale", "theme", "zone", "week_start", "rollover")})
	return &Pages{k, forget}
}

// settingsView is the page of everything a person can set.
type settingsView struct {
	page.Frame
	set     goal.Settings
	goals   []goal.Goal
	form    page.Form // what was refused, as it was typed
	problem *goal.Error
	removal removal
	newID   func() string
	typed   func(app.Form) page.Drafted
}

// removal of words: what was asked for, and how many entries hold it.
type removal struct {
	words string
	held  app.Held
}

// said is what holds the words: entries, and where none does what was not sent.
func (r removal) said(w *library.Words) string {
	if r.held.Entries == 0 {
		return w.Say("settings.words_held.drafts", library.Args{"n": r.held.Drafts})
	}
	return w.Say("settings.words_held", library.Args{"n": r.held.Entries})
}

// Settings is the page of everything that a person can set.
func (ps *Pages) Settings(w http.ResponseWriter, r *http.Request) error {
	return ps.showSettings(w, r, http.StatusOK, settingsView{})
}

func (ps *Pages) showSettings(w http.ResponseWriter, r *http.Request, code int, v settingsView) error {
	f, err := ps.Frame(r, "settings", "settings.title")
	if err != nil {
		return err
	}
	v.Frame, v.set, v.newID = f, f.Watch.Settings, ps.App.NewID
	if v.goals, err = ps.App.Goals(r.Context(), page.Who(r)); err != nil {
		return err
	}
	if v.typed, err = ps.AllDrafted(r, f); err != nil {
		return err
	}
	return ps.Show(w, r, code, v.Frame, settingsPage(v))
}

// SaveSettings keeps what one form of the page asks for; the other settings
// stay as they are.
func (ps *Pages) SaveSettings(w http.ResponseWriter, r *http.Request) error {
	f, err := page.ReadForm(r)
	if err != nil {
		return err
	}
	b, err := readSettings(f)
	if err == nil {
		_, err = ps.Do(page.Sends(r, app.FormSettings(f.Text("part"))), f, 0, b)
	}
	if p := page.AsError(err); p != nil && p.Code == goal.CodeInvalid {
		return ps.showSettings(w, r, page.Status(p.Code), settingsView{form: f, problem: p})
	}
	if err != nil {
		return err
	}
	to := "/settings"
	if f.Has("next") { // where the language can be chosen, too
		to = page.Next(f)
	}
	if f.Get("to") == "today" { // where a browser in another zone asks
		to = "/"
	}
	return page.Redirect(w, r, to, page.Flash{What: "saved"})
}

// readSettings are the settings that a form holds.
func readSettings(f page.Form) (goal.SetSettings, error) {
	var b goal.SetSettings
	for name, to := range map[string]**string{
		"name": &b.Name, "locale": &b.Locale, "zone": &b.Zone, "theme": &b.Theme, "emergency": &b.Emergency,
	} {
		if f.Has(name) {
			*to = new(f.Text(name))
		}
	}
	for name, to := range map[string]**int{"week_start": &b.WeekStart, "rollover": &b.Rollover} {
		n, err := f.Scale(name)
		if err != nil {
			return b, err
		}
		*to = n
	}
	if f.Has("today") {
		var hidden []string
		for _, field := range goal.Hideable() {
			if !f.Has("show-" + field) {
				hidden = append(hidden, field)
			}
		}
		var shown []string
		for _, field := range goal.Showable() {
			if f.Has("show-" + field) {
				shown = append(shown, field)
			}
		}
		b.Hidden, b.Shown = new(strings.Join(hidden, ",")), new(strings.Join(shown, ","))
	}
	return b, nil
}

// RemoveWords takes words out of everything that was written, in two steps:
// first it says how many entries hold them (ruling 15).
func (ps *Pages) RemoveWords(w http.ResponseWriter, r *http.Request) error {
	f, err := page.ReadForm(r)
	if err != nil {
		return err
	}
	words := f.Get("words")
	if strings.TrimSpace(words) == "" {
		p := goal.Invalid("words", "error.words.none")
		return ps.showSettings(w, r, page.Status(p.Code), settingsView{form: f, problem: p})
	}
	if f.Has("yes") {
		if _, err := ps.App.RemoveWords(r.Context(), page.Who(r), "web", words); err != nil {
			return err
		}
		return page.Redirect(w, r, "/settings", page.Flash{What: "removed"})
	}
	held, err := ps.App.Holding(r.Context(), page.Who(r), words)
	if err != nil {
		return err
	}
	if held == (app.Held{}) {
		p := goal.NotFound("words", "error.words.none")
		return ps.showSettings(w, r, http.StatusUnprocessableEntity, settingsView{form: f, problem: p})
	}
	return ps.showSettings(w, r, http.StatusOK, settingsView{removal: removal{words, held}})
}

// value of a line: what was typed and refused, else what is set.
func (v settingsView) value(name, set string) string {
	if v.problem != nil && v.form.Has(name) {
		return v.form.Get(name)
	}
	return set
}

// kept says whether words are typed in a part of the page, so that they are kept.
func kept(part string) bool { return part == "you" || part == "time" }

// marks a part whose words are kept while they are typed.
func (v settingsView) marks(part string, typed page.Drafted) templ.Attributes {
	if !kept(part) {
		return nil
	}
	return typed.Mark()
}

// line is what stands in a field: what was refused, what was typed and not sent,
// or what is set.
func (v settingsView) line(part, name, set string) string {
	return v.value(name, v.typed(app.FormSettings(part)).Or(name, set))
}

// refusals are what did not go through.
func (v settingsView) refusals() []page.Refusal {
	return page.Refused(v.W, v.problem, map[string]string{"zone": v.W.Say("settings.zone"), "words": v.W.Say("settings.words_which")})
}

// wrong is what to look at in a line that was refused.
func (v settingsView) wrong(name string) string { return v.Check(page.SaysOf(v.refusals(), name)) }

func (v settingsView) zone() string {
	if n := len(v.set.Zones); n > 0 {
		return v.set.Zones[n-1].Zone
	}
	return "UTC"
}

// grid is how days and weeks are cut from the last change on.
func (v settingsView) grid() goal.GridFrom {
	if n := len(v.set.Grids); n > 0 {
		return v.set.Grids[n-1]
	}
	return goal.GridFrom{WeekStart: time.Monday, Rollover: goal.DefaultRollover}
}

// weekdays are those that weeks are offered to begin on, with the one that is
// set: the terminal takes any.
func (v settingsView) weekdays() []time.Weekday {
	days := []time.Weekday{time.Monday, time.Saturday, time.Sunday}
	if set := v.grid().WeekStart; !slices.Contains(days, set) {
		days = append(days, set)
	}
	return days
}

// languages that are offered: as the browser says, and those that are whole.
func (v settingsView) languages() []string { return append([]string{""}, library.Complete()...) }

// others are the goals that Today does not ask about.
func (v settingsView) others() []goal.Goal {
	var gs []goal.Goal
	for _, st := range []goal.Status{goal.StatusActive, goal.StatusPaused, goal.StatusKept, goal.StatusParked, goal.StatusEnded} {
		for _, g := range v.goals {
			if g.Status == st {
				gs = append(gs, g)
			}
		}
	}
	return gs
}
