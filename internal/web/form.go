package web

import (
	"errors"
	"math"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/ippo-app/ippo/internal/goal"
)

// form is what a person filled in. A field that was left empty is nil, never 0.
type form struct{ url.Values }

// read the form of a request; one that is too large or broken is refused.
func read(r *http.Request) (form, error) {
	if err := r.ParseForm(); err != nil {
		return form{}, goal.Invalid("", "web.form.broken")
	}
	return form{Values: r.PostForm}, nil
}

// text of a field, without space around it.
func (f form) text(name string) string { return strings.TrimSpace(f.Get(name)) }

// has says whether a box is ticked or a button was pressed.
func (f form) has(name string) bool { _, ok := f.Values[name]; return ok }

// number of a field as people write it: 2.5 or 2,5.
func (f form) number(name string) (*float64, error) {
	t := f.text(name)
	if t == "" {
		return nil, nil //nolint:nilnil // an empty field is no number and no mistake
	}
	x, err := strconv.ParseFloat(strings.Replace(t, ",", ".", 1), 64)
	if err != nil || math.IsNaN(x) || math.IsInf(x, 0) {
		return nil, goal.Invalid(name, "error.measure.number")
	}
	return &x, nil
}

// scale of a field: a whole number, or nil when nothing was chosen.
func (f form) scale(name string) (*int, error) {
	t := f.text(name)
	if t == "" {
		return nil, nil //nolint:nilnil // nothing chosen is no mistake
	}
	n, err := strconv.Atoi(t)
	if err != nil {
		return nil, goal.Invalid(name, "error.measure.number")
	}
	return &n, nil
}

// day of a field; no day when it is empty.
func (f form) day(name string) (goal.Day, error) {
	t := f.text(name)
	if t == "" {
		return 0, nil
	}
	return goal.ParseDay(t)
}

// asError is the error that a person can mend, if err is one.
func asError(err error) *goal.Error {
	if e, ok := errors.AsType[*goal.Error](err); ok {
		return e
	}
	return nil
}

// next is the page a form came from, one of ours.
func next(f form) string {
	to := f.text("next")
	if len(to) < 2 || to[0] != '/' || slices.Contains([]byte{'/', '\\'}, to[1]) {
		return "/"
	}
	return to
}

// amount of a field that keeps its value when it is not there.
func (f form) amount(name string, old float64) (float64, error) {
	x, err := f.number(name)
	if x == nil || err != nil {
		return old, err
	}
	return *x, nil
}

func restOf(f form) goal.Weekdays {
	var rest goal.Weekdays
	for d := time.Sunday; d <= time.Saturday; d++ {
		for _, x := range f.Values["rest"] {
			if x == d.String() {
				rest = rest.With(d)
			}
		}
	}
	return rest
}
