package app

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/zone"
)

// How reminders are looked at (ruling 147).
const (
	remindMost  = 200                 // taken up at a time
	remindHands = 8                   // sent at the same time
	remindLease = 2 * time.Minute     // another node leaves them alone
	remindFar   = 17 * 24 * time.Hour // nobody is due later by a clock that is right
	remindSince = 60                  // days of reminders that were sent
	remindAhead = 2                   // days by which a day of now may lie behind one that was
	remindAgain = time.Minute         // what another program set is seen within
	remindSoon  = time.Second         // between two looks at least
)

// Reminder that a place is given to send.
type Reminder struct {
	Person   PersonID
	Claim    string // its id: sent twice it is one
	Ask      goal.Ask
	Looks    []goal.Look // of the goals that are asked for, in order
	Settings goal.Settings
}

// Place is where reminders of a person go.
type Place interface {
	// Send hands a reminder over. [ErrPlaceRefused] says for certain that the place
	// does not have it; after any other error it may have it.
	Send(ctx context.Context, r Reminder) error
}

// ErrPlaceRefused says that nothing was handed over.
var ErrPlaceRefused = errors.New("the place refused the reminder")

// reminded is who looks at a person's day to remind them of it.
func reminded(who PersonID) Actor {
	return Actor{Person: who, Scopes: ScopeToday | ScopeDay, Via: ViaReminder}
}

// Remind looks at reminders until ctx ends, and sleeps until the next one is due.
// trouble is told what went wrong; sleep ends early, and says false, when ctx ends.
func (a *App) Remind(ctx context.Context, place Place, sleep func(context.Context, time.Duration) bool, trouble func(error)) {
	for {
		taken, err := a.RemindDue(ctx, place)
		wait := remindAgain
		if err != nil {
			trouble(err)
		} else if wait, err = a.untilDue(ctx, taken); err != nil {
			trouble(err)
		}
		if !sleep(ctx, wait) {
			return
		}
	}
}

// untilDue is how long there is nothing to look at.
func (a *App) untilDue(ctx context.Context, taken int) (time.Duration, error) {
	if taken == remindMost {
		return 0, nil
	}
	at, there, err := a.store.NextDue(ctx)
	if err != nil || !there {
		return remindAgain, err
	}
	wait := time.Duration(at-a.Now()) * time.Millisecond
	return min(max(wait, remindSoon), remindAgain), nil
}

// RemindDue looks once at whose reminder is due, and sends what there is to send. It
// says how many were looked at. One person's trouble is not another's.
func (a *App) RemindDue(ctx context.Context, place Place) (int, error) {
	now := a.now()
	who, err := a.store.Due(ctx, DueQuery{
		Now: now.UnixMilli(), Far: now.Add(remindFar).UnixMilli(), Lease: now.Add(remindLease).UnixMilli(), Most: remindMost,
	})
	if err != nil {
		return 0, err
	}
	troubles := make([]error, len(who))
	hands := make(chan struct{}, remindHands)
	var all sync.WaitGroup
	for i, p := range who {
		hands <- struct{}{}
		all.Go(func() {
			defer func() { <-hands }()
			troubles[i] = a.remind(ctx, p, place)
		})
	}
	all.Wait()
	return len(who), errors.Join(troubles...)
}

// remind claims and sends one person's reminder, if there is anything to ask.
func (a *App) remind(ctx context.Context, who PersonID, place Place) error {
	r, ours, err := a.claim(ctx, who)
	if err != nil || !ours {
		return err
	}
	receipt := ReceiptLate
	if a.Now() < r.Ask.Until {
		receipt = receiptOf(place.Send(ctx, r))
	}
	return a.settle(ctx, who, r.Claim, receipt)
}

func receiptOf(err error) Receipt {
	switch {
	case err == nil:
		return ReceiptSent
	case errors.Is(err, ErrPlaceRefused):
		return ReceiptRefused
	default:
		return ReceiptUnknown
	}
}

