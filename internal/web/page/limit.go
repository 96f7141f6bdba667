package page

import (
	"net/http"
	"runtime"
	"sync"
)

// A limit lets as many pages be worked out at once as there are processors; the
// others wait in the order in which they came. Pages that are worked out all
// together share the processors, and each takes as long as all: with sixteen at
// once, the slowest hundredth took half as long again. What only waits, as a
// page that is sent to a slow reader, holds no turn.
type limit chan struct{}

func newLimit() limit { return make(limit, runtime.GOMAXPROCS(0)) }

// in gives a page its turn; who goes away before is not worked for.
func (t limit) in(p Handler) Handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		select {
		case t <- struct{}{}:
		case <-r.Context().Done():
			return r.Context().Err()
		}
		done := sync.OnceFunc(func() { <-t })
		defer done()
		return p(&limitedWriter{w, done}, r)
	}
}

// limitedWriter ends the turn as soon as there is something to send.
type limitedWriter struct {
	http.ResponseWriter
	done func()
}

// WriteHeader ends the turn.
func (w *limitedWriter) WriteHeader(status int) {
	w.done()
	w.ResponseWriter.WriteHeader(status)
}

// Write ends the turn.
func (w *limitedWriter) Write(b []byte) (int, error) {
	w.done()
	return w.ResponseWriter.Write(b)
}

// Unwrap is for [http.ResponseController].
func (w *limitedWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }
