package today

import (
	"net/http"

	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/web/page"
)

// ReadNotice takes a notice off Today for good: that figures are counted anew
// (method 14 m).
func (ps *Pages) ReadNotice(w http.ResponseWriter, r *http.Request) error {
	f, err := page.ReadForm(r)
	if err != nil {
		return err
	}
	flag := goal.Flag(f.Text("notice"))
	if flag != goal.FlagFigures {
		return goal.Invalid("notice", "error.notice")
	}
	if _, err := ps.Do(r, f, 0, goal.Dismiss{Flag: flag}); err != nil {
		return err
	}
	return page.Redirect(w, r, "/", page.Flash{})
}
