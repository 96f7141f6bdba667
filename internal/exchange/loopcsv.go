package exchange

import (
	"errors"
	"io"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/ippo-app/ippo/internal/goal"
)

// Loop's CSV export, as version 2.3.1 (commit 5aa8744 of 2025) and those before it
// write it: Habits.csv, a folder with Checkmarks.csv for each habit, and one
// Checkmarks.csv for all of them, which people also bring alone.

func isLoopCSV(s *sample) bool {
	h := s.columns()
	return isLoopTable(s) || s.base() == "habits.csv" && h.has("name") && h.column("numrepetitions", "frequencynumerator", "position", "color") >= 0
}

func readLoopCSV(im *importer, members []member) error {
	list, ok := im.archive.find("Habits.csv")
	if !ok && len(members) == 1 {
		return readLoopTable(im, members[0])
	}
	if !ok {
		return errNotThis(FormatLoopCSV)
	}
	c := &loopCSV{importer: im, root: path.Dir(list.name), at: map[int]*loopSheet{}}
	if err := im.archive.read(list, func(r io.Reader) error { return c.readHabits(newCSVReader(im.decode(r))) }); err != nil {
		return err
	}
	if err := c.readMarks(); err != nil {
		return err
	}
	for _, s := range c.sheets {
		s.guessKind()
	}
	return nil
}

// loopCSV is an export while it is being read.
type loopCSV struct {
	*importer
	root   string // folder of Habits.csv
	sheets []*loopSheet
	at     map[int]*loopSheet // by position
}

// loopSheet is a habit of the export and the lines of its days.
type loopSheet struct {
	*habit
	position int // 1 for the first
	typed    bool
	amounts  bool // holds a value that no yes/no habit has
	found    bool // has a folder of its own
}

// loopColumns says where in Habits.csv each field stands; -1 where it does not.
type loopColumns struct {
	position, name, kind, question, description, num, den int
	unit, targetType, target, archived, mode              int
}

// readHabits reads Habits.csv in any of its dialects, by its header. A file
// without a column for the name is not Loop's.
func (c *loopCSV) readHabits(lines *csvReader) error {
	first, err := lines.next()
	if err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	cols := loopColumnsOf(newHeader(first))
	if cols.name < 0 {
		return errNotThis(FormatLoopCSV)
	}
	c.dialect = cols.dialect()
	c.strangeColumns(first, "position", "name", "type", "question", "description", "frequencynumerator", "numrepetitions",
		"frequencydenominator", "interval", "color", "unit", "targettype", "targetvalue", "archived", "frequencymode")
	for {
		line, err := lines.next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
		if err := c.openSheet(cols, line); err != nil {
			return err
		}
	}
	c.numberInOrder()
	return nil
}

func loopColumnsOf(h header) loopColumns {
	return loopColumns{
		position: h.column("position"), name: h.column("name"), kind: h.column("type"),
		question: h.column("question"), description: h.column("description"),
		num: h.column("frequencynumerator", "numrepetitions"), den: h.column("frequencydenominator", "interval"),
		unit: h.column("unit"), targetType: h.column("targettype"), target: h.column("targetvalue"),
		archived: h.column("archived"), mode: h.column("frequencymode"),
	}
}

// dialect numbers the five headers from the oldest to the forks'.
func (c loopColumns) dialect() int {
	switch {
	case c.mode >= 0:
		return 5
	case c.kind >= 0:
		return 4
	case c.question >= 0:
		return 3
	case c.position >= 0:
		return 2
	}
	return 1
}

// openSheet makes a habit of its line. Without a column for the question, the
// description is the question.
func (c *loopCSV) openSheet(cols loopColumns, line []string) error {
	x, err := c.addHabit("", field(line, cols.name))
	if err != nil {
		return err
	}
	x.question, x.description = field(line, cols.question), field(line, cols.description)
	x.unit = strings.TrimSpace(field(line, cols.unit))
	x.archived = strings.EqualFold(strings.TrimSpace(field(line, cols.archived)), "true")
	x.finish = finishLoop
	if cols.question < 0 {
		x.question, x.description = x.description, ""
	}
	c.kindOf(x, cols, line)
	s := &loopSheet{habit: x, typed: cols.kind >= 0}
	s.position, _ = strconv.Atoi(strings.TrimSpace(field(line, cols.position)))
	s.often(whole(field(line, cols.num)), whole(field(line, cols.den)))
	if mode := field(line, cols.mode); mode != "" {
		c.drops.add(reasonFrequencyMode, mode)
	}
	c.sheets = append(c.sheets, s)
	return nil
}

