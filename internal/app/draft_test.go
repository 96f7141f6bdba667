package app_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
)

// types into a field on a device at an instant (ms UTC), where seen is what the
// device had shown.
func (p *person) types(form app.Form, device, field string, at, seen int64, values ...string) (app.Draft, error) {
	d, _, err := p.SaveDraft(context.Background(), me, app.DraftChange{Form: form, Device: device, Seen: seen, Fields: map[string]app.Text{field: {Values: values, At: at}}})
	return d, err
}

// Ruling 90: of two devices the later moment wins a field, whichever arrives
// first; the other text stays beside it until the form is sent, unless the device
// that writes on had shown it.
func TestRuling90TwoDevices(t *testing.T) {
	type save struct {
		device   string
		at, seen int64
		text     string
	}
	for name, c := range map[string]struct {
		saves  []save
		want   string
		beside []string
	}{
		"one device writes on":                  {[]save{{"a", 10, 0, "x"}, {"a", 20, 0, "xy"}}, "xy", nil},
		"an older text of a device comes late":  {[]save{{"a", 20, 0, "xy"}, {"a", 10, 0, "x"}}, "xy", nil},
		"two devices":                           {[]save{{"a", 10, 0, "x"}, {"b", 20, 0, "y"}}, "y", []string{"x"}},
		"two devices, the later arrives first":  {[]save{{"b", 20, 0, "y"}, {"a", 10, 0, "x"}}, "y", []string{"x"}},
		"the other had shown it":                {[]save{{"a", 10, 0, "x"}, {"b", 20, 10, "xy"}}, "xy", nil},
		"the same words":                        {[]save{{"a", 10, 0, "x"}, {"b", 20, 0, "x"}}, "x", nil},
		"emptied on the other":                  {[]save{{"a", 10, 0, "x"}, {"b", 20, 0, " "}}, "", []string{"x"}},
		"to and fro":                            {[]save{{"a", 10, 0, "x"}, {"b", 20, 0, "y"}, {"a", 30, 0, "xx"}}, "xx", []string{"y"}},
		"three":                                 {[]save{{"a", 10, 0, "x"}, {"b", 20, 0, "y"}, {"c", 30, 0, "z"}}, "z", []string{"y", "x"}},
		"a clock that is ahead is taken as now": {[]save{{"a", 1 << 50, 0, "x"}, {"b", 0, 1 << 49, "y"}}, "y", nil},
	} {
		t.Run(name, func(t *testing.T) {
			p := newPerson(t, "2026-01-05T08:00:00Z")
			var d app.Draft
			for _, s := range c.saves {
				var err error
				if d, err = p.types(app.FormBegin, s.device, "2.grow_in", s.at, s.seen, s.text); err != nil {
					t.Fatal(err)
				}
			}
			kept, there, err := p.Draft(context.Background(), me, app.FormBegin)
			if diff := cmp.Diff(d, kept); diff != "" || !there || err != nil {
				t.Error(diff, there, err)
			}
			f := kept.Fields["2.grow_in"]
			var beside []string
			for _, x := range f.Beside {
				beside = append(beside, x.Values...)
			}
			if got := strings.Join(f.Values, "|"); got != c.want || !cmp.Equal(beside, c.beside) {
				t.Errorf("%q beside %q, want %q beside %q", got, beside, c.want, c.beside)
			}
		})
	}
}

// Ruling 90: 64 KB a form, 256 KB a person; what was kept before stays.
func TestRuling90Limits(t *testing.T) {
	p := newPerson(t, "2026-01-05T08:00:00Z")
	p.do(walking("g"))
	if _, err := p.types(app.FormBegin, "a", "2.grow_in", 0, 0, strings.Repeat("x", 65<<10)); key(err) != "draft.full" {
		t.Error(err)
	}
	full := strings.Repeat("x", 63<<10)
	for _, form := range []app.Form{app.FormBegin, app.FormPlan("g"), app.FormExperiment("g"), app.FormReview("g", goal.Date(2026, 1, 5))} {
		if _, err := p.types(form, "a", "f", 0, 0, full); err != nil {
			t.Error(form, err)
		}
	}
	if _, err := p.types(app.FormNote("g", goal.Date(2026, 1, 5)), "a", "f", 0, 0, full); key(err) != "draft.full" {
		t.Error(err)
	}
	if d, _, err := p.Draft(context.Background(), me, app.FormBegin); err != nil || d.Fields["f"].Values[0] != full {
		t.Error("what was kept before is gone", err)
	}
}

