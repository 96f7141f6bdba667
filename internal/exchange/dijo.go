package exchange

import (
	"io"
	"math"
	"slices"

	"github.com/ippo-app/ippo/internal/goal"
)

// dijo's habit_record.json, as version 0.2.7 (commit 43c995e of 2022) derives it
// from its three structs: [{"type": "Bit"|"Count"|"Float", "name", "stats":
// {date: value}, "goal", "auto"}]. A value is true or false of a Bit, a whole
// number of a Count, and {"value", "precision"} of a Float, value / 10^precision.
// Its archive has files of the same form, a month each.

func isDijo(s *sample) bool {
	k := s.json()
	return k.list && k.item.has("stats", "name") && (k.item.has("type") || k.item.has("goal"))
}

func readDijo(im *importer, members []member) error {
	return each(members, im.archive, func(_ member, r io.Reader) error {
		w := im.walker(r)
		return w.items(func() error { return im.dijoHabit(w) })
	})
}

// dijoHabit reads a habit; one that is in several files is one.
func (im *importer) dijoHabit(w *walker) error {
	x, err := im.newHabit()
	if err != nil {
		return err
	}
	var name, kind string
	var target float64
	judged := false
	x.join, x.finish = keepLater, finishAmount
	var into *habit
	err = w.fields(func(key string) error {
		switch key {
		case "name":
			err := w.text(&name)
			if into = im.byName[name]; into == nil {
				into = x
			}
			return err
		case "type":
			return w.text(&kind)
		case "goal":
			judged, err = w.dijoNumber(&target)
			return err
		case "stats":
			if into == nil {
				into = x
			}
			return w.fields(func(date string) error { return im.dijoDay(w, into, date) })
		case "precision", "auto":
			return w.skip()
		}
		return im.other(w, key)
	})
	x.setName(name)
	im.setKey(x, "")
	if !slices.Contains([]string{"Bit", "Count", "Float"}, kind) {
		im.unknown("type: " + kind)
		x.unjudged = true
	}
	if kind != "Bit" {
		x.kind, x.target = goal.HabitAtLeast, max(0, target)
		switch {
		case !judged:
			im.unknown("goal")
			x.unjudged = true
		case target <= 0:
			x.drops.add(reasonUnknownTarget, x.name)
		}
	}
	if im.byName[name] == nil {
		im.byName[name] = x
	} else {
		x.gone = true // its days went to the first of this name
	}
	return err
}

func (im *importer) dijoDay(w *walker, x *habit, date string) error {
	var amount float64
	has, err := w.dijoNumber(&amount)
	if err != nil {
		return err
	}
	day, ok := im.dates.parse(date)
	switch {
	case !ok:
		x.drops.add(reasonBadDate, date)
		return nil
	case !has:
		x.drops.add(reasonUnknownValue, date)
		return nil
	}
	return im.add(x, record{day: day, value: valueAmount, amount: amount})
}

// maxPrecision is as many places as a number can have here.
const maxPrecision = 15

// dijoNumber is the next value: true, false, a number, or a Float's pair.
func (w *walker) dijoNumber(to *float64) (has bool, err error) {
	t, err := w.token()
	if err != nil {
		return false, err
	}
	if t != jsonObject {
		return w.numberOf(t, to)
	}
	var value, precision float64
	var hasValue, hasPrecision bool
	err = w.fieldsOf(func(key string) error {
		var err error
		switch key {
		case "value":
			hasValue, err = w.number(&value)
			return err
		case "precision":
			hasPrecision, err = w.number(&precision)
			return err
		}
		w.strange("")
		return w.skip()
	})
	if !hasValue || !hasPrecision || precision < 0 || precision > maxPrecision {
		return false, err
	}
	*to = value / math.Pow10(int(precision))
	return true, err
}
