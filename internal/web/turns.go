package web

import (
	"net/http"
	"runtime"
	"sync"
)

// turns let as many pages be worked out at once as there are processors; the
// others wait in the order in which they came. Pages that are worked out all
// together share the processors, and each takes as long as all: with sixteen at
// once, the slowest hundredth took half as long again. What only waits, as a
// page that is sent to a slow reader, holds no turn.
type turns chan struct{}

func newTurns() turns { return make(turns, runtime.GOMAXPROCS(0)) }

// in gives a page its turn; who goes away before is not worked for.
func (t turns) in(p page) page {
	return func(w http.ResponseWriter, r *http.Request) error {
		select {
		case t <- struct{}{}:
		case <-r.Context().Done():
			return r.Context().Err()
		}
		done := sync.OnceFunc(func() { <-t })
		defer done()
		return p(&turnEnds{w, done}, r)
	}
}

// turnEnds ends the turn as soon as there is something to send.
type turnEnds struct {
	http.ResponseWriter
	done func()
}

func (w *turnEnds) WriteHeader(status int) {
	w.done()
	w.ResponseWriter.WriteHeader(status)
}

func (w *turnEnds) Write(b []byte) (int, error) {
	w.done()
	return w.ResponseWriter.Write(b)
}

// Unwrap is for [http.ResponseController].
func (w *turnEnds) Unwrap() http.ResponseWriter { return w.ResponseWriter }
