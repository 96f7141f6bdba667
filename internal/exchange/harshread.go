package exchange

import (
	"strconv"
	"strings"

	"github.com/ippo-app/ippo/internal/goal"
)

// harsh is a pair of harsh's files while they are being read.
type harsh struct {
	books   []*book
	byName  map[string]*book
	keys    keyring
	listed  bool
	remarks drops
}

// harshHabit is a line of the habits file.
type harshHabit struct {
	name     string
	num, den int // num 0: only tracked
	ends     goal.Day
}

// harshLine is a line of the log.
type harshLine struct {
	day       goal.Day
	habit     string
	value     Value
	note      string
	amount    float64
	joined    bool // the note held the separator
	badAmount bool
}

// addHabit reads a line of the habits file.
func (h *harsh) addHabit(line string) {
	if !isHarshText(line) {
		return
	}
	habit, reason := parseHarshHabit(line)
	switch {
	case reason == ReasonBadLine, reason == ReasonHeading:
		h.remarks.add(reason, strings.TrimLeft(line, "! "))
		return
	case h.byName[habit.name] != nil:
		h.byName[habit.name].drops.add(ReasonDuplicateHabit, line)
		return
	}
	b := h.open(habit)
	if reason != "" {
		b.drops.add(reason, line)
	}
}

// open begins a book for a habit.
func (h *harsh) open(habit harshHabit) *book {
	b := newBook(Habit{
		Key: h.keys.key("", habit.name), Name: habit.name, Kind: KindYesNo,
		Num: habit.num, Den: habit.den, Ends: habit.ends,
	})
	h.books = append(h.books, b)
	h.byName[habit.name] = b
	return b
}

// addLine reads a line of the log. A habit that the habits file does not have
// is opened; where there is such a file, it was put away by its owner.
func (h *harsh) addLine(line string) {
	if !isHarshText(line) {
		return
	}
	l, reason := parseHarshLine(line)
	if reason != "" {
		h.remarks.add(reason, line)
		return
	}
	b := h.byName[l.habit]
	if b == nil {
		b = h.open(harshHabit{name: l.habit, num: 1, den: 1})
		b.habit.Archived = h.listed
		b.drops.add(ReasonUnlistedHabit, l.habit)
	}
	if l.joined {
		b.drops.add(ReasonJoinedComment, l.note)
	}
	if l.badAmount {
		b.drops.add(ReasonBadAmount, line)
	}
	if b.habit.Ends != 0 && l.day > b.habit.Ends {
		b.drops.add(ReasonAfterEndDate, l.day.String())
	}
	b.replace(Entry{Day: l.day, Value: l.value, Amount: l.amount, Note: l.note})
}

// isHarshText says whether a line is more than a blank or a comment.
func isHarshText(line string) bool {
	line = strings.TrimSpace(line)
	return line != "" && line[0] != '#'
}

// parseHarshHabit reads "Gym: 3/7", with an end date "Gym: 3/7 : 2026-02-01".
// A frequency that cannot be read makes the habit daily, with the reason
// bad_frequency; other reasons mean that the line is no habit.
func parseHarshHabit(line string) (harshHabit, Reason) {
	line = strings.TrimSpace(clean(line))
	if strings.HasPrefix(line, "!") {
		return harshHabit{}, ReasonHeading
	}
	fields := strings.Split(line, ": ")
	if i := strings.LastIndex(line, ":"); len(fields) == 1 && i >= 0 { // "Gym:3/7"
		fields = []string{line[:i], line[i+1:]}
	}
	for i := 1; i < len(fields); i++ {
		num, den, ok := parseHarshFrequency(fields[i])
		if !ok {
			continue
		}
		habit := harshHabit{name: strings.TrimSpace(strings.Join(fields[:i], ": ")), num: num, den: den}
		if i+1 < len(fields) {
			habit.ends, _ = parseDate(fields[i+1], false)
		}
		if habit.name == "" {
			return harshHabit{}, ReasonBadLine
		}
		return habit, ""
	}
	name := strings.TrimSpace(fields[0])
	if len(fields) == 1 || name == "" {
		return harshHabit{}, ReasonBadLine
	}
	return harshHabit{name: name, num: 1, den: 1}, ReasonBadFrequency
}

// parseHarshFrequency reads "3/7", "7" (once in seven days), "1w", "2/2w" and
// "0" (only tracked).
func parseHarshFrequency(s string) (num, den int, ok bool) {
	target, interval, pair := strings.Cut(s, "/")
	if !pair {
		target, interval = "1", target
	}
	num, err := strconv.Atoi(strings.TrimSpace(target))
	if err != nil || num < 0 {
		return 0, 0, false
	}
	den, ok = harshDays(strings.TrimSpace(interval))
	switch {
	case !ok:
		return 0, 0, false
	case !pair && den == 0, num == 0:
		return 0, 1, true
	case den == 0 || num > den:
		return 0, 0, false
	case num == den:
		return 1, 1, true
	}
	return num, den, true
}

// harshDays reads a number of days, or of weeks as in "2w"; at most ten years.
func harshDays(s string) (int, bool) {
	weeks := strings.TrimSuffix(strings.ToLower(s), "w")
	n, err := strconv.Atoi(weeks)
	if err != nil || n < 0 || n > 3660 {
		return 0, false
	}
	if len(weeks) < len(s) {
		n *= 7
	}
	return n, true
}
