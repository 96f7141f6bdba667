package app

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"
	"strings"

	"github.com/ippo-app/ippo/internal/goal"
)

// Draft is what a person typed into a form and has not sent yet (ruling 90). It
// is no entry of the journal: undo never means it and no export has it.
type Draft struct {
	Form   string
	At     int64 // of the newest text, ms UTC
	Fields map[string]Typed
	Rest   string // what the form keeps for itself and nobody typed: a JSON text
}

// Typed is the text of one field, and what other devices typed into it, which
// stays beside it until the form is sent.
type Typed struct {
	Text
	Beside []Text `json:"beside,omitempty"`
}

// Text is what was typed on one device: one value, or one for each row or box of
// a field that has many. A field that was emptied has none.
type Text struct {
	Values []string `json:"values"`
	At     int64    `json:"at"` // ms UTC
	Device string   `json:"device"`
}

// Keys are what a browser and a cache have to know of a person.
type Keys struct {
	Tag     string // of this person in this database, and of nobody else (ruling 136); empty in an old database that can only be read
	Drafts  int64  // grows with every change of a draft
	Removed int64  // place of the newest removal of words; 0 for none
}

// Limits of drafts, in bytes (ruling 90).
const (
	draftMost   = 64 << 10
	draftsMost  = 256 << 10
	fieldLetter = 64 // letters in a field's name
	besideMost  = 4  // devices whose other text is kept
)

// DraftChange is what one device typed into a form.
type DraftChange struct {
	Form    Form
	Device  string
	Command string          // id that the form carries; once it is in the journal the form was sent, and nothing is kept
	Seen    int64           // [Draft.At] of the draft that the device showed: what is no newer was seen, and is not kept beside
	Fields  map[string]Text // by name; others stay as they are. No moment is now; the device is that of the change
	// Around, if it is there, is called with the draft before the fields are
	// written, writes them by calling write, and may set [Draft.Rest]. It may run
	// twice.
	Around func(d *Draft, write func()) error
}

// Draft of a form, and whether there is one.
func (a *App) Draft(ctx context.Context, who Actor, form Form) (d Draft, there bool, err error) {
	err = a.view(ctx, who, ofBook, func(tx Tx) error {
		d, there, err = tx.Draft(string(form))
		return err
	})
	return d, there, err
}

// Drafts are all forms that were not sent, in the order of their names.
func (a *App) Drafts(ctx context.Context, who Actor) (ds []Draft, err error) {
	err = a.view(ctx, who, ofBook, func(tx Tx) error {
		ds, err = tx.Drafts()
		return err
	})
	return ds, err
}

// SaveDraft keeps what was typed, whatever is right or wrong with it, and answers
// the whole draft; sent says that the form was sent already, and that nothing was
// kept. It is not journaled. Of two devices the later moment wins a field, and the
// other text stays beside it. A draft of more than 64 KB is not taken, nor one
// that would bring the person's to more than 256 KB.
func (a *App) SaveDraft(ctx context.Context, who Actor, c DraftChange) (d Draft, sent bool, err error) {
	now := a.now().UnixMilli()
	err = a.update(ctx, who, ofBook, func(tx Tx) error {
		if err := c.Form.check(tx); err != nil {
			return err
		}
		if sent, err = written(tx, goal.LowerID(c.Command)); sent || err != nil {
			return err
		}
		if d, _, err = tx.Draft(string(c.Form)); err != nil {
			return err
		}
		d.Form = string(c.Form)
		if err := d.take(c, now); err != nil {
			return err
		}
		if err := mayHold(tx, d); err != nil {
			return err
		}
		return tx.PutDraft(d)
	})
	return d, sent, err
}

// DropDraft throws a draft away that was not sent.
func (a *App) DropDraft(ctx context.Context, who Actor, form Form) error {
	return a.update(ctx, who, ofBook, func(tx Tx) error { return tx.DropDraft(string(form)) })
}

