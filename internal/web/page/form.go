package page

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

// Form is what a person filled in. A field that was left empty is nil, never 0.
type Form struct{ url.Values }

// ReadForm reads the form of a request; one that is too large or broken is refused.
func ReadForm(r *http.Request) (Form, error) {
	if err := r.ParseForm(); err != nil {
		return Form{}, goal.Invalid("", "web.form.broken")
	}
	return Form{Values: r.PostForm}, nil
}

// Text of a field, without space around it.
func (f Form) Text(name string) string { return strings.TrimSpace(f.Get(name)) }

// Has says whether a box is ticked or a button was pressed.
func (f Form) Has(name string) bool { _, ok := f.Values[name]; return ok }

// Number of a field as people write it, 2.5 or 2,5; nil when it is empty.
func (f Form) Number(name string) (*float64, error) {
	t := f.Text(name)
	if t == "" {
		return nil, nil //nolint:nilnil // an empty field is no number and no mistake
	}
	x, err := strconv.ParseFloat(strings.Replace(t, ",", ".", 1), 64)
	if err != nil || math.IsNaN(x) || math.IsInf(x, 0) {
		return nil, goal.Invalid(name, "error.measure.number")
	}
	return &x, nil
}

// Scale of a field: a whole number, or nil when nothing was chosen.
func (f Form) Scale(name string) (*int, error) {
	t := f.Text(name)
	if t == "" {
		return nil, nil //nolint:nilnil // nothing chosen is no mistake
	}
	n, err := strconv.Atoi(t)
	if err != nil {
		return nil, goal.Invalid(name, "error.measure.number")
	}
	return &n, nil
}

// Day of a field; no day when it is empty.
func (f Form) Day(name string) (goal.Day, error) {
	t := f.Text(name)
	if t == "" {
		return 0, nil
	}
	return goal.ParseDay(t)
}

// AsError is the error that a person can mend, if err is one.
func AsError(err error) *goal.Error {
	if e, ok := errors.AsType[*goal.Error](err); ok {
		return e
	}
	return nil
}

// Next is the page that a form came from, in its field "next": one of ours, else
// Today.
func Next(f Form) string {
	to := f.Text("next")
	if len(to) < 2 || to[0] != '/' || slices.Contains([]byte{'/', '\\'}, to[1]) {
		return "/"
	}
	return to
}

// Amount of a field that keeps its value when it is not there.
func (f Form) Amount(name string, old float64) (float64, error) {
	x, err := f.Number(name)
	if x == nil || err != nil {
		return old, err
	}
	return *x, nil
}

// RestOf are the weekdays whose boxes are ticked, in the field "rest".
func RestOf(f Form) goal.Weekdays {
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
