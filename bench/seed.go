package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/library"
	"github.com/ippo-app/ippo/internal/store"
)

// benchDay is the day on which the seeded histories end.
func benchDay() time.Time { return time.Date(2036, time.November, 24, 12, 0, 0, 0, time.UTC) }

// seedGoals are the five goals: two stay active, three are kept.
func seedGoals() []string { return []string{"calm", "strength", "language", "fitness", "learning"} }

const activeGoals = 2

// seedPart is how many commands share a transaction.
const seedPart = 400

// database with some years of five goals, made through the app as a person
// would have made it: begun, stamped, skipped, kept, and a new season every
// thirteen weeks.
func (b *place) database(ctx context.Context, years int) (string, error) {
	if p, ok := b.seeded[years]; ok {
		return p, nil
	}
	path := b.path(fmt.Sprintf("%d-years.db", years))
	b.say("living %d years of five goals", years)
	s := seeding{ctx: ctx, first: goal.Date(2036-years, time.November, 24), last: goal.Date(2036, time.November, 24)}
	st, err := store.Open(ctx, path)
	if err != nil {
		return "", err
	}
	s.app = app.New(st, func() time.Time { return s.now })
	if err := errors.Join(s.live(), st.Close()); err != nil {
		return "", err
	}
	if b.seeded == nil {
		b.seeded = map[int]string{}
	}
	b.seeded[years] = path
	return path, nil
}

// seeding lives a life.
type seeding struct {
	ctx         context.Context
	app         *app.App
	now         time.Time
	first, last goal.Day
	ids         []string
	waiting     []goal.Command
}

func (s *seeding) live() error {
	s.at(s.first, 8)
	if err := s.begin(); err != nil {
		return err
	}
	seasonEvery := goal.Day(13 * 7)
	for d := s.first; d < s.last; d++ {
		s.at(d, 20)
		for i, id := range s.ids {
			if body := act(i, id, d); body != nil {
				s.add(d, body)
			}
		}
		if (s.last-d)%seasonEvery == 30 && d > s.first+goal.SeasonDays {
			for _, id := range s.ids[:activeGoals] {
				s.add(d, goal.NextSeason{Goal: id})
			}
		}
		if len(s.waiting) >= seedPart {
			if err := s.send(); err != nil {
				return err
			}
		}
	}
	return s.send()
}

// at sets the clock.
func (s *seeding) at(d goal.Day, hour int) { s.now = d.Time().Add(time.Duration(hour) * time.Hour) }

func (s *seeding) add(d goal.Day, body goal.Body) {
	s.waiting = append(s.waiting, goal.Command{ID: s.app.NewID(), At: s.now.UnixMilli(), Day: d, Device: "terminal", Body: body})
}

func (s *seeding) send() error {
	_, err := s.app.DoAll(s.ctx, app.Local(), s.waiting)
	s.waiting = s.waiting[:0]
	return err
}

// begin begins the five goals; the ones that are kept make room for the next.
func (s *seeding) begin() error {
	utc := "UTC"
	s.add(s.first, goal.SetSettings{Zone: &utc})
	words := library.For("en")
	for i, name := range seedGoals() {
		t, ok := words.Template(name)
		if !ok {
			return fmt.Errorf("no template is called %q", name)
		}
		b := t.Begin(s.app.NewID())
		b.Second = true
		s.ids = append(s.ids, b.Goal)
		s.add(s.first, b)
		if i < len(seedGoals())-activeGoals {
			s.add(s.first, goal.SetStatus{Goal: b.Goal, To: goal.StatusKept})
		}
	}
	// Those that stay active come first.
	n := len(s.ids) - activeGoals
	s.ids = append(s.ids[n:], s.ids[:n]...)
	return s.send()
}

// act is what happens with a goal on a day: mostly a stamp, now and then with
// minutes, a note or energy; sometimes "not today", sometimes nothing.
func act(i int, id string, d goal.Day) goal.Body {
	switch x := (int(d)*7 + i*3) % 20; {
	case x < 12:
		return goal.Stamp{Goal: id}
	case x < 15:
		minutes, energy := float64(10+x), 1+x%5
		return goal.Stamp{Goal: id, Minutes: &minutes, Feel: goal.Feel{Energy: &energy}}
	case x == 15:
		return goal.Stamp{Goal: id, Note: "It went better than I thought."}
	case x < 18:
		return goal.Skip{Goal: id, Tag: goal.TagTime}
	}
	return nil
}
