package app_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/store"
)

var errGone = errors.New("the disk is gone")

// broken is a store that cannot read the settings, as on a disk that went away.
type broken struct{ app.Store }

type brokenTx struct{ app.Tx }

func (brokenTx) Settings() (goal.Settings, error) { return goal.Settings{}, errGone }

func (b broken) View(ctx context.Context, who app.PersonID, f func(app.Tx) error) error {
	return b.Store.View(ctx, who, func(tx app.Tx) error { return f(brokenTx{tx}) })
}

func (b broken) Update(ctx context.Context, who app.PersonID, f func(app.Tx) error) error {
	return b.Store.Update(ctx, who, func(tx app.Tx) error { return f(brokenTx{tx}) })
}

// Whatever is asked of a database that cannot be read, the answer is its error.
func TestABrokenReadIsAnError(t *testing.T) {
	ctx := context.Background()
	p := newPerson(t, "2026-01-05T08:00:00Z")
	p.do(walking("g"))
	s, err := store.Open(ctx, p.path)
	if err != nil {
		t.Fatal(err)
	}
	a := app.New(broken{s}, func() time.Time { return p.now })
	defer func() { _ = a.Close() }() // nothing was written
	today := goal.Date(2026, time.January, 5)
	one := func(_ any, err error) error { return err }
	for name, ask := range map[string]func() error{
		"day":      func() error { return one(a.Day(ctx, me)) },
		"settings": func() error { _, _, err := a.Settings(ctx, me); return err },
		"command":  func() error { return one(a.Command(ctx, me, "test", 0, goal.Stamp{Goal: "g"})) },
		"do": func() error {
			return one(a.Do(ctx, me, goal.Command{ID: a.NewID(), Body: goal.Stamp{Goal: "g"}, Day: today, At: p.now.UnixMilli()}))
		},
		"today":   func() error { return one(a.Today(ctx, me, 0)) },
		"look":    func() error { return one(a.Look(ctx, me, "g")) },
		"named":   func() error { return one(a.Named(ctx, me, "g")) },
		"looks":   func() error { return one(a.Looks(ctx, me, true)) },
		"resolve": func() error { return one(a.Resolve(ctx, me, []string{"g"}, today)) },
		"review":  func() error { return one(a.Review(ctx, me, "g", 0, goal.ReviewAnswers{})) },
		"told":    func() error { return one(a.LoadStory(ctx, me, "g")) },
		"undo":    func() error { return one(a.UndoLast(ctx, me, "test", "")) },
		"archive": func() error { return a.Archive(ctx, me, func(goal.Archive) error { return nil }) },
		"examine": func() error { return a.Examine(ctx, me) },
		"rebuild": func() error { return a.Rebuild(ctx, me) },
		"import":  func() error { return one(a.Import(ctx, me, history(habit("Run", "d")), app.ImportOptions{})) },
	} {
		if err := ask(); !errors.Is(err, errGone) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
