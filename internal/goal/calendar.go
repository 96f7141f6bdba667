package goal

import (
	"slices"
	"time"
)

// DefaultRollover is the wall-clock hour at which a day begins (method 0).
const DefaultRollover = 3

// MaxRollover is the latest hour that can be one.
const MaxRollover = 5

// shortestDay is the length under which a date is rest by itself (method 4.2).
const shortestDay = 20 * time.Hour

// ZoneFrom says that a person lives in an IANA zone from an instant on.
type ZoneFrom struct {
	From int64  `json:"from"` // ms UTC; 0 for since ever
	Zone string `json:"zone"` // IANA name
}

// GridFrom says how weeks and days are cut from a day on.
type GridFrom struct {
	From      Day          `json:"from"`
	WeekStart time.Weekday `json:"week_start"`
	Rollover  int          `json:"rollover"` // hour 0-5
}

// Settings are a person's dated settings: a zone holds from its instant, week
// start and roll-over hour from a day (ruling 12).
type Settings struct {
	Name      string     `json:"name,omitempty"`
	Locale    string     `json:"locale,omitempty"`
	Zones     []ZoneFrom `json:"zones,omitempty"`
	Grids     []GridFrom `json:"grids,omitempty"`
	Theme     string     `json:"theme,omitempty"`     // light, dark, or empty for the system's
	Hidden    string     `json:"hidden,omitempty"`    // parts that Today leaves out, with commas
	Shown     string     `json:"shown,omitempty"`     // parts off at first that Today has, with commas
	Emergency string     `json:"emergency,omitempty"` // the person's own emergency number
	// UTCByDefault is set while no zone with an IANA name was found.
	UTCByDefault bool `json:"utc_by_default,omitempty"`
}

type zoneSpan struct {
	from int64
	loc  *time.Location
}

// weekSpan is a run of weeks cut alike, from its first day on. A gap is the
// partial week between two cuts.
type weekSpan struct {
	first Day
	start time.Weekday
	gap   bool
}

// Calendar turns instants into days and days into weeks for one person.
type Calendar struct {
	zones []zoneSpan
	grids []GridFrom
	weeks []weekSpan
}

// NewCalendar builds a calendar; load finds a zone by its IANA name (usually
// [time.LoadLocation]). A zone that cannot be loaded counts as UTC.
func NewCalendar(s Settings, load func(string) (*time.Location, error)) Calendar {
	var c Calendar
	for _, z := range s.Zones {
		loc, err := load(z.Zone)
		if err != nil {
			loc = time.UTC
		}
		c.zones = append(c.zones, zoneSpan{z.From, loc})
	}
	slices.SortStableFunc(c.zones, func(a, b zoneSpan) int { return compare(a.from, b.from) })
	if len(c.zones) == 0 {
		c.zones = []zoneSpan{{0, time.UTC}}
	}
	c.grids = slices.Clone(s.Grids)
	slices.SortStableFunc(c.grids, func(a, b GridFrom) int { return int(a.From - b.From) })
	if len(c.grids) == 0 {
		c.grids = []GridFrom{{0, time.Monday, DefaultRollover}}
	}
	c.cutWeeks()
	return c
}

func compare(a, b int64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// cutWeeks lays the week grids end to end: a running week keeps its bounds, and
// the days between two grids form one partial week (ruling 12).
func (c *Calendar) cutWeeks() {
	c.weeks = []weekSpan{{0, c.grids[0].WeekStart, false}}
	for _, g := range c.grids[1:] {
		last := c.weeks[len(c.weeks)-1]
		if g.WeekStart == last.start {
			continue
		}
		_, end := c.Week(g.From - 1)
		gap := end + 1
		next := gap + Day((7+g.WeekStart-gap.Weekday())%7)
		if next > gap {
			c.weeks = append(c.weeks, weekSpan{gap, last.start, true})
		}
		c.weeks = append(c.weeks, weekSpan{next, g.WeekStart, false})
	}
}

// Clock is the wall clock of an instant (ms UTC) where the person was.
func (c Calendar) Clock(ms int64) time.Time {
	loc := c.zones[0].loc
	for _, z := range c.zones {
		if z.from <= ms {
			loc = z.loc
		}
	}
	return time.UnixMilli(ms).In(loc)
}

// DayAt is the day that an instant (ms UTC) belongs to: the local date, minus
// one before the roll-over hour (ruling 12).
func (c Calendar) DayAt(ms int64) Day {
	t := c.Clock(ms)
	d := dayOfTime(t)
	if t.Hour() < c.rollover(d) {
		return d - 1
	}
	return d
}

func (c Calendar) rollover(d Day) int {
	h := c.grids[0].Rollover
	for _, g := range c.grids {
		if g.From <= d {
			h = g.Rollover
		}
	}
	return h
}

// Week gives the first and last day of the week that d lies in.
func (c Calendar) Week(d Day) (first, last Day) {
	i := 0
	for j, w := range c.weeks {
		if w.first <= d {
			i = j
		}
	}
	w := c.weeks[i]
	if w.gap {
		return w.first, c.weeks[i+1].first - 1
	}
	first = d - Day((7+d.Weekday()-w.start)%7)
	last = first + 6
	return first, last
}

// WeekStart is the weekday on which the week of d begins.
func (c Calendar) WeekStart(d Day) time.Weekday {
	first, _ := c.Week(d)
	return first.Weekday()
}

// autoRest says whether travel made the date shorter than twenty hours, or
// skipped it altogether; such a date is rest unless stamped (ruling 12).
func (c Calendar) autoRest(d Day) bool {
	if !c.nearZoneChange(d) {
		return false
	}
	var first, last int64
	for i, z := range c.zones {
		from, to := c.bounds(d, z.loc)
		if i > 0 {
			from = max(from, z.from)
		}
		if i+1 < len(c.zones) {
			to = min(to, c.zones[i+1].from)
		}
		if from >= to {
			continue
		}
		if last == 0 {
			first = from
		}
		first, last = min(first, from), max(last, to)
	}
	return last-first < shortestDay.Milliseconds()
}

func (c Calendar) nearZoneChange(d Day) bool {
	at := d.Time().UnixMilli()
	const near = 3 * 24 * int64(time.Hour/time.Millisecond)
	for _, z := range c.zones[1:] {
		if z.from > at-near && z.from < at+near {
			return true
		}
	}
	return false
}

// bounds are the instants at which d begins and ends in a zone.
func (c Calendar) bounds(d Day, loc *time.Location) (from, to int64) {
	begin := func(d Day) int64 {
		y, m, day := d.Time().Date()
		return time.Date(y, m, day, c.rollover(d), 0, 0, 0, loc).UnixMilli()
	}
	return begin(d), begin(d + 1)
}

// possibleDay says whether d is the day somewhere on earth at an instant, give
// or take the roll-over (ruling 12: UTC-12 to +14).
func possibleDay(d Day, ms int64) bool {
	at := time.UnixMilli(ms).UTC()
	earliest := dayOfTime(at.Add(-12*time.Hour - 5*time.Hour))
	latest := dayOfTime(at.Add(14 * time.Hour))
	return d >= earliest && d <= latest
}
