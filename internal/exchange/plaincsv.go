package exchange

import (
	"errors"
	"io"
	"slices"
	"strings"

	"github.com/ippo-app/ippo/internal/goal"
)

// Any table with a date in each row; habit, value, note and unit are found by
// their titles, or by the titles that the person names. What is not understood
// is never a yes (ruling 65): a table with a column that has no role is not read.

// tableColumns says where in a table each role stands; -1 for nowhere.
type tableColumns struct{ date, habit, value, note, unit int }

func plainColumns(h header, o Options) tableColumns {
	find := func(role string, titles ...string) int {
		if named, ok := o.Columns[role]; ok {
			return h.column(titleKey(named))
		}
		return h.column(titles...)
	}
	return tableColumns{
		date:  find("date", "date", "day", "entrydate", "datum", "tag", "fecha", "日付", "日"),
		habit: find("habit", "habit", "habitname", "name", "goal", "task", "activity", "title", "習慣"),
		value: find("value", "value", "amount", "quantity", "count", "done", "completed", "status", "result", "値"),
		note:  find("note", "note", "notes", "comment", "comments", "text", "remark", "メモ"),
		unit:  find("unit", "unit", "units"),
	}
}

// unknown are the titles of the columns that have no role.
func (c tableColumns) unknown(titles []string) []string {
	var out []string
	for i, title := range titles {
		if !c.has(i) && titleKey(title) != "" {
			out = append(out, title)
		}
	}
	return out
}

// has says whether the column at i has a role.
func (c tableColumns) has(i int) bool {
	return slices.Contains([]int{c.date, c.habit, c.value, c.note, c.unit}, i)
}

// isPlainCSV looks for a title that means a date, and for a date below it.
func isPlainCSV(s *sample) bool {
	cols := plainColumns(s.columns(), s.options)
	if cols.date < 0 || len(s.first) < 2 && s.options.Columns == nil {
		return false
	}
	lines := newRows(strings.NewReader(s.text()))
	if _, err := lines.next(); err != nil {
		return false
	}
	line, err := lines.next()
	if errors.Is(err, io.EOF) {
		return true
	}
	var d dates
	_, ok := d.parse(field(line, cols.date))
	return err == nil && ok
}

// errColumns names the columns that have no role, or all where that is none:
// the person says which is which.
func errColumns(titles []string, o Options) error {
	titles = slices.Clone(titles)
	unknown := plainColumns(newHeader(titles), o).unknown(titles)
	if len(unknown) == 0 {
		unknown = titles
	}
	return goal.Invalid("columns", "error.import.columns", shorten(clean(strings.Join(unknown, ", ")), 3*maxSample), titles)
}

// isTable says whether a file is a table of which only the titles are unknown: a
// row below them holds a date.
func isTable(s *sample) bool {
	lines := newRows(strings.NewReader(s.text()))
	first, err := lines.next()
	if err != nil || len(first) < 2 {
		return false
	}
	width := len(first)
	line, err := lines.next()
	return err == nil && len(line) == width && slices.ContainsFunc(line, func(cell string) bool {
		var d dates
		_, ok := d.parse(cell)
		return ok
	})
}

func readPlainCSV(h *haul, members []member) error {
	err := each(members, h.tree, func(m member, r io.Reader) error { return h.plainCSV(stem(m.name), newRows(h.text(r))) })
	for _, x := range h.habits {
		if x.numeric {
			x.yesOrNumber()
		}
	}
	return err
}

// plainTable is a table while it is read.
type plainTable struct {
	*haul
	lines  *rows
	file   string // what the one habit of a table without a habit column is called
	titles []string
	bare   []bool // columns whose title says nothing, and that have no role
	cols   tableColumns
	values columnValues
}

// columnValues tells a column in which nothing is understood from one with a
// slip in it.
type columnValues struct {
	understood int
	first      string // the first that was not
	row        int    // where it stands; 0 for nowhere
}

func (h *haul) plainCSV(file string, lines *rows) error {
	first, err := lines.next()
	if err != nil {
		return ignoreEnd(err)
	}
	t := &plainTable{haul: h, lines: lines, file: file, titles: slices.Clone(first)}
	t.cols = plainColumns(newHeader(t.titles), h.options)
	for i, title := range t.titles {
		t.bare = append(t.bare, titleKey(title) == "" && !t.cols.has(i))
	}
	if t.cols.date < 0 && strings.IndexAny(strings.TrimSpace(first[0]), "{[") == 0 {
		return errNotThis(FormatCSV)
	}
	if err := t.roles(); err != nil {
		return err
	}
	for {
		line, err := lines.next()
		if errors.Is(err, io.EOF) {
			return t.end()
		}
		if err == nil {
			err = t.row(line)
		}
		if err != nil {
			return err
		}
	}
}

