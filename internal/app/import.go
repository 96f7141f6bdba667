package app

import (
	"context"

	"github.com/ippo-app/ippo/internal/goal"
)

// Habit is an imported habit with its history, in the method's own terms.
type Habit struct {
	Goal     string // id, derived from format and habit
	Title    string
	Note     string
	Archived bool
	Source   goal.Source
	Entries  []HabitEntry
}

// HabitEntry is one day of a habit; its id is derived from its content.
type HabitEntry struct {
	ID     string
	Day    goal.Day
	Status goal.LogStatus
	Amount *float64
	Note   string
}

// HabitReport says what became of one habit.
type HabitReport struct {
	Title    string      `json:"title"`
	Slug     string      `json:"goal,omitempty"`
	Status   goal.Status `json:"status"`
	Why      string      `json:"why,omitempty"` // archived, not_daily, at_most, thirteenth: why it is parked
	New      int         `json:"new"`
	Same     int         `json:"same"`
	Changed  int         `json:"changed"`
	Restored int         `json:"restored"`
	First    goal.Day    `json:"first"`
	Last     goal.Day    `json:"last"`
}

// Report says what an import did, or would do.
type Report struct {
	Dry      bool          `json:"dry_run"`
	Command  string        `json:"command,omitempty"`
	Habits   []HabitReport `json:"habits"`
	New      int           `json:"new"`
	Same     int           `json:"same"`
	Changed  int           `json:"changed"`
	Restored int           `json:"restored"`
}

// Import brings habits in as kept or parked goals with all of their history
// (rulings 18 and 33). The same file again changes nothing. A dry run gives the
// same report and writes nothing.
func (a *App) Import(ctx context.Context, who PersonID, format, file string, habits []Habit, dry bool) (Report, error) {
	batch, at := a.newID(), a.now().UnixMilli()
	var r Report
	run := a.store.Update
	if dry {
		run = a.store.View
	}
	err := run(ctx, who, func(tx Tx) error {
		b, err := a.open(tx)
		if err != nil {
			return err
		}
		i := importing{book: b, batch: batch, at: at, body: goal.Import{Format: format, File: file}}
		for _, h := range habits {
			if err := i.habit(h); err != nil {
				return err
			}
		}
		r = i.report
		r.Dry = dry
		if dry || len(i.records) == 0 && len(i.body.Goals) == 0 && len(i.body.Restored) == 0 {
			return nil
		}
		r.Command = batch
		return i.write(&r)
	})
	return r, err
}

// importing is one import under way.
type importing struct {
	*book
	batch   string
	at      int64
	kept    int
	body    goal.Import
	records []goal.Entry
	touched []string
	report  Report
}

func (i *importing) habit(h Habit) error {
	hr := HabitReport{Title: h.Title, First: h.Source.First, Last: h.Source.Last}
	g, err := i.goal(h.Goal)
	if err == nil {
		hr.Slug, hr.Status = g.Slug, g.Status
	} else {
		hr.Status, hr.Why = i.place(h)
		i.body.Goals = append(i.body.Goals, goal.ImportedGoal{
			Goal: h.Goal, Title: h.Title, Note: h.Note, Status: hr.Status, Source: h.Source,
		})
	}
	known, err := i.tx.Entries(Filter{Goal: h.Goal, Kinds: []goal.Kind{goal.KindRecord}})
	if err != nil {
		return err
	}
	byID, byDay := map[string]goal.Entry{}, map[goal.Day]bool{}
	for _, e := range known {
		byID[e.ID] = e
		byDay[e.Day] = byDay[e.Day] || !e.Undone
	}
	for _, x := range h.Entries {
		i.entry(h.Goal, x, byID, byDay, &hr)
	}
	i.touched = append(i.touched, h.Goal)
	i.report.Habits = append(i.report.Habits, hr)
	i.report.New += hr.New
	i.report.Same += hr.Same
	i.report.Changed += hr.Changed
	i.report.Restored += hr.Restored
	return nil
}

func (i *importing) entry(id string, x HabitEntry, byID map[string]goal.Entry, byDay map[goal.Day]bool, hr *HabitReport) {
	if old, ok := byID[x.ID]; ok {
		if !old.Undone {
			hr.Same++
			return
		}
		hr.Restored++
		i.body.Restored = append(i.body.Restored, x.ID)
		return
	}
	if byDay[x.Day] {
		hr.Changed++
	} else {
		hr.New++
	}
	i.records = append(i.records, goal.Entry{Batch: i.batch, Command: goal.Command{
		ID: x.ID, At: i.at, Day: x.Day, Device: "import",
		Body: goal.Record{Goal: id, Batch: i.batch, Status: x.Status, Amount: x.Amount, Note: x.Note},
	}})
}

// place says whether a new habit is kept or parked, and why parked (ruling 33).
func (i *importing) place(h Habit) (goal.Status, string) {
	switch {
	case h.Archived:
		return goal.StatusParked, "archived"
	case h.Source.Kind == goal.HabitAtMost:
		return goal.StatusParked, "at_most"
	case !h.Source.Daily():
		return goal.StatusParked, "not_daily"
	case i.count(goal.StatusKept)+i.kept >= goal.MaxKept:
		return goal.StatusParked, "thirteenth"
	}
	i.kept++
	return goal.StatusKept, ""
}

func (i *importing) write(r *Report) error {
	ans, err := i.app.apply(i.tx, goal.Command{
		ID: i.batch, At: i.at, Day: i.cal.DayAt(i.at), Device: "import", Body: i.body,
	})
	if err != nil {
		return err
	}
	for n, slug := range ans.Entry.Result.Slugs {
		for k := range r.Habits {
			if r.Habits[k].Slug == "" && r.Habits[k].Title == i.body.Goals[n].Title {
				r.Habits[k].Slug = slug
				break
			}
		}
	}
	for _, e := range i.records {
		if e.Hash, err = e.Command.Hash(); err != nil {
			return err
		}
		if _, err := i.tx.Append(e); err != nil {
			return err
		}
	}
	b, err := i.app.open(i.tx)
	if err != nil {
		return err
	}
	for _, id := range i.touched {
		g, err := b.goal(id)
		if err != nil {
			return err
		}
		if err := b.refoldGoalDays(g); err != nil {
			return err
		}
	}
	return nil
}
