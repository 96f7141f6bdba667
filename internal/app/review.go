package app

import (
	"context"

	"github.com/ippo-app/ippo/internal/goal"
)

// ReviewView is a week to look back at, with its one suggestion.
type ReviewView struct {
	Look       goal.Look
	Story      goal.Story
	Week       goal.Day // the week's first day
	End        goal.Day // and its last
	Feelings   map[goal.Day]goal.Feeling
	Inputs     goal.ReviewInputs
	Suggestion goal.Suggestion
	Offer      goal.PlanChange // what "Do it" changes at once
	Offered    bool
	Base       goal.Plan         // the plan that a change starts from
	Made       *goal.DatedReview // this week's review, if it was made
	// Open: the goal's first review has opened. First is the day on which it does so
	// at the latest, no day while a pause hides it (ruling 94).
	Open  bool
	First goal.Day
}

// Review looks at a week of a goal; week zero is the one to review now. answers
// is what the person said before the suggestion is made.
func (a *App) Review(ctx context.Context, who Actor, ref string, week goal.Day, answers goal.ReviewAnswers) (ReviewView, error) {
	s, err := a.LoadStory(ctx, who, ref)
	if err != nil {
		return ReviewView{}, err
	}
	v := ReviewView{Look: s.Look, Story: s.Story, Feelings: s.Feelings}
	v.First, v.Open = s.Look.FirstReview(s.Story)
	if week == 0 {
		week = s.Look.ReviewWeek()
	}
	v.Week, v.End = s.Look.Calendar.Week(week)
	if err := s.Look.Goal.CanReview(v.Week, v.End, s.Look.Today); err != nil {
		return v, err
	}
	if r, ok := s.Story.Review(v.Week); ok {
		v.Made = &r
		answers.Unwell = answers.Unwell || r.Unwell
	}
	v.Inputs = s.Look.ReviewInputs(s.Story, s.Feelings, v.Week, answers)
	v.Inputs.Kept = s.kept
	v.Suggestion = goal.Review(v.Inputs)
	v.Base = s.Look.Goal.Lasting(s.Look.Today)
	v.Offer, v.Offered = v.Suggestion.Offer(v.Base)
	return v, nil
}

// Unchanged says that a change of the plan would leave it as it is. What is kept for
// the step may be kept once more: it is dated anew (ruling 54).
func (v ReviewView) Unchanged(c goal.PlanChange) bool {
	return c == (goal.PlanChange{}) || c.Same(v.Base) && (v.Suggestion.Action != goal.ActBundle || c.Bundle == nil || *c.Bundle == "")
}

// Conclude applies the command of a review or a look back, made from a look, with
// what follows from it in one transaction: both are there, or neither is. A review
// keeps the range that the look showed (ruling 57).
func (a *App) Conclude(ctx context.Context, who Actor, l goal.Look, c goal.Command) (Answer, error) {
	if b, ok := c.Body.(goal.WeekReview); ok {
		b.Range = l.ShownRange()
		c.Body = b
	}
	cs := []goal.Command{c}
	there := false
	err := a.view(ctx, who, ofBook, func(tx Tx) (err error) {
		there, err = written(tx, goal.LowerID(c.ID))
		return err
	})
	if err != nil {
		return Answer{}, err
	}
	if b := l.Follows(c.Body); b != nil && !there { // sent again it follows from what there was then
		next, err := a.Command(ctx, who, c.Device, 0, b)
		if err != nil {
			return Answer{}, err
		}
		next.ID = goal.ContentID("follows", goal.LowerID(c.ID)) // of two at once one is a repeat
		cs = append(cs, next)
	}
	answers, err := a.DoAll(ctx, who, cs)
	if err != nil {
		return Answer{}, err
	}
	return answers[0], nil
}

// GoalStory is a goal with its story and the person's energy over its days.
type GoalStory struct {
	Look     goal.Look
	Story    goal.Story
	Feelings map[goal.Day]goal.Feeling
	kept     int // goals of the person that are kept
}

// LoadStory loads a goal with all that was said about it.
func (a *App) LoadStory(ctx context.Context, who Actor, ref string) (GoalStory, error) {
	var t GoalStory
	err := a.view(ctx, who, ofBook, func(tx Tx) error {
		cal, err := calendar(tx)
		if err != nil {
			return err
		}
		goals, err := tx.Goals()
		if err != nil {
			return err
		}
		for _, g := range goals {
			if g.Status == goal.StatusKept {
				t.kept++
			}
		}
		g, err := findGoal(goals, ref)
		if err != nil {
			return err
		}
		marks, err := tx.Marks(g.ID)
		if err != nil {
			return err
		}
		today := cal.DayAt(a.now().UnixMilli())
		if t.Look, err = loadLook(tx, g, marks, cal, today, true); err != nil {
			return err
		}
		if t.Story, err = tx.Story(g.ID); err != nil {
			return err
		}
		t.Feelings, err = loadFeelings(tx, today-goal.SeasonDays*2, today)
		return err
	})
	return t, err
}

func loadFeelings(tx Tx, first, last goal.Day) (map[goal.Day]goal.Feeling, error) {
	fs, err := tx.Feelings(max(1, first), last)
	m := make(map[goal.Day]goal.Feeling, len(fs))
	for _, f := range fs {
		m[f.Day] = f
	}
	return m, err
}

// CompassView is the person's direction and where it leads.
type CompassView struct {
	Compass  goal.Compass
	Goals    []goal.Goal
	Settings goal.Settings
	Day      goal.Day
	Feelings map[goal.Day]goal.Feeling // of the last four weeks
}

// Compass of the person.
func (a *App) Compass(ctx context.Context, who Actor) (CompassView, error) {
	var v CompassView
	err := a.view(ctx, who, ofBook, func(tx Tx) error {
		var err error
		if v.Settings, err = tx.Settings(); err != nil {
			return err
		}
		v.Day = newCalendar(v.Settings).DayAt(a.now().UnixMilli())
		if v.Goals, err = tx.Goals(); err != nil {
			return err
		}
		if v.Feelings, err = loadFeelings(tx, v.Day-27, v.Day); err != nil {
			return err
		}
		v.Compass, err = tx.Compass()
		return err
	})
	return v, err
}
