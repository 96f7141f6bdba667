package exchange

import (
	"io"
	"strconv"
	"strings"
)

// HabitBull's CSV: HabitName, HabitDescription, HabitCategory, CalendarDate,
// Value, CommentText. The program is closed; the shape is that of four real exports
// of 2016 to 2022 which Loop tests its own import with.

// habitBullNothing is the number that HabitBull writes for a day without a
// value.
const habitBullNothing = -2150000000

func isHabitBull(s *sample) bool {
	return s.columns().has("habitname", "habitdescription", "habitcategory", "value")
}

func readHabitBull(im *importer, members []member) error {
	err := each(members, im.archive, func(_ member, r io.Reader) error { return im.habitBull(newCSVReader(im.decode(r))) })
	for _, x := range im.habits {
		x.yesOrNumber()
	}
	return err
}

func (im *importer) habitBull(lines *csvReader) error {
	first, err := lines.next()
	if err != nil {
		return ignoreEnd(err)
	}
	cols := newHeader(first)
	name, about, category := cols.column("habitname"), cols.column("habitdescription"), cols.column("habitcategory")
	date, val := cols.column("calendardate", "date"), cols.column("value")
	note := cols.column("commenttext", "comment", "notes", "note")
	if name < 0 || date < 0 || val < 0 {
		return errNotThis(FormatHabitBull)
	}
	im.strangeColumns(first, "habitname", "habitdescription", "habitcategory", "calendardate", "date", "value", "commenttext", "comment", "notes", "note")
	for {
		line, err := lines.next()
		if err != nil {
			return ignoreEnd(err)
		}
		x, err := im.habitNamed(strings.TrimSpace(field(line, name)))
		if err != nil {
			return err
		}
		if x.count == 0 && x.finish == nil {
			x.finish = finishAmount
			x.description = field(line, about)
			if c := field(line, category); c != "" {
				x.drops.add(reasonCategory, c)
			}
		}
		if err := im.bullDay(x, field(line, date), field(line, val), field(line, note)); err != nil {
			return err
		}
	}
}

func (im *importer) bullDay(x *habit, date, val, note string) error {
	day, ok := im.dates.parse(date)
	if !ok {
		x.drops.add(reasonBadDate, date)
		return nil
	}
	r := record{day: day, note: note}
	v, err := strconv.ParseFloat(strings.Replace(strings.TrimSpace(val), ",", ".", 1), 64)
	switch {
	case err == nil && v == habitBullNothing, strings.TrimSpace(val) == "":
		if note == "" {
			x.drops.add(reasonNoValue, day.String())
			return nil
		}
	case err != nil || v < 0:
		return im.addUnknown(x, r, reasonUnknownValue, val)
	default:
		r.value, r.amount = valueAmount, v
		x.seen(v)
	}
	return im.add(x, r)
}
