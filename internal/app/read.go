package app

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/google/uuid"

	"github.com/ippo-app/ippo/internal/goal"
)

// Today is what is asked on a day, and where things stand.
type Today struct {
	Day      goal.Day
	Clock    int64 // the instant, ms UTC
	Calendar goal.Calendar
	Settings goal.Settings
	Goals    []goal.Look // active ones, open first
	Kept     []goal.Look
	// Ahead are active goals whose first day is yet to come: who began one and
	// then flew west has the day before it once more.
	Ahead   []goal.Goal
	Feeling goal.Feeling
	// Acts are the commands that made of today what it is, beside stamps: not today, a rest
	// that was tapped, a pause of today; by goal.
	Acts  map[string]string
	Draft bool  // a goal is half begun
	Any   bool  // there is any goal at all, of whatever status
	Head  int64 // position of the newest journal entry that is in here
	// Refigured: figures of an active goal differ from what was shown before the
	// rules changed, and the person has not been told (method 14 m).
	Refigured bool
	// Unfinished are reviews of the week to look at now that wait in a draft
	// (rulings 90 and 93).
	Unfinished []UnfinishedReview
	// Reviewed are the goals whose week ends today and is closed, by id.
	Reviewed map[string]bool
}

// UnfinishedReview is a review half written.
type UnfinishedReview struct {
	Goal goal.Goal
	Week goal.Day // the week's first day
}

// Today looks at a day; zero means today. Another day shows figures as they
// stand after that day.
func (a *App) Today(ctx context.Context, who Actor, on goal.Day) (Today, error) {
	return a.TodayOf(ctx, who, on)
}

// TodayOf is Today with the figures of the named goals alone; without ids of
// all.
func (a *App) TodayOf(ctx context.Context, who Actor, on goal.Day, ids ...string) (Today, error) {
	t := Today{Clock: a.now().UnixMilli()}
	err := a.view(ctx, who, ofDay, func(tx Tx) error {
		s, err := tx.Settings()
		if err != nil {
			return err
		}
		t.Settings = s
		if t.Head, err = tx.Head(); err != nil {
			return err
		}
		t.Calendar = newCalendar(s)
		t.Day = t.Calendar.DayAt(t.Clock)
		if on != 0 {
			t.Day = on
		}
		goals, err := tx.Goals()
		if err != nil {
			return err
		}
		t.Any = len(goals) > 0
		if len(ids) > 0 {
			goals = slices.DeleteFunc(goals, func(g goal.Goal) bool { return !slices.Contains(ids, g.ID) })
		}
		if err := t.loadLooks(tx, goals); err != nil {
			return err
		}
		if t.Refigured, err = refigured(tx, t.Goals); err != nil {
			return err
		}
		fs, err := tx.Feelings(t.Day, t.Day)
		if err != nil {
			return err
		}
		if len(fs) > 0 {
			t.Feeling = fs[0]
		}
		drafts, err := tx.Drafts()
		t.takeDrafts(drafts)
		return err
	})
	return t, err
}

// takeDrafts says what waits half written.
func (t *Today) takeDrafts(drafts []Draft) {
	waits := func(f Form) bool {
		return slices.ContainsFunc(drafts, func(d Draft) bool { return d.Form == string(f) })
	}
	t.Draft = waits(FormBegin)
	for _, l := range t.Goals {
		if week := l.ReviewWeek(); waits(FormReview(l.Goal.ID, week)) {
			t.Unfinished = append(t.Unfinished, UnfinishedReview{l.Goal, week})
		}
	}
}

// refigured asks the compass only where there is something to tell.
func refigured(tx Tx, goals []goal.Look) (bool, error) {
	if !slices.ContainsFunc(goals, func(l goal.Look) bool { return l.Goal.Refigured() }) {
		return false, nil
	}
	c, err := tx.Compass()
	return !slices.Contains(c.Dismissed, goal.FlagFigures), err
}