// roles refuses a table of which a column is not understood. One that the
// person left out when naming columns is left out, unless it may be the one
// that says whether a day was done.
func (t *plainTable) roles() error {
	for role, title := range t.options.Columns {
		if newHeader(t.titles).column(titleKey(title)) < 0 {
			return goal.Invalid("columns", "error.import.no_column", role, title)
		}
	}
	unknown := t.cols.unknown(t.titles)
	if t.cols.date < 0 || len(unknown) > 0 && (len(t.options.Columns) == 0 || t.cols.value < 0) {
		return errColumns(t.titles, t.options)
	}
	t.drops.addN(reasonUnknownColumn, len(unknown), strings.Join(unknown, ", "))
	return nil
}

// row reads a row, of which every cell stands below a title.
func (t *plainTable) row(line []string) error {
	for i, cell := range line {
		if (i >= len(t.bare) || t.bare[i]) && strings.TrimSpace(cell) != "" {
			return goal.Invalid("file", "error.import.cell", t.lines.row, shorten(clean(cell), maxSample))
		}
	}
	name := strings.TrimSpace(field(line, t.cols.habit))
	if t.cols.habit < 0 {
		name = t.file
	}
	x, err := t.named(name)
	if err != nil {
		return err
	}
	x.join, x.finish = joinPlain, finishAmount
	if u := strings.TrimSpace(field(line, t.cols.unit)); x.unit == "" && !isTimes(u) {
		x.unit, x.numeric = u, true
	}
	day, ok := t.dates.parse(field(line, t.cols.date))
	if !ok {
		x.drops.add(reasonBadDate, strings.Join(line, ", "))
		return nil
	}
	if r := t.record(x, day, line); r.value != valueNote || r.note != "" {
		return t.add(x, r)
	}
	return nil
}

// record is what a row says of its day. Without a column of values the row
// itself says that its habit was done; below notes alone it says nothing.
func (t *plainTable) record(x *habit, day goal.Day, line []string) record {
	r := record{day: day, value: valueDone, note: field(line, t.cols.note)}
	if t.cols.value < 0 {
		if t.cols.habit < 0 && t.cols.note >= 0 {
			r.value = valueNote
		}
		return r
	}
	text := field(line, t.cols.value)
	var ok bool
	if r.value, r.amount, ok = plainValue(text); !ok {
		x.drops.add(reasonUnknownValue, text)
		r.note = joinLines(text, r.note)
	}
	t.values.seen(text, ok, t.lines.row)
	x.seen(r.amount)
	return r
}

func (v *columnValues) seen(text string, understood bool, row int) {
	switch {
	case !understood && v.row == 0:
		v.first, v.row = text, row
	case understood && strings.TrimSpace(text) != "":
		v.understood++
	}
}

// end refuses a table of whose values none was understood.
func (t *plainTable) end() error {
	if t.values.row == 0 || t.values.understood > 0 {
		return nil
	}
	title := shorten(clean(t.titles[t.cols.value]), maxSample)
	sample := shorten(strings.Join(strings.Fields(t.values.first), " "), maxSample)
	return goal.Invalid("columns", "error.import.no_value", title, sample, t.values.row, t.titles)
}

// plainValue reads a cell: a number, or a word or mark for yes, no or skip;
// empty says nothing. What it is not sure of is not a value.
func plainValue(s string) (value, float64, bool) {
	s = strings.ToLower(strings.TrimSpace(s))
	if f, ok := amountOf(s); ok {
		return valueAmount, f, true
	}
	switch s {
	case "":
		return valueNote, 0, true
	case "yes", "y", "true", "done", "x", "✓", "✔", "☑", "✅", "completed", "complete", "ja", "j", "sí", "si", "はい", "○", "●":
		return valueDone, 0, true
	case "no", "n", "false", "missed", "failed", "✗", "✘", "☐", "❌", "nein", "いいえ", "×":
		return valueNo, 0, true
	case "skip", "skipped", "s", "rest", "pause", "休":
		return valueSkip, 0, true
	}
	return valueNote, 0, false
}

// joinPlain adds numbers up; of other rows for a day the one that says more
// speaks.
func joinPlain(first *record, later record) bool {
	if first.value == valueAmount && later.value == valueAmount {
		return addUp(first, later)
	}
	keepBest(first, later)
	return true
}
