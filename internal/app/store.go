// Package app is what a person can do: it opens one transaction, loads, lets
// package goal decide, saves, and answers. Access is decided here.
package app

import (
	"context"

	"github.com/ippo-app/ippo/internal/goal"
)

// PersonID keys everything that belongs to one person.
type PersonID string

// LocalPerson is the one person of a personal database. It is a constant so
// that two first starts at once cannot make two people.
const LocalPerson PersonID = "00000000-0000-7000-8000-000000000001"

// Store remembers. It knows no rule and no permission.
type Store interface {
	// View runs f in one read transaction.
	View(ctx context.Context, who PersonID, f func(Tx) error) error
	// Update runs f in one write transaction; nil is answered only when the
	// bytes are on the disk. f has no effects but on Tx and may run twice, also
	// after a first run that was written though nobody was told so: it finds out
	// by its ids and changes nothing then. An error of f leaves no trace and is
	// returned as it is. [ErrUnknown] says that f may have been written; any
	// other error says that it was not.
	Update(ctx context.Context, who PersonID, f func(Tx) error) error
	// AddPerson makes a person; one who is there stays as they are. It is the only
	// way in which a person comes to be: an Update for one who is not there is
	// refused with [ErrNobody] (ruling 120).
	AddPerson(ctx context.Context, who PersonID) error
	// AddFirst makes the local person where there is nobody at all. Opening a
	// database to write does so.
	AddFirst(ctx context.Context) error
	// Door finds whom something from outside belongs to, and whether there is
	// anybody: all else is found by the person (ruling 121).
	Door(ctx context.Context, kind, hash string) (Behind, bool, error)
	// Due is whose reminder is to be looked at, the first due first. Where several
	// nodes run, they are this one's until the lease ends.
	Due(ctx context.Context, q DueQuery) ([]PersonID, error)
	// NextDue is the first instant (ms UTC) at which somebody is due, and whether
	// anybody ever is.
	NextDue(ctx context.Context) (int64, bool, error)
	// Close waits for writes under way.
	Close() error
}

// Behind is who is behind a door.
type Behind struct {
	Person   PersonID
	Disabled int64   // since when nobody comes in as this person, ms UTC; 0 for nothing of the kind
	Session  Session // that the door is of; the zero value for another kind
}

// ErrNobody is answered to a write for a person who is not there, or not any more.
var ErrNobody = goal.NotFound("person", "error.person.gone")

