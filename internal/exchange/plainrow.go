package exchange

import (
	"strings"

	"github.com/ippo-app/ippo/internal/goal"
)

// row reads a row, of which every cell stands below a title. A date that cannot be
// read in the first of them may mean that none can, so its cell is named.
func (t *plainTable) row(line []string) error {
	for i, cell := range line {
		if (i >= len(t.bare) || t.bare[i]) && strings.TrimSpace(cell) != "" {
			return goal.Invalid("file", "error.import.cell", t.lines.row, shorten(clean(cell), maxSample))
		}
	}
	day, ok := t.dates.parse(field(line, t.cols.date))
	if t.rows++; t.rows == 1 && !ok {
		return goal.Invalid("file", "error.import.date_cell", t.lines.row,
			shorten(strings.TrimSpace(field(line, t.cols.date)), maxSample), shorten(clean(t.titles[t.cols.date]), maxSample))
	}
	if len(t.cols.wide) > 0 {
		return t.wideRow(line, day, ok)
	}
	name := strings.TrimSpace(field(line, t.cols.habit))
	if t.cols.habit < 0 {
		name = t.file
	}
	x, err := t.habitNamed(name)
	if err != nil {
		return err
	}
	x.join, x.finish = joinPlain, finishAmount
	if u := strings.TrimSpace(field(line, t.cols.unit)); x.unit == "" && !isTimes(u) {
		x.unit, x.numeric = u, true
	}
	if !ok {
		x.drops.add(reasonBadDate, strings.Join(line, ", "))
		return nil
	}
	return t.record(x, day, line)
}

// record takes what a row says of its day. Without a column of values the row
// itself says that its habit was done; below notes alone it says nothing.
func (t *plainTable) record(x *habit, day goal.Day, line []string) error {
	r := record{day: day, value: valueDone, note: field(line, t.cols.note)}
	if t.cols.value >= 0 {
		return t.cell(x, r, t.cols.value, field(line, t.cols.value))
	}
	if t.cols.habit < 0 && t.cols.note >= 0 {
		r.value = valueNote
	}
	return t.addStated(x, r)
}

// wideRow reads a row with a cell for each habit. A note is about the day: it goes
// to the first of them that has a value.
func (t *plainTable) wideRow(line []string, day goal.Day, ok bool) error {
	note := field(line, t.cols.note)
	for _, i := range t.cols.wide {
		text := field(line, i)
		x := t.wide[i]
		switch {
		case strings.TrimSpace(text) == "":
			continue
		case !ok:
			x.drops.add(reasonBadDate, strings.Join(line, ", "))
			continue
		}
		if err := t.cell(x, record{day: day, note: note}, i, text); err != nil {
			return err
		}
		note = ""
	}
	if note == "" {
		return nil
	}
	x := t.wide[t.cols.wide[0]]
	if !ok {
		x.drops.add(reasonBadDate, strings.Join(line, ", "))
		return nil
	}
	return t.add(x, record{day: day, note: note})
}

// cell takes a value of a column; what is not understood stays as a note.
func (t *plainTable) cell(x *habit, r record, i int, text string) error {
	seen := t.cells[i]
	if seen == nil {
		seen = &columnValues{}
		t.cells[i] = seen
	}
	v, amount, ok := plainValue(t.column(t.titles[i]), text)
	switch {
	case !ok:
		if seen.row == 0 {
			seen.first, seen.row = text, t.lines.row
		}
		return t.addUnknown(x, record{day: r.day, note: joinLines(text, r.note)}, reasonUnknownValue, text)
	case strings.TrimSpace(text) != "":
		seen.understood++
	}
	seen.amounts = seen.amounts || amount != 0 && amount != 1
	r.value, r.amount = v, amount
	x.seen(amount)
	return t.addStated(x, r)
}

// addStated takes a record, and remarks on one that says nothing.
func (t *plainTable) addStated(x *habit, r record) error {
	if r.value == valueNote && r.note == "" {
		x.drops.add(reasonNoValue, r.day.String())
		return nil
	}
	return t.add(x, r)
}

// end refuses a table of which a column of values was not understood at all, and
// one that was only looked at as if it had a habit in each column, and has other
// things in them.
func (t *plainTable) end() error {
	for i := range t.titles {
		seen := t.cells[i]
		switch {
		case seen == nil:
			continue
		case t.guess && (seen.row > 0 || seen.amounts):
			return errColumns(t.titles, t.options)
		case seen.row == 0 || seen.understood > 0:
			continue
		}
		title := shorten(clean(t.titles[i]), maxSample)
		sample := shorten(strings.Join(strings.Fields(seen.first), " "), maxSample)
		return goal.Invalid("columns", "error.import.no_value", title, sample, seen.row, t.titles)
	}
	return nil
}

// plainValue reads a cell: a number, or a word or mark for yes, no or skip;
// empty says nothing. What it is not sure of is not a value.
func plainValue(n *amounts, s string) (value, float64, bool) {
	if s = strings.TrimSpace(s); s == "" {
		return valueNote, 0, true
	}
	if f, ok := n.parse(s); ok {
		return valueAmount, f, true
	}
	v, ok := wordValue(s)
	return v, 0, ok
}
