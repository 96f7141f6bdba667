package exchange_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"reflect"
	"testing"
	"time"
	_ "time/tzdata"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/exchange"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/store"
	"github.com/ippo-app/ippo/internal/store/storetest"
)

var me = app.Local()

// person is somebody with a database and a clock of their own.
type person struct {
	*app.App
	now time.Time
}

func newPerson(t testing.TB, now time.Time) *person {
	t.Helper()
	return personAt(t, filepath.Join(t.TempDir(), "ippo.db"), now)
}

func personAt(t testing.TB, address string, now time.Time) *person {
	t.Helper()
	s, err := store.Open(context.Background(), address)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Raise(context.Background(), now.UnixMilli()); err != nil { // as every command does: the newest kinds of commands wait for it
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() }) // what is read was read
	p := &person{now: now}
	p.App = app.New(s, func() time.Time { return p.now })
	return p
}

// elsewhere is a database to move into: of the other kind where there is one.
func elsewhere(t testing.TB, now time.Time) *person {
	t.Helper()
	if os.Getenv("IPPO_TEST_POSTGRES") == "" {
		return newPerson(t, now)
	}
	return personAt(t, storetest.Postgres(t), now)
}

// export is the person's own file.
func (p *person) export(t fataler) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := p.Archive(context.Background(), me, func(ar goal.Archive) error { return exchange.JSON(&b, ar) }); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// take reads a file of somebody else's.
func (p *person) take(t fataler, file []byte) app.Report {
	t.Helper()
	j, err := exchange.JournalFrom("ippo.json", bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	r, err := p.TakeIn(context.Background(), me, j.Entries(), false)
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Examine(context.Background(), me); err != nil {
		t.Fatal(err)
	}
	return r
}

func (p *person) looks(t fataler) []goal.Look {
	t.Helper()
	ls, err := p.Looks(context.Background(), me, true)
	if err != nil {
		t.Fatal(err)
	}
	return ls
}

type fataler interface {
	Helper()
	Fatal(args ...any)
}

// Whatever a person did: what is taken out imports into an empty database,
// exports again byte for byte and looks the same; a second import changes
// nothing (ruling 19).
func TestRuling19RoundTrip(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		one := newPerson(t, time.Date(2026, 1, 5, 8, 0, 0, 0, time.UTC))
		live(rt, one)
		file := one.export(rt)
		two := elsewhere(t, one.now)
		r := two.take(rt, file)
		if d := cmp.Diff(string(file), string(two.export(rt))); d != "" {
			rt.Fatal(d)
		}
		if d := cmp.Diff(one.looks(rt), two.looks(rt), cmp.Exporter(func(reflect.Type) bool { return true }), cmpopts.EquateEmpty(),
			cmp.Comparer(func(a, b *time.Location) bool { return a.String() == b.String() })); d != "" {
			rt.Fatal(d)
		}
		if again := two.take(rt, file); again.New != 0 || again.Same != r.New {
			rt.Fatalf("a second import: %+v", again)
		}
		if d := cmp.Diff(string(file), string(two.export(rt))); d != "" {
			rt.Fatal("a second import changed something: " + d)
		}
	})
}

func runStart(id, cue string) goal.Begin {
	target := 5.0
	return goal.Begin{
		Goal: id, Title: "Walk", Area: goal.Health, GrowIn: "steady strength", SoICan: "walk home with a friend", Second: true,
		Outcome: goal.Outcome{Type: goal.OutcomeLevelUp, Text: "5 km", Start: 1, Target: &target, Unit: "km"},
		Plan: goal.PlanChange{
			Metric: &goal.Metric{Kind: goal.MetricSessions, Target: 3, Unit: "walks", SessionMin: 15},
			Step:   &goal.Step{Text: "Shoes on", Minutes: 5}, Cue: &cue,
		},
	}
}
