package exchange

import (
	"io"
	"slices"
	"strings"
)

// Beaver Habits' export, as version 0.9.0 (commit 61a6dc4 of 2026) writes it:
// {"habits": [{…, "records": [{day, done, text}]}],
// "order": […]}.

func isBeaver(s *sample) bool {
	k := s.json()
	return k.top.has("habits") && k.item.has("records") && (k.deep.has("day", "done") || k.item.has("star") || k.item.has("period"))
}

func readBeaver(im *importer, members []member) error {
	return each(members, im.archive, func(_ member, r io.Reader) error {
		b := &beaver{importer: im, w: im.walker(r), ids: map[*habit]string{}}
		var order []string
		from := len(im.habits)
		err := b.w.fields(func(key string) error {
			switch key {
			case "habits":
				return b.w.items(b.habit)
			case "order":
				return b.w.items(func() error {
					var id string
					err := b.w.text(&id)
					if len(order) <= len(im.habits)+maxMembers {
						order = append(order, id)
					}
					return err
				})
			case "order_by", "backup":
				return b.w.skip()
			}
			return b.other(b.w, key)
		})
		b.putInOrder(im.habits[from:], order)
		return err
	})
}

type beaver struct {
	*importer
	w   *walker
	ids map[*habit]string
}

// putInOrder sorts the habits as the person did; others stay behind.
func (b *beaver) putInOrder(habits []*habit, order []string) {
	place := map[string]int{}
	for i, id := range order {
		place[id] = i - len(order)
	}
	slices.SortStableFunc(habits, func(x, y *habit) int { return place[b.ids[x]] - place[b.ids[y]] })
}

func (b *beaver) habit() error {
	x, err := b.newHabit()
	if err != nil {
		return err
	}
	var id, name, status string
	var num, den int64 = 1, 1
	x.join = keepBest
	err = b.w.fields(func(key string) error {
		switch key {
		case "id":
			return b.w.text(&id)
		case "name":
			return b.w.text(&name)
		case "status":
			return b.w.text(&status)
		case "period":
			num, den, err = b.period()
			return err
		case "tags":
			tags := 0
			err := b.w.items(func() error { tags++; return b.w.skip() })
			x.drops.addN(reasonCategory, tags, "")
			return err
		case "records":
			return b.w.items(func() error { return b.record(x) })
		case "star", "chips":
			return b.w.skip()
		}
		return b.other(b.w, key)
	})
	x.setName(name)
	b.setKey(x, id)
	b.ids[x] = id
	x.often(num, den)
	switch status {
	case "", "normal", "active":
	case "archive", "archived":
		x.archived = true
	case "soft_delete":
		x.gone = true
		b.drops.add(reasonDeleted, x.name)
	default:
		b.unknown("status: " + status)
		x.archived = true
	}
	return err
}

// period is how often, as num times in den days.
func (b *beaver) period() (num, den int64, err error) {
	kind, count, target := "D", int64(1), int64(1)
	err = b.w.fields(func(key string) error {
		switch key {
		case "period_type":
			return b.w.text(&kind)
		case "period_count":
			return b.w.integer(&count)
		case "target_count":
			return b.w.integer(&target)
		}
		return b.other(b.w, key)
	})
	return target, count * daysOfPeriod(kind), err
}

// daysOfPeriod is the length of a day, week, month or year; 0 for none of them.
func daysOfPeriod(s string) int64 {
	switch strings.ToLower(s) {
	case "d", "day", "daily":
		return 1
	case "w", "week", "weekly":
		return 7
	case "m", "month", "monthly":
		return 30
	case "y", "year", "yearly":
		return 365
	}
	return 0
}

// record reads a day. A skip is stored as done with the word #skip in its text.
func (b *beaver) record(x *habit) error {
	var date, text string
	done := false
	err := b.w.fields(func(key string) error {
		switch key {
		case "day":
			return b.w.text(&date)
		case "done":
			return b.w.truth(&done)
		case "text":
			return b.w.text(&text)
		}
		return b.other(b.w, key)
	})
	if err != nil {
		return err
	}
	day, ok := b.dates.parse(date)
	if !ok {
		x.drops.add(reasonBadDate, date)
		return nil
	}
	r := record{day: day, value: valueNo, note: text}
	switch {
	case done && slices.Contains(strings.Fields(text), "#skip"):
		r.value = valueSkip
	case done:
		r.value = valueDone
	}
	return b.add(x, r)
}
