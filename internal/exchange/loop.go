package exchange

import (
	"math"
	"strconv"
	"strings"

	"github.com/ippo-app/ippo/internal/goal"
)

// What Loop's backup and its CSV export have in common.

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
// (a note for a blank day) with its amount, or the reason why it is left out.
func loopValue(kind goal.HabitKind, raw int64) (value, float64, reason) {
	switch {
	case raw == loopUnknown:
		return valueNote, 0, ""
	case raw == loopSkip:
		return valueSkip, 0, ""
	case raw < 0:
		return valueNote, 0, reasonUnknownValue
	case kind != goal.HabitYesNo:
		return valueAmount, float64(raw) / 1000, ""
	case raw == loopNo:
		return valueNo, 0, ""
	case raw == loopAuto:
		return valueNote, 0, reasonAutoDay
	case raw == loopManual:
		return valueDone, 0, ""
	}
	return valueNote, 0, reasonUnknownValue
}

// finishLoop understands the stored number of a day. A day that is left out or
// blank keeps its note.
func finishLoop(x *habit, day *record, d *drops) bool {
	v, amount, why := loopValue(x.kind, int64(day.amount))
	switch {
	case why != "" && day.note != "":
		d.add(reasonNoteOnly, day.day.String())
	case why != "":
		d.add(why, day.day.String())
	}
	day.value, day.amount = v, amount
	return true
}

// addLoop takes a stored day of Loop's; a blank one without words is no record.
func (im *importer) addLoop(x *habit, day goal.Day, raw int64, note string) error {
	if raw == loopUnknown && note == "" {
		x.drops.add(reasonNoValue, day.String())
		return nil
	}
	return im.add(x, record{day: day, value: valueRaw, amount: float64(raw), note: note})
}

// often takes over num times in den days, or says that it cannot be read: then
// the habit is daily, as one of n in n days is (ruling 67). Any other numeric habit
// has a target per den days, so it is asked for once in them.
func (x *habit) often(num, den int64) {
	const longest = 3660 // days; ten years
	if num < 1 || den < 1 || num > longest || den > longest {
		x.drops.add(reasonBadFrequency, strconv.FormatInt(num, 10)+"/"+strconv.FormatInt(den, 10))
		num, den = 1, 1
	}
	switch {
	case num >= den:
		num, den = 1, 1
	case x.kind != goal.HabitYesNo:
		num = 1
	}
	x.num, x.den = int(num), int(den)
}

// timesADay takes over a target of a day that is asked for num times in den days:
// where that is not every day, the target is one for all of them.
func (x *habit) timesADay(target float64, num, den int64) {
	if x.target = max(0, target); num < den {
		x.target *= float64(max(1, num))
	}
	x.often(num, den)
}

// whole reads a whole number; 0 for anything else.
func whole(s string) int64 { return int64(decimal(s)) }

// decimal reads a number written with a point or a comma; 0 for anything else
// and for what is below 0 or beyond any habit.
func decimal(s string) float64 {
	f, _ := amountOf(s)
	return f
}

// amountOf reads a number written with a point or a comma; false for anything
// else and for what no habit counts.
func amountOf(s string) (float64, bool) {
	f, err := strconv.ParseFloat(strings.Replace(strings.TrimSpace(s), ",", ".", 1), 64)
	if err != nil || math.IsNaN(f) || f < 0 || f > goal.MaxAmount {
		return 0, false
	}
	return f, true
}