// claim decides whether a person is to be asked now, and in the same transaction
// claims the day: whoever crashes after it has sent nothing, and nobody sends twice.
func (a *App) claim(ctx context.Context, who PersonID) (r Reminder, ours bool, err error) {
	id, now := a.newID(), a.Now()
	err = a.update(ctx, reminded(who), ofDay, func(tx Tx) error {
		r, ours = Reminder{Person: who, Claim: id}, false
		set, there, err := tx.Reminder()
		if err != nil || !there {
			return err
		}
		t := Today{Clock: now}
		k, err := t.asking(tx, set.Reminder, id)
		if err != nil {
			return err
		}
		if r.Ask, ours = k.Ask(); ours {
			if ours, err = claimed(tx, Claimed{Asked: r.Ask.Asked, Claim: id, At: now}); err != nil {
				return err
			}
		}
		r.Settings, r.Looks = t.Settings, looksOf(k, r.Ask.Goals)
		next, ok := set.Next(k.Calendar, now)
		if !ok {
			next = now + remindNobody.Milliseconds()
		}
		set.Due = next
		return tx.PutReminder(set)
	})
	return r, ours, err
}

// claimed claims a day, and says whether it is this claim's: a transaction that runs
// once more finds its own.
func claimed(tx Tx, c Claimed) (bool, error) {
	fresh, err := tx.Claim(c)
	if fresh || err != nil {
		return fresh, err
	}
	there, err := tx.Asked(c.Day, c.Day)
	return len(there) == 1 && there[0].Claim == c.Claim, err
}

// settle writes down what became of a claim.
func (a *App) settle(ctx context.Context, who PersonID, claim string, r Receipt) error {
	return a.update(ctx, reminded(who), ofDay, func(tx Tx) error { return tx.PutReceipt(claim, r) })
}

// asking reads what a reminder is decided from; but is a claim that does not count,
// this one's own.
func (t *Today) asking(tx Tx, r goal.Reminder, but string) (k goal.Asking, err error) {
	if t.Settings, err = tx.Settings(); err != nil {
		return k, err
	}
	t.Calendar = goal.NewCalendar(t.Settings, zone.Load)
	t.Day = t.Calendar.DayAt(t.Clock)
	goals, err := tx.Goals()
	if err != nil {
		return k, err
	}
	if err := t.loadLooks(tx, goals); err != nil {
		return k, err
	}
	k = goal.Asking{Now: t.Clock, Calendar: t.Calendar, Reminder: r, Kept: t.Kept}
	for _, l := range t.Goals {
		back, err := lookedBack(tx, l)
		if err != nil {
			return k, err
		}
		k.Goals = append(k.Goals, goal.AskedGoal{Look: l, Reviewed: t.Reviewed[l.Goal.ID], LookedBack: back})
	}
	sent, err := tx.Asked(t.Day-remindSince, t.Day+remindAhead)
	for _, c := range sent {
		if c.counts() && c.Claim != but {
			k.Sent = append(k.Sent, c.Asked)
		}
	}
	return k, err
}

// counts says whether the reminder was sent, for all that is known.
func (c Claimed) counts() bool { return c.Receipt != ReceiptRefused && c.Receipt != ReceiptLate }

// lookedBack are the look backs of a season; the story is read on a day that may ask
// for one.
func lookedBack(tx Tx, l goal.Look) (numbers []int, err error) {
	if l.Season == nil || l.DayNumber%goal.CardDays != 0 {
		return nil, nil
	}
	s, err := tx.Story(l.Goal.ID)
	for _, b := range s.LookBacks {
		if b.Season == l.Season.Number {
			numbers = append(numbers, b.Number)
		}
	}
	return numbers, err
}

// looksOf are the looks of goals by their ids.
func looksOf(k goal.Asking, ids []string) (looks []goal.Look) {
	for _, id := range ids {
		for _, g := range k.Goals {
			if g.Goal.ID == id {
				looks = append(looks, g.Look)
			}
		}
		for _, l := range k.Kept {
			if l.Goal.ID == id {
				looks = append(looks, l)
			}
		}
	}
	return looks
}
