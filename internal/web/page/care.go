package page

import (
	"net/http"
	"slices"

	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
)

// careCookie says on which day the quiet word about a low time was last shown
// in this browser; it stays away for a month (method 11).
const (
	careCookie = "ippo-care"
	careLife   = 30 * 24 * 60 * 60
)

// needsCare looks at what a form holds; nothing of it is kept or logged.
func needsCare(r *http.Request) bool {
	for _, values := range r.PostForm {
		if slices.ContainsFunc(values, library.NeedsCare) {
			return true
		}
	}
	return false
}

// LowTime says whether Today has a quiet word about a low time: the mood was
// low on most days, and the word was not said in this month. The feelings are
// only looked at on a day that was noted as low.
func (k *Kit) LowTime(w http.ResponseWriter, r *http.Request, day goal.Day, felt goal.Feeling) bool {
	if felt.Mood == nil || *felt.Mood > goal.LowMoodMost {
		return false
	}
	c, err := r.Cookie(careCookie)
	if err == nil && c.Value != day.String() {
		return false
	}
	v, readErr := k.App.Compass(r.Context(), Who(r))
	if readErr != nil || !goal.LowMood(v.Feelings, day) {
		return false
	}
	if err != nil {
		http.SetCookie(w, &http.Cookie{ //nolint:gosec // Secure wherever the line is
			Name: careCookie, Value: day.String(), Path: "/", MaxAge: careLife, HttpOnly: true,
			SameSite: http.SameSiteLaxMode, Secure: secure(r),
		})
	}
	return true
}

// bearsCrisis says whether the crisis text stands below the page: on all pages
// of the review and the compass, and where a page asks for it. The guide says it
// in a topic of its own, and the care card in its words.
func (f Frame) bearsCrisis() bool {
	return f.Crisis || f.Tab == "review" || f.Tab == "compass"
}
