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
	date, value, notes := 0, 1, 2
	for i, line := range records(content) {
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
	byName := make(map[string][]*loopSheet, len(c.habits))
	for _, s := range c.habits {
		byName[s.habit.Name] = append(byName[s.habit.Name], s)
	}
	for i, title := range header[1:] {
		name := strings.TrimSpace(clean(title))
		if same := byName[name]; len(same) > 0 {
			columns[i], byName[name] = same[0], same[1:]
		}
	}
	return columns
}

func isDateTitle(cell string) bool { return strings.EqualFold(strings.TrimSpace(cell), "Date") }

// maxRepairs is how many broken lines of a file are mended one by one; the
// rest of such a file is read as if quotes meant nothing.
const maxRepairs = 20

// records reads a CSV text. A line whose quotes are broken is read by itself,
// without minding them, so that it does not swallow the lines below.
func records(content string) [][]string {
	first, _, _ := strings.Cut(content, "\n")
	comma := separator(first)
	var all [][]string
	for range maxRepairs {
		lines, read := sound(content, comma)
		all = append(all, lines...)
		if read == len(content) {
			return all
		}
		line, rest, _ := strings.Cut(strings.TrimLeft(content[read:], "\n"), "\n")
		all = append(all, mended(line, comma))
		content = rest
	}
	for line := range strings.SplitSeq(content, "\n") {
		if line != "" {
			all = append(all, strings.Split(strings.ReplaceAll(line, `"`, ""), string(comma)))
		}
	}
	return all
}

// sound reads lines up to the first broken one and says how many bytes they
// take.
func sound(content string, comma rune) (lines [][]string, read int) {
	r := csv.NewReader(strings.NewReader(content))
	r.Comma, r.FieldsPerRecord = comma, -1
	for {
		line, err := r.Read()
		switch {
		case errors.Is(err, io.EOF):
			return lines, len(content)
		case err != nil:
			return lines, read
		}
		lines = append(lines, line)
		read = int(r.InputOffset())
	}
}

// mended reads one line whose quotes are broken.
func mended(line string, comma rune) []string {
	r := csv.NewReader(strings.NewReader(line))
	r.Comma, r.FieldsPerRecord, r.LazyQuotes = comma, -1, true
	cells, err := r.Read()
	if err != nil {
		return []string{line}
	}
	return cells
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
