package exchange

import (
	"io"
	"strings"
)

// Streaks' CSV: task_id, title, icon, entry_type, entry_date, entry_timestamp,
// entry_timezone, quantity, notes and page. The program is closed; titles and types
// are those that public programs read and write for it (version 9 and later).

func isStreaks(s *sample) bool {
	return isStreaksFile(s) || s.columns().has("title", "entrytype", "entrydate")
}

func readStreaks(im *importer, members []member) error {
	for _, m := range members {
		head, err := im.archive.head(m, sampleSize)
		if err != nil {
			return err
		}
		from := len(im.habits)
		read := func(r io.Reader) error {
			err := im.streaks(newCSVReader(im.decode(r)))
			for _, x := range im.habits[from:] {
				x.yesOrNumber()
			}
			return err
		}
		if isStreaksFile(&sample{head: head}) {
			read = im.streaksFile
		}
		if err := im.archive.read(m, read); err != nil {
			return err
		}
	}
	return nil
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
	im.strangeColumns(first, "taskid", "title", "icon", "entrytype", "entrydate", "entrytimestamp", "entrytimezone", "quantity", "notes", "note", "page")
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
	amount, ok := im.column("quantity").parse(quantity)
	if !ok && strings.TrimSpace(quantity) != "" {
		x.drops.add(reasonBadAmount, quantity)
		note = joinLines(quantity, note)
	}
	r := record{day: day, note: note, amount: amount}
	kind = strings.ToLower(strings.TrimSpace(kind))
	action, auto := strings.TrimSuffix(kind, "_auto"), strings.HasSuffix(kind, "_auto")
	switch strings.TrimSuffix(action, "_manually") {
	case "completed":
		// By itself: a measured task, or a day without the thing to be avoided.
		if r.value = valueDone; auto && amount == 0 {
			return im.addUnknown(x, r, reasonAutoDay, day.String())
		}
	case "missed":
		if r.value = valueNo; auto {
			return im.addUnknown(x, r, reasonAutoDay, day.String())
		}
	case "skipped":
		r.value = valueSkip
	case "completed_manually_partial", "completed_partial", "missed_auto_partial", "missed_partial", "timer":
		r.value = valueNo // a part of what was asked
	default:
		return im.addUnknown(x, r, reasonUnknownValue, kind)
	}
	x.seen(r.amount)
	return im.add(x, r)
}
