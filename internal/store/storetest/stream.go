package storetest

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
)

// streams sends the same commands to two people, to one as they were made, to
// the other shuffled and each of them twice: the end is the same, and it is what
// the journal says (rulings 15 to 17).
func streams(t *testing.T, open func(testing.TB) app.Store) {
	t.Helper()
	now := time.Date(2026, 1, 9, 20, 0, 0, 0, time.UTC)
	stores := [2]app.Store{open(t), open(t)}
	rapid.Check(t, func(rt *rapid.T) {
		cs := anyStream(now).Draw(rt, "commands")
		orders := [2][]goal.Command{cs, rapid.Permutation(append(append([]goal.Command{}, cs...), cs...)).Draw(rt, "shuffled")}
		var ends [2]end
		for i, s := range stores {
			anew(t, s)
			a := app.New(s, func() time.Time { return now })
			for _, c := range append([]goal.Command{beginning(now)}, orders[i]...) {
				if _, err := a.Do(context.Background(), app.Local(), c); err != nil {
					rt.Fatal(err)
				}
			}
			ends[i] = endOf(rt, a)
			if err := a.Examine(context.Background(), app.Local()); err != nil {
				rt.Fatal(err)
			}
			if err := a.Rebuild(context.Background(), app.Local()); err != nil {
				rt.Fatal(err)
			}
			if d := cmp.Diff(ends[i], endOf(rt, a), cmpopts.EquateEmpty()); d != "" {
				rt.Fatal("a rebuild from the journal differs: " + d)
			}
		}
		if d := cmp.Diff(ends[0], ends[1], cmpopts.EquateEmpty()); d != "" {
			rt.Fatal(d)
		}
	})
}

func beginning(now time.Time) goal.Command {
	return goal.Command{
		ID: id(9000), At: now.AddDate(0, 0, -5).UnixMilli(), Day: goal.Date(2026, 1, 4),
		Body: goal.Begin{
			Goal: "g", Title: "Hill path", Area: goal.Health,
			Outcome: goal.Outcome{Type: goal.OutcomeTotal, Target: new(90.0), Unit: "km"},
			Plan:    goal.PlanChange{Step: &goal.Step{Text: "Put on shoes", Minutes: 5}},
		},
	}
}

// anyStream draws commands of three days, and undos of some of the stamps that
// no correction names: where one does, the order decides which of the two is
// refused.
func anyStream(now time.Time) *rapid.Generator[[]goal.Command] {
	return rapid.Custom(func(t *rapid.T) []goal.Command {
		n := rapid.IntRange(1, 9).Draw(t, "commands")
		named := map[string]bool{}
		var cs []goal.Command
		for i := range n {
			c := goal.Command{
				ID: id(i + 1), Device: "test", Day: goal.Date(2026, 1, rapid.IntRange(7, 9).Draw(t, "day")),
				At:   now.Add(-time.Duration(rapid.IntRange(0, 5).Draw(t, "moment")) * time.Hour).UnixMilli(),
				Body: anyDayBody(n, named).Draw(t, "body"),
			}
			cs = append(cs, c)
		}
		for _, c := range cs[:n] {
			if named[c.ID] || rapid.IntRange(0, 3).Draw(t, "undo") > 0 {
				continue
			}
			cs = append(cs, goal.Command{ID: id(5000 + len(cs)), At: now.UnixMilli(), Day: c.Day, Device: "test", Body: goal.Undo{Target: c.ID}})
		}
		return cs
	})
}

func anyDayBody(n int, named map[string]bool) *rapid.Generator[goal.Body] {
	return rapid.Custom(func(t *rapid.T) goal.Body {
		note := rapid.SampledFrom([]string{"", "a", "日"}).Draw(t, "note")
		feel := goal.Feel{Energy: rapid.Ptr(rapid.IntRange(1, 5), true).Draw(t, "energy")}
		minutes := rapid.Ptr(rapid.Map(rapid.IntRange(1, 40), func(m int) float64 { return float64(m) }), true).Draw(t, "minutes")
		var seen []string
		if rapid.Bool().Draw(t, "corrects") {
			seen = []string{id(rapid.IntRange(1, n).Draw(t, "stamp"))}
		}
		switch rapid.IntRange(0, 5).Draw(t, "kind") {
		case 0, 1:
			return goal.Stamp{Goal: "g", Minutes: minutes, Note: note, Feel: feel}
		case 2:
			mark(named, seen)
			return goal.Skip{Goal: "g", Note: note, Tag: goal.TagTime, Replaces: seen, Feel: feel}
		case 3:
			mark(named, seen)
			return goal.Rest{Goal: "g", Replaces: seen}
		case 4:
			return goal.Measure{Goal: "g", Value: float64(rapid.IntRange(1, 9).Draw(t, "value"))}
		default:
			return goal.Remark{Goal: "g", Note: note, Met: []goal.Met{{Plan: "p", Did: note == "a"}}, Feel: feel}
		}
	})
}

func mark(named map[string]bool, ids []string) {
	for _, x := range ids {
		named[x] = true
	}
}

// end is what a person sees after all of it.
type end struct {
	Goals        []goal.Goal
	Days         []goal.DayLog
	Feelings     []goal.Feeling
	Measurements map[string][]goal.Measurement
}

func endOf(rt *rapid.T, a *app.App) end {
	var e end
	err := a.Archive(context.Background(), app.Local(), func(ar goal.Archive) error {
		e = end{Goals: ar.Goals, Feelings: ar.Feelings, Measurements: ar.Measurements}
		for l, err := range ar.Days(ar.First, ar.Last) {
			if err != nil {
				return err
			}
			e.Days = append(e.Days, l)
		}
		return nil
	})
	if err != nil {
		rt.Fatal(err)
	}
	return e
}
