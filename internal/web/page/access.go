package page

import (
	"bytes"
	"net/http"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
)

// Needs lets nobody to a handler who lacks a scope.
func (k *Kit) Needs(all app.Scopes, p Handler) Handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		if err := Who(r).May(all); err != nil {
			return err
		}
		return p(w, r)
	}
}

// personField is the field of every form that says whose page it is on.
const personField = "person"

// signed gives every form of a page the tag of its person, in the one place where
// pages are written: none can be forgotten. Forms that send nothing here, such as a
// search, need none.
func signed(content []byte, tag string) []byte {
	if tag == "" {
		return content
	}
	field := []byte(`<input type="hidden" name="` + personField + `" value="` + tag + `">`)
	out := make([]byte, 0, len(content)+8*len(field))
	for {
		before, form, found := bytes.Cut(content, []byte("<form "))
		end := bytes.IndexByte(form, '>') // no value of an attribute holds one: they are escaped
		if !found || end < 0 {
			return append(out, content...)
		}
		here := content[:len(content)-len(form)+end+1]
		out = append(out, here...)
		if bytes.Contains(here[len(before):], []byte(`method="post"`)) {
			out = append(out, field...)
		}
		content = content[len(here):]
	}
}

// Owned refuses a form of another person's page (ruling 136): its words are shown to
// nobody, and stay in the browser under the tag of whose they are. A form without
// a tag is of a page from before there were several people.
func (k *Kit) Owned(p Handler) Handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		f, err := ReadForm(r)
		if err != nil {
			return err
		}
		if foreign, err := k.Foreign(r, f); err != nil {
			return err
		} else if foreign {
			k.Refuse(w, r, http.StatusConflict, "web.refused.person")
			return nil
		}
		return p(w, r)
	}
}

// Foreign says whether a form is of another person's page.
func (k *Kit) Foreign(r *http.Request, f Form) (bool, error) {
	if !f.Has(personField) {
		return false, nil
	}
	tag, err := k.Tag(r)
	return f.Text(personField) != tag, err
}

// ErrForeign is what a form of another person's page is refused with where it has
// no page of its own.
var ErrForeign = goal.Conflict("person", "web.refused.person")
