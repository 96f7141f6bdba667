package app

import (
	"context"

	"github.com/ippo-app/ippo/internal/goal"
)

// aheadLimit is how far ahead of the server an instant may be, in ms.
const aheadLimit = 5 * 60 * 1000

// Do applies a command once. The same command again answers the first result;
// the same id with other content is a conflict; a refused command leaves no
// trace (ruling 15).
func (a *App) Do(ctx context.Context, who Actor, c goal.Command) (Answer, error) {
	answers, err := a.DoAll(ctx, who, []goal.Command{c})
	if err != nil {
		return Answer{}, err
	}
	return answers[0], nil
}

// DoAll applies commands together, each once: all of them, or none when one is
// refused.
func (a *App) DoAll(ctx context.Context, who Actor, cs []goal.Command) ([]Answer, error) {
	return a.doAll(ctx, who, cs, "")
}

// DoAsOne is DoAll for what was written in one go: undo takes all of it back at
// once, and brings all of it back.
func (a *App) DoAsOne(ctx context.Context, who Actor, cs []goal.Command) ([]Answer, error) {
	if len(cs) < 2 {
		return a.DoAll(ctx, who, cs)
	}
	return a.doAll(ctx, who, cs, cs[0].ID)
}

func (a *App) doAll(ctx context.Context, who Actor, cs []goal.Command, batch string) ([]Answer, error) {
	if len(cs) == 0 {
		return nil, a.nothingSent(ctx, who)
	}
	if err := ofCommands(cs)(who, true); err != nil {
		return nil, err
	}
	for _, c := range cs {
		if err := goal.CheckCommand(c); err != nil {
			return nil, err
		}
	}
	cs = a.notAhead(cs)
	var answers []Answer
	err := a.update(ctx, who, ofCommands(cs), func(tx Tx) error {
		answers = nil // the closure may run twice
		fresh := false
		for _, c := range cs {
			ans, err := a.apply(tx, c, batch)
			if err != nil {
				return err
			}
			answers, fresh = append(answers, ans), fresh || !ans.Replayed
		}
		if fresh {
			return dropSent(ctx, tx)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return answers, nil
}

// apply decides, saves and journals one command in a transaction.
func (a *App) apply(tx Tx, c goal.Command, batch string) (Answer, error) {
	c, err := spelled(tx, c)
	if err != nil {
		return Answer{}, err
	}
	hash, err := c.Hash()
	if err != nil {
		return Answer{}, err
	}
	old, there, err := tx.Entry(c.ID)
	if err != nil {
		return Answer{}, err
	}
	if there {
		if old.Hash != hash {
			return Answer{}, goal.Conflict("id", "error.command.other", c.ID)
		}
		return Answer{Command: c.ID, Entry: old, Replayed: true}, nil
	}
	p, err := a.openFor(tx, c.Body)
	if err != nil {
		return Answer{}, err
	}
	e := goal.Entry{Command: c, Hash: hash, Batch: batch}
	if r, ok := c.Body.(goal.Record); ok {
		e.Batch = r.Batch
	}
	if e.Undone, err = p.undoneAlready(c.ID); err != nil {
		return Answer{}, err
	}
	if err := p.applyEntry(&e); err != nil {
		return Answer{}, err
	}
	return Answer{Command: c.ID, Entry: e}, nil
}
