package exchange

import (
	"strconv"
	"strings"
	"time"

	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/zone"
)

// Days outside these years are taken for mistakes.
const (
	minYear = 1900
	maxYear = 2199
)

// dates reads the dates of a file and finds out on the way how they are
// written. What can only be meant one way decides for the file; what leaves it
// open is asked for, never guessed.
type dates struct {
	order   Order  // known
	open    bool   // some date can be meant both ways
	onlyDMY bool   // some date can only be meant with the day first
	onlyMDY bool   // or with the month first
	sample  string // the first of these
}

// parse reads a date; false for what is none. While the order is not known, an
// open date is read with the month first.
func (d *dates) parse(s string) (goal.Day, bool) {
	s = strings.TrimSpace(s)
	if day, ok := plainDate(s); ok {
		return day, true
	}
	n, dotted, ok := threeNumbers(s)
	if !ok {
		return wordyDate(s)
	}
	if dotted && d.order != OrderYMD {
		return n.as(OrderDMY)
	}
	if d.order != OrderUnknown {
		return n.as(d.order)
	}
	dmy, okDMY := n.as(OrderDMY)
	mdy, okMDY := n.as(OrderMDY)
	if okDMY && okMDY && dmy == mdy {
		return dmy, true
	}
	if (okDMY || okMDY) && d.sample == "" {
		d.sample = s
	}
	d.open = d.open || okDMY && okMDY
	d.onlyDMY = d.onlyDMY || okDMY && !okMDY
	d.onlyMDY = d.onlyMDY || okMDY && !okDMY
	if okMDY {
		return mdy, true
	}
	return dmy, okDMY
}

// decide says how the dates are written once all were seen, and whether the
// file has to be read again with what is known now.
func (d *dates) decide(asked Order) (order Order, again bool, err error) {
	switch {
	case d.order != OrderUnknown, !d.open && (!d.onlyDMY || !d.onlyMDY):
		return d.order, false, nil
	case asked != OrderUnknown:
		return asked, true, nil
	case d.onlyDMY && !d.onlyMDY:
		return OrderDMY, true, nil
	case d.onlyMDY && !d.onlyDMY:
		return OrderMDY, false, nil
	}
	return OrderUnknown, false, goal.Invalid("dates", "error.import.open_dates", d.sample)
}

// plainDate reads what says the year first and in full: 2026-01-31, 2026/1/31,
// 2026.1.31, 2026 01 31, 20260131, each also with a time behind it.
func plainDate(s string) (goal.Day, bool) {
	if len(s) < 8 || len(s) > 40 {
		return 0, false
	}
	if _, all := digits(s[:4]); !all {
		return 0, false
	}
	if len(s) == 8 || s[8] == 'T' || s[8] == ' ' {
		if month, ok := digits(s[4:6]); ok {
			if day, ok := digits(s[6:8]); ok {
				year, _ := digits(s[:4])
				return civil(year, month, day)
			}
		}
	}
	if !strings.ContainsRune("-/. ", rune(s[4])) {
		return 0, false
	}
	year, _ := digits(s[:4])
	month, rest, ok := strings.Cut(s[5:], s[4:5])
	if !ok {
		return 0, false
	}
	if i := strings.IndexAny(rest, "T "); i > 0 {
		rest = rest[:i]
	}
	m, okM := digits(month)
	d, okD := digits(rest)
	if !okM || !okD || len(month) > 2 || len(rest) > 2 {
		return 0, false
	}
	return civil(year, m, d)
}

// numbers are the three of a date, as they stand, and whether the year is short.
type numbers struct {
	n     [3]int
	short [3]bool // two digits or one
}

