package app_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/ippo-app/ippo/internal/goal"
)

func (p *person) sends(id string, b goal.Body) error {
	p.t.Helper()
	_, err := p.Do(context.Background(), me, goal.Command{ID: id, At: p.now.UnixMilli(), Day: goal.Date(2026, 1, 5), Device: "test", Body: b})
	return err
}

func number(n int) string { return fmt.Sprintf("00000000-0000-7000-8000-%012x", n) }

// The newest entry may have arrived undone: then the newest live one is taken
// back, in whatever spelling its id is named.
func TestUndoTakesBackTheNewestLiveEntry(t *testing.T) {
	p := newPerson(t, "2026-01-05T08:00:00Z")
	g := p.do(goal.Begin{Goal: "g", Title: "Walk", Area: goal.Health, Outcome: goal.Outcome{Type: goal.OutcomeDays}, Plan: goal.PlanChange{Step: &goal.Step{Text: "Shoes", Minutes: 5}}}).Entry.Result.Goal
	p.do(goal.Stamp{Goal: g})
	const late = 0xabc
	if err := p.sends(number(1), goal.Undo{Target: number(late)}); err != nil { // before what it takes back
		t.Fatal(err)
	}
	if err := p.sends(number(late), goal.Remark{Goal: g, Note: "late"}); err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{"late", ""} { // the undo is undone, then what it had silenced
		if err := p.undo(); err != nil {
			t.Fatal(err)
		}
		if note := p.look("g").Log.Note; note != want {
			t.Errorf("%d: %q, want %q", i, note, want)
		}
	}
	if _, err := p.UndoLast(context.Background(), me, "test", strings.ToUpper(number(late))); err == nil || !strings.Contains(err.Error(), "undo.already") {
		t.Errorf("in capitals: %v", err)
	}
}

// A row of undos never leads back to where it was.
func TestAnUndoCannotTakeItselfBack(t *testing.T) {
	p := newPerson(t, "2026-01-05T08:00:00Z")
	for _, c := range []struct {
		id, target int
		refused    bool
	}{
		{1, 1, true},
		{2, 3, false},
		{3, 2, true},
		{4, 5, false},
		{5, 6, false},
		{6, 4, true},
	} {
		err := p.sends(number(c.id), goal.Undo{Target: number(c.target)})
		if (err != nil) != c.refused || err != nil && !strings.Contains(err.Error(), "error.undo.round") {
			t.Errorf("%d takes back %d: %v", c.id, c.target, err)
		}
	}
	for range 3 {
		if err := p.undo(); err != nil {
			t.Error(err)
		}
	}
}

// A day is folded anew at each of its entries, so that it keeps no more than
// so many.
func TestADayKeepsAtMostFiveHundredEntries(t *testing.T) {
	p := newPerson(t, "2026-01-05T08:00:00Z")
	p.do(goal.Begin{Goal: "g", Title: "Walk", Area: goal.Health, Outcome: goal.Outcome{Type: goal.OutcomeDays}, Plan: goal.PlanChange{Step: &goal.Step{Text: "Shoes", Minutes: 5}}})
	one := 1.0
	cs := make([]goal.Command, goal.MaxDayEntries) // beside the beginning, which is about this day too
	for i := range cs {
		cs[i] = goal.Command{ID: number(i + 1), At: p.now.Add(time.Duration(i)).UnixMilli(), Day: goal.Date(2026, 1, 5), Device: "test", Body: goal.Stamp{Goal: "g", Minutes: &one}}
	}
	if _, err := p.DoAll(context.Background(), me, cs); err != nil {
		t.Fatal(err)
	}
	err := p.sends(number(9999), goal.Stamp{Goal: "g", Minutes: &one})
	if err == nil || !strings.Contains(err.Error(), "error.day.full [500]") {
		t.Errorf("one more: %v", err)
	}
	if m, _ := p.look("g").Log.Minutes(); m != goal.MaxDayEntries {
		t.Errorf("%v minutes", m)
	}
	if err := p.undo(); err != nil {
		t.Error(err)
	}
}
