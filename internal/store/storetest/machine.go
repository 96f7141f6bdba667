package storetest

import (
	"context"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
)

// model is what a store must remember, kept in memory.
type model struct {
	entries []goal.Entry
	days    map[goal.Day]goal.DayLog
}

// machine drives a store and the model with the same random steps and compares
// them after each.
func machine(t *testing.T, open func(testing.TB) app.Store) {
	t.Helper()
	s := open(t)
	rapid.Check(t, func(rt *rapid.T) {
		m := model{days: map[goal.Day]goal.DayLog{}}
		anew(t, s)
		do := func(f func(app.Tx) error) {
			if err := s.Update(context.Background(), me, f); err != nil {
				rt.Fatal(err)
			}
		}
		rt.Repeat(map[string]func(*rapid.T){
			"append": func(rt *rapid.T) {
				e := entry(len(m.entries)+1, rapid.SampledFrom(bodies()).Draw(rt, "body"))
				e.At = rapid.Int64Range(1, 50).Draw(rt, "at")
				do(func(tx app.Tx) (err error) {
					e.Position, err = tx.Append(e)
					return err
				})
				m.entries = append(m.entries, e)
			},
			"undo": func(rt *rapid.T) {
				if len(m.entries) == 0 {
					rt.Skip()
				}
				i := rapid.IntRange(0, len(m.entries)-1).Draw(rt, "entry")
				m.entries[i].Undone = !m.entries[i].Undone
				do(func(tx app.Tx) error { return tx.SetUndone(m.entries[i].ID, m.entries[i].Undone) })
			},
			"day": func(rt *rapid.T) {
				l := goal.DayLog{
					Goal: "g", Day: goal.Date(2026, 1, rapid.IntRange(1, 9).Draw(rt, "day")),
					Status: rapid.SampledFrom([]goal.LogStatus{goal.LogNone, goal.LogDone, goal.LogRest}).Draw(rt, "status"),
					Note:   rapid.StringMatching(`[a-zé日]{0,4}`).Draw(rt, "note"),
				}
				do(func(tx app.Tx) error { return tx.PutDay(l) })
				m.days[l.Day] = l
				if l.Empty() {
					delete(m.days, l.Day)
				}
			},
			"": func(rt *rapid.T) { compare(rt, s, m) },
		})
	})
}

func compare(rt *rapid.T, s app.Store, m model) {
	err := s.View(context.Background(), me, func(tx app.Tx) error {
		es, err := tx.Entries(app.Filter{})
		if err != nil {
			return err
		}
		if d := cmp.Diff(m.entries, es, cmpopts.EquateEmpty()); d != "" {
			rt.Fatal(d)
		}
		live, err := tx.Entries(app.Filter{NotDone: true, Goal: "g"})
		if err != nil {
			return err
		}
		want := slices.DeleteFunc(slices.Clone(m.entries), func(e goal.Entry) bool {
			return e.Undone || e.Body.About() != "g"
		})
		if d := cmp.Diff(want, live, cmpopts.EquateEmpty()); d != "" {
			rt.Fatal(d)
		}
		ls, err := tx.Days("g", goal.Date(2026, 1, 2), goal.Date(2026, 1, 8))
		var days []goal.DayLog
		for d := goal.Date(2026, 1, 2); d <= goal.Date(2026, 1, 8); d++ {
			if l, ok := m.days[d]; ok {
				days = append(days, l)
			}
		}
		if d := cmp.Diff(days, ls, cmpopts.EquateEmpty()); d != "" {
			rt.Fatal(d)
		}
		return err
	})
	if err != nil {
		rt.Fatal(err)
	}
}
