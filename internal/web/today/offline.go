package today

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/web/page"
)

// Offline is the page that stands for every other one while there is no
// network. The service worker asks for it once and keeps it.
func (ps *Pages) Offline(w http.ResponseWriter, r *http.Request) error {
	f, err := ps.Frame(r, "", "offline.title")
	if err != nil {
		return err
	}
	f.Day = 0 // it is shown on another day than it is made
	return ps.Show(w, r, http.StatusOK, f, offlinePage(f))
}

// restDays are the rest weekdays of a plan, Sunday is 0: "0 3".
func restDays(l goal.Look) string {
	var days []string
	for d := time.Sunday; d <= time.Saturday; d++ {
		if l.Plan.Rest.Has(d) {
			days = append(days, strconv.Itoa(int(d)))
		}
	}
	return strings.Join(days, " ")
}

// blank is the day after the one that is known: every place is open again, but
// for what a pause or the end of a season holds. It says nothing that only the
// server can know.
func (v view) blank() view {
	b := v
	b.Flash, b.Feeling, b.timer = page.Flash{}, goal.Feeling{}, timing{}
	b.newID = func() string { return "" } // the script makes its own
	b.hero, b.others, b.Kept = &openAgain([]goal.Look{*v.hero})[0], openAgain(v.others), openAgain(v.Kept)
	return b
}

func openAgain(ls []goal.Look) []goal.Look {
	ls = slices.Clone(ls)
	for i := range ls {
		l := &ls[i]
		if l.Status == goal.DayPause || l.SeasonOver {
			continue
		}
		l.Status, l.Log, l.Quiet, l.Back, l.DayNumber = goal.DayOpen, goal.DayLog{}, 0, false, 0
		l.Chain.State = goal.Going
	}
	return ls
}