// threeNumbers takes 3/4/2026, 03-04-26 or 3.4.2026 apart, a time behind it cut
// off. Dotted dates begin with the day wherever they are written.
func threeNumbers(s string) (n numbers, dotted, ok bool) {
	if i := strings.IndexAny(s, " T"); i > 0 && strings.ContainsRune(s[i:], ':') {
		s = strings.TrimSuffix(s[:i], ",")
	}
	i := strings.IndexAny(s, "-/.")
	if i < 1 || i > 4 {
		return n, false, false
	}
	parts := strings.Split(s, s[i:i+1])
	if len(parts) != 3 {
		return n, false, false
	}
	for k, p := range parts {
		v, good := digits(strings.TrimSpace(p))
		if !good {
			return n, false, false
		}
		n.n[k], n.short[k] = v, len(strings.TrimSpace(p)) < 3
	}
	return n, s[i] == '.', true
}

// as reads the numbers in an order.
func (n numbers) as(o Order) (goal.Day, bool) {
	year, month, day := 2, 1, 0
	switch o {
	case OrderMDY:
		month, day = 0, 1
	case OrderYMD:
		year, month, day = 0, 1, 2
	case OrderDMY, OrderUnknown:
	}
	y := n.n[year]
	if n.short[year] {
		y += 2000
	}
	return civil(y, n.n[month], n.n[day])
}

// wordyDate reads a date with the month in English: 31 Jan 2026, Jan 31, 2026.
func wordyDate(s string) (goal.Day, bool) {
	if len(s) < 8 || len(s) > 40 {
		return 0, false
	}
	fields := strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == ',' || r == '-' || r == '.' })
	if len(fields) > 3 {
		if _, weekday := digits(fields[0]); !weekday && monthOf(fields[0]) == 0 {
			fields = fields[1:]
		}
	}
	if len(fields) < 3 {
		return 0, false
	}
	month, dayText := monthOf(fields[0]), fields[1]
	if month == 0 {
		month, dayText = monthOf(fields[1]), fields[0]
	}
	day, okDay := digits(strings.TrimRight(dayText, "stndrh"))
	year, okYear := digits(fields[2])
	if month == 0 || !okDay || !okYear || len(fields[2]) != 4 {
		return 0, false
	}
	return civil(year, int(month), day)
}

// monthOf is the month of an English name or its first three letters; 0 for
// none.
func monthOf(s string) time.Month {
	s = strings.ToLower(s)
	for m := time.January; m <= time.December; m++ {
		name := strings.ToLower(m.String())
		if s == name || len(s) >= 3 && len(s) <= 4 && strings.HasPrefix(name, s) {
			return m
		}
	}
	return 0
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
	if year < minYear || year > maxYear || month < 1 || month > 12 || day < 1 || day > 31 {
		return 0, false
	}
	d := goal.Date(year, time.Month(month), day)
	t := d.Time()
	return d, t.Year() == year && int(t.Month()) == month && t.Day() == day
}

// dayOfEpoch is the civil day that a source counts from 1 January 1970.
func dayOfEpoch(days int64) (goal.Day, bool) {
	const bound = 400 * 366 // keeps the sum below within an int32
	if days < -bound || days > bound {
		return 0, false
	}
	d := goal.Date(1970, time.January, 1) + goal.Day(days)
	return d, d.Year() >= minYear && d.Year() <= maxYear
}

// dayOfMillis is the civil day of a Loop timestamp: milliseconds of a UTC
// midnight that stands for a date and is never converted to a zone.
func dayOfMillis(ms int64) (goal.Day, bool) {
	const perDay = 24 * 60 * 60 * 1000
	days := ms / perDay
	if ms%perDay < 0 {
		days--
	}
	return dayOfEpoch(days)
}

// dayIn is the civil day of an instant where the person lived, at an hour at
// which a new day has begun.
func dayIn(at time.Time, zone *time.Location, rollover time.Duration) (goal.Day, bool) {
	t := at.In(zone).Add(-rollover)
	return civil(t.Year(), int(t.Month()), t.Day())
}

// zone is where instants of the source are read: the one that the source names,
// else the person's.
func (im *importer) zone(named string) *time.Location {
	if named != "" {
		if loc, err := zone.Load(named); err == nil && named != "Local" {
			return loc
		}
	}
	if im.options.Zone != nil {
		return im.options.Zone
	}
	return time.UTC
}
