package app

import (
	"context"
	"maps"
	"slices"

	"github.com/ippo-app/ippo/internal/goal"
	"github.com/ippo-app/ippo/internal/zone"
)

// Rebuild makes every table anew from the journal. Of the journal itself only
// the marks of what is undone change: they follow from its undo entries
// (ruling 70).
func (a *App) Rebuild(ctx context.Context, who Actor) error {
	return a.update(long(ctx), who, ofWhole, func(tx Tx) error {
		p, err := a.open(tx)
		if err != nil {
			return err
		}
		return p.rebuild()
	})
}

// rebuild folds settings, goals and all their days. What the tables held before
// is not read.
func (p *person) rebuild() error {
	if err := misjudged(p.tx, p.tx.SetUndone); err != nil {
		return err
	}
	w := &tableWriter{tx: p.tx, now: p.app.Now()}
	if err := foldJournal(p.tx, w); err != nil {
		return err
	}
	p.set, p.cal, p.goals = w.set, goal.NewCalendar(w.set, zone.Load), w.goals
	return nil
}

// tableWriter writes what the journal says.
type tableWriter struct {
	tx    Tx
	now   int64 // ms UTC
	set   goal.Settings
	goals []goal.Goal
}

func (w *tableWriter) begun(set goal.Settings, goals []goal.Goal) error {
	w.set, w.goals = set, goals
	old, err := w.tx.Goals()
	if err != nil {
		return err
	}
	for _, g := range old { // with all that hangs on it
		if err := w.tx.DropGoal(g.ID); err != nil {
			return err
		}
	}
	if err := w.tx.PutSettings(set); err != nil {
		return err
	}
	for _, g := range goals {
		if err := w.tx.PutGoal(g); err != nil {
			return err
		}
	}
	return nil
}

func (w *tableWriter) reminder(r *goal.Reminder) error {
	return putReminder(w.tx, r, goal.NewCalendar(w.set, zone.Load), w.now)
}

func (w *tableWriter) days(_ goal.Goal, _, _ goal.Day, logs []goal.DayLog, marks []goal.Marks) error {
	if err := w.tx.PutDays(logs); err != nil {
		return err
	}
	for _, m := range marks {
		if err := w.tx.PutMarks(m); err != nil {
			return err
		}
	}
	return nil
}

func (w *tableWriter) told(g goal.Goal, ms []goal.Measurement, s goal.Story) error {
	if err := w.tx.PutMeasurements(g.ID, ms); err != nil {
		return err
	}
	return w.tx.PutStory(g.ID, s)
}

func (w *tableWriter) person(c goal.Compass, felt map[goal.Day]goal.Feeling) error {
	if err := w.tx.PutCompass(c); err != nil {
		return err
	}
	old, err := w.tx.Feelings(1, 1<<30)
	if err != nil {
		return err
	}
	for _, f := range old {
		if _, still := felt[f.Day]; !still {
			if err := w.tx.PutFeeling(goal.Feeling{Day: f.Day}); err != nil {
				return err
			}
		}
	}
	for _, day := range slices.Sorted(maps.Keys(felt)) {
		if err := w.tx.PutFeeling(felt[day]); err != nil {
			return err
		}
	}
	return nil
}

// refoldGoalDays folds every day of a goal.
func (p *person) refoldGoalDays(g goal.Goal) error {
	for es, err := range inYears(p.tx, Filter{Goal: g.ID}) {
		if err != nil {
			return err
		}
		if err := p.foldDays(g, byDay(es), nil); err != nil {
			return err
		}
	}
	return nil
}

// byDay sorts what belongs to days.
func byDay(es []goal.Entry) map[goal.Day][]goal.Entry {
	days := map[goal.Day][]goal.Entry{}
	for _, e := range es {
		if k := e.Body.Kind(); k.Commutes() && k != goal.KindMeasure {
			days[e.Day] = append(days[e.Day], e)
		}
	}
	return days
}

// foldDays makes the rows of days and their letters on top of the marks there
// are.
func (p *person) foldDays(g goal.Goal, days map[goal.Day][]goal.Entry, marks []goal.Marks) error {
	logs, changed := folded(g, days, marks, p.cal)
	if err := p.tx.PutDays(logs); err != nil {
		return err
	}
	return p.putMarks(changed)
}

// folded are the logs of days, and their letters on top of marks, by year.
func folded(g goal.Goal, days map[goal.Day][]goal.Entry, marks []goal.Marks, cal goal.Calendar) ([]goal.DayLog, map[int]goal.Marks) {
	plans, changed := g.Plans(), map[int]goal.Marks{}
	logs := make([]goal.DayLog, 0, len(days))
	for _, day := range slices.Sorted(maps.Keys(days)) {
		l := goal.FoldDay(g.ID, day, days[day], cal)
		logs = append(logs, l)
		m := marksOfYear(changed, marks, g.ID, day.Year())
		changed[m.Year] = m.With(day, goal.LetterOf(l, goal.PlanOn(plans, day)))
	}
	return logs, changed
}
