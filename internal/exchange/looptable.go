package exchange

import (
	"bufio"
	"io"
	"path"
	"slices"
	"strings"
)

// isLoopTable looks for the table of all habits: a date, then a cell of Loop's for
// each, and a comma at the end.
func isLoopTable(s *sample) bool {
	s.columns()
	titles := slices.Clone(s.first)
	if s.base() != "checkmarks.csv" || len(titles) < 3 || !isDateTitle(titles[0]) || strings.TrimSpace(titles[len(titles)-1]) != "" {
		return false
	}
	lines := newCSVReader(strings.NewReader(s.text()))
	for range 2 {
		line, err := lines.next()
		if err != nil {
			return false
		}
		titles = line
	}
	return isDate(titles[0]) && loopWord(titles[1]) != loopGarbled
}

// readLoopTable reads the table of all habits without the list of them: neither
// how often nor what they count is known.
func readLoopTable(im *importer, m member) error {
	c := &loopCSV{importer: im, root: path.Dir(m.name), at: map[int]*loopSheet{}}
	head, err := im.archive.head(m, sampleSize)
	if err != nil {
		return err
	}
	s := &sample{name: m.name, head: head}
	if s.columns(); len(s.first) < 2 || !isDateTitle(s.first[0]) {
		return errNotThis(FormatLoopCSV)
	}
	titles := slices.Clone(s.first)
	for _, title := range titles[1:] {
		if strings.TrimSpace(title) == "" {
			continue
		}
		x, err := c.addHabit("", title)
		if err != nil {
			return err
		}
		x.finish = finishLoop
		x.often(0, 0)
		c.sheets = append(c.sheets, &loopSheet{habit: x})
	}
	lines := newCSVReader(strings.NewReader(s.text()))
	for range 2 { // a comma in a name shifts all that follows
		line, err := lines.next()
		if err == nil && len(line) != len(titles) {
			return errColumns(titles, im.options)
		}
	}
	err = c.archive.read(m, func(r io.Reader) error { return c.parseTable(bufio.NewReaderSize(c.decode(r), 64<<10)) })
	for _, s := range c.sheets {
		s.guessKind()
	}
	return err
}

// readTable reads the table of all habits for those without a folder.
func (c *loopCSV) readTable() error {
	if !slices.ContainsFunc(c.sheets, func(s *loopSheet) bool { return !s.found }) {
		return nil
	}
	for _, m := range c.archive.members {
		if path.Dir(m.name) == c.root && strings.EqualFold(path.Base(m.name), "Checkmarks.csv") {
			return c.archive.read(m, func(r io.Reader) error { return c.parseTable(bufio.NewReaderSize(c.decode(r), 64<<10)) })
		}
	}
	return nil
}

// parseTable reads the Checkmarks.csv for all habits: a date, then a value for
// each habit and a comma. Loop does not quote the names in its header, so the
// columns go by order if there are as many as habits, else by name.
func (c *loopCSV) parseTable(src *bufio.Reader) error {
	first, err := readLine(src)
	if err != nil {
		return ignoreEnd(err)
	}
	comma := string(rune(separator(first)))
	title := strings.Split(first, comma)
	line := first
	if isDateTitle(title[0]) {
		if line, err = readLine(src); err != nil {
			return ignoreEnd(err)
		}
	} else {
		title = nil
	}
	columns := c.columnsOfTable(title, line, comma)
	for ; err == nil; line, err = readLine(src) {
		if strings.TrimSpace(line) == "" {
			continue
		}
		cells := strings.Split(line, comma)
		for i, cell := range cells[1:] {
			switch s := columns[i]; {
			case s != nil && !s.found:
				if err := c.mark(s, cells[0], cell, ""); err != nil {
					return err
				}
			case s == nil && strings.TrimSpace(cell) != "":
				c.drops.add(reasonTooManyFields, line)
			}
		}
	}
	return ignoreEnd(err)
}

// columnsOfTable says which habit stands in which column after the date.
func (c *loopCSV) columnsOfTable(title []string, first, comma string) map[int]*loopSheet {
	columns := map[int]*loopSheet{}
	values := strings.Split(strings.TrimSuffix(strings.TrimSpace(first), comma), comma)
	if len(values) == len(c.sheets)+1 || len(title) == 0 {
		for i, s := range c.sheets {
			columns[i] = s
		}
		return columns
	}
	byName := make(map[string][]*loopSheet, len(c.sheets))
	for _, s := range c.sheets {
		byName[s.name] = append(byName[s.name], s)
	}
	for i, t := range title[1:] {
		name := strings.TrimSpace(clean(t))
		if same := byName[name]; len(same) > 0 {
			columns[i], byName[name] = same[0], same[1:]
		}
	}
	return columns
}
