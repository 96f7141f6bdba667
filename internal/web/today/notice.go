package today

import (
	"net/http"

	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/web/page"
)

// said is what may be said beside the day. Only one thing is: the first that there is
// (ruling 97).
type said int

const (
	noticeAnswer  said = iota // what the last form did
	noticeLow                 // the last weeks were low
	noticeQuiet               // three quiet days, and three ways on
	noticeWriteIn             // a day that nothing was said of
	noticeCover               // a day that a reserve can carry
	noticeDraft               // a goal is half begun
	noticeReview              // a review waits half written, or has decided something
	noticeUTC                 // no zone was found
	noticeFigures             // figures are counted anew
	noticeNone
)

// notice is the one thing to say.
func (v view) notice() said {
	switch {
	case v.Told() != "" && v.Flash.What != "paused": // the card says itself that it waits
		return noticeAnswer
	case v.low:
		return noticeLow
	case v.hero != nil && quiet(*v.hero):
		return noticeQuiet
	case v.hero != nil && writeIn(*v.hero) != 0:
		return noticeWriteIn
	case v.hero != nil && coverable(*v.hero) != 0:
		return noticeCover
	case v.Draft:
		return noticeDraft
	case v.reviewSays():
		return noticeReview
	case len(v.Settings.Zones) == 0:
		return noticeUTC
	case v.Refigured:
		return noticeFigures
	}
	return noticeNone
}

// zoneMayBeSaid: the script may say that the browser is in another zone, in the place of the
// notice that is there, unless that answers a form or comes first. What quiet days ask is no
// notice and stays.
func (v view) zoneMayBeSaid() bool {
	n := v.notice()
	return len(v.Settings.Zones) > 0 && n != noticeAnswer && n != noticeLow && n != noticeDraft
}

// shownWeek is the week that a strip ends with.
func shownWeek(l goal.Look) *goal.Week {
	if l.Status == goal.DayPause {
		return nil
	}
	return l.Week
}

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
