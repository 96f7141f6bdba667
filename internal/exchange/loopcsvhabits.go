package exchange

import (
	"math"
	"strconv"
	"strings"
)

// loopColumns says where in Habits.csv each field stands; -1 where it does not.
type loopColumns struct {
	position, name, kind, question, description, num, den int
	unit, targetType, target, archived, mode              int
}

// parseHabits reads Habits.csv in any of its dialects, by its header. A file
// without a column for the name is not Loop's.
func (c *loopCSV) parseHabits(content string) error {
	lines := records(content)
	if len(lines) == 0 {
		return errNotThis(FormatLoopCSV)
	}
	cols := columnsOf(lines[0])
	if cols.name < 0 {
		return errNotThis(FormatLoopCSV)
	}
	c.dialect = cols.dialect()
	keys := keyring{}
	for _, line := range lines[1:] {
		if isBlank(line) {
			continue
		}
		c.habits = append(c.habits, c.sheetOf(cols, line, keys))
	}
	c.numberInOrder()
	return nil
}

// columnsOf reads the header; only the letters of a title count.
func columnsOf(header []string) loopColumns {
	at := map[string]int{}
	for i, title := range header {
		key := strings.Map(func(r rune) rune {
			if r < 'a' || r > 'z' {
				return -1
			}
			return r
		}, strings.ToLower(title))
		if _, twice := at[key]; !twice {
			at[key] = i
		}
	}
	find := func(titles ...string) int {
		for _, t := range titles {
			if i, ok := at[t]; ok {
				return i
			}
		}
		return -1
	}
	return loopColumns{
		position: find("position"), name: find("name"), kind: find("type"),
		question: find("question"), description: find("description"),
		num: find("frequencynumerator", "numrepetitions"), den: find("frequencydenominator", "interval"),
		unit: find("unit"), targetType: find("targettype"), target: find("targetvalue"),
		archived: find("archived"), mode: find("frequencymode"),
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

// sheetOf makes a habit of its line. Without a column for the question, the
// description is the question.
func (c *loopCSV) sheetOf(cols loopColumns, line []string, keys keyring) *loopSheet {
	h := Habit{
		Name:        strings.TrimSpace(field(line, cols.name)),
		Question:    field(line, cols.question),
		Description: field(line, cols.description),
		Unit:        strings.TrimSpace(field(line, cols.unit)),
		Kind:        KindYesNo,
		Archived:    strings.EqualFold(strings.TrimSpace(field(line, cols.archived)), "true"),
	}
	if cols.question < 0 {
		h.Question, h.Description = h.Description, ""
	}
	if strings.EqualFold(strings.TrimSpace(field(line, cols.kind)), "NUMERICAL") {
		h.Kind, h.Target = KindAtLeast, decimal(field(line, cols.target))
		if strings.EqualFold(strings.TrimSpace(field(line, cols.targetType)), "AT_MOST") {
			h.Kind = KindAtMost
		}
	}
	h.Key = keys.key("", h.Name)
	s := &loopSheet{book: newBook(h), typed: cols.kind >= 0}
	s.position, _ = strconv.Atoi(strings.TrimSpace(field(line, cols.position)))
	s.setFrequency(whole(field(line, cols.num)), whole(field(line, cols.den)))
	if mode := field(line, cols.mode); mode != "" {
		c.remarks.add(ReasonFrequencyMode, mode)
	}
	return s
}

// numberInOrder gives the habits positions by their order unless each has its
// own already.
func (c *loopCSV) numberInOrder() {
	taken := map[int]bool{}
	for _, s := range c.habits {
		if s.position > 0 {
			taken[s.position] = true
		}
	}
	if len(taken) == len(c.habits) {
		return
	}
	for i, s := range c.habits {
		s.position = i + 1
	}
}

// field is the cell of a column; empty where the line or the header lacks it.
func field(line []string, i int) string {
	if i < 0 || i >= len(line) {
		return ""
	}
	return clean(line[i])
}

// whole reads a whole number; 0 for anything else.
func whole(s string) int64 {
	return int64(decimal(s))
}

// decimal reads a number written with a point or a comma; 0 for anything else
// and for what is below 0 or beyond any habit.
func decimal(s string) float64 {
	f, err := strconv.ParseFloat(strings.Replace(strings.TrimSpace(s), ",", ".", 1), 64)
	if err != nil {
		return 0
	}
	return finite(f)
}

// finite is f, or 0 where f is no amount: negative, infinite or no number.
func finite(f float64) float64 {
	if math.IsNaN(f) || f < 0 || f > 1e12 {
		return 0
	}
	return f
}

func isBlank(line []string) bool {
	for _, cell := range line {
		if strings.TrimSpace(cell) != "" {
			return false
		}
	}
	return true
}
