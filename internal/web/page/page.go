package page

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"time"

	"github.com/a-h/templ"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
	"github.com/ippo-app/ippo/internal/web/assets"
	"github.com/ippo-app/ippo/internal/web/part"
)

// Handler answers a request or says what is wrong; [Kit.Serve] turns that into a
// page.
type Handler func(http.ResponseWriter, *http.Request) error

// Serve answers with a page, whatever the handler says.
func (k *Kit) Serve(p Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r = r.WithContext(app.WithTrace(r.Context()))
		if err := p(w, r); err != nil {
			k.Fail(w, r, err)
		}
	})
}

// Frame is what stands around a page's own content.
type Frame struct {
	W      *library.Words
	Theme  string // light, dark, or empty for the system's
	Tab    string // the tab that is open; "none" leaves the tabs out
	Title  string
	Day    goal.Day      // in the corner; no day leaves it out
	Corner string        // stands there instead of the day
	Flash  Flash         // what the last form did, once
	Here   string        // the page's own address
	Crisis bool          // the crisis text stands below the page, not only the link to it
	Watch  Clock         // what a script needs to know the person's own day
	NewID  func() string // for what a form makes: sent twice, it counts once
	Slim   bool          // little room is left around the content
	files  *assets.Files
}

// Frame for a request: language and theme are the person's own, the tab is the one
// that is open, and the title is the key of a message.
func (k *Kit) Frame(r *http.Request, tab, title string) (Frame, error) {
	set, day, err := k.App.Settings(r.Context(), Who(r))
	if err != nil {
		return Frame{}, err
	}
	f := k.PlainFrame(r, set)
	f.Tab, f.Day = tab, day
	f.Title = f.W.Say(title)
	return f, nil
}

// PlainFrame is a frame for settings that are known already, without tab, day and
// title. A person without a language of their own gets the one the browser asks for.
func (k *Kit) PlainFrame(r *http.Request, set goal.Settings) Frame {
	lang := set.Locale
	if lang == "" {
		lang = library.Match(r.Header.Get("Accept-Language"))
	}
	f := Frame{W: k.WordsFor(lang), Theme: set.Theme, NewID: k.App.NewID, files: k.Files, Flash: readFlash(r), Here: r.URL.RequestURI(), Watch: Clock{Settings: set, Now: k.App.Now()}}
	if who := Who(r); who.Person != "" {
		if kept, err := k.App.Keys(r.Context(), who); err == nil { // without it nothing is kept in the browser
			f.Watch.Person, f.Watch.Removed = personTag(kept, who.Person), kept.Removed
		}
	}
	return f
}

// pageSize is what most pages stay under: the buffer of one is made once.
const pageSize = 32 << 10

// Show writes a page: its content in the frame, with the sprite of the marks and the rare
// style where the content uses them.
func (k *Kit) Show(w http.ResponseWriter, r *http.Request, status int, f Frame, body templ.Component) error {
	var content bytes.Buffer
	content.Grow(pageSize)
	if err := inside(f, body).Render(r.Context(), &content); err != nil {
		return err
	}
	owned := signed(content.Bytes(), f.Watch.Person)
	clearFlash(w, r)
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Language", f.W.Lang())
	h.Set("Cache-Control", "private, no-cache")
	w.WriteHeader(status)
	rare := k.Files.NeedsRare(owned)
	return document(f, string(part.Sprite(owned)), string(owned), rare).Render(r.Context(), w)
}

// Status is the status of the answer to an error that a person can mend.
func Status(c goal.Code) int {
	switch c {
	case goal.CodeInvalid:
		return http.StatusUnprocessableEntity
	case goal.CodeNotFound:
		return http.StatusNotFound
	case goal.CodeConflict:
		return http.StatusConflict
	case goal.CodeForbidden:
		return http.StatusForbidden
	case goal.CodeUnavailable:
		return http.StatusServiceUnavailable
	}
	return http.StatusInternalServerError
}

// Fail is the one place that turns an error into a page, or into JSON for a
// script. What is not the person's to mend is shown as a reference number.
func (k *Kit) Fail(w http.ResponseWriter, r *http.Request, err error) {
	f := k.PlainFrame(r, goal.Settings{})
	if set, today, e := k.App.Settings(r.Context(), Who(r)); e == nil {
		f = k.PlainFrame(r, set)
		f.Day = today
	}
	if AsError(err) == nil && errors.Is(err, context.Canceled) {
		return // nobody is waiting for an answer
	}
	p := k.ProblemOf(r, f.W, err, app.MayBeDone(r.Context(), err))
	ComeBack(w, p.Status)
	switch {
	case forProgram(r):
		_ = WriteJSON(w, p.Status, p)
	case p.Code == goal.CodeNotFound && r.Method == http.MethodGet:
		f.Title = f.W.Say("web.notfound.title")
		_ = k.Show(w, r, p.Status, f, notFoundPage(f, p.Sentence))
	default:
		f.Title = f.W.Say("web.error.title")
		_ = k.Show(w, r, p.Status, f, errorPage(f, p.Sentence, p.Reference, resubmit(r, p.Status)))
	}
}

// NotFound is the handler of every address that no page has.
func (k *Kit) NotFound(_ http.ResponseWriter, _ *http.Request) error {
	return goal.NotFound("", "web.notfound.text")
}

// Redirect sends the browser on after a form, with what the form did. Words in the
// form that sound as if somebody was needed bring a card on the next page (method
// 11).
func Redirect(w http.ResponseWriter, r *http.Request, to string, x Flash) error {
	x.Care = needsCare(r)
	x.Write(w, r)
	http.Redirect(w, r, to, http.StatusSeeOther)
	return nil
}

// Do applies a command of the person, under the id that the form carries; without
// one it gets an id of its own. The day is the one the person acted on, 0 is today.
func (k *Kit) Do(r *http.Request, f Form, day goal.Day, body goal.Body) (app.Answer, error) {
	c, err := k.Command(r, f, day, body)
	if err != nil {
		return app.Answer{}, err
	}
	return k.App.Do(r.Context(), Who(r), c)
}

// Command is what a form asks for, with the id that the form chose.
func (k *Kit) Command(r *http.Request, f Form, day goal.Day, body goal.Body) (goal.Command, error) {
	c, err := k.App.Command(r.Context(), Who(r), "web", day, body)
	if id := f.Text("id"); err == nil && id != "" {
		c.ID = id
	}
	return c, err
}

// IDFrom is the id of a thing that a form makes, or of a command that follows from
// it: the same form sent twice makes the same.
func (k *Kit) IDFrom(f Form, what string) string {
	id := f.Text("id")
	if id == "" {
		return k.App.NewID()
	}
	return goal.ContentID("form", goal.LowerID(id), what)
}

// Conclude keeps a review or a look back, with what follows from it.
func (k *Kit) Conclude(r *http.Request, f Form, l goal.Look, b goal.Body) error {
	c, err := k.Command(r, f, 0, b)
	if err != nil {
		return err
	}
	_, err = k.App.Conclude(r.Context(), Who(r), l, c)
	return err
}

// Patient lifts the time limits of a connection for a large file: they are made for
// pages.
func Patient(w http.ResponseWriter) {
	c := http.NewResponseController(w)
	_ = c.SetReadDeadline(time.Time{})  // a writer without deadlines has no limit
	_ = c.SetWriteDeadline(time.Time{}) // to lift
}
