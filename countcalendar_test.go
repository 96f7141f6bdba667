package main

import "time"

// calendar is how days and weeks are cut, by settings that are dated (ruling 12):
// a zone holds from its instant, first weekday and roll-over from the next day.
type calendar struct {
	zones []zoneSince
	grids []gridSince
}

type zoneSince struct {
	at   time.Time
	zone *time.Location
}

type gridSince struct {
	from      int
	weekStart time.Weekday
	rollover  int
}

// zone at an instant.
func (c *calendar) zone(at time.Time) *time.Location {
	z := c.zones[0].zone
	for _, x := range c.zones[1:] {
		if !x.at.After(at) {
			z = x.zone
		}
	}
	return z
}

// grid in force on a day.
func (c *calendar) grid(d int) gridSince {
	g := c.grids[0]
	for _, x := range c.grids[1:] {
		if x.from <= d {
			g = x
		}
	}
	return g
}

// dayAt is the wall-clock date, minus one before the roll-over hour.
func (c *calendar) dayAt(at time.Time) int {
	t := at.In(c.zone(at))
	d := dayNumber(t)
	if t.Hour() < c.grid(d).rollover {
		d--
	}
	return d
}

// week is the first and the last day of the week of a day. A week that runs when
// the first weekday changes keeps its bounds, and the days from its end to the
// first new weekday are one partial week.
func (c *calendar) week(d int) (first, last int) {
	first = d
	for _, g := range c.grids[1:] {
		first = min(first, g.from)
	}
	for first -= 7; weekday(first) != c.grids[0].weekStart; {
		first--
	}
	for {
		last = first
		for weekday(last+1) != c.grid(first).weekStart {
			last++
		}
		if d <= last {
			return first, last
		}
		first = last + 1
	}
}

// short says whether travel made a day shorter than twenty hours, from its first
// instant to its last; or skipped it.
func (c *calendar) short(d int) bool {
	var first, last time.Time
	for i, z := range c.zones {
		from, to := c.begins(d, z.zone), c.begins(d+1, z.zone)
		if i > 0 && from.Before(z.at) {
			from = z.at
		}
		if i+1 < len(c.zones) && to.After(c.zones[i+1].at) {
			to = c.zones[i+1].at
		}
		if !from.Before(to) {
			continue
		}
		if first.IsZero() || from.Before(first) {
			first = from
		}
		if to.After(last) {
			last = to
		}
	}
	return last.Sub(first) < 20*time.Hour
}

func (c *calendar) begins(d int, zone *time.Location) time.Time {
	y := dateTime(d)
	return time.Date(y.Year(), y.Month(), y.Day(), c.grid(d).rollover, 0, 0, 0, zone)
}

// Days are counted from 1970-01-01, a Thursday.
func dayNumber(t time.Time) int {
	return int(time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC).Unix() / 86400)
}

func weekday(d int) time.Weekday { return time.Weekday((d + 4) % 7) }

func dateTime(d int) time.Time { return time.Unix(int64(d)*86400, 0).UTC() }

func dateOf(d int) string { return dateTime(d).Format(time.DateOnly) }
