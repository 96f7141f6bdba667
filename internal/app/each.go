package app

import (
	"context"

	"github.com/ippo-app/ippo/internal/goal"
)

// Outcome is what became of one of many commands: an answer, or why it was not
// taken.
type Outcome struct {
	Answer
	Err error
}

// DoEach applies commands in one transaction, each on its own: one that is
// refused leaves no trace and does not undo the others (ruling 71). It answers
// them in their order, and the head of the journal after them. An error means
// that none of them was answered: all may be sent again as they are.
func (a *App) DoEach(ctx context.Context, who Actor, cs []goal.Command) (outcomes []Outcome, head int64, err error) {
	refusals := make([]error, len(cs))
	taken := 0
	for i, c := range cs {
		if refusals[i] = goal.CheckCommand(c); refusals[i] == nil {
			taken++
		}
	}
	cs = a.notAhead(cs)
	work := func(tx Tx) error {
		outcomes = make([]Outcome, len(cs))
		fresh := false
		for i, c := range cs {
			if outcomes[i].Err = refusals[i]; refusals[i] != nil {
				continue
			}
			var broken error
			outcomes[i].Err, broken = tx.Try(func() (err error) {
				outcomes[i].Answer, err = a.apply(tx, c, "")
				return err
			})
			if broken != nil {
				return broken
			}
			fresh = fresh || outcomes[i].Err == nil && !outcomes[i].Replayed
		}
		if fresh {
			if err := dropSent(ctx, tx); err != nil {
				return err
			}
		}
		head, err = tx.Head()
		return err
	}
	if taken == 0 {
		err = a.view(ctx, who, ofCommands(cs), work)
	} else {
		err = a.update(ctx, who, ofCommands(cs), work)
	}
	if err != nil {
		return nil, 0, err
	}
	return outcomes, head, nil
}

// notAhead sets instants that are too far ahead of the server to the server's.
func (a *App) notAhead(cs []goal.Command) []goal.Command {
	now := a.now().UnixMilli()
	kept := make([]goal.Command, len(cs))
	for i, c := range cs {
		if c.At > now+aheadLimit {
			c.At = now
		}
		kept[i] = c
	}
	return kept
}

// Written says whether the command of this id is in the journal: a form that is
// sent twice is answered as the first time.
func (a *App) Written(ctx context.Context, who Actor, id string) (there bool, err error) {
	err = a.view(ctx, who, ofBook, func(tx Tx) error {
		there, err = written(tx, goal.LowerID(id))
		return err
	})
	return there, err
}

// written says whether an entry of this id is in the journal: a transaction that
// is run once more, since nobody was told its end, is done already.
func written(tx Tx, id string) (bool, error) {
	if id == "" {
		return false, nil
	}
	_, there, err := tx.Entry(id)
	return there, err
}

// spelled gives ids their one spelling, which is in small letters; an id that
// stands in the journal in capitals, from before that was so, keeps them.
func spelled(tx Tx, c goal.Command) (goal.Command, error) {
	var failed error
	c = c.WithIDs(func(id string) string {
		lower := goal.LowerID(id)
		if lower == id || failed != nil {
			return id
		}
		old, err := written(tx, id)
		if failed = err; old {
			return id
		}
		return lower
	})
	return c, failed
}
