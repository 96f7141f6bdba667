package storetest

import (
	"context"
	"errors"
	"slices"
	"testing"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
)

// reminders are one row a person, and one claim a person and day.
func reminders(t *testing.T, s app.Store) {
	t.Helper()
	ctx := context.Background()
	const other app.PersonID = "00000000-0000-7000-8000-000000000002"
	if err := s.AddPerson(ctx, other); err != nil {
		t.Fatal(err)
	}
	if at, there, err := s.NextDue(ctx); there || err != nil {
		t.Errorf("due at %d before anything was set: %v", at, err)
	}
	mine := app.Reminding{Reminder: goal.Reminder{Minute: 450, Weekdays: 127, Since: 5}, Due: 100}
	theirs := app.Reminding{Reminder: goal.Reminder{Minute: 1439, Weekdays: 3, Since: 6}, Due: 200}
	update(t, s, func(tx app.Tx) error { return errors.Join(tx.PutReminder(theirs), tx.PutReminder(mine)) })
	if err := s.Update(ctx, other, func(tx app.Tx) error { return tx.PutReminder(theirs) }); err != nil {
		t.Fatal(err)
	}
	view(t, s, func(tx app.Tx) error {
		got, there, err := tx.Reminder()
		if same(t, mine, got); !there {
			t.Error("it is not there")
		}
		return err
	})
	whoIsDue(t, s, other)
	claims(t, s)
	update(t, s, func(tx app.Tx) error { return tx.DropReminder() })
	view(t, s, func(tx app.Tx) error {
		if _, there, err := tx.Reminder(); there || err != nil {
			t.Errorf("switched off, and there %v: %v", there, err)
		}
		return nil
	})
}

// whoIsDue are those whose instant has come, or lies where no right clock sets one.
func whoIsDue(t *testing.T, s app.Store, other app.PersonID) {
	t.Helper()
	ctx := context.Background()
	if at, there, err := s.NextDue(ctx); at != 100 || !there || err != nil {
		t.Errorf("next is %d, %v, %v", at, there, err)
	}
	set := func(who app.PersonID, due, disabled int64) {
		t.Helper()
		err := s.Update(ctx, who, func(tx app.Tx) error {
			return errors.Join(tx.PutReminder(app.Reminding{Due: due}), tx.PutDisabled(disabled))
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		q             app.DueQuery
		shut          int64 // since when the other is shut out
		mine, another bool
	}{
		{app.DueQuery{Now: 99, Far: 1000, Most: 9}, 0, false, false},
		{app.DueQuery{Now: 100, Far: 1000, Most: 9}, 0, true, false},
		{app.DueQuery{Now: 200, Far: 1000, Most: 9}, 0, true, true},
		{app.DueQuery{Now: 200, Far: 1000, Most: 1}, 0, true, false},
		{app.DueQuery{Now: 200, Far: 1000, Most: 9}, 7, true, false},
		{app.DueQuery{Now: 50, Far: 150, Most: 9}, 0, false, true},
	} {
		set(me, 100, 0)
		set(other, 200, c.shut)
		c.q.Lease = c.q.Now + 60
		got, err := s.Due(ctx, c.q)
		if err != nil || slices.Contains(got, me) != c.mine || slices.Contains(got, other) != c.another {
			t.Errorf("%+v: %v, %v", c.q, got, err)
		}
	}
	set(other, 200, 0)
}

// claims of one day are one, whoever makes them.
func claims(t *testing.T, s app.Store) {
	t.Helper()
	day := goal.Date(2026, 1, 5)
	first := app.Claimed{Asked: goal.Asked{Day: day, Question: goal.AskMend, Goals: []string{"a", "b"}, Number: 30}, Claim: id(1), At: 9}
	second := app.Claimed{Asked: goal.Asked{Day: day, Question: goal.AskStep, Goals: []string{"c"}}, Claim: id(2), At: 10}
	next := app.Claimed{Asked: goal.Asked{Day: day + 1, Question: goal.AskStep, Goals: []string{"c"}}, Claim: id(3), At: 11}
	for _, c := range []struct {
		claim app.Claimed
		fresh bool
	}{{first, true}, {second, false}, {first, false}, {next, true}} {
		update(t, s, func(tx app.Tx) error {
			fresh, err := tx.Claim(c.claim)
			if fresh != c.fresh {
				t.Errorf("claim %s: %v", c.claim.Claim, fresh)
			}
			return err
		})
	}
	update(t, s, func(tx app.Tx) error { return tx.PutReceipt(id(3), app.ReceiptSent) })
	next.Receipt = app.ReceiptSent
	view(t, s, func(tx app.Tx) error {
		all, err := tx.Asked(day, day+1)
		same(t, []app.Claimed{first, next}, all)
		one, err2 := tx.Asked(day+1, day+9)
		same(t, []app.Claimed{next}, one)
		return errors.Join(err, err2)
	})
}
