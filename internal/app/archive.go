package app

import (
	"context"
	"time"

	"github.com/ippo-app/ippo/internal/goal"
)

func newCalendar(s goal.Settings) goal.Calendar { return goal.NewCalendar(s, time.LoadLocation) }

// Archive is everything that belongs to the person.
func (a *App) Archive(ctx context.Context, who PersonID) (goal.Archive, error) {
	ar := goal.Archive{Measurements: map[string][]goal.Measurement{}}
	err := a.store.View(ctx, who, func(tx Tx) error {
		var err error
		if ar.Settings, err = tx.Settings(); err != nil {
			return err
		}
		if ar.Journal, err = tx.Entries(Filter{}); err != nil {
			return err
		}
		if ar.Goals, err = tx.Goals(); err != nil {
			return err
		}
		if ar.Feelings, err = tx.Feelings(1, 1<<30); err != nil {
			return err
		}
		for _, g := range ar.Goals {
			days, err := tx.Days(g.ID, 1, 1<<30)
			if err != nil {
				return err
			}
			ar.Days = append(ar.Days, days...)
			if ar.Measurements[g.ID], err = tx.Measurements(g.ID); err != nil {
				return err
			}
		}
		return nil
	})
	return ar, err
}

// TakeIn reads an archive back. Into an empty database the journal is written
// as it is; into another one the entries whose ids are unknown are appended in
// their order (ruling 19). All tables are then made anew from the journal.
func (a *App) TakeIn(ctx context.Context, who PersonID, journal []goal.Entry, dry bool) (Report, error) {
	var r Report
	err := a.store.Update(ctx, who, func(tx Tx) error {
		r = Report{Dry: dry}
		_, any, err := tx.Last()
		if err != nil {
			return err
		}
		for _, e := range journal {
			_, known, err := tx.Entry(e.ID)
			if err != nil {
				return err
			}
			if known {
				r.Same++
				continue
			}
			r.New++
			if dry {
				continue
			}
			if any {
				e.Position = 0
			}
			if _, err := tx.Append(e); err != nil {
				return err
			}
		}
		if dry || r.New == 0 {
			return nil
		}
		b, err := a.open(tx)
		if err != nil {
			return err
		}
		return b.rebuild()
	})
	return r, err
}
