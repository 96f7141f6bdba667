package page

import (
	"encoding/json"
	"maps"
	"net/http"
	"slices"
	"strconv"

	"github.com/a-h/templ"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
	"github.com/ippo-app/ippo/internal/zone"
)

// FormKind is how a room keeps the words of its forms while they are typed.
type FormKind struct {
	Field  func(name string) bool                      // whether a form of the room has it
	Around func(*http.Request, *app.DraftChange) error // may be nil; see [app.DraftChange]
}

// Keeps says that a room keeps the words of the forms of a kind, the first word
// of their names.
func (k *Kit) Keeps(kind string, how FormKind) { k.kinds[kind] = how }

// Fields is a [FormKind.Field] for a form with these fields.
func Fields(names ...string) func(string) bool {
	return func(name string) bool { return slices.Contains(names, name) }
}

// Sends is a request whose commands send forms: their drafts are dropped with
// them, in the same transaction (ruling 90). It is for the one call that applies
// them.
func Sends(r *http.Request, forms ...app.Form) *http.Request {
	return r.WithContext(app.Sends(r.Context(), forms...))
}

// Drafted is a form on a page, with what was typed into it before.
type Drafted struct {
	Form   app.Form
	Prefix string // before the names of the page's fields in the draft, as in "3."
	There  bool   // something was typed that was not sent
	draft  app.Draft
	w      *library.Words
	clock  goal.Calendar
}

// Drafted loads the draft of a form, for a page in a frame.
func (k *Kit) Drafted(r *http.Request, f Frame, form app.Form) (Drafted, error) {
	d := Drafted{Form: form, w: f.W, clock: goal.NewCalendar(f.Watch.Settings, zone.Load)}
	var err error
	d.draft, d.There, err = k.App.Draft(r.Context(), Who(r), form)
	return d, err
}

// AllDrafted loads what was typed into all forms, for a page that has many.
func (k *Kit) AllDrafted(r *http.Request, f Frame) (func(app.Form) Drafted, error) {
	all, err := k.App.Drafts(r.Context(), Who(r))
	return func(form app.Form) Drafted {
		d := Drafted{Form: form, w: f.W, clock: goal.NewCalendar(f.Watch.Settings, zone.Load)}
		i := slices.IndexFunc(all, func(x app.Draft) bool { return x.Form == string(form) })
		if d.There = i >= 0; d.There {
			d.draft = all[i]
		}
		return d
	}, err
}

// Over is a form with what was typed put over what it holds: fill the page with
// it. The form itself stays as it is.
func (d Drafted) Over(f Form) Form {
	out := Form{Values: map[string][]string{}}
	maps.Copy(out.Values, f.Values)
	for name, t := range d.draft.Fields {
		if len(name) < len(d.Prefix) || name[:len(d.Prefix)] != d.Prefix {
			continue
		}
		if name = name[len(d.Prefix):]; len(t.Values) == 0 {
			out.Del(name)
			continue
		}
		out.Values[name] = t.Values
	}
	return out
}

// Typed says what was typed into a field, and whether anything was: emptied
// counts.
func (d Drafted) Typed(field string) ([]string, bool) { return d.draft.Values(d.Prefix + field) }

// Or is what was typed into a field of one line, else what it holds otherwise.
func (d Drafted) Or(field, otherwise string) string {
	values, typed := d.Typed(field)
	switch {
	case !typed:
		return otherwise
	case len(values) == 0:
		return ""
	}
	return values[0]
}

// Mark are the attributes of the form element: the script keeps what is typed in
// it.
func (d Drafted) Mark() templ.Attributes {
	a := templ.Attributes{"data-draft": string(d.Form)}
	if d.Prefix != "" {
		a["data-prefix"] = d.Prefix
	}
	return a
}

// seen is what the page has shown of the draft.
func (d Drafted) seen() string { return strconv.FormatInt(d.draft.At, 10) }

// said is when the words were kept; empty before that.
func (d Drafted) said() string {
	if d.There && d.draft.At > 0 {
		return d.w.Say("draft.saved", library.Args{"time": d.clock.Clock(d.draft.At).Format("15:04")})
	}
	return ""
}

// besides is what other devices typed into the page's fields.
func (d Drafted) besides() []string {
	var all []string
	for name, t := range d.draft.Fields {
		if len(name) < len(d.Prefix) || name[:len(d.Prefix)] != d.Prefix {
			continue
		}
		for _, x := range t.Beside {
			all = append(all, x.Values...)
		}
	}
	slices.Sort(all)
	return all
}

