package cli

import (
	"context"
	"errors"
	"fmt"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/cli/draw"
	"github.com/ippo-app/ippo/internal/goal"
)

// chosen finds the goals that a command means on a day. Where it is unclear it
// asks once, or is wrong usage (ruling 2).
func (d deps) chosen(ctx context.Context, a *app.App, refs []string, day goal.Day) ([]goal.Look, error) {
	looks, err := a.Resolve(ctx, me, refs, day)
	var unclear *goal.Error
	if !errors.As(err, &unclear) || unclear.Key != "error.goal.which" {
		return looks, err
	}
	if len(refs) > 0 || !d.mayAsk() {
		return nil, errUsage{err}
	}
	t, err := a.Today(ctx, me, day)
	if err != nil {
		return nil, err
	}
	question := d.say("term.which") + "\n"
	for _, l := range t.Goals {
		question += fmt.Sprintf("  %d  %s\n", l.Goal.Number, draw.Clean(l.Plan.Step.Text))
	}
	answer := d.terminal().Ask(ctx, question+"> ")
	if answer == "" {
		return nil, errUsage{unclear}
	}
	return a.Resolve(ctx, me, []string{answer}, day)
}

// act is what a command about a day is about.
type act struct {
	app   *app.App
	today goal.Day
	day   goal.Day
	looks []goal.Look // as of the day
}

// onDay finds the goals and the day that a command means. A day more than
// three back asks once; one before the goal is refused (ruling 11).
func (d deps) onDay(ctx context.Context, refs []string, on string, f func(act) error) error {
	return d.app(ctx, func(a *app.App) error {
		today, err := a.Day(ctx, me)
		if err != nil {
			return err
		}
		day, err := d.parseDay(on, today, back)
		if err != nil {
			return err
		}
		if day == 0 {
			day = today
		}
		looks, err := d.chosen(ctx, a, refs, min(day, today))
		if err != nil {
			return err
		}
		if err := d.mayBeOld(ctx, looks, day, today); err != nil {
			return err
		}
		return f(act{a, today, day, looks})
	})
}

func (d deps) mayBeOld(ctx context.Context, looks []goal.Look, day, today goal.Day) error {
	for _, l := range looks {
		if day < l.Goal.Begun {
			return goal.Invalid("day", "error.day.before", l.Goal.Begun)
		}
	}
	if day >= today-goal.BackfillDays {
		return nil
	}
	return d.confirm(ctx, d.say("term.old_day"), goal.Invalid("day", "error.day.old"))
}

// command of the act with a body.
func (t act) command(body goal.Body) goal.Command {
	return goal.Command{ID: t.app.NewID(), At: t.app.Now(), Day: t.day, Device: device, Body: body}
}

// oneOf finds the one goal that a command about a goal means.
func (d deps) oneOf(ctx context.Context, a *app.App, args []string) (goal.Goal, error) {
	looks, err := d.chosen(ctx, a, args, 0)
	if err != nil {
		return goal.Goal{}, err
	}
	return looks[0].Goal, nil
}

// second says whether a refusal asks for the yes to a second active goal.
func second(err error) bool {
	var e *goal.Error
	return errors.As(err, &e) && e.Key == "error.goal.second"
}
