package main

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"github.com/google/uuid"
)

// zones that a person travels through, among them those whose days are odd:
// half hours, a day that is left out, summer time that moves by half an hour.
func zones() []string {
	return []string{
		"Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "Africa/Casablanca",
		"Asia/Kathmandu", "Pacific/Kiritimati", "America/St_Johns", "UTC",
	}
}

// moments are days of 23 and of 25 hours, each beside its change, and others.
func (h *house) moment() time.Time {
	odd := []time.Time{
		time.Date(2026, time.October, 25, 0, 59, 59, 0, time.UTC), // Europe: 25 hours
		time.Date(2026, time.October, 25, 1, 0, 0, 0, time.UTC),
		time.Date(2027, time.March, 28, 0, 59, 59, 0, time.UTC), // Europe: 23 hours
		time.Date(2027, time.March, 28, 1, 0, 0, 0, time.UTC),
		time.Date(2026, time.November, 1, 5, 59, 59, 0, time.UTC), // New York
		time.Date(2026, time.October, 3, 15, 30, 0, 0, time.UTC),  // Lord Howe
		time.Date(2027, time.January, 1, 0, 0, 0, 0, time.UTC),
	}
	if h.rng.IntN(2) == 0 {
		return odd[h.rng.IntN(len(odd))].Add(time.Duration(h.rng.IntN(7201)-3600) * time.Second)
	}
	return firstDay().Time().Add(time.Duration(h.rng.IntN(460*24*3600)-60*24*3600) * time.Second) // the goal begins later than the first of them
}

// perClock is how many jumps one try makes.
const perClock = 12

// clockJumps sets the program's clock anywhere, forwards and backwards, changes
// the person's zone in between, and stamps from the terminal and a page. What
// the method refuses, such as a day before the goal, is told and leaves nothing.
func clockJumps(ctx context.Context, h *house, times int) (t tally, err error) {
	refused := 0
	for ; t.tried < times; t.tried++ {
		m, err := h.newHome(ctx, h.path("clock.db"))
		if err != nil {
			return t, err
		}
		for range perClock {
			m.now, m.zone = h.moment(), zones()[h.rng.IntN(len(zones()))]
			if h.rng.IntN(4) == 0 {
				if err := m.travel(ctx); err != nil {
					return t, err
				}
			}
			s, err := h.run(ctx, m.env(), "done", "fitness", "--minutes", "1", "--json")
			switch {
			case err != nil:
				return t, err
			case s.good():
				if err := m.confirm(s); err != nil {
					return t, err
				}
			case s.plain():
				refused++
			default:
				t.unclear++
				t.remark("at %s in %s: exit %d, %q", m.now, m.zone, s.code, s.err)
			}
			if s, err = h.run(ctx, m.env(), "today", "--json"); err != nil || !s.good() {
				return t, fmt.Errorf("today at %s in %s: %w %s", m.now, m.zone, err, s.err)
			}
		}
		f, err := m.check(ctx)
		if err != nil {
			return t, err
		}
		t.add(f)
	}
	t.remark("%d jumps of the clock; %d stamps were refused in one sentence", t.tried*perClock, refused)
	return t, nil
}

// travel sets another zone on the page of settings, and stamps there as an
// offline page does.
func (m *home) travel(ctx context.Context) error {
	s, err := m.serve(ctx)
	if err != nil {
		return err
	}
	defer s.kill()
	id := uuid.Must(uuid.NewV7()).String()
	form := url.Values{"id": {id}, "zone": {m.zone}}.Encode()
	status, text, err := s.post(ctx, "/settings", "application/x-www-form-urlencoded", form)
	if err != nil || status != http.StatusSeeOther {
		return fmt.Errorf("the zone %s is answered with %d %w\n%s", m.zone, status, err, text)
	}
	m.mutex.Lock()
	m.confirmed[id] = true
	m.mutex.Unlock()
	c := m.stamp(m.h.rng.IntN(lived))
	if c.At > m.now.UnixMilli() {
		return nil // that day has not come yet
	}
	s.send(ctx, []sent{c})
	return nil
}
