package exchange

import (
	"strconv"
	"strings"
	"time"

	"github.com/ippo-app/ippo/internal/goal"
)

// readHabiticaHistory reads the CSV file, which holds the running value of each
// task: its rise and fall are all that is known.
func readHabiticaHistory(im *importer, lines *csvReader) error {
	x := &habitica{importer: im, zone: im.zone("")}
	im.drops.add(reasonZone, x.zone.String())
	first, err := lines.next()
	if err != nil {
		return ignoreEnd(err)
	}
	cols := newHeader(first)
	name, id, kind := cols.column("taskname"), cols.column("taskid"), cols.column("tasktype")
	date, val := cols.column("date"), cols.column("value")
	tasks := map[string]*task{}
	for {
		line, err := lines.next()
		if err != nil {
			return ignoreEnd(err)
		}
		key := field(line, id)
		t := tasks[key]
		if t == nil {
			if t, err = x.openTask(key, field(line, name), field(line, kind)); err != nil {
				return err
			}
			tasks[key] = t
		}
		at, day, ok := x.moment(field(line, date))
		v, err := strconv.ParseFloat(strings.TrimSpace(field(line, val)), 64)
		switch {
		case !ok || err != nil:
			t.drops.add(reasonBadLine, strings.Join(line, ","))
			t.unsure = true
			continue
		case t.unsure: // the value before is not known
			t.drops.add(reasonUnknownValue, strings.Join(line, ","))
			t.last, t.unsure = v, false
			continue
		}
		if err := x.addRow(t, day, v, at); err != nil {
			return err
		}
	}
}

func (x *habitica) openTask(id, name, kind string) (*task, error) {
	b, err := x.addHabit(id, name)
	if err != nil {
		return nil, err
	}
	t := &task{habit: b, id: id, name: name, daily: strings.EqualFold(kind, "daily")}
	if b.join = keepBest; !t.daily {
		b.join = addUp
		b.kind, b.target, b.num, b.den = goal.HabitAtLeast, 1, 0, 1
	}
	return t, nil
}

// moment reads an instant, or a date that a spreadsheet left of one.
func (x *habitica) moment(s string) (exact bool, day goal.Day, ok bool) {
	for _, layout := range []string{time.DateTime, time.RFC3339} {
		if at, err := time.Parse(layout, s); err == nil {
			day, ok = dayIn(at, x.zone, 0)
			return true, day, ok
		}
	}
	day, ok = x.dates.parse(s)
	return false, day, ok
}

// addRow makes a record of a row: a fall of a daily was found out on the night
// that followed.
func (x *habitica) addRow(t *task, day goal.Day, v float64, exact bool) error {
	up, down := sides(v - t.last)
	t.last = v
	if up+down == 0 {
		t.drops.add(reasonNoValue, day.String())
		return nil
	}
	t.drops.add(reasonByValue, day.String())
	switch {
	case !t.daily && down > 0:
		return x.addMinus(t, day)
	case !t.daily:
		return x.add(t.habit, record{day: day, value: valueAmount, amount: 1})
	case up > 0:
		return x.add(t.habit, record{day: day, value: valueDone})
	case exact:
		day--
	}
	return x.add(t.habit, record{day: day, value: valueNo})
}

func (x *habitica) addMinus(t *task, day goal.Day) error {
	if t.minus == nil {
		minus, err := x.addHabit(t.id+" minus", t.name+" (−)")
		if err != nil {
			return err
		}
		minus.kind, minus.num, minus.den, minus.join = goal.HabitAtMost, 0, 1, addUp
		t.minus = minus
		t.drops.add(reasonTwoSided, minus.name)
	}
	return x.add(t.minus, record{day: day, value: valueAmount, amount: 1})
}
