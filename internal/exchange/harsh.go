package exchange

import (
	"bufio"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/ippo-app/ippo/internal/goal"
)

// harsh's two text files, habits and log, in a folder, a zip or alone, as version
// 0.14.3 (commit 509700f of 2026) writes and reads them; before there were amounts and
// comments a line of the log had three fields.

// isHarsh says whether a text is harsh's log, by a line of it, or by its name
// harsh's habits.
func isHarsh(s *sample) bool { return isHarshLog(s.text()) || isHarshList(s) }

func isHarshLog(text string) bool {
	for line := range strings.SplitSeq(text, "\n") {
		if _, why := parseHarshLine(line); why == "" && isHarshText(line) {
			return true
		}
	}
	return false
}

func isHarshList(s *sample) bool {
	if strings.TrimSuffix(s.base(), ".txt") != "habits" || isHarshLog(s.text()) {
		return false
	}
	for line := range strings.SplitSeq(s.text(), "\n") {
		if _, why := parseHarshHabit(line); why == "" && isHarshText(line) {
			return true
		}
	}
	return false
}

// withHarshBeside adds to one of harsh's files the other one in its folder.
func withHarshBeside(path string, a *archive, f Format) (*archive, error) {
	if !a.plain || f != FormatUnknown && f != FormatHarsh {
		return a, nil
	}
	m := a.members[0]
	head, err := a.head(m, sampleSize)
	if err != nil {
		return a, err
	}
	s := &sample{name: m.name, head: head}
	base := strings.ToLower(strings.TrimSuffix(m.name, ".txt"))
	if base != "habits" && base != "log" || !isHarsh(s) {
		return a, nil
	}
	other := "log"
	if base == "log" {
		other = "habits"
	}
	beside := filepath.Join(filepath.Dir(path), other+filepath.Ext(m.name))
	info, err := os.Lstat(beside) // as in a folder, links are not followed
	if err != nil || !info.Mode().IsRegular() {
		return a, nil //nolint:nilerr // it is alone
	}
	a.members = append(a.members, member{filepath.Base(beside), info.Size(), func() (io.ReadCloser, error) {
		f, err := os.Open(beside)
		if err != nil {
			return nil, errFile(filepath.Base(beside), err)
		}
		return f, nil
	}})
	return a, nil
}

// readHarsh reads the habits in their order, then those that only the log
// knows. Of two lines for a day the later one holds.
func readHarsh(im *importer, members []member) error {
	var lists, logs []member
	for _, m := range members {
		head, err := im.archive.head(m, sampleSize)
		if err != nil {
			return err
		}
		if isHarshList(&sample{name: m.name, head: head}) {
			lists = append(lists, m)
		} else {
			logs = append(logs, m)
		}
	}
	x := &harsh{importer: im, listed: len(lists) > 0}
	if err := each(lists, im.archive, func(_ member, r io.Reader) error { return x.lines(r, x.addHabit) }); err != nil {
		return err
	}
	return each(logs, im.archive, func(_ member, r io.Reader) error { return x.lines(r, x.addLine) })
}

// harsh is a pair of harsh's files while they are being read.
type harsh struct {
	*importer
	listed bool // there is a habits file
}

// harshHabit is a line of the habits file.
type harshHabit struct {
	name     string
	num, den int    // num 0: only tracked
	ends     string // a date; empty for none
}

// harshLine is a line of the log.
type harshLine struct {
	day       goal.Day
	habit     string
	value     value
	note      string
	amount    float64
	joined    bool // the note held the separator
	badAmount bool
}

// lines calls f with every line of a file that is more than a blank or a
// comment.
func (im *importer) lines(r io.Reader, f func(line string) error) error {
	return im.linesOf(im.decode(r), f)
}

func (im *importer) linesOf(text io.Reader, f func(line string) error) error {
	src := bufio.NewReaderSize(text, 64<<10)
	for {
		line, err := readLine(src)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if isHarshText(line) {
			if err := f(line); err != nil {
				return err
			}
		}
	}
}

// isHarshText says whether a line is more than a blank or a comment.
func isHarshText(line string) bool {
	line = strings.TrimSpace(line)
	return line != "" && line[0] != '#'
}

