package exchange

import (
	"io"
	"path"
	"regexp"
	"strconv"
	"strings"
)

// readLoopCSV reads Loop's CSV export: a zip with Habits.csv, a folder with
// Checkmarks.csv for each habit, and one Checkmarks.csv for all of them.
func readLoopCSV(r io.ReaderAt, size int64) (History, error) {
	if !startsAsZip(r) {
		return History{}, errNotThis(FormatLoopCSV)
	}
	a, err := openArchive(r, size)
	if err != nil {
		return History{}, err
	}
	list, ok := a.find("Habits.csv")
	if !ok {
		return History{}, errNotThis(FormatLoopCSV)
	}
	raw, err := a.read(list)
	if err != nil {
		return History{}, err
	}
	c := &loopCSV{root: path.Dir(list.name)}
	if err := c.parseHabits(decodeText(raw)); err != nil {
		return History{}, err
	}
	if err := c.readMarks(a); err != nil {
		return History{}, err
	}
	c.fill()
	return History{Format: FormatLoopCSV, Dialect: c.dialect, Habits: closeAll(c.books()), Dropped: c.remarks}, nil
}

// loopCSV is an export while it is being read.
type loopCSV struct {
	root    string // folder of Habits.csv inside the zip
	dialect int
	habits  []*loopSheet
	remarks drops
}

// loopSheet is a habit of the export and the lines of its days.
type loopSheet struct {
	*book
	position int // 1 for the first
	typed    bool
	marks    []mark
	found    bool // has a folder of its own
}

// mark is one line of a Checkmarks.csv, not yet understood.
type mark struct {
	date, value, note string
}

func (c *loopCSV) books() []*book {
	books := make([]*book, len(c.habits))
	for i, s := range c.habits {
		books[i] = s.book
	}
	return books
}

// readMarks reads the folder of each habit; habits without one take their
// column of the table that is for all.
func (c *loopCSV) readMarks(a *archive) error {
	numbered := regexp.MustCompile(`^(\d{3,6})( .*)?$`)
	at := make(map[int]*loopSheet, len(c.habits))
	for _, s := range c.habits {
		at[s.position] = s
	}
	for _, m := range a.members {
		dir := path.Dir(m.name)
		match := numbered.FindStringSubmatch(path.Base(dir))
		if !strings.EqualFold(path.Base(m.name), "Checkmarks.csv") || path.Dir(dir) != c.root || match == nil {
			continue
		}
		raw, err := a.read(m)
		if err != nil {
			return err
		}
		position, err := strconv.Atoi(match[1])
		if err != nil {
			continue
		}
		sheet := at[position]
		if sheet == nil {
			gone := &loopSheet{book: newBook(Habit{})}
			gone.parseMarks(decodeText(raw))
			c.remarks.addN(ReasonOrphan, len(gone.marks), path.Base(dir))
			continue
		}
		sheet.found = true
		sheet.parseMarks(decodeText(raw))
	}
	return c.readTable(a)
}

// readTable reads the table of all habits for those without a folder.
func (c *loopCSV) readTable(a *archive) error {
	missing := false
	for _, s := range c.habits {
		missing = missing || !s.found
	}
	if !missing {
		return nil
	}
	for _, m := range a.members {
		if path.Dir(m.name) != c.root || !strings.EqualFold(path.Base(m.name), "Checkmarks.csv") {
			continue
		}
		raw, err := a.read(m)
		if err != nil {
			return err
		}
		c.parseTable(decodeText(raw))
		return nil
	}
	return nil
}

// fill understands the lines: first how dates are written and which habits
// without a type are numeric, then day by day.
func (c *loopCSV) fill() {
	var dates []string
	for _, s := range c.habits {
		for _, m := range s.marks {
			dates = append(dates, m.date)
		}
	}
	dayFirst := readsDayFirst(dates)
	for _, s := range c.habits {
		s.guessKind()
		for _, m := range s.marks {
			day, ok := parseDate(m.date, dayFirst)
			if !ok {
				s.drops.add(ReasonBadDate, m.date)
				continue
			}
			s.keepLoop(day, loopWord(m.value), m.note)
		}
		s.marks = nil
	}
}

// guessKind makes a habit of an export without types numeric if it holds a
// value that no yes/no habit has. Its target is not in the file.
func (s *loopSheet) guessKind() {
	if s.typed {
		return
	}
	for _, m := range s.marks {
		if loopWord(m.value) > loopSkip {
			s.habit.Kind, s.habit.Num = KindAtLeast, 1
			s.drops.add(ReasonUnknownTarget, s.habit.Name)
			return
		}
	}
}
