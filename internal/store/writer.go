package store

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"sync"
	"sync/atomic"

	"github.com/rogpeppe/go-internal/lockedfile"

	"github.com/ippo-app/ippo/internal/app"
)

// batchMax bounds how many requests share a commit.
const batchMax = 128

// writer is the one goroutine that writes. Requests that arrive while a commit
// is being synced share the next one, each in its own savepoint, and are
// answered only when the bytes are on the disk (ruling 20).
type writer struct {
	db    *sql.DB
	path  string
	jobs  chan *job
	gone  chan struct{}
	once  sync.Once
	dirty atomic.Bool
}

type job struct {
	ctx  context.Context //nolint:containedctx // a request waits in the queue with its own
	who  app.PersonID
	f    func(app.Tx) error
	done chan error
}

var errLost = errors.New("the transaction was lost") //nolint:gochecknoglobals // a sentinel

func newWriter(db *sql.DB, path string) *writer {
	w := &writer{db: db, path: path, jobs: make(chan *job, batchMax), gone: make(chan struct{})}
	go w.loop()
	return w
}

func (w *writer) do(ctx context.Context, who app.PersonID, f func(app.Tx) error) error {
	j := &job{ctx, who, f, make(chan error, 1)}
	select {
	case w.jobs <- j:
	case <-ctx.Done():
		return ctx.Err()
	}
	return <-j.done // never before it is known: what is answered is what happened
}

func (w *writer) close() {
	w.once.Do(func() { close(w.jobs) })
	<-w.gone
}

// wrote says whether anything was written since it was last asked.
func (w *writer) wrote() bool { return w.dirty.Swap(false) }

func (w *writer) loop() {
	defer close(w.gone)
	for first := range w.jobs {
		batch := []*job{first}
	drain:
		for len(batch) < batchMax {
			select {
			case j, ok := <-w.jobs:
				if !ok {
					break drain
				}
				batch = append(batch, j)
			default:
				break drain
			}
		}
		w.commit(batch)
	}
}

// commit writes a batch; when anything but a refusal happens, nobody has been
// answered yet and each request is run once more alone.
func (w *writer) commit(batch []*job) {
	ctx := context.Background() // never a request's: a cancelled request must not end the batch
	leave, err := w.turn()
	if err != nil {
		answer(batch, repeat(err, len(batch)))
		return
	}
	defer leave()
	w.dirty.Store(true)
	results, err := w.group(ctx, batch)
	if err == nil {
		answer(batch, results)
		return
	}
	if len(batch) == 1 {
		answer(batch, []error{err})
		return
	}
	for _, j := range batch {
		r, err := w.group(ctx, []*job{j})
		if err == nil {
			err = r[0]
		}
		j.done <- err
	}
}

func repeat(err error, n int) []error {
	errs := make([]error, n)
	for i := range errs {
		errs[i] = err
	}
	return errs
}

func answer(batch []*job, errs []error) {
	for i, j := range batch {
		j.done <- errs[i]
	}
}

func (w *writer) group(ctx context.Context, batch []*job) ([]error, error) {
	t, err := w.db.BeginTx(ctx, nil)
	if err != nil {
		return nil, err
	}
	defer func() { _ = t.Rollback() }() // after a commit this does nothing
	results := make([]error, len(batch))
	for i, j := range batch {
		if results[i] = j.ctx.Err(); results[i] != nil {
			continue
		}
		if results[i], err = one(ctx, t, j); err != nil {
			return nil, err
		}
	}
	return results, t.Commit()
}

// one runs a request in its savepoint. A refusal leaves no trace; any other
// error ends the batch.
func one(ctx context.Context, t *sql.Tx, j *job) (refused, fatal error) {
	if _, err := t.ExecContext(ctx, "savepoint r"); err != nil {
		return nil, err
	}
	err := run(ctx, t, j.who, true, j.f)
	if err != nil {
		if _, ok := liteCode(err); ok && !mine(err) {
			return nil, err
		}
		if _, back := t.ExecContext(ctx, "rollback to r"); back != nil {
			return nil, errLost
		}
	}
	if _, back := t.ExecContext(ctx, "release r"); back != nil {
		return nil, back
	}
	return err, nil
}

// turn queues at the door, so that a process with one write gets through while
// another writes without pause: SQLite's own lock is not fair.
func (w *writer) turn() (leave func(), err error) {
	door, err := lockedfile.MutexAt(w.path + ".door").Lock()
	if err != nil {
		return w.withoutLocks(err)
	}
	leave, err = lockedfile.MutexAt(w.path + ".turn").Lock()
	door()
	if err != nil {
		return w.withoutLocks(err)
	}
	return leave, nil
}

// withoutLocks goes on where lock files cannot be made: the database itself
// will say what is wrong, if anything is.
func (w *writer) withoutLocks(err error) (func(), error) {
	if errors.Is(err, os.ErrPermission) || errors.Is(err, os.ErrNotExist) {
		return func() {}, nil
	}
	return nil, err
}
