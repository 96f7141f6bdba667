package cli

import (
	"context"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
)

// dayAct is what a command about a day is about.
type dayAct struct {
	app   *app.App
	today goal.Day
	day   goal.Day
	looks []goal.Look // as of the day
}

// dayChange is what an act did to a goal.
type dayChange struct {
	before    goal.Look // as of the day, as it was found
	then, now goal.Look // as of the day, and as of today
	body      goal.Body // nil where the goal was left alone
	command   string    // its id
}

// onDay opens the database and finds the day and the goals that a command
// means. A day more than three back asks once; one before the goal is refused
// (ruling 11).
func (d deps) onDay(ctx context.Context, refs []string, on string, f func(dayAct) error) error {
	return d.app(ctx, func(a *app.App) error {
		t, err := d.dayOf(ctx, a, on, back)
		if err != nil {
			return err
		}
		if t.looks, err = d.chooseGoals(ctx, a, refs, min(t.day, t.today)); err != nil {
			return err
		}
		if err := d.mayBeOld(ctx, t); err != nil {
			return err
		}
		return f(t)
	})
}

// dayOf is an act on the day that is named, or on today; its goals are still to
// be found.
func (d deps) dayOf(ctx context.Context, a *app.App, on string, to direction) (dayAct, error) {
	today, err := a.Day(ctx, me())
	if err != nil {
		return dayAct{}, err
	}
	day, err := d.parseDay(on, today, to)
	if day == 0 {
		day = today
	}
	return dayAct{app: a, today: today, day: day}, err
}

func (d deps) mayBeOld(ctx context.Context, t dayAct) error {
	for _, l := range t.looks {
		if t.day < l.Goal.Begun {
			return goal.Invalid("day", "error.day.before", l.Goal.Begun)
		}
	}
	if t.day >= t.today-goal.BackfillDays {
		return nil
	}
	return d.confirm(ctx, d.say("term.old_day"), goal.Invalid("day", "error.day.old"))
}

// command of the act with a body.
func (t dayAct) command(body goal.Body) goal.Command {
	return goal.Command{ID: t.app.NewID(), At: t.app.Now(), Day: t.day, Device: device, Body: body}
}

// check refuses what cannot be meant of the goal and the day, before a stamped
// day makes the command needless (ruling 61).
func (t dayAct) check(l goal.Look, c goal.Command) error {
	if err := goal.CheckCommand(c); err != nil {
		return err
	}
	if _, ok := c.Body.(goal.Cover); ok {
		if c.Day > t.today || c.Day < t.today-goal.BackfillDays { // ruling 10
			return goal.Invalid("day", "error.cover.window")
		}
		c.Body = goal.Remark{Goal: l.Goal.ID} // is held to the same days
	}
	_, err := goal.Decide(goal.Known{Goals: []goal.Goal{l.Goal}, Calendar: l.Calendar}, goal.Entry{Command: c})
	return err
}

// apply applies to every goal of the act the command that body makes, or leaves
// it alone where that is needless. All are applied or none.
func (d deps) apply(ctx context.Context, t dayAct, body func(goal.Look) (goal.Body, error), needless func(goal.Look, goal.Body) bool) ([]dayChange, error) {
	changes := make([]dayChange, len(t.looks))
	var commands []goal.Command
	for i, l := range t.looks {
		b, err := body(l)
		if err != nil {
			return nil, err
		}
		changes[i] = dayChange{before: l}
		c := t.command(b)
		if err := t.check(l, c); err != nil {
			return nil, err
		}
		if !needless(l, b) {
			changes[i].body, changes[i].command = b, c.ID
			commands = append(commands, c)
		}
	}
	if _, err := t.app.DoAll(ctx, me(), commands); err != nil {
		return nil, err
	}
	if len(commands) > 0 {
		d.did()
	}
	return changes, t.lookAgain(ctx, changes)
}

// applyOpen is apply for a command that leaves a stamped day alone (ruling 8).
func (d deps) applyOpen(ctx context.Context, t dayAct, body func(goal.Look) goal.Body) ([]dayChange, error) {
	return d.apply(ctx, t, func(l goal.Look) (goal.Body, error) { return body(l), nil },
		func(l goal.Look, _ goal.Body) bool { return l.Life.On(t.day) == goal.DayDone })
}

// lookAgain looks at the goals as they are after the commands.
func (t dayAct) lookAgain(ctx context.Context, changes []dayChange) error {
	ids := make([]string, len(changes))
	for i, c := range changes {
		ids[i] = c.before.Goal.ID
	}
	then, err := t.app.TodayOf(ctx, me(), min(t.day, t.today), ids...)
	if err != nil {
		return err
	}
	now := then
	if t.day != t.today {
		if now, err = t.app.TodayOf(ctx, me(), t.today, ids...); err != nil {
			return err
		}
	}
	for i, c := range changes {
		changes[i].then, changes[i].now = lookOr(then, c.before), lookOr(now, c.before)
	}
	return nil
}

func lookOr(t app.Today, or goal.Look) goal.Look {
	if l, ok := t.Look(or.Goal.ID); ok {
		return l
	}
	return or
}

// dayJSON answers a command about a day: the goals it was about as of that
// day, each with the id of its command; null where nothing was changed.
type dayJSON struct {
	Command *string          `json:"command"` // the last one, which a bare undo takes back
	Date    goal.Day         `json:"date"`
	Goals   []dayCommandJSON `json:"goals"`
}

type dayCommandJSON struct {
	Command *string `json:"command"`
	todayGoalJSON
}

// printJSON prints the document of an act, or passes its error on.
func (d deps) printJSON(t dayAct, changes []dayChange, err error) error {
	if err != nil {
		return err
	}
	doc := dayJSON{Date: t.day, Goals: []dayCommandJSON{}}
	for _, c := range changes {
		g := dayCommandJSON{todayGoalJSON: d.todayGoal(c.then)}
		g.Status = c.then.Life.On(t.day)
		if c.command != "" {
			g.Command, doc.Command = &c.command, &c.command
		}
		doc.Goals = append(doc.Goals, g)
	}
	return d.json(doc)
}
