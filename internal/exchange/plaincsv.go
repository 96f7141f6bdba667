package exchange

import (
	"errors"
	"io"
	"slices"
	"strings"

	"github.com/ippo-app/ippo/internal/goal"
)

// Any table with a date in each row; habit, value, note and unit are found by
// their titles, or by the titles that the person names.

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

// errColumns asks which column of a table is which.
func errColumns(titles []string) error {
	return goal.Invalid("columns", "error.import.columns", shorten(strings.Join(titles, ", "), 3*maxSample), slices.Clone(titles))
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

func (h *haul) plainCSV(file string, lines *rows) error {
	first, err := lines.next()
	if err != nil {
		return ignoreEnd(err)
	}
	cols := plainColumns(newHeader(first), h.options)
	if cols.date < 0 && strings.IndexAny(strings.TrimSpace(first[0]), "{[") == 0 {
		return errNotThis(FormatCSV)
	}
	for role, title := range h.options.Columns {
		if newHeader(first).column(titleKey(title)) < 0 {
			return goal.Invalid("columns", "error.import.no_column", role, title)
		}
	}
	if cols.date < 0 {
		return errColumns(first)
	}
	for {
		line, err := lines.next()
		if err != nil {
			return ignoreEnd(err)
		}
		name := strings.TrimSpace(field(line, cols.habit))
		if cols.habit < 0 {
			name = file
		}
		x, err := h.named(name)
		if err != nil {
			return err
		}
		x.join, x.finish = joinPlain, finishAmount
		if u := strings.TrimSpace(field(line, cols.unit)); x.unit == "" && !isTimes(u) {
			x.unit, x.numeric = u, true
		}
		if err := h.plainRow(x, cols, line); err != nil {
			return err
		}
	}
}

func (h *haul) plainRow(x *habit, cols tableColumns, line []string) error {
	day, ok := h.dates.parse(field(line, cols.date))
	if !ok {
		x.drops.add(reasonBadDate, strings.Join(line, ", "))
		return nil
	}
	r := record{day: day, value: valueDone, note: field(line, cols.note)}
	if cols.value >= 0 {
		text := field(line, cols.value)
		if r.value, r.amount, ok = plainValue(text); !ok {
			x.drops.add(reasonUnknownValue, text)
			r.note = joinLines(text, r.note)
		}
		x.seen(r.amount)
	}
	if r.value == valueNote && r.note == "" {
		return nil
	}
	return h.add(x, r)
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