// Typed is what a form without a script typed, to be kept by [app.App.SaveDraft]:
// the caller fills in the fields.
func (k *Kit) Typed(r *http.Request, form app.Form, f Form) app.DraftChange {
	seen, _ := strconv.ParseInt(f.Get("seen"), 10, 64) // nothing was seen
	return app.DraftChange{Form: form, Device: Device(r), Seen: seen, Fields: map[string]app.Text{}}
}

// KeepForm keeps all fields of a form that a page sent without sending it for
// good: Next, Back, and whatever leaves it.
func (k *Kit) KeepForm(r *http.Request, form app.Form, prefix string, f Form) error {
	c := k.Typed(r, form, f)
	how := k.kinds[form.Kind()]
	for name, values := range f.Values {
		if how.Field != nil && how.Field(prefix+name) {
			c.Fields[prefix+name] = app.Text{Values: values}
		}
	}
	if how.Around != nil {
		if err := how.Around(r, &c); err != nil {
			return err
		}
	}
	_, _, err := k.App.SaveDraft(r.Context(), Who(r), c)
	return err
}

// typed is what a script sends of a form while it is typed in.
type typed struct {
	Person string               `json:"person"` // tag of whose page it is
	ID     string               `json:"id"`     // that the form carries
	Now    int64                `json:"now"`    // of the browser's clock, ms UTC
	Seen   int64                `json:"seen"`
	Fields map[string]typedText `json:"fields"`
}

type typedText struct {
	Values []string `json:"values"`
	At     int64    `json:"at"` // of the browser's clock
}

// savedDraft is the answer.
type savedDraft struct {
	Saved    string              `json:"saved,omitempty"` // 07:42
	Sentence string              `json:"sentence,omitempty"`
	Sent     bool                `json:"sent,omitempty"`   // the form was sent already; nothing was kept
	Fields   map[string][]string `json:"fields,omitempty"` // what a later moment of another device says in fields that were sent
}

// SaveDraft keeps what was typed into a form, before it is sent (ruling 90). The
// words of another person are refused, and shown to nobody (ruling 136).
func (k *Kit) SaveDraft(w http.ResponseWriter, r *http.Request) error {
	var in typed
	if err := json.NewDecoder(r.Body).Decode(&in); err != nil {
		return goal.Invalid("", "web.form.broken")
	}
	tag, err := k.Tag(r)
	if err != nil {
		return err
	}
	if in.Person != tag {
		return goal.Conflict("person", "draft.person")
	}
	form := app.Form(r.PathValue("form"))
	how, known := k.kinds[form.Kind()]
	if !known {
		return goal.Invalid("form", "draft.form", string(form))
	}
	c := app.DraftChange{Form: form, Device: Device(r), Command: in.ID, Seen: in.Seen, Fields: map[string]app.Text{}}
	now := k.App.Now()
	for name, x := range in.Fields {
		if !how.Field(name) {
			return goal.Invalid("fields", "draft.field", name)
		}
		c.Fields[name] = app.Text{Values: x.Values, At: now - max(in.Now-x.At, 0)}
	}
	if how.Around != nil {
		if err := how.Around(r, &c); err != nil {
			return err
		}
	}
	d, sent, err := k.App.SaveDraft(r.Context(), Who(r), c)
	if err != nil {
		return err
	}
	if sent {
		return WriteJSON(w, http.StatusOK, savedDraft{Sent: true})
	}
	set, _, err := k.App.Settings(r.Context(), Who(r))
	if err != nil {
		return err
	}
	at := goal.NewCalendar(set, zone.Load).Clock(now).Format("15:04")
	return WriteJSON(w, http.StatusOK, savedDraft{
		Saved: at, Sentence: k.PlainFrame(r, set).W.Say("draft.saved", library.Args{"time": at}), Fields: others(d, c),
	})
}

// others are the fields of a change in which another device's later text stands.
func others(d app.Draft, c app.DraftChange) map[string][]string {
	all := map[string][]string{}
	for name := range c.Fields {
		if t := d.Fields[name]; t.Device != c.Device {
			all[name] = append([]string{}, t.Values...)
		}
	}
	return all
}

// Rest is what the form keeps for itself in the draft.
func (d Drafted) Rest() string { return d.draft.Rest }
