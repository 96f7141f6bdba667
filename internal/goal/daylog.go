package goal

import (
	"slices"
	"strings"
)

// LogStatus is what the person said of a day, before plan and pauses are
// looked at.
type LogStatus string

// The four things a day log can say.
const (
	LogNone   LogStatus = ""
	LogDone   LogStatus = "done"
	LogMissed LogStatus = "missed" // not today
	LogRest   LogStatus = "rest"
)

// Amount is one logged amount of a day.
type Amount struct {
	Command string   `json:"command"`
	At      int64    `json:"at"`
	Minutes *float64 `json:"minutes,omitempty"`
	Amount  *float64 `json:"amount,omitempty"`
	Full    bool     `json:"full,omitempty"`
}

// DayStatus is what was said, as what the day counts as while nothing is laid
// over it.
func (s LogStatus) DayStatus() DayStatus {
	switch s {
	case LogDone:
		return DayDone
	case LogMissed:
		return DayMissed
	case LogRest:
		return DayRest
	default:
		return DayNone
	}
}

// DayLog is one goal's day: the fold of its live day commands.
type DayLog struct {
	Goal    string
	Status  LogStatus
	Amounts []Amount // one a stamp, bare ticks too, in order
	Note    string
	Tag     MissTag
	Met     []Met
	At      int64 // instant of the first stamp, ms UTC; 0 without one
	Day     Day
	Late    bool // written on a later day
	Morning bool // done before noon of the day itself
	Source  bool // only imported records speak for this day
}

// Empty says that nothing was written: no row is kept for such a day.
func (l DayLog) Empty() bool {
	return l.Status == LogNone && len(l.Amounts) == 0 && l.Note == "" && l.Tag == "" && len(l.Met) == 0
}

// Stamps are the ids of the stamps of the day, for a correction to name.
func (l DayLog) Stamps() []string {
	var ids []string
	for _, a := range l.Amounts {
		ids = append(ids, a.Command)
	}
	return ids
}

// Minutes is the sum of the logged minutes, and whether any were logged.
func (l DayLog) Minutes() (sum float64, logged bool) {
	for _, a := range l.Amounts {
		if a.Minutes != nil {
			sum, logged = sum+*a.Minutes, true
		}
	}
	return sum, logged
}

// Units is the sum of the logged amounts, and whether any were logged.
func (l DayLog) Units() (sum float64, logged bool) {
	for _, a := range l.Amounts {
		if a.Amount != nil {
			sum, logged = sum+*a.Amount, true
		}
	}
	return sum, logged
}

// SortEntries puts entries into the order of the fold: instant, then id.
func SortEntries(es []Entry) {
	slices.SortFunc(es, func(a, b Entry) int {
		if c := compare(a.At, b.At); c != 0 {
			return c
		}
		return strings.Compare(a.ID, b.ID)
	})
}

// FoldDay makes a day log of the live day commands of one goal and day,
// whatever their order of arrival (ruling 16).
func FoldDay(goal string, day Day, entries []Entry, cal Calendar) DayLog {
	f := dayFold{log: DayLog{Goal: goal, Day: day}, cal: cal, replaced: map[string]bool{}}
	own := make([]Entry, 0, len(entries))
	var records []Entry
	for _, e := range entries {
		if e.Undone {
			continue
		}
		switch b := e.Body.(type) {
		case Skip:
			f.replaces(b.Replaces)
		case Rest:
			f.replaces(b.Replaces)
		}
		if e.Body.Kind() == KindRecord {
			records = append(records, e)
			continue
		}
		own = append(own, e)
	}
	SortEntries(own)
	for _, e := range own {
		f.apply(e)
	}
	f.imported(records)
	return f.log
}

type dayFold struct {
	log      DayLog
	cal      Calendar
	replaced map[string]bool
}

func (f *dayFold) replaces(ids []string) {
	for _, id := range ids {
		f.replaced[id] = true
	}
}

