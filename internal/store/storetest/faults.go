package storetest

import (
	"context"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
)

// RunFaults is what a store has to stand whose transactions are broken on both
// sides of their commit (ruling 71): nothing is lost, nothing is done twice, and
// nothing untrue is answered. rooms is the folder of package app.
func RunFaults(t *testing.T, rooms string, open func(testing.TB) (app.Store, *Breaker)) {
	t.Helper()
	t.Run("every act that writes is among those that are broken", func(t *testing.T) { everyAct(t, rooms) })
	t.Run("an act is done once, wherever it is broken", func(t *testing.T) { once(t, open) })
	t.Run("what stays broken is told truly", func(t *testing.T) { toldTruly(t, open) })
	t.Run("under load", func(t *testing.T) {
		s, b := open(t)
		for seed := range uint64(3) {
			r := rand.New(rand.NewPCG(seed, 71)) //nolint:gosec // faults that can be repeated
			Load(t, s, func() {
				for range 90 {
					b.Break([]Side{Nowhere, Nowhere, AtBegin, BeforeCommit, AfterCommit}[r.IntN(5)])
				}
			}, func() {})
			if b.Mend() < 30 {
				t.Error("hardly anything was broken")
			}
		}
	})
}

// everyAct reads which functions of package app write.
func everyAct(t *testing.T, rooms string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(rooms, "*.go"))
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	var known []string
	for _, a := range acts() {
		known = append(known, a.writes...)
	}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range f.Decls {
			fn, ok := d.(*ast.FuncDecl)
			if !ok || fn.Name.Name == "update" {
				continue
			}
			ast.Inspect(fn, func(n ast.Node) bool {
				if s, ok := n.(*ast.SelectorExpr); ok {
					if s.Sel.Name == "Update" {
						t.Errorf("%s: %s writes past update", name, fn.Name.Name)
					}
					if s.Sel.Name == "update" && !slices.Contains(known, fn.Name.Name) {
						t.Errorf("%s: no act breaks what %s writes", name, fn.Name.Name)
					}
				}
				return true
			})
		}
	}
}

// after is what a store holds, but for ids that are made anew each time.
type after struct {
	Kinds []goal.Kind
	Days  []goal.DayLog
	Draft []app.Draft
}

func stateOf(t *testing.T, s app.Store) after {
	t.Helper()
	var st after
	view(t, s, func(tx app.Tx) error {
		st = after{}
		es, err := tx.Entries(app.Filter{})
		for _, e := range es {
			k := e.Body.Kind()
			if e.Undone {
				k = "undone " + k
			}
			st.Kinds = append(st.Kinds, k)
		}
		gs, err2 := tx.Goals()
		var err3 error
		for _, g := range gs {
			ls, e := tx.Days(g.ID, 1, 1<<30)
			st.Days, err3 = append(st.Days, ls...), errors.Join(err3, e)
		}
		d, err4 := tx.Drafts()
		st.Draft = d
		return errors.Join(err, err2, err3, err4)
	})
	return st
}

// once does every act whole, then broken at each side, and compares.
func once(t *testing.T, open func(testing.TB) (app.Store, *Breaker)) {
	t.Helper()
	s, b := open(t)
	begin := func(x act) *app.App {
		anew(t, s)
		a := app.New(s, faultsNow)
		err := allActs(a)
		if x.before != nil {
			err = errors.Join(err, x.before(a, app.New(s, func() time.Time { return faultsNow().AddDate(0, 0, -3) })))
		}
		if err != nil {
			t.Fatal(x.name, err)
		}
		return a
	}
	sides := [][]Side{{AtBegin}, {BeforeCommit}, {AfterCommit}, {AfterCommit, AfterCommit}, {AfterCommit, AtBegin}, {Nowhere, AfterCommit}}
	for i, x := range acts() {
		a := begin(x)
		before := stateOf(t, s)
		want, err := x.do(a)
		if err != nil {
			t.Fatal(x.name, err)
		}
		wanted := stateOf(t, s)
		for _, broken := range sides {
			x := acts()[i] // with a link of its own
			a := begin(x)
			b.Break(broken...)
			got, err := x.do(a)
			b.Mend()
			state := stateOf(t, s)
			same := func(w after) bool { return cmp.Equal(w, state, cmpopts.EquateEmpty()) }
			switch {
			case err == nil:
				if got != want || !same(wanted) {
					t.Errorf("%s broken at %v: %q, want %q\n%s", x.name, broken, got, want, cmp.Diff(wanted, state, cmpopts.EquateEmpty()))
				}
			case broken[len(broken)-1] == AfterCommit:
				t.Errorf("%s broken at %v: the second try found nothing out: %v", x.name, broken, err)
			case errors.Is(err, app.ErrUnknown):
				if !same(wanted) && !same(before) {
					t.Errorf("%s broken at %v: half of it", x.name, broken)
				}
			case unavailable(err) && !slices.Contains(x.writes, "write"): // an import writes part after part
				if !same(before) {
					t.Errorf("%s broken at %v: %v, but it was written\n%s", x.name, broken, err, cmp.Diff(before, state, cmpopts.EquateEmpty()))
				}
			case !unavailable(err):
				t.Errorf("%s broken at %v: %v", x.name, broken, err)
			}
		}
	}
}

