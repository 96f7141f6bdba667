package app

import (
	"context"
	"slices"
	"strings"

	"github.com/ippo-app/ippo/internal/goal"
)

// ImportOptions say how an import is done.
type ImportOptions struct {
	Dry    bool                   // look only, write nothing
	Choose map[string]goal.Choice // by the habit's goal id, against the rules
}

// HabitReport says what became, or would become, of one habit.
type HabitReport struct {
	ID       string        `json:"id"` // of the goal; choices name it
	Title    string        `json:"title"`
	Slug     string        `json:"goal,omitempty"`
	Status   goal.Status   `json:"status,omitempty"`
	Own      bool          `json:"own,omitempty"` // the days belong to a goal of the person's own
	Why      string        `json:"why,omitempty"` // archived, not_daily, at_most, thirteenth, chosen, out
	New      int           `json:"new"`
	Same     int           `json:"same"`
	Changed  int           `json:"changed"`
	Restored int           `json:"restored"`
	Stamped  int           `json:"stamped"` // days on which the person's own word stands
	Sum      float64       `json:"sum,omitempty"`
	Unit     string        `json:"unit,omitempty"`
	First    goal.Day      `json:"first"`
	Last     goal.Day      `json:"last"`
	Notices  []goal.Notice `json:"notices,omitempty"`
}

// Report says what an import did, or would do; a dry run and the real one give
// the same.
type Report struct {
	Format   string        `json:"format,omitempty"`
	File     string        `json:"file,omitempty"`
	Dry      bool          `json:"dry_run"`
	Command  string        `json:"command,omitempty"` // what undo may name
	Resumed  bool          `json:"resumed,omitempty"` // went on with an interrupted import
	Habits   []HabitReport `json:"habits"`
	New      int           `json:"new"`
	Same     int           `json:"same"`
	Changed  int           `json:"changed"`
	Restored int           `json:"restored"`
	Read     int           `json:"read"`   // entries that are in the file; those below and the days add up to it
	Joined   int           `json:"joined"` // entries that became part of a day another one had begun
	Blank    int           `json:"blank"`  // entries that say nothing of their day
	Lost     int           `json:"lost"`   // entries that are not kept
	Notices  []goal.Notice `json:"notices,omitempty"`
}

// Import brings a history in as kept or parked goals (rulings 18 and 33), a
// part at a time: others get their turn in between, memory stays small, and an
// import that was interrupted goes on when it is run again. The same file again
// changes nothing. It counts as one command for undo.
func (a *App) Import(ctx context.Context, who Actor, h goal.History, o ImportOptions) (Report, error) {
	i := &importing{app: a, ctx: ctx, who: who, options: o, history: h, at: a.now().UnixMilli()}
	if len(h.Habits) > goal.MaxImported {
		return Report{}, goal.Invalid("file", "error.import.too_many", goal.MaxImported)
	}
	for _, c := range o.Choose {
		if !c.Valid() {
			return Report{}, goal.Invalid("choose", "error.import.choice", string(c))
		}
	}
	if err := a.view(ctx, who, ofBook, i.plan); err != nil {
		return Report{}, i.explain(err)
	}
	if !o.Dry && i.changes() {
		if err := i.write(); err != nil { //nolint:contextcheck // a write that is begun is ended
			return Report{}, i.explain(err)
		}
	}
	return i.report, nil
}

// importing is one import under way.
type importing struct {
	app     *App
	ctx     context.Context //nolint:containedctx // an import lives as long as its request
	who     Actor
	options ImportOptions
	history goal.History
	at      int64
	batch   string
	resumed bool
	today   goal.Day
	plans   []habitPlan
	report  Report
}

// habitPlan is what is to be done with one habit.
type habitPlan struct {
	habit    goal.Habit
	goal     string // where the days go
	fresh    bool   // the goal is made by this import
	own      *goal.Goal
	status   goal.Status
	why      string
	out      bool
	noAmount bool
	before   goal.Notice // days before an own goal began
}

// explain makes a sentence of an import that was stopped half way.
func (i *importing) explain(err error) error {
	if i.ctx.Err() != nil {
		return goal.Unavailable("", "error.import.interrupted")
	}
	return err
}

// changes says whether there is anything to write.
func (i *importing) changes() bool {
	for _, p := range i.plans {
		if p.fresh {
			return true
		}
	}
	return i.report.New+i.report.Changed+i.report.Restored > 0
}

