package exchange

import (
	"strconv"
	"strings"

	"github.com/ippo-app/ippo/internal/goal"
)

// harshGap stands between the fields of a line of the log.
const harshGap = " : "

// parseHarshLine reads "date : habit : y|n|s : note : amount"; note and amount
// may be missing. A reason other than none means that the line holds no day.
//
// A note may hold the separator: of six and more fields the last is the amount
// if it is a number or empty, and all others from the fourth on are the note.
func parseHarshLine(line string) (harshLine, Reason) {
	line = clean(line)
	if strings.HasSuffix(line, " :") { // an editor took the last blank away
		line += " "
	}
	fields := strings.Split(line, harshGap)
	if len(fields) < 3 {
		return harshLine{}, ReasonBadLine
	}
	day, err := goal.ParseDay(strings.TrimSpace(fields[0]))
	if err != nil || day.Year() < minYear || day.Year() > maxYear {
		return harshLine{}, ReasonBadDate
	}
	l := harshLine{day: day, habit: strings.TrimSpace(fields[1])}
	if l.habit == "" {
		return harshLine{}, ReasonBadLine
	}
	switch strings.ToLower(strings.TrimSpace(fields[2])) {
	case "y":
		l.value = ValueDone
	case "n":
		l.value = ValueNo
	case "s":
		l.value = ValueSkip
	default:
		return harshLine{}, ReasonUnknownValue
	}
	l.takeNote(fields[3:])
	return l, ""
}

// takeNote reads what follows the result of a day. Text where the amount
// should be is kept with the note.
func (l *harshLine) takeNote(fields []string) {
	if len(fields) == 0 {
		return
	}
	last := len(fields) - 1
	amount, ok := parseAmount(fields[last])
	switch {
	case last == 0:
		last = 1
	case ok:
		l.amount = amount
	case last == 1:
		l.badAmount = true
		last = 2
	default:
		last = len(fields)
	}
	l.joined = last > 1 && !l.badAmount
	l.note = strings.TrimSpace(strings.Join(fields[:last], harshGap))
}

// parseAmount reads an amount; empty is 0.
func parseAmount(s string) (float64, bool) {
	s = strings.TrimSpace(s)
	if s == "" {
		return 0, true
	}
	f, err := strconv.ParseFloat(s, 64)
	if err != nil || f != finite(f) {
		return 0, false
	}
	return f, true
}
