package begin

import (
	"net/http"

	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
)

// Welcome shows the three doors.
func (ps *Pages) Welcome(w http.ResponseWriter, r *http.Request) error {
	f, err := ps.Frame(r, "none", "web.welcome")
	if err != nil {
		return err
	}
	_, there, err := ps.draft(r)
	if err != nil {
		return err
	}
	f.Day = 0 // nothing happens on this page that belongs to a day
	f.Crisis = true
	return ps.Show(w, r, http.StatusOK, f, welcomePage(f, there))
}

// doors are the templates that are shown at once, the first of each area, and
// the others.
func doors(ts []library.Template) (first, others []library.Template) {
	seen := map[goal.Area]bool{}
	for _, t := range ts {
		if seen[t.Area] {
			others = append(others, t)
		} else {
			first = append(first, t)
		}
		seen[t.Area] = true
	}
	return first, others
}
