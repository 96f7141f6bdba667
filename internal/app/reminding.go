package app

import (
	"time"

	"github.com/ippo-app/ippo/internal/goal"
)

// remindNobody is when a reminder without a next day is looked at again.
const remindNobody = 24 * time.Hour

// Reminding is the reminder that a person has set, and when it is to be looked at
// next.
type Reminding struct {
	goal.Reminder
	Due int64 // ms UTC
}

// Receipt is what became of a reminder that was claimed.
type Receipt string

// The receipts. An end that nobody was told counts as sent (ruling 139).
const (
	ReceiptNone    Receipt = ""        // claimed; a crash before sending leaves it so
	ReceiptSent    Receipt = "sent"    // the place took it
	ReceiptUnknown Receipt = "unknown" // the place may have it
	ReceiptRefused Receipt = "refused" // no place took it
	ReceiptLate    Receipt = "late"    // its time was over before it could be sent
	ReceiptShown   Receipt = "shown"   // the device showed it
)

// Claimed is a reminder that was claimed: a local day of a person has one at most
// (ruling 139).
type Claimed struct {
	goal.Asked
	Claim   string // id of the claim, chosen by who makes it
	At      int64  // ms UTC
	Receipt Receipt
}

// DueQuery asks for persons whose reminder is to be looked at.
type DueQuery struct {
	Now   int64 // ms UTC: due by then
	Far   int64 // ms UTC: whoever is due later than this, too; a clock that was wrong set it
	Lease int64 // ms UTC: until then another node leaves them alone
	Most  int
}

// refoldReminder makes the reminder of what the journal says, by a calendar.
func (p *person) refoldReminder(cal goal.Calendar) error {
	es, err := p.tx.Entries(Filter{Kinds: []goal.Kind{goal.KindReminder}, NotDone: true})
	if err != nil {
		return err
	}
	return putReminder(p.tx, goal.FoldReminder(es), cal, p.app.Now())
}

// putReminder sets a reminder, nil for none, and when it is looked at next.
func putReminder(tx Tx, r *goal.Reminder, cal goal.Calendar, now int64) error {
	if r == nil {
		return tx.DropReminder()
	}
	due, ok := r.NextLook(cal, now)
	if !ok {
		due = now + remindNobody.Milliseconds()
	}
	return tx.PutReminder(Reminding{Reminder: *r, Due: due})
}
