package app

import (
	"slices"

	"github.com/ippo-app/ippo/internal/goal"
)

// takeTold adds an entry to the story or the compass that it is part of. The
// journal is not read again: it grows with the years.
func (b *book) takeTold(e goal.Entry) error {
	switch k := e.Body.Kind(); {
	case slices.Contains(goal.StoryKinds(), k):
		s, err := b.tx.Story(e.Body.About())
		if err != nil {
			return err
		}
		s.Take(e)
		return b.tx.PutStory(e.Body.About(), s)
	case slices.Contains(goal.CompassKinds(), k):
		c, err := b.tx.Compass()
		if err != nil {
			return err
		}
		c.Take(e)
		return b.tx.PutCompass(c)
	}
	return nil
}

// refoldTold folds anew what an entry of the story or the compass is part of.
func (b *book) refoldTold(e goal.Entry) error {
	k := e.Body.Kind()
	switch {
	case slices.Contains(goal.StoryKinds(), k):
		if _, err := b.goal(e.Body.About()); err != nil {
			return nil //nolint:nilerr // the goal is gone, and its story with it
		}
		return b.refoldStory(e.Body.About())
	case slices.Contains(goal.CompassKinds(), k):
		return b.refoldCompass()
	}
	return nil
}

func (b *book) refoldStory(id string) error {
	es, err := b.tx.Entries(Filter{Goal: id, Kinds: goal.StoryKinds(), NotDone: true})
	if err != nil {
		return err
	}
	return b.tx.PutStory(id, goal.FoldStory(es))
}

func (b *book) refoldCompass() error {
	es, err := b.tx.Entries(Filter{Kinds: goal.CompassKinds(), NotDone: true})
	if err != nil {
		return err
	}
	return b.tx.PutCompass(goal.FoldCompass(es))
}

// open goal of a story command: it exists and has not ended.
func (b *book) running(id string) (goal.Goal, error) {
	g, err := b.goal(id)
	if err == nil && g.Status == goal.StatusEnded {
		err = goal.Conflict("goal", "error.goal.ended", g.Slug)
	}
	return g, err
}

// review decides when its change starts. The same week reviewed once more
// replaces the first answer, unless the plan was changed since.
func (b *book) review(e *goal.Entry, x goal.WeekReview) error {
	g, err := b.running(x.Goal)
	if err != nil {
		return err
	}
	first, last := b.cal.Week(x.Week)
	today := b.cal.DayAt(e.At)
	switch {
	case x.Week != first:
		return goal.Invalid("week", "error.day", x.Week.String())
	case first > today:
		return goal.Invalid("week", "error.review.ahead")
	case last < g.Begun:
		return goal.Invalid("week", "error.review.week", g.Begun)
	}
	story, err := b.tx.Story(g.ID)
	if err != nil {
		return err
	}
	e.Result.Goal = g.ID
	if old, ok := story.Review(x.Week); ok {
		if changedSince(g, old.Command) {
			return goal.Conflict("week", "error.review.changed")
		}
		e.Result.Target = old.Command
	}
	if x.Plan == (goal.PlanChange{}) {
		return nil
	}
	l, err := b.look(g, e.At)
	if err != nil {
		return err
	}
	e.Result.From = l.ReviewStart(x.Plan, last)
	return nil
}

// changedSince says whether a revision came after that of a command.
func changedSince(g goal.Goal, command string) bool {
	i := slices.IndexFunc(g.Plan, func(r goal.Revision) bool { return r.Command == command })
	return i >= 0 && i < len(g.Plan)-1
}

func (b *book) startExperiment(e *goal.Entry, x goal.StartExperiment) error {
	g, err := b.running(x.Goal)
	if err != nil {
		return err
	}
	story, err := b.tx.Story(g.ID)
	if err != nil {
		return err
	}
	if _, running := story.Running(); running {
		return goal.Conflict("experiment", "error.experiment.running")
	}
	l, err := b.look(g, e.At)
	if err != nil {
		return err
	}
	e.Result.Goal, e.Result.From = g.ID, l.RevisionStart(x.Plan, 0)
	return nil
}

func (b *book) endExperiment(e *goal.Entry, x goal.EndExperiment) error {
	g, err := b.goal(x.Goal)
	if err != nil {
		return err
	}
	story, err := b.tx.Story(g.ID)
	if err != nil {
		return err
	}
	running, ok := story.Running()
	if !ok || running.Experiment != x.Experiment {
		return goal.NotFound("experiment", "error.experiment.none")
	}
	e.Result.Goal, e.Result.Target = g.ID, running.Command
	return nil
}

func (b *book) lookBack(e *goal.Entry, x goal.LookBack) error {
	g, err := b.running(x.Goal)
	if err != nil {
		return err
	}
	l, err := b.look(g, e.At)
	if err != nil {
		return err
	}
	s, ok := seasonOf(l, x.Season)
	if !ok || l.Life.DayNumber(s, l.Today) < x.Number {
		return goal.Invalid("number", "error.look_back.early", x.Number)
	}
	e.Result.Goal, e.Result.Number = g.ID, s.Number
	return nil
}

// seasonOf is the season with a number, or the running one for 0.
func seasonOf(l goal.Look, number int) (goal.Season, bool) {
	if number == 0 {
		return l.Goal.Season(l.Today)
	}
	for _, s := range l.Goal.Seasons {
		if s.Number == number {
			return s, true
		}
	}
	return goal.Season{}, false
}

// item holds the number of items to what can be weighed (method 1.3).
func (b *book) item(x goal.SetItem) error {
	c, err := b.tx.Compass()
	if err != nil {
		return err
	}
	known := slices.ContainsFunc(c.Items, func(i goal.CompassItem) bool { return i.ID == x.ID })
	if !known && x.Words != "" && len(c.Items) >= goal.MaxItems {
		return goal.Conflict("items", "error.lens.too_many", goal.MaxItems)
	}
	return nil
}
