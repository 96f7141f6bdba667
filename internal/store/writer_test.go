package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"testing"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
)

// Ruling 20: requests that wait together share a commit. A refused one and one
// that was given up leave no trace and take nobody with them, and every answer
// is what is there afterwards.
func TestRuling20GroupCommit(t *testing.T) {
	ctx := context.Background()
	s := open(t, filepath.Join(t.TempDir(), "ippo.db"))
	no := goal.Conflict("", "error.test")
	const n = 96
	errs := make([]error, n)
	hold := make(chan struct{})
	var all sync.WaitGroup
	all.Go(func() { // holds the writer, so that the others wait together
		if err := s.Update(ctx, app.LocalPerson, func(app.Tx) error { <-hold; return nil }); err != nil {
			t.Error(err)
		}
	})
	for i := range n {
		mine, cancel := context.WithCancel(ctx)
		if i%3 == 1 {
			cancel()
		}
		all.Go(func() {
			defer cancel()
			errs[i] = s.Update(mine, app.LocalPerson, func(tx app.Tx) error {
				body := goal.Remark{Goal: "g", Note: strconv.Itoa(i)}
				e := goal.Entry{Command: goal.Command{ID: fmt.Sprintf("%03d", i), At: int64(i), Day: 1, Device: "test", Body: body}}
				if _, err := tx.Append(e); err != nil {
					return err
				}
				if i%3 == 2 {
					return no
				}
				return nil
			})
		})
	}
	close(hold)
	all.Wait()
	there := map[string]bool{}
	if err := s.View(ctx, app.LocalPerson, func(tx app.Tx) error {
		es, err := tx.Entries(app.Filter{})
		for _, e := range es {
			there[e.ID] = true
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	for i, err := range errs {
		if there[fmt.Sprintf("%03d", i)] != (err == nil) {
			t.Errorf("%d was answered %v and is there: %v", i, err, err != nil)
		}
		switch {
		case i%3 == 0 && err != nil:
			t.Errorf("%d: %v", i, err)
		case i%3 == 1 && err == nil:
			t.Errorf("%d was given up and taken", i)
		case i%3 == 2 && !errors.Is(err, no):
			t.Errorf("%d was to be refused: %v", i, err)
		}
	}
}

// Statements that are kept prepared answer as the others do, also while their
// own rows are being read.
func TestPreparedStatementsInEachOther(t *testing.T) {
	ctx := context.Background()
	s := open(t, filepath.Join(t.TempDir(), "ippo.db"))
	if err := s.Update(ctx, app.LocalPerson, func(tx app.Tx) error {
		for i := range 3 {
			if err := tx.PutGoal(goal.Goal{ID: strconv.Itoa(i), Number: i + 1, Slug: "g" + strconv.Itoa(i)}); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	for range 2 * preparedAfter {
		if err := s.View(ctx, app.LocalPerson, func(x app.Tx) error {
			outer := x.(tx) //nolint:forcetypeassert // it is ours
			seen := 0
			err := outer.each(func(r *sql.Rows) error {
				var id string
				if err := r.Scan(&id); err != nil {
					return err
				}
				return outer.each(func(r *sql.Rows) error { seen++; return r.Scan(&id) }, everyGoal)
			}, everyGoal)
			if seen != 9 {
				t.Errorf("%d of 9 rows", seen)
			}
			return err
		}); err != nil {
			t.Fatal(err)
		}
	}
}

const everyGoal = `select id from goal where person_id = $1`

// A reader that comes after the file was moved away makes no empty one in its
// place: the next start would take that for the database.
func TestNobodyMakesAFileThatWasMovedAway(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ippo.db")
	s, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	err = s.View(t.Context(), app.LocalPerson, func(app.Tx) error {
		if err := os.Rename(path, path+".away"); err != nil {
			return err
		}
		return s.View(t.Context(), app.LocalPerson, func(app.Tx) error { return nil }) // needs a connection of its own
	})
	if e, ok := errors.AsType[*goal.Error](err); !ok || e.Code != goal.CodeUnavailable {
		t.Errorf("%v", err)
	}
	if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a new file: %v", err)
	}
}