func (f *dayFold) apply(e Entry) {
	switch b := e.Body.(type) {
	case Stamp:
		if !f.replaced[e.ID] {
			f.stamp(e, b)
		}
		f.words(b.Note, "", b.Met)
	case Skip:
		if f.log.Status != LogDone {
			f.log.Status = LogMissed
			f.late(e)
		}
		f.words(b.Note, b.Tag, b.Met)
	case Rest:
		if f.log.Status != LogDone {
			f.log.Status = LogRest
			f.late(e)
		}
	case Remark:
		f.words(b.Note, b.Tag, b.Met)
	}
}

func (f *dayFold) stamp(e Entry, b Stamp) {
	first := f.log.Status != LogDone
	f.log.Status = LogDone
	f.log.Amounts = append(f.log.Amounts, Amount{e.ID, e.At, b.Minutes, b.Amount, b.Full})
	if first {
		f.log.At = e.At
		f.late(e)
		clock := f.cal.Clock(e.At) // after midnight the day is still this one, and its morning is over
		f.log.Morning = dayOfTime(clock) == f.log.Day && clock.Hour() < 12
	}
}

// late says whether the act came after the day was over.
func (f *dayFold) late(e Entry) {
	f.log.Late = f.cal.DayAt(e.At) > f.log.Day
}

func (f *dayFold) words(note string, tag MissTag, met []Met) {
	if note != "" {
		if f.log.Note != "" {
			f.log.Note += "\n"
		}
		f.log.Note += note
	}
	if tag != "" {
		f.log.Tag = tag
	}
	for _, m := range met {
		i := slices.IndexFunc(f.log.Met, func(x Met) bool { return x.Plan == m.Plan })
		if i < 0 {
			f.log.Met = append(f.log.Met, m)
		} else {
			f.log.Met[i] = m
		}
	}
}

// imported lets the latest record of the day speak where the person did not.
func (f *dayFold) imported(records []Entry) {
	if len(records) == 0 {
		return
	}
	SortEntries(records)
	last := records[len(records)-1]
	b, ok := last.Body.(Record)
	if !ok {
		return
	}
	f.words(b.Note, "", nil)
	if f.log.Status != LogNone || len(f.log.Amounts) > 0 {
		return
	}
	f.log.Source = true
	f.log.Status, f.log.Late = b.Status, b.Late
	if b.Status == LogDone || b.Amount != nil {
		f.log.Amounts = []Amount{{Command: last.ID, At: last.At, Minutes: b.Minutes, Amount: b.Amount, Full: b.Full}}
	}
}

// Feeling is how a person's day was, entered from any goal (ruling 13).
type Feeling struct {
	Day    Day
	Energy *int
	Mood   *int
}

// feelOf is what a body says of the day's energy and mood.
func feelOf(b Body) Feel {
	switch x := b.(type) {
	case Stamp:
		return x.Feel
	case Skip:
		return x.Feel
	case Remark:
		return x.Feel
	}
	return Feel{}
}

// Feels says whether a body says anything of the day's energy or mood.
func Feels(b Body) bool {
	f := feelOf(b)
	return f.Energy != nil || f.Mood != nil
}

// FoldFeeling takes the latest energy and the latest mood of a day's entries.
func FoldFeeling(day Day, entries []Entry) Feeling {
	es := slices.Clone(entries)
	SortEntries(es)
	f := Feeling{Day: day}
	for _, e := range es {
		if e.Undone || e.Day != day {
			continue
		}
		x := feelOf(e.Body)
		if x.Energy != nil {
			f.Energy = x.Energy
		}
		if x.Mood != nil {
			f.Mood = x.Mood
		}
	}
	return f
}

// FoldMeasurements gives the live measurements in the order (day, instant, id).
func FoldMeasurements(entries []Entry) []Measurement {
	var ms []Measurement
	for _, e := range entries {
		if b, ok := e.Body.(Measure); ok && !e.Undone {
			ms = append(ms, Measurement{e.Day, e.At, e.ID, b.Value, b.Milestone, b.Yes, b.Ready})
		}
	}
	slices.SortFunc(ms, func(a, b Measurement) int {
		if a.Day != b.Day {
			return int(a.Day - b.Day)
		}
		if c := compare(a.At, b.At); c != 0 {
			return c
		}
		return strings.Compare(a.Command, b.Command)
	})
	return ms
}
