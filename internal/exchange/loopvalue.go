package exchange

import (
	"math"
	"strconv"
	"strings"

	"github.com/ippo-app/ippo/internal/goal"
)

// The numbers under which Loop stores a day. In a numeric habit every other
// number is an amount in thousandths; 3 is a skip there as well.
const (
	loopUnknown = -1
	loopNo      = 0
	loopAuto    = 1 // filled in by Loop, since the habit is not due every day
	loopManual  = 2
	loopSkip    = 3
	// loopGarbled stands for what is no number and no word of Loop's.
	loopGarbled = math.MinInt64
)

// loopWord reads a value of a Loop CSV: a whole number, or the word that Loop
// writes for one of the five numbers above.
func loopWord(s string) int64 {
	s = strings.TrimSpace(s)
	switch strings.ToUpper(s) {
	case "UNKNOWN", "":
		return loopUnknown
	case "NO":
		return loopNo
	case "YES_AUTO":
		return loopAuto
	case "YES_MANUAL":
		return loopManual
	case "SKIP":
		return loopSkip
	}
	if n, err := strconv.ParseInt(s, 10, 64); err == nil {
		return n
	}
	f, err := strconv.ParseFloat(s, 64) // a spreadsheet writes 1.2E+07
	if err != nil || f != math.Trunc(f) || math.Abs(f) > 1<<53 {
		return loopGarbled
	}
	return int64(f)
}

// loopValue says what a stored number means in a habit of this kind: a value
// (none for a blank day) with its amount, or the reason why it is left out.
func loopValue(kind HabitKind, raw int64) (Value, float64, Reason) {
	switch {
	case raw == loopUnknown:
		return "", 0, ""
	case raw == loopSkip:
		return ValueSkip, 0, ""
	case raw < 0:
		return "", 0, ReasonUnknownValue
	case kind != KindYesNo:
		return ValueAmount, float64(raw) / 1000, ""
	case raw == loopNo:
		return ValueNo, 0, ""
	case raw == loopAuto:
		return "", 0, ReasonAutoDay
	case raw == loopManual:
		return ValueDone, 0, ""
	}
	return "", 0, ReasonUnknownValue
}

// keepLoop adds a stored day of Loop's. A day that is left out or blank keeps
// its note. The first record of a day stays.
func (b *book) keepLoop(day goal.Day, raw int64, note string) {
	value, amount, reason := loopValue(b.habit.Kind, raw)
	if reason != "" {
		b.drops.add(reason, day.String())
	}
	if value == "" {
		if note == "" {
			return
		}
		value = ValueNote
	}
	b.keep(Entry{Day: day, Value: value, Amount: amount, Note: note})
}

// setFrequency takes over Loop's num times in den days. A numeric habit has a
// target per den days, so it is asked for once in them.
func (b *book) setFrequency(num, den int64) {
	const longest = 3660 // days; ten years
	h := &b.habit
	if num < 1 || den < 1 || num > longest || den > longest {
		b.drops.add(ReasonBadFrequency, strconv.FormatInt(num, 10)+"/"+strconv.FormatInt(den, 10))
		num, den = 1, 1
	}
	if h.Kind != KindYesNo {
		num = 1
	} else if num >= den {
		num, den = 1, 1
	}
	h.Num, h.Den = int(num), int(den)
}
