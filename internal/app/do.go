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
func (a *App) Do(ctx context.Context, who PersonID, c goal.Command) (Answer, error) {
	if err := goal.CheckCommand(c); err != nil {
		return Answer{}, err
	}
	if now := a.now().UnixMilli(); c.At > now+aheadLimit {
		c.At = now
	}
	var ans Answer
	err := a.store.Update(ctx, who, func(tx Tx) error {
		var err error
		ans, err = a.apply(tx, c)
		return err
	})
	return ans, err
}

// apply decides, saves and journals one command in a transaction.
func (a *App) apply(tx Tx, c goal.Command) (Answer, error) {
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
	b, err := a.open(tx)
	if err != nil {
		return Answer{}, err
	}
	e := goal.Entry{Command: c, Hash: hash}
	if r, ok := c.Body.(goal.Record); ok {
		e.Batch = r.Batch
	}
	if e.Undone, err = b.undoneAlready(c.ID); err != nil {
		return Answer{}, err
	}
	if err := b.take(&e); err != nil {
		return Answer{}, err
	}
	return Answer{Command: c.ID, Entry: e}, nil
}
