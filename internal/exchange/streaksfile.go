package exchange

import (
	"io"
	"strconv"

	"github.com/ippo-app/ippo/internal/goal"
)

// The .streaks file, the backup of Streaks: JSON with "tasks", each with "log":
// [{"d": 20260131, "t": type, "p": amount}]. The program is closed and says nothing
// of it; keys and types are those that a public program reads from such files of
// December 2025, whose author compared the types with the CSV of the same app. What
// it does not name is not known here either.

// The types of an entry of a log.
const (
	logDone        = 1 // completed by hand
	logAuto        = 2 // completed by itself
	logSkipped     = 4
	logMissed      = 5
	logTimer       = 7 // a part, by the timer
	logSync        = 9 // the health app was read: no entry of the person's
	logPartial     = 11
	logAutoPartial = 15
)

func isStreaksFile(s *sample) bool {
	k := s.json()
	return k.top.has("tasks") && k.item.has("log", "t")
}

func (im *importer) streaksFile(r io.Reader) error {
	w := im.walker(r)
	return w.fields(func(key string) error {
		switch key {
		case "tasks":
			return w.items(func() error { return im.streaksTask(w) })
		case "app", "categories":
			return w.skip()
		}
		return im.other(w, key)
	})
}

func (im *importer) streaksTask(w *walker) error {
	x, err := im.newHabit()
	if err != nil {
		return err
	}
	var id, title, shown, status string
	avoided, said := false, false
	since := im.oddities
	var automatic []goal.Day // days that count only if the task is one to be done
	x.join, x.finish = keepBest, finishAmount
	err = w.fields(func(key string) error {
		switch key {
		case "id":
			return w.text(&id)
		case "t":
			return w.text(&title)
		case "tf":
			return w.text(&shown)
		case "st":
			return w.text(&status)
		case "n":
			is, err := w.truthOrOdd(&avoided)
			said, avoided = true, avoided || !is // what nobody did is no yes then
			return err
		case "cat":
			return w.items(func() error { x.drops.add(reasonCategory, ""); return w.skip() })
		case "log":
			return w.items(func() error { return im.streaksEntry(w, x, &automatic) })
		case "i", "e", "ftpd", "c":
			return w.skip()
		}
		return im.other(w, key)
	})
	if title == "" {
		title = shown
	}
	x.setName(title)
	im.setKey(x, id)
	avoided = avoided || !said && im.missing("n", since)
	if x.archived = status == "A"; status != "" && status != "A" && status != "N" {
		im.unknown("st: " + status)
		x.archived = true
	}
	x.yesOrNumber()
	if err != nil {
		return err
	}
	for _, day := range automatic {
		if avoided {
			x.drops.add(reasonAutoDay, day.String())
			continue
		}
		if err := im.add(x, record{day: day, value: valueDone}); err != nil {
			return err
		}
	}
	return nil
}

func (im *importer) streaksEntry(w *walker, x *habit, automatic *[]goal.Day) error {
	var date string
	var kind, amount float64
	has := false
	err := w.fields(func(key string) error {
		var err error
		switch key {
		case "d":
			return w.text(&date)
		case "t":
			has, err = w.number(&kind)
			return err
		case "p":
			_, err = w.number(&amount)
			return err
		}
		return im.other(w, key)
	})
	if err != nil {
		return err
	}
	day, ok := plainDate(date)
	if !ok {
		x.drops.add(reasonBadDate, date)
		return nil
	}
	r := record{day: day, amount: amount}
	switch {
	case !has:
		return im.addUnknown(x, r, reasonUnknownValue, day.String())
	case kind == logAuto && amount == 0 && len(*automatic) < maxMembers:
		*automatic = append(*automatic, day)
		return nil
	case kind == logSync, kind == logAuto && amount == 0:
		x.drops.add(reasonAutoDay, day.String())
		return nil
	}
	switch kind {
	case logDone, logAuto:
		r.value = valueDone
	case logSkipped:
		r.value, r.amount = valueSkip, 0
	case logMissed, logTimer, logPartial, logAutoPartial:
		r.value = valueNo // nothing, or a part of what was asked
	default:
		return im.addUnknown(x, r, reasonUnknownValue, strconv.FormatFloat(kind, 'g', -1, 64))
	}
	x.seen(r.amount)
	return im.add(x, r)
}
