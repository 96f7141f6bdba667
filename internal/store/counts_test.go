package store

import (
	"context"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
)

// counted are the statements of the acts of one program on one database.
type counted struct {
	t    *testing.T
	app  *app.App
	seen []string
}

func newCounted(t *testing.T) *counted {
	t.Helper()
	s := open(t, filepath.Join(t.TempDir(), "ippo.db")).(*sqliteStore)
	c := &counted{t: t, app: app.New(s, func() time.Time { return time.Date(2026, 11, 30, 12, 0, 0, 0, time.UTC) })}
	if _, _, err := s.readers(); err != nil {
		t.Fatal(err)
	}
	saw := func(query string) { c.seen = append(c.seen, query) }
	s.writer.known.saw, s.known.saw = saw, saw
	return c
}

// of an act, with its transactions.
func (c *counted) of(act func(ctx context.Context) error) []string {
	c.t.Helper()
	c.seen = nil
	if err := act(c.t.Context()); err != nil {
		c.t.Fatal(err)
	}
	return c.seen
}

// begin puts a goal of a few days there.
func (c *counted) begin() {
	c.t.Helper()
	c.do(0, goal.Begin{
		Goal: "g", Title: "Hill path", Area: goal.Health, Outcome: goal.Outcome{Type: goal.OutcomeDays},
		Plan: goal.PlanChange{Step: &goal.Step{Text: "Put on shoes", Minutes: 5}},
	})
}

func (c *counted) do(day goal.Day, b goal.Body) {
	c.t.Helper()
	cmd, err := c.app.Command(c.t.Context(), app.Local(), "test", day, b)
	if err == nil {
		_, err = c.app.Do(c.t.Context(), app.Local(), cmd)
	}
	if err != nil {
		c.t.Fatal(err)
	}
}

// holds counts the statements of an act, and says which they were if there are more.
func (c *counted) holds(name string, most int, act func(ctx context.Context) error) {
	c.t.Helper()
	if seen := c.of(act); len(seen) > most {
		c.t.Errorf("%s: %d statements, at most %d:\n%s", name, len(seen), most, strings.Join(seen, "\n"))
	}
}

// What a tap and a page ask of the database does not grow unseen. Six statements
// of a stamp are what is wanted.
func TestAStampAndATodayInFewStatements(t *testing.T) {
	c := newCounted(t)
	c.begin()
	cmd, err := c.app.Command(t.Context(), app.Local(), "test", 0, goal.Stamp{Goal: "g"})
	if err != nil {
		t.Fatal(err)
	}
	c.holds("a stamp", 11, func(ctx context.Context) error {
		_, err := c.app.Do(ctx, app.Local(), cmd)
		return err
	})
	c.holds("a stamp that is sent again", 3, func(ctx context.Context) error {
		_, err := c.app.Do(ctx, app.Local(), cmd)
		return err
	})
	c.holds("Today", 8, func(ctx context.Context) error {
		_, err := c.app.Today(ctx, app.Local(), 0)
		return err
	})
}
