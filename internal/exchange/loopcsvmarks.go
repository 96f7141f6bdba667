package exchange

import (
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"
)

// parseMarks reads the Checkmarks.csv of one habit: date and value, from 2.3.1
// on with a header and notes.
func (s *loopSheet) parseMarks(content string) {
	lines, bad := records(content)
	s.drops.addN(ReasonBadLine, bad, "Checkmarks.csv")
	date, value, notes := 0, 1, 2
	for i, line := range lines {
		if i == 0 && slices.ContainsFunc(line, isDateTitle) {
			date, value, notes = indexOf(line, "Date"), indexOf(line, "Value"), indexOf(line, "Notes")
			continue
		}
		if isBlank(line) {
			continue
		}
		if value < 0 || len(line) <= max(date, value) {
			s.drops.add(ReasonBadLine, line[0])
			continue
		}
		note := field(line, notes)
		if notes == 2 && len(line) > 3 && !isBlank(line[3:]) { // a note that lost its quotes
			note = clean(strings.Join(line[2:], ","))
			s.drops.add(ReasonJoinedComment, note)
		}
		s.marks = append(s.marks, mark{line[date], line[value], note})
	}
}

// indexOf is the column with this title, -1 if there is none.
func indexOf(header []string, title string) int {
	return slices.IndexFunc(header, func(cell string) bool {
		return strings.EqualFold(strings.TrimSpace(cell), title)
	})
}

// parseTable reads the Checkmarks.csv for all habits: a date, then a value for
// each habit and a comma. Loop does not quote the names in its header, so the
// columns go by order if there are as many as habits, else by name.
func (c *loopCSV) parseTable(content string) {
	header, rest, _ := strings.Cut(content, "\n")
	comma := string(separator(header))
	if !isDateTitle(strings.Split(header, comma)[0]) {
		header, rest = "", content
	}
	columns := c.columnsOfTable(strings.Split(header, comma), rest, comma)
	for line := range strings.SplitSeq(rest, "\n") {
		cells := strings.Split(line, comma)
		if isBlank(cells) {
			continue
		}
		for i, cell := range cells[1:] {
			switch s := columns[i]; {
			case s != nil && !s.found:
				s.marks = append(s.marks, mark{date: cells[0], value: cell})
			case s == nil && strings.TrimSpace(cell) != "":
				c.remarks.add(ReasonTooManyFields, line)
			}
		}
	}
}

// columnsOfTable says which habit stands in which column after the date.
func (c *loopCSV) columnsOfTable(header []string, rest, comma string) map[int]*loopSheet {
	columns := map[int]*loopSheet{}
	first, _, _ := strings.Cut(rest, "\n")
	values := strings.Split(strings.TrimSuffix(strings.TrimSpace(first), comma), comma)
	if len(values) == len(c.habits)+1 {
		for i, s := range c.habits {
			columns[i] = s
		}
		return columns
	}
	used := map[*loopSheet]bool{}
	for i, title := range header[1:] {
		at := slices.IndexFunc(c.habits, func(s *loopSheet) bool {
			return !used[s] && s.habit.Name == strings.TrimSpace(clean(title))
		})
		if at >= 0 {
			columns[i] = c.habits[at]
			used[c.habits[at]] = true
		}
	}
	return columns
}

func isDateTitle(cell string) bool { return strings.EqualFold(strings.TrimSpace(cell), "Date") }

// records reads a CSV text line by line and counts the lines that cannot be
// read. Where quotes are broken it is read again without minding them, and the
// reading with more lines holds.
func records(content string) (lines [][]string, bad int) {
	lines, bad = recordsOf(content, false)
	if bad == 0 {
		return lines, 0
	}
	if lazy, lazyBad := recordsOf(content, true); len(lazy) > len(lines) {
		return lazy, lazyBad
	}
	return lines, bad
}

func recordsOf(content string, lazy bool) (lines [][]string, bad int) {
	r := csv.NewReader(strings.NewReader(content))
	first, _, _ := strings.Cut(content, "\n")
	r.Comma, r.LazyQuotes, r.FieldsPerRecord = separator(first), lazy, -1
	for {
		line, err := r.Read()
		switch {
		case errors.Is(err, io.EOF):
			return lines, bad
		case err != nil:
			bad++
		default:
			lines = append(lines, line)
		}
	}
}

// separator is the comma, or what a spreadsheet put in its place.
func separator(header string) rune {
	best, most := ',', strings.Count(header, ",")
	for _, c := range []rune{';', '\t'} {
		if n := strings.Count(header, string(c)); n > most {
			best, most = c, n
		}
	}
	return best
}
