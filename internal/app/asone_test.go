package app_test

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/ippo-app/ippo/internal/goal"
)

// What was written in one go is taken back and brought back in one go, also
// after one of it was taken back by itself; a rebuild ends alike.
func TestOneUndoOfWhatWasWrittenInOneGo(t *testing.T) {
	ctx := context.Background()
	p := newPerson(t, "2026-01-05T08:00:00Z")
	p.do(walking("g"))
	p.at("2026-01-08T20:00:00Z")
	var cs []goal.Command
	for d := goal.Date(2026, 1, 5); d < goal.Date(2026, 1, 8); d++ {
		c, err := p.Command(ctx, me, "test", d, goal.Stamp{Goal: "g"})
		if err != nil {
			t.Fatal(err)
		}
		cs = append(cs, c)
	}
	if _, err := p.DoAsOne(ctx, me, cs); err != nil {
		t.Fatal(err)
	}
	practised := func(when string, want int) {
		t.Helper()
		if got := p.look("g").Practised; got != want {
			t.Errorf("%s: %d days, want %d", when, got, want)
		}
	}
	undo := func(id string, asOne bool) {
		t.Helper()
		a, err := p.UndoLast(ctx, me, "test", id)
		if err != nil || a.AsOne != asOne {
			t.Fatalf("as one %v, %v", a.AsOne, err)
		}
	}
	practised("written", 3)
	undo("", true)
	practised("taken back", 0)
	undo("", true)
	practised("brought back", 3)
	undo(cs[1].ID, false)
	practised("one taken back by its name", 2)
	if a, err := p.UndoAsOne(ctx, me, "test", p.NewID(), cs[2].ID); err != nil || !a.AsOne {
		t.Fatalf("as one %v, %v", a.AsOne, err)
	}
	practised("the rest taken back", 0)
	if _, err := p.UndoAsOne(ctx, me, "test", p.NewID(), cs[2].ID); key(err) != "error.undo.already" {
		t.Errorf("taken back twice: %v", err)
	}
	undo("", true)
	practised("the rest brought back", 2)
	before := archive(t, p)
	if err := p.Rebuild(ctx, me); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(before, archive(t, p), cmpopts.EquateEmpty()); d != "" {
		t.Error(d)
	}
}

// One alone is no batch, and a refusal leaves none of them behind.
func TestInOneGoOrNotAtAll(t *testing.T) {
	ctx := context.Background()
	p := newPerson(t, "2026-01-05T08:00:00Z")
	p.do(walking("g"))
	stamp, err := p.Command(ctx, me, "test", 0, goal.Stamp{Goal: "g"})
	if err != nil {
		t.Fatal(err)
	}
	wrong, err := p.Command(ctx, me, "test", 0, goal.Stamp{Goal: "nobody"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.DoAsOne(ctx, me, []goal.Command{stamp, wrong}); err == nil {
		t.Error("a stamp of no goal was taken")
	}
	if n := p.look("g").Practised; n != 0 {
		t.Errorf("%d days of a sheet that was refused", n)
	}
	as, err := p.DoAsOne(ctx, me, []goal.Command{stamp})
	if err != nil || as[0].Entry.Batch != "" {
		t.Errorf("alone: batch %q, %v", as[0].Entry.Batch, err)
	}
}
