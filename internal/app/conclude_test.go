package app_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/store"
)

// noPause is a store that cannot journal a pause.
type noPause struct{ app.Store }

type noPauseTx struct{ app.Tx }

func (t noPauseTx) Append(e goal.Entry) (int64, error) {
	if e.Body.Kind() == goal.KindPause {
		return 0, errGone
	}
	return t.Tx.Append(e)
}

func (n noPause) Update(ctx context.Context, who app.PersonID, f func(app.Tx) error) error {
	return n.Store.Update(ctx, who, func(tx app.Tx) error { return f(noPauseTx{tx}) })
}

// An accepted week of rest is kept with its pause, from tomorrow on, or not at
// all; another decision pauses nothing.
func TestAWeekOfRestIsKeptWithItsPause(t *testing.T) {
	ctx := context.Background()
	p := newPerson(t, "2026-01-05T08:00:00Z")
	p.do(walking("g"))
	p.days(monday, "g", "ooxoxxo")
	p.at("2026-01-11T20:00:00Z")
	v := p.review(0, goal.ReviewAnswers{Unwell: true})
	if v.Suggestion.Action != goal.ActRest {
		t.Fatalf("%+v", v.Suggestion)
	}
	closed := func(a *app.App, d goal.Decision) error {
		c, err := a.Command(ctx, me, "test", 0, goal.WeekReview{Goal: "g", Week: v.Week, Unwell: true, Suggestion: v.Suggestion, Decision: d})
		if err == nil {
			_, err = a.Conclude(ctx, me, v.Look, c)
		}
		return err
	}
	s, err := store.Open(ctx, p.path)
	if err != nil {
		t.Fatal(err)
	}
	a := app.New(noPause{s}, func() time.Time { return p.now })
	defer func() { _ = a.Close() }()
	if err := closed(a, goal.Accepted); !errors.Is(err, errGone) {
		t.Fatal(err)
	}
	if v := p.review(0, goal.ReviewAnswers{}); v.Made != nil {
		t.Error("the review is kept without its pause")
	}
	if err := closed(p.App, goal.KeepAsIs); err != nil || len(p.look("").Goal.Pauses) != 0 {
		t.Fatalf("%v: %+v", err, p.look("").Goal.Pauses)
	}
	if err := closed(p.App, goal.Accepted); err != nil {
		t.Fatal(err)
	}
	ps := p.look("").Goal.Pauses
	if len(ps) != 1 || ps[0].From != goal.Date(2026, 1, 12) || ps[0].To != goal.Date(2026, 1, 18) {
		t.Errorf("%+v", ps)
	}
}

// A way on that is refused leaves no look back behind, so that another can be
// chosen in the same form.
func TestALookBackIsKeptWithItsWay(t *testing.T) {
	ctx := context.Background()
	p := newPerson(t, "2026-01-05T08:00:00Z")
	p.do(walking("g"))
	p.now = p.now.AddDate(0, 0, 30)
	seen := p.look("")
	keep := func(w goal.Way) error {
		c, err := p.Command(ctx, me, "test", 0, goal.LookBack{Goal: "g", Number: goal.CardDays, Way: w})
		if err == nil {
			_, err = p.Conclude(ctx, me, seen, c)
		}
		return err
	}
	for i := range goal.MaxKept {
		id := fmt.Sprint("k", i)
		b := walking(id)
		b.Second = true
		p.do(b)
		p.do(goal.SetStatus{Goal: id, To: goal.StatusKept})
	}
	told := func() int {
		s, err := p.LoadStory(ctx, me, "fitness")
		if err != nil {
			t.Fatal(err)
		}
		return len(s.Story.LookBacks)
	}
	if err := keep(goal.WayKeep); key(err) != "error.goal.twelve_kept" || told() != 0 {
		t.Errorf("%v, %d look backs", err, told())
	}
	if err := keep(goal.WayRest); err != nil || told() != 1 || len(p.look("fitness").Goal.Pauses) != 1 {
		t.Errorf("%v, %d look backs, %+v", err, told(), p.look("fitness").Goal.Pauses)
	}
}
