package page

import (
	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
)

// Stamped is what the page after a stamp says. One of another day says where it went: to a day
// that the person wrote in, or to the day of a page that had stayed open overnight.
func Stamped(f Form, ans app.Answer, slug string, today goal.Day) Flash {
	x := Flash{What: "stamped", Goal: slug}
	if d := ans.Entry.Day; today != 0 && d != today {
		x.What, x.Day, x.Target = "went", d, ans.Command
		if f.Has("write_in") {
			x.What = "went_in"
		}
	}
	return x
}
