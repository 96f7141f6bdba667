package exchange

import (
	"io"
	"math"
	"strconv"
	"time"

	"github.com/ippo-app/ippo/internal/goal"
)

// Habitica's user data, as its server wrote it in 2026 (scoreTask at 03a8be2, cron at
// 022ca32; older histories have neither counts nor verdicts), JSON that holds an account as well: nothing but tasks
// and the two preferences that make days of instants is ever looked at. And its
// task history, a CSV file.

func isHabitica(s *sample) bool {
	k := s.json()
	return k.top.has("tasks") && (k.item.has("dailys") || k.top.has("flags") || k.top.has("auth") || k.top.has("preferences")) ||
		s.columns().has("taskname", "taskid", "tasktype", "date", "value")
}

func readHabitica(im *importer, members []member) error {
	for _, m := range members {
		head, err := im.archive.head(m, sampleSize)
		if err != nil {
			return err
		}
		if s := (&sample{name: m.name, head: head}); s.columns().has("taskid", "value") {
			err = im.archive.read(m, func(r io.Reader) error { return readHabiticaHistory(im, newCSVReader(im.decode(r))) })
		} else {
			err = readHabiticaUser(im, m)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// habitica is a file of Habitica's while it is read.
type habitica struct {
	*importer
	w        *walker
	zone     *time.Location
	rollover time.Duration // the hour at which the person's day began
}

// readHabiticaUser reads the preferences first, wherever they stand, then the
// tasks.
func readHabiticaUser(im *importer, m member) error {
	x := &habitica{importer: im}
	var west, begins float64
	known := false
	err := im.archive.read(m, func(r io.Reader) error {
		x.w = newWalker(newTextReader(r))
		x.w.odd = im.unknown
		return x.w.fields(func(key string) error {
			if key != "preferences" {
				return x.w.skip()
			}
			return x.w.fields(func(key string) error {
				var err error
				switch key {
				case "timezoneOffset":
					known, err = x.w.number(&west)
					return err
				case "dayStart":
					_, err = x.w.number(&begins)
					return err
				}
				return x.w.skip()
			})
		})
	})
	if err != nil {
		return err
	}
	x.setZone(west, known)
	if begins > 0 && begins < 24 {
		x.rollover = time.Duration(begins) * time.Hour
	}
	return im.archive.read(m, func(r io.Reader) error {
		x.w = im.walker(r)
		return x.w.fields(func(key string) error {
			if key != "tasks" {
				return x.w.skip()
			}
			return x.w.fields(x.list)
		})
	})
}

// setZone takes the person's own zone if it has the offset of the file in
// summer or winter, else the offset, which Habitica counts in minutes to the
// west.
func (x *habitica) setZone(west float64, known bool) {
	x.zone = x.importer.zone("")
	if known && math.Abs(west) <= 14*60 {
		seconds := -int(west) * 60
		fits := false
		for _, month := range []time.Month{time.January, time.July} {
			_, at := time.Date(2024, month, 1, 12, 0, 0, 0, x.zone).Zone()
			fits = fits || at == seconds
		}
		if !fits {
			x.zone = time.FixedZone("UTC"+time.Unix(0, 0).In(time.FixedZone("", seconds)).Format("-07:00"), seconds)
		}
	}
	x.drops.add(reasonZone, x.zone.String())
}

// list reads one of the four lists of tasks.
func (x *habitica) list(key string) error {
	switch key {
	case "habits", "dailys":
		return x.w.items(func() error { return x.task(key == "dailys") })
	case "todos", "rewards":
		return x.w.items(func() error {
			x.drops.add(reasonTodo, "")
			return x.w.skip()
		})
	}
	return x.w.skip()
}

// task is a habit or daily while it is read; minus is the other side of a habit
// that can go both ways.
type task struct {
	*habit
	daily    bool
	id, name string
	up, down bool
	minus    *habit
	last     float64 // the value before
	unsure   bool    // it could not be read
	when     string  // frequency
	every    int64
	weekdays int64
	monthly  int64
}

func (x *habitica) task(daily bool) error {
	b, err := x.newHabit()
	if err != nil {
		return err
	}
	t := &task{habit: b, daily: daily, up: true, every: 1, when: "daily"}
	b.join = addUp
	if daily {
		b.join = keepBest
	}
	err = x.w.fields(func(key string) error { return x.taskField(t, key) })
	b.setName(t.name)
	x.setKey(b, t.id)
	if t.minus != nil {
		t.minus.setName(t.name)
		x.setKey(t.minus, t.id+" minus")
		t.minus.kind, t.minus.num, t.minus.den = goal.HabitAtMost, 0, 1
		t.minus.description = b.description
		if b.gone = b.count == 0 && !t.up; !b.gone {
			t.minus.setName(t.name + " (−)")
			b.drops.add(reasonTwoSided, t.minus.name)
		}
	}
	if daily {
		b.often(t.frequency())
	} else { // a habit is never due
		b.kind, b.target, b.num, b.den = goal.HabitAtLeast, 1, 0, 1
	}
	return err
}

func (x *habitica) taskField(t *task, key string) error {
	switch key {
	case "_id", "id":
		return x.w.text(&t.id)
	case "text":
		return x.w.text(&t.name)
	case "notes":
		return x.w.text(&t.description)
	case "up":
		return x.w.truth(&t.up)
	case "down":
		return x.w.truth(&t.down)
	case "frequency":
		return x.w.text(&t.when)
	case "everyX":
		return x.w.integer(&t.every)
	case "repeat":
		return x.w.fields(func(string) error {
			on := false
			err := x.w.truth(&on)
			if on {
				t.weekdays++
			}
			return err
		})
	case "daysOfMonth":
		return x.w.items(func() error { t.monthly++; return x.w.skip() })
	case "tags", "reminders":
		why := reasonCategory
		if key == "reminders" {
			why = reasonReminder
		}
		return x.w.items(func() error { t.drops.add(why, ""); return x.w.skip() })
	case "history":
		return x.w.items(func() error { return x.event(t) })
	case "type", "value", "priority", "attribute", "byHabitica", "challenge", "group", "createdAt", "updatedAt", "userId", "alias",
		"counterUp", "counterDown", "streak", "startDate", "completed", "collapseChecklist", "checklist", "isDue", "nextDue",
		"yesterDaily", "weeksOfMonth", "__v", "date", "dateCompleted", "archived":
		return x.w.skip()
	}
	return x.other(x.w, key)
}

// frequency is how often a daily is due, as num times in den days; a daily that
// is never due is only tracked.
func (t *task) frequency() (num, den int64) {
	switch t.when {
	case "daily":
		return 1, t.every
	case "weekly":
		return t.weekdays, 7 * t.every
	case "monthly":
		return max(1, t.monthly), 30 * t.every
	case "yearly":
		return 1, 365 * t.every
	}
	return 0, 0
}

// event is an entry of a task's history.
type event struct {
	at             time.Time
	value          float64
	valued         bool // value is said
	up, down       float64
	counted        bool // up and down are said
	done, judged   bool
	due, dueIsSaid bool
	odd            bool // it has a key that nobody knows
}

func (x *habitica) event(t *task) error {
	var e event
	err := x.w.fields(func(key string) error {
		var err error
		switch key {
		case "date":
			e.at, err = x.instant()
			return err
		case "value":
			e.valued, err = x.w.number(&e.value)
			return err
		case "scoredUp":
			e.counted = true
			_, err = x.w.number(&e.up)
			return err
		case "scoredDown":
			e.counted = true
			_, err = x.w.number(&e.down)
			return err
		case "completed":
			e.judged = true
			return x.w.truth(&e.done)
		case "isDue":
			e.dueIsSaid = true
			is, err := x.w.truthOrOdd(&e.due)
			e.due = e.due && is
			return err
		}
		e.odd = true
		return x.other(x.w, key)
	})
	if err != nil {
		return err
	}
	return x.addEvent(t, e)
}

// instant is milliseconds, or a date and time in full.
func (x *habitica) instant() (time.Time, error) {
	var s string
	if err := x.w.text(&s); err != nil {
		return time.Time{}, err
	}
	if at, err := time.Parse(time.RFC3339, s); err == nil {
		return at, nil
	}
	ms, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		return time.Time{}, nil //nolint:nilerr // no date, which is remarked on
	}
	return time.UnixMilli(ms), nil
}

// addEvent makes records of an entry. A daily is judged on the night that
// follows: an entry that is not "completed" is about the day before.
func (x *habitica) addEvent(t *task, e event) error {
	day, ok := dayIn(e.at, x.zone, x.rollover)
	rise := e.value - t.last
	unsure := t.unsure || !e.valued || e.odd
	t.last, t.unsure = e.value, !e.valued
	if !ok {
		t.drops.add(reasonBadDate, t.name)
		return nil
	}
	if unsure && (t.daily && !e.judged || !t.daily && !e.counted) {
		t.drops.add(reasonUnknownValue, day.String())
		return nil
	}
	if t.daily {
		return x.addDaily(t, e, day, rise)
	}
	if !e.counted {
		t.drops.add(reasonByValue, day.String())
		e.up, e.down = sides(rise)
	}
	if e.up > 0 {
		if err := x.add(t.habit, record{day: day, value: valueAmount, amount: e.up}); err != nil {
			return err
		}
	}
	if e.up <= 0 && e.down <= 0 {
		t.drops.add(reasonNoValue, day.String())
	}
	if e.down <= 0 {
		return nil
	}
	if t.minus == nil {
		minus, err := x.newHabit()
		if err != nil {
			return err
		}
		t.minus, minus.join = minus, addUp
	}
	return x.add(t.minus, record{day: day, value: valueAmount, amount: e.down})
}

func (x *habitica) addDaily(t *task, e event, day goal.Day, rise float64) error {
	switch {
	case e.judged && e.done:
		return x.add(t.habit, record{day: day, value: valueDone})
	case e.judged && e.dueIsSaid && !e.due, !e.judged && rise == 0: // nothing was asked, or nothing changed
		t.drops.add(reasonNoValue, day.String())
		return nil
	case e.judged:
		return x.add(t.habit, record{day: day - 1, value: valueNo})
	}
	t.drops.add(reasonByValue, day.String())
	v := valueNo
	if rise > 0 {
		v = valueDone
	}
	return x.add(t.habit, record{day: day - 1, value: v})
}

// sides says how a change of value was scored.
func sides(rise float64) (up, down float64) {
	switch {
	case rise > 0:
		return 1, 0
	case rise < 0:
		return 0, 1
	}
	return 0, 0
}
