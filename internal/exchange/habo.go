package exchange

import (
	"io"
	"strings"

	"github.com/ippo-app/ippo/internal/goal"
)

// Habo's backup, as version 3.1.2 (commit b7a67a8 of 2026) writes it: an object
// with "habits", "categories", "habit_categories" and "metadata", each habit with
// "events": {instant: [type, comment, amount, target]} and "deleted_at", which is
// a date where it was thrown away: those are in the backup, too. Before there were
// categories it was a list of habits, whose day types had a capital.

func isHabo(s *sample) bool {
	return s.json().item.has("events", "title")
}

func readHabo(im *importer, members []member) error {
	return each(members, im.archive, func(m member, r io.Reader) error {
		head, err := im.archive.head(m, sampleSize)
		if err != nil {
			return err
		}
		w := im.walker(r)
		habits := func() error { return w.items(func() error { return im.haboHabit(w) }) }
		if (&sample{head: head}).json().list {
			return habits()
		}
		return w.fields(func(key string) error {
			switch key {
			case "habits":
				return habits()
			case "events", "categories", "habit_categories", "metadata", "version", "timestamp":
				return w.skip()
			}
			return im.other(w, key)
		})
	})
}

// haboFields are the fields of a habit that are known only together.
type haboFields struct {
	id, uuid, kind, deleted       string
	cue, routine, reward, penalty string
	notifies, measured            bool
}

func (im *importer) haboHabit(w *walker) error {
	x, err := im.newHabit()
	if err != nil {
		return err
	}
	var f haboFields
	since := im.oddities
	x.finish = finishHabo
	err = w.fields(func(key string) error {
		switch key {
		case "id":
			return w.text(&f.id)
		case "uuid":
			return w.text(&f.uuid)
		case "title":
			var name string
			err := w.text(&name)
			x.setName(name)
			return err
		case "cue":
			return w.text(&f.cue)
		case "routine":
			return w.text(&f.routine)
		case "reward":
			return w.text(&f.reward)
		case "sanction":
			return w.text(&f.penalty)
		case "habitType":
			return w.text(&f.kind)
		case "targetValue":
			has, err := w.number(&x.target)
			x.unjudged, f.measured = !has, true
			return err
		case "unit":
			return w.text(&x.unit)
		case "archived":
			return w.truth(&x.archived)
		case "deleted_at":
			return w.text(&f.deleted)
		case "notification":
			return w.truth(&f.notifies)
		case "categories":
			return w.items(func() error { x.drops.add(reasonCategory, ""); return w.skip() })
		case "events":
			return w.fields(func(date string) error { return im.haboEvent(w, x, date) })
		case "twoDayRule", "position", "showReward", "advanced", "notTime", "showSanction", "accountant", "partialValue", "updated_at":
			return w.skip()
		}
		return im.other(w, key)
	})
	x.unjudged = x.unjudged || !f.measured && im.missing("targetValue", since)
	im.settleHabo(x, f)
	return err
}

func (im *importer) settleHabo(x *habit, f haboFields) {
	id := f.uuid
	if id == "" {
		id = f.id
	}
	im.setKey(x, id)
	x.description = joinLines(f.cue, f.routine, f.reward, f.penalty)
	if f.kind != "" && f.kind != "0" && f.kind != "1" {
		im.unknown("habitType: " + f.kind)
	}
	if x.numeric || f.kind == "1" || strings.HasSuffix(strings.ToLower(f.kind), "numeric") {
		x.kind, x.target = goal.HabitAtLeast, max(0, x.target)
	} else {
		x.target, x.unit = 0, ""
	}
	if f.deleted != "" {
		x.gone = true
		im.drops.add(reasonDeleted, x.name)
	}
	if f.notifies {
		x.drops.add(reasonReminder, "")
	}
}

// haboEvent reads a day. An amount is judged by the target that was stored with
// it, else by the habit's.
func (im *importer) haboEvent(w *walker, x *habit, date string) error {
	var r record
	var kind string
	var target float64
	n, judged, odd := 0, false, false
	number := func(to *float64) (bool, error) {
		t, err := w.token()
		if err != nil || t == nil {
			return false, err
		}
		has, err := w.numberOf(t, to)
		odd = odd || !has
		return has, err
	}
	err := w.items(func() error {
		n++
		var err error
		switch n {
		case 1:
			return w.text(&kind)
		case 2:
			return w.text(&r.note)
		case 3:
			_, err = number(&r.amount)
			return err
		case 4:
			judged, err = number(&target)
			return err
		}
		return w.skip()
	})
	if err != nil {
		return err
	}
	day, ok := im.dates.parse(date)
	if !ok {
		x.drops.add(reasonBadDate, date)
		return nil
	}
	if r.day = day; odd {
		return im.addUnknown(x, r, reasonUnknownValue, day.String())
	}
	kind = strings.ToLower(kind)
	switch strings.TrimPrefix(kind, "daytype.") {
	case "clear", "0":
		if r.amount = 0; r.note == "" {
			x.drops.add(reasonNoValue, day.String())
			return nil
		}
	case "check", "1":
		r.value = valueDone
		if judged {
			r.amount = target
		}
	case "fail", "2":
		r.value, r.amount = valueNo, 0
	case "skip", "3":
		r.value, r.amount = valueSkip, 0
	case "progress", "4":
		x.numeric = true
		r.value = valueAmount
		if judged && target > 0 {
			r.value = valueNo
			if r.amount >= target {
				r.value = valueDone
			}
		}
	default:
		return im.addUnknown(x, r, reasonUnknownValue, kind)
	}
	return im.add(x, r)
}

// finishHabo gives a day that was checked the amount of its target.
func finishHabo(x *habit, day *record, d *drops) bool {
	if x.kind != goal.HabitYesNo && day.value == valueDone && day.amount == 0 {
		day.amount = x.target
	}
	return finishAmount(x, day, d)
}
