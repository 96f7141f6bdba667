package app

import (
	"context"
	"errors"
)

// Everything counts what a person has here.
type Everything struct {
	Goals   int `json:"goals"`
	Days    int `json:"days"`    // day logs
	Entries int `json:"entries"` // of the journal
}

// Everything of a person, counted, before it is erased.
func (a *App) Everything(ctx context.Context, who Actor) (Everything, error) {
	var e Everything
	err := a.view(ctx, who, ofBook, func(tx Tx) error {
		goals, err := tx.Goals()
		if err != nil {
			return err
		}
		e = Everything{Goals: len(goals)}
		for _, g := range goals {
			days, err := tx.Days(g.ID, 1, 1<<30)
			if err != nil {
				return err
			}
			e.Days += len(days)
		}
		e.Entries, err = tx.Count(Filter{})
		return err
	})
	return e, err
}

// scrubber is a store that can leave nothing of what was erased in its file.
type scrubber interface {
	Scrub(context.Context) error
}

// Erase removes everything of a person, journal and sessions included, and
// leaves nothing of it in the file. Nothing can be undone (ruling 15).
func (a *App) Erase(ctx context.Context, who Actor) error {
	err := a.update(long(ctx), who, ofWhole, func(tx Tx) error { return tx.Erase() })
	if err != nil && !errors.Is(err, ErrNobody) { // who is gone is erased: by this very call, maybe, whose end nobody was told
		return err
	}
	return a.scrub(ctx)
}

func (a *App) scrub(ctx context.Context) error {
	if s, ok := a.store.(scrubber); ok {
		return s.Scrub(context.WithoutCancel(ctx))
	}
	return nil
}
