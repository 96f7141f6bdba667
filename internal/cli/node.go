package cli

import (
	"context"
	"time"

	"github.com/ippo-app/ippo/internal/store"
)

// seenPause is how often a server says that it runs.
const seenPause = 10 * time.Second

// clockIsReal says whether the clock is the machine's own. A day that was chosen
// with IPPO_NOW says nothing of who else runs.
func (d deps) clockIsReal() bool { return d.getenv("IPPO_NOW") == "" }

// staySeen says again and again that this node runs, so that none of a newer release
// writes what it would drop (ruling 151).
func (d deps) staySeen(s store.Store) func(context.Context) {
	return func(ctx context.Context) {
		if !d.clockIsReal() {
			return
		}
		tick := time.NewTicker(seenPause)
		defer tick.Stop()
		for {
			_ = s.Seen(ctx, d.now().UnixMilli()) // said again soon; what is written looks for itself meanwhile
			select {
			case <-ctx.Done():
				last, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Second)
				defer cancel()
				_ = s.Leave(last) // who does not leave is waited for
				return
			case <-tick.C:
			}
		}
	}
}

// raise lifts the floor where this is the newest program and the only one.
func (d deps) raise(ctx context.Context, s store.Store) {
	if d.clockIsReal() {
		_ = s.Raise(ctx, d.now().UnixMilli()) // what needs it is answered as later
	}
}
