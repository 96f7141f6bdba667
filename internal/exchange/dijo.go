package exchange

import (
	"io"
	"strings"

	"github.com/ippo-app/ippo/internal/goal"
)

// dijo's habit_record.json: [{"type", "name", "stats": {date: value}, "goal"}].
// Its archive has files of the same form, a month each.

func isDijo(s *sample) bool {
	k := s.json()
	return k.list && k.item.has("stats", "name") && (k.item.has("type") || k.item.has("goal"))
}

func readDijo(im *importer, members []member) error {
	return each(members, im.archive, func(_ member, r io.Reader) error {
		w := newWalker(im.decode(r))
		return w.items(func() error { return im.dijoHabit(w) })
	})
}

// dijoHabit reads a habit; one that is in several files is one.
func (im *importer) dijoHabit(w *walker) error {
	x, err := im.newHabit()
	if err != nil {
		return err
	}
	var name, kind, period string
	var target float64
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
		case "description":
			return w.text(&x.description)
		case "type":
			return w.text(&kind)
		case "goal_period", "period":
			return w.text(&period)
		case "goal":
			_, err := w.number(&target)
			return err
		case "stats":
			if into == nil {
				into = x
			}
			return w.fields(func(date string) error { return im.dijoDay(w, into, date) })
		}
		return w.skip()
	})
	x.setName(name)
	im.setKey(x, "")
	if !strings.EqualFold(kind, "Bit") {
		x.kind, x.target = goal.HabitAtLeast, max(0, target)
		if target <= 0 {
			x.drops.add(reasonUnknownTarget, x.name)
		}
	}
	if strings.EqualFold(period, "weekly") {
		x.often(1, 7)
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
	has, err := w.number(&amount)
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
