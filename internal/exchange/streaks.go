package exchange

import (
	"io"
	"strings"
)

// Streaks' CSV: task_id, title, entry_type, entry_date, quantity, notes and
// more.

func isStreaks(s *sample) bool { return s.columns().has("title", "entrytype", "entrydate") }

func readStreaks(im *importer, members []member) error {
	err := each(members, im.archive, func(_ member, r io.Reader) error { return im.streaks(newCSVReader(im.decode(r))) })
	for _, x := range im.habits {
		x.yesOrNumber()
	}
	return err
}

func (im *importer) streaks(lines *csvReader) error {
	first, err := lines.next()
	if err != nil {
		return ignoreEnd(err)
	}
	cols := newHeader(first)
	id, title, kind := cols.column("taskid"), cols.column("title"), cols.column("entrytype")
	date, quantity, note := cols.column("entrydate"), cols.column("quantity"), cols.column("notes", "note")
	if title < 0 || kind < 0 || date < 0 {
		return errNotThis(FormatStreaks)
	}
	for {
		line, err := lines.next()
		if err != nil {
			return ignoreEnd(err)
		}
		handle := field(line, id)
		if handle == "" {
			handle = "\x00" + field(line, title)
		}
		x := im.byName[handle]
		if x == nil {
			if x, err = im.addHabit(field(line, id), strings.Trim(field(line, title), `"`)); err != nil {
				return err
			}
			x.join, x.finish = keepBest, finishAmount
			im.byName[handle] = x
		}
		if err := im.streaksDay(x, field(line, date), field(line, kind), field(line, quantity), field(line, note)); err != nil {
			return err
		}
	}
}

func (im *importer) streaksDay(x *habit, date, kind, quantity, note string) error {
	day, ok := im.dates.parse(date)
	if !ok {
		x.drops.add(reasonBadDate, date)
		return nil
	}
	amount, _ := amountOf(quantity)
	r := record{day: day, note: note, amount: amount}
	kind = strings.ToLower(strings.TrimSpace(kind))
	action, auto := strings.TrimSuffix(kind, "_auto"), strings.HasSuffix(kind, "_auto")
	switch strings.TrimSuffix(action, "_manually") {
	case "completed":
		// By itself: a measured task, or a day without the thing to be avoided.
		if r.value = valueDone; auto && amount == 0 {
			r.value = valueNote
			x.drops.add(reasonAutoDay, day.String())
		}
	case "missed":
		if r.value = valueNo; auto {
			r.value = valueNote
			x.drops.add(reasonAutoDay, day.String())
		}
	case "skipped":
		r.value = valueSkip
	case "completed_manually_partial", "completed_partial", "missed_auto_partial", "missed_partial", "timer":
		r.value = valueNo // a part of what was asked
	default:
		x.drops.add(reasonUnknownValue, kind)
	}
	if r.value == valueNote {
		if r.amount = 0; note == "" {
			return nil
		}
	}
	x.seen(r.amount)
	return im.add(x, r)
}