func (t *Today) loadLooks(tx Tx, goals []goal.Goal) error {
	var ids []string
	for _, g := range goals {
		if g.Status == goal.StatusActive || g.Status == goal.StatusKept {
			ids = append(ids, g.ID)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	marks, err := tx.Marks(ids...)
	if err != nil {
		return err
	}
	for _, g := range goals {
		if !slices.Contains(ids, g.ID) {
			continue
		}
		if t.Day < g.Begun {
			if g.Status == goal.StatusActive {
				t.Ahead = append(t.Ahead, g)
			}
			continue
		}
		l, err := loadLook(tx, g, marks, t.Calendar, t.Day, false)
		if err != nil {
			return err
		}
		if g.Status == goal.StatusKept {
			t.Kept = append(t.Kept, l)
		} else {
			t.Goals = append(t.Goals, l)
		}
	}
	slices.SortStableFunc(t.Goals, func(a, b goal.Look) int {
		return openFirst(a) - openFirst(b)
	})
	if err := t.loadReviewed(tx); err != nil {
		return err
	}
	return t.loadActs(tx)
}

// loadReviewed asks for reviews only on the day that asks for one.
func (t *Today) loadReviewed(tx Tx) error {
	t.Reviewed = map[string]bool{}
	for _, l := range t.Goals {
		if !l.ReviewDay() {
			continue
		}
		s, err := tx.Story(l.Goal.ID)
		if err != nil {
			return err
		}
		week := l.ReviewWeek()
		t.Reviewed[l.Goal.ID] = slices.ContainsFunc(s.Reviews, func(r goal.DatedReview) bool { return r.Week == week })
	}
	return nil
}

// loadActs finds what can be taken back of a day that is not stamped.
func (t *Today) loadActs(tx Tx) error {
	t.Acts = map[string]string{}
	for _, l := range t.Goals {
		for _, p := range l.Goal.Pauses {
			if l.Status == goal.DayPause && p.From == t.Day {
				t.Acts[l.Goal.ID] = p.Command
			}
		}
		if l.Log.Status != goal.LogMissed && l.Log.Status != goal.LogRest {
			continue
		}
		es, err := tx.Entries(Filter{Goal: l.Goal.ID, Day: t.Day, GoalDay: true, NotDone: true, Kinds: []goal.Kind{goal.KindSkip, goal.KindRest}})
		if err != nil {
			return err
		}
		if n := len(es); n > 0 && l.Status != goal.DayPause {
			t.Acts[l.Goal.ID] = es[n-1].ID
		}
	}
	return nil
}

func openFirst(l goal.Look) int {
	if l.Status == goal.DayOpen {
		return 0
	}
	return 1
}

// loadLook loads a goal's days and works out its figures as of today; whole loads
// its whole life's logs, else those of the season. A goal whose first day is yet to
// come is shown as on that day, and its look says so.
func loadLook(tx Tx, g goal.Goal, marks []goal.Marks, cal goal.Calendar, today goal.Day, whole bool) (goal.Look, error) {
	day := max(today, g.Begun)
	var mine []goal.Marks
	for _, m := range marks {
		if m.Goal == g.ID {
			mine = append(mine, m)
		}
	}
	first := day - 7
	if s, ok := g.Season(day); ok && g.Status != goal.StatusKept { // of a kept one its season is long over
		first = min(first, s.First)
	}
	if whole || g.Source != nil && g.Source.Kind != goal.HabitYesNo {
		first = 1
	}
	logs, err := tx.Days(g.ID, first, day)
	if err != nil {
		return goal.Look{}, err
	}
	ms, err := tx.Measurements(g.ID)
	if err != nil {
		return goal.Look{}, err
	}
	l := goal.See(goal.Sight{
		Goal: g, Letters: goal.NewLetters(mine), Logs: logs, Measurements: ms, Calendar: cal, Today: day,
	})
	l.Ahead = today < day
	return l, nil
}

// Look is one goal with its whole life; ref is a slug, a number or an
// unambiguous prefix, or empty for the one active goal.
func (a *App) Look(ctx context.Context, who Actor, ref string) (goal.Look, error) {
	var l goal.Look
	err := a.view(ctx, who, ofBook, func(tx Tx) error {
		cal, err := calendar(tx)
		if err != nil {
			return err
		}
		goals, err := tx.Goals()
		if err != nil {
			return err
		}
		g, err := findGoal(goals, ref)
		if err != nil {
			return err
		}
		marks, err := tx.Marks(g.ID)
		if err != nil {
			return err
		}
		l, err = loadLook(tx, g, marks, cal, cal.DayAt(a.now().UnixMilli()), true)
		return err
	})
	return l, err
}

// Named is a goal that a form names, with its plan of today. Nothing of its days
// is read, so that a stamp takes as long after ten years as on the first day.
type Named struct {
	Goal  goal.Goal
	Plan  goal.Plan
	Today goal.Day
}

// Named finds a goal as Look does, without any figure.
func (a *App) Named(ctx context.Context, who Actor, ref string) (Named, error) {
	var n Named
	err := a.view(ctx, who, ofBook, func(tx Tx) error {
		cal, err := calendar(tx)
		if err != nil {
			return err
		}
		if n.Goal, err = findGoalIn(tx, ref); err != nil {
			return err
		}
		n.Today = max(cal.DayAt(a.now().UnixMilli()), n.Goal.Begun)
		n.Plan = goal.PlanOn(n.Goal.Plans(), n.Today)
		return nil
	})
	return n, err
}

// Looks are all goals that are not ended, or all of them, with figures.
func (a *App) Looks(ctx context.Context, who Actor, all bool) ([]goal.Look, error) {
	var ls []goal.Look
	err := a.view(ctx, who, ofBook, func(tx Tx) error {
		cal, err := calendar(tx)
		if err != nil {
			return err
		}
		goals, err := tx.Goals()
		if err != nil {
			return err
		}
		marks, err := tx.Marks()
		if err != nil {
			return err
		}
		today := cal.DayAt(a.now().UnixMilli())
		for _, g := range goals {
			if g.Status == goal.StatusEnded && !all {
				continue
			}
			l, err := loadLook(tx, g, marks, cal, today, true)
			if err != nil {
				return err
			}
			ls = append(ls, l)
		}
		return nil
	})
	return ls, err
}

// Goals of the person in the order of their numbers.
func (a *App) Goals(ctx context.Context, who Actor) ([]goal.Goal, error) {
	var gs []goal.Goal
	err := a.view(ctx, who, ofBook, func(tx Tx) (err error) {
		gs, err = tx.Goals()
		return err
	})
	return gs, err
}

// findGoal finds a goal by slug, number or unambiguous prefix (ruling 2).
func findGoal(goals []goal.Goal, ref string) (goal.Goal, error) {
	ref = strings.ToLower(strings.TrimSpace(ref))
	var hits []goal.Goal
	for _, g := range goals {
		if g.Slug == ref || g.ID == ref || strconv.Itoa(g.Number) == ref {
			return g, nil
		}
		if ref == "" && g.Status == goal.StatusActive || ref != "" && strings.HasPrefix(g.Slug, ref) {
			hits = append(hits, g)
		}
	}
	switch {
	case len(hits) == 1:
		return hits[0], nil
	case len(hits) > 1:
		return goal.Goal{}, goal.Invalid("goal", "error.goal.which", slugs(hits))
	case ref == "":
		return goal.Goal{}, goal.NotFound("goal", "error.goal.none")
	}
	return goal.Goal{}, goal.NotFound("goal", "error.goal.unknown", ref)
}

// findGoalIn finds a goal; one that is named by its id, as every form does, is read
// alone.
func findGoalIn(tx Tx, ref string) (goal.Goal, error) {
	if uuid.Validate(ref) == nil {
		if g, ok, err := tx.Goal(ref); ok || err != nil {
			return g, err
		}
	}
	goals, err := tx.Goals()
	if err != nil {
		return goal.Goal{}, err
	}
	return findGoal(goals, ref)
}

func slugs(gs []goal.Goal) string {
	var s []string
	for _, g := range gs {
		s = append(s, g.Slug)
	}
	return strings.Join(s, ", ")
}

// Head is the position of the person's newest journal entry, 0 before the
// first: whoever has seen this head has seen everything.
func (a *App) Head(ctx context.Context, who Actor) (int64, error) {
	var head int64
	err := a.view(ctx, who, ofDay, func(tx Tx) (err error) {
		head, err = tx.Head()
		return err
	})
	return head, err
}