// A form has a name that the app knows, and names a goal of the person.
func TestRuling90FormsAreKnown(t *testing.T) {
	p := newPerson(t, "2026-01-05T08:00:00Z")
	p.do(walking("g"))
	day := goal.Date(2026, 1, 5)
	for _, f := range []app.Form{
		app.FormBegin, app.FormTemplate("finances"), app.FormReview("g", day), app.FormNote("g", day), app.FormLookBack("g", 1, 30), app.FormCompass("purpose"), app.FormPlan("g"),
		app.FormExperiment("g"), app.FormPaper("g", 2), app.FormSettings("you"), app.FormCompass("trial-" + p.NewID()),
	} {
		if _, err := p.types(f, "a", "x", 0, 0, "x"); err != nil {
			t.Error(f, err)
		}
	}
	for _, f := range []app.Form{
		"", "x", "begin:g", "review:g", "review:none:2026-01-05", "review:g:2026-01-32", "note:g:", "look-back:g:0:30", "look-back:g:01:30", "compass:", "compass:A", "plan:none", "plan:g:g",
	} {
		if _, err := p.types(f, "a", "x", 0, 0, "x"); key(err) != "draft.form" {
			t.Errorf("%q: %v", f, err)
		}
	}
}

// Ruling 90: sending drops the draft in the same transaction; a refusal keeps it,
// and a repeat drops nothing that was typed since.
func TestRuling90SendingDropsTheDraft(t *testing.T) {
	p := newPerson(t, "2026-01-05T08:00:00Z")
	ctx := context.Background()
	p.do(walking("g"))
	form := app.FormNote("g", goal.Date(2026, 1, 5))
	there := func() bool {
		t.Helper()
		_, there, err := p.Draft(ctx, me, form)
		if err != nil {
			t.Fatal(err)
		}
		return there
	}
	typing := func(command string) bool {
		t.Helper()
		_, sent, err := p.SaveDraft(ctx, me, app.DraftChange{Form: form, Device: "a", Command: command, Fields: map[string]app.Text{"note": {Values: []string{"a heron"}}}})
		if err != nil {
			t.Fatal(err)
		}
		return sent
	}
	c, err := p.Command(ctx, me, "web", 0, goal.Remark{Goal: "g", Note: "a heron"})
	if err != nil {
		t.Fatal(err)
	}
	if sent := typing(c.ID); sent || !there() {
		t.Error("what was typed is not there")
	}
	refused := c
	refused.ID, refused.Body = p.NewID(), goal.Remark{Goal: "none", Note: "a heron"}
	if _, err := p.Do(app.Sends(ctx, form), me, refused); err == nil || !there() {
		t.Error("a refused form lost its words", err)
	}
	if _, err := p.Do(app.Sends(ctx, form), me, c); err != nil || there() {
		t.Error("it was sent, and is still a draft", err)
	}
	if sent := typing(c.ID); !sent || there() {
		t.Error("what comes late from a form that was sent is kept once more")
	}
	typing("")
	if a, err := p.Do(app.Sends(ctx, form), me, c); err != nil || !a.Replayed || !there() {
		t.Error("a repeat dropped what was typed since", err)
	}
	if _, _, err := p.DoEach(app.Sends(ctx, form), me, []goal.Command{{ID: p.NewID(), At: c.At, Day: c.Day, Device: "web", Body: goal.Remark{Goal: "g", Note: "x"}}}); err != nil || there() {
		t.Error("sent by a script, and still a draft", err)
	}
}

