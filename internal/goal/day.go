package goal

import (
	"fmt"
	"slices"
	"time"
)

// Day is a civil date, counted in days: 1 is 0001-01-01, 0 is no day at all.
// It has no zone and no clock; [Calendar] says which Day an instant belongs to.
type Day int32

const (
	dayLayout = "2006-01-02"
	// unixEpoch is 1970-01-01 as a Day.
	unixEpoch Day = 719163
)

// Date makes a Day of a year, month and day of the month; values outside
// their usual ranges are normalised as [time.Date] does.
func Date(year int, month time.Month, day int) Day {
	return dayOfTime(time.Date(year, month, day, 0, 0, 0, 0, time.UTC))
}

// ParseDay reads a day written 2026-01-31. Anything else is an error with
// code invalid.
func ParseDay(s string) (Day, error) {
	t, err := time.Parse(dayLayout, s)
	if err != nil || t.Year() < 1 {
		return 0, Invalid("day", "error.day", s)
	}
	return dayOfTime(t), nil
}

// dayOfTime is the wall-clock date of t in its own zone.
func dayOfTime(t time.Time) Day {
	y, m, d := t.Date()
	sec := time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix()
	return Day(sec/86400) + unixEpoch
}

// Time is midnight UTC of the day, for formatting and calendar arithmetic.
func (d Day) Time() time.Time {
	return time.Unix(int64(d-unixEpoch)*86400, 0).UTC()
}

// String writes the day as 2026-01-31, and no day as the empty string.
func (d Day) String() string {
	if d == 0 {
		return ""
	}
	return d.Time().Format(dayLayout)
}

// IsZero says whether there is no day.
func (d Day) IsZero() bool { return d == 0 }

// Weekday of the day.
func (d Day) Weekday() time.Weekday { return time.Weekday(d % 7) }

// Year of the day.
func (d Day) Year() int { return d.Time().Year() }

// yearDay is 1 for 1 January.
func (d Day) yearDay() int { return d.Time().YearDay() }

// MarshalText writes the day as String does.
func (d Day) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (d *Day) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*d = 0
		return nil
	}
	p, err := ParseDay(string(b))
	if err != nil {
		return fmt.Errorf("day %q: %w", b, err)
	}
	*d = p
	return nil
}

// DaySet is a set of days, in order.
type DaySet []Day

// Has says whether d is in the set.
func (s DaySet) Has(d Day) bool {
	_, ok := slices.BinarySearch(s, d)
	return ok
}

// Weekdays is a set of weekdays, one bit each, Sunday lowest.
type Weekdays uint8

// Has says whether w is in the set.
func (s Weekdays) Has(w time.Weekday) bool { return s&(1<<uint(w)) != 0 }

// With is the set and w.
func (s Weekdays) With(w time.Weekday) Weekdays { return s | 1<<uint(w) }

// Len is the number of weekdays in the set.
func (s Weekdays) Len() int {
	n := 0
	for w := time.Sunday; w <= time.Saturday; w++ {
		if s.Has(w) {
			n++
		}
	}
	return n
}
