package cli

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/ippo-app/ippo/internal/goal"
)

// daysAgoMost bounds "2 days ago" and -2: about eleven years.
const daysAgoMost = 4000

// parseAgo reads 2 days ago, as each language says it.
func (d deps) parseAgo(s string, today goal.Day) (goal.Day, bool) {
	for key, days := range map[string]int{"when.ago.days": 1, "when.ago.weeks": 7} {
		for form := range d.forms(key) {
			before, after, _ := strings.Cut(form, "{n}")
			rest, ok := strings.CutPrefix(s, before)
			if !ok {
				continue
			}
			if rest, ok = strings.CutSuffix(rest, after); !ok {
				continue
			}
			if n, err := strconv.Atoi(strings.TrimSpace(rest)); err == nil && n >= 0 && n*days < daysAgoMost {
				return today - goal.Day(n*days), true
			}
		}
	}
	return 0, false
}

// parseNamed reads last friday and next friday. Neither is today.
func (d deps) parseNamed(s string, today goal.Day) (goal.Day, bool) {
	for _, key := range []string{"when.last", "when.next"} {
		for form := range d.forms(key) {
			before, after, _ := strings.Cut(form, "{day}")
			rest, ok := strings.CutPrefix(s, before)
			if !ok {
				continue
			}
			if rest, ok = strings.CutSuffix(rest, after); !ok {
				continue
			}
			w, ok := d.parseWeekday(rest)
			switch {
			case !ok:
			case key == "when.last":
				return latest(today-1, w), true
			default:
				return soonest(today+1, w), true
			}
		}
	}
	return 0, false
}

// latest such weekday up to a day.
func latest(day goal.Day, w time.Weekday) goal.Day { return day - goal.Day((7+day.Weekday()-w)%7) }

// soonest such weekday from a day on.
func soonest(day goal.Day, w time.Weekday) goal.Day { return day + goal.Day((7+w-day.Weekday())%7) }

// forms of a way to say a day: of the person's language, and the English ones.
func (d deps) forms(key string) func(func(string) bool) {
	said := d.say(key)
	if d.words.Lang() != "en" {
		said += "|" + english().Say(key)
	}
	return func(yield func(string) bool) {
		for form := range strings.SplitSeq(said, "|") {
			if !yield(folded(form)) {
				return
			}
		}
	}
}

var (
	yearFirst = regexp.MustCompile(`^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$`)
	dotted    = regexp.MustCompile(`^(\d{1,2})\.(\d{1,2})\.(\d{4})$`)
	slashed   = regexp.MustCompile(`^(\d{1,2})[/-](\d{1,2})[/-](\d{4})$`)
)

// writesMonthFirst says whether a region writes 10/23.
func writesMonthFirst(region string) bool {
	switch region {
	case "US", "PH", "PR", "GU", "VI", "AS", "MP", "UM", "FM", "MH", "PW":
		return true
	}
	return false
}

// writesNoOrder says whether a region writes the year first, or both orders, so
// that its 5/10 says nothing for sure; as one that is not known.
func writesNoOrder(region string) bool {
	switch region {
	case "", "CA", "CN", "HK", "HU", "IR", "JP", "KR", "KP", "LT", "MN", "MO", "SE", "TW", "ZA":
		return true
	}
	return false
}

// parseNumeric reads a date in figures. Points stand in dates with the day
// first; between strokes the person's region says what is first, and nothing
// else: who writes 22/10 would have 12/10 read otherwise. Where the region says
// nothing, only one of the two may be a date (ruling 113).
func (d deps) parseNumeric(s string) (goal.Day, error) {
	if m := yearFirst.FindStringSubmatch(s); m != nil {
		return dated(s, m[1], m[2], m[3])
	}
	if m := dotted.FindStringSubmatch(s); m != nil {
		return dated(s, m[3], m[2], m[1])
	}
	m := slashed.FindStringSubmatch(s)
	if m == nil {
		return 0, wrong("error.day", s)
	}
	byDay, errDay := dated(s, m[3], m[2], m[1])
	byMonth, errMonth := dated(s, m[3], m[1], m[2])
	region := strings.ToUpper(d.region())
	switch {
	case writesMonthFirst(region):
		return byMonth, errMonth
	case !writesNoOrder(region):
		return byDay, errDay
	case errMonth != nil, byDay == byMonth:
		return byDay, errDay
	case errDay != nil:
		return byMonth, nil //nolint:nilerr // read the other way round it is no date, which decides
	}
	return 0, wrong("error.day.two", s, byDay.String(), byMonth.String())
}

// dated is the day of a year, month and day in figures.
func dated(s, year, month, day string) (goal.Day, error) {
	two := func(x string) string { return strings.Repeat("0", 2-len(x)) + x }
	d, err := goal.ParseDay(year + "-" + two(month) + "-" + two(day))
	if err != nil {
		return 0, wrong("error.day", s)
	}
	return d, nil
}