// take writes a change into the draft.
func (d *Draft) take(c DraftChange, now int64) error {
	if d.Fields == nil {
		d.Fields = map[string]Typed{}
	}
	write := func() {
		for name, x := range c.Fields {
			new := Text{Values: tidy(x.Values), At: x.At, Device: c.Device}
			if new.At <= 0 || new.At > now {
				new.At = now
			}
			old, there := d.Fields[name]
			if !there {
				old.Text, old.Beside = new, nil
			} else {
				old.merge(new, c.Seen)
			}
			d.Fields[name] = old
			d.At = max(d.At, new.At)
		}
	}
	if c.Around != nil {
		return c.Around(d, write)
	}
	write()
	return nil
}

// merge takes a text of a field that has one. Its own device writes on; so does
// one that showed what the other typed.
func (t *Typed) merge(new Text, seen int64) {
	own := new.Device == t.Device
	late := new.At < t.At
	switch {
	case slices.Equal(new.Values, t.Values), own && late:
		return
	case own, !late && t.At <= seen:
		t.Text = new
	case late:
		t.keep(new)
	default:
		t.keep(t.Text)
		t.Text = new
	}
	t.Beside = slices.DeleteFunc(t.Beside, func(x Text) bool {
		return x.Device == t.Device || slices.Equal(x.Values, t.Values)
	})
}

// keep a text beside the one that won; the newest of a device, of the few newest.
func (t *Typed) keep(x Text) {
	t.Beside = slices.DeleteFunc(t.Beside, func(old Text) bool { return old.Device == x.Device })
	if len(x.Values) == 0 {
		return
	}
	t.Beside = append(t.Beside, x)
	slices.SortFunc(t.Beside, func(a, b Text) int { return cmp.Compare(b.At, a.At) })
	t.Beside = t.Beside[:min(len(t.Beside), besideMost)]
}

// tidy are the values as any database can keep them; none when all are blank.
func tidy(values []string) []string {
	kept, blank := make([]string, len(values)), true
	for i, v := range values {
		kept[i] = strings.ReplaceAll(strings.ToValidUTF8(v, ""), "\x00", "")
		blank = blank && strings.TrimSpace(v) == ""
	}
	if blank {
		return nil
	}
	return kept
}

// mayHold refuses a draft that is too large, or one too many.
func mayHold(tx Tx, d Draft) error {
	size, err := d.bytes()
	if err != nil {
		return err
	}
	for name := range d.Fields {
		if name == "" || len(name) > fieldLetter {
			return goal.Invalid("fields", "draft.field", name)
		}
	}
	all, err := tx.Drafts()
	if err != nil {
		return err
	}
	together := size
	for _, other := range all {
		if other.Form == d.Form {
			continue
		}
		n, err := other.bytes()
		if err != nil {
			return err
		}
		together += n
	}
	if size > draftMost || together > draftsMost {
		return goal.Invalid("fields", "draft.full")
	}
	return nil
}

// bytes that a draft takes.
func (d Draft) bytes() (int, error) {
	fields, err := json.Marshal(d.Fields)
	return len(fields) + len(d.Rest), err
}

// Values of a field, and whether it was typed into.
func (d Draft) Values(name string) ([]string, bool) {
	t, there := d.Fields[name]
	return t.Values, there
}

type sendsKey struct{}

// Sends says which forms the commands under a context send: their drafts are
// dropped in the same transaction (ruling 90). A command that is a repeat drops
// nothing: what is there then was typed after it.
func Sends(ctx context.Context, forms ...Form) context.Context {
	return context.WithValue(ctx, sendsKey{}, forms)
}

// dropSent drops the drafts of the forms that commands sent.
func dropSent(ctx context.Context, tx Tx) error {
	forms, _ := ctx.Value(sendsKey{}).([]Form)
	for _, f := range forms {
		if _, there, err := tx.Draft(string(f)); err != nil {
			return err
		} else if !there {
			continue
		}
		if err := tx.DropDraft(string(f)); err != nil {
			return err
		}
	}
	return nil
}

// nothingSent drops the drafts of forms that were sent and changed nothing.
func (a *App) nothingSent(ctx context.Context, who Actor) error {
	if forms, _ := ctx.Value(sendsKey{}).([]Form); len(forms) == 0 {
		return ofBook(who, true)
	}
	return a.update(ctx, who, ofBook, func(tx Tx) error { return dropSent(ctx, tx) })
}
