package exchange

import (
	"io"
	"strings"

	"github.com/ippo-app/ippo/internal/goal"
)

// Streak's backup (InlitX/streak, format version 2, commit 4bc19d5 of 2026; its
// readers of version 1 and of a bare list of habits are older): an object with
// "habits", "notes", "todos" and more, as JSON or as backup.json in a zip. A habit
// has "completions": {day: {"date", "numberOfCompletions", "steps"}}, days written
// day-month-year. What is to be avoided has an entry on each day on which it
// happened.

func isStreak(s *sample) bool {
	k := s.json()
	return (k.list || k.top.has("habits")) && k.item.has("completions", "numberOfCompletionsPerDay")
}

func readStreak(im *importer, members []member) error {
	return each(members, im.archive, func(m member, r io.Reader) error {
		head, err := im.archive.head(m, sampleSize)
		if err != nil {
			return err
		}
		t := &streak{importer: im, w: im.walker(r), byID: map[string]*habit{}}
		if (&sample{head: head}).json().list {
			return t.w.items(t.habit)
		}
		return t.w.fields(t.field)
	})
}

type streak struct {
	*importer
	w    *walker
	byID map[string]*habit
}

func (t *streak) field(key string) error {
	switch key {
	case "habits":
		return t.w.items(t.habit)
	case "notes":
		return t.w.items(t.note)
	case "todos":
		return t.w.items(func() error { t.drops.add(reasonTodo, ""); return t.w.skip() })
	case "focus": // sessions of a timer
		return t.w.items(func() error { t.unknown(key); return t.w.skip() })
	case "app", "version", "exportedAt", "device", "changes", "categories", "todoTags", "settings":
		return t.w.skip()
	}
	return t.other(t.w, key)
}

// The codes of Streak.
const (
	streakUnknown      = -1
	streakNegative     = 1 // a habit to be avoided
	streakQuantitative = 2

	streakDaily    = 0
	streakWeekly   = 1
	streakMonthly  = 2
	streakWeekdays = 3
	streakEvery    = 4
)

// streakFields are the fields of a habit that are known only together.
type streakFields struct {
	id, name, unit, archived          string
	kind, interval, times, every, per int64
	weekdays, steps, needed           int64
	target                            float64
	any, anySteps                     bool
	measured, sorted, timed, listed   bool // what was said of the day's amount, the kind, the times and the steps
}

func (t *streak) habit() error {
	x, err := t.newHabit()
	if err != nil {
		return err
	}
	f := streakFields{target: 1, times: 1, every: 2, needed: 1 << 20}
	x.join = keepBest
	since := t.oddities
	err = t.w.fields(func(key string) error { return t.habitField(x, &f, key) })
	counts := f.interval == streakWeekly || f.interval == streakMonthly
	if !f.measured || !f.sorted || !f.listed || counts && !f.timed {
		x.unjudged = t.missing("kind", since) || x.unjudged
	}
	x.setName(f.name)
	t.setKey(x, f.id)
	t.byID[f.id] = x
	x.archived = f.archived != ""
	t.settle(x, f)
	return err
}

func (t *streak) habitField(x *habit, f *streakFields, key string) error {
	w := t.w
	var err error
	switch key {
	case "id":
		return w.text(&f.id)
	case "name":
		return w.text(&f.name)
	case "description":
		return w.text(&x.description)
	case "category":
		var c string
		if err = w.text(&c); c != "" {
			x.drops.add(reasonCategory, "")
		}
		return err
	case "numberOfCompletionsPerDay":
		has, err := w.number(&f.target)
		x.unjudged, f.measured = x.unjudged || !has, true
		return err
	case "completions":
		return w.fields(func(day string) error { return t.completion(x, day) })
	case "missReasons":
		return w.fields(func(day string) error { return t.missReason(x, day) })
	case "unitLabel":
		return w.text(&f.unit)
	case "archivedAt":
		return w.text(&f.archived)
	case "reminders":
		return w.items(func() error { x.drops.add(reasonReminder, ""); return w.skip() })
	case "vacations", "restDays": // they say of no day what it was
		return w.items(func() error { t.unknown(key); return w.skip() })
	}
	return t.ruleField(f, key)
}

// ruleField reads what says how often, and when a day is done.
func (t *streak) ruleField(f *streakFields, key string) error {
	w := t.w
	switch key {
	case "kind":
		f.kind, f.sorted = streakUnknown, true
		return w.integer(&f.kind)
	case "interval":
		return w.integer(&f.interval)
	case "targetFrequency":
		times := 0.0
		has, err := w.number(&times)
		f.timed, f.times = has, int64(max(0, min(times, 1e6)))
		return err
	case "scheduleWeekdays":
		return w.items(func() error { f.weekdays++; return w.skip() })
	case "scheduleEvery":
		return w.integer(&f.every)
	case "scheduleUnit":
		return w.integer(&f.per)
	case "anyAmount":
		return w.truth(&f.any)
	case "substeps":
		f.listed = true
		return w.items(func() error { f.steps++; return w.skip() })
	case "anySteps":
		return w.truth(&f.anySteps)
	case "stepsNeeded":
		return w.integer(&f.needed)
	case "icon", "color", "order", "coverPath", "coverClarity", "createdAt", "scheduleStart", "fromLastDone", "monthWeekday",
		"dailyCost", "incrementAmount", "quantKind", "bookCoverPath", "focusMinutes", "focusBreakMinutes", "focusOnly", "tracking",
		"difficulty", "startMinute", "durationMinutes":
		return w.skip()
	}
	return t.other(w, key)
}