// Ruling 90: undo never means a draft, and no export has one; erasing takes them.
func TestRuling90DraftsAreNoEntries(t *testing.T) {
	p := newPerson(t, "2026-01-05T08:00:00Z")
	ctx := context.Background()
	p.do(walking("g"))
	stamp := p.do(goal.Stamp{Goal: "g"})
	if _, err := p.types(app.FormBegin, "a", "2.grow_in", 0, 0, "a heron"); err != nil {
		t.Fatal(err)
	}
	if a, err := p.UndoLast(ctx, me, "test", ""); err != nil || a.Entry.Result.Target != stamp.Command {
		t.Errorf("a bare undo means %+v, %v", a.Entry.Result, err)
	}
	if ds, err := p.Drafts(ctx, me); err != nil || len(ds) != 1 {
		t.Error(ds, err)
	}
	err := p.Archive(ctx, me, func(a goal.Archive) error {
		for e, err := range a.Journal {
			if err != nil {
				return err
			}
			if e.Body.Kind() == "draft" {
				t.Error("a draft is in the journal")
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Erase(ctx, me); err != nil {
		t.Fatal(err)
	}
	if ds, err := p.Drafts(ctx, me); err != nil || len(ds) != 0 {
		t.Error(ds, err)
	}
}

// Ruling 136: the tag is made of database and person, and another one after
// everything was erased. Ruling 91: pages know the newest removal of words.
func TestRuling136Tags(t *testing.T) {
	ctx := context.Background()
	keys := func(p *person) app.Keys {
		t.Helper()
		k, err := p.Keys(ctx, me)
		if err != nil || k.Tag == "" {
			t.Fatal(k, err)
		}
		return k
	}
	a, b := newPerson(t, "2026-01-05T08:00:00Z"), newPerson(t, "2026-01-05T08:00:00Z")
	first := keys(a)
	if again := keys(a); again != first || keys(b).Tag == first.Tag {
		t.Errorf("%+v, then %+v, and in another database %+v", first, again, keys(b))
	}
	a.do(walking("g"))
	a.do(goal.Remark{Goal: "g", Note: "a heron"})
	gone, err := a.RemoveWords(ctx, me, "test", "a heron")
	if err != nil || keys(a).Removed != gone.Entry.Position || keys(a).Tag != first.Tag {
		t.Errorf("%+v, %v", keys(a), err)
	}
	if err := errors.Join(a.Erase(ctx, me), a.store.AddFirst(ctx)); err != nil || keys(a).Tag == first.Tag {
		t.Error("the tag of what was erased", err)
	}
}

// Words that only a form holds which was not sent are counted as that, and go.
func TestWordsThatWereNeverSentAreRemoved(t *testing.T) {
	ctx := context.Background()
	a := newPerson(t, "2026-01-05T08:00:00Z")
	if _, _, err := a.SaveDraft(ctx, me, app.DraftChange{Form: app.FormBegin, Device: "phone", Fields: map[string]app.Text{"outcome": {Values: []string{"a heron by the river"}}}}); err != nil {
		t.Fatal(err)
	}
	if held, err := a.Holding(ctx, me, "a heron"); err != nil || held != (app.Held{Drafts: 1}) {
		t.Errorf("%+v, %v", held, err)
	}
	gone, err := a.RemoveWords(ctx, me, "test", "a heron")
	if err != nil || len(gone.Entry.Body.(goal.RemoveWords).From) != 0 { //nolint:forcetypeassert // what was asked for
		t.Fatal(gone, err)
	}
	if held, err := a.Holding(ctx, me, "a heron"); err != nil || held != (app.Held{}) {
		t.Errorf("%+v still, %v", held, err)
	}
	if _, err := a.RemoveWords(ctx, me, "test", "a heron"); err == nil {
		t.Error("what nothing holds was removed")
	}
}
