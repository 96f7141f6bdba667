package app

import (
	"context"

	"github.com/ippo-app/ippo/internal/goal"
)

// Actor is who asks: a person, and how they came in. What may be seen or done is
// decided of it here and nowhere else.
type Actor struct {
	Person  PersonID
	Session string // names the session in the database: the hash of its token; empty in the terminal
	Scopes  Scopes
	Via     Via
}

// Via is the door by which somebody came in.
type Via string

// The doors.
const (
	ViaTerminal Via = "terminal" // whoever may read the database
	ViaSession  Via = "session"  // a browser that signed in
	ViaPlain    Via = "plain"    // a browser on a line that others can read
	ViaLink     Via = "link"     // whoever holds a link, until they are signed in
	ViaReminder Via = "reminder" // nobody: the program looks at a day to remind of it
)

// Scopes are what an actor may do; they add up.
type Scopes uint8

// The scopes.
const (
	ScopeToday    Scopes = 1 << iota // see the steps of a day, and where they stand
	ScopeDay                         // say what happened on a day
	ScopeBook                        // see everything that was written down
	ScopeWrite                       // change it: goals, plans, reviews, settings, words that are typed
	ScopeTakeAway                    // take all of it along in a file
	ScopeReplace                     // bring a whole journal in, or erase everything
	ScopeDoors                       // make and end links and sessions
	AllScopes     = 1<<iota - 1
)

// plainScopes are those of a session on a line that others can read: it sees and
// writes, and neither takes everything away nor lets anybody in (ruling 128).
const plainScopes = AllScopes &^ (ScopeTakeAway | ScopeReplace | ScopeDoors)

// Local is who sits at the terminal: the one person of a personal database.
func Local() Actor { return Actor{Person: LocalPerson, Scopes: AllScopes, Via: ViaTerminal} }

// May refuses whoever lacks a scope, and who is nobody.
func (who Actor) May(all Scopes) error {
	if who.Person == "" || who.Scopes&all != all {
		if who.Via == ViaPlain {
			return goal.Forbidden("", "error.forbidden.plain")
		}
		return goal.Forbidden("", "error.forbidden")
	}
	return nil
}

// access decides for one kind of object whether an actor may read it, or write.
type access func(who Actor, write bool) error

// ofDay is access to a day: what it asks for and what happened on it.
func ofDay(who Actor, write bool) error { return who.May(either(write, ScopeToday, ScopeDay)) }

// ofBook is access to everything that a person wrote down, drafts included.
func ofBook(who Actor, write bool) error { return who.May(either(write, ScopeBook, ScopeWrite)) }

// ofWhole is access to all of it at once, taken away or replaced.
func ofWhole(who Actor, write bool) error {
	return who.May(either(write, ScopeTakeAway, ScopeReplace))
}

// ofDoors is access to what lets somebody in.
func ofDoors(who Actor, _ bool) error { return who.May(ScopeDoors) }

// ofOwn is access to the session by which somebody came in.
func ofOwn(who Actor, _ bool) error { return who.May(ScopeToday) }

// ofCommands is access to what commands change: a day each, or more than that.
func ofCommands(cs []goal.Command) access {
	for _, c := range cs {
		if c.Body == nil || !c.Body.Kind().Commutes() {
			return ofBook
		}
	}
	return ofDay
}

func either(write bool, read, change Scopes) Scopes {
	if write {
		return change
	}
	return read
}

// view runs a read of an object that the actor may see.
func (a *App) view(ctx context.Context, who Actor, of access, f func(Tx) error) error {
	if err := of(who, false); err != nil {
		return err
	}
	return a.store.View(ctx, who.Person, f)
}
