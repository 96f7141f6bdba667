package exchange

import (
	"iter"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/ippo-app/ippo/internal/goal"
)

// Reading is a file that was read: its habits, and their days on the way to
// whoever walks them.
type Reading struct {
	format  Format
	file    string
	dialect int
	habits  []*habit
	drops   drops
	sorter  *sorter
	archive *archive
	table   *goal.ImportedTable
}

// Close removes what was put aside while the file was read.
func (r *Reading) Close() error {
	err := r.sorter.close()
	if e := r.archive.Close(); err == nil {
		err = e
	}
	return err
}

// History says what was read in the method's own terms (ruling 33): a skip is
// rest, an explicit no a miss, an amount what [goal.Source.Judge] makes of it.
// Days after today are left out. The days can be walked until Close.
func (r *Reading) History(today goal.Day) goal.History {
	h := goal.History{Format: string(r.format), File: r.file, Notices: r.drops.notices, Tally: r.drops.tally, Table: r.table}
	for _, x := range r.habits {
		h.Habits = append(h.Habits, r.habit(x, today))
	}
	return h
}

func (r *Reading) habit(x *habit, today goal.Day) goal.Habit {
	src := x.source(r.format)
	g := goal.Habit{
		Goal: goalID(r.format, x.key), Title: x.title(), Note: x.words(),
		Archived: x.archived || x.ends != 0 && x.ends < today, Source: src,
	}
	if x.own {
		g.Own = x.name
	}
	var walked drops
	kept := 0
	g.Days = func(yield func(goal.HabitDay, error) bool) {
		walked, kept = append(drops(nil), x.drops...), 0
		walked.finishWalk(r.days(x, &walked), func(d record) bool {
			if d.day > today {
				walked.add(reasonFutureDay, d.day.String())
				return true
			}
			kept++
			walked.decided(r.format, d)
			return yield(r.terms(x, src, d), nil)
		}, func(err error) { yield(goal.HabitDay{}, err) })
		if x.count == 0 {
			walked.add(reasonNoEntries, x.name)
			return
		}
		walked.judged(src)
	}
	g.Notices = func() []goal.Notice { return walked.notices() }
	g.Tally = func() goal.Tally {
		t := walked.tally()
		t.Days = kept
		return t
	}
	return g
}

// decided remarks on what became of a day, where the source has its own word
// for it. On our own sheet rest is rest.
func (d *drops) decided(f Format, day record) {
	if day.value == valueSkip && f != FormatPaper {
		d.add(reasonSkip, day.day.String())
	}
	if day.note != "" {
		d.add(reasonNote, "")
	}
}

// judged remarks on what an amount makes of a day (ruling 33).
func (d *drops) judged(src goal.Source) {
	target := ""
	if src.Target > 0 {
		target = strings.TrimSpace(strconv.FormatFloat(src.Target, 'f', -1, 64) + " " + src.Unit)
	}
	switch {
	case src.Kind == goal.HabitAtMost:
		d.add(reasonAtMost, target)
	case src.Kind != goal.HabitAtLeast || target == "" || src.Num == 0:
	case src.Daily():
		d.add(reasonTarget, target)
	default:
		d.add(reasonAnyAmount, target)
	}
}

// finishWalk walks days until one is not wanted or there is an error.
func (d *drops) finishWalk(days iter.Seq2[record, error], take func(record) bool, stop func(error)) {
	for day, err := range days {
		if err != nil {
			stop(err)
			return
		}
		if !take(day) {
			return
		}
	}
}

// days are the days of a habit, each once.
func (r *Reading) days(x *habit, d *drops) iter.Seq2[record, error] {
	return func(yield func(record, error) bool) {
		var now record
		emit := func() bool {
			if now.day == 0 {
				return true
			}
			d.addN(reasonAddedUp, now.times, now.day.String())
			before := d.tally()
			if x.settle(&now, d) {
				return yield(now, nil)
			}
			if d.tally() == before { // nothing is said of it
				d.add(reasonNoValue, now.day.String())
			}
			return true
		}
		for rec, err := range r.sorter.records(x.index) {
			switch {
			case err != nil:
				yield(record{}, err)
				return
			case rec.day != now.day:
				if !emit() {
					return
				}
				now = rec
			case x.join == nil || x.join(&now, rec):
				d.add(reasonDuplicateDay, rec.day.String())
			default:
				now.times++
			}
		}
		emit()
	}
}

// settle makes a day of what its records came to: false leaves it out.
func (x *habit) settle(day *record, d *drops) bool {
	if x.finish != nil && !x.finish(x, day, d) {
		return false
	}
	if day.value == valueNote && day.note == "" && day.amount == 0 {
		return false
	}
	if day.amount < 0 || day.amount > goal.MaxAmount || day.amount != day.amount {
		d.add(reasonBadAmount, day.day.String())
		if !x.measured() { // such a number goes nowhere (method 11)
			day.note = joinLines(strconv.FormatFloat(day.amount, 'g', -1, 64), day.note)
		}
		day.amount = 0
	}
	if x.measured() {
		forgetAmount(day, d, x.unit)
	}
	if x.ends != 0 && day.day > x.ends {
		d.add(reasonAfterEndDate, day.day.String())
	}
	if utf8.RuneCountInString(day.note) > goal.MaxNote {
		d.add(reasonLongNote, day.note)
		day.note = shorten(day.note, goal.MaxNote)
	}
	return true
}

// terms is a day in the method's own terms.
func (r *Reading) terms(x *habit, s goal.Source, day record) goal.HabitDay {
	out := goal.HabitDay{ID: EntryID(r.format, x.key, day.day, day.token()), Day: day.day, Note: day.note}
	if day.amount != 0 || day.value == valueAmount {
		out.Amount = &day.amount
	}
	switch day.value {
	case valueDone:
		out.Status = goal.LogDone
	case valueMore:
		out.Status, out.Full = goal.LogDone, true
	case valueNo:
		out.Status = goal.LogMissed
	case valueSkip:
		out.Status = goal.LogRest
	case valueAmount:
		if !x.unjudged {
			out.Status = s.Judge(day.amount)
		}
	case valueNote, valueRaw:
	}
	return out
}

// measured says whether the habit counts a body or food.
func (x *habit) measured() bool { return x.kind != goal.HabitYesNo && goal.IsBodyUnit(x.unit) }

func (x *habit) source(f Format) goal.Source {
	src := goal.Source{Format: string(f), Key: x.key, Kind: x.kind, Num: x.num, Den: x.den}
	if x.measured() {
		src.Kind = goal.HabitYesNo
	} else {
		src.Target, src.Unit = min(x.target, goal.MaxAmount), shorten(x.unit, maxSample)
	}
	return src
}

// title is the habit's name, or else the first words there are.
func (x *habit) title() string {
	for _, s := range []string{x.name, x.question, x.description} {
		if t := shorten(firstLine(s), goal.MaxLine); t != "" {
			return t
		}
	}
	return "—"
}

// words are the question and the description.
func (x *habit) words() string {
	return shorten(joinLines(x.question, x.description), goal.MaxNote)
}
