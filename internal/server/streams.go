package server

import (
	"context"
	"sync"
)

// streams are the open event streams of each session: they end with it, so
// that no page of somebody who signed out goes on showing what it shows.
type streams struct {
	mu   sync.Mutex
	open map[string]map[*stream]struct{} // by the session's token
}

type stream struct{ end context.CancelFunc }

// begin a stream of a session; left is to be called when it is over.
func (o *streams) begin(ctx context.Context, token string) (during context.Context, left func()) {
	during, end := context.WithCancel(ctx)
	s := &stream{end}
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.open[token] == nil {
		o.open[token] = map[*stream]struct{}{}
	}
	o.open[token][s] = struct{}{}
	return during, func() {
		end()
		o.mu.Lock()
		defer o.mu.Unlock()
		delete(o.open[token], s)
		if len(o.open[token]) == 0 {
			delete(o.open, token)
		}
	}
}

// end every stream of a session.
func (o *streams) end(token string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	for s := range o.open[token] {
		s.end()
	}
}