// settle says what the habit asks.
func (t *streak) settle(x *habit, f streakFields) {
	num, den := f.frequency()
	if f.kind < 0 || f.kind > streakQuantitative {
		t.unclear(x, "kind", f.kind)
	}
	switch {
	case f.steps > 0:
		needed := f.steps
		if f.anySteps {
			needed = max(1, min(f.needed, f.steps))
		}
		x.finish = func(_ *habit, day *record, _ *drops) bool { return finishSteps(day, needed) }
		x.often(num, den)
		return
	case f.kind == streakNegative:
		x.kind, x.unit = goal.HabitAtMost, "times"
	case f.kind == streakQuantitative, f.target != 1, x.unjudged:
		if x.kind, x.unit = goal.HabitAtLeast, f.unit; x.unit == "" {
			x.unit = "times"
		}
		if f.any && f.kind == streakQuantitative {
			f.target = 0
		}
		if f.target <= 0 {
			x.drops.add(reasonUnknownTarget, x.name)
		}
	}
	if x.finish = finishStreak; x.kind == goal.HabitYesNo {
		x.often(num, den)
		return
	}
	x.timesADay(f.target, num, den)
	if x.kind == goal.HabitAtMost {
		x.target = 0
	}
}

// frequency is how often, as num times in den days.
func (f streakFields) frequency() (num, den int64) {
	switch f.interval {
	case streakDaily:
		return 1, 1
	case streakWeekly:
		return f.times, 7
	case streakMonthly:
		return f.times, 31
	case streakWeekdays:
		if f.weekdays == 0 {
			return 1, 1
		}
		return f.weekdays, 7
	case streakEvery:
		length := []int64{1, 7, 31}
		if f.per >= 0 && f.per < int64(len(length)) {
			return 1, f.every * length[f.per]
		}
	}
	return 0, 0
}

// completion reads a day: how many, and the steps of a checklist.
func (t *streak) completion(x *habit, date string) error {
	count, steps := 1.0, 0.0
	has, said := true, false
	since := t.oddities
	err := t.w.fields(func(key string) error {
		var err error
		switch key {
		case "date":
			return t.w.text(&date)
		case "numberOfCompletions", "count":
			has, err = t.w.number(&count)
			said = true
			return err
		case "steps":
			return t.w.items(func() error { steps++; return t.w.skip() })
		case "hour", "minute":
			return t.w.skip()
		}
		return t.other(t.w, key)
	})
	if err != nil {
		return err
	}
	day, ok := streakDay(date)
	switch {
	case !ok:
		x.drops.add(reasonBadDate, date)
		return nil
	case !has, !said && steps == 0 && t.oddities > since: // what says how many may have another name
		x.drops.add(reasonUnknownValue, day.String())
		return nil
	case steps > 0:
		return t.add(x, record{day: day, value: valueRaw, amount: steps})
	}
	return t.add(x, record{day: day, value: valueAmount, amount: count})
}

func (t *streak) missReason(x *habit, date string) error {
	var text string
	if err := t.w.text(&text); err != nil {
		return err
	}
	return t.words(x, date, text)
}

// note reads a note, which names its habit and day.
func (t *streak) note() error {
	var id, date, text string
	err := t.w.fields(func(key string) error {
		switch key {
		case "habitId":
			return t.w.text(&id)
		case "date":
			return t.w.text(&date)
		case "text":
			return t.w.text(&text)
		case "id", "type", "minutes", "createdAt":
			return t.w.skip()
		}
		return t.other(t.w, key)
	})
	if err != nil {
		return err
	}
	x := t.byID[id]
	if x == nil {
		t.drops.add(reasonOrphan, text)
		return nil
	}
	return t.words(x, date, text)
}

func (t *streak) words(x *habit, date, text string) error {
	day, ok := streakDay(date)
	switch {
	case !ok:
		x.drops.add(reasonBadDate, date)
		return nil
	case strings.TrimSpace(text) == "":
		x.drops.add(reasonNoValue, day.String())
		return nil
	}
	return t.add(x, record{day: day, note: text})
}

// streakDay reads 31-01-2026.
func streakDay(s string) (goal.Day, bool) {
	n, _, ok := threeNumbers(strings.TrimSpace(s))
	if !ok || n.short[2] {
		return 0, false
	}
	return n.as(OrderDMY)
}

// finishStreak takes a day without a checklist; one whose steps were of a checklist
// that is gone was done once.
func finishStreak(x *habit, day *record, d *drops) bool {
	if day.value == valueRaw {
		day.value, day.amount = valueAmount, 1
	}
	return finishAmount(x, day, d)
}

// finishSteps makes the steps of a checklist a yes or a no.
func finishSteps(day *record, needed int64) bool {
	switch day.value {
	case valueRaw, valueAmount:
		done := day.value == valueRaw && day.amount >= float64(needed)
		if day.value = valueNo; done {
			day.value = valueDone
		}
		day.amount = 0
	case valueNote, valueDone, valueNo, valueSkip, valueMore:
	}
	return true
}
