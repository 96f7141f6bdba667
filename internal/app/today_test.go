package app_test

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
)

// Today says the same as a look at the whole life, and reads no more than the
// season; of a kept goal no more than a week. What a form names says no other
// plan.
func TestTodaySaysWhatALookSays(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	p := newPerson(t, "2026-01-05T08:00:00Z")
	p.do(walking("a"))
	for day := goal.Date(2026, 1, 5); day < goal.Date(2026, 12, 1); day++ {
		p.now = day.Time().Add(20 * 60 * 60 * 1e9)
		switch {
		case day%5 < 3:
			p.do(goal.Stamp{Goal: "a", Minutes: new(float64(day % 30))})
		case day%5 == 3:
			p.do(goal.Skip{Goal: "a"})
		}
		if day == goal.Date(2026, 11, 1) {
			p.do(goal.NextSeason{Goal: "a"})
		}
	}
	agree := func(most int) {
		t.Helper()
		look := p.look("a")
		today, err := p.Today(ctx, me, 0)
		if err != nil {
			t.Fatal(err)
		}
		glance, ok := today.Look("a")
		if !ok {
			t.Fatal("the goal is not asked for today")
		}
		named, err := p.Named(ctx, me, "a")
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(app.Named{Goal: look.Goal, Plan: look.Plan, Today: look.Today}, named); d != "" {
			t.Error(d)
		}
		if n := len(glance.Logs); n > most {
			t.Errorf("%d days are read, want at most %d", n, most)
		}
		if d := cmp.Diff(look, glance, cmpopts.IgnoreFields(goal.Look{}, "Logs"), cmpopts.IgnoreUnexported(goal.Look{}, goal.Life{}, goal.Calendar{})); d != "" {
			t.Error(d)
		}
	}
	agree(31)
	p.do(goal.SetStatus{Goal: "a", To: goal.StatusKept})
	agree(8)
}

// Energy and mood of one day are one, whether they were said of a goal or of
// the day alone (ruling 13).
func TestFeelingsOfTheDayAlone(t *testing.T) {
	t.Parallel()
	p := newPerson(t, "2026-01-05T08:00:00Z")
	p.do(walking("a"))
	p.do(goal.Remark{Feel: goal.Feel{Energy: new(4)}})
	p.at("2026-01-05T09:00:00Z")
	p.do(goal.Stamp{Goal: "a", Feel: goal.Feel{Mood: new(5)}})
	today, err := p.Today(context.Background(), me, 0)
	if err != nil {
		t.Fatal(err)
	}
	if f := today.Feeling; f.Energy == nil || *f.Energy != 4 || f.Mood == nil || *f.Mood != 5 {
		t.Errorf("%+v", f)
	}
}