// kindOf says what a habit counts. Where that is not understood, none of its
// amounts is a yes.
func (c *loopCSV) kindOf(x *habit, cols loopColumns, line []string) {
	cell := func(i int) string { return strings.ToUpper(strings.TrimSpace(field(line, i))) }
	switch kind := cell(cols.kind); kind {
	case "", "YES_NO":
		return
	case "NUMERICAL":
	default:
		c.unknown("Type: " + kind)
		x.unjudged = true
	}
	x.kind = goal.HabitAtLeast
	target, ok := amountOf(cell(cols.target))
	if x.target = target; !ok {
		c.unknown("Target Value: " + cell(cols.target))
		x.unjudged = true
	}
	switch kind := cell(cols.targetType); kind {
	case "", "AT_LEAST":
	case "AT_MOST":
		x.kind = goal.HabitAtMost
	default:
		c.unknown("Target Type: " + kind)
		x.unjudged = true
	}
}

// numberInOrder gives the habits positions by their order unless each has its
// own already.
func (c *loopCSV) numberInOrder() {
	for _, s := range c.sheets {
		if s.position > 0 {
			c.at[s.position] = s
		}
	}
	if len(c.at) == len(c.sheets) {
		return
	}
	clear(c.at)
	for i, s := range c.sheets {
		s.position = i + 1
		c.at[s.position] = s
	}
}

// readMarks reads the folder of each habit; habits without one take their
// column of the table that is for all.
func (c *loopCSV) readMarks() error {
	numbered := regexp.MustCompile(`^(\d{3,6})( .*)?$`)
	for _, m := range c.archive.members {
		dir := path.Dir(m.name)
		match := numbered.FindStringSubmatch(path.Base(dir))
		if !strings.EqualFold(path.Base(m.name), "Checkmarks.csv") || path.Dir(dir) != c.root || match == nil {
			continue
		}
		position, _ := strconv.Atoi(match[1]) // at most six digits
		sheet := c.at[position]
		err := c.archive.read(m, func(r io.Reader) error {
			if sheet == nil {
				return c.countOrphans(newCSVReader(c.decode(r)), path.Base(dir))
			}
			sheet.found = true
			return c.readSheet(sheet, newCSVReader(c.decode(r)))
		})
		if err != nil {
			return err
		}
	}
	return c.readTable()
}

func (c *loopCSV) countOrphans(lines *csvReader, name string) error {
	for n := 0; ; n++ {
		line, err := lines.next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if n > 0 || !slices.ContainsFunc(line, isDateTitle) {
			c.drops.add(reasonOrphan, name)
		}
	}
}

// readSheet reads the Checkmarks.csv of one habit: date and value, from 2.3.1
// on with a header and notes.
func (c *loopCSV) readSheet(s *loopSheet, lines *csvReader) error {
	date, val, notes := 0, 1, 2
	for n := 0; ; n++ {
		line, err := lines.next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if n == 0 && slices.ContainsFunc(line, isDateTitle) {
			h := newHeader(line)
			date, val, notes = h.column("date"), h.column("value"), h.column("notes")
			continue
		}
		if val < 0 || len(line) <= max(date, val) {
			s.drops.add(reasonBadLine, line[0])
			continue
		}
		note := field(line, notes)
		if notes == 2 && len(line) > 3 && !isBlank(line[3:]) { // a note that lost its quotes
			note = clean(strings.Join(line[2:], ","))
			s.drops.add(reasonJoinedComment, note)
		}
		if err := c.mark(s, line[date], line[val], note); err != nil {
			return err
		}
	}
}

// mark takes one line of a Checkmarks.csv.
func (c *loopCSV) mark(s *loopSheet, date, val, note string) error {
	day, ok := c.dates.parse(date)
	if !ok {
		s.drops.add(reasonBadDate, date)
		return nil
	}
	raw := loopWord(val)
	s.amounts = s.amounts || raw > loopSkip
	return c.addLoop(s.habit, day, raw, note)
}

// guessKind makes a habit of an export without types numeric if it holds a
// value that no yes/no habit has. Its target is not in the file.
func (s *loopSheet) guessKind() {
	if !s.typed && s.amounts {
		s.kind, s.num = goal.HabitAtLeast, 1
		s.drops.add(reasonUnknownTarget, s.name)
	}
}

func isDateTitle(cell string) bool { return strings.EqualFold(strings.TrimSpace(cell), "Date") }

// ignoreEnd is err, but for the end of the text.
func ignoreEnd(err error) error {
	if errors.Is(err, io.EOF) {
		return nil
	}
	return err
}
