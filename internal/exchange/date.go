package exchange

import (
	"strconv"
	"strings"
	"time"

	"github.com/ippo-app/ippo/internal/goal"
)

// Days outside these years are taken for mistakes.
const (
	minYear = 1900
	maxYear = 2199
)

// parseDate reads a date as Loop writes it (2026-07-04) or as a spreadsheet
// leaves it: 07-04-26, 7/4/2026, 4.7.2026. Dotted dates begin with the day;
// the others begin with the month unless dayFirst.
func parseDate(s string, dayFirst bool) (goal.Day, bool) {
	s = strings.TrimSpace(s)
	i := strings.IndexAny(s, "-/.")
	if i < 1 {
		return 0, false
	}
	parts := strings.Split(s, s[i:i+1])
	if len(parts) != 3 {
		return 0, false
	}
	var n [3]int
	for k, p := range parts {
		v, ok := digits(p)
		if !ok {
			return 0, false
		}
		n[k] = v
	}
	switch {
	case len(parts[0]) == 4:
		return civil(n[0], n[1], n[2])
	case len(parts[2]) == 2:
		n[2] += 2000
	case len(parts[2]) != 4:
		return 0, false
	}
	if dayFirst || s[i] == '.' {
		return civil(n[2], n[1], n[0])
	}
	return civil(n[2], n[0], n[1])
}

// digits reads one to four decimal digits.
func digits(s string) (int, bool) {
	if s == "" || len(s) > 4 || strings.Trim(s, "0123456789") != "" {
		return 0, false
	}
	n, err := strconv.Atoi(s)
	return n, err == nil
}

// civil is the day of a date that exists, in the years we believe.
func civil(year, month, day int) (goal.Day, bool) {
	if year < minYear || year > maxYear {
		return 0, false
	}
	d := goal.Date(year, time.Month(month), day)
	t := d.Time()
	return d, t.Year() == year && int(t.Month()) == month && t.Day() == day
}

// dayOfMillis is the civil day of a Loop timestamp: milliseconds of a UTC
// midnight that stands for a date and is never converted to a zone.
func dayOfMillis(ms int64) (goal.Day, bool) {
	const perDay = 24 * 60 * 60 * 1000
	days := ms / perDay
	if ms%perDay < 0 {
		days--
	}
	const bound = 400 * 366 // keeps the sum below within an int32
	if days < -bound || days > bound {
		return 0, false
	}
	d := goal.Date(1970, time.January, 1) + goal.Day(days)
	return d, d.Year() >= minYear && d.Year() <= maxYear
}

// readsDayFirst says whether the dates of a file can only be meant with the
// day before the month: at least one is impossible otherwise, and none is
// impossible this way.
func readsDayFirst(dates []string) bool {
	found := false
	for _, s := range dates {
		_, monthOK := parseDate(s, false)
		_, dayOK := parseDate(s, true)
		if monthOK && !dayOK {
			return false
		}
		found = found || dayOK && !monthOK
	}
	return found
}