// Tx is one transaction for one person. Missing rows are a zero value and
// false, or an empty slice; errors are the database's.
type Tx interface {
	// Settings of the person; the zero value before any were made.
	Settings() (goal.Settings, error)
	PutSettings(goal.Settings) error

	// Entry by id, and whether it is there.
	Entry(id string) (goal.Entry, bool, error)
	// Append writes an entry at the next position and returns the position. A
	// Position other than 0 is kept as it is (a journal that is taken in whole).
	Append(goal.Entry) (int64, error)
	// AppendAll writes many entries in their order, as Append would one by one,
	// and sets their positions.
	AppendAll([]goal.Entry) error
	// Have says which of the ids are in the journal.
	Have(ids []string) (map[string]bool, error)
	// Entries that match, in the order of position.
	Entries(Filter) ([]goal.Entry, error)
	// Count of the entries that match.
	Count(Filter) (int, error)
	// Years of the days of the entries that match, in order.
	Years(Filter) ([]int, error)
	// SetBody writes an entry's body anew: words were removed from it. Its hash
	// stays, so that the command is known when it is sent once more.
	SetBody(id string, b goal.Body) error
	// SetUndone marks an entry, or a whole batch, as taken back or not.
	SetUndone(id string, undone bool) error
	// SetBatchUndone does so for every entry of a batch.
	SetBatchUndone(batch string, undone bool) error
	// Last is the live or undone entry of highest position that is none of the
	// kinds, and whether there is one.
	Last(except ...goal.Kind) (goal.Entry, bool, error)
	// LastLive is the live one.
	LastLive(except ...goal.Kind) (goal.Entry, bool, error)
	// Head is the position of the newest entry, 0 before the first.
	Head() (int64, error)

	// Goals of the person, all statuses, in the order of their numbers.
	Goals() ([]goal.Goal, error)
	// Goal by id, and whether it is there.
	Goal(id string) (goal.Goal, bool, error)
	PutGoal(goal.Goal) error
	// DropGoal removes a goal and its days, marks and measurements.
	DropGoal(id string) error

	// Days of a goal from first to last, in order.
	Days(goalID string, first, last goal.Day) ([]goal.DayLog, error)
	// PutDay writes a day log, or removes the row when it is empty.
	PutDay(goal.DayLog) error
	// PutDays does so for many; no day comes twice.
	PutDays([]goal.DayLog) error
	// Marks of the goals named, or of all.
	Marks(goalIDs ...string) ([]goal.Marks, error)
	// MarksOf are the marks of one goal and year, without letters before the first.
	MarksOf(goalID string, year int) (goal.Marks, error)
	PutMarks(goal.Marks) error
	// Feelings of the person from first to last, in order.
	Feelings(first, last goal.Day) ([]goal.Feeling, error)
	// PutFeeling writes a day's energy and mood, or removes the row when it says
	// neither.
	PutFeeling(goal.Feeling) error
	// Measurements of a goal, in the order (day, instant, command).
	Measurements(goalID string) ([]goal.Measurement, error)
	PutMeasurements(goalID string, ms []goal.Measurement) error

	// Story of a goal: its reviews, experiments and look backs.
	Story(goalID string) (goal.Story, error)
	PutStory(goalID string, s goal.Story) error
	// Compass of the person.
	Compass() (goal.Compass, error)
	PutCompass(goal.Compass) error

	// Draft of a form, and whether there is one. Drafts are not journaled.
	Draft(form string) (Draft, bool, error)
	// Drafts of the person, in the order of their forms' names.
	Drafts() ([]Draft, error)
	// PutDraft writes a draft whole, and DropDraft removes it; both count.
	PutDraft(Draft) error
	DropDraft(form string) error
	// Keys are what a browser and a cache have to know of the person's row.
	Keys() (Keys, error)
	// PutRemoved notes the place of the newest removal of words.
	PutRemoved(position int64) error

	// Session by the hash of its token, and whether it is there.
	Session(hash string) (Session, bool, error)
	// Sessions of a kind, the newest first.
	Sessions(kind string) ([]Session, error)
	PutSession(Session) error
	// DropSession removes one, with its door.
	DropSession(hash string) error
	// SweepSessions removes what is over at an instant, links that were used, and the
	// doors of both, and lets no session end later than latest; both in ms UTC.
	SweepSessions(now, latest int64) error

	// PutDoor writes down that what has a hash belongs to the person. A door of
	// somebody else is refused.
	PutDoor(kind, hash string) error
	// PutDisabled says since when nobody comes in as the person, ms UTC; 0 lets
	// them in again.
	PutDisabled(since int64) error

	// Reminder that the person has set, and whether there is one.
	Reminder() (Reminding, bool, error)
	PutReminder(Reminding) error
	DropReminder() error
	// Asked are the reminders of the days from first to last, in order.
	Asked(first, last goal.Day) ([]Claimed, error)
	// Claim writes the reminder of a day down, unless that day has one; it says
	// whether it did.
	Claim(Claimed) (bool, error)
	// PutReceipt says what became of a claim.
	PutReceipt(claim string, r Receipt) error

	// Erase removes every row of the person.
	Erase() error

	// Try runs a part of the transaction on its own. When the part is refused,
	// it leaves no trace, and the transaction goes on. When the transaction
	// itself is broken, that has to be returned as it is.
	Try(part func() error) (refused, broken error)
}

// Filter picks journal entries; zero fields match everything.
type Filter struct {
	Goal    string
	Day     goal.Day
	First   goal.Day // this day or later
	Through goal.Day // this day or earlier
	Batch   string
	Target  string      // undo entries that name this id
	Kinds   []goal.Kind // any of these
	Except  []goal.Kind // none of these
	Ordered bool        // only kinds that do not commute
	After   int64       // position greater than this
	NotDone bool        // only live entries
	Undone  bool        // only entries that were taken back
	Limit   int         // at most so many; 0 for all
	GoalDay bool        // Goal and Day must match as they are, empty too
}

// Session is a sign-in, the one-time link that leads to it, or a server that
// runs.
type Session struct {
	Hash    string // SHA-256 of the token, hex
	Kind    string // link or session
	Created int64  // ms UTC
	Expires int64
	Used    bool // a link that has been used
	Device  string
}