// plan walks the whole history and compares it with what is there.
func (i *importing) plan(tx Tx) error {
	owner, err := i.app.open(tx)
	if err != nil {
		return err
	}
	i.today = owner.cal.DayAt(i.at)
	i.report = Report{Format: i.history.Format, File: i.history.File, Dry: i.options.Dry, Habits: []HabitReport{}}
	i.plans = i.plans[:0]
	kept := owner.count(goal.StatusKept)
	for _, h := range i.history.Habits {
		p := owner.planHabit(h, i.options.Choose[h.Goal], &kept)
		r := HabitReport{ID: h.Goal, Title: h.Title, Status: p.status, Own: p.own != nil, Why: p.why, Unit: h.Source.Unit}
		if g, err := owner.goal(p.goal); err == nil {
			r.Slug = g.Slug
		}
		err := p.walk(func(part []goal.HabitDay) error { return r.count(tx, p.goal, part) })
		if err != nil {
			return err
		}
		i.addReport(p, r)
	}
	if i.history.Notices != nil {
		i.report.Notices = i.history.Notices()
	}
	if i.history.Tally != nil {
		i.report.addTally(i.history.Tally())
	}
	return nil
}

func (i *importing) addReport(p habitPlan, r HabitReport) {
	if p.habit.Notices != nil {
		r.Notices = p.habit.Notices()
	}
	var t goal.Tally
	if p.habit.Tally != nil {
		t = p.habit.Tally()
	}
	if p.before.Count > 0 {
		r.Notices = append(r.Notices, p.before)
		t.Lost += p.before.Count
	}
	if p.out {
		t.Lost += r.New + r.Same + r.Changed + r.Restored
		r = HabitReport{
			ID: r.ID, Title: r.Title, Why: p.why, First: r.First, Last: r.Last, Sum: r.Sum, Unit: r.Unit,
			Notices: append(
				[]goal.Notice{{Code: "left_out", Count: r.New + r.Same + r.Changed + r.Restored, Lost: true, Entry: true}},
				slices.DeleteFunc(r.Notices, func(n goal.Notice) bool { return !n.Entry })...),
		}
	}
	t.Days = r.New + r.Same + r.Changed + r.Restored
	i.report.addTally(t)
	i.plans = append(i.plans, p)
	i.report.Habits = append(i.report.Habits, r)
	i.report.New += r.New
	i.report.Same += r.Same
	i.report.Changed += r.Changed
	i.report.Restored += r.Restored
}

// addTally adds entries of the file to the sums: each of them once (ruling 65).
func (r *Report) addTally(t goal.Tally) {
	r.Read += t.Entries()
	r.Joined += t.Joined
	r.Blank += t.Blank
	r.Lost += t.Lost
}

// planHabit says where the days of a habit go: into a goal that is there, or into
// a new one that is kept or parked, and why parked (ruling 33).
func (p *person) planHabit(h goal.Habit, c goal.Choice, kept *int) habitPlan {
	plan := habitPlan{habit: h, goal: h.Goal, out: c == goal.ChoiceOut, noAmount: c == goal.ChoiceDays}
	if plan.out {
		plan.why = "out"
		return plan
	}
	if g, ok := p.named(h.Own); ok {
		plan.goal, plan.own, plan.status = g.ID, &g, g.Status
		plan.before = goal.Notice{Code: "before_begun", Sample: g.Begun.String(), Lost: true, Entry: true}
		return plan
	}
	if g, err := p.goal(h.Goal); err == nil {
		plan.status = g.Status
		return plan
	}
	plan.fresh = true
	plan.status = goal.StatusParked
	full := p.kept(*kept)
	switch {
	case c == goal.ChoiceParked, c == goal.ChoiceDays, c == goal.ChoiceKept && full:
		plan.why = "chosen"
		if c == goal.ChoiceKept {
			plan.why = "thirteenth"
		}
	case c == goal.ChoiceKept:
		plan.status = goal.StatusKept
	case h.Archived:
		plan.why = "archived"
	case h.Source.Kind == goal.HabitAtMost:
		plan.why = "at_most"
	case !h.Source.Daily():
		plan.why = "not_daily"
	case full:
		plan.why = "thirteenth"
	default:
		plan.status = goal.StatusKept
	}
	if plan.status == goal.StatusKept {
		*kept++
	}
	return plan
}

func (p *person) kept(n int) bool { return n >= goal.MaxKept }

// named is the goal of the person's own with this slug or title.
func (p *person) named(ref string) (goal.Goal, bool) {
	if ref == "" {
		return goal.Goal{}, false
	}
	for _, g := range p.goals {
		if g.Source == nil && (strings.EqualFold(g.Slug, ref) || strings.EqualFold(g.Title, ref)) {
			return g, true
		}
	}
	return goal.Goal{}, false
}
