package app_test

import (
	"context"
	"errors"
	"reflect"
	"testing"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
)

func forbidden(err error) bool {
	told, ok := errors.AsType[*goal.Error](err)
	return ok && told.Code == goal.CodeForbidden
}

// Every verb of the app that is asked by somebody refuses nobody, and whoever
// came in by a door that opens nothing, before it reads anything.
func TestEveryVerbDecidesWhoMay(t *testing.T) {
	p := newPerson(t, "2026-01-05T08:00:00Z")
	none := []app.Actor{{}, {Person: app.LocalPerson}, {Scopes: app.AllScopes}}
	asked := 0
	verbs := reflect.ValueOf(p.App)
	for i := range verbs.NumMethod() {
		verb, name := verbs.Method(i), verbs.Type().Method(i).Name
		at := 1
		if verb.Type().NumIn() < 2 || verb.Type().In(at) != reflect.TypeFor[app.Actor]() || name == "Resolve" || name == "Conclude" { // made of other verbs, which need their values
			continue
		}
		asked++
		for _, who := range none {
			in := []reflect.Value{}
			for kind := range verb.Type().Ins() {
				in = append(in, reflect.Zero(kind))
			}
			in[0], in[at] = reflect.ValueOf(t.Context()), reflect.ValueOf(who)
			call := verb.Call
			if verb.Type().IsVariadic() {
				call = verb.CallSlice
			}
			out := call(in)
			if err, _ := reflect.TypeAssert[error](out[len(out)-1]); !forbidden(err) {
				t.Errorf("%s answers %v to %+v", name, err, who)
			}
		}
	}
	if asked < 30 {
		t.Errorf("only %d verbs were asked", asked)
	}
}

// What each scope opens, and nothing else does.
func TestScopes(t *testing.T) {
	p := newPerson(t, "2026-01-05T08:00:00Z")
	p.do(walking("g"))
	ctx := context.Background()
	at, day := p.now.UnixMilli(), goal.Date(2026, 1, 5)
	send := func(id string, body goal.Body) func(app.Actor) error {
		return func(who app.Actor) error {
			_, _, err := p.DoEach(ctx, who, []goal.Command{{ID: id, At: at, Day: day, Device: "test", Body: body}})
			return err
		}
	}
	for name, c := range map[string]struct {
		need app.Scopes
		ask  func(app.Actor) error
	}{
		"today":         {app.ScopeToday, func(who app.Actor) error { _, err := p.Today(ctx, who, 0); return err }},
		"a stamp":       {app.ScopeDay, send("00000000-0000-7000-8000-0000000000a1", goal.Stamp{Goal: "g"})},
		"every goal":    {app.ScopeBook, func(who app.Actor) error { _, err := p.Goals(ctx, who); return err }},
		"a draft":       {app.ScopeBook, func(who app.Actor) error { _, _, err := p.Draft(ctx, who, app.FormBegin); return err }},
		"a name":        {app.ScopeWrite, send("00000000-0000-7000-8000-0000000000a2", goal.SetSettings{Name: new("Kim")})},
		"an undo":       {app.ScopeWrite, func(who app.Actor) error { _, err := p.UndoLast(ctx, who, "test", ""); return err }},
		"an export":     {app.ScopeTakeAway, func(who app.Actor) error { return p.Archive(ctx, who, func(goal.Archive) error { return nil }) }},
		"a link":        {app.ScopeDoors, func(who app.Actor) error { _, err := p.NewLink(ctx, who); return err }},
		"all of it new": {app.ScopeReplace, func(who app.Actor) error { return p.Rebuild(ctx, who) }},
	} {
		t.Run(name, func(t *testing.T) {
			for s := app.Scopes(1); s < app.AllScopes; s <<= 1 {
				err := c.ask(app.Actor{Person: app.LocalPerson, Scopes: s})
				if forbidden(err) != (s != c.need) {
					t.Errorf("with scope %b: %v", s, err)
				}
			}
		})
	}
}
