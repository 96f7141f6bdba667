package exchange

import (
	"encoding/json"
	"io"
	"strconv"

	"github.com/ippo-app/ippo/internal/goal"
)

// Table Habit's export, as version 1.26.14 (commit a8444d2 of 2026) writes it:
// {"habits": [{…, "records": […]}], "groups": […]}, what is null left out. Older
// ones have no groups.

func isTableHabit(s *sample) bool {
	k := s.json()
	return k.top.has("habits") && (k.deep.has("record_date") || k.item.has("freq_type") || k.item.has("daily_goal"))
}

func readTableHabit(im *importer, members []member) error {
	return each(members, im.archive, func(_ member, r io.Reader) error {
		w := im.walker(r)
		return w.fields(func(key string) error {
			switch key {
			case "habits":
				return w.items(func() error { return im.tableHabit(w) })
			case "groups":
				return w.skip()
			}
			return im.other(w, key)
		})
	})
}

// The codes of Table Habit.
const (
	tableGood     = 1
	tableBad      = 2 // a habit of which less is better
	tableActive   = 1
	tableDeleted  = 2
	tableArchived = 3
	tableWeekly   = 1
	tableMonthly  = 2
	tableCustom   = 3
	tableDone     = 1
	tableSkip     = 2

	noDate = 1 << 40 // stands for a record without a day
)

// tableFields are the fields of a habit that are known only together.
type tableFields struct {
	created, kind, status, freqKind int64
	freq, reminder, group           string
	goal                            float64
	typed, measured                 bool
}

func (im *importer) tableHabit(w *walker) error {
	x, err := im.newHabit()
	if err != nil {
		return err
	}
	since := im.oddities
	f := tableFields{goal: 1, kind: tableGood, status: tableActive}
	x.finish = finishAmount
	err = w.fields(func(key string) error {
		switch key {
		case "name":
			var name string
			err := w.text(&name)
			x.setName(name)
			return err
		case "desc":
			return w.text(&x.description)
		case "reminder_quest":
			return w.text(&x.question)
		case "daily_goal_unit":
			return w.text(&x.unit)
		case "daily_goal":
			has, err := w.number(&f.goal)
			x.unjudged, f.measured = x.unjudged || !has, true
			return err
		case "create_t":
			return w.integer(&f.created)
		case "type":
			f.kind, f.typed = 0, true
			return w.integer(&f.kind)
		case "status":
			f.status = 0
			return w.integer(&f.status)
		case "freq_type":
			return w.integer(&f.freqKind)
		case "freq_custom":
			return w.text(&f.freq)
		case "reminder":
			return w.text(&f.reminder)
		case "group_id":
			return w.text(&f.group)
		case "records":
			return w.items(func() error { return im.tableRecord(w, x) })
		case "modify_t", "color", "custom_color", "custom_color_tinted", "daily_goal_extra", "start_date", "target_days", "sort_position":
			return w.skip()
		}
		return im.other(w, key)
	})
	for key, said := range map[string]bool{"type": f.typed, "daily_goal": f.measured} {
		x.unjudged = x.unjudged || !said && im.missing(key, since)
	}
	im.settleTable(x, f)
	return err
}

// settleTable makes a habit of its fields. The moment at which a habit was made
// is its id: the export has no other, and names change.
func (im *importer) settleTable(x *habit, f tableFields) {
	id := ""
	if f.created != 0 {
		id = strconv.FormatInt(f.created, 10)
	}
	im.setKey(x, id)
	switch f.status {
	case tableActive, tableDeleted:
	case tableArchived:
		x.archived = true
	default: // as little is asked of it as can be
		im.unknown("status: " + strconv.FormatInt(f.status, 10))
		x.archived = true
	}
	if f.status == tableDeleted {
		x.gone = true
		im.drops.add(reasonDeleted, x.name)
	}
	num, den := f.frequency()
	switch {
	case f.kind == tableBad:
		x.kind = goal.HabitAtMost
	case f.kind != tableGood:
		im.unclear(x, "type", f.kind)
		x.kind = goal.HabitAtLeast
	case x.numeric || x.unit != "" || f.goal != 1 || x.unjudged:
		x.kind = goal.HabitAtLeast
	}
	if x.kind != goal.HabitYesNo {
		x.timesADay(f.goal, num, den)
	} else {
		x.often(num, den)
	}
	if f.reminder != "" {
		x.drops.add(reasonReminder, "")
	}
	if f.group != "" {
		x.drops.add(reasonCategory, "")
	}
}

// frequency is how often, as num times in den days; [habit.often] says what
// cannot be read.
func (f tableFields) frequency() (num, den int64) {
	var args []int64
	if f.freq == "" && f.freqKind == 0 {
		return 1, 1
	}
	if err := json.Unmarshal([]byte(f.freq), &args); err != nil || len(args) == 0 {
		return 0, 0
	}
	switch f.freqKind {
	case tableWeekly:
		return args[0], 7
	case tableMonthly: // from 31 on it is daily, and 30 leave a day free
		if args[0] == 30 {
			return args[0], 31
		}
		return args[0], 30
	case tableCustom:
		if len(args) > 1 {
			return args[0], args[1]
		}
	}
	return 0, 0
}

func (im *importer) tableRecord(w *walker, x *habit) error {
	date := int64(noDate)
	var kind int64
	var amount float64
	var note string
	has := false
	err := w.fields(func(key string) error {
		var err error
		switch key {
		case "record_date":
			return w.integer(&date)
		case "record_type":
			return w.integer(&kind)
		case "record_value":
			has, err = w.number(&amount)
			return err
		case "reason":
			return w.text(&note)
		case "create_t", "modify_t":
			return w.skip()
		}
		return im.other(w, key)
	})
	if err != nil {
		return err
	}
	day, ok := dayOfEpoch(date)
	if !ok {
		x.drops.add(reasonBadDate, strconv.FormatInt(date, 10))
		return nil
	}
	r := record{day: day, note: note, amount: amount}
	switch kind {
	case tableDone:
		if r.value = valueAmount; !has {
			return im.addUnknown(x, r, reasonUnknownValue, day.String())
		}
		x.seen(amount)
	case tableSkip:
		r.value, r.amount = valueSkip, 0
	default:
		return im.addUnknown(x, r, reasonUnknownValue, day.String())
	}
	return im.add(x, r)
}
