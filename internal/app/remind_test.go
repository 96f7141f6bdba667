package app_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
)

// due is when the person's reminder is looked at next, empty without one; the tables
// are those of the journal.
func (p *person) due() string {
	p.t.Helper()
	var r app.Reminding
	var there bool
	err := p.store.View(context.Background(), app.LocalPerson, func(tx app.Tx) (err error) {
		r, there, err = tx.Reminder()
		return err
	})
	if err := errors.Join(err, p.Examine(context.Background(), me)); err != nil {
		p.t.Error(err)
	}
	if !there {
		return ""
	}
	return time.UnixMilli(r.Due).UTC().Format(time.RFC3339)
}

// Rulings 139 and 147: a reminder is a change like any other, and its next look
// follows whatever moves its minute.
func TestRuling139AReminderIsACommand(t *testing.T) {
	ctx := context.Background()
	p := newPerson(t, "2026-01-05T10:00:00Z")
	p.do(goal.Begin{Goal: p.NewID(), Title: "Hill path", Area: goal.Health, Plan: goal.PlanChange{Step: &goal.Step{Text: "Put on shoes", Minutes: 5}}})
	is := func(what, want string) {
		t.Helper()
		if got := p.due(); got != want {
			t.Errorf("%s: due %q, want %q", what, got, want)
		}
	}
	is("off at first", "")
	first := goal.SetReminder{Minute: 450, Weekdays: 127}
	p.do(first)
	is("set", "2026-01-06T07:30:00Z")
	p.at("2026-01-05T11:00:00Z")
	p.do(goal.SetReminder{Minute: 1200, Weekdays: 127})
	is("another hour", "2026-01-05T20:00:00Z")
	if ans, err := p.UndoLast(ctx, me, "test", ""); err != nil || ans.Undid() != string(goal.KindReminder) {
		t.Errorf("%v, %v", ans.Undid(), err)
	}
	is("taken back", "2026-01-06T07:30:00Z")
	p.do(goal.SetSettings{Zone: new("Asia/Tokyo")})
	is("another zone", "2026-01-05T22:30:00Z")
	if err := p.Rebuild(ctx, me); err != nil {
		t.Error(err)
	}
	is("made anew", "2026-01-05T22:30:00Z")
	p.do(goal.SetReminder{})
	is("switched off", "")
}

// handed is a place that keeps what it was handed.
type handed []app.Reminder

func (h *handed) Send(_ context.Context, r app.Reminder) error {
	*h = append(*h, r)
	return nil
}

// Ruling 142, through the store: nobody answers, and what is sent withdraws; one
// stamp, and it is back.
func TestRuling142FadingOfWhatWasSent(t *testing.T) {
	ctx := context.Background()
	p := newPerson(t, "2026-01-05T10:00:00Z")
	g := p.NewID()
	p.do(goal.Begin{Goal: g, Title: "Hill path", Area: goal.Health, Plan: goal.PlanChange{Step: &goal.Step{Text: "Put on shoes", Minutes: 5}}})
	p.do(goal.SetReminder{Minute: 450, Weekdays: 127})
	var sent handed
	days := func(n int) (asked int) {
		t.Helper()
		for range n {
			p.now = p.now.Add(24 * time.Hour)
			sent = nil
			if _, err := p.RemindDue(ctx, &sent); err != nil {
				t.Fatal(err)
			}
			for _, r := range sent {
				if r.Ask.Question != goal.AskReview {
					asked++
				}
				if len(r.Looks) != 1 || r.Looks[0].Goal.ID != g {
					t.Errorf("the goals are %v", r.Looks)
				}
			}
		}
		return asked
	}
	p.at("2026-01-05T07:31:00Z")
	if n := days(3); n != 3 {
		t.Errorf("%d of the first three days", n)
	}
	if n := days(10); n < 3 || n > 6 {
		t.Errorf("%d of ten days: every other one", n)
	}
	if n := days(10); n > 1 {
		t.Errorf("%d of ten days, though it stops", n)
	}
	p.do(goal.Stamp{Goal: g})
	if n := days(3); n < 2 {
		t.Errorf("%d of three days after an answer", n)
	}
}
