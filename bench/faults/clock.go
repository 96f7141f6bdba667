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
func (fl *faultLab) moment() time.Time {
	odd := []time.Time{
		time.Date(2026, time.October, 25, 0, 59, 59, 0, time.UTC), // Europe: 25 hours
		time.Date(2026, time.October, 25, 1, 0, 0, 0, time.UTC),
		time.Date(2027, time.March, 28, 0, 59, 59, 0, time.UTC), // Europe: 23 hours
		time.Date(2027, time.March, 28, 1, 0, 0, 0, time.UTC),
		time.Date(2026, time.November, 1, 5, 59, 59, 0, time.UTC), // New York
		time.Date(2026, time.October, 3, 15, 30, 0, 0, time.UTC),  // Lord Howe
		time.Date(2027, time.January, 1, 0, 0, 0, 0, time.UTC),
	}
	if fl.rng.IntN(2) == 0 {
		return odd[fl.rng.IntN(len(odd))].Add(time.Duration(fl.rng.IntN(7201)-3600) * time.Second)
	}
	return firstDay().Time().Add(time.Duration(fl.rng.IntN(460*24*3600)-60*24*3600) * time.Second) // the goal begins later than the first of them
}

// perClock is how many jumps one try makes.
const perClock = 12

// clockJumps sets the program's clock anywhere, forwards and backwards, changes
// the person's zone in between, and stamps from the terminal and a page. What
// the method refuses, such as a day before the goal, is told and leaves nothing.
func clockJumps(ctx context.Context, fl *faultLab, times int) (t tally, err error) {
	refused := 0
	for ; t.tried < times; t.tried++ {
		sub, err := fl.newSubject(ctx, fl.path("clock.db"))
		if err != nil {
			return t, err
		}
		for range perClock {
			sub.now, sub.zone = fl.moment(), zones()[fl.rng.IntN(len(zones()))]
			if fl.rng.IntN(4) == 0 {
				if err := sub.travel(ctx); err != nil {
					return t, err
				}
			}
			s, err := fl.run(ctx, sub.env(), "done", "fitness", "--minutes", "1", "--json")
			switch {
			case err != nil:
				return t, err
			case s.good():
				if err := sub.confirm(s); err != nil {
					return t, err
				}
			case s.plain():
				refused++
			default:
				t.unclear++
				t.remark("at %s in %s: exit %d, %q", sub.now, sub.zone, s.code, s.err)
			}
			if s, err = fl.run(ctx, sub.env(), "today", "--json"); err != nil || !s.good() {
				return t, fmt.Errorf("today at %s in %s: %w %s", sub.now, sub.zone, err, s.err)
			}
		}
		f, err := sub.check(ctx)
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
func (sub *subject) travel(ctx context.Context) error {
	s, err := sub.serve(ctx)
	if err != nil {
		return err
	}
	defer s.kill()
	id := uuid.Must(uuid.NewV7()).String()
	form := url.Values{"id": {id}, "zone": {sub.zone}}.Encode()
	status, text, err := s.post(ctx, "/settings", "application/x-www-form-urlencoded", form)
	if err != nil || status != http.StatusSeeOther {
		return fmt.Errorf("the zone %s is answered with %d %w\n%s", sub.zone, status, err, text)
	}
	sub.mutex.Lock()
	sub.confirmed[id] = true
	sub.mutex.Unlock()
	c := sub.stamp(sub.h.rng.IntN(lived))
	if c.At > sub.now.UnixMilli() {
		return nil // that day has not come yet
	}
	s.send(ctx, []sent{c})
	return nil
}
