package exchange

import (
	"io"
	"strings"
)

// Habitify's CSV: Habit, Date, Total log, Unit, Status, Habit ID, as its help pages of
// 2025 describe it; the program is closed. Of its other export, an SQLite file,
// neither tables nor columns are described anywhere, so it is not read.

func isHabitify(s *sample) bool {
	return s.columns().has("habit", "date", "totallog", "status")
}

func readHabitify(im *importer, members []member) error {
	err := each(members, im.archive, func(_ member, r io.Reader) error { return im.habitify(newCSVReader(im.decode(r))) })
	for _, x := range im.habits {
		x.yesOrNumber()
	}
	return err
}

func (im *importer) habitify(lines *csvReader) error {
	first, err := lines.next()
	if err != nil {
		return ignoreEnd(err)
	}
	cols := newHeader(first)
	name, date, total := cols.column("habit"), cols.column("date"), cols.column("totallog")
	unit, status, id := cols.column("unit"), cols.column("status"), cols.column("habitid")
	note := cols.column("note", "notes")
	if name < 0 || date < 0 || status < 0 {
		return errNotThis(FormatHabitify)
	}
	im.strangeColumns(first, "habit", "date", "totallog", "unit", "status", "habitid", "note", "notes")
	for {
		line, err := lines.next()
		if err != nil {
			return ignoreEnd(err)
		}
		handle := field(line, id) + "\x00" + field(line, name)
		x := im.byName[handle]
		if x == nil {
			if x, err = im.addHabit(field(line, id), field(line, name)); err != nil {
				return err
			}
			x.join, x.finish = keepBest, finishAmount
			im.byName[handle] = x
		}
		if u := strings.TrimSpace(field(line, unit)); x.unit == "" && !isTimes(u) {
			x.unit, x.numeric = u, true
		}
		day, ok := im.dates.parse(field(line, date))
		if !ok {
			x.drops.add(reasonBadDate, field(line, date))
			continue
		}
		r, known := im.habitifyRecord(x, field(line, total), field(line, status))
		r.day, r.note = day, joinLines(r.note, field(line, note))
		if !known {
			err = im.addUnknown(x, r, reasonUnknownValue, field(line, status))
		} else {
			err = im.add(x, r)
		}
		if err != nil {
			return err
		}
	}
}

// habitifyRecord is what total and status say: the status is Habitify's own
// verdict, by a goal that is not in the file.
func (im *importer) habitifyRecord(x *habit, total, status string) (r record, known bool) {
	amount, ok := im.column("total log").parse(total)
	if !ok && strings.TrimSpace(total) != "" {
		x.drops.add(reasonBadAmount, total)
		if !x.measured() {
			r.note = total
		}
	}
	x.seen(amount)
	r.amount = amount
	switch strings.ToLower(strings.TrimSpace(status)) {
	case "completed", "complete", "success", "done":
		r.value = valueDone
	case "skipped", "skip":
		r.value = valueSkip
	case "failed", "fail", "in progress", "inprogress", "incomplete":
		r.value = valueNo
	case "", "none":
		if ok {
			r.value = valueAmount
		}
	default:
		return r, false
	}
	return r, true
}

// isTimes says whether a unit only counts how often.
func isTimes(unit string) bool {
	switch strings.ToLower(unit) {
	case "", "time", "times", "count", "rep":
		return true
	}
	return false
}
