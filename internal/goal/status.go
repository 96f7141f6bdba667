package goal

import "slices"

// DayStatus is what a day counts as, once plan, pauses and covers are looked
// at (method 0, ruling 26). Outside a goal's days it is empty.
// It is a byte, because ten years of them are laid out for every page.
type DayStatus uint8

// The seven statuses. Only today is open (method 14 l).
const (
	DayNone DayStatus = iota
	DayOpen
	DayDone
	DayMissed
	DayRest
	DayPause
	DayCovered
	DayUnlogged
)

var dayStatuses = [...]string{"", "open", "done", "missed", "rest", "pause", "covered", "unlogged"} //nolint:gochecknoglobals // the names of the constants above

// String is the status's name, as JSON has it.
func (s DayStatus) String() string { return dayStatuses[s] }

// MarshalText writes the name.
func (s DayStatus) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (s *DayStatus) UnmarshalText(b []byte) error {
	i := slices.Index(dayStatuses[:], string(b))
	if i < 0 {
		return Invalid("status", "error.status", string(b))
	}
	*s = DayStatus(i)
	return nil
}

// active days are the denominator of adherence: done, missed, covered or
// unlogged. Rest and pause never are.
func (s DayStatus) active() bool {
	switch s {
	case DayDone, DayMissed, DayCovered, DayUnlogged:
		return true
	default:
		return false
	}
}

// counts says whether the day counts for the chain (ruling 22).
func (s DayStatus) counts() bool {
	return s == DayDone || s.Miss()
}

// Miss says whether the day is a miss for the chain.
func (s DayStatus) Miss() bool { return s == DayMissed || s == DayUnlogged }

// Letter is one day of a goal's life as stored: what was logged, without plan,
// pauses and covers, which are laid over it when it is read (ruling 21).
type Letter byte

// The letters.
const (
	LetterNone   Letter = '.'
	LetterDone   Letter = 'd'
	LetterMore   Letter = 'm' // more than the minimum
	LetterMissed Letter = 'x'
	LetterRest   Letter = 'r'
)

// LetterOf is the letter of a day log under the plan in force on its day.
func LetterOf(l DayLog, p Plan) Letter {
	switch l.Status {
	case LogDone:
		if moreThanStep(l, p) {
			return LetterMore
		}
		return LetterDone
	case LogMissed:
		return LetterMissed
	case LogRest:
		return LetterRest
	default:
		return LetterNone
	}
}

// Marks are the letters of one goal and calendar year, from 1 January on.
type Marks struct {
	Goal    string
	Year    int
	Letters string // one a day, 365 or 366 of them
}

// With is the marks with the letter of one day replaced.
func (m Marks) With(d Day, l Letter) Marks {
	b := []byte(m.Letters)
	for i := len(b); i < daysIn(m.Year); i++ {
		b = append(b, byte(LetterNone))
	}
	b[d.yearDay()-1] = byte(l)
	m.Letters = string(b)
	return m
}

func daysIn(year int) int { return int(Date(year+1, 1, 1) - Date(year, 1, 1)) }

// Letters are a goal's whole life, by day.
type Letters map[int]string

// NewLetters joins the marks of a goal's years.
func NewLetters(ms []Marks) Letters {
	l := make(Letters, len(ms))
	for _, m := range ms {
		l[m.Year] = m.Letters
	}
	return l
}

// on is the letter of one day.
func (l Letters) on(d Day) Letter {
	t := d.Time()
	if s, i := l[t.Year()], t.YearDay()-1; i < len(s) {
		return Letter(s[i])
	}
	return LetterNone
}

// span is the letters of the days first..last, one a day.
func (l Letters) span(first, last Day) []Letter {
	if last < first {
		return nil
	}
	out := make([]Letter, 0, last-first+1)
	for d := first; d <= last; {
		year := d.Year()
		begin := Date(year, 1, 1)
		end := min(last, Date(year+1, 1, 1)-1)
		s := l[year]
		for ; d <= end; d++ {
			if i := int(d - begin); i < len(s) {
				out = append(out, Letter(s[i]))
			} else {
				out = append(out, LetterNone)
			}
		}
	}
	return out
}
