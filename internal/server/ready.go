package server

import (
	"context"
	"net/http"
	"time"
)

// readyTime is how long the database may take to answer whoever asks whether
// this server is ready.
const readyTime = time.Second

// ready says whether the database answers and the server is not about to end, so
// that a balancer sends people to one that serves them. Its migrations are
// current: it would not have begun otherwise. /healthz says only that the process lives. Anybody may
// ask, so that one look at a time is taken.
func (s *Server) ready(turn chan struct{}) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		ctx, end := context.WithTimeout(r.Context(), readyTime)
		defer end()
		w.Header().Set("Cache-Control", "no-store")
		select {
		case turn <- struct{}{}:
			err := s.app.Ready(ctx)
			<-turn
			if err == nil && !s.draining.Load() {
				_, _ = w.Write([]byte("ready\n"))
				return
			}
		case <-ctx.Done():
		}
		w.Header().Set("Retry-After", "5")
		w.WriteHeader(http.StatusServiceUnavailable)
		_, _ = w.Write([]byte("not ready\n"))
	}
}
