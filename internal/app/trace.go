package app

import (
	"context"
	"errors"
	"sync/atomic"

	"github.com/ippo-app/ippo/internal/goal"
)

// ErrUnknown is answered when a commit was begun and nobody told its end: what
// was asked may have been done. Asked again with the same id it is done once.
var ErrUnknown = goal.Unavailable("database", "error.store.unknown")

type traceKey struct{}

// WithTrace gives a request, or a command of the terminal, a trace of whether
// it wrote: only where it did not may a refusal say that nothing was changed
// (ruling 71).
func WithTrace(ctx context.Context) context.Context {
	if ctx.Value(traceKey{}) != nil {
		return ctx // it has one
	}
	return context.WithValue(ctx, traceKey{}, new(atomic.Bool))
}

// Wrote says whether anything was written under a context, or may have been.
func Wrote(ctx context.Context) bool {
	t, ok := ctx.Value(traceKey{}).(*atomic.Bool)
	return ok && t.Load()
}

// MayBeDone says whether an error came after something was written, or while
// that was under way, so that it has to be looked at before it is done again.
// A refusal of the person's own input is none of these.
func MayBeDone(ctx context.Context, err error) bool {
	told, ok := errors.AsType[*goal.Error](err)
	return Wrote(ctx) && !errors.Is(err, ErrUnknown) && (!ok || told.Code == goal.CodeUnavailable)
}

// update runs a write of an object that the actor may change, and leaves a trace
// of it.
func (a *App) update(ctx context.Context, who Actor, of access, f func(Tx) error) error {
	if err := of(who, true); err != nil {
		return err
	}
	err := a.store.Update(ctx, who.Person, f)
	if t, ok := ctx.Value(traceKey{}).(*atomic.Bool); ok && (err == nil || errors.Is(err, ErrUnknown)) {
		t.Store(true)
	}
	return err
}

// untraced marks a write beside what was asked for, of which nobody is told.
func untraced(ctx context.Context) context.Context { return context.WithValue(ctx, traceKey{}, nil) }

type longKey struct{}

// long marks an act that may take its time, such as an import: a store that
// bounds its transactions lets it.
func long(ctx context.Context) context.Context { return context.WithValue(ctx, longKey{}, true) }

// TakesLong says whether a store must not bound the time of a transaction.
func TakesLong(ctx context.Context) bool { return ctx.Value(longKey{}) != nil }

// Ready reads next to nothing, to see whether the database answers.
func (a *App) Ready(ctx context.Context) error {
	_, err := a.Head(ctx, Local())
	return err
}
