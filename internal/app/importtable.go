package app

import (
	"context"

	"github.com/ippo-app/ippo/internal/goal"
)

// Recall answers which column is which in tables of a shape, as the person said at
// the last import of one; nil where nobody said (ruling 65). What was taken back is
// forgotten.
func (a *App) Recall(ctx context.Context, who Actor, shape string) (columns map[string]string, err error) {
	err = a.view(ctx, who, ofBook, func(tx Tx) error {
		entries, err := tx.Entries(Filter{Kinds: []goal.Kind{goal.KindImport}})
		if err != nil {
			return err
		}
		for _, e := range entries {
			if b, ok := e.Body.(goal.Import); ok && !e.Undone && b.Table != nil && b.Table.Shape == shape {
				columns = map[string]string{}
				for _, c := range b.Table.Columns {
					columns[c.Role] = c.Title
				}
			}
		}
		return nil
	})
	return columns, err
}