func unavailable(err error) bool {
	told, ok := errors.AsType[*goal.Error](err)
	return ok && told.Code == goal.CodeUnavailable
}

// toldTruly breaks more often than any store tries.
func toldTruly(t *testing.T, open func(testing.TB) (app.Store, *Breaker)) {
	t.Helper()
	s, b := open(t)
	a := app.New(s, faultsNow)
	if err := allActs(a); err != nil {
		t.Fatal(err)
	}
	for n, x := range []struct {
		sides   []Side
		unknown bool
		there   bool
	}{
		{slices.Repeat([]Side{AtBegin}, 40), false, false},
		{slices.Repeat([]Side{BeforeCommit}, 40), false, false}, // PostgreSQL's client cannot tell this one from the next
		{slices.Repeat([]Side{AfterCommit}, 40), true, true},
		{append([]Side{AfterCommit}, slices.Repeat([]Side{AtBegin}, 40)...), true, true},
	} {
		ctx := app.WithTrace(context.Background())
		c := command(100+n, goal.Remark{Goal: "g", Note: "n"})
		b.Break(x.sides...)
		_, err := a.Do(ctx, app.Local(), c)
		b.Mend()
		unknown := errors.Is(err, app.ErrUnknown)
		if !unavailable(err) || x.unknown && !unknown || app.Wrote(ctx) != unknown {
			t.Errorf("%v: %v, wrote %v", x.sides[:2], err, app.Wrote(ctx))
		}
		if there := holds(t, s, c.ID); there != x.there || there && !unknown {
			t.Errorf("%v: %v, and it is there: %v", x.sides[:2], err, there)
		}
		if ans, err := a.Do(ctx, app.Local(), c); err != nil || ans.Replayed != x.there || !app.Wrote(ctx) {
			t.Errorf("%v, sent again: %v %v", x.sides[:2], ans, err)
		}
	}
}

// holds says whether an entry is there, however often that has to be asked.
func holds(t *testing.T, s app.Store, id string) bool {
	t.Helper()
	var err error
	for range 200 {
		there := false
		if err = s.View(context.Background(), me, func(tx app.Tx) (err error) {
			_, there, err = tx.Entry(id)
			return err
		}); err == nil {
			return there
		}
		if !unavailable(err) {
			break
		}
	}
	t.Error("it cannot be read: ", err)
	return false
}

// Load writes from many sides at once what counts a minute each, sends it again
// while no end of it is known, and compares in the end: nothing lost, nothing
// doubled, nothing untrue. first is called when all is made ready, between after
// every answer.
func Load(t *testing.T, s app.Store, first, between func()) {
	t.Helper()
	const workers, each = 6, 15
	anew(t, s)
	a := app.New(s, faultsNow)
	if err := done(a, beginning(faultsNow())); err != nil {
		t.Fatal(err)
	}
	first()
	minute := 1.0
	var all sync.WaitGroup
	for w := range workers {
		all.Go(func() {
			for i := range each {
				send(t, s, a, command(1000*(w+1)+i, goal.Stamp{Goal: "g", Minutes: &minute}), between)
			}
		})
	}
	all.Wait()
	for range 20 { // what was ended last may not be over
		if s.View(context.Background(), me, func(app.Tx) error { return nil }) == nil {
			break
		}
	}
	view(t, s, func(tx app.Tx) error {
		es, err := tx.Entries(app.Filter{Kinds: []goal.Kind{goal.KindStamp}})
		ls, err2 := tx.Days("g", faultsDay(), faultsDay())
		if m, _ := ls[0].Minutes(); len(es) != workers*each || m != workers*each {
			t.Errorf("%d entries and %v minutes of %d", len(es), m, workers*each)
		}
		return errors.Join(err, err2)
	})
	if err := a.Examine(context.Background(), app.Local()); err != nil {
		t.Error(err)
	}
}

// send a command until it is taken, and hold every answer to what is there.
func send(t *testing.T, s app.Store, a *app.App, c goal.Command, between func()) {
	t.Helper()
	doubt := false // of what was asked before
	var err error
	for range 50 {
		_, err = a.Do(context.Background(), app.Local(), c)
		between()
		switch {
		case err == nil:
			if !holds(t, s, c.ID) {
				t.Errorf("%s was confirmed and is lost", c.ID)
			}
			return
		case errors.Is(err, app.ErrUnknown):
			doubt = true
		case !unavailable(err):
			t.Errorf("%s: %v", c.ID, err)
			return
		case !doubt && holds(t, s, c.ID):
			t.Errorf("%s: %v, but it was written", c.ID, err)
		}
	}
	t.Errorf("%s was never taken: %v", c.ID, err)
}
