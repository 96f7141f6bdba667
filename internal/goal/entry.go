package goal

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
	// Rules by which the season that it closes is judged; 0 is the first round
	// (method 14 m).
	Rules int `json:"rules,omitempty"`
}
