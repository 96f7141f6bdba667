package goal

import "slices"

// Entry is an applied command in a person's journal.
type Entry struct {
	Position int64 // order of arrival, from 1, without gaps
	Command
	Hash   string
	Batch  string // the import it came with, or the first of what was sent as one
	Result Result
	// Undone is true while a live undo names the entry or its batch. The entry
	// stays in the journal and every fold leaves it out (ruling 17).
	Undone bool
}

// secondRound are the rules from ruling 43 on.
const secondRound = 2

// Result is the small answer that the journal keeps (ruling 15). It holds what
// was decided when the command was applied, so that a rebuild from the journal
// decides nothing again.
type Result struct {
	Goal   string    `json:"goal,omitempty"`   // the goal made or changed
	Slug   string    `json:"slug,omitempty"`   // given to it
	Number int       `json:"number,omitempty"` // given to it
	From   Day       `json:"from,omitempty"`   // when the revision or season starts
	Until  Day       `json:"until,omitempty"`  // the last day of a lighter week (ruling 53)
	Goals  []string  `json:"goals,omitempty"`  // paused or resumed
	Slugs  []string  `json:"slugs,omitempty"`  // of imported goals, in their order
	Day    Day       `json:"day,omitempty"`    // of the import or status change
	Before DayStatus `json:"before,omitempty"`
	After  DayStatus `json:"after,omitempty"`
	Target string    `json:"target,omitempty"` // what an undo took back
	Redo   bool      `json:"redo,omitempty"`   // the undo took back an undo
	What   Kind      `json:"what,omitempty"`   // kind of what an undo took back or brought back
	Active int       `json:"active,omitempty"` // active goals after a begin
	// Rules by which the season that it closes is judged, or under which the goal
	// that it begins was begun; 0 is the first round (method 14 m).
	Rules int `json:"rules,omitempty"`
}

// Decided says whether the result holds what a fold makes goals of. Without it a
// goal would have a name that nobody can type, or none.
func (e Entry) Decided() bool {
	r := e.Result
	switch b := e.Body.(type) {
	case Begin:
		return r.Slug != "" && r.Number > 0
	case Import:
		return len(b.Goals) == 0 || len(r.Slugs) == len(b.Goals) && !slices.Contains(r.Slugs, "") && r.Number > 0 && r.Day > 0
	case SetStatus:
		return r.Day > 0
	case LookBack:
		return r.Number > 0
	}
	return true
}
