package store

import (
	"database/sql"
	"errors"
	"slices"
	"strings"
)

// bulk writes many rows: row gives the columns after the person's, statement
// the text for n rows at once. The text for a full load is prepared once.
func bulk[T any](t tx, xs []T, row func(T) ([]any, error), statement func(n int) string) (err error) {
	var full *sql.Stmt
	defer func() {
		if full != nil {
			err = errors.Join(err, full.Close())
		}
	}()
	for part := range slices.Chunk(xs, t.most) {
		args := []any{t.who}
		for _, x := range part {
			columns, err := row(x)
			if err != nil {
				return err
			}
			args = append(args, columns...)
		}
		if len(part) < t.most || len(xs) == 1 || t.once { // one alone is a statement that is known
			if _, err := t.q.ExecContext(t.ctx, statement(len(part)), args...); err != nil {
				return err
			}
			continue
		}
		if full == nil {
			full, err = t.q.PrepareContext(t.ctx, statement(t.most)) //nolint:sqlclosecheck // closed above, with its error
			if err != nil {
				return err
			}
		}
		if _, err := full.ExecContext(t.ctx, args...); err != nil {
			return err
		}
	}
	return nil
}

// rows writes n rows of values; the person is $1 in each.
func rows(n, columns int) string {
	var b strings.Builder
	for i := range n {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString("($1, " + places(2+i*columns, columns) + ")")
	}
	return b.String()
}
