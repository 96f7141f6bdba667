package cli

import (
	"context"

	"github.com/ippo-app/ippo/internal/goal"
)

// onOpenDays applies a command to every goal of an act whose day is not
// stamped; a stamped one is left alone (ruling 8). All are applied or none. It
// answers the goals as they are now and the id of each command.
func (d deps) onOpenDays(ctx context.Context, t act, body func(goal.Look) goal.Body) ([]moment, map[string]string, error) {
	var todo []goal.Command
	ids := map[string]string{}
	for _, l := range t.looks {
		if l.Life.On(t.day) == goal.DayDone {
			continue
		}
		c := t.command(body(l))
		ids[l.Goal.ID] = c.ID
		todo = append(todo, c)
	}
	if _, err := t.app.DoAll(ctx, me, todo); err != nil {
		return nil, nil, err
	}
	after, err := d.afterwards(ctx, t)
	return after, ids, err
}

// dayAnswer prints the document of a day command, or passes its error on.
func (d deps) dayAnswer(t act, after []moment, ids map[string]string, err error) error {
	if err != nil {
		return err
	}
	return d.json(d.dayDocument(t.day, after, ids))
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

func (d deps) dayDocument(day goal.Day, after []moment, ids map[string]string) dayJSON {
	doc := dayJSON{Date: day, Goals: []dayCommandJSON{}}
	for _, l := range after {
		g := dayCommandJSON{todayGoalJSON: d.todayGoal(l.then)}
		g.Status = l.then.Life.On(day)
		if id := ids[l.then.Goal.ID]; id != "" {
			g.Command, doc.Command = &id, &id
		}
		doc.Goals = append(doc.Goals, g)
	}
	return doc
}
