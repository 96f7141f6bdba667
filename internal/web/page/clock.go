package page

import (
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"github.com/ippo-app/ippo/internal/goal"
)

// Clock is what a page tells its script, so that the script can say which day
// it is for the person, without a network and after midnight (ruling 12).
type Clock struct {
	Person   string // tag; empty where nobody is signed in, or nothing can be kept
	Removed  int64  // place of the newest removal of words in the journal: what was kept before it is dropped unsent
	Settings goal.Settings
	Now      int64 // ms UTC
	Head     int64 // of the journal that the page was made from; 0 where it does not matter
}

// attributes of the main element of a page.
func (c Clock) attributes(day goal.Day) templ.Attributes {
	if c.Person == "" {
		return nil
	}
	a := templ.Attributes{
		"data-person": c.Person, "data-zone": c.Zone(), "data-rollover": c.rollovers(),
		"data-now": strconv.FormatInt(c.Now, 10),
	}
	if !c.Settings.Hides("keys") {
		a["data-keys"] = ""
	}
	if !c.Settings.Hides("badge") {
		a["data-badge"] = ""
	}
	if !day.IsZero() {
		a["data-day"] = day.String()
	}
	if c.Removed > 0 {
		a["data-removed"] = strconv.FormatInt(c.Removed, 10)
	}
	if c.Head > 0 {
		a["data-head"] = strconv.FormatInt(c.Head, 10)
	}
	return a
}

// Zone that the person lives in now.
func (c Clock) Zone() string {
	zone := "UTC"
	for _, z := range c.Settings.Zones {
		if z.From <= c.Now {
			zone = z.Zone
		}
	}
	return zone
}

// rollovers are the hours at which days begin, each with the day it holds
// from: "0001-01-01:3 2026-10-24:4".
func (c Clock) rollovers() string {
	var parts []string
	for _, g := range c.Settings.Grids {
		parts = append(parts, max(g.From, 1).String()+":"+strconv.Itoa(g.Rollover))
	}
	if len(parts) == 0 {
		return goal.Day(1).String() + ":" + strconv.Itoa(goal.DefaultRollover)
	}
	return strings.Join(parts, " ")
}