// addHabit reads a line of the habits file.
func (h *harsh) addHabit(line string) error {
	l, why := parseHarshHabit(line)
	switch {
	case why == reasonBadLine:
		h.drops.add(reasonBadHabit, line)
		return nil
	case why == reasonHeading:
		h.drops.add(why, strings.TrimLeft(line, "! "))
		return nil
	case h.byName[l.name] != nil:
		h.byName[l.name].drops.add(reasonDuplicateHabit, line)
		return nil
	}
	x, err := h.begin(l)
	if err == nil && why != "" {
		x.drops.add(why, line)
	}
	return err
}

// begin opens a habit.
func (h *harsh) begin(l harshHabit) (*habit, error) {
	x, err := h.habitNamed(l.name)
	if err != nil {
		return nil, err
	}
	x.num, x.den, x.join = l.num, l.den, keepLater
	if l.ends != "" {
		x.ends, _ = h.dates.parse(l.ends)
	}
	return x, nil
}

// addLine reads a line of the log. A habit that the habits file does not have
// is opened; where there is such a file, it was put away by its owner.
func (h *harsh) addLine(line string) error {
	l, why := parseHarshLine(line)
	if why != "" {
		h.drops.add(why, line)
		return nil
	}
	x := h.byName[l.habit]
	if x == nil {
		var err error
		if x, err = h.begin(harshHabit{name: l.habit, num: 1, den: 1}); err != nil {
			return err
		}
		x.archived = h.listed
		x.drops.add(reasonUnlistedHabit, l.habit)
	}
	if l.joined {
		x.drops.add(reasonJoinedComment, l.note)
	}
	if l.badAmount {
		x.drops.add(reasonBadAmount, line)
	}
	return h.add(x, record{day: l.day, value: l.value, amount: l.amount, note: l.note})
}

// parseHarshHabit reads "Gym: 3/7", with an end date "Gym: 3/7 : 2026-02-01".
// A frequency that cannot be read makes the habit daily, with the reason
// bad_frequency; other reasons mean that the line is no habit.
func parseHarshHabit(line string) (harshHabit, reason) {
	line = strings.TrimSpace(clean(line))
	if strings.HasPrefix(line, "!") {
		return harshHabit{}, reasonHeading
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
		x := harshHabit{name: strings.TrimSpace(strings.Join(fields[:i], ": ")), num: num, den: den}
		if i+1 < len(fields) {
			x.ends = fields[i+1]
		}
		if x.name == "" {
			return harshHabit{}, reasonBadLine
		}
		return x, ""
	}
	name := strings.TrimSpace(fields[0])
	if len(fields) == 1 || name == "" {
		return harshHabit{}, reasonBadLine
	}
	return harshHabit{name: name, num: 1, den: 1}, reasonBadFrequency
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

// harshGap stands between the fields of a line of the log.
const harshGap = " : "

// parseHarshLine reads "date : habit : y|n|s : note : amount"; note and amount
// may be missing. A reason other than none means that the line holds no day.
//
// A note may hold the separator: of six and more fields the last is the amount
// if it is a number or empty, and all others from the fourth on are the note.
func parseHarshLine(line string) (harshLine, reason) {
	line = clean(line)
	if strings.HasSuffix(line, " :") { // an editor took the last blank away
		line += " "
	}
	fields := strings.Split(line, harshGap)
	if len(fields) < 3 {
		return harshLine{}, reasonBadLine
	}
	day, err := goal.ParseDay(strings.TrimSpace(fields[0]))
	if err != nil || day.Year() < minYear || day.Year() > maxYear {
		return harshLine{}, reasonBadDate
	}
	l := harshLine{day: day, habit: strings.TrimSpace(fields[1])}
	if l.habit == "" {
		return harshLine{}, reasonBadLine
	}
	switch strings.ToLower(strings.TrimSpace(fields[2])) {
	case "y":
		l.value = valueDone
	case "n":
		l.value = valueNo
	case "s":
		l.value = valueSkip
	default:
		return harshLine{}, reasonUnknownValue
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
	amount, ok := harshAmount(fields[last])
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

// harshAmount reads an amount; empty is 0.
func harshAmount(s string) (float64, bool) {
	if strings.TrimSpace(s) == "" {
		return 0, true
	}
	return amountOf(s)
}
