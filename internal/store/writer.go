package store

import (
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"os"
	"sync"
	"sync/atomic"
	"time"

	"github.com/ippo-app/ippo/internal/app"
	"github.com/ippo-app/ippo/internal/goal"
)

// batchMax bounds how many requests share a commit.
const batchMax = 128

// retries of one request after an error that may pass.
const retries = 3

// patience is how long a writer waits for its turn. A commit takes a hundredth
// of a second, a hundred waiters one.
const patience = 10 * time.Second

// writer is the one goroutine that writes. Requests that arrive while a commit
// is being synced share the next one, each in its own savepoint, and are
// answered only when the bytes are on the disk (ruling 20).
type writer struct {
	db     *sql.DB
	known  *prepared
	engine *engine
	path   string
	file   os.FileInfo // the one that was opened
	jobs   chan *job
	gone   chan struct{}
	once   sync.Once
	dirty  atomic.Bool

	patience time.Duration // with whoever has the turn
}

type job struct {
	ctx    context.Context //nolint:containedctx // a request waits in the queue with its own
	who    app.PersonID
	intent intent
	f      func(app.Tx) error
	done   chan error
}

var errLost = errors.New("the transaction was lost")

func newWriter(db *sql.DB, e *engine, path string, file os.FileInfo) *writer {
	w := &writer{db: db, known: newPrepared(db), engine: e, path: path, file: file, jobs: make(chan *job, batchMax), gone: make(chan struct{}), patience: patience}
	go w.loop()
	return w
}

func (w *writer) do(ctx context.Context, who app.PersonID, m intent, f func(app.Tx) error) error {
	j := &job{ctx, who, m, f, make(chan error, 1)}
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
		w.known.learn(context.Background()) // everybody has been answered
	}
}

// commit writes a batch; when anything but a refusal happens, nobody has been
// answered yet and each request is run once more alone. What a request does
// carries its own id, so that it is done once whatever became of the batch.
func (w *writer) commit(batch []*job) {
	ctx := context.Background() // never a request's: a cancelled request must not end the batch
	leave, ok := w.turn()
	if !ok {
		answerAll(batch, goal.Unavailable("database", "error.store.busy", w.path))
		return
	}
	defer leave()
	if w.replaced() {
		answerAll(batch, goal.Unavailable("database", keyReplaced, w.path))
		return
	}
	w.dirty.Store(true)
	results, err := w.group(ctx, batch)
	if err == nil {
		answer(batch, results)
		return
	}
	for _, j := range batch {
		if len(batch) > 1 || unsure(err) || troubleOf(err).again {
			j.done <- w.retry(ctx, j, unsure(err))
			continue
		}
		j.done <- err
	}
}

// retry runs a request alone once more, and again when SQLite may let it
// through; doubt says that the run before may have been written all the same.
func (w *writer) retry(ctx context.Context, j *job, doubt bool) error {
	for try := 1; ; try++ {
		results, err := w.group(ctx, []*job{j})
		if err == nil {
			return doubtful(doubt, results[0])
		}
		doubt = doubt || unsure(err)
		if try == retries || !troubleOf(err).again {
			return doubtful(doubt, err)
		}
	}
}

// errDiskUnknown is app.ErrUnknown where the disk is why: what is to be mended
// is named too.
var errDiskUnknown = goal.Unavailable("database", "error.store.unknown_disk")

// doubtful is what is answered after a commit that may have gone through: only
// a verdict ends the doubt.
func doubtful(doubt bool, err error) error {
	switch key := troubleOf(err).key; {
	case !doubt || verdict(err):
		return err
	case key == keyFull || key == keyReadonly:
		return errors.Join(errDiskUnknown, app.ErrUnknown, err)
	}
	return errors.Join(app.ErrUnknown, err)
}

func answerAll(batch []*job, err error) {
	for _, j := range batch {
		j.done <- err
	}
}

func answer(batch []*job, errs []error) {
	for i, j := range batch {
		j.done <- errs[i]
	}
}

func (w *writer) group(ctx context.Context, batch []*job) ([]error, error) {
	begun, err := w.db.BeginTx(ctx, nil)
	if err != nil {
		return nil, err
	}
	defer func() { _ = begun.Rollback() }() // after a commit this does nothing
	t := w.known.in(begun)
	results := make([]error, len(batch))
	for i, j := range batch {
		if results[i] = j.ctx.Err(); results[i] != nil {
			continue
		}
		if len(batch) == 1 {
			return w.alone(ctx, t, j)
		}
		if results[i], err = w.one(ctx, t, j); err != nil {
			return nil, err
		}
	}
	return results, commitFailed(begun.Commit())
}

// alone runs the one request of a transaction; it needs no savepoint.
func (w *writer) alone(ctx context.Context, t *session, j *job) ([]error, error) {
	err := w.engine.run(ctx, t, j.who, j.intent, j.f)
	if err == nil {
		return []error{nil}, commitFailed(t.Commit())
	}
	if _, ok := liteCode(err); ok && !mine(err) {
		return nil, err
	}
	return []error{err}, nil // the caller rolls back
}

// one runs a request in its savepoint. A refusal leaves no trace; any other
// error ends the batch.
func (w *writer) one(ctx context.Context, t *session, j *job) (refused, fatal error) {
	if _, err := t.ExecContext(ctx, "savepoint r"); err != nil {
		return nil, err
	}
	err := w.engine.run(ctx, t, j.who, j.intent, j.f)
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
// another writes without pause: SQLite's own lock is not fair. Where lock files
// cannot be made, as on a disk that is full or has turned read-only, it goes
// on without: they are for fairness only, and the database itself says what is
// wrong, if anything is. A process that stands still with the turn in its hands
// is waited for only so long.
func (w *writer) turn() (leave func(), ok bool) {
	got := make(chan func(), 1)
	go func() { got <- w.queue() }()
	late := time.NewTimer(w.patience)
	defer late.Stop()
	select {
	case leave = <-got:
		return leave, true
	case <-late.C:
		go func() { (<-got)() }() // should it come yet, it is passed on
		return nil, false
	}
}

func (w *writer) queue() (leave func()) {
	leave, err := lockTurn(w.path)
	if err != nil {
		return func() {}
	}
	return leave
}

// replaced says whether another file, or none, is in the place of the one that
// was opened: what is written would be gone with it. Whoever restores a backup
// holds the turn.
func (w *writer) replaced() bool {
	now, err := os.Stat(w.path)
	return errors.Is(err, fs.ErrNotExist) || err == nil && !os.SameFile(now, w.file)
}
